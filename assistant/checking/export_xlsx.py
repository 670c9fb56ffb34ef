"""A report as an Excel workbook: sheets 完整性, 文本检查 and 说明."""

from __future__ import annotations

from pathlib import Path

from assistant.checking.records import CheckReport
from assistant.checking.wording import BY_HAND, ELEMENT_HEADER, FINDING_HEADER, element_rows, finding_rows
from assistant.workbook_files import Sheet, write_sheets

ELEMENT_WIDTHS = (8, 20, 10, 10, 44, 28, 44, 36)
FINDING_WIDTHS = (8, 12, 20, 48, 28, 36, 32, 32)


def write_workbook(report: CheckReport, path: Path) -> None:
    """Write the report; an existing file is replaced only when writing succeeds.

    Raises:
        ExportFailed: The file cannot be written.
    """
    write_sheets(sheets_of(report), path, "检查结果")


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
