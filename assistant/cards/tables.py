"""The rows of a unit's tables: contacts, duties, equipment, whom to report to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from assistant.answering.reading.compose import Extract
from assistant.answering.reading.units import units_of
from kb.records import ChunkKind, Document, Evidence

CELL = "|"


@dataclass(frozen=True, slots=True, kw_only=True)
class TableRow:
    """One row of a stored table with its header cells.

    Attributes:
        extract: The verbatim row in the document.
        cells, header: Same length where the table is regular; header () when unknown.
    """

    extract: Extract
    cells: tuple[str, ...]
    header: tuple[str, ...]
    header_extract: Extract | None = None

    def under(self, names: Iterable[str]) -> str:
        """Return the first cell whose column heading holds one of the names, "" when none."""
        for name in names:
            for heading, cell in zip(self.header, self.cells, strict=False):
                if name in heading and cell:
                    return cell
        return ""

    def sentence(self) -> str:
        """Return the row as words: first cell, then each column heading with its cell."""
        rest = zip(self.header[1:], self.cells[1:], strict=False)
        told = [cell if heading in ("怎么做", "意思", "措施") else f"{heading}{cell}" for heading, cell in rest if cell]
        return f"{self.cells[0]}：{'，'.join(told)}"


def rows_of(document: Document, evidence: Evidence) -> list[TableRow]:
    """Return every table row of a document, header rows left out."""
    rows: list[TableRow] = []
    header: tuple[str, ...] = ()
    header_extract: Extract | None = None
    for chunk in document.chunks:
        if chunk.kind is not ChunkKind.TABLE:
            continue
        if chunk.header_span is not None:
            line = document.text[chunk.header_span.start : chunk.header_span.end].split("\n")[0]
            header, start = cells_of(line), chunk.header_span.start
            header_extract = Extract(evidence=evidence, start=start, end=start + len(line), text=line)
        headed = chunk.header_span is not None
        for unit in units_of(replace(evidence, chunk=chunk)):
            cells = cells_of(unit.text)
            if len(cells) < 2:
                continue
            extract = Extract(evidence=unit.evidence, start=unit.start, end=unit.end, text=unit.text)
            if not headed or cells == header:
                header, header_extract, headed = cells, extract, True
                continue
            rows.append(TableRow(extract=extract, cells=cells, header=header, header_extract=header_extract))
    return rows


def cells_of(line: str) -> tuple[str, ...]:
    """Return the cells of one rendered row."""
    return tuple(cell.strip() for cell in line.split(CELL))
