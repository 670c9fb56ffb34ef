"""A conversation as HTML: statements or steps with citation buttons, sources, what is missing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from assistant.records import Answer, AnswerStatus, Citation, ProcedureStep
from assistant.ui import strings
from assistant.ui.rendering.conflicts import conflicts_html
from assistant.ui.rendering.emphasis import emphasised
from assistant.ui.rendering.feedback_html import remark_buttons
from assistant.ui.rendering.markup import action_button, badge, escape, source_button, standing_badge
from assistant.ui.rendering.sides_html import operands_html, sides_html
from assistant.ui.rendering.statement_html import caution_html, marker_buttons, statement_html
from assistant.ui.rendering.why_html import why_html

NEAREST_CHARACTERS = 120
OPEN_SOURCES = 8
SHOWN_QUESTION = 300


def conversation_html(
    answers: Sequence[Answer], *, pending: str = "", draft: str | None = None, verified: Sequence[str] = ()
) -> str:
    """Return the whole conversation.

    Args:
        pending: A question being answered.
        draft: What the model is saying, unchecked.
        verified: Its sentences that passed the check.
    """
    if not answers and not pending:
        return welcome_html()
    parts = [turn_html(answer) for answer in answers]
    if pending:
        body = draft_html(draft or "", verified)
        parts.append(f'<section class="turn">{question_html(pending)}<div class="answer draft">{body}</div></section>')
    return "".join(parts)


def draft_html(draft: str, verified: Sequence[str]) -> str:
    """Return an answer that is not finished: what passed the check says so, and so does what nobody has checked."""
    checked = "".join(
        f'<p class="statement">{badge(strings.VERIFIED, "status grounded")}{escape(text)}</p>' for text in verified
    )
    if draft:
        return f"{checked}<p>{escape(strings.CHECKING)}\n{escape(draft)}</p>"
    return checked + escape(strings.THINKING)


def welcome_html() -> str:
    """Return the empty conversation: what to do, and examples to click."""
    examples = "".join(
        action_button(example, "example_select", css="example", index=index)
        for index, example in enumerate(strings.EXAMPLES)
    )
    return (
        f'<section class="welcome"><p>{escape(strings.WELCOME)}</p>'
        f'<p class="hint">{escape(strings.EXAMPLES_LABEL)}</p><div class="examples">{examples}</div></section>'
    )


def question_html(question: str) -> str:
    """Return the question's bubble."""
    return f'<div class="question"><b>{escape(strings.YOU)}</b><span>{escape(shortened(question))}</span></div>'


def shortened(question: str) -> str:
    """Return a question as shown: a pasted page of text is cut and its length said."""
    if len(question) <= SHOWN_QUESTION:
        return question
    return question[:SHOWN_QUESTION] + strings.QUESTION_CUT.format(count=len(question))


def turn_html(answer: Answer) -> str:
    """Return one question with its answer."""
    return (
        f'<section class="turn">{question_html(answer.question)}'
        f'<div class="answer {answer.status.value}">{answer_head(answer)}{answer_body(answer)}{conflicts_html(answer.conflicts)}'
        f"{sources_html(answer.citations)}{nearest_html(answer)}{why_html(answer)}{remark_buttons(answer)}</div></section>"
    )


def answer_head(answer: Answer) -> str:
    """Return status, notices and how a follow-up was understood."""
    standing = strings.CLOSEST if answer.closest else strings.STATUS[answer.status.value]
    parts = [badge(standing, f"status {answer.status.value}")]
    if answer.status is not AnswerStatus.NO_EVIDENCE:
        parts.append(badge(strings.GENERATED if answer.generated else strings.EXTRACTED, "plain"))
    if answer.fixed_by:
        parts.append(badge(strings.FIXED, "in-force"))
    if answer.as_of is not None and answer.as_of != date.today():
        parts.append(badge(strings.AS_OF.format(day=answer.as_of.isoformat()), "old"))
    parts.append(f'<span class="time">{escape(strings.SECONDS.format(seconds=answer.seconds))}</span>')
    lines = [f'<div class="head">{"".join(parts)}</div>']
    if answer.resolved_question.strip() != answer.question.strip():
        understood = strings.UNDERSTOOD_AS.format(question=shortened(answer.resolved_question))
        lines.append(f'<div class="understood">{escape(understood)}</div>')
    if answer.notice:
        lines.append(f'<div class="notice">{escape(answer.notice)}</div>')
    return "".join(lines)


def answer_body(answer: Answer) -> str:
    """Return the steps as a numbered list, the statements as paragraphs, or the refusal."""
    by_marker = {citation.marker: citation for citation in answer.citations}
    if answer.steps:
        items = "".join(step_html(step, by_marker) for step in answer.steps)
        body = f'<ol class="steps">{items}</ol>'
    elif answer.sides:
        body = sides_html(answer.sides, by_marker)
    elif answer.statements:
        body = "".join(statement_html(item, by_marker) for item in answer.statements)
        body = operands_html(answer.computation, by_marker) + body if answer.computation else body
    elif answer.refused:
        body = f'<p class="statement">{escape(strings.REFUSAL)}</p>'
    else:
        body = f'<p class="statement">{emphasised(answer.text)}</p>'
    if not answer.missing:
        return body
    missing = f'<p class="missing">{escape(strings.MISSING.format(missing=answer.missing))}</p>'
    return body + missing if answer.refused else missing + body  # who reads half an answer must know it first


def step_html(step: ProcedureStep, by_marker: dict[int, Citation]) -> str:
    """Return one step: what to do, then who, within how long and to whom where the text says so."""
    facts = (
        (strings.STEP_ACTOR, step.actor),
        (strings.STEP_LIMIT, step.limit),
        (strings.STEP_REPORT, step.report_to),
    )
    chips = "".join(f"<span><i>{escape(name)}</i>{escape(value)}</span>" for name, value in facts if value)
    below = f'<div class="step-facts">{chips}</div>' if chips else ""
    said = f"{emphasised(step.action)}{marker_buttons(step.markers, by_marker)}{caution_html(step.caution)}"
    return f'<li value="{step.order}">{said}{below}</li>'


def sources_html(citations: Sequence[Citation]) -> str:
    """Return the list of sources, numbered as cited; a long one is folded."""
    if not citations:
        return ""
    items = "".join(f'<li value="{citation.marker}">{source_line(citation)}</li>' for citation in citations)
    state = " open" if len(citations) <= OPEN_SOURCES else ""
    summary = escape(strings.SOURCES.format(count=len(citations)))
    return f'<details class="sources"{state}><summary>{summary}</summary><ol>{items}</ol></details>'


def source_line(citation: Citation) -> str:
    """Return title, number, clause path, page, standing and a button for one source."""
    button = source_button(
        f"《{citation.document_title}》", citation.document_id, citation.start, citation.end, title=citation.quote[:80]
    )
    details = [citation.document_number, citation.edition, " › ".join(citation.heading_path)]
    if citation.page:
        details.append(strings.PAGE.format(page=citation.page))
    if citation.same_text_in:
        titles = "、".join(f"《{title}》" for title in citation.same_text_in)
        details.append(strings.SAME_TEXT.format(titles=titles))
    unapproved = "" if citation.approved else badge(strings.UNAPPROVED, "old")
    path = escape("　".join(part for part in details if part))
    badges = f"{standing_badge(citation.status)}{unapproved}{recognised_badge(citation)}"
    return f'{button}{badges}<span class="path">{path}</span>'


def recognised_badge(citation: Citation) -> str:
    """Return the badge of a citation that rests on recognised text, with the confidence where it is low."""
    if citation.confidence is None:
        return ""
    if not citation.doubtful:
        return badge(strings.RECOGNISED, "recognised")
    return badge(strings.RECOGNISED_LOW.format(confidence=f"{citation.confidence:.0%}"), "old")


def nearest_html(answer: Answer) -> str:
    """Return the nearest passages of a refusal."""
    if not answer.nearest:
        return ""
    items = []
    for evidence in answer.nearest:
        chunk = evidence.chunk
        label = f"《{evidence.document.metadata.title}》"
        unapproved = "" if evidence.document.approved else badge(strings.UNAPPROVED, "old")
        path = escape(" › ".join(chunk.heading_path))
        button = source_button(label, chunk.document_id, chunk.start, chunk.end)
        quote = escape(chunk.text[:NEAREST_CHARACTERS])
        items.append(f'<li>{button}{unapproved}<span class="path">{path}</span><q>{quote}</q></li>')
    summary = escape(strings.NEAREST)
    return f'<details class="sources nearest" open><summary>{summary}</summary><ul>{"".join(items)}</ul></details>'
