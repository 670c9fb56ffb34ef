"""Walk the body of a .docx in order: paragraphs, tables, text boxes, diagrams, footnotes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from ingest.parsers.cleaning import clean_cell, clean_line
from ingest.parsers.docx_definitions import ParagraphStyle
from ingest.parsers.docx_losses import DEPTH, IMPORT, SIZE, Losses
from ingest.parsers.docx_runs import RunReader, RunText
from ingest.parsers.docx_tables import cell_text, characters_per_line, read_table, row_cells, table_rows
from ingest.parsers.numbering import NumberingState
from ingest.parsers.ooxml import RELATION_ID, Element, W, as_int, child_value, is_on
from ingest.parsers.tables import GridCell, fill_grid, table_block
from ingest.records import Block, BlockKind

_MAX_HEADING_LENGTH = 80  # longer "headings" are clauses that carry an outline level
_MAX_DEPTH = 8  # of tables in cells and boxes in boxes
_CONTAINERS = {W + name for name in ("sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo")}
_IMPORTS = (W + "altChunk", W + "subDoc")
_ALTERNATE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyContext:
    """What a paragraph needs to be read.

    Attributes:
        hidden_styles: Character style id → its text is hidden.
        read_note: "footnote:2" or "endnote:2" → the w:footnote or w:endnote; None when there is none.
        read_import: Relation id of a w:altChunk or w:subDoc → the blocks of what is embedded there.
        read_diagram: Relation id of a diagram's data → its texts in order.
    """

    styles: Mapping[str, ParagraphStyle]
    default_style: str
    numbering: NumberingState
    hidden_styles: Mapping[str, bool] = field(default_factory=dict)
    read_note: Callable[[str], Element | None] = field(default=lambda _reference: None)
    read_import: Callable[[str], list[Block]] = field(default=lambda _relation_id: [])
    read_diagram: Callable[[str], tuple[str, ...]] = field(default=lambda _relation_id: ())
    losses: Losses = field(default_factory=Losses)


class BodyReader:
    """Reads one story: the body, a text box or a note. Each has list counters and fields of its own."""

    def __init__(self, context: BodyContext, depth: int = 0) -> None:
        self._context = context
        self._numbering = context.numbering.story()
        self._runs = RunReader(context.hidden_styles)
        self._depth = depth

    def read(self, parent: Element) -> list[Block]:
        """Return the blocks below w:body, w:tc, w:txbxContent or a note in reading order."""
        blocks: list[Block] = []
        carried: list[RunText] = []  # paragraphs whose mark is deleted: they run on into the next one
        waiting: Element | None = None
        for element in block_elements(parent):
            if element.tag == W + "p" and _mark_is_deleted(element):
                carried.append(self._read_runs(element))
                waiting = element
                continue
            if element.tag == W + "p":
                blocks.extend(self._paragraph(element, carried))
            else:
                blocks.extend(self._paragraph(waiting, carried) if waiting is not None else ())
                blocks.extend(self._other(element))
            carried, waiting = [], None
        if waiting is not None:
            blocks.extend(self._paragraph(waiting, carried))
        return blocks

    def _other(self, element: Element) -> list[Block]:
        if element.tag not in _IMPORTS:
            return self._table(element) if self._may_go_deeper() else []
        imported = self._context.read_import(element.get(RELATION_ID, ""))
        if not imported:
            self._context.losses.note(IMPORT)
        return imported

    def _may_go_deeper(self) -> bool:
        if self._depth >= _MAX_DEPTH:
            self._context.losses.note(DEPTH)
        return self._depth < _MAX_DEPTH

    def _read_runs(self, paragraph: Element) -> RunText:
        return self._runs.read(paragraph, hidden=self._style(paragraph).hidden)

    def _paragraph(self, paragraph: Element, carried: list[RunText]) -> list[Block]:
        """Return the blocks of one paragraph: its lines, then its text boxes, diagrams and notes."""
        style = self._style(paragraph)
        deleted = _mark_is_deleted(paragraph)
        runs = _joined(carried if deleted else [*carried, self._read_runs(paragraph)])
        properties = paragraph.find(W + "pPr")
        has_text = bool(runs.text.strip())
        if not has_text and (deleted or _ends_section(properties)):
            return self._attached(runs)  # Word numbers no paragraph that holds but a section break
        number = self._number(properties, style)
        if style.is_contents:
            return []
        if not has_text and _mark_is_hidden(properties, style):
            return self._attached(runs)  # counted all the same, as a hidden heading above 1.1 is
        level = _heading_level(properties, style)
        blocks = _lines(number, runs.text, level, is_title=style.is_title)
        return blocks + self._attached(runs)

    def _attached(self, runs: RunText) -> list[Block]:
        if not (runs.boxes or runs.diagrams or runs.notes) or not self._may_go_deeper():
            return []
        blocks: list[Block] = []
        for box in runs.boxes:
            blocks.extend(BodyReader(self._context, self._depth + 1).read(box))
        for diagram in runs.diagrams:
            texts = self._context.read_diagram(diagram)
            blocks.extend(Block(kind=BlockKind.PARAGRAPH, text=text) for text in map(clean_line, texts) if text)
        for reference in runs.notes:
            blocks.extend(self._note(reference))
        return blocks

    def _note(self, reference: str) -> list[Block]:
        note = self._context.read_note(reference)
        read = BodyReader(self._context, self._depth + 1).read(note) if note is not None else []
        text = " ".join(block.text or " ".join(" ".join(row) for row in block.rows) for block in read)
        return [Block(kind=BlockKind.PARAGRAPH, text=f"注：{text}")] if text else []

    def _style(self, paragraph: Element) -> ParagraphStyle:
        styles, default = self._context.styles, self._context.default_style
        style_id = child_value(paragraph.find(W + "pPr"), "pStyle") or default
        return styles.get(style_id) or styles.get(default) or ParagraphStyle()

    def _number(self, properties: Element | None, style: ParagraphStyle) -> str:
        """Advance the list of the paragraph, stated directly or by its style, and return its number.

        numId and ilvl are inherited each on its own (17.3.1.19).
        """
        direct = properties.find(W + "numPr") if properties is not None else None
        num_id = child_value(direct, "numId") or style.num_id
        if not num_id:
            return ""
        stated = child_value(direct, "ilvl")
        if stated is not None:
            return self._numbering.advance(num_id, as_int(stated, 0))
        level = self._numbering.level_of_style(num_id, style.numbered_style)
        return self._numbering.advance(num_id, (style.list_level if level is None else level) or 0)

    def _table(self, table: Element) -> list[Block]:
        """Return a table with merged cells filled, followed by the tables nested in its cells."""
        self._depth += 1
        try:
            framed = _only_cell(table)
            if framed is not None:
                return self.read(framed)
            nested: list[Block] = []
            read = read_table(table, lambda cell: self._cell(cell, nested))
            if read.is_cut:
                self._context.losses.note(SIZE)
            grid = fill_grid([[GridCell(text=text) for text in row] for row in read.rows])
            block = table_block(grid, marked=read.marked)
            return ([block] if block else []) + nested
        finally:
            self._depth -= 1

    def _cell(self, cell: Element, nested: list[Block]) -> str:
        blocks = self.read(cell)
        nested.extend(block for block in blocks if block.kind is BlockKind.TABLE)
        return cell_text([block.text for block in blocks if block.text], characters_per_line(cell))


def block_elements(parent: Element) -> Iterator[Element]:
    """Yield the paragraphs, tables and imports below `parent`, looking through content controls and insertions."""
    for child in parent:
        if child.tag in (W + "p", W + "tbl", *_IMPORTS):
            yield child
        elif child.tag == W + "sdt" and _is_table_of_contents(child):
            continue
        elif child.tag in _CONTAINERS:
            yield from block_elements(child)
        elif child.tag == _ALTERNATE and len(child):
            yield from block_elements(child[0])


def _only_cell(table: Element) -> Element | None:
    """Return the cell of a table that is but a frame around it."""
    rows = table_rows(table)
    first, second = next(rows, None), next(rows, None)
    cells = list(row_cells(first)) if first is not None and second is None else []
    return cells[0] if len(cells) == 1 else None


def _is_table_of_contents(control: Element) -> bool:
    gallery = control.find(f"{W}sdtPr/{W}docPartObj")
    return child_value(gallery, "docPartGallery") == "Table of Contents"


def _mark_is_deleted(paragraph: Element) -> bool:
    mark = paragraph.find(f"{W}pPr/{W}rPr")
    return mark is not None and any(mark.find(W + name) is not None for name in ("del", "moveFrom"))


def _ends_section(properties: Element | None) -> bool:
    return properties is not None and properties.find(W + "sectPr") is not None


def _mark_is_hidden(properties: Element | None, style: ParagraphStyle) -> bool:
    mark = properties.find(W + "rPr") if properties is not None else None
    stated = mark is not None and mark.find(W + "vanish") is not None
    return is_on(mark, "vanish") if stated else style.hidden


def _joined(read: list[RunText]) -> RunText:
    return RunText(
        text="".join(runs.text for runs in read),
        boxes=tuple(box for runs in read for box in runs.boxes),
        notes=tuple(note for runs in read for note in runs.notes),
        diagrams=tuple(diagram for runs in read for diagram in runs.diagrams),
    )


def _lines(number: str, text: str, level: int | None, *, is_title: bool) -> list[Block]:
    lines = [line for line in map(clean_line, text.split("\n")) if line]
    if not lines:
        return [Block(kind=BlockKind.PARAGRAPH, text=number.strip())] if number else []
    lines[0] = number + lines[0]
    if level is not None or is_title:
        joined = lines[0] if len(lines) == 1 else clean_cell("\n".join(lines))
        if len(joined) <= _MAX_HEADING_LENGTH:
            return [Block(kind=BlockKind.HEADING, text=joined, heading_level=level)]
    return [Block(kind=BlockKind.PARAGRAPH, text=line) for line in lines]


def _heading_level(properties: Element | None, style: ParagraphStyle) -> int | None:
    stated = child_value(properties, "outlineLvl")
    if stated is None:
        return style.outline_level
    level = as_int(stated, 9)
    return level + 1 if 0 <= level < 9 else None
