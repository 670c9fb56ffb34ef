"""Cutting one section's own text, tables included, into pieces."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ingest.chunking.cuts import HARD_LIMIT, LIMIT, cut_text, trim
from ingest.structure import StructuredText, TableLayout
from kb.records import ChunkKind, Span

_TABLE_LIMIT = 500
_CONTACT_TABLE_LIMIT = 240
_CONTACT_RE = re.compile(r"电\s?话|手\s?机|联系方式|号\s?码|传\s?真")
_LONGEST_CAPTION = 60
_LONGEST_HEADER = 300
_SHORTEST = 15


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A chunk to be: a span of the text without id and headings."""

    start: int
    end: int
    kind: ChunkKind = ChunkKind.TEXT
    header_span: Span | None = None


def cut_unit(structured: StructuredText, start: int, end: int) -> list[Piece]:
    """Cut `text[start:end]`, the own text of one section, into pieces in order."""
    text = structured.text
    tables = tables_within(structured.tables, start, end)
    if not tables:
        return [Piece(start=span.start, end=span.end) for span in cut_text(text, start, end)]
    pieces: list[Piece] = []
    position = start
    for table in tables:
        caption = _caption_start(text, position, table.start)
        pieces.extend(_text_pieces(text, position, caption))
        pieces.extend(_opened_by(text, caption, _table_pieces(text, table)))
        position = table.end
    pieces.extend(_text_pieces(text, position, end))
    return _without_crumbs(pieces)


def tables_within(tables: Sequence[TableLayout], start: int, end: int) -> Sequence[TableLayout]:
    """Return the tables that begin in the range."""
    if not tables:
        return ()
    first = bisect_left(tables, start, key=lambda table: table.start)
    last = bisect_left(tables, end, lo=first, key=lambda table: table.start)
    return tables[first:last]


def _text_pieces(text: str, start: int, end: int) -> list[Piece]:
    return [Piece(start=span.start, end=span.end) for span in cut_text(text, start, end)]


def _caption_start(text: str, start: int, table_start: int) -> int:
    """Return where the table with its caption begins: a heading or a short last line above it belong to it."""
    start, end = trim(text, start, table_start)
    if end - start <= _LONGEST_CAPTION:
        return start if end > start else table_start
    line = text.rfind("\n", start, end) + 1
    is_caption = line > start and end - line <= _LONGEST_CAPTION and text[end - 1] not in "。；;"
    return line if is_caption else table_start


def _opened_by(text: str, start: int, pieces: list[Piece]) -> list[Piece]:
    """Let the first piece begin at `start`, unless it grew too long."""
    first = pieces[0]
    start, _ = trim(text, start, first.end)
    if start >= first.start:
        return pieces
    if first.end - start > HARD_LIMIT:
        return [Piece(start=start, end=trim(text, start, first.start)[1]), *pieces]
    return [replace(first, start=start), *pieces[1:]]


def _table_pieces(text: str, table: TableLayout) -> list[Piece]:
    count = table.header_row_count
    start, end = trim(text, table.rows[0].start, table.rows[count - 1].end) if count else (table.start, table.start)
    heading = text[start:end]
    header = Span(start=start, end=end) if 0 < len(heading) <= _LONGEST_HEADER else None
    limit = _CONTACT_TABLE_LIMIT if _CONTACT_RE.search(heading) else _TABLE_LIMIT
    spans = list(_row_groups(text, table, limit))
    return [
        Piece(start=span.start, end=span.end, kind=ChunkKind.TABLE, header_span=header if index else None)
        for index, span in enumerate(spans)
    ]


def _row_groups(text: str, table: TableLayout, limit: int) -> Iterator[Span]:
    """Yield spans of whole rows of at most `limit` characters; the header rows stay with the first row."""
    opened, closed = table.rows[0].start, table.rows[0].end
    for index, row in enumerate(table.rows[1:], start=1):
        if index > table.header_row_count and row.end - opened > limit:
            yield from _bounded(text, opened, closed)
            opened = row.start
        closed = row.end
    yield from _bounded(text, opened, closed)


def _bounded(text: str, start: int, end: int) -> list[Span]:
    return cut_text(text, start, end, LIMIT if end - start > HARD_LIMIT else HARD_LIMIT)


def _without_crumbs(pieces: list[Piece]) -> list[Piece]:
    """Join a piece too short to stand alone to the piece before it, else to the one after it."""
    kept: list[Piece] = []
    for piece in pieces:
        if kept and (_short(piece) or _short(kept[-1])) and piece.end - kept[-1].start <= HARD_LIMIT:
            main = kept[-1] if _short(piece) else piece
            kept[-1] = replace(main, start=kept[-1].start, end=piece.end)
        else:
            kept.append(piece)
    return kept


def _short(piece: Piece) -> bool:
    return piece.end - piece.start < _SHORTEST
