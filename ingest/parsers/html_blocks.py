"""Turn the elements of a page into blocks in reading order."""

from __future__ import annotations

import re

from ingest.parsers.cleaning import clean_cell, clean_line
from ingest.parsers.html_article import DROPPED_TAGS
from ingest.parsers.html_hidden import Element, is_hidden
from ingest.parsers.html_lines import PlacedBlock, Zone
from ingest.parsers.numerals import format_number
from ingest.parsers.tables import MAX_CELLS, GridCell, fill_grid, table_block
from ingest.records import Block, BlockKind

_BLOCK_TAGS = frozenset(
    (
        "p div section article main header center blockquote pre li ul ol dl dt dd tr td th tbody thead tfoot table form"
        " fieldset figure figcaption address details summary hr body html caption legend"
    ).split()
)
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_LIST_FORMATS = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_INDEX_LABELS = frozenset(
    "索引号 发文机关 发布机构 成文日期 发布日期 发文字号 文号 标题 名称 主题词 主题分类 公开方式 有效性 生效日期".split()
)
_MAX_SPAN = 1000
_LONG_CELL = 400  # a cell this long with several paragraphs is a layout column


def read_blocks(element: Element, box: Element | None = None) -> list[PlacedBlock]:
    """Return the headings, paragraphs, list items and tables below `element`, each with its place to `box`."""
    writer = _Writer(box)
    writer.walk(element)
    writer.flush()
    return writer.placed


class _Writer:
    def __init__(self, box: Element | None) -> None:
        self.placed: list[PlacedBlock] = []
        self._line: list[str] = []
        self._box = box
        self._zone = Zone.INSIDE if box is None else Zone.BEFORE

    def _add(self, block: Block) -> None:
        self.placed.append(PlacedBlock(block=block, zone=self._zone))

    def flush(self) -> None:
        """End the paragraph that is being collected."""
        text = clean_line("".join(self._line).replace("\n", " "))
        self._line.clear()
        if text:
            self._add(Block(kind=BlockKind.PARAGRAPH, text=text))

    def walk(self, element: Element) -> None:
        """Write one element and what is in it, not the text after it."""
        if element is not self._box:
            self._write(element)
            return
        self.flush()
        self._zone = Zone.INSIDE
        self._write(element)
        self.flush()
        self._zone = Zone.AFTER

    def _write(self, element: Element) -> None:
        tag = element.tag
        if not isinstance(tag, str) or tag in DROPPED_TAGS or is_hidden(element):
            return
        if tag == "br":
            self.flush()
        elif tag in _HEADINGS:
            self._heading(element, _HEADINGS[tag])
        elif tag == "table" and is_data_table(element):
            self._table(element)
        elif tag in _BLOCK_TAGS:
            self.flush()
            self._line.append(_list_number(element) if tag == "li" else "")
            self._children(element)
            self.flush()
        else:
            self._children(element)

    def _children(self, element: Element) -> None:
        preformatted = element.tag == "pre"
        self._text(element.text, preformatted)
        for child in element:
            self.walk(child)
            self._text(child.tail, preformatted)

    def _text(self, text: str | None, preformatted: bool) -> None:
        if not text:
            return
        if not preformatted:
            self._line.append(_joined_lines(text))
            return
        for line in text.split("\n"):
            self._line.append(line)
            self.flush()

    def _heading(self, element: Element, level: int) -> None:
        self.flush()
        separator = "\n" if element.find(".//br") is not None else ""
        text = clean_cell(separator.join(element.itertext()))
        if text:
            self._add(Block(kind=BlockKind.HEADING, text=text, heading_level=level))

    def _table(self, table: Element) -> None:
        self.flush()
        caption = table.find("caption")
        if caption is not None:
            self._line.append("".join(caption.itertext()))
            self.flush()
        rows = table_rows(table)
        pairs = _labelled_values(rows)
        if pairs:
            for pair in pairs:
                self._add(Block(kind=BlockKind.PARAGRAPH, text=pair))
            return
        block = table_block(fill_grid(rows), marked=_marked_rows(table, rows))
        if block:
            self._add(block)


def _joined_lines(text: str) -> str:
    """Join source lines: a line break between ideographs is no space in Chinese."""
    if "\n" not in text:
        return text
    pieces = [piece.strip(" \t\r") for piece in text.split("\n")]
    head, tail = " " if not pieces[0] else "", " " if not pieces[-1] else ""
    return head + clean_cell("\n".join(piece for piece in pieces if piece)) + tail


def _labelled_values(rows: list[list[GridCell]]) -> list[str]:
    """Read a table of 索引号：… 发文字号：… as lines; empty for any other table."""
    pairs: list[str] = []
    for row in rows:
        if len(row) % 2:
            return []
        for label, value in zip(row[::2], row[1::2], strict=True):
            name = re.sub(r"\s", "", label.text).rstrip("：:")
            if not (label.text.endswith(("：", ":")) and len(name) <= 15) and name not in _INDEX_LABELS:
                return []
            pairs.append(f"{name}：{value.text}")
    return [pair for pair in pairs if not pair.endswith("：")]


def _list_number(item: Element) -> str:
    """Return the number a browser prints before an item of an ordered list."""
    parent = item.getparent()
    if parent is None or parent.tag != "ol" or "list-style:none" in (parent.get("style") or "").replace(" ", ""):
        return ""
    backwards = parent.get("reversed") is not None
    step = -1 if backwards else 1
    first = sum(1 for _ in parent.iterchildren("li")) if backwards else 1
    number = _whole(parent.get("start"), first) - step
    for sibling in parent.iterchildren("li"):
        number = _whole(sibling.get("value"), number + step)
        if sibling is item:
            break
    return format_number(number, _LIST_FORMATS.get(parent.get("type") or "1", "decimal")) + ". "


def _whole(value: str | None, default: int) -> int:
    return int(value) if value and value.strip().isdecimal() and len(value) < 8 else default


def is_data_table(table: Element) -> bool:
    """Tell a table of data from one that only arranges the page."""
    if table.get("role") == "presentation" or table.find(".//table") is not None:
        return False
    cells = [cell for cell in table.iter("td", "th")]
    if len(cells) < 2 or len(cells) > MAX_CELLS:
        return False
    return not any(_is_layout_cell(cell) for cell in cells)


def _is_layout_cell(cell: Element) -> bool:
    return len(cell) > 2 and len("".join(cell.itertext())) > _LONG_CELL and len(cell.findall(".//p")) > 3


def table_rows(table: Element) -> list[list[GridCell]]:
    """Return the cells of a table row by row with their spans."""
    return [[_cell(cell) for cell in row.iterchildren("td", "th")] for row in table.iter("tr")]


def _cell(cell: Element) -> GridCell:
    pieces: list[str] = []
    for element in cell.iter():
        if not isinstance(element.tag, str) or element.tag in DROPPED_TAGS:
            continue
        if element is not cell and (element.tag == "br" or element.tag in _BLOCK_TAGS):
            pieces.append("\n")
        pieces.append(_joined_lines(element.text or ""))
        if element is not cell:
            pieces.append(_joined_lines(element.tail or ""))
    return GridCell(
        text=clean_cell("".join(pieces)),
        row_span=min(_whole(cell.get("rowspan"), 1), _MAX_SPAN),
        column_span=min(max(_whole(cell.get("colspan"), 1), 1), _MAX_SPAN),
        header=cell.tag == "th",
    )


def _marked_rows(table: Element, rows: list[list[GridCell]]) -> int:
    in_head = sum(1 for head in table.iterchildren("thead") for _ in head.iter("tr"))
    if in_head:
        return in_head
    count = 0
    for row in rows:
        if not row or not all(cell.header for cell in row):
            break
        count += 1
    return count
