"""An official document as a Word file in the look of GB/T 9704-2012; a python-docx adapter.

Sizes and margins follow GB/T 9704-2012 clauses 5 to 7. Fonts that a computer lacks are replaced by the names given beside
them in the font table of the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from assistant.exporting import write_whole
from assistant.official_documents import look
from assistant.official_documents.closing import attachment_labels, closing_blocks
from assistant.official_documents.numbering import HeadingNumbers
from assistant.official_documents.records import (
    Align,
    Blank,
    Block,
    Heading,
    Inline,
    OfficialDocument,
    Paragraph,
    Run,
    Sources,
    Table,
    blank_text,
    runs_of,
    words_of,
)

PROPERTY_CHARACTERS = 255
REFUSED_BY_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def write_document(document: OfficialDocument, path: Path) -> None:
    """Write the document; an existing file is replaced only when writing succeeds.

    Raises:
        ExportFailed: The file cannot be written.
    """
    written = render(document)
    write_whole(path, "文档", lambda draft: written.save(str(draft)))


def render(document: OfficialDocument) -> Any:  # python-docx ships no types
    """Return the Word document."""
    import docx

    written = docx.Document()
    _set_page(written, document)
    _name_fonts(written)
    writer = _Writer(written, look.PAGE_MM[1 if document.landscape else 0] - look.LEFT_MM - look.RIGHT_MM)
    writer.line(
        document.title, size=look.TITLE_PT, font=look.TITLE_FONT, align=Align.CENTRED, height=look.TITLE_LINE_PT
    )
    if document.number:
        writer.line(document.number, align=Align.CENTRED)
    writer.line("")
    writer.blocks(document.blocks)
    labels = attachment_labels(document.attachments)
    writer.blocks(closing_blocks(document))
    for label, attachment in zip(labels, document.attachments, strict=True):
        writer.page_break()
        writer.line(label, font=look.BOLD_FONT, align=Align.LEFT)
        writer.line(
            attachment.title, size=look.TITLE_PT, font=look.TITLE_FONT, align=Align.CENTRED, height=look.TITLE_LINE_PT
        )
        writer.line("")
        writer.blocks(attachment.blocks)
    return written


class _Writer:
    """Adds blocks to a Word document, in order."""

    def __init__(self, written: Any, width_mm: float) -> None:
        self._written = written
        self._width_mm = width_mm
        self._new_page = False

    def blocks(self, blocks: Iterable[Block]) -> None:
        """Add the blocks of one text; headings are numbered from the beginning."""
        numbers = HeadingNumbers()
        whole = tuple(blocks)
        for block, after in zip(whole, (*whole[1:], None), strict=False):
            if isinstance(block, Heading):
                self._heading(block, numbers.label(block))
            elif isinstance(block, Paragraph):
                self._paragraph(block).paragraph_format.keep_with_next = isinstance(after, Table)
            elif isinstance(block, Blank):
                self.line(blank_text(block.text), indent=True)
            elif isinstance(block, Table):
                self._table(block)
            elif isinstance(block, Sources):
                self._sources(block)
            else:
                self.page_break()

    def page_break(self) -> None:
        """Begin the next line on a new page."""
        self._new_page = True

    def line(
        self,
        text: Inline,
        *,
        size: float = look.BODY_PT,
        font: str = look.BODY_FONT,
        bold: bool = False,
        indent: bool = False,
        align: Align = Align.JUSTIFIED,
        height: float = look.LINE_PT,
        style: str = "",
    ) -> Any:
        """Add a paragraph and return it."""
        paragraph = self._written.add_paragraph(style=style or None)
        _fill(paragraph, text, size=size, font=font, bold=bold)
        _shape(paragraph, align, height, indent_pt=2 * size if indent else 0)
        if self._new_page:
            paragraph.paragraph_format.page_break_before, self._new_page = True, False
        return paragraph

    def _heading(self, heading: Heading, label: str) -> None:
        font, bold = look.HEADING_FONTS[heading.level]
        # An unnumbered heading of the first level is the title of a part: centred, as 前言 is.
        centred = heading.level == 1 and not heading.numbered
        paragraph = self.line(
            f"{label}{heading.text}",
            font=font,
            bold=bold,
            indent=not centred,
            align=Align.CENTRED if centred else Align.LEFT,
            style=f"Heading {heading.level}",
        )
        paragraph.paragraph_format.keep_with_next = True

    def _paragraph(self, block: Paragraph) -> Any:
        size, height = (look.SMALL_PT, look.SMALL_LINE_PT) if block.small else (look.BODY_PT, look.LINE_PT)
        inset = block.indent and block.align in (Align.JUSTIFIED, Align.LEFT)
        return self.line(block.text, size=size, bold=block.bold, indent=inset, align=block.align, height=height)

    def _sources(self, block: Sources) -> None:
        from docx.shared import Pt

        if not block.items:
            return
        self.line(block.title, font=look.BOLD_FONT, align=Align.LEFT).paragraph_format.keep_with_next = True
        for number, item in enumerate(block.items, start=1):
            paragraph = self.line(
                f"[{number}]　{item}", size=look.SMALL_PT, align=Align.LEFT, height=look.SMALL_LINE_PT
            )
            paragraph.paragraph_format.left_indent = Pt(3 * look.SMALL_PT)
            paragraph.paragraph_format.first_line_indent = Pt(-3 * look.SMALL_PT)

    def _table(self, block: Table) -> None:
        from docx.enum.table import WD_TABLE_ALIGNMENT
        from docx.shared import Mm

        if not block.columns:
            return
        self.line("", size=look.SMALL_PT, height=look.GAP_PT).paragraph_format.keep_with_next = True
        table = self._written.add_table(rows=0, cols=block.columns)
        table.style, table.autofit, table.alignment = "Table Grid", False, WD_TABLE_ALIGNMENT.CENTER
        if block.header:
            row = table.add_row()
            _fill_row(row, block.header, font=look.BOLD_FONT, ground=look.HEADER_GROUND)
            row._tr.get_or_add_trPr().append(_element("w:tblHeader", val="true"))
        for cells in block.rows:
            row = table.add_row()
            _fill_row(row, cells, font=look.BODY_FONT)
            if sum(len(words_of(cell)) for cell in cells) <= look.WHOLE_ROW_CHARACTERS:
                row._tr.get_or_add_trPr().append(_element("w:cantSplit", val="true"))
        shares = block.widths or (1.0,) * block.columns
        for index, share in enumerate(shares):
            width = Mm(self._width_mm * share / sum(shares))
            table.columns[index].width = width
            for row in table.rows:
                row.cells[index].width = width
        self.line("", size=look.SMALL_PT, height=look.SMALL_LINE_PT)


def _fill_row(row: Any, cells: Sequence[Inline], *, font: str, ground: str = "") -> None:
    from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT

    for cell, text in zip(row.cells, cells, strict=True):
        paragraph = cell.paragraphs[0]
        _fill(paragraph, text, size=look.TABLE_PT, font=font)
        _shape(paragraph, Align.CENTRED if ground else Align.LEFT, look.TABLE_LINE_PT, at_least=True)
        cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
        if ground:
            paragraph.paragraph_format.keep_with_next = True
            cell._tc.get_or_add_tcPr().append(_element("w:shd", val="clear", color="auto", fill=ground))


def _fill(paragraph: Any, text: Inline, *, size: float, font: str, bold: bool = False) -> None:
    for run in runs_of(text):
        _add_run(paragraph, run, size=size, font=font, bold=bold)


def _add_run(paragraph: Any, run: Run, *, size: float, font: str, bold: bool) -> None:
    """Add a run; Word needs the font of Chinese signs named apart from that of Latin ones."""
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    added = paragraph.add_run(_clean(run.text))
    added.font.size, added.font.bold, added.font.name = Pt(size), bold or run.bold, font
    added.font.underline, added.font.strike = run.underline or None, run.strike or None
    added.font.superscript = run.raised or None
    added.font.italic, added.font.color.rgb = False, RGBColor(0, 0, 0)
    properties = added._element.get_or_add_rPr()
    for name in ("w:eastAsia", "w:ascii", "w:hAnsi", "w:cs"):
        properties.get_or_add_rFonts().set(qn(name), font)
    if run.shaded:
        properties.append(_element("w:shd", val="clear", color="auto", fill=look.BLANK_GROUND))


def _shape(paragraph: Any, align: Align, height: float, *, indent_pt: float = 0, at_least: bool = False) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
    from docx.shared import Pt

    shape = paragraph.paragraph_format
    shape.space_before = shape.space_after = Pt(0)
    shape.line_spacing = Pt(height)
    shape.line_spacing_rule = WD_LINE_SPACING.AT_LEAST if at_least else WD_LINE_SPACING.EXACTLY
    shape.first_line_indent = Pt(indent_pt)
    shape.alignment = {
        Align.JUSTIFIED: WD_ALIGN_PARAGRAPH.JUSTIFY,
        Align.LEFT: WD_ALIGN_PARAGRAPH.LEFT,
        Align.CENTRED: WD_ALIGN_PARAGRAPH.CENTER,
        Align.RIGHT: WD_ALIGN_PARAGRAPH.RIGHT,
    }[align]


def _set_page(written: Any, document: OfficialDocument) -> None:
    """Set paper and margins, the remark at the head, and — 1 — at the foot: right on odd pages, left on even ones."""
    from docx.enum.section import WD_ORIENT
    from docx.shared import Mm

    section = written.sections[0]
    width, height = reversed(look.PAGE_MM) if document.landscape else look.PAGE_MM
    section.orientation = WD_ORIENT.LANDSCAPE if document.landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(width), Mm(height)
    section.top_margin, section.bottom_margin = Mm(look.TOP_MM), Mm(look.BOTTOM_MM)
    section.left_margin, section.right_margin = Mm(look.LEFT_MM), Mm(look.RIGHT_MM)
    section.header_distance, section.footer_distance = Mm(look.HEADER_MM), Mm(look.FOOTER_MM)
    written.settings.odd_and_even_pages_header_footer = True
    named = written.core_properties
    named.title, named.author = (
        _clean(document.title)[:PROPERTY_CHARACTERS],
        _clean(document.organ)[:PROPERTY_CHARACTERS],
    )
    for foot, align in ((section.footer, Align.RIGHT), (section.even_page_footer, Align.LEFT)):
        _number_page(foot.paragraphs[0], align)
    for head in (section.header, section.even_page_header):
        _fill(head.paragraphs[0], document.header_note, size=look.SMALL_PT, font=look.PLAIN_FONT)
        _shape(head.paragraphs[0], Align.RIGHT, look.SMALL_LINE_PT)


def _number_page(paragraph: Any, align: Align) -> None:
    lead, tail = ("", "　") if align is Align.RIGHT else ("　", "")
    _fill(paragraph, f"{lead}— ", size=look.PAGE_NUMBER_PT, font=look.PLAIN_FONT)
    field = _element("w:fldSimple", instr="PAGE")
    _fill(paragraph, "1", size=look.PAGE_NUMBER_PT, font=look.PLAIN_FONT)
    field.append(paragraph.runs[-1]._element)
    paragraph._p.append(field)
    _fill(paragraph, f" —{tail}", size=look.PAGE_NUMBER_PT, font=look.PLAIN_FONT)
    _shape(paragraph, align, look.LINE_PT)


def _name_fonts(written: Any) -> None:
    """Name replacements for fonts in the font table, and the language, which decides the shape of signs."""
    defaults = written.styles.element.xpath("./w:docDefaults/w:rPrDefault/w:rPr")[0]
    for old in defaults.xpath("./w:lang"):
        defaults.remove(old)
    defaults.append(_element("w:lang", val="en-US", eastAsia="zh-CN"))
    entries = "".join(
        f'<w:font w:name="{font}"><w:altName w:val="{other}"/></w:font>' for font, other in look.OTHER_NAMES.items()
    )
    for part in written.part.package.iter_parts():
        if str(part.partname) == "/word/fontTable.xml":
            part._blob = part.blob.replace(b"</w:fonts>", entries.encode() + b"</w:fonts>")


def _clean(text: str) -> str:
    return REFUSED_BY_XML.sub("", text)


def _element(name: str, **attributes: str) -> Any:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    element = OxmlElement(name)
    for key, value in attributes.items():
        element.set(qn(f"w:{key}"), value)
    return element
