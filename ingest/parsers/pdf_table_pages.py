"""A table that goes on over page breaks: its pieces joined, the repeated header left out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ingest.parsers.pdf_frames import Frame
from ingest.parsers.pdf_tables import Table
from ingest.parsers.reflow import ends_sentence, glue
from ingest.parsers.tables import count_header_rows, table_block
from ingest.records import Block, BlockKind

_SAME_EDGE = 6.0  # points between the column edges on two pages
_NEAR_FOOT = 0.75  # of the page: a table that ends higher has ended, when the next one has a header of its own
_NEVER_FIRST = tuple("，。；、：）》”！？,;")
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
        self._starts.append((self._add(table.rows[header:], table.frame.areas[header:, 0].tolist()), page))
        self._last_page = page
        self._depth = table.depth
        return True

    def _add(self, rows: Sequence[tuple[str, ...]], labels: Sequence[int]) -> int:
        """Append rows; return the number of the first row that has text of the new page.

        A first row without a label goes on with the last row when it only has more text; otherwise the label of the
        last row covers all its rows.
        """
        last = self._rows[-1]
        first = rows[0] if rows else ()
        if not first or first[0] or not last[0]:
            self._rows.extend(rows)
            return len(self._rows) - len(rows)
        if _is_rest(last, first):
            self._rows[-1] = tuple(_appended(above, below) for above, below in zip(last, first, strict=True))
            self._rows.extend(rows[1:])
            return len(self._rows) - len(rows)
        for label, row in zip(labels, rows, strict=True):
            self._rows.append((last[0], *row[1:]) if label == labels[0] else row)
        return len(self._rows) - len(rows)

    def block(self) -> Block:
        made = table_block(self._rows, page=self._page)
        if made is None:
            return _NO_TABLE
        return replace(made, page_breaks=tuple(self._starts)) if made.kind is BlockKind.TABLE else made


def _is_rest(last: Sequence[str], first: Sequence[str]) -> bool:
    """Text in one cell only, below text in the same cell; or text that opens in the middle of a sentence."""
    filled = [index for index, cell in enumerate(first) if cell]
    if len({first[index] for index in filled}) <= 1:
        return all(last[index] for index in filled)
    return any(first[index].startswith(_NEVER_FIRST) and last[index] for index in filled)


def _appended(above: str, below: str) -> str:
    if not (above and below):
        return above or below
    return f"{above} {below}" if ends_sentence(above) else glue(above, below)


def _same_columns(one: Frame, other: Frame) -> bool:
    return len(one.xs) == len(other.xs) and all(
        abs(left - right) <= _SAME_EDGE for left, right in zip(one.xs, other.xs, strict=True)
    )


def _own_header(rows: Sequence[tuple[str, ...]]) -> bool:
    return count_header_rows(rows) > 0
