"""Exam papers, running exams and results of the tab 学习 as HTML."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from assistant.study.blueprints import FORM_ZH, PaperBody, body_from
from assistant.study.exams import MarkedReply, Result
from assistant.study.papers_docx import part_line, parts_of
from assistant.ui import strings_study as says
from assistant.ui.rendering.markup import badge, escape, source_button
from assistant.ui.rendering.study_questions import (
    event_button,
    fields_html,
    marked_clause,
    options_html,
    points_html,
    shown_key,
    shown_reply,
)
from kb.catalog.study_records import Paper, Reply, Sitting


def hall_html(
    papers: Sequence[Paper], running: Sequence[tuple[Sitting, Paper]], results: Sequence[Result], *, prints: bool
) -> str:
    """Return the exams that run, the papers that can be sat, and the learner's results.

    Args:
        prints: Also offer the papers for printing.
    """
    rows = "".join(
        f"<li><span>{escape(paper.title)}</span>{event_button(says.EXAM_GO_ON, 'play', {'key': one.sitting_id}, css='main')}</li>"
        for one, paper in running
    )
    offered = "".join(_paper_row(one, prints=prints) for one in papers)
    marks = "".join(_result_row(one) for one in results)
    return (
        f'<p class="hint">{escape(says.EXAM_INTRO)}</p>'
        f'<p class="study-buttons">{event_button(says.EXAM_PRACTICE, "expand", css="main")}</p>'
        + (f'<ul class="exams running">{rows}</ul>' if rows else "")
        + f"<h4>{escape(says.EXAM_PAPERS)}</h4>"
        + (f'<ul class="exams">{offered}</ul>' if offered else f'<p class="hint">{escape(says.EXAM_NONE)}</p>')
        + f"<h4>{escape(says.EXAM_RESULTS)}</h4>"
        + (f'<ul class="exams">{marks}</ul>' if marks else f'<p class="hint">{escape(says.EXAM_NO_RESULTS)}</p>')
    )


def _paper_row(paper: Paper, *, prints: bool) -> str:
    body = body_from(paper.body)
    line = says.EXAM_PAPER_LINE.format(
        title=paper.title, count=len(body.questions), total=f"{body.total:g}", minutes=body.blueprint.minutes
    )
    printed = event_button(says.EXAM_PRINT, "download", {"key": paper.paper_id}, css="action") if prints else ""
    start = event_button(says.EXAM_START, "select", {"key": paper.paper_id})
    return f'<li><span>{escape(line)}</span><span class="actions">{start}{printed}</span></li>'


def _result_row(result: Result) -> str:
    day = f"{result.sitting.started_at.astimezone():%Y-%m-%d %H:%M}"
    show = event_button(says.EXAM_SHOW, "edit", {"key": result.sitting.sitting_id}, css="action")
    return f'<li><span>{escape(result_line(result))} <span class="meta">{day}</span></span>{show}</li>'


def result_line(result: Result) -> str:
    """Return title, points and verdict."""
    verdict = says.EXAM_PASSED if result.passed else says.EXAM_FAILED
    return says.EXAM_RESULT.format(
        title=result.paper.title, got=f"{result.got:g}", total=f"{result.body.total:g}", verdict=verdict
    )


def paper_html(sitting: Sitting, title: str, body: PaperBody, replies: Mapping[int, Reply], now: datetime) -> str:
    """Return a running exam with what was replied so far; no key is in it."""
    left = max(0, int((sitting.deadline_at - now).total_seconds()))
    answered = sum(bool(one.reply.strip()) for one in replies.values())
    clock = (
        f'<p class="exam-head"><b>{escape(title)}</b><span>{escape(says.EXAM_REMAINING)} <b class="exam-clock" data-remaining="{left}"'
        f' data-over="{escape(says.EXAM_TIME_UP)}"></b></span>'
        f'<span><span class="exam-answered">{answered}</span>/{len(body.questions)}</span></p>'
    )
    parts = []
    for form, places in parts_of(body):
        parts.append(f"<h4>{escape(part_line(body, form, places))}</h4>")
        parts += [_asked(sitting, body, place, replies.get(place)) for place in places]
    hand_in = event_button(
        says.EXAM_HAND_IN, "stop", {"key": sitting.sitting_id, "confirm": says.EXAM_CONFIRM}, css="main"
    )
    back = event_button(says.EXAM_BACK, "undo")
    return f'<div class="exam-paper">{clock}{"".join(parts)}<p class="study-buttons">{hand_in}{back}</p></div>'


def _asked(sitting: Sitting, body: PaperBody, place: int, reply: Reply | None) -> str:
    item = body.questions[place]
    given = reply.reply if reply else ""
    css = ' class="answered"' if given.strip() else ""
    return (
        f'<form data-autosave="{escape(sitting.sitting_id)}" data-index="{place}"{css}>'
        f'<p class="stem"><b>{place + 1}．</b>{escape(item.question.stem)}</p>'
        f"{fields_html(item.question, item.order, name=f'{sitting.sitting_id}-{place}', reply=given)}</form>"
    )


def result_html(result: Result) -> str:
    """Return a marked exam: every question with reply, key, evidence of the marking and its clause."""
    late = says.EXAM_LATE.format(points=f"{result.late_got:g}") if result.late_got else ""
    head = f'<p class="verdict {"right" if result.passed else "wrong"}">{escape(result_line(result))}</p>'
    note = f'<p class="notice">{escape(late)}</p>' if late else ""
    items = "".join(_marked(one) for one in result.replies)
    return f'<div class="exam-result">{head}{note}{items}<p class="study-buttons">{event_button(says.EXAM_BACK, "undo")}</p></div>'


def _marked(one: MarkedReply) -> str:
    question = one.item.question
    head = says.EXAM_ITEM.format(place=one.place + 1, points=f"{one.item.points:g}", got=f"{one.counted:g}")
    late = badge(says.EXAM_LATE_MARK, "old") if one.reply.late else ""
    ruled = (
        badge(says.EXAM_RULED.format(by=one.reply.ruled_by, note=one.reply.ruled_note), "plain")
        if one.reply.ruled_got is not None
        else ""
    )
    yours = shown_reply(question, one.item.order, one.reply.reply) or says.EXAM_NO_REPLY
    source = source_button(says.SEE_SOURCE, one.item.document_id, one.item.start, one.item.end)
    css = "full" if one.is_full else "lost"
    clause = "" if one.is_full else f"<blockquote>{marked_clause(question)}</blockquote>"
    return (
        f'<section class="study-card {css}"><p><b>{escape(head)}</b>{badge(FORM_ZH[question.form], "plain")}{late}{ruled}</p>'
        f'<p class="stem">{escape(question.stem)}</p>{options_html(question, one.item.order, one.reply.reply)}'
        f'<p class="labelled"><b>{escape(says.QUIZ_YOURS)}</b><span>{escape(yours)}</span></p>'
        f'<p class="labelled"><b>{escape(says.QUIZ_KEY)}</b><span>{escape(shown_key(question, one.item.order))}</span></p>'
        + (f'<p class="note">{escape(question.note)}</p>' if question.note else "")
        + f'{points_html(one.marks)}<p class="path">{escape(question.source.citation)} {source}</p>{clause}</section>'
    )
