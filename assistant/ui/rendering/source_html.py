"""A stored document as HTML with one span marked."""

from __future__ import annotations

from assistant.answering.citations import recognised_within
from assistant.ui import strings
from assistant.ui.rendering.document_html import text_html
from assistant.ui.rendering.markup import badge, escape, standing_badge
from kb.catalog.records import AuditEntry
from kb.places import page_at
from kb.records import Document, DocumentSummary, Span

WINDOW = 20_000  # characters shown on each side of the span; longer documents are cut and say so


def hint_html(text: str) -> str:
    """Return a quiet sentence, e.g. what the panel says before a citation is opened."""
    return f'<p class="hint">{escape(text)}</p>'


def source_html(
    document: Document, summary: DocumentSummary, start: int, end: int, approval: AuditEntry | None = None
) -> str:
    """Return the document around a span, the span in <mark>; an empty span marks nothing.

    Args:
        approval: Who approved it and when; None where no editor had to.
    """
    text = document.text
    start = max(0, min(start, len(text)))
    end = max(start, min(end, len(text)))
    left, right = max(0, start - WINDOW), min(len(text), end + WINDOW)
    body = text_html(document, Span(start=left, end=right), Span(start=start, end=end))
    above = escape(strings.SOURCE_CUT) + "\n" if left else ""
    below = "\n" + escape(strings.SOURCE_CUT) if right < len(text) else ""
    return (
        f'<article class="source" data-document="{escape(document.document_id)}" data-start="{start}" data-end="{end}">'
        f'<button type="button" class="close-source">{escape(strings.SOURCE_CLOSE)}</button>{head_html(summary, approval)}'
        f"{recognised_html(document, start, end)}"
        f'<div class="text" tabindex="0">{above}{body}{below}</div></article>'
    )


def head_html(summary: DocumentSummary, approval: AuditEntry | None = None) -> str:
    """Return title, standing, where the document comes from and who approved it."""
    metadata = summary.metadata
    file_name = strings.SOURCE_FILE.format(name=summary.source_uri.rsplit("/", 1)[-1])
    known = (metadata.issuer, metadata.document_number, day_of(summary), file_name, approved_by(approval))
    details = "　".join(part for part in known if part)
    unapproved = "" if summary.approved else badge(strings.UNAPPROVED, "old")
    recognised = badge(strings.RECOGNISED_DOCUMENT, "recognised") if summary.recognised_characters else ""
    return (
        f"<h3>{escape(metadata.title or summary.file_name)} {standing_badge(summary.standing)}{unapproved}{recognised}</h3>"
        f'<p class="meta">{escape(details)}</p>'
    )


def approved_by(approval: AuditEntry | None) -> str:
    """Return who approved a document and on which day, "" when nobody had to."""
    if approval is None:
        return ""
    return strings.APPROVED_BY.format(editor=approval.actor, day=f"{approval.at.astimezone():%Y-%m-%d}")


def recognised_html(document: Document, start: int, end: int) -> str:
    """Return what to compare with the original page: the doubtful characters of a recognised quote; "" without any."""
    runs = recognised_within(document, start, end)
    if not runs:
        return ""
    page = page_at(document, start)
    where = strings.PAGE.format(page=page) if page else ""
    doubtful = [
        strings.RECOGNISED_DOUBT.format(
            text=document.text[run.start : run.end].strip(), confidence=f"{run.confidence:.0%}"
        )
        for run in runs
        if run.doubtful
    ]
    said = strings.RECOGNISED_CHECK.format(page=where, doubtful="、".join(doubtful) or strings.RECOGNISED_SURE)
    return f'<p class="notice">{escape(said)}</p>'


def day_of(summary: DocumentSummary) -> str:
    """Return since when the document is in force, or else when it was issued."""
    metadata = summary.metadata
    if metadata.effective_on:
        return strings.EFFECTIVE.format(day=metadata.effective_on.isoformat())
    return strings.ISSUED.format(day=metadata.issued_on.isoformat()) if metadata.issued_on else ""
