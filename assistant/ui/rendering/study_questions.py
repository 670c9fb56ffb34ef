"""Questions of the tab 学习 as forms, and answers after they were marked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from assistant.study.bank import BankEntry
from assistant.study.practice import Outcome, Queue, shown_order
from assistant.study.questions.records import KIND_ZH, LETTERS, AnswerForm, Marks, StudyQuestion
from assistant.ui import strings_study as says
from assistant.ui.rendering.markup import badge, escape, source_button

NOTHING: Mapping[str, object] = {}


def event_button(label: str, event: str, given: Mapping[str, object] = NOTHING, *, css: str = "example") -> str:
    """Return a button that raises an event of its block with the given data; study.js adds the reply of its form."""
    sent = "".join(f' data-{name}="{escape(str(value))}"' for name, value in given.items())
    return f'<button type="button" class="{css}" data-event="{escape(event)}"{sent}>{escape(label)}</button>'


def fields_html(
    question: StudyQuestion, order: Sequence[int], *, name: str, reply: str = "", focus: bool = False
) -> str:
    """Return what a question is answered with; option values are the letters of the question as it is stored.

    Args:
        order: Indices of the options as they are shown.
        name: Sets the form apart from the others of a paper.
        reply: What was answered already.
        focus: What is written gets the keyboard at once.
    """
    if question.form is AnswerForm.TEXT:
        return f'<textarea{" data-focus" if focus else ""} rows="5" maxlength="2000" aria-label="{escape(says.QUIZ_TEXT)}">{escape(reply)}</textarea>'
    if question.form is AnswerForm.BLANK:
        return f'<input{" data-focus" if focus else ""} type="text" maxlength="200" autocomplete="off" aria-label="{escape(says.QUIZ_BLANK)}" value="{escape(reply)}">'
    if question.form is AnswerForm.SEQUENCE:
        return _sequence_html(question, order, reply)
    kind = "checkbox" if question.form is AnswerForm.SEVERAL else "radio"
    return "".join(
        f'<label class="choice"><input type="{kind}" name="{escape(name)}" value="{LETTERS[at]}"{_checked(LETTERS[at], reply)}>'
        f"<b>{LETTERS[place]}</b><span>{escape(question.options[at])}</span></label>"
        for place, at in enumerate(order)
    )


def _checked(letter: str, reply: str) -> str:
    return " checked" if letter in reply else ""


def _sequence_html(question: StudyQuestion, order: Sequence[int], reply: str) -> str:
    picks = []
    for place, at in enumerate(order):
        rank = reply.find(LETTERS[at]) + 1
        ranked = f' data-rank="{rank}"' if rank else ""
        picks.append(
            f'<button type="button" class="choice" data-pick="{LETTERS[at]}"{ranked}><span class="rank">{rank or ""}</span>'
            f"<b>{LETTERS[place]}</b><span>{escape(question.options[at])}</span></button>"
        )
    return f'<p class="hint">{escape(says.QUIZ_SEQUENCE)}</p>{"".join(picks)}'


def question_html(question: StudyQuestion, turn: int, queue: Queue) -> str:
    """Return the question to answer now, with what is left for today."""
    order = shown_order(question, turn)
    sent = {"key": question.question_id, "turn": turn}
    again = badge(says.QUIZ_NEW, "plain") if not turn else badge(says.QUIZ_AGAIN.format(turn=turn), "plain")
    keys = says.QUIZ_KEYS_OF.get(question.form.value, says.QUIZ_KEYS)
    focus = " data-focus" if question.options else ""
    submit = event_button(says.QUIZ_SUBMIT, "submit", {**sent, "submit": 1}, css="main")
    unknown = event_button(says.QUIZ_UNKNOWN, "submit", {**sent, "reply": says.UNKNOWN_REPLY})
    return (
        f'<section class="study-card" data-keys tabindex="-1"{focus}>{queue_line(queue)}'
        f'<p class="kind">{badge(KIND_ZH[question.kind], "plain")}{again}</p>'
        f'<form><p class="stem">{escape(question.stem)}</p>'
        f"{fields_html(question, order, name=question.question_id, focus=True)}"
        f'<p class="study-buttons">{submit}{unknown}<span class="hint">{escape(keys)}</span></p></form></section>'
    )


def queue_line(queue: Queue) -> str:
    """Return what is left and what was done today."""
    due = len(queue.due) + len(queue.waiting)
    text = says.QUIZ_SUM.format(due=due, new=len(queue.new), done=queue.done, right=queue.right)
    return f'<p class="hint">{escape(text)}</p>'


def outcome_html(outcome: Outcome, at: datetime) -> str:
    """Return the verdict, the key, the clause and when the question comes again."""
    question = outcome.entry.question
    order = shown_order(question, outcome.turn)
    verdict, css = verdict_of(outcome.marks)
    yours = shown_reply(question, order, outcome.reply)
    lines = [
        f'<p class="verdict {css}">{escape(verdict)}</p>',
        f'<p class="stem">{escape(question.stem)}</p>',
        options_html(question, order, outcome.reply),
        _labelled(says.QUIZ_YOURS, yours) if css != "right" else "",
        _labelled(says.QUIZ_KEY, shown_key(question, order)),
        f'<p class="note">{escape(question.note)}</p>' if question.note else "",
        points_html(outcome.marks),
        clause_html(outcome.entry),
        f'<p class="hint">{escape(says.QUIZ_COMES_BACK.format(when=when_html(outcome.card.due_at, at)))}</p>',
        f'<p class="study-buttons"><button type="button" class="main" data-event="apply" data-submit data-focus>{escape(says.QUIZ_NEXT)}</button></p>',
    ]
    return f'<section class="study-card" data-keys>{"".join(lines)}</section>'


def verdict_of(marks: Marks) -> tuple[str, str]:
    """Return the verdict in Chinese and its class: right, partly or wrong."""
    if marks.right:
        return says.QUIZ_RIGHT, "right"
    if marks.got:
        return says.QUIZ_PARTLY.format(got=f"{marks.got:g}", of=f"{marks.of:g}"), "partly"
    return says.QUIZ_WRONG, "wrong"


def options_html(question: StudyQuestion, order: Sequence[int], reply: str) -> str:
    """Return the options with the right ones ticked and wrongly chosen ones crossed; "" where there are none."""
    if not question.options or question.form in (AnswerForm.SEQUENCE, AnswerForm.JUDGE):
        return ""
    rows = []
    for place, at in enumerate(order):
        mark = "✓" if at in question.right else "✕" if LETTERS[at] in reply else ""
        css = "good" if mark == "✓" else "bad" if mark else ""
        rows.append(f'<li class="{css}"><i>{mark}</i><b>{LETTERS[place]}</b>{escape(question.options[at])}</li>')
    return f'<ul class="options">{"".join(rows)}</ul>'


def shown_reply(question: StudyQuestion, order: Sequence[int], reply: str) -> str:
    """Return a reply with the letters as they were shown."""
    if reply == says.UNKNOWN_REPLY or not question.options:
        return reply
    if question.form is AnswerForm.JUDGE:
        return "、".join(
            question.options[LETTERS.index(one)] for one in reply if one in LETTERS[: len(question.options)]
        )
    shown = [LETTERS[order.index(LETTERS.index(one))] for one in reply if one in LETTERS[: len(order)]]
    return "".join(shown if question.form is AnswerForm.SEQUENCE else sorted(shown))


def shown_key(question: StudyQuestion, order: Sequence[int]) -> str:
    """Return the key with the letters as they were shown."""
    if question.form is AnswerForm.JUDGE or not question.options:
        return question.answer
    shown = [LETTERS[order.index(at)] for at in question.right]
    if question.form is AnswerForm.ONE:
        return f"{shown[0]}　{question.options[question.right[0]]}"
    return "".join(shown if question.form is AnswerForm.SEQUENCE else sorted(shown))


def points_html(marks: Marks) -> str:
    """Return the key points with the words of the answer that tell them; "" for questions without points."""
    rows = "".join(
        f'<li class="{"good" if one.given else "bad"}"><i>{"✓" if one.given else "✕"}</i>'
        f"<b>{escape(says.QUIZ_POINT_GIVEN if one.given else says.QUIZ_POINT_MISSING)}</b>{escape(one.point)}"
        + (f"<q>{escape(one.evidence)}</q>" if one.evidence else "")
        + (f'<span class="note">{escape(one.problem)}</span>' if one.problem else "")
        + "</li>"
        for one in marks.points
    )
    return f'<ul class="options points">{rows}</ul>' if rows else ""


def clause_html(entry: BankEntry) -> str:
    """Return the clause a key stands in, the key marked, with a button that opens it."""
    place = entry.place
    path = " > ".join((f"《{place.title}》", *place.heading_path[-2:]))
    button = source_button(says.SEE_SOURCE, place.document_id, place.start, place.end)
    return (
        f'<div class="clause"><p class="path">{escape(says.QUIZ_CLAUSE)}：{escape(path)} {button}</p>'
        f"<blockquote>{marked_clause(entry.question)}</blockquote></div>"
    )


def marked_clause(question: StudyQuestion) -> str:
    """Return the words of the clause with the key points marked."""
    text, parts, last = question.source.text, [], 0
    for point in sorted(question.key_points, key=lambda one: one.start):
        if point.start >= last:
            parts.append(f"{escape(text[last : point.start])}<mark>{escape(text[point.start : point.end])}</mark>")
            last = point.end
    return "".join(parts) + escape(text[last:])


def _labelled(label: str, text: str) -> str:
    return f'<p class="labelled"><b>{escape(label)}</b><span>{escape(text)}</span></p>'


def when_html(due: datetime, at: datetime) -> str:
    """Return when something comes again: in minutes, hours, or on a day."""
    left = due - at
    if left < timedelta(hours=1):
        return says.WITHIN_MINUTES.format(count=max(1, round(left.total_seconds() / 60)))
    if left < timedelta(hours=20):
        return says.WITHIN_HOURS.format(count=round(left.total_seconds() / 3600))
    return says.ON_DAY.format(day=f"{due.astimezone():%Y-%m-%d}")
