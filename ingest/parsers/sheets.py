"""Sheets of a workbook to blocks: the sheet's name as heading, its title lines, its table, its notes.

The heading begins with 工作表： so that a sheet's name is never taken for the document's title. A sheet
is read sparsely: rows and columns without any text take no place, so a cell at the far end of a sheet
costs as much as any other.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from ingest.parsers.cleaning import clean_cell, clean_line
from ingest.parsers.sheet_tables import Range, Row, sheet_blocks
from ingest.parsers.tables import MAX_COLUMNS
from ingest.records import Block, BlockKind

MAX_SHEET_CELLS = 300_000  # of one workbook, filled or covered by a merged range
MAX_CELL_CHARACTERS = 32_767  # what the spreadsheet programs allow
_MAX_SHEETS = 500
_SHOWN_NAMES = 8
_DEFAULT_NAME = re.compile(r"^(?:(?:sheet|工作表|表)\s*\d+)?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One sheet as its reader found it.

    Attributes:
        cells: (row, column), 0-based, → the text as displayed; empty cells are left out.
        merged: Ranges (first row, first column, last row, last column), inclusive.
        hidden: The whole sheet; then nothing else is given.
        hidden_rows: Rows that are not shown.
        hidden_columns: Ranges (first, last), inclusive, of columns that are not shown.
        filtered: The sheet has a filter, by which its hidden rows are taken to be hidden.
        cut: The reader stopped before the end, at its limit.
        uncalculated: Formulas that were saved without a result.
    """

    name: str
    cells: Mapping[tuple[int, int], str]
    merged: Sequence[Range] = ()
    hidden: bool = False
    hidden_rows: Collection[int] = frozenset()
    hidden_columns: Sequence[tuple[int, int]] = ()
    filtered: bool = False
    cut: bool = False
    uncalculated: int = 0


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
        blocks.extend(sheet_blocks(rows, sheet.merged))
    cut.extend(sheet.name for sheet in shown[_MAX_SHEETS:])
    warnings = (*_warnings(hidden, cut, sum(sheet.uncalculated for sheet in shown)), *_hidden_parts(shown))
    return tuple(blocks), warnings


def _grid(sheet: Sheet, limit: int) -> tuple[list[Row], bool]:
    """Return the shown rows in use, merged ranges filled, and whether everything is in them."""
    texts = {place: text for place, raw in sheet.cells.items() if (text := clean_cell(raw[:MAX_CELL_CHARACTERS]))}
    own: dict[int, set[int]] = {}
    for row, column in texts:
        own.setdefault(row, set()).add(column)
    rows = sorted(own)
    columns = sorted({column for _, column in texts})
    _fill_merged(texts, sheet.merged, rows, columns)
    shown_rows = [row for row in rows if sheet.filtered or row not in sheet.hidden_rows]
    shown_columns = [column for column in columns if not _is_hidden(column, sheet.hidden_columns)]
    kept_columns = tuple(shown_columns[:MAX_COLUMNS])
    kept_rows = shown_rows[: max(limit, 0) // max(len(kept_columns), 1)]
    grid = [
        Row(
            number=row,
            columns=kept_columns,
            cells=tuple(texts.get((row, column), "") for column in kept_columns),
            own=frozenset(own[row].intersection(kept_columns)),
        )
        for row in kept_rows
    ]
    complete = len(kept_columns) == len(shown_columns) and len(kept_rows) == len(shown_rows)
    return [row for row in grid if any(row.cells)], complete


def _is_hidden(column: int, ranges: Sequence[tuple[int, int]]) -> bool:
    return any(first <= column <= last for first, last in ranges)


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


def _hidden_parts(sheets: Sequence[Sheet]) -> tuple[str, ...]:
    """Say what became of hidden rows and columns that hold something."""
    left_out: list[str] = []
    filtered: list[str] = []
    for sheet in sheets:
        hidden_rows = {row for row, _ in sheet.cells if row in sheet.hidden_rows}
        if hidden_rows and sheet.filtered:
            filtered.append(f"{_names([sheet.name])} {len(hidden_rows)} 行")
        elif hidden_rows:
            left_out.append(f"{_names([sheet.name])} {len(hidden_rows)} 行")
        hidden_columns = {column for _, column in sheet.cells if _is_hidden(column, sheet.hidden_columns)}
        if hidden_columns:
            left_out.append(f"{_names([sheet.name])} {len(hidden_columns)} 列")
    warnings: list[str] = []
    if left_out:
        places = "、".join(left_out[:_SHOWN_NAMES])
        warnings.append(f"隐藏的行列没有读取：{places}。如需入库，请取消隐藏并保存后重试。")
    if filtered:
        warnings.append(f"筛选隐藏的行已一并读取：{'、'.join(filtered[:_SHOWN_NAMES])}。如不需要，请删除后重试。")
    return tuple(warnings)


def _names(names: Sequence[str]) -> str:
    shown = "、".join(f"“{clean_line(name)[:40]}”" for name in names[:_SHOWN_NAMES])
    return shown if len(names) <= _SHOWN_NAMES else f"{shown}等 {len(names)} 个"
