"""Find the tables of a sheet: title lines above, sections inside, notes below, tables side by side."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ingest.parsers.sheet_headers import header_depth, is_header, with_spread_labels
from ingest.parsers.tables import table_block
from ingest.records import Block, BlockKind

_MOST_LINES_ABOVE = 8
_LONGEST_SECTION = 40
_SHORTEST_NOTE = 12
_MOST_REPEATS = 8
_ORDINAL = re.compile(
    r"^(?:[一二三四五六七八九十]+\s*[、.．]|[（(][一二三四五六七八九十\d]+[)）]|第[一二三四五六七八九十\d]+)"
)
_NOTE = re.compile(r"^(?:[*＊※注]|备注|说明|附|填表|填报|制表|审核|合计|联系|更新)")

Range = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row in use.

    Attributes:
        number: 0-based place in the sheet.
        columns: 0-based places of its cells in the sheet, one for each of `cells`.
        cells: Every used column, merged ranges filled.
        own: Columns that have a text of their own, not by a merged range.
    """

    number: int
    columns: tuple[int, ...]
    cells: tuple[str, ...]
    own: frozenset[int]

    @property
    def is_line(self) -> bool:
        """Whether the row says one thing only: a title, a section line or a note."""
        return len(self.own) == 1 and len(self.cells) > 1 and len(self.texts) == 1

    @property
    def texts(self) -> tuple[str, ...]:
        """What it says, in order, each text once."""
        return tuple(dict.fromkeys(cell for cell in self.cells if cell))

    @property
    def is_spread(self) -> bool:
        """Whether one text is merged over the whole width."""
        return self.is_line and all(self.cells)

    def within(self, columns: Sequence[int]) -> Row:
        """Return the part of the row that lies in some of its columns."""
        cells = dict(zip(self.columns, self.cells, strict=True))
        return replace(
            self,
            columns=tuple(columns),
            cells=tuple(cells[column] for column in columns),
            own=self.own.intersection(columns),
        )


def sheet_blocks(rows: Sequence[Row], merged: Sequence[Range]) -> Iterator[Block]:
    """Yield the blocks of a sheet in reading order; tables side by side come from left to right."""
    for part in _parts(rows):
        groups = _side_by_side(part)
        if len(groups) < 2:
            yield from _part_blocks(part, merged)
            continue
        first = next(index for index, row in enumerate(part) if not row.is_spread)
        yield from map(_line, part[:first])
        for columns in groups:
            beside = [row.within(columns) for row in part[first:]]
            yield from _part_blocks([row for row in beside if any(row.cells)], merged)


def _parts(rows: Sequence[Row]) -> Iterator[Sequence[Row]]:
    """Cut where a blank row is followed by a lone line or by another header, and before a line above a header."""
    opened = 0
    for index in range(1, len(rows)):
        row = rows[index]
        after_blank = row.number > rows[index - 1].number + 1
        heads = index + 1 < len(rows) and is_header(rows[index + (1 if row.is_line else 0)].cells)
        if (after_blank and (row.is_line or heads)) or (row.is_line and heads):
            yield rows[opened:index]
            opened = index
    if rows:
        yield rows[opened:]


def _side_by_side(part: Sequence[Row]) -> list[tuple[int, ...]]:
    """Return the columns of tables that an empty column keeps apart; one entry when there is only one table."""
    body = [row for row in part if not row.is_spread]
    used = sorted({column for row in body for column in row.own})
    groups: list[list[int]] = []
    for column in used:
        if groups and column == groups[-1][-1] + 1:
            groups[-1].append(column)
        else:
            groups.append([column])
    apart = len(groups) > 1 and all(_opens_with_header(body, columns) for columns in groups)
    return [tuple(columns) for columns in groups] if apart else [tuple(used)]


def _opens_with_header(rows: Sequence[Row], columns: Sequence[int]) -> bool:
    if len(columns) < 2:
        return False
    cut = [part for row in rows[: _MOST_LINES_ABOVE + 1] if any((part := row.within(columns)).cells)]
    first = next((row for row in cut if not row.is_line), None)
    return first is not None and is_header(first.cells)


def _part_blocks(part: Sequence[Row], merged: Sequence[Range]) -> Iterator[Block]:
    """Yield the lines above a table, the table, and the lines below it."""
    first = _first_of_table(part)
    end = len(part)
    while end > first and _is_note(part[end - 1]):
        end -= 1
    yield from map(_line, part[:first])
    yield from _table_blocks(part[first:end], merged)
    yield from map(_line, part[end:])


def _first_of_table(part: Sequence[Row]) -> int:
    """Return where the table begins: at its header, when what stands above is lines and entries of few cells."""
    first = next((index for index, row in enumerate(part) if not row.is_line), len(part))
    for index in range(first, min(first + _MOST_LINES_ABOVE, len(part) - 1)):
        row = part[index]
        if is_header(row.cells):
            return index if all(_is_entry(above, row) for above in part[first:index]) else first
    return first


def _is_entry(above: Row, header: Row) -> bool:
    """Whether a row above a header only says things like 填报单位：市局, or little beside the header's width."""
    stated = all("：" in text or ":" in text for text in above.texts)
    return stated or 2 * len(above.own) <= sum(map(bool, header.cells))


def _is_note(row: Row) -> bool:
    text = row.texts[0]
    return row.is_line and (row.is_spread or len(text) >= _SHORTEST_NOTE or _NOTE.match(text) is not None)


def _table_blocks(table: Sequence[Row], merged: Sequence[Range]) -> Iterator[Block]:
    """Yield a table; section lines inside it stand between its pieces, each of which gets the header."""
    if not table:
        return
    rows = [row.cells for row in table]
    rows, spread = with_spread_labels(rows)
    depth = 2 if spread else header_depth(rows, table[0].number, merged)
    sections = [index for index in range(max(depth, 1), len(table)) if _is_section(table[index])]
    if not sections or not is_header(rows[0]):
        yield from _block(_unfolded(rows, depth), depth)
        return
    head_count = max(depth, 1)
    header = rows[:head_count]
    if len(sections) == len(rows) - head_count:  # no row that the header could go with
        yield from _block(header, 0)
    for start, end in pairwise(sorted({head_count, *sections, len(rows)})):
        if start in sections:
            yield _line(table[start])
            start += 1
        if start < end:
            yield from _block(_unfolded([*header, *rows[start:end]], depth), head_count)


def _is_section(row: Row) -> bool:
    return (
        row.is_line
        and len(row.texts[0]) <= _LONGEST_SECTION
        and (row.is_spread or _ORDINAL.match(row.texts[0]) is not None)
    )


def _unfolded(rows: Sequence[tuple[str, ...]], depth: int) -> Sequence[tuple[str, ...]]:
    """Put the halves of a table whose header says the same twice or more (姓名 电话 姓名 电话) below each other."""
    header = rows[0]
    if depth > 1 or not is_header(header):
        return rows
    for count in range(2, _MOST_REPEATS + 1):
        width, rest = divmod(len(header), count)
        once = header[:width]
        if rest or width < 2 or once * count != header or len(set(once)) < width:
            continue
        cut = [row[width * place : width * (place + 1)] for row in rows[1:] for place in range(count)]
        return [once, *(row for row in cut if any(row))]
    return rows


def _block(rows: Sequence[tuple[str, ...]], depth: int) -> Iterator[Block]:
    block = table_block(rows, marked=depth)
    if block is not None:
        yield block


def _line(row: Row) -> Block:
    return Block(kind=BlockKind.PARAGRAPH, text=" ".join(row.texts))
