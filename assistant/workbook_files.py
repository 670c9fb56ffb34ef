"""Tables as an Excel workbook, written as plain OOXML (ECMA-376) without a library."""

from __future__ import annotations

import math
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from assistant.exporting import write_whole

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
LINE_POINTS, MOST_POINTS = 14, 400
LONGEST_CELL = 32_000  # Excel takes 32,767 characters
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
class CellRun:
    """A piece of a cell with marks of its own."""

    text: str
    bold: bool = False
    underline: bool = False
    strike: bool = False


Cell = str | tuple[CellRun, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One sheet: the first row is its header and stays in sight.

    Attributes:
        widths: Of the columns, in digits; as many as the header has cells.
    """

    name: str
    widths: tuple[int, ...]
    rows: tuple[tuple[Cell, ...], ...]


def write_sheets(sheets: Sequence[Sheet], path: Path, what: str) -> None:
    """Write a workbook; an existing file is replaced only when writing succeeds.

    Args:
        what: What is written, in Chinese, for the error.

    Raises:
        ExportFailed: The file cannot be written.
    """
    parts = list(_parts(sheets))

    def fill(draft: Path) -> None:
        with zipfile.ZipFile(draft, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in parts:
                archive.writestr(name, _HEAD + content)

    write_whole(path, what, fill)


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


def _row(number: int, cells: Sequence[Cell], widths: Sequence[int]) -> str:
    style = 1 if number == 1 else 0
    # Not every program fits the height of wrapped rows when it opens a file, so it is written down.
    lines = max(_line_count(cell, width) for cell, width in zip(cells, widths, strict=True))
    height = min(max(lines, 1) * LINE_POINTS, MOST_POINTS)
    inside = "".join(
        f'<c r="{chr(64 + place)}{number}" t="inlineStr" s="{style}"><is>{_content(cell)}</is></c>'
        for place, cell in enumerate(cells, start=1)
    )
    return f'<row r="{number}" ht="{height}" customHeight="1">{inside}</row>'


def words_of(cell: Cell) -> str:
    """Return the plain words of a cell."""
    return cell if isinstance(cell, str) else "".join(run.text for run in cell)


def _line_count(cell: Cell, width: int) -> int:
    return sum(max(1, math.ceil(_columns(line) / width)) for line in words_of(cell).split("\n"))


def _columns(line: str) -> int:
    """Return how many digits wide a text is; a Chinese sign takes two."""
    return sum(1 if sign.isascii() else 2 for sign in line)


def _content(cell: Cell) -> str:
    if isinstance(cell, str):
        return f'<t xml:space="preserve">{_text(cell)}</t>'
    return "".join(_run(run) for run in _shortened(cell))


def _shortened(runs: Iterable[CellRun]) -> Iterable[CellRun]:
    left = LONGEST_CELL
    for run in runs:
        if left > 0:
            yield CellRun(text=run.text[:left], bold=run.bold, underline=run.underline, strike=run.strike)
        left -= len(run.text)


def _run(run: CellRun) -> str:
    marks = "".join(sign for sign, on in (("<b/>", run.bold), ("<strike/>", run.strike), ("<u/>", run.underline)) if on)
    look = f'<rPr>{marks}<sz val="10"/><rFont val="SimSun"/></rPr>'
    return f'<r>{look}<t xml:space="preserve">{_text(run.text)}</t></r>'


def _text(words: str) -> str:
    """Return the text of a cell; it is a string cell, so nothing in it is ever read as a formula."""
    return escape("".join(sign for sign in words if sign.isprintable() or sign == "\n")[:LONGEST_CELL])
