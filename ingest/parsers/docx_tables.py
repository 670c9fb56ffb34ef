"""A table of a Word document as a grid: merged cells filled, deleted rows and cells left out (17.4)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from ingest.parsers.ooxml import Element, W, as_int, child_value, is_on
from ingest.parsers.tables import MAX_CELLS, MAX_COLUMNS

_CONTAINERS = {W + name for name in ("sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo")}


@dataclass(slots=True)
class WordTable:
    """The cells of a w:tbl.

    Attributes:
        rows: One text per grid column; rows may end early.
        marked: How many first rows are the header, as marked for repetition, together with the rows that their
            merged cells reach down to.
    """

    rows: list[list[str]] = field(default_factory=list)
    marked: int = 0


def table_rows(table: Element) -> Iterator[Element]:
    """Yield the rows that are there with all changes accepted and that are not hidden."""
    for child in table:
        if child.tag == W + "tr":
            properties = child.find(W + "trPr")
            is_deleted = properties is not None and properties.find(W + "del") is not None
            if not is_deleted and not is_on(properties, "hidden"):
                yield child
        elif child.tag in _CONTAINERS:
            yield from table_rows(child)


def row_cells(row: Element) -> Iterator[Element]:
    """Yield the cells of a row that are there with all changes accepted."""
    for child in row:
        if child.tag == W + "tc":
            properties = child.find(W + "tcPr")
            if properties is None or properties.find(W + "cellDel") is None:
                yield child
        elif child.tag in _CONTAINERS:
            yield from row_cells(child)


def read_table(table: Element, read_cell: Callable[[Element], str]) -> WordTable:
    """Read a w:tbl; `read_cell` is called once per visible cell, in reading order."""
    read = WordTable()
    merging: dict[int, str] = {}
    count = 0
    for row in table_rows(table):
        if count >= MAX_CELLS:
            break
        above = merging
        cells, merging, continues = _row(row, above, read_cell)
        place = len(read.rows)
        if read.marked == place and (is_on(row.find(W + "trPr"), "tblHeader") or (place and continues)):
            read.marked += 1
        read.rows.append(cells)
        count += len(cells)
    return read


def _row(
    row: Element, above: dict[int, str], read_cell: Callable[[Element], str]
) -> tuple[list[str], dict[int, str], bool]:
    """Return the texts of a row by grid column, column → text of the merges open after it, and if one came from above.

    The first cell of a merge holds its text; what stands in the cells that continue it is not shown.
    """
    cells = [""] * min(_before(row), MAX_COLUMNS)
    merging: dict[int, str] = {}
    continues = False
    for cell in row_cells(row):
        column = len(cells)
        properties = cell.find(W + "tcPr")
        span = max(1, min(as_int(child_value(properties, "gridSpan"), 1), MAX_COLUMNS - column))
        merge = _merge(properties)
        is_covered = merge == "continue" and column in above
        continues |= is_covered
        text = above[column] if is_covered else read_cell(cell)
        if merge:
            merging.update(dict.fromkeys(range(column, column + span), text))
        cells.extend([text] * span)
        if len(cells) >= MAX_COLUMNS:
            break
    return cells, merging, continues


def _before(row: Element) -> int:
    return max(0, as_int(child_value(row.find(W + "trPr"), "gridBefore"), 0))


def _merge(properties: Element | None) -> str:
    """Return "restart" or "continue" for a vertically merged cell, "" for others."""
    if properties is None:
        return ""
    merge = properties.find(W + "vMerge")
    if merge is not None:
        return "restart" if merge.get(W + "val") == "restart" else "continue"
    tracked = properties.find(W + "cellMerge")
    kind = tracked.get(W + "vMerge") if tracked is not None else None
    return {"rest": "restart", "cont": "continue"}.get(kind or "", "")
