"""A report as an Excel workbook: sheets 完整性, 文本检查 and 说明; written as plain OOXML (ECMA-376), without a library."""

from __future__ import annotations

import math
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from assistant.checking.records import CheckReport
from assistant.checking.wording import BY_HAND, ELEMENT_HEADER, FINDING_HEADER, element_rows, finding_rows
from assistant.exporting import write_whole

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
LINE_POINTS, MOST_POINTS = 14, 400
LONGEST_CELL = 32_000  # Excel takes 32,767 characters
ELEMENT_WIDTHS = (8, 20, 10, 10, 44, 28, 44, 36)
FINDING_WIDTHS = (8, 12, 20, 48, 28, 36, 32, 32)
_STYLES = (
    f'<styleSheet xmlns="{_MAIN}"><fonts count="2"><font><sz val="10"/><name val="SimSun"/></font>'
    '<font><b/><sz val="10"/><name val="SimHei"/></font></fonts>'
    '<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>'
    '<fill><patternFill patternType="solid"><fgColor rgb="FFD9D9D9"/></patternFill></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="2"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" applyAlignment="1">'
    '<alignment vertical="top" wrapText="1"/></xf>'
    '<xf numFmtId="0" fontId="1" fillId="2" borderId="0" xfId="0" applyFont="1" applyFill="1" applyAlignment="1">'
    '<alignment vertical="top" wrapText="1"/></xf></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
    "</styleSheet>"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One sheet: the first row is its header and stays in sight."""

    name: str
    widths: tuple[int, ...]
    rows: tuple[tuple[str, ...], ...]


def write_workbook(report: CheckReport, path: Path) -> None:
    """Write the report; an existing file is replaced only when writing succeeds.

    Raises:
        ExportFailed: The file cannot be written.
    """
    parts = list(_parts(sheets_of(report)))

    def fill(draft: Path) -> None:
        with zipfile.ZipFile(draft, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in parts:
                archive.writestr(name, _HEAD + content)

    write_whole(path, "检查结果", fill)


def sheets_of(report: CheckReport) -> tuple[Sheet, ...]:
    """Return the sheets of a report."""
    about = [("项目", "内容"), ("文件", report.title), ("检查日期", report.checked_on.isoformat())]
    about += [("说明", note) for note in report.notes]
    for checklist in report.checklists:
        about.append(("检查表", checklist.name))
        about += [("检查表依据", source.text_zh) for source in checklist.basis]
        about += [(BY_HAND, check) for check in checklist.cross_checks]
    return (
        Sheet(name="完整性", widths=ELEMENT_WIDTHS, rows=(ELEMENT_HEADER, *element_rows(report))),
        Sheet(name="文本检查", widths=FINDING_WIDTHS, rows=(FINDING_HEADER, *finding_rows(report))),
        Sheet(name="说明", widths=(20, 100), rows=tuple(about)),
    )


def _parts(sheets: Sequence[Sheet]) -> Iterable[tuple[str, str]]:
    numbered = list(enumerate(sheets, start=1))
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    overrides = "".join(
        f'<Override PartName="/xl/worksheets/sheet{number}.xml" ContentType="{kind}.worksheet+xml"/>'
        for number, _ in numbered
    )
    yield (
        "[Content_Types].xml",
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{kind}.styles+xml"/>{overrides}</Types>',
    )
    yield "_rels/.rels", _relations([("rId1", "officeDocument", "xl/workbook.xml")])
    links = [(f"rId{number}", "worksheet", f"worksheets/sheet{number}.xml") for number, _ in numbered]
    yield "xl/_rels/workbook.xml.rels", _relations([*links, ("rId99", "styles", "styles.xml")])
    named = "".join(
        f'<sheet name={quoteattr(sheet.name)} sheetId="{number}" r:id="rId{number}"/>' for number, sheet in numbered
    )
    yield "xl/workbook.xml", f'<workbook xmlns="{_MAIN}" xmlns:r="{_LINKS}"><sheets>{named}</sheets></workbook>'
    yield "xl/styles.xml", _STYLES
    for number, sheet in numbered:
        yield f"xl/worksheets/sheet{number}.xml", _sheet(sheet)


def _relations(links: Iterable[tuple[str, str, str]]) -> str:
    inside = "".join(
        f'<Relationship Id="{name}" Type="{_LINKS}/{kind}" Target="{target}"/>' for name, kind, target in links
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{inside}</Relationships>'


def _sheet(sheet: Sheet) -> str:
    columns = "".join(
        f'<col min="{place}" max="{place}" width="{width}" customWidth="1"/>'
        for place, width in enumerate(sheet.widths, start=1)
    )
    rows = "".join(_row(number, row, sheet.widths) for number, row in enumerate(sheet.rows, start=1))
    last = f"{chr(64 + len(sheet.rows[0]))}{len(sheet.rows)}"
    return (
        f'<worksheet xmlns="{_MAIN}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews><sheetView workbookViewId="0">'
        '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
        f'<cols>{columns}</cols><sheetData>{rows}</sheetData><autoFilter ref="A1:{last}"/>'
        '<pageSetup orientation="landscape" paperSize="9" fitToWidth="1" fitToHeight="0"/></worksheet>'
    )


def _row(number: int, cells: Sequence[str], widths: Sequence[int]) -> str:
    style = 1 if number == 1 else 0
    # Not every program fits the height of wrapped rows when it opens a file, so it is written down.
    lines = max(math.ceil(_columns(cell) / width) for cell, width in zip(cells, widths, strict=True))
    height = min(max(lines, 1) * LINE_POINTS, MOST_POINTS)
    inside = "".join(
        f'<c r="{chr(64 + place)}{number}" t="inlineStr" s="{style}"><is><t xml:space="preserve">{_text(cell)}</t></is></c>'
        for place, cell in enumerate(cells, start=1)
    )
    return f'<row r="{number}" ht="{height}" customHeight="1">{inside}</row>'


def _columns(cell: str) -> int:
    """Return how many digits wide a text is; a Chinese sign takes two."""
    return sum(1 if sign.isascii() else 2 for sign in cell)


def _text(cell: str) -> str:
    """Return the text of a cell; it is a string cell, so nothing in it is ever read as a formula."""
    return escape("".join(sign for sign in cell if sign.isprintable())[:LONGEST_CELL])
