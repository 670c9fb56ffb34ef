"""A table of a Word document as a grid: merged cells filled, deleted rows and cells left out (17.4)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from ingest.parsers.cleaning import clean_line
from ingest.parsers.ooxml import Element, W, as_int, child_value, is_on
from ingest.parsers.tables import MAX_CELLS, MAX_COLUMNS

_IDEOGRAPHS = re.compile("[\u3400-\u9fff〇]+")
_MARGINS = 216  # of a cell, both sides, in twentieths of a point
_CHARACTER = 210  # the width of one at the usual 10.5 points
_COMMON_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖"
    "贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
)
_NAME = re.compile(f"[{_COMMON_SURNAMES}][\u3400-\u9fff]{{1,2}}")
_CONTAINERS = {W + name for name in ("sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo")}


@dataclass(slots=True)
class WordTable:
    """The cells of a w:tbl.

    Attributes:
        rows: One text per grid column; rows may end early.
        marked: How many first rows are the header, as marked for repetition, together with the rows that their
            merged cells reach down to.
        is_cut: Rows or columns over the limits were left out.
    """

    rows: list[list[str]] = field(default_factory=list)
    marked: int = 0
    is_cut: bool = False


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
            read.is_cut = True
            break
        above = merging
        cells, merging, continues = _row(row, above, read_cell)
        place = len(read.rows)
        if read.marked == place and (is_on(row.find(W + "trPr"), "tblHeader") or (place and continues)):
            read.marked += 1
        read.rows.append(cells)
        count += len(cells)
        read.is_cut |= len(cells) >= MAX_COLUMNS
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


def characters_per_line(cell: Element) -> int:
    """Estimate how many ideographs fit beside each other in a cell; 0 when its width is not stated."""
    width = cell.find(f"{W}tcPr/{W}tcW")
    if width is None or width.get(W + "type", "dxa") != "dxa":
        return 0
    twips = as_int(width.get(W + "w"), 0)
    return max(1, (twips - _MARGINS) // _CHARACTER) if twips > 0 else 0


def cell_text(lines: Sequence[str], room: int = 0) -> str:
    """Join the paragraphs of a cell with blanks, but a label broken into several without (安全/生产/费用, 级/别).

    Args:
        room: `characters_per_line` of the cell; 0 when unknown.
    """
    text = last = ""
    for line in filter(None, map(clean_line, lines)):
        text += line if not text or _is_one_label(last, line, room) else f" {line}"
        last = line
    return text


def _is_one_label(first: str, second: str, room: int) -> bool:
    """Tell whether two lines were parted for want of room only; names below each other were not."""
    if not (_IDEOGRAPHS.fullmatch(first) and _IDEOGRAPHS.fullmatch(second)):
        return False
    if 1 in (len(first), len(second)):
        return True
    if _NAME.fullmatch(first) and _NAME.fullmatch(second):
        return False
    return 0 < room < len(first) + len(second) and len(second) <= 2 * room
