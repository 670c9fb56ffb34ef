"""Blocks to the stored text: one line per paragraph or table row, with offsets."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.records import Block, BlockKind
from ingest.structure.records import TableLayout
from kb.records import PageStart, RecognisedSpan, Span

CELL_SEPARATOR = " | "


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """The stored text, line by line.

    `lines`, `starts`, `levels` and `in_table` run in step; `starts` are offsets into `text`.
    """

    text: str
    lines: tuple[str, ...]
    starts: tuple[int, ...]
    levels: tuple[int | None, ...]
    in_table: tuple[bool, ...]
    pages: tuple[PageStart, ...]
    tables: tuple[TableLayout, ...]
    recognised: tuple[RecognisedSpan, ...] = ()


def lay_out(blocks: Sequence[Block]) -> Layout:
    """Join the blocks with line ends; a table row becomes one line, cells joined by " | "."""
    lines: list[str] = []
    starts: list[int] = []
    levels: list[int | None] = []
    in_table: list[bool] = []
    pages: list[PageStart] = []
    tables: list[TableLayout] = []
    recognised: list[RecognisedSpan] = []
    offset = 0
    for block in blocks:
        opened = offset
        is_table = block.kind is BlockKind.TABLE
        new = table_lines(block) if is_table else (block.text,)
        recognised.extend(_recognised(block, offset, sum(map(len, new)) + len(new) - 1))
        rows: list[Span] = []
        for line in new:
            if is_table:
                rows.append(Span(start=offset, end=offset + len(line)))
            lines.append(line)
            starts.append(offset)
            levels.append(block.heading_level)
            in_table.append(is_table)
            offset += len(line) + 1
        pages.extend(_new_pages(block, opened, rows, pages[-1].number if pages else 0))
        if rows:
            tables.append(_table(rows, block.header_row_count))
    return Layout(
        text="\n".join(lines),
        lines=tuple(lines),
        starts=tuple(starts),
        levels=tuple(levels),
        in_table=tuple(in_table),
        pages=tuple(pages),
        tables=tuple(tables),
        recognised=tuple(recognised),
    )


def _recognised(block: Block, offset: int, length: int) -> Iterator[RecognisedSpan]:
    """Yield the recognised runs of a block of `length` characters that stands at `offset`; a table is one run."""
    runs = block.recognised
    if not runs and block.confidence is not None and length > 0:
        runs = ((0, length, block.confidence),)
    for start, end, confidence in runs:
        yield RecognisedSpan(start=offset + start, end=offset + end, confidence=confidence)


def _new_pages(block: Block, offset: int, rows: Sequence[Span], page: int) -> Iterator[PageStart]:
    """Yield the pages after `page` that begin with or inside a block standing at `offset`, a table with its `rows`."""
    for place, number in ((0, block.page or 0), *block.page_breaks):
        if number > page:
            page = number
            start = rows[min(place, len(rows) - 1)].start if rows else offset + place
            yield PageStart(number=number, start=start)


def table_lines(block: Block) -> tuple[str, ...]:
    """Return the rows as lines; every row keeps its columns, a row that is one merged cell is printed once."""
    return tuple(line for line in (_row_line(row) for row in block.rows) if line.strip(" |"))


def _row_line(row: tuple[str, ...]) -> str:
    cells = [" ".join(cell.split()) for cell in row]
    return cells[0] if len(set(cells)) == 1 else CELL_SEPARATOR.join(cells)


def _table(rows: list[Span], header_row_count: int) -> TableLayout:
    return TableLayout(
        start=rows[0].start,
        end=rows[-1].end,
        rows=tuple(rows),
        header_row_count=min(header_row_count, len(rows) - 1),
    )
