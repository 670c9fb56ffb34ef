"""Escaping and the few elements that every view uses."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence

from kb.records import STATUS_ZH, DocumentStatus

# Values a reader looks for first: telephone numbers, limits and amounts with their unit, response levels.
_PHONE = r"(?<!\d)(?:(?:\+?86[- ]?)?0\d{2,3}[-－—]\d{7,8}|1[3-9]\d{9}|\d{3}-\d{4}-\d{4}|110|119|120|122|12345|12350)(?!\d)"
_NUMBER = r"(?:\d+(?:\.\d+)?|[一二两三四五六七八九十百半]+)"
_UNIT = (
    r"(?:分钟|个?小时|秒钟?|个?工作日|日|天|个月|年|毫米|厘米|公里|千米|米|吨|千克|公斤|kg|人|名|户|万元|亿元|元|"
    r"立方米|平方公里|公顷|m³/s|m/s|mg/m³|ppm|MPa|℃|%|级)"
)
_LIMIT = rf"(?<![第\d一二三四五六七八九十]){_NUMBER}\s?{_UNIT}(?:以内|以上|以下|之内|内)?(?![级别度份代])"
_LEVEL = r"[ⅠⅡⅢⅣ一二三四]级(?:应急)?(?:响应|预警)?"
_VALUE = re.compile(rf"(?P<phone>{_PHONE})|(?P<value>{_LEVEL}|{_LIMIT})")


def escape(text: str) -> str:
    """Escape text for HTML content and attribute values."""
    return html.escape(text, quote=True)


def emphasised(text: str) -> str:
    """Escape text and set off its telephone numbers, limits, amounts and levels; no character is lost or added."""
    parts, last = [], 0
    for found in _VALUE.finditer(text):
        parts.append(escape(text[last : found.start()]))
        parts.append(f'<b class="{found.lastgroup}">{escape(found[0])}</b>')
        last = found.end()
    return "".join(parts) + escape(text[last:])


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
