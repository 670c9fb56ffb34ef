"""A report as a Word file: A4 across, one table of elements and one of findings; a python-docx adapter."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from assistant.checking.records import CheckReport
from assistant.checking.wording import (
    BY_HAND,
    ELEMENT_HEADER,
    FINDING_HEADER,
    element_rows,
    finding_rows,
    severity_counts,
    state_counts,
)
from assistant.exporting import write_whole

FONT, HEADING_FONT = "SimSun", "SimHei"
WIDTH_MM, HEIGHT_MM, MARGIN_MM = 297, 210, 15
ELEMENT_WIDTHS_MM = (14, 26, 14, 16, 62, 35, 55, 45)
FINDING_WIDTHS_MM = (12, 18, 24, 65, 35, 45, 38, 30)
GREY = "D9D9D9"


def write_report(report: CheckReport, path: Path) -> None:
    """Write the report; an existing file is replaced only when writing succeeds.

    Raises:
        ExportFailed: The file cannot be written.
    """
    document = render(report)
    write_whole(path, "检查结果", lambda draft: document.save(str(draft)))


def render(report: CheckReport) -> Any:  # python-docx ships no types
    """Return the Word document of a report."""
    import docx
    from docx.enum.section import WD_ORIENT
    from docx.shared import Mm

    document = docx.Document()
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(WIDTH_MM), Mm(HEIGHT_MM)
    for side in ("left_margin", "right_margin", "top_margin", "bottom_margin"):
        setattr(section, side, Mm(MARGIN_MM))
    _line(document, f"《{report.title}》检查结果", size=16, bold=True)
    _line(document, f"检查日期：{report.checked_on.isoformat()}")
    for note in report.notes:
        _line(document, note)
    for checklist in report.checklists:
        own = [one for one in report.elements if one.checklist_id == checklist.checklist_id]
        _line(document, f"完整性：{checklist.name}（{state_counts(own)}）", size=13, bold=True)
        _line(document, f"检查表依据：{'；'.join(source.text_zh for source in checklist.basis)}", size=9)
        ids = {one.element.element_id for one in own}
        rows = [row for row in element_rows(report) if row[0] in ids]
        _table(document, ELEMENT_HEADER, rows, ELEMENT_WIDTHS_MM)
        if checklist.cross_checks:
            _line(document, f"{BY_HAND}：{'；'.join(checklist.cross_checks)}", size=9)
    _line(document, f"文本检查（{severity_counts(report.findings)}）", size=13, bold=True)
    if report.findings:
        _table(document, FINDING_HEADER, finding_rows(report), FINDING_WIDTHS_MM)
    return document


def _table(document: Any, header: Sequence[str], rows: Iterable[Sequence[str]], widths: Sequence[int]) -> None:
    """Add a ruled table whose header row comes again on every page."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Mm

    table = document.add_table(rows=1, cols=len(header))
    table.style, table.autofit = "Table Grid", False
    for cell, name in zip(table.rows[0].cells, header, strict=True):
        _write(cell.paragraphs[0], name, size=9, bold=True)
        ground = OxmlElement("w:shd")
        for key, value in (("w:val", "clear"), ("w:color", "auto"), ("w:fill", GREY)):
            ground.set(qn(key), value)
        cell._tc.get_or_add_tcPr().append(ground)
    repeated = OxmlElement("w:tblHeader")
    repeated.set(qn("w:val"), "true")
    table.rows[0]._tr.get_or_add_trPr().append(repeated)
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            _write(cell.paragraphs[0], text, size=8.5)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Mm(width)


def _line(document: Any, text: str, *, size: float = 10.5, bold: bool = False) -> None:
    _write(document.add_paragraph(), text, size=size, bold=bold)


def _write(paragraph: Any, text: str, *, size: float, bold: bool = False) -> None:
    """Add text in a Chinese font; Word needs the East Asian font named apart, and XML takes no control signs."""
    from docx.oxml.ns import qn
    from docx.shared import Pt

    font = HEADING_FONT if bold else FONT
    run = paragraph.add_run("".join(sign for sign in text if sign.isprintable()))
    run.font.size, run.font.bold, run.font.name = Pt(size), bold, font
    run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)
    paragraph.paragraph_format.space_after = Pt(2)
