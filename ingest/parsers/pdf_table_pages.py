"""A table that goes on over page breaks: its pieces joined, the repeated header left out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ingest.parsers.pdf_frames import Frame, Grid
from ingest.parsers.pdf_tables import Table
from ingest.parsers.reflow import ends_sentence, glue
from ingest.parsers.tables import count_header_rows, table_block
from ingest.records import Block, BlockKind

_SAME_EDGE = 6.0  # points between the column edges on two pages
_NEAR_FOOT = 0.75  # of the page: a table that ends higher has ended, when the next one has a header of its own
_NEVER_FIRST = tuple("，。；、：）》”！？,;")
_SUMS = ("小计", "合计", "总计", "共计")
_FEW_ROWS = 3
_NEARLY_ALL = 0.75
_NO_TABLE = Block(kind=BlockKind.PARAGRAPH)

Rows = list[tuple[str, ...]]


class OpenTable:
    """A table that may still get rows from the next page."""

    def __init__(self, table: Table, page: int) -> None:
        self._rows: Rows = list(table.rows)
        self._frame = table.frame
        self._depth = table.depth
        self._page = page
        self._last_page = page
        self._starts: list[tuple[int, int]] = []

    def take(self, table: Table, page: int) -> bool:
        """Add the rows of a table that opens the next page when it has the same columns; else return False."""
        if page != self._last_page + 1 or not _same_columns(self._frame, table.frame):
            return False
        header = count_header_rows(self._rows)
        if header and list(table.rows[:header]) != self._rows[:header]:
            header = 0
        if not header and self._depth < _NEAR_FOOT and _own_header(table.rows) and _own_header(self._rows):
            return False
        self._starts.append((self._add(table.rows[header:], table.frame.areas[header:]), page))
        self._last_page = page
        self._depth = table.depth
        return True

    def _add(self, rows: Sequence[tuple[str, ...]], areas: Grid) -> int:
        """Append rows; return the number of the first row that has text of the new page.

        A first row without a label goes on with the last row when the page cut that one; the labels of the last row
        cover the rows of their cells on the new page.
        """
        start = len(self._rows)
        last = self._rows[-1]
        if not rows or rows[0][0] or not last[0]:
            self._rows.extend(rows)
            return start
        labelled = _labelled(rows, areas, last)
        if _is_rest(last, rows[0]) or self._is_cut(rows, areas):
            self._rows[-1] = tuple(_appended(above, below) for above, below in zip(last, rows[0], strict=True))
            del labelled[0]
            start -= 1
        self._rows.extend(labelled)
        return start

    def _is_cut(self, rows: Sequence[tuple[str, ...]], areas: Grid) -> bool:
        """Tell whether the first row lacks what nearly every row has, to the right of where it has text."""
        first, last = rows[0], self._rows[-1]
        filled = [at for at, cell in enumerate(first) if cell]
        if not all(last[at] for at in filled) or any(first[at].startswith(_SUMS) for at in filled):
            return False
        others = [*self._rows[count_header_rows(self._rows) :], *rows[1:]]
        return len(others) >= _FEW_ROWS and any(
            not first[at]
            and last[at]
            and not _goes_down(areas, at)
            and sum(1 for row in others if row[at]) >= len(others) * _NEARLY_ALL
            for at in range(filled[0] + 1, len(first))
        )

    def block(self) -> Block:
        made = table_block(self._rows, page=self._page)
        if made is None:
            return _NO_TABLE
        return replace(made, page_breaks=tuple(self._starts)) if made.kind is BlockKind.TABLE else made


def _labelled(rows: Sequence[tuple[str, ...]], areas: Grid, last: Sequence[str]) -> Rows:
    """Repeat the labels of the last row in the cells without text that go on with them: the first column, and merged ones."""
    first = rows[0]
    labels = 1
    while labels < len(first) and not first[labels] and last[labels] and _goes_down(areas, labels):
        labels += 1
    below = areas == areas[:1]
    return [
        tuple(
            last[at] if at < labels and same else cell for at, (cell, same) in enumerate(zip(row, goes_on, strict=True))
        )
        for row, goes_on in zip(rows, below.tolist(), strict=True)
    ]


def _goes_down(areas: Grid, column: int) -> bool:
    """Tell whether the first cell of a column covers the next row too."""
    return len(areas) > 1 and bool(areas[0, column] == areas[1, column])


def _is_rest(last: Sequence[str], first: Sequence[str]) -> bool:
    """Text in one cell only, below text in the same cell; or text that opens in the middle of a sentence."""
    filled = [index for index, cell in enumerate(first) if cell]
    if len({first[index] for index in filled}) <= 1:
        return all(last[index] for index in filled)
    return any(first[index].startswith(_NEVER_FIRST) and last[index] for index in filled)


def _appended(above: str, below: str) -> str:
    if not (above and below):
        return above or below
    if above[-1].isdigit() and below[0].isdigit():
        return above + below
    return f"{above} {below}" if ends_sentence(above) else glue(above, below)


def _same_columns(one: Frame, other: Frame) -> bool:
    return len(one.xs) == len(other.xs) and all(
        abs(left - right) <= _SAME_EDGE for left, right in zip(one.xs, other.xs, strict=True)
    )


def _own_header(rows: Sequence[tuple[str, ...]]) -> bool:
    return count_header_rows(rows) > 0
