"""Answers from table rows: the cells asked for beside the cell that names the row, and the headings of the columns."""

from __future__ import annotations

import re
from collections.abc import Callable

from assistant.answering.reading.extracts import Extract, cut_of, extract_of
from assistant.answering.reading.focus import focus_share
from assistant.answering.reading.kinds import fits, is_required
from assistant.answering.reading.plain import plain
from assistant.answering.reading.question_words import QuestionWords
from assistant.answering.reading.units import Unit, units_of
from kb.records import ChunkKind, Question

MAX_ROWS = 30
NAMED_ROW = 0.3  # share of the question that a row's first cell holds when the question is about that row
WHOLE_ROW = 120  # characters; a longer row is cut to the cells asked for
MAX_HEADER = 80
_CELL = re.compile(r"[^|]+")


def is_row(unit: Unit) -> bool:
    """Tell whether a unit is a row of a table."""
    return unit.evidence.chunk.kind is ChunkKind.TABLE


def row_cells(unit: Unit) -> list[tuple[int, int]]:
    """Return the offsets of a row's cells within its text, white space left out."""
    cells = []
    for found in _CELL.finditer(unit.text):
        lead = len(found.group()) - len(found.group().lstrip())
        text = found.group().strip()
        if text:
            cells.append((found.start() + lead, found.start() + lead + len(text)))
    return cells


def row_extracts(question: Question, words: QuestionWords, unit: Unit, room: int) -> list[Extract]:
    """Return a short row whole; of a long one the first cell and the cells that answer best, in their order."""
    if len(unit.text) <= min(WHOLE_ROW, room):
        return [extract_of(unit)]
    cells = row_cells(unit)
    ranked = sorted(cells[1:], key=lambda cell: -cell_value(question, words, unit.text[cell[0] : cell[1]]))
    kept, left = cells[:1], room - sum(end - start for start, end in cells[:1])
    for start, end in ranked:
        if end - start <= left:
            kept.append((start, end))
            left -= end - start + 1
        if sum(b - a for a, b in kept) >= WHOLE_ROW:
            break
    spans = ((unit.start + start, unit.start + end) for start, end in sorted(kept))
    return [
        Extract(evidence=unit.evidence, start=a, end=b, text=unit.text[a - unit.start : b - unit.start])
        for a, b in spans
    ]


def cell_value(question: Question, words: QuestionWords, text: str) -> float:
    """Return how much a cell is worth as the answer: the form asked for first, then the question's words."""
    shaped = is_required(question.kind) and fits(question, text)
    return 1.0 * shaped + words.pair_share(plain(text))


def header_extract(unit: Unit, text_of: Callable[[str], str]) -> Extract | None:
    """Return the row of column headings above a row, None for the header itself and for a table without one."""
    chunk = unit.evidence.chunk
    if len(row_cells(unit)) < 3:
        return None
    text = text_of(chunk.document_id)
    if chunk.header_span is not None:
        span = (chunk.header_span.start, chunk.header_span.end)
    else:
        line = chunk.text.split("\n", 1)[0]
        span = (chunk.start, chunk.start + len(line))
    while span[0] < span[1] and text[span[0]].isspace():
        span = (span[0] + 1, span[1])
    while span[1] > span[0] and text[span[1] - 1].isspace():
        span = (span[0], span[1] - 1)
    header = cut_of(unit.evidence, text, span)
    plausible = header.text.count("|") >= 2 and len(header.text) <= MAX_HEADER and header.end <= unit.start
    return header if plausible and not re.search(r"\d{2,}", header.text) else None


def rows_listed(question: Question, words: QuestionWords, unit: Unit, room: int) -> list[Extract]:
    """Return the rows of a table that is asked for as a list: whole when they fit, else the column asked for.

    Empty when the question names one row, or the table has fewer than two rows below its headings.
    """
    rows = units_of(unit.evidence)
    header, body = rows[0], rows[1 : MAX_ROWS + 1]
    first_cell = unit.text.split("|", 1)[0]
    if unit.evidence.chunk.header_span is not None or len(body) < 2:
        return []
    if unit.position and words.pair_share(plain(first_cell)) >= NAMED_ROW:
        return []
    if sum(len(row.text) + 1 for row in rows) <= room:
        return [extract_of(row) for row in rows]
    names = [header.text[start:end] for start, end in row_cells(header)]
    shares = [focus_share(question.text, (plain(name),)) for name in names]
    column = shares.index(max(shares)) if max(shares, default=0.0) > 0 else 0
    listed = []
    for row in body:
        cells = row_cells(row)
        if column < len(cells):
            start, end = cells[column]
            span = (row.start + start, row.start + end)
            listed.append(Extract(evidence=row.evidence, start=span[0], end=span[1], text=row.text[start:end]))
    return listed
