"""Slides (.pptx): every shown slide in order, its title first, then its shapes as they are stacked, then its notes.

Elements are told by their local names, so that strict files read like transitional ones (ECMA-376 Part 1, 19 and 21.1).
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Sequence

from ingest.parsers.cleaning import clean_cell, confirmed_title
from ingest.parsers.docx_tables import cell_text
from ingest.parsers.ooxml import RELATION_ID, Element, OfficePackage, as_int
from ingest.parsers.slide_graphics import chart_rows, diagram_lines
from ingest.parsers.slide_text import SlideText, named, of_name
from ingest.parsers.tables import MAX_CELLS, MAX_COLUMNS, GridCell, fill_grid, table_block
from ingest.records import Block, BlockKind, OutcomeCode, ParsedFile
from kb.errors import FileRefused

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
_TITLES = ("ctrTitle", "title")
_NOT_CONTENT = ("dt", "ftr", "hdr", "sldNum")
_MAX_DEPTH = 12
_MAX_SLIDES = 2_000
_SHOWN_NUMBERS = 12
_LONGEST_HEADING = 80


def parse(data: bytes, name: str) -> ParsedFile:  # noqa: ARG001 - one signature for all parsers
    """Parse a .pptx; the page of a block is the number of its slide.

    Raises:
        FileRefused: Damaged, encrypted or unsafe.
    """
    package = OfficePackage(data)
    main = package.main_part("ppt/presentation.xml")
    presentation = package.part(main)
    listed = named(presentation, "sldIdLst") if presentation is not None else None
    if listed is None:
        raise FileRefused(
            "幻灯片已损坏或不完整，请用 PowerPoint 或 WPS 打开修复并另存后重试。", outcome=OutcomeCode.UNREADABLE
        )
    parts = [package.relation_target(main, slide.get(RELATION_ID, "")) for slide in list(listed)[:_MAX_SLIDES]]
    reader = _Reader(package)
    blocks = tuple(block for number, part in enumerate(parts, start=1) for block in reader.slide(part, number))
    return ParsedFile(
        media_type=MEDIA_TYPE,
        blocks=blocks,
        title=confirmed_title(_stated_title(package), (block.text for block in blocks[:5])),
        page_count=len(parts),
        warnings=reader.warnings(),
    )


def _stated_title(package: OfficePackage) -> str:
    root = package.part("docProps/core.xml")
    title = named(root, "title") if root is not None else None
    return (title.text or "") if title is not None else ""


class _Reader:
    """Reads one slide after the other and remembers what could not be read."""

    def __init__(self, package: OfficePackage) -> None:
        self._package = package
        self._hidden: list[int] = []
        self._missing: list[int] = []
        self._pictures_only: list[int] = []
        self._unsure: list[int] = []

    def warnings(self) -> tuple[str, ...]:
        """Return Chinese sentences about what was left out."""
        noted = (
            (self._hidden, "隐藏的幻灯片没有读取：{}。如需入库，请取消隐藏并保存后重试。"),
            (self._missing, "{}的内容已损坏，没有读取，请用 PowerPoint 或 WPS 打开修复并另存后重试。"),
            (self._pictures_only, "{}只有图片，其中的文字没有读取，请导出为 PDF 后入库。"),
            (self._unsure, "{}的自动编号没能确认，引用编号前请核对原件。"),
        )
        return tuple(sentence.format(_pages(numbers)) for numbers, sentence in noted if numbers)

    def slide(self, part: str, number: int) -> Iterator[Block]:
        root = self._package.part(part) if part else None
        tree = next(of_name(root, "spTree"), None) if root is not None else None
        if root is None or tree is None:
            self._missing.append(number)
            return
        if root.get("show") in ("0", "false"):
            self._hidden.append(number)
            return
        shapes = list(_shapes(tree, 0))
        titles = [shape for shape in shapes if _place_of(shape) in _TITLES]
        others = [shape for shape in shapes if _place_of(shape) not in (*_TITLES, *_NOT_CONTENT)]
        count = 0
        for block in self._all(part, number, (*titles, *others)):
            count += 1
            yield block
        if not count and any(shape.tag.endswith("}pic") for shape in others):
            self._pictures_only.append(number)
        yield from self._notes(part, number)

    def _all(self, part: str, number: int, shapes: Sequence[Element]) -> Iterator[Block]:
        for shape in shapes:
            if shape.tag.endswith("}graphicFrame"):
                yield from self._graphic(part, number, shape)
            else:
                yield from self._text(shape, number)

    def _text(self, shape: Element, number: int) -> Iterator[Block]:
        body = named(shape, "txBody")
        if body is None:
            return
        text = SlideText(body)
        place = _place_of(shape)
        joined = clean_cell("\n".join(text.lines))
        if place in _TITLES and 0 < len(joined) <= _LONGEST_HEADING:
            level = 1 if place == "ctrTitle" and number == 1 else 2
            yield Block(kind=BlockKind.HEADING, text=joined, heading_level=level, page=number)
        else:
            yield from (Block(kind=BlockKind.PARAGRAPH, text=line, page=number) for line in text.lines)
        if text.unsure_numbers and number not in self._unsure:
            self._unsure.append(number)

    def _graphic(self, part: str, number: int, frame: Element) -> Iterator[Block]:
        for table in of_name(frame, "tbl"):
            block = table_block(_grid(table), page=number, marked=_header_rows(table))
            if block is not None:
                yield block
        for chart in of_name(frame, "chart"):
            root = self._package.part(self._package.relation_target(part, chart.get(RELATION_ID, "")))
            title, rows = chart_rows(root)
            if title:
                yield Block(kind=BlockKind.PARAGRAPH, text=title, page=number)
            block = table_block(rows, page=number, marked=1)
            if block is not None:
                yield block
        for relations in of_name(frame, "relIds"):
            target = self._package.relation_target(part, relations.get(RELATION_ID[:-2] + "dm", ""))
            for line in diagram_lines(self._package.part(target)):
                yield Block(kind=BlockKind.PARAGRAPH, text=line, page=number)

    def _notes(self, part: str, number: int) -> Iterator[Block]:
        """Yield what the speaker's notes of a slide say."""
        folder, file_name = posixpath.split(part)
        relations = self._package.part(posixpath.join(folder, "_rels", f"{file_name}.rels"))
        for relation in relations if relations is not None else ():
            if not relation.get("Type", "").endswith("/notesSlide"):
                continue
            root = self._package.part(self._package.relation_target(part, relation.get("Id", "")))
            for shape in of_name(root, "sp") if root is not None else ():
                body = named(shape, "txBody")
                if _place_of(shape) == "body" and body is not None:
                    lines = (f"备注：{line}" for line in SlideText(body).lines)
                    yield from (Block(kind=BlockKind.PARAGRAPH, text=line, page=number) for line in lines)


def _shapes(parent: Element, depth: int) -> Iterator[Element]:
    """Yield the shapes, tables and pictures below `parent` in order, groups opened.

    Raises:
        FileRefused: Groups within groups beyond any honest slide.
    """
    if depth > _MAX_DEPTH:
        raise FileRefused("幻灯片内部嵌套层数过多，为安全起见没有读取。", outcome=OutcomeCode.REFUSED)
    for child in parent:
        local = child.tag.rpartition("}")[2]
        if local in ("sp", "graphicFrame", "pic"):
            if not _is_hidden(child):
                yield child
        elif local == "grpSp":
            yield from _shapes(child, depth + 1)
        elif local == "AlternateContent" and len(child):
            yield from _shapes(child[0], depth + 1)


def _is_hidden(shape: Element) -> bool:
    properties = next(of_name(shape, "cNvPr"), None)
    return properties is not None and properties.get("hidden") in ("1", "true")


def _place_of(shape: Element) -> str:
    """Return the kind of placeholder a shape fills, "" when it fills none."""
    place = next(of_name(shape[0], "ph"), None) if len(shape) else None
    return str(place.get("type", "obj")) if place is not None else ""


def _grid(table: Element) -> tuple[tuple[str, ...], ...]:
    """Return the cells of a table, merged ones repeated.

    Raises:
        FileRefused: More cells than a table may have.
    """
    rows: list[list[GridCell]] = []
    count = 0
    for row in (child for child in table if child.tag.endswith("}tr")):
        cells = [cell for cell in row if cell.tag.endswith("}tc")][:MAX_COLUMNS]
        count += len(cells)
        if count > MAX_CELLS:
            raise FileRefused("文件里的表格过大，请拆分后重试。", outcome=OutcomeCode.TOO_LARGE)
        rows.append([_cell(cell) for cell in cells if not {cell.get("hMerge"), cell.get("vMerge")} & {"1", "true"}])
    return fill_grid(rows)


def _cell(cell: Element) -> GridCell:
    body = named(cell, "txBody")
    return GridCell(
        text=cell_text(SlideText(body).lines) if body is not None else "",
        row_span=max(as_int(cell.get("rowSpan"), 1), 1),
        column_span=max(as_int(cell.get("gridSpan"), 1), 1),
    )


def _header_rows(table: Element) -> int:
    properties = named(table, "tblPr")
    return int(properties is not None and properties.get("firstRow") in ("1", "true"))


def _pages(numbers: Sequence[int]) -> str:
    shown = "、".join(map(str, numbers[:_SHOWN_NUMBERS]))
    return f"第 {shown} 页" if len(numbers) <= _SHOWN_NUMBERS else f"第 {shown} 等 {len(numbers)} 页"
