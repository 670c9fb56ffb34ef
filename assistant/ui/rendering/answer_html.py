"""A conversation as HTML: statements or steps with citation buttons, sources, what is missing."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.records import Answer, AnswerStatus, Citation
from assistant.ui import strings
from assistant.ui.rendering.markup import badge, escape, source_button, table
from kb.records import STATUS_ZH, DocumentStatus


def conversation_html(answers: Sequence[Answer], *, pending: str = "", draft: str | None = None) -> str:
    """Return the whole conversation; `pending` is a question being answered, `draft` unchecked model text."""
    if not answers and not pending:
        return f'<p class="hint">{escape(strings.WELCOME)}</p>'
    parts = [turn_html(answer) for answer in answers]
    if pending:
        body = strings.THINKING if not draft else f"{strings.CHECKING}\n{draft}"
        parts.append(
            f'<section class="turn">{question_html(pending)}<div class="answer draft">{escape(body)}</div></section>'
        )
    return "".join(parts)


def question_html(question: str) -> str:
    """Return the question's bubble."""
    return f'<div class="question"><b>{strings.YOU}</b>{escape(question)}</div>'


def turn_html(answer: Answer) -> str:
    """Return one question with its answer."""
    return (
        f'<section class="turn">{question_html(answer.question)}'
        f'<div class="answer {answer.status.value}">{answer_head(answer)}{answer_body(answer)}'
        f"{sources_html(answer.citations)}{nearest_html(answer)}</div></section>"
    )


def answer_head(answer: Answer) -> str:
    """Return status, notices and how a follow-up was understood."""
    parts = [badge(strings.STATUS[answer.status.value], answer.status.value)]
    if answer.status is not AnswerStatus.NO_EVIDENCE:
        parts.append(badge(strings.GENERATED if answer.generated else strings.EXTRACTED, "plain"))
    parts.append(f'<span class="time">{escape(strings.SECONDS.format(seconds=answer.seconds))}</span>')
    lines = [f'<div class="head">{"".join(parts)}</div>']
    if answer.resolved_question.strip() != answer.question.strip():
        understood = strings.UNDERSTOOD_AS.format(question=answer.resolved_question)
        lines.append(f'<div class="understood">{escape(understood)}</div>')
    if answer.notice:
        lines.append(f'<div class="notice">{escape(answer.notice)}</div>')
    return "".join(lines)


def answer_body(answer: Answer) -> str:
    """Return the steps as a table, the statements as paragraphs, or the refusal."""
    by_marker = {citation.marker: citation for citation in answer.citations}
    if answer.steps:
        body = steps_html(answer, by_marker)
    elif answer.statements:
        body = "".join(
            f"<p>{escape(item.text)}{marker_buttons(item.markers, by_marker)}</p>" for item in answer.statements
        )
    else:
        body = f"<p>{escape(answer.text)}</p>"
    if answer.missing:
        body += f'<p class="missing">{escape(strings.MISSING.format(missing=answer.missing))}</p>'
    return body


def steps_html(answer: Answer, by_marker: dict[int, Citation]) -> str:
    """Return procedure steps; columns that no step fills are left out."""
    columns = {
        "谁": [step.actor for step in answer.steps],
        "时限": [step.limit for step in answer.steps],
        "向谁报告": [step.report_to for step in answer.steps],
    }
    shown = [name for name, values in columns.items() if any(values)]
    headings = ["步骤", "做什么", *shown]
    rows = []
    for index, step in enumerate(answer.steps):
        action = escape(step.action) + marker_buttons(step.markers, by_marker)
        rows.append([str(step.order), action, *(escape(columns[name][index]) for name in shown)])
    return table(headings, rows, css="steps")


def marker_buttons(markers: Sequence[int], by_marker: dict[int, Citation]) -> str:
    """Return [n] buttons for the citations."""
    return "".join(
        source_button(
            f"[{marker}]",
            by_marker[marker].document_id,
            by_marker[marker].start,
            by_marker[marker].end,
            title=by_marker[marker].document_title,
        )
        for marker in markers
        if marker in by_marker
    )


def sources_html(citations: Sequence[Citation]) -> str:
    """Return the list of sources."""
    if not citations:
        return ""
    items = "".join(f"<li>{source_line(citation)}</li>" for citation in citations)
    return f'<details class="sources" open><summary>{strings.SOURCES}</summary><ol>{items}</ol></details>'


def source_line(citation: Citation) -> str:
    """Return title, number, clause path, page, standing and a button for one source."""
    button = source_button(
        f"《{citation.document_title}》", citation.document_id, citation.start, citation.end, title=citation.quote[:80]
    )
    details = [citation.document_number, " › ".join(citation.heading_path)]
    if citation.page:
        details.append(strings.PAGE.format(page=citation.page))
    standing = "in-force" if citation.status is DocumentStatus.IN_FORCE else "old"
    unapproved = "" if citation.approved else badge(strings.UNAPPROVED, "old")
    return (
        f"{button} {escape(' '.join(part for part in details if part))}"
        f"{badge(STATUS_ZH[citation.status], standing)}{unapproved}"
    )


def nearest_html(answer: Answer) -> str:
    """Return the nearest passages of a refusal."""
    if not answer.nearest:
        return ""
    items = []
    for evidence in answer.nearest:
        chunk = evidence.chunk
        label = f"《{evidence.document.metadata.title}》"
        path = " › ".join(chunk.heading_path)
        button = source_button(label, chunk.document_id, chunk.start, chunk.end)
        items.append(f"<li>{button} {escape(path)}<br><q>{escape(chunk.text[:120])}</q></li>")
    return f'<details class="sources" open><summary>{strings.NEAREST}</summary><ul>{"".join(items)}</ul></details>'
