"""Write blocks as a Word document: typed or automatic heading numbers, merged cells, page numbers."""

from __future__ import annotations

import datetime as dt
import re
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import docx
from blocks import Block
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt, RGBColor
from docx.table import Table
from docx.text.paragraph import Paragraph

HEADING_NUMBERS = (("chineseCounting", "第%1章"), ("chineseCounting", "%2、"), ("chineseCounting", "（%3）"))
SIZES = {1: 16, 2: 15, 3: 14}
FIXED_TIME = (2026, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What differs from one document to the next.

    Attributes:
        author: Issuer written into the core properties.
        created: Date of issue written into the core properties.
        header: Running header; empty for none. A header also turns page numbers on.
        auto_items: Number ``1.`` list lines automatically, so that the digits are not in the text.
    """

    author: str
    created: dt.date
    header: str = ""
    auto_items: bool = False


def write_docx(blocks: Iterable[Block], look: Look, target: Path) -> None:
    """Write ``blocks`` to ``target`` with fixed timestamps, so that a rebuild gives the same bytes."""
    document = docx.Document()
    _set_defaults(document, look)
    numbering = _Numbering(document)
    for block in blocks:
        _write_block(document, block, look, numbering)
    document.save(str(target))
    _fix_times(target)


def _set_defaults(document: Document, look: Look) -> None:
    normal = document.styles["Normal"]
    normal.font.size = Pt(12)
    normal.font.name = "Noto Serif CJK SC"
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), "Noto Serif CJK SC")
    stamp = dt.datetime.combine(look.created, dt.time(9))
    properties = document.core_properties
    properties.author, properties.last_modified_by = look.author, look.author
    properties.created = properties.modified = stamp
    if look.header:
        section = document.sections[0]
        section.header.paragraphs[0].text = look.header
        _page_number(section.footer.paragraphs[0])


def _page_number(paragraph: Paragraph) -> None:
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.add_run("— ")
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)
    paragraph.add_run(" —")


class _Numbering:
    """Definitions in numbering.xml: one multilevel list for headings, a fresh list per run of items."""

    def __init__(self, document: Document) -> None:
        self._root = document.part.numbering_part.element
        self._next = 900
        self.headings = self._define(HEADING_NUMBERS)
        self.items: int | None = None

    def item_list(self) -> int:
        """Number id of the open item list, started again after a heading."""
        if self.items is None:
            self.items = self._define((("decimal", "%1."),))
        return self.items

    def _define(self, levels: tuple[tuple[str, str], ...]) -> int:
        self._next += 1
        body = "".join(
            f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{style}"/>'
            f'<w:suff w:val="space"/><w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/></w:lvl>'
            for depth, (style, text) in enumerate(levels)
        )
        kind = "multilevel" if len(levels) > 1 else "singleLevel"
        abstract = parse_xml(
            f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{self._next}">'
            f'<w:multiLevelType w:val="{kind}"/>{body}</w:abstractNum>'
        )
        number = parse_xml(
            f'<w:num {nsdecls("w")} w:numId="{self._next}"><w:abstractNumId w:val="{self._next}"/></w:num>'
        )
        # The schema wants every abstractNum before the first num.
        first = self._root.find(qn("w:num"))
        self._root.append(abstract) if first is None else first.addprevious(abstract)
        self._root.append(number)
        return self._next


def _write_block(document: Document, block: Block, look: Look, numbering: _Numbering) -> None:
    if block.kind == "table":
        _write_table(document, block.rows)
        return
    if block.kind in ("heading", "auto"):
        paragraph = document.add_heading(level=block.level)
        _run(paragraph, block.text, SIZES[block.level])
        numbering.items = None
        if block.kind == "auto":
            _apply_number(paragraph, numbering.headings, block.level - 1)
        return
    item = re.match(r"^\d+\. (.+)$", block.text) if look.auto_items else None
    paragraph = document.add_paragraph(item.group(1) if item else "")
    if item:
        _apply_number(paragraph, numbering.item_list(), 0)
        return
    _plain(paragraph, block)


def _plain(paragraph: Paragraph, block: Block) -> None:
    if block.kind == "title":
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        _run(paragraph, block.text, 22)
        return
    paragraph.add_run(block.text)
    if block.kind == "centre":
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    elif block.kind == "right":
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    else:
        paragraph.paragraph_format.first_line_indent = Pt(24)


def _run(paragraph: Paragraph, text: str, size: int) -> None:
    run = paragraph.add_run(text)
    run.bold = True
    run.font.size = Pt(size)
    run.font.color.rgb = RGBColor(0, 0, 0)
    run.font.name = "Noto Sans CJK SC"
    run._r.get_or_add_rPr().rFonts.set(qn("w:eastAsia"), "Noto Sans CJK SC")


def _apply_number(paragraph: Paragraph, number_id: int, depth: int) -> None:
    properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_ilvl().val = depth
    properties.get_or_add_numId().val = number_id


def _write_table(document: Document, rows: tuple[tuple[str, ...], ...]) -> None:
    table = document.add_table(rows=len(rows), cols=len(rows[0]), style="Table Grid")
    for y, row in enumerate(rows):
        for x, text in enumerate(row):
            if text not in ("^", "<"):
                table.cell(y, x).text = text
    for y, row in enumerate(rows):
        for x, text in enumerate(row):
            _merge(table, y, x, text)
    for run in (run for cell in table._cells for paragraph in cell.paragraphs for run in paragraph.runs):
        run.font.size = Pt(9)
    document.add_paragraph("")


def _merge(table: Table, y: int, x: int, mark: str) -> None:
    if mark not in ("^", "<"):
        return
    anchor = table.cell(y - 1, x) if mark == "^" else table.cell(y, x - 1)
    text = anchor.text
    merged = anchor.merge(table.cell(y, x))
    merged.text = text


def _fix_times(target: Path) -> None:
    with zipfile.ZipFile(target) as source:
        parts = [(name, source.read(name)) for name in source.namelist()]
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts:
            archive.writestr(zipfile.ZipInfo(name, FIXED_TIME), content, zipfile.ZIP_DEFLATED)
