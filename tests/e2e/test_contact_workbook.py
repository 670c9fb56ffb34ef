"""A telephone number in a workbook is found by name, with who it belongs to and on which sheet it stands."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.wiring import Workbench, open_workbench
from ingest.pipeline import ingest
from ingest.records import OutcomeCode
from kb.settings import Settings
from tests.ingest.parsers.sheet_files import contact_workbook


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workbench]:
    folder = tmp_path_factory.mktemp("contacts")
    (folder / "应急通讯录.xlsx").write_bytes(contact_workbook())
    settings = Settings(data_path=folder / "data")
    with open_workbench(settings, writable=True) as opened:
        (outcome,) = ingest(opened.kb, [folder / "应急通讯录.xlsx"], settings)
        assert outcome.code is OutcomeCode.ADDED, outcome.reason
        yield opened


@pytest.mark.parametrize(
    ("question", "row", "sheet"),
    [
        ("指挥中心主任沈若兰的手机号码是多少？", "市应急管理局 | 沈若兰 | 指挥中心主任 | 13800010002", "市级部门"),
        ("青浦镇值班电话是多少？", "青浦镇 | 陆怀远 | 镇长 | 0571-6660003", "乡镇街道"),
    ],
)
def test_a_number_is_answered_with_its_row_and_sheet(bench: Workbench, question: str, row: str, sheet: str) -> None:
    answer = bench.answerer.answer(question)
    assert row in answer.text
    assert {citation.document_title for citation in answer.citations} == {"临澜市应急通讯录"}
    assert any(sheet in heading for citation in answer.citations for heading in citation.heading_path)
