"""The Word and Excel files of a report, read back with the parsers of the product."""

from __future__ import annotations

import zipfile
from pathlib import Path

import docx
import pytest

from assistant.checking.checker import check_document
from assistant.checking.export_docx import write_report
from assistant.checking.export_xlsx import write_workbook
from assistant.checking.records import CheckReport
from assistant.checking.wording import ELEMENT_HEADER, element_rows, finding_rows
from ingest.parsers.xlsx import parse
from kb.errors import ExportFailed
from tests.assistant.checking.plans import TODAY, plan_of

BODY = "1 总则\n本预案适用于本公司。\n2 信息报告\n=1+1 向安监局报告，见附件3。\n"


@pytest.fixture(scope="module")
def report() -> CheckReport:
    return check_document(plan_of(BODY), today=TODAY)


def test_word_file_holds_every_row(report: CheckReport, tmp_path: Path) -> None:
    path = tmp_path / "out.docx"
    write_report(report, path)
    elements, findings = docx.Document(str(path)).tables
    assert [cell.text for cell in elements.rows[0].cells] == list(ELEMENT_HEADER)
    assert [row.cells[0].text for row in elements.rows[1:]] == [row[0] for row in element_rows(report)]
    assert [row.cells[3].text for row in findings.rows[1:]] == [row[3] for row in finding_rows(report)]
    assert not (tmp_path / "out.docx.part").exists()


def test_workbook_holds_three_sheets_of_text(report: CheckReport, tmp_path: Path) -> None:
    path = tmp_path / "out.xlsx"
    write_workbook(report, path)
    tables = [block.rows for block in parse(path.read_bytes(), "out.xlsx").blocks if block.rows]
    assert tables[0][0] == ELEMENT_HEADER
    assert [row[0] for row in tables[0][1:]] == [row[0] for row in element_rows(report)]
    assert [row[3] for row in tables[1][1:]] == [row[3] for row in finding_rows(report)]
    assert ("文件", report.title) in [tuple(row[:2]) for row in tables[2]]
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        assert b"<f>" not in archive.read("xl/worksheets/sheet2.xml")


@pytest.mark.parametrize("write", [write_report, write_workbook])
def test_place_that_cannot_be_written_is_named(report: CheckReport, tmp_path: Path, write: object) -> None:
    with pytest.raises(ExportFailed, match="没有写到"):
        write(report, tmp_path / "absent" / "out.file")  # type: ignore[operator]
