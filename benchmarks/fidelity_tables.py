"""Table rows as LibreOffice's own table model has them, merged cells filled, looked for among the lines of our text."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree import ElementTree

from benchmarks.fidelity_text import plain

_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_CELLS = (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell")
_MAX_REPEAT = 64  # a row or column that is repeated more often is the empty rest of a sheet


def covered_texts(tree: ElementTree.Element) -> Iterator[str]:
    """Yield the text of each merged cell of an OpenDocument tree once per further place it covers."""
    for cell in tree.iter(f"{_TABLE}table-cell"):
        columns, rows = _span(cell)
        yield from [_text(cell)] * (columns * rows - 1)


def table_rows(tree: ElementTree.Element) -> Iterator[tuple[str, ...]]:
    """Yield the rows of all tables of an OpenDocument tree, each cell in every place it covers, empty rows left out.

    Tables in a cell of another are left out, and so are the rows around them: how they are to be written is no matter
    of a grid.
    """
    inner = {id(table) for cell in tree.iter(_CELLS[0]) for table in cell.iter(f"{_TABLE}table")}
    for table in tree.iter(f"{_TABLE}table"):
        if id(table) not in inner:
            yield from _filled_rows(table)


def _filled_rows(table: ElementTree.Element) -> Iterator[tuple[str, ...]]:
    grid: dict[tuple[int, int], str] = {}
    number = 0
    nested: set[int] = set()
    for row in table.iter(f"{_TABLE}table-row"):
        repeats = int(row.get(f"{_TABLE}number-rows-repeated", "1"))
        for _ in range(repeats if repeats <= _MAX_REPEAT else 0):
            nested.update([number] if row.find(f".//{_TABLE}table") is not None else [])
            _place(row, number, grid)
            number += 1
    width = max((column + 1 for _, column in grid), default=0)
    for place in range(number):
        cells = tuple(grid.get((place, column), "") for column in range(width))
        if place not in nested and any(cells):
            yield cells


def _place(row: ElementTree.Element, number: int, grid: dict[tuple[int, int], str]) -> None:
    column = 0
    for cell in row:
        if cell.tag not in _CELLS:
            continue
        repeats = int(cell.get(f"{_TABLE}number-columns-repeated", "1"))
        text = _text(cell)
        columns, rows = _span(cell)
        if text and repeats <= _MAX_REPEAT:
            for below in range(rows):
                for right in range(max(columns, repeats)):
                    grid.setdefault((number + below, column + right), text)
        column += repeats


def _span(cell: ElementTree.Element) -> tuple[int, int]:
    columns = cell.get(f"{_TABLE}number-columns-spanned", "1")
    return int(columns), int(cell.get(f"{_TABLE}number-rows-spanned", "1"))


def _text(cell: ElementTree.Element) -> str:
    return plain("\n".join("".join(line.itertext()) for line in cell.iter(f"{_TEXT}p")))


def rows_absent(rows: tuple[tuple[str, ...], ...], ours: str) -> list[str]:
    """Return the rows that are no line of our text; a row that is one merged cell may stand there once."""
    lines = {plain(line) for line in ours.split("\n")}
    absent = []
    for row in rows:
        forms = {"".join(row), *(row if len({cell for cell in row if cell}) == 1 else ())}
        if not forms & lines:
            absent.append(" | ".join(row))
    return absent
