"""Escaping and the few elements that every view uses."""

from __future__ import annotations

import html
from collections.abc import Sequence

from kb.records import STATUS_ZH, DocumentStatus


def escape(text: str) -> str:
    """Escape text for HTML content and attribute values."""
    return html.escape(text, quote=True)


def source_button(label: str, document_id: str, start: int, end: int, *, title: str = "", css: str = "cite") -> str:
    """Return a button that opens a document at a span; buttons.js sends its data to the server."""
    return (
        f'<button type="button" class="{css}" data-event="click" data-document="{escape(document_id)}" '
        f'data-start="{start}" data-end="{end}" title="{escape(title)}">{escape(label)}</button>'
    )


def action_button(label: str, event: str, *, css: str = "action", document_id: str = "", index: int = 0) -> str:
    """Return a button that raises another event of its HTML block for a document or a numbered entry."""
    return (
        f'<button type="button" class="{css}" data-event="{escape(event)}" data-document="{escape(document_id)}" '
        f'data-index="{index}">{escape(label)}</button>'
    )


def table(headings: Sequence[str], rows: Sequence[Sequence[str]], *, css: str) -> str:
    """Return a table; cells are HTML already, headings are text. Each cell names its column for narrow screens."""
    head = "".join(f"<th>{escape(heading)}</th>" for heading in headings)
    body = "".join(
        "<tr>"
        + "".join(f'<td data-label="{escape(name)}">{cell}</td>' for name, cell in zip(headings, row, strict=True))
        + "</tr>"
        for row in rows
    )
    return f'<div class="scroll"><table class="{css}"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>'


def badge(text: str, css: str) -> str:
    """Return a small label."""
    return f'<span class="badge {css}">{escape(text)}</span>'


def standing_badge(standing: DocumentStatus) -> str:
    """Return 现行 in the colour of what may be relied on, everything else as a warning."""
    return badge(STATUS_ZH[standing], "in-force" if standing is DocumentStatus.IN_FORCE else "old")
