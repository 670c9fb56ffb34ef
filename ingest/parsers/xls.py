"""Old Excel and WPS sheets (.xls, .et): the only file that uses xlrd."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ingest.parsers.number_formats import BUILT_IN, GENERAL, show_number
from ingest.parsers.sheets import MAX_SHEET_CELLS, Sheet, read_workbook
from ingest.records import OutcomeCode, ParsedFile
from kb.errors import FileRefused

MEDIA_TYPE = "application/vnd.ms-excel"
_FILTER = "_FilterDatabase"  # the name that a filtered range gets
_TEXT, _NUMBER, _DATE, _BOOLEAN = 1, 2, 3, 4


def parse(data: bytes, name: str) -> ParsedFile:  # noqa: ARG001 - one signature for all parsers
    """Parse an .xls or .et.

    Raises:
        FileRefused: Locked by a password, or damaged.
    """
    with Path(os.devnull).open("w", encoding="utf-8") as log:
        book = _open(data, log)
        blocks, warnings = read_workbook(_sheets(book))
    return ParsedFile(media_type=MEDIA_TYPE, blocks=blocks, warnings=warnings)


def _open(data: bytes, log: Any) -> Any:
    import xlrd

    try:
        return xlrd.open_workbook(
            file_contents=data, formatting_info=True, on_demand=True, ragged_rows=True, logfile=log
        )
    except MemoryError:
        raise
    except Exception as error:  # a damaged file fails anywhere in the reader
        if "encrypted" in str(error).lower():
            raise FileRefused("表格设有打开密码，请去除密码后重试。", outcome=OutcomeCode.ENCRYPTED) from error
        raise _damaged() from error


def _sheets(book: Any) -> Iterator[Sheet]:
    left = MAX_SHEET_CELLS
    for number, sheet_name in enumerate(book.sheet_names()):
        if book._sheet_visibility[number]:  # the public attribute would read the sheet
            yield Sheet(name=sheet_name, cells={}, hidden=True)
            continue
        try:
            source = book.sheet_by_index(number)
        except MemoryError:
            raise
        except Exception as error:
            raise _damaged() from error
        sheet = _read_sheet(book, source, left)
        book.unload_sheet(number)
        left -= len(sheet.cells)
        yield sheet


def _read_sheet(book: Any, source: Any, limit: int) -> Sheet:
    cells: dict[tuple[int, int], str] = {}
    for row in range(source.nrows):
        for column, cell in enumerate(source.row(row)):
            text = _show(book, cell)
            if text and len(cells) >= limit:
                return _sheet(book, source, cells, cut=True)
            if text:
                cells[row, column] = text
    return _sheet(book, source, cells)


def _sheet(book: Any, source: Any, cells: dict[tuple[int, int], str], *, cut: bool = False) -> Sheet:
    hidden_columns = tuple((column, column) for column, shown in source.colinfo_map.items() if shown.hidden)
    return Sheet(
        name=source.name,
        cells=cells,
        merged=_merged(source),
        hidden_rows=frozenset(row for row, shown in source.rowinfo_map.items() if shown.hidden),
        hidden_columns=hidden_columns,
        filtered=any(name.name == _FILTER and name.scope == source.number for name in book.name_obj_list),
        cut=cut,
    )


def _merged(source: Any) -> tuple[tuple[int, int, int, int], ...]:
    return tuple((top, left, bottom - 1, right - 1) for top, bottom, left, right in source.merged_cells)


def _show(book: Any, cell: Any) -> str:
    if cell.ctype == _TEXT:
        return str(cell.value)
    if cell.ctype in (_NUMBER, _DATE):
        return show_number(float(cell.value), _format_of(book, cell.xf_index), epoch_1904=book.datemode == 1)
    if cell.ctype == _BOOLEAN:
        return "TRUE" if cell.value else "FALSE"
    return ""


def _format_of(book: Any, style: int | None) -> str:
    if style is None or not 0 <= style < len(book.xf_list):
        return GENERAL
    key = book.xf_list[style].format_key
    stated = book.format_map.get(key)
    return BUILT_IN.get(key) or (str(stated.format_str) if stated is not None else GENERAL)


def _damaged() -> FileRefused:
    return FileRefused(
        "表格已损坏或不完整，无法打开，请用 Excel 或 WPS 打开并另存为 .xlsx 后重试。", outcome=OutcomeCode.UNREADABLE
    )
