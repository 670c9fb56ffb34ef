"""Escaping and the few elements that every view uses."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence

MARKER = re.compile(r"\[(\d{1,3})\]")


def escape(text: str) -> str:
    """Escape text for HTML content and attribute values."""
    return html.escape(text, quote=True)


def source_button(label: str, document_id: str, start: int, end: int, *, title: str = "") -> str:
    """Return a button that opens a document at a span; the page's script sends its data to the server."""
    return (
        f'<button type="button" class="cite" data-document="{escape(document_id)}" data-start="{start}" '
        f'data-end="{end}" title="{escape(title)}">{escape(label)}</button>'
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
