"""Walk the body of a .docx in order: paragraphs, tables, text boxes, footnotes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from ingest.parsers.cleaning import clean_cell, clean_line
from ingest.parsers.docx_definitions import ParagraphStyle
from ingest.parsers.docx_runs import RunText, read_runs
from ingest.parsers.numbering import NumberingState
from ingest.parsers.ooxml import Element, W, as_int, child_value, is_on
from ingest.parsers.tables import MAX_COLUMNS, GridCell, fill_grid, table_block
from ingest.records import Block, BlockKind

_MAX_HEADING_LENGTH = 80  # longer "headings" are clauses that carry an outline level
_MAX_TABLE_DEPTH = 8
_CONTAINERS = {W + name for name in ("sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo")}
_IMPORT = W + "altChunk"
_RELATION_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_ALTERNATE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyContext:
    """What a paragraph needs to be read.

    Attributes:
        notes: "footnote:2" or "endnote:2" → text of the note.
        read_import: Relation id of a w:altChunk → the blocks of what is embedded there.
    """

    styles: Mapping[str, ParagraphStyle]
    default_style: str
    numbering: NumberingState
    notes: Mapping[str, str] = field(default_factory=dict)
    read_import: Callable[[str], list[Block]] = field(default=lambda _relation_id: [])


def read_body(body: Element, context: BodyContext) -> list[Block]:
    """Return the blocks of w:body (or of a text box) in reading order."""
    blocks: list[Block] = []
    for element in block_elements(body):
        if element.tag == W + "p":
            blocks.extend(read_paragraph(element, context))
        elif element.tag == _IMPORT:
            blocks.extend(context.read_import(element.get(_RELATION_ID, "")))
        else:
            blocks.extend(read_table(element, context, depth=0))
    return blocks


def block_elements(parent: Element) -> Iterator[Element]:
    """Yield the paragraphs and tables below `parent`, looking through content controls and insertions."""
    for child in parent:
        if child.tag in (W + "p", W + "tbl", _IMPORT):
            yield child
        elif child.tag == W + "sdt" and _is_table_of_contents(child):
            continue
        elif child.tag in _CONTAINERS:
            yield from block_elements(child)
        elif child.tag == _ALTERNATE and len(child):
            yield from block_elements(child[0])


def _is_table_of_contents(control: Element) -> bool:
    gallery = control.find(f"{W}sdtPr/{W}docPartObj")
    return child_value(gallery, "docPartGallery") == "Table of Contents"


def read_paragraph(paragraph: Element, context: BodyContext) -> list[Block]:
    """Return the blocks of one paragraph: its lines, then its text boxes and notes."""
    properties = paragraph.find(W + "pPr")
    style = _style_of(properties, context)
    number = _number_of(properties, style, context)
    if style.is_contents:
        return []
    runs = read_runs(paragraph)
    level = _heading_level(properties, style)
    blocks = _lines(number, runs, level, is_title=style.is_title)
    for box in runs.boxes:
        blocks.extend(read_body(box, context))
    for reference in runs.notes:
        if context.notes.get(reference):
            blocks.append(Block(kind=BlockKind.PARAGRAPH, text=f"注：{context.notes[reference]}"))
    return blocks


def _lines(number: str, runs: RunText, level: int | None, *, is_title: bool) -> list[Block]:
    lines = [line for line in map(clean_line, runs.text.split("\n")) if line]
    if not lines:
        return []
    lines[0] = number + lines[0]
    if level is not None or is_title:
        joined = lines[0] if len(lines) == 1 else clean_cell("\n".join(lines))
        if len(joined) <= _MAX_HEADING_LENGTH:
            return [Block(kind=BlockKind.HEADING, text=joined, heading_level=level)]
    return [Block(kind=BlockKind.PARAGRAPH, text=line) for line in lines]


def _style_of(properties: Element | None, context: BodyContext) -> ParagraphStyle:
    style_id = child_value(properties, "pStyle") or context.default_style
    return context.styles.get(style_id) or context.styles.get(context.default_style) or ParagraphStyle()


def _heading_level(properties: Element | None, style: ParagraphStyle) -> int | None:
    stated = child_value(properties, "outlineLvl")
    if stated is None:
        return style.outline_level
    level = as_int(stated, 9)
    return level + 1 if 0 <= level < 9 else None


def _number_of(properties: Element | None, style: ParagraphStyle, context: BodyContext) -> str:
    """Advance the list of the paragraph, stated directly or by its style, and return its number."""
    direct = properties.find(W + "numPr") if properties is not None else None
    num_id = child_value(direct, "numId") or style.num_id
    if not num_id:
        return ""
    stated = child_value(direct, "ilvl")
    if stated is not None:
        level: int | None = as_int(stated, 0)
    elif child_value(direct, "numId") is not None:
        level = 0
    else:
        level = context.numbering.level_of_style(num_id, style.numbered_style)
        level = style.list_level if level is None else level
    mark = properties.find(W + "rPr") if properties is not None else None
    if mark is not None and mark.find(W + "del") is not None and not is_on(mark, "ins"):
        return ""
    return context.numbering.advance(num_id, level or 0)


def read_table(table: Element, context: BodyContext, *, depth: int) -> list[Block]:
    """Return a table with merged cells filled, followed by the tables nested in its cells."""
    nested: list[Block] = []
    rows: list[list[str]] = []
    marked = 0
    for row in _rows(table):
        row_properties = row.find(W + "trPr")
        if row_properties is not None and row_properties.find(W + "del") is not None:
            continue
        if is_on(row_properties, "tblHeader") and marked == len(rows):
            marked += 1
        rows.append(_row_cells(row, rows[-1] if rows else [], context, nested, depth))
    grid = fill_grid([[GridCell(text=text) for text in row] for row in rows])
    block = table_block(grid, marked=marked)
    return ([block] if block else []) + nested


def _rows(table: Element) -> Iterator[Element]:
    for child in table:
        if child.tag == W + "tr":
            yield child
        elif child.tag in _CONTAINERS:
            yield from _rows(child)


def _row_cells(row: Element, above: list[str], context: BodyContext, nested: list[Block], depth: int) -> list[str]:
    """Return one text per grid column; a continued vertical merge repeats the cell above it."""
    cells = [""] * min(as_int(child_value(row.find(W + "trPr"), "gridBefore"), 0), MAX_COLUMNS)
    for cell in _cells(row):
        properties = cell.find(W + "tcPr")
        span = max(1, min(as_int(child_value(properties, "gridSpan"), 1), MAX_COLUMNS))
        merge = properties.find(W + "vMerge") if properties is not None else None
        if merge is not None and merge.get(W + "val", "continue") == "continue" and len(cells) < len(above):
            text = above[len(cells)]
        else:
            text = _cell_text(cell, context, nested, depth)
        cells.extend([text] * span)
        if len(cells) >= MAX_COLUMNS:
            break
    return cells[:MAX_COLUMNS]


def _cells(row: Element) -> Iterator[Element]:
    for child in row:
        if child.tag == W + "tc":
            yield child
        elif child.tag in _CONTAINERS:
            yield from _cells(child)


def _cell_text(cell: Element, context: BodyContext, nested: list[Block], depth: int) -> str:
    lines: list[str] = []
    for element in block_elements(cell):
        if element.tag == W + "p":
            lines.extend(block.text for block in read_paragraph(element, context) if block.text)
        elif element.tag == W + "tbl" and depth < _MAX_TABLE_DEPTH:
            nested.extend(read_table(element, context, depth=depth + 1))
    return clean_cell("\n".join(lines))
