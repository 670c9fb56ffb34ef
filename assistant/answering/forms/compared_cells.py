"""Two things set side by side that one table tells of: the cells of their rows, or of their columns, read off it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answering.citations import CitationList
from assistant.answering.forms.covered import unspoken
from assistant.answering.forms.grids import Cell, Grid, Row, core_of
from assistant.answering.forms.tabled import SHORTEST, named_among, named_rows, shares_pair, value_column
from assistant.answering.reading.extracts import cut_of
from assistant.answering.reading.plain import plain
from assistant.records import Answer, AnswerStatus, Statement
from kb.knowledge_base import KnowledgeBase

READ_OFF = "按表格行列读出"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadCell:
    """The cell of one side with the row it stands in and the heading above it."""

    name: str
    cell: Cell
    heading: Cell
    row: Row
    header: Row


def compared_cells(question: str, labels: Sequence[str], grids: Sequence[Grid]) -> list[ReadCell]:
    """Return the cell of every label, in order, from the first table that names them all and what is asked of them."""
    asked, called = plain(question), [plain(label) for label in labels]
    for grid in grids:
        found = below_each_other(asked, grid) or beside_each_other(asked, grid)
        if len(found) != len(called) or unspoken(question, grid.document):
            continue
        ordered = [next((one for one in found if core_of(one.name)[:SHORTEST] in label), None) for label in called]
        cells = [one for one in ordered if one is not None]
        if len({id(one) for one in cells}) == len(called):
            return cells
    return []


def below_each_other(asked: str, grid: Grid) -> list[ReadCell]:
    """Return the cells of the rows that a question names in the column that it names."""
    rows = named_rows(asked, grid)
    if len(rows) < 2:
        return []
    heads = [core_of(cell.text) for cell in grid.header.cells]
    columns = [i for i, head in enumerate(heads) if i and len(head) >= SHORTEST and head in asked]
    partly = [i for i, head in enumerate(heads) if i and shares_pair(head, asked)]
    chosen = columns if len(columns) == 1 else partly if len(partly) == 1 else []
    column = chosen[0] if chosen else value_column(asked, grid, rows)
    if column < 0 or any(column >= len(row.cells) or not row.cells[column].text for row in rows):
        return []
    return [read(row, column, row.cells[0].text, grid) for row in rows]


def beside_each_other(asked: str, grid: Grid) -> list[ReadCell]:
    """Return the cells of the columns that a question names in the only row that it names."""
    rows = named_rows(asked, grid)
    columns = [i for i in named_among(asked, [core_of(cell.text) for cell in grid.header.cells]) if i]
    if len(rows) != 1 or any(column >= len(rows[0].cells) or not rows[0].cells[column].text for column in columns):
        return []
    return [read(rows[0], column, grid.header.cells[column].text, grid) for column in columns]


def read(row: Row, column: int, name: str, grid: Grid) -> ReadCell:
    """Return a cell with what tells its meaning."""
    return ReadCell(name=name, cell=row.cells[column], heading=grid.header.cells[column], row=row, header=grid.header)


def answer_of_cell(question: str, one: ReadCell, kb: KnowledgeBase) -> Answer:
    """Return the answer of one side: name of the row, heading and cell, citing the row and the headings."""
    text = kb.document(one.row.evidence.chunk.document_id).text
    citations = CitationList(kb.document)
    markers = tuple(citations.cite_extract(cut_of(row.evidence, text, row.span)) for row in (one.row, one.header))
    said = f"{one.row.cells[0].text}｜{one.heading.text}：{one.cell.text}"
    statement = Statement(text=said, markers=markers, derived=READ_OFF)
    return Answer(
        question=question,
        resolved_question=question,
        status=AnswerStatus.GROUNDED,
        text=said,
        statements=(statement,),
        citations=citations.citations,
    )
