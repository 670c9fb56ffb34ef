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
_P, _PPR, _RPR = W + "p", W + "pPr", W + "rPr"
_BLOCKS = frozenset({_P, W + "tbl", *_IMPORTS})
_DELETED = (W + "del", W + "moveFrom")
_NO_STYLE = ParagraphStyle()
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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Paragraph:
    """A w:p with what decides how it is read.

    Attributes:
        properties: Its w:pPr.
        mark: The formatting of the paragraph mark (w:rPr of w:pPr).
    """

    element: Element
    style: ParagraphStyle
    properties: Element | None = None
    mark: Element | None = None

    def states(self, name: str) -> bool:
        return self.properties is not None and self.properties.find(W + name) is not None

    @property
    def is_deleted(self) -> bool:
        """The mark is deleted or moved away, so the paragraph runs on into the next one."""
        return self.mark is not None and any(self.mark.find(name) is not None for name in _DELETED)

    @property
    def is_hidden(self) -> bool:
        stated = self.mark is not None and self.mark.find(W + "vanish") is not None
        return is_on(self.mark, "vanish") if stated else self.style.hidden

    @property
    def heading_level(self) -> int | None:
        stated = child_value(self.properties, "outlineLvl")
        if stated is None:
            return self.style.outline_level
        level = as_int(stated, 9)
        return level + 1 if 0 <= level < 9 else None


class BodyReader:
    """Reads one story: the body, a text box or a note. Each has list counters and fields of its own."""

    def __init__(self, context: BodyContext, depth: int = 0, *, is_note: bool = False) -> None:
        self._context = context
        self._numbering = context.numbering.story()
        self._runs = RunReader(context.hidden_styles)
        self._depth = depth
        self._is_note = is_note

    def read(self, parent: Element) -> list[Block]:
        """Return the blocks below w:body, w:tc, w:txbxContent or a note in reading order."""
        blocks: list[Block] = []
        carried: list[RunText] = []  # of paragraphs whose mark is deleted: they run on into the next one
        waiting: _Paragraph | None = None
        for element in block_elements(parent):
            paragraph = self._paragraph(element) if element.tag == _P else None
            if paragraph is not None and paragraph.is_deleted:
                carried.append(self._read_runs(paragraph))
                waiting = paragraph
                continue
            if paragraph is not None:
                carried.append(self._read_runs(paragraph))
                blocks.extend(self._blocks(paragraph, carried))
            else:
                blocks.extend(self._blocks(waiting, carried) if waiting is not None else ())
                blocks.extend(self._other(element))
            carried, waiting = [], None
        if waiting is not None:
            blocks.extend(self._blocks(waiting, carried))
        return blocks

    def _paragraph(self, element: Element) -> _Paragraph:
        properties = element.find(_PPR)
        if properties is None:
            return _Paragraph(element=element, style=self._style(None))
        return _Paragraph(
            element=element,
            style=self._style(child_value(properties, "pStyle")),
            properties=properties,
            mark=properties.find(_RPR),
        )

    def _style(self, style_id: str | None) -> ParagraphStyle:
        styles, default = self._context.styles, self._context.default_style
        return styles.get(style_id or default) or styles.get(default) or _NO_STYLE

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

    def _read_runs(self, paragraph: _Paragraph) -> RunText:
        return self._runs.read(paragraph.element, hidden=paragraph.style.hidden)

    def _blocks(self, paragraph: _Paragraph, read: list[RunText]) -> list[Block]:
        """Return the blocks of one paragraph: its lines, then its text boxes, diagrams and notes."""
        runs = read[0] if len(read) == 1 else _joined(read)
        has_text = bool(runs.text.strip())
        if not has_text and (paragraph.is_deleted or paragraph.states("sectPr")):
            return self._attached(runs)  # Word numbers no paragraph that holds but a section break
        number = self._number(paragraph)
        if paragraph.style.is_contents:
            return []
        if not has_text and paragraph.is_hidden:
            return self._attached(runs)  # counted all the same, as a hidden heading above 1.1 is
        blocks = _lines(number, runs.text, paragraph.heading_level, is_title=paragraph.style.is_title)
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
        for reference in () if self._is_note else runs.notes:
            blocks.extend(self._note(reference))
        return blocks

    def _note(self, reference: str) -> list[Block]:
        note = self._context.read_note(reference)
        read = BodyReader(self._context, self._depth + 1, is_note=True).read(note) if note is not None else []
        text = " ".join(block.text or " ".join(" ".join(row) for row in block.rows) for block in read)
        return [Block(kind=BlockKind.PARAGRAPH, text=f"注：{text}")] if text else []

    def _number(self, paragraph: _Paragraph) -> str:
        """Advance the list of the paragraph, stated directly or by its style, and return its number.

        numId and ilvl are inherited each on its own (17.3.1.19).
        """
        properties, style = paragraph.properties, paragraph.style
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
        lines = [block.text for block in blocks if block.text]
        return cell_text(lines, characters_per_line(cell)) if len(lines) > 1 else "".join(lines)


def block_elements(parent: Element) -> Iterator[Element]:
    """Yield the paragraphs, tables and imports below `parent`, looking through content controls and insertions."""
    for child in parent:
        if child.tag in _BLOCKS:
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
