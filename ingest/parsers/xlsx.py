"""Excel workbooks (.xlsx): every visible sheet, cells as displayed, read as a stream and never beyond the limits."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ingest.parsers.ooxml import RELATION_ID, Element, OfficePackage, S, as_int
from ingest.parsers.sheet_tables import Range
from ingest.parsers.sheets import MAX_SHEET_CELLS, Sheet, read_workbook
from ingest.parsers.xlsx_cells import CellReader, place_of, range_of, read_formats, read_strings
from ingest.records import OutcomeCode, ParsedFile
from kb.errors import FileRefused

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_MAX_MERGED = 100_000
_MAX_SHEETS = 1_000
_MAX_HIDDEN_RANGES = 200
_AROUND_CELLS = (S + "mergeCell", S + "col", S + "autoFilter", S + "tablePart")
_TRUE = ("1", "true")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entry:
    name: str
    part: str
    hidden: bool


def parse(data: bytes, name: str) -> ParsedFile:  # noqa: ARG001 - one signature for all parsers
    """Parse an .xlsx.

    Raises:
        FileRefused: Damaged, encrypted or unsafe.
    """
    blocks, warnings = read_workbook(read_sheets(data))
    return ParsedFile(media_type=MEDIA_TYPE, blocks=blocks, warnings=warnings)


def read_sheets(data: bytes) -> Iterator[Sheet]:
    """Return the sheets of an .xlsx in order, cell by cell, hidden ones empty; for lists that are no documents too.

    Raises:
        FileRefused: Damaged, encrypted or unsafe.
    """
    package = OfficePackage(data)
    main = package.main_part("xl/workbook.xml")
    workbook = package.part(main)
    if workbook is None or workbook.find(S + "sheets") is None:
        raise FileRefused("Excel 文件缺少工作簿部分，可能已损坏，请重新获取。", outcome=OutcomeCode.UNREADABLE)
    folder = posixpath.dirname(main)
    properties = workbook.find(S + "workbookPr")
    reader = CellReader(
        strings=read_strings(package, posixpath.join(folder, "sharedStrings.xml")),
        formats=read_formats(package.part(posixpath.join(folder, "styles.xml"))),
        epoch_1904=properties is not None and properties.get("date1904") in ("1", "true"),
    )
    return _sheets(package, list(_entries(package, main, workbook)), reader)


def _entries(package: OfficePackage, main: str, workbook: Element) -> Iterator[_Entry]:
    for element in list(workbook.find(S + "sheets"))[:_MAX_SHEETS]:
        target = package.relation_target(main, element.get(RELATION_ID, ""))
        if target:
            hidden = element.get("state", "visible") != "visible"
            yield _Entry(name=element.get("name", ""), part=target, hidden=hidden)


def _sheets(package: OfficePackage, entries: Sequence[_Entry], reader: CellReader) -> Iterator[Sheet]:
    left = MAX_SHEET_CELLS
    for entry in entries:
        if entry.hidden:
            yield Sheet(name=entry.name, cells={}, hidden=True)
            continue
        if not posixpath.basename(posixpath.dirname(entry.part)).startswith("chart"):
            sheet = _read_sheet(package, entry, reader, left)
            left -= len(sheet.cells)
            yield sheet


def _read_sheet(package: OfficePackage, entry: _Entry, reader: CellReader, limit: int) -> Sheet:
    """Stream one sheet; past the limit only what comes after the cells, its merged ranges among it, is read."""
    found = _Found()
    for event, element in package.stream(entry.part, S + "row", (S + "c", *_AROUND_CELLS)):
        if event == "start":
            found.begin_row(element)
        elif element.tag == S + "c":
            found.add_cell(element, reader, limit)
        else:
            found.add_setting(element)
    return Sheet(
        name=entry.name,
        cells=found.cells,
        merged=tuple(found.merged),
        hidden_rows=found.hidden_rows,
        hidden_columns=tuple(found.hidden_columns),
        filtered=found.filtered,
        cut=found.cut,
        uncalculated=found.uncalculated,
    )


@dataclass(slots=True)
class _Found:
    """What has been read of a sheet so far."""

    cells: dict[tuple[int, int], str] = field(default_factory=dict)
    merged: list[Range] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    filtered: bool = False
    cut: bool = False
    uncalculated: int = 0
    row: int = -1
    column: int = -1

    def begin_row(self, element: Element) -> None:
        self.row, self.column = as_int(element.get("r"), self.row + 2) - 1, -1
        if element.get("hidden") in _TRUE and len(self.hidden_rows) < MAX_SHEET_CELLS:
            self.hidden_rows.add(self.row)

    def add_cell(self, element: Element, reader: CellReader, limit: int) -> None:
        if self.cut:
            return
        self.row, self.column = place_of(element.get("r", ""), self.row, self.column + 1)
        text, missing = reader.read(element)
        self.uncalculated += missing
        self.cut = bool(text) and len(self.cells) >= limit
        if text and not self.cut:
            self.cells.setdefault((self.row, self.column), text)

    def add_setting(self, element: Element) -> None:
        if element.tag == S + "mergeCell":
            self.merged.extend(range_of(element.get("ref", "")) if len(self.merged) < _MAX_MERGED else ())
        elif element.tag != S + "col":
            self.filtered = True
        elif element.get("hidden") in _TRUE and len(self.hidden_columns) < _MAX_HIDDEN_RANGES:
            first = as_int(element.get("min"), 0) - 1
            self.hidden_columns.append((first, as_int(element.get("max"), first + 1) - 1))
