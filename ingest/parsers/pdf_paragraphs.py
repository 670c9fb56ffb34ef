"""Printed lines to paragraphs, over column and page breaks; tables continued on the next page to one table.

Where the place of a line is known, the right edge says whether it was cut by the margin and the left edge whether the
next one is indented; otherwise its width in characters has to do.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import pairwise
from statistics import median

from ingest.parsers.pdf_lines import Line
from ingest.parsers.pdf_outline import Outline
from ingest.parsers.pdf_table_pages import OpenTable
from ingest.parsers.pdf_tables import Table
from ingest.parsers.reflow import (
    close_spaced_glyphs,
    ends_sentence,
    full_width,
    glue,
    is_contents_entry,
    is_cut,
    starts_paragraph,
)
from ingest.records import Block, BlockKind

_FEW_LINES = 6  # too few to show the margins of their page
_NEAR_EDGE = 1.6  # of the character size that a full line may end before the right margin
_NEARLY_FULL = 3.6  # as above, where the next line is not indented: a mark or figure may not open a line
_INDENT = 1.3
_FLUSH = 0.6
_OTHER_SIZE = 1.25
_GAP = 2.0  # of the character size between lines that belong together
_NOTE_SIZE = 0.87
_SET_APART = 1.2


@dataclass(slots=True, kw_only=True)
class _Paragraph:
    lines: list[Line]
    page: int
    text: str
    breaks: list[tuple[int, int]] = field(default_factory=list)
    outline_level: int | None = None

    def block(self) -> Block:
        return Block(
            kind=BlockKind.PARAGRAPH if self.outline_level is None else BlockKind.HEADING,
            heading_level=self.outline_level,
            text=self.text,
            page=self.page,
            page_breaks=tuple(self.breaks),
        )


def to_blocks(
    pages: Sequence[Sequence[Line]],
    tables: Mapping[int, Sequence[Table]] | None = None,
    outline: Outline | None = None,
) -> tuple[Block, ...]:
    """Join the lines of all pages; a paragraph knows its page and where in it later pages begin.

    Args:
        pages: Lines in reading order, without running heads.
        tables: Page number from 1 → its tables; the `part` of a line is an index into them.
    """
    joiner = _Joiner(pages, tables or {}, outline or Outline(()))
    for number, lines in enumerate(pages, start=1):
        joiner.add_page(number, lines)
    return tuple(one.block() for one in joiner.parts)


class _Joiner:
    """Keeps the last paragraph of running text open, so that the next page can go on with it."""

    def __init__(
        self, pages: Sequence[Sequence[Line]], tables: Mapping[int, Sequence[Table]], outline: Outline
    ) -> None:
        self._pages = pages
        self._margins = _usual_margins(pages)
        self._apart = _paragraph_pitch(pages)
        self._tables = tables
        self._outline = outline
        self._open: _Paragraph | None = None
        self.parts: list[_Paragraph | OpenTable] = []

    @cached_property
    def _width(self) -> int:
        """Usual width of a full line in half-width columns, for lines whose place is unknown."""
        return full_width([line.text for lines in self._pages for line in lines if line.part < 0])

    def add_page(self, number: int, lines: Sequence[Line]) -> None:
        placed = self._with_margins(lines)
        notes = _note_count(placed)
        for index, line in enumerate(placed):
            is_note = index >= len(placed) - notes
            if line.part >= 0:
                self._add_table(self._tables[number][line.part], number, first=index == 0)
            elif is_note:
                self._add_note(line, number, first=index == len(placed) - notes)
            else:
                self._add_line(line, number, first=index == 0)
        last = placed[-1] if placed else None
        if last is not None and last.part >= 0:
            self._open = None

    def _add_table(self, table: Table, number: int, *, first: bool) -> None:
        last = self.parts[-1] if self.parts else None
        if not (first and isinstance(last, OpenTable) and last.take(table, number)):
            self.parts.append(OpenTable(table, number))
        self._open = None

    def _add_note(self, line: Line, number: int, *, first: bool) -> None:
        last = self.parts[-1] if self.parts else None
        if not first and isinstance(last, _Paragraph) and not starts_paragraph(line.text) and last is not self._open:
            last.text = glue(last.text, line.text)
            last.lines.append(line)
        else:
            self.parts.append(_Paragraph(lines=[line], page=number, text=line.text))

    def _add_line(self, line: Line, number: int, *, first: bool) -> None:
        level = self._outline.level(number, line.text)
        if self._open is not None and level is None and self._goes_on(self._open, line, over_page=first):
            self._open.text = glue(self._open.text, line.text)
            if first:
                self._open.breaks.append((len(self._open.text) - len(line.text), number))
            self._open.lines.append(line)
            return
        self._open = _Paragraph(lines=[line], page=number, text=line.text, outline_level=level)
        self.parts.append(self._open)

    def _goes_on(self, paragraph: _Paragraph, line: Line, *, over_page: bool) -> bool:
        last = paragraph.lines[-1]
        if paragraph.outline_level is not None or is_contents_entry(last.text) or last.alone or line.alone:
            return False
        moved = over_page or line.column_left != last.column_left or line.column_right != last.column_right
        if last.size and line.size and _stands_apart(last, line, moved=moved):
            return False
        if not last.column_right or not line.column_right:
            return not starts_paragraph(line.text) and is_cut(last.text, self._width)
        if self._apart and not moved and (last.column_right - last.right) / line.size <= _NEARLY_FULL:
            return _pitch(last, line) < self._apart
        return _continues(paragraph.lines[0], last, line)

    def _with_margins(self, lines: Sequence[Line]) -> list[Line]:
        """Give lines of a page with little text the usual margins of the document; close spaced glyphs."""
        closed = [_closed(line) for line in lines]
        text = [line for line in closed if line.part < 0 and line.size]
        columns = {(line.column_left, line.column_right) for line in text}
        if (len(text) >= _FEW_LINES and len(columns) == 1) or len(columns) > 2:
            return closed
        left, right = self._margins or (0.0, 0.0)
        if self._margins and any(line.left < left - line.size or line.right > right + line.size for line in text):
            return closed
        return [replace(line, column_left=left, column_right=right) if line.size else line for line in closed]


def _closed(line: Line) -> Line:
    text = close_spaced_glyphs(line.text)
    return line if text == line.text else replace(line, text=text)


def _stands_apart(last: Line, line: Line, *, moved: bool) -> bool:
    """Tell whether lines differ in size, stand far apart, or are rows of a table without rulings.

    Args:
        moved: They stand on two pages or in two columns.
    """
    if max(last.size, line.size) > min(last.size, line.size) * _OTHER_SIZE or _share_a_gap(last, line):
        return True
    return not _alike(last, line) if moved else line.top - last.bottom > line.size * _GAP


def _continues(first: Line, last: Line, line: Line) -> bool:
    """Judge by the edges whether `line` goes on with the paragraph that opened with `first` and so far ends in `last`."""
    size = min(last.size, line.size)
    indent = line.left - line.column_left
    opened_indented = first.left - first.column_left >= size * _INDENT
    finished = ends_sentence(last.text)
    free = (last.column_right - last.right) / size
    if free > _NEAR_EDGE:
        if starts_paragraph(line.text):
            return False
        flush = opened_indented and indent <= size * _FLUSH and not finished and free <= _NEARLY_FULL
        return flush or last.text.endswith(tuple("，、（(《“〔"))
    if indent <= size * _FLUSH:
        if starts_paragraph(line.text):
            return opened_indented and not finished and not last.text.endswith(("；", "：", ";", ":"))
        return opened_indented or not finished
    if starts_paragraph(line.text) or (finished and not _hangs(first, line)):
        return False
    deeper = line.left - last.left - (line.column_left - last.column_left) >= size * _INDENT
    return not deeper or starts_paragraph(last.text)


def _hangs(first: Line, line: Line) -> bool:
    """The lines of a list item below its first are indented deeper."""
    indent = (line.left - line.column_left) - (first.left - first.column_left)
    return starts_paragraph(first.text) and indent >= line.size * _FLUSH


def _share_a_gap(last: Line, line: Line) -> bool:
    """Wide gaps below each other: the lines are rows of a table without rulings."""
    return any(
        min(end, other_end) - max(start, other_start) >= line.size
        for start, end in last.gaps
        for other_start, other_end in line.gaps
    )


def _alike(last: Line, line: Line) -> bool:
    """Two columns, or the columns of two pages, are equally wide."""
    widths = last.column_right - last.column_left, line.column_right - line.column_left
    return max(widths) <= min(widths) * 1.2


def _usual_margins(pages: Sequence[Sequence[Line]]) -> tuple[float, float] | None:
    """Return the margins of the pages with much text in one column, None without such pages."""
    lefts, rights = [], []
    for lines in pages:
        text = [line for line in lines if line.part < 0 and line.size]
        if len(text) >= _FEW_LINES and len({(line.column_left, line.column_right) for line in text}) == 1:
            lefts.append(text[0].column_left)
            rights.append(text[0].column_right)
    return (median(lefts), median(rights)) if lefts else None


def _paragraph_pitch(pages: Sequence[Sequence[Line]]) -> float | None:
    """Return the distance of lines (in character sizes) from which on a new paragraph begins.

    None where paragraphs are not set apart: where lines after a short line stand as close as lines after a full one.
    """
    inner, ends = [], []
    for lines in pages:
        for last, line in pairwise(lines):
            if (
                max(last.part, line.part) >= 0
                or not line.size
                or last.size != line.size
                or last.column_right != line.column_right
            ):
                continue
            pitch = _pitch(last, line)
            free = (last.column_right - last.right) / max(line.size, 1.0)
            if free <= _NEAR_EDGE and not ends_sentence(last.text):
                inner.append(pitch)
            elif free > _NEARLY_FULL:
                ends.append(pitch)
    if min(len(inner), len(ends)) < _FEW_LINES or median(ends) < median(inner) * _SET_APART:
        return None
    return (median(inner) + median(ends)) / 2


def _pitch(last: Line, line: Line) -> float:
    return (line.top + line.bottom - last.top - last.bottom) / 2 / max(line.size, 1.0)


def _note_count(lines: Sequence[Line]) -> int:
    """Return how many last lines of a page are footnotes: smaller than the text, the first with a mark."""
    sizes = [line.size for line in lines if line.part < 0 and line.size]
    if len(sizes) < _FEW_LINES:
        return 0
    limit = median(sizes) * _NOTE_SIZE
    count = 0
    for line in reversed(lines):
        if line.part >= 0 or line.size >= limit:
            break
        count += 1
    while count and not _opens_note(lines[len(lines) - count].text):
        count -= 1
    return count if count * 2 < len(lines) else 0


def _opens_note(text: str) -> bool:
    return text[:1] in "①②③④⑤⑥⑦⑧⑨⑩*＊※[［〔注" or text[:2].strip().isdigit()
