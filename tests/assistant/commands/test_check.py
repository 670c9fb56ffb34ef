"""`yubei check` over a file and over a stored document."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant.__main__ import main
from assistant.wiring import open_workbench
from kb.records import Metadata
from kb.settings import Settings
from tests.builders import make_document, original_of

PLAN = (
    "恒泰化工有限公司综合应急预案\n1 总则\n1.1 适用范围\n本预案适用于恒泰化工有限公司。\n1.2 编制依据\n依据GB/T 29639-2013编制。\n"
    "2 信息报告\n总经理接报后2小时内向区安监局报告，电话0600-5556110。\n"
)


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "恒泰化工有限公司综合应急预案.txt"
    path.write_text(PLAN, encoding="utf-8")
    return path


def test_file_is_checked_without_a_base(plan: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    word, excel = tmp_path / "out.docx", tmp_path / "out.xlsx"
    code = main(["check", str(plan), "--data", str(tmp_path / "none"), "--docx", str(word), "--xlsx", str(excel)])
    printed = capsys.readouterr().out
    assert code == 0
    assert "✓ UC01 适用范围：具备，要点齐全" in printed
    assert "✕ UC08 预警解除：缺少，没有找到" in printed
    assert "引用了GB/T 29639-2013，2021-04-01起应改引GB/T 29639-2020" in printed
    assert word.stat().st_size > 10_000
    assert excel.read_bytes()[:2] == b"PK"
    assert not (tmp_path / "none").exists()


def test_json_names_type_states_and_rules(plan: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(plan), "--data", str(tmp_path / "none"), "--type", "现场处置方案", "--json"]) == 0
    form = json.loads(capsys.readouterr().out)
    assert [one["id"] for one in form["checklists"]] == ["onsite"]
    assert {one["state"] for one in form["elements"]} <= {"present", "partial", "missing", "not_applicable"}
    rules = [one["rule"] for one in form["findings"]]
    assert rules == ["repealed-basis", "limit-looser", "former-name"]
    assert form["findings"][1]["source"]["mark"] == "V"


def test_stored_document_is_named_by_title(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    document = make_document(
        PLAN, title="恒泰综合应急预案", metadata=Metadata(doc_type="plan_unit_comprehensive", level="enterprise")
    )
    with open_workbench(Settings(data_path=tmp_path / "data", workers=1), writable=True) as workbench:
        workbench.kb.replace_documents([document], {document.document_id: original_of(document)})
    assert main(["check", "--document", "恒泰综合", "--data", str(tmp_path / "data"), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["document_id"] == document.document_id
    assert main(["check", "--document", "没有的", "--data", str(tmp_path / "data")]) == 1
    assert "没有标题含“没有的”的文件" in capsys.readouterr().err


def test_wrong_use_is_told_in_chinese(plan: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--data", str(tmp_path / "none")]) == 1
    assert "请给出一个要检查的文件" in capsys.readouterr().err
    assert main(["check", str(plan), "--type", "菜谱", "--data", str(tmp_path / "none")]) == 1
    assert "没有“菜谱”这一类的检查表" in capsys.readouterr().err
    assert main(["check", str(tmp_path / "absent.docx"), "--data", str(tmp_path / "none")]) == 1
    assert "找不到文件" in capsys.readouterr().err
