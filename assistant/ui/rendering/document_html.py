"""The text of a stored document as HTML: headings in bold, tables as tables, one span marked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from assistant.ui.rendering.markup import escape
from kb.records import ChunkKind, Document, Span

LONGEST_HEADING = 40
CELL_BREAK = " | "  # how a table row is stored: one line, its cells joined


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of the text; `span` is without its line end."""

    span: Span
    in_table: bool
    is_heading: bool


def text_html(document: Document, shown: Span, marked: Span) -> str:
    """Return the lines of `shown` as HTML with every character of `marked` inside <mark class="quoted">.

    A mark does not run across cells: a quote over a table row gives one mark per cell.
    """
    parts = []
    for in_table, group in groupby(lines_of(document, shown), key=lambda line: line.in_table):
        lines = list(group)
        if in_table:
            rows = "".join(f"<tr>{row_html(document.text, line.span, marked)}</tr>" for line in lines)
            parts.append(f'<table class="stored"><tbody>{rows}</tbody></table>')
        else:
            parts.append(paragraph_html(document.text, lines, marked))
    return "".join(parts)


def lines_of(document: Document, shown: Span) -> Iterator[Line]:
    """Yield the lines of a range; the first and the last may be cut by it."""
    tables = [(chunk.start, chunk.end) for chunk in document.chunks if chunk.kind is ChunkKind.TABLE]
    headings = {section.start for section in document.sections if section.parent >= 0}
    start = shown.start
    for text in document.text[shown.start : shown.end].split("\n"):
        end = start + len(text)
        in_table = CELL_BREAK in text and any(first <= start < last for first, last in tables)
        is_heading = start in headings and 0 < len(text) <= LONGEST_HEADING
        yield Line(span=Span(start=start, end=end), in_table=in_table, is_heading=is_heading)
        start = end + 1


def paragraph_html(text: str, lines: list[Line], marked: Span) -> str:
    """Return lines outside tables, line ends kept; one mark runs over all the lines it covers."""
    whole = Span(start=lines[0].span.start, end=lines[-1].span.end)
    first, last = max(marked.start, whole.start), min(marked.end, whole.end)
    if first >= last:
        return headed_html(text, lines, whole)
    before = headed_html(text, lines, Span(start=whole.start, end=first))
    after = headed_html(text, lines, Span(start=last, end=whole.end))
    return f"{before}{mark_html(text[first:last])}{after}"


def headed_html(text: str, lines: list[Line], part: Span) -> str:
    """Return a part of the text, heading lines that lie in it whole in bold."""
    pieces, start = [], part.start
    for line in lines:
        if line.is_heading and part.start <= line.span.start and line.span.end <= part.end:
            pieces.append(escape(text[start : line.span.start]))
            pieces.append(f"<b>{escape(text[line.span.start : line.span.end])}</b>")
            start = line.span.end
    return "".join(pieces) + escape(text[start : part.end])


def row_html(text: str, row: Span, marked: Span) -> str:
    """Return the cells of a stored table row."""
    cells, start = [], row.start
    for cell in text[row.start : row.end].split(CELL_BREAK):
        end = start + len(cell)
        first, last = max(marked.start, start), min(marked.end, end)
        if first < last:
            inside = f"{escape(text[start:first])}{mark_html(text[first:last])}{escape(text[last:end])}"
        else:
            inside = escape(cell)
        cells.append(f"<td>{inside}</td>")
        start = end + len(CELL_BREAK)
    return "".join(cells)


def mark_html(text: str) -> str:
    """Return text as the quoted one."""
    return f'<mark class="quoted">{escape(text)}</mark>'
