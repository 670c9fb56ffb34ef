"""Build the enterprise half of the sample corpus.

The texts live beside this script in ``enterprise/`` as marked-up UTF-8 files, so
that they can be reviewed as text. This script turns them into the formats real
companies use (.docx with automatic numbering and merged cells, UTF-16 text) and
afterwards run ``manifest.py fill``. Two runs over the same sources give the same bytes.

Markup, one element per line: ``# ## ###`` automatically numbered headings,
``!title !cover !caption !break`` layout, ``* `` an automatically numbered item,
``|a|b|`` a table row (``^`` joins the cell above, ``<`` the cell on the left),
anything else a body paragraph.

Run: ``python tools/corpora/build_enterprise.py``
"""

from __future__ import annotations

import codecs
import io
import tomllib
import zipfile
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path

from docx import Document
from docx.document import Document as DocxDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.table import Table

SOURCES = Path(__file__).parent / "enterprise"
TARGET = Path(__file__).parents[2] / "corpora" / "enterprise"
HEADING_NUM_ID = 901
FIRST_LIST_NUM_ID = 910
HEADING_ABSTRACT_ID = 91
LIST_ABSTRACT_ID = 92


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One row of ``documents.toml``; ``source`` is empty for as-is files."""

    path: str
    title: str
    issuer: str
    doc_type: str
    form: str
    source: str = ""


class DocxBuilder:
    """Turns marked-up lines into one Word document."""

    def __init__(self, title: str, author: str, issued_on: date) -> None:
        self._doc: DocxDocument = Document()
        self._rows: list[list[str]] = []
        self._list_count = 0
        self._in_list = False
        _set_properties(self._doc, title, author, issued_on)
        _set_fonts(self._doc)
        _link_heading_numbering(self._doc)

    def feed(self, line: str) -> None:
        """Add one line of markup; blank lines end a table."""
        if line.startswith("|"):
            self._rows.append([cell.strip() for cell in line.strip().strip("|").split("|")])
            return
        self._flush_table()
        if line.strip():
            self._feed_block(line)

    def _feed_block(self, line: str) -> None:
        if line.startswith("* "):
            self._add_list_item(line[2:])
            return
        self._in_list = False
        if line.startswith("!"):
            self._add_layout(line)
        elif line.startswith("#"):
            marks, _, text = line.partition(" ")
            self._doc.add_paragraph(text, style=f"Heading {len(marks)}")
        else:
            self._doc.add_paragraph(line, style="Normal").paragraph_format.first_line_indent = Pt(24)

    def _add_layout(self, line: str) -> None:
        mark, _, text = line.partition(" ")
        if mark == "!break":
            self._doc.add_page_break()
            return
        style = {"!title": "Title", "!caption": "Caption"}.get(mark, "Normal")
        self._doc.add_paragraph(text, style=style).alignment = WD_ALIGN_PARAGRAPH.CENTER

    def _add_list_item(self, text: str) -> None:
        if not self._in_list:
            self._list_count += 1
            _add_num(self._doc, FIRST_LIST_NUM_ID + self._list_count, LIST_ABSTRACT_ID, restart=True)
        self._in_list = True
        paragraph = self._doc.add_paragraph(text, style="Normal")
        num_pr = paragraph._p.get_or_add_pPr().get_or_add_numPr()
        num_pr.get_or_add_ilvl().val = 0
        num_pr.get_or_add_numId().val = FIRST_LIST_NUM_ID + self._list_count

    def _flush_table(self) -> None:
        if not self._rows:
            return
        rows, self._rows = self._rows, []
        widths = {len(row) for row in rows}
        if len(widths) != 1:
            raise ValueError(f"table rows differ in length {sorted(widths)}: {rows[0]}")
        table = self._doc.add_table(len(rows), len(rows[0]), style="Table Grid")
        _fill(table, rows)
        _merge(table, rows)
        _repeat_header(table)
        self._doc.add_paragraph("")

    def to_bytes(self) -> bytes:
        """Return the package with fixed member times, so equal input gives equal bytes."""
        self._flush_table()
        raw = io.BytesIO()
        self._doc.save(raw)
        return _with_fixed_times(raw.getvalue())


def _set_properties(doc: DocxDocument, title: str, author: str, issued_on: date) -> None:
    moment = datetime.combine(issued_on, time(9), tzinfo=UTC)
    properties = doc.core_properties
    properties.title, properties.author, properties.last_modified_by = title, author, author
    properties.created, properties.modified, properties.revision = moment, moment, 1
    properties.comments = ""


def _set_fonts(doc: DocxDocument) -> None:
    faces = {"Normal": "仿宋", "Title": "黑体", "Caption": "黑体"}
    faces |= {f"Heading {level}": "黑体" for level in (1, 2, 3)}
    for name, face in faces.items():
        style = doc.styles[name]
        assert isinstance(style, ParagraphStyle)
        style.font.name = "Times New Roman"
        style.font.color.rgb = RGBColor(0, 0, 0)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for attribute in list(fonts.attrib):
            if "Theme" in attribute:
                del fonts.attrib[attribute]
        fonts.set(qn("w:eastAsia"), face)
    normal = doc.styles["Normal"]
    assert isinstance(normal, ParagraphStyle)
    normal.font.size = Pt(12)
    title = doc.styles["Title"]
    assert isinstance(title, ParagraphStyle)
    title.font.size = Pt(20)
    page = doc.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = Cm(2.5)


def _link_heading_numbering(doc: DocxDocument) -> None:
    levels = []
    for level in range(3):
        pattern = ".".join(f"%{index + 1}" for index in range(level + 1))
        levels.append(_level_xml(level, pattern, "decimal", f'<w:pStyle w:val="Heading{level + 1}"/>'))
    _add_abstract(doc, HEADING_ABSTRACT_ID, "multilevel", "".join(levels))
    _add_abstract(doc, LIST_ABSTRACT_ID, "singleLevel", _level_xml(0, "（%1）", "decimal", ""))
    _add_num(doc, HEADING_NUM_ID, HEADING_ABSTRACT_ID)
    for level in range(3):
        style = doc.styles[f"Heading {level + 1}"]
        num_pr = style.element.get_or_add_pPr().get_or_add_numPr()
        num_pr.get_or_add_ilvl().val = level
        num_pr.get_or_add_numId().val = HEADING_NUM_ID


def _level_xml(level: int, pattern: str, number_format: str, link: str) -> str:
    return (
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{number_format}"/>{link}'
        f'<w:suff w:val="space"/><w:lvlText w:val="{pattern}"/><w:lvlJc w:val="left"/></w:lvl>'
    )


def _add_abstract(doc: DocxDocument, abstract_id: int, kind: str, levels: str) -> None:
    root = doc.part.numbering_part.element
    element = parse_xml(
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{abstract_id}">'
        f'<w:multiLevelType w:val="{kind}"/>{levels}</w:abstractNum>'
    )
    # The schema wants every abstractNum before the first num.
    root.find(qn("w:num")).addprevious(element)


def _add_num(doc: DocxDocument, num_id: int, abstract_id: int, *, restart: bool = False) -> None:
    override = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    doc.part.numbering_part.element.append(
        parse_xml(
            f'<w:num {nsdecls("w")} w:numId="{num_id}"><w:abstractNumId w:val="{abstract_id}"/>'
            f"{override if restart else ''}</w:num>"
        )
    )


def _fill(table: Table, rows: list[list[str]]) -> None:
    for row_index, row in enumerate(rows):
        for column, text in enumerate(row):
            if text in ("^", "<"):
                continue
            paragraph = table.cell(row_index, column).paragraphs[0]
            run = paragraph.add_run(text)
            run.font.size = Pt(10.5)
            run.bold = row_index == 0


def _merge(table: Table, rows: list[list[str]]) -> None:
    for row_index, row in enumerate(rows):
        for column, text in enumerate(row):
            if text == "^":
                table.cell(row_index - 1, column).merge(table.cell(row_index, column))
            elif text == "<":
                table.cell(row_index, column - 1).merge(table.cell(row_index, column))


def _repeat_header(table: Table) -> None:
    marker = OxmlElement("w:tblHeader")
    marker.set(qn("w:val"), "true")
    table.rows[0]._tr.get_or_add_trPr().append(marker)


def _with_fixed_times(package: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            member = zipfile.ZipInfo(name, date_time=(2025, 6, 10, 9, 0, 0))
            member.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(member, source.read(name))
    return out.getvalue()


def build(entry: Entry, issued_on: date) -> bytes:
    """Return the bytes of one document.

    Raises:
        ValueError: the entry names an unknown form.
    """
    if entry.form == "as-is":
        return (TARGET / entry.path).read_bytes()
    text = (SOURCES / entry.source).read_text(encoding="utf-8")
    if entry.form == "utf-16":
        return codecs.BOM_UTF16_LE + text.replace("\n", "\r\n").encode("utf-16-le")
    if entry.form != "docx":
        raise ValueError(f"documents.toml: {entry.path} has unknown form {entry.form!r}")
    builder = DocxBuilder(entry.title, entry.issuer, issued_on)
    for line in text.splitlines():
        builder.feed(line)
    return builder.to_bytes()


def main() -> None:
    """Write every document; run `manifest.py fill` afterwards."""
    config = tomllib.loads((SOURCES / "documents.toml").read_text(encoding="utf-8"))
    TARGET.mkdir(parents=True, exist_ok=True)
    for raw in config["document"]:
        entry = Entry(**raw)
        content = build(entry, config["issued_on"])
        if entry.form != "as-is":
            (TARGET / entry.path).write_bytes(content)


if __name__ == "__main__":
    main()
