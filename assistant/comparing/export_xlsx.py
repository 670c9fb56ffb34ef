"""Comparisons as Excel workbooks, changed words marked inside the cells."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from assistant.comparing import tables
from assistant.comparing.impact import Impact
from assistant.comparing.marking import Piece
from assistant.comparing.records import VersionComparison
from assistant.comparing.superior_records import SuperiorComparison
from assistant.comparing.wording import counts_line, kinds_line, named
from assistant.workbook_files import Cell, CellRun, Sheet, write_sheets

_WHAT = "对照表"
_ABOUT_HEADER = ("项目", "内容")


def write_comparison_workbook(comparison: VersionComparison, impacts: Sequence[Impact], path: Path) -> None:
    """Write sheets 条文对照, 编号变化, 影响清单, 说明; an existing file is replaced only when writing succeeds.

    Raises:
        ExportFailed: The file cannot be written.
    """
    clauses: list[tuple[Cell, ...]] = [tables.CHANGE_HEADER]
    clauses += [
        (row.number, row.place, _cell(row.old, gone=True), _cell(row.new, gone=False), row.change)
        for row in tables.change_rows(comparison)
    ]
    about = [("旧", named(comparison.old)), ("新", named(comparison.new)), ("条款", counts_line(comparison))]
    about += [("改动", kinds_line(comparison)), *(("说明", note) for note in comparison.notes)]
    write_sheets(
        (
            Sheet(name="条文对照", widths=(6, 24, 56, 56, 44), rows=tuple(clauses)),
            Sheet(name="编号变化", widths=(14, 14, 60), rows=(tables.NUMBER_HEADER, *tables.number_rows(comparison))),
            Sheet(
                name="影响清单",
                widths=(12, 32, 10, 24, 48, 48),
                rows=(tables.IMPACT_HEADER, *tables.impact_rows(impacts)),
            ),
            Sheet(name="说明", widths=(12, 100), rows=(_ABOUT_HEADER, *about)),
        ),
        path,
        _WHAT,
    )


def write_superior_workbook(comparison: SuperiorComparison, path: Path) -> None:
    """Write sheets 不一致之处, 对照范围, 说明; see `write_comparison_workbook`."""
    about = [("本文件", named(comparison.own)), *(("说明", note) for note in comparison.notes)]
    write_sheets(
        (
            Sheet(
                name="不一致之处",
                widths=(6, 24, 48, 56, 44),
                rows=(tables.SUPERIOR_HEADER, *tables.superior_rows(comparison)),
            ),
            Sheet(name="对照范围", widths=(50, 20, 14), rows=(tables.SOURCE_HEADER, *tables.source_rows(comparison))),
            Sheet(name="说明", widths=(12, 100), rows=(_ABOUT_HEADER, *about)),
        ),
        path,
        _WHAT,
    )


def _cell(pieces: Sequence[Piece], *, gone: bool) -> Cell:
    if not any(piece.marked for piece in pieces):
        return "".join(piece.text for piece in pieces) or "—"
    return tuple(
        CellRun(
            text=piece.text,
            strike=piece.marked and gone,
            bold=piece.marked and not gone,
            underline=piece.marked and not gone,
        )
        for piece in pieces
    )
