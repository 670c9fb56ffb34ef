"""Tables of found documents as rows and columns, and the figures in their cells."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.answering.forms.quantities import UNITS, Quantity, number_value, quantities_in
from assistant.answering.reading.plain import plain
from kb.knowledge_base import KnowledgeBase
from kb.records import ChunkKind, Document, Evidence

MAX_DOCUMENTS = 4
TOTAL = re.compile(r"^(?:合计|总计|共计|小计|总数|合 计)$")
BARE = re.compile(r"(?:\d+(?:[,，]\d{3})*(?:\.\d+)?)")
IN_BRACKETS = re.compile(r"[（(]([^（）()]*)[）)]")
HEADED_UNITS = (("人数", "人"), ("户数", "户"), ("起数", "起"), ("辆数", "辆"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A cell: `document.text[start:end] == text`."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row of a table with the chunk it stands in; empty cells are kept, so that columns keep their places."""

    cells: tuple[Cell, ...]
    evidence: Evidence

    @property
    def is_total(self) -> bool:
        """True for the row that adds the others up."""
        return bool(self.cells) and TOTAL.match(self.cells[0].text) is not None

    @property
    def span(self) -> tuple[int, int]:
        """From its first cell to its last, without white space."""
        filled = [cell for cell in self.cells if cell.text]
        return filled[0].start, filled[-1].end


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A table.

    Attributes:
        header: Its first row.
        rows: The rows below, in order.
    """

    document: Document
    header: Row
    rows: tuple[Row, ...]

    def figure(self, row: Row, column: int) -> Quantity | None:
        """Return the only figure of a cell, with the unit of the cell, of the row's name or of the column's heading.

        Offsets count from the beginning of the row. None for a cell that holds anything else, or a range.
        """
        if column >= len(row.cells):
            return None
        cell = row.cells[column]
        offset = cell.start - row.span[0]
        if BARE.fullmatch(cell.text):
            unit = self._unit(row, column)
            value = number_value(cell.text)
            if not unit or value is None:
                return None
            return Quantity(quote=cell.text, start=offset, end=offset + len(cell.text), value=value, unit=unit)
        found = quantities_in(cell.text)
        if len(found) != 1 or found[0].ranged or found[0].quote != cell.text:
            return None
        return replace(found[0], start=offset + found[0].start, end=offset + found[0].end)

    def _unit(self, row: Row, column: int) -> str:
        """Return the unit that bare numbers of a cell are counted in, "" when nothing says so."""
        for name in (self.header.cells[column].text, row.cells[0].text):
            unit = next((one.strip() for one in IN_BRACKETS.findall(name) if one.strip() in UNITS), "")
            if unit:
                return unit
        heading = self.header.cells[column].text
        return next((unit for tail, unit in HEADED_UNITS if heading.endswith(tail)), "")


def grids_of(kb: KnowledgeBase, evidence: Sequence[Evidence]) -> list[Grid]:
    """Return the tables of the documents that were found, in the order of the documents and of their text."""
    first = {item.chunk.document_id: item for item in reversed(evidence)}
    ids = list(dict.fromkeys(item.chunk.document_id for item in evidence))[:MAX_DOCUMENTS]
    return [grid for one in ids for grid in tables_in(kb.document(one), first[one])]


def tables_in(document: Document, found: Evidence) -> list[Grid]:
    """Return the tables of a document; the later pieces of a long one are joined to it."""
    grids: list[Grid] = []
    for chunk in document.chunks:
        if chunk.kind is not ChunkKind.TABLE:
            continue
        pieces = list(blocks(replace(found, chunk=chunk)))
        if chunk.header_span is not None and grids and pieces:
            head, rest = pieces[0], pieces[1:]
            grids[-1] = replace(grids[-1], rows=(*grids[-1].rows, *head))
        else:
            rest = pieces
        grids += [Grid(document=document, header=rows[0], rows=tuple(rows[1:])) for rows in rest if len(rows) > 1]
    return grids


def blocks(evidence: Evidence) -> Iterator[list[Row]]:
    """Yield the runs of neighbouring lines of a chunk with equally many cells."""
    rows: list[Row] = []
    offset = evidence.chunk.start
    for line in evidence.chunk.text.split("\n"):
        cells = cells_of(line, offset)
        offset += len(line) + 1
        if rows and len(cells) != len(rows[0].cells):
            yield rows
            rows = []
        if len(cells) > 1:
            rows.append(Row(cells=cells, evidence=evidence))
    if rows:
        yield rows


def cells_of(line: str, offset: int) -> tuple[Cell, ...]:
    """Return the cells of a line that begins at an offset, () for a line of prose."""
    if "|" not in line:
        return ()
    cells = []
    for part in line.split("|"):
        text = part.strip()
        start = offset + len(part) - len(part.lstrip()) if text else offset
        cells.append(Cell(text=text, start=start, end=start + len(text)))
        offset += len(part) + 1
    return tuple(cells)


def core_of(name: str) -> str:
    """Return a name of a row or column in plain form without what stands in brackets."""
    return re.sub(r"\s", "", plain(IN_BRACKETS.sub("", name)))
