"""Sheets of a workbook to blocks: the sheet's name as heading, its title lines, its table, its notes.

The heading begins with 工作表： so that a sheet's name is never taken for the document's title. A sheet
is read sparsely: rows and columns without any text take no place, so a cell at the far end of a sheet
costs as much as any other.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ingest.parsers.cleaning import clean_cell, clean_line
from ingest.parsers.tables import MAX_COLUMNS, count_header_rows, table_block
from ingest.records import Block, BlockKind

MAX_SHEET_CELLS = 300_000  # of one workbook, filled or covered by a merged range
MAX_CELL_CHARACTERS = 32_767  # what the spreadsheet programs allow
_MAX_SHEETS = 500
_MOST_HEADER_ROWS = 3
_SHOWN_NAMES = 8
_DEFAULT_NAME = re.compile(r"^(?:(?:sheet|工作表|表)\s*\d+)?$", re.IGNORECASE)

Range = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One sheet as its reader found it.

    Attributes:
        cells: (row, column), 0-based, → the text as displayed; empty cells are left out.
        merged: Ranges (first row, first column, last row, last column), inclusive.
        cut: The reader stopped before the end, at its limit.
        uncalculated: Formulas that were saved without a result.
    """

    name: str
    cells: Mapping[tuple[int, int], str]
    merged: Sequence[Range] = ()
    hidden: bool = False
    cut: bool = False
    uncalculated: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    """A row in use.

    Attributes:
        number: 0-based place in the sheet.
        cells: Every used column, merged ranges filled.
        own: Cells that have a text of their own, not by a merged range.
    """

    number: int
    cells: tuple[str, ...]
    own: int

    @property
    def is_line(self) -> bool:
        """Whether the row says one thing only: a title, a section line or a note."""
        return self.own == 1 and len(self.cells) > 1 and len({cell for cell in self.cells if cell}) == 1


def read_workbook(sheets: Iterable[Sheet]) -> tuple[tuple[Block, ...], tuple[str, ...]]:
    """Return the blocks of all visible sheets in order, and Chinese warnings about what was left out."""
    shown: list[Sheet] = []
    hidden: list[str] = []
    for sheet in sheets:
        if sheet.hidden:
            hidden.append(sheet.name)
        elif sheet.cells or sheet.cut or sheet.uncalculated:
            shown.append(sheet)
    named = len(shown) > 1
    blocks: list[Block] = []
    cut: list[str] = []
    left = MAX_SHEET_CELLS
    for sheet in shown[:_MAX_SHEETS]:
        rows, complete = _grid(sheet, left)
        left -= len(rows) * len(rows[0].cells) if rows else 0
        if sheet.cut or not complete:
            cut.append(sheet.name)
        if rows and (named or not _DEFAULT_NAME.match(sheet.name.strip())):
            blocks.append(Block(kind=BlockKind.HEADING, text=f"工作表：{clean_line(sheet.name)}", heading_level=1))
        blocks.extend(_blocks(rows, sheet.merged))
    cut.extend(sheet.name for sheet in shown[_MAX_SHEETS:])
    return tuple(blocks), _warnings(hidden, cut, sum(sheet.uncalculated for sheet in shown))


def _grid(sheet: Sheet, limit: int) -> tuple[list[_Row], bool]:
    """Return the rows in use, merged ranges filled, and whether everything is in them."""
    texts = {place: text for place, raw in sheet.cells.items() if (text := clean_cell(raw[:MAX_CELL_CHARACTERS]))}
    columns = sorted({column for _, column in texts})
    own = Counter(row for row, _ in texts)
    rows = sorted(own)
    kept_columns = columns[:MAX_COLUMNS]
    kept_rows = rows[: max(limit, 0) // max(len(kept_columns), 1)]
    _fill_merged(texts, sheet.merged, kept_rows, kept_columns)
    grid = [
        _Row(number=row, cells=tuple(texts.get((row, column), "") for column in kept_columns), own=own[row])
        for row in kept_rows
    ]
    return grid, len(kept_columns) == len(columns) and len(kept_rows) == len(rows)


def _fill_merged(
    texts: dict[tuple[int, int], str], merged: Sequence[Range], rows: Sequence[int], columns: Sequence[int]
) -> None:
    """Repeat the text of each merged range in every used place that it covers, `MAX_SHEET_CELLS` places at most."""
    left = MAX_SHEET_CELLS
    for top, first, bottom, last in merged:
        text = texts.get((top, first), "")
        if not text:
            continue
        covered_rows = rows[bisect_left(rows, top) : bisect_left(rows, bottom + 1)]
        covered_columns = columns[bisect_left(columns, first) : bisect_left(columns, last + 1)]
        left -= len(covered_rows) * len(covered_columns)
        if left < 0:
            return
        for row in covered_rows:
            for column in covered_columns:
                texts.setdefault((row, column), text)


def _blocks(rows: Sequence[_Row], merged: Sequence[Range]) -> Iterator[Block]:
    """Yield title lines, then the table; a lone line between blank rows begins a new table, one at the end is a note."""
    for part in _parts(rows):
        first = next((index for index, row in enumerate(part) if not row.is_line), len(part))
        end = len(part)
        while end > first and part[end - 1].is_line:
            end -= 1
        yield from map(_line, part[:first])
        table = [row.cells for row in part[first:end]]
        if table:
            block = table_block(table, marked=_header_rows(table, part[first].number, merged))
            if block is not None:
                yield block
        yield from map(_line, part[end:])


def _parts(rows: Sequence[_Row]) -> Iterator[Sequence[_Row]]:
    opened = 0
    for index in range(1, len(rows)):
        blank_above = rows[index].number > rows[index - 1].number + 1
        if blank_above and rows[index].is_line:
            yield rows[opened:index]
            opened = index
    if rows:
        yield rows[opened:]


def _line(row: _Row) -> Block:
    return Block(kind=BlockKind.PARAGRAPH, text=next(cell for cell in row.cells if cell))


def _header_rows(table: Sequence[tuple[str, ...]], top: int, merged: Sequence[Range]) -> int:
    """Return as many header rows as the merged cells of the first row reach down; 0 leaves it to the content."""
    if not count_header_rows(table):
        return 0
    depths = [last_row - first_row + 1 for first_row, _, last_row, _ in merged if first_row == top]
    depth = max(depths, default=1)
    return depth if 1 < depth <= min(_MOST_HEADER_ROWS, len(table) - 1) else 0


def _warnings(hidden: Sequence[str], cut: Sequence[str], uncalculated: int) -> tuple[str, ...]:
    warnings: list[str] = []
    if hidden:
        warnings.append(f"隐藏的工作表没有读取：{_names(hidden)}。如需入库，请取消隐藏并保存后重试。")
    if cut:
        warnings.append(
            f"工作表 {_names(cut)} 超过读取上限（{MAX_SHEET_CELLS} 格或 {MAX_COLUMNS} 列），其余没有读取，请拆分。"
        )
    if uncalculated:
        warnings.append(f"有 {uncalculated} 个公式没有保存计算结果，没有读取，请用表格软件打开并保存后重试。")
    return tuple(warnings)


def _names(names: Sequence[str]) -> str:
    shown = "、".join(f"“{clean_line(name)[:40]}”" for name in names[:_SHOWN_NAMES])
    return shown if len(names) <= _SHOWN_NAMES else f"{shown}等 {len(names)} 个"
