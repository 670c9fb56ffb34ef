"""Tables as every parser hands them on: a full grid, merged cells repeated, header rows counted."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.records import Block, BlockKind

MAX_COLUMNS = 200
MAX_CELLS = 200_000
_MAX_HEADER_LENGTH = 30
_FIGURE = re.compile(r"^[\d\s.,:：/\-—–+~～%％]+$")


@dataclass(frozen=True, slots=True, kw_only=True)
class GridCell:
    """A cell as the format states it, before it is spread over the grid.

    Attributes:
        row_span: Rows it covers; 0 covers the rest of the table (HTML).
        header: The format marks it as a header cell.
    """

    text: str
    row_span: int = 1
    column_span: int = 1
    header: bool = False


def fill_grid(rows: Sequence[Sequence[GridCell]]) -> tuple[tuple[str, ...], ...]:
    """Spread cells over the places they cover; all rows come out equally long.

    At most `MAX_COLUMNS` columns and `MAX_CELLS` cells are kept.
    """
    grid: dict[tuple[int, int], str] = {}
    width = 0
    for row_number, row in enumerate(rows):
        column = 0
        for cell in row:
            while (row_number, column) in grid:
                column += 1
            if column >= MAX_COLUMNS or len(grid) >= MAX_CELLS:
                break
            column_end = min(column + max(cell.column_span, 1), MAX_COLUMNS)
            row_end = len(rows) if cell.row_span == 0 else min(row_number + max(cell.row_span, 1), len(rows))
            for covered_row in range(row_number, row_end):
                for covered_column in range(column, column_end):
                    grid.setdefault((covered_row, covered_column), cell.text)
            column = column_end
            width = max(width, column_end)
    return tuple(tuple(grid.get((row, column), "") for column in range(width)) for row in range(len(rows)))


def count_header_rows(rows: Sequence[Sequence[str]], marked: int = 0) -> int:
    """Return how many first rows are the header: as marked by the format, else judged by content.

    Without a mark the first row is the header when its cells are short labels; a second row belongs
    to it when the first has merged cells side by side whose lower cells differ. A caption that covers the
    whole first row belongs to the header below it.
    """
    if marked:
        return min(marked, max(len(rows) - 1, 0))
    caption = len(rows) > 2 and len(rows[0]) > 1 and rows[0][0] != "" and len(set(rows[0])) == 1
    labels = _count_label_rows(rows[1:] if caption else rows)
    return labels + 1 if caption and labels else labels


def _count_label_rows(rows: Sequence[Sequence[str]]) -> int:
    if len(rows) < 2 or not _is_label_row(rows[0]):
        return 0
    first, second = rows[0], rows[1]
    spread = any(
        left == right and left and below_left != below_right
        for left, right, below_left, below_right in zip(first, first[1:], second, second[1:], strict=False)
    )
    if spread and len(set(first)) > 1 and len(rows) > 2 and _is_label_row(second):
        return 2
    return 1


def _is_label_row(row: Sequence[str]) -> bool:
    labels = [cell for cell in row if cell]
    if len(set(labels)) < 2 or len(labels) * 2 < len(row):
        return False
    return all(len(cell) <= _MAX_HEADER_LENGTH and not _FIGURE.match(cell) for cell in labels)


def table_block(rows: Sequence[Sequence[str]], *, marked: int = 0, page: int | None = None) -> Block | None:
    """Make a table block; None when no cell has text. Rows and columns without any text are dropped."""
    kept_rows = [tuple(row) for row in rows]
    width = len(kept_rows[0]) if kept_rows else 0
    filled = [column for column in range(width) if any(row[column] for row in kept_rows)]
    cropped = tuple(tuple(row[column] for column in filled) for row in kept_rows)
    body = tuple(row for row in cropped if any(row))
    if not body:
        return None
    if len(body[0]) == 1 and len(body) == 1:
        return Block(kind=BlockKind.PARAGRAPH, text=body[0][0], page=page)
    return Block(kind=BlockKind.TABLE, rows=body, header_row_count=count_header_rows(body, marked), page=page)
