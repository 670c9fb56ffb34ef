"""`yubei draft`: types, plans and reports on the terminal, as JSON and as Word files."""

from __future__ import annotations

import json
from pathlib import Path

import docx
import pytest

from assistant.__main__ import main
from assistant.wiring import open_workbench
from kb.records import Metadata
from kb.settings import Settings
from tests.builders import make_document, original_of

UNIT = "清河化工有限公司"
PLAN = (
    "清河化工有限公司现场处置方案\n1 事故风险描述\n罐区有两台储罐，易漏部位是卸氨臂接头。\n2 应急处置程序\n"
    "操作工立即报告班长0600-7771110，并拨打119。\n"
)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    metadata = Metadata(
        title="清河化工有限公司现场处置方案", issuer=UNIT, doc_type="plan_unit_onsite", level="enterprise"
    )
    document = make_document(PLAN, title=metadata.title, metadata=metadata)
    with open_workbench(Settings(data_path=folder, workers=1), writable=True) as workbench:
        workbench.kb.replace_documents([document], {document.document_id: original_of(document)})
    return folder


def test_list_names_every_type_and_needs_no_base(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["draft", "--list", "--data", str(tmp_path / "none")]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split() == ["unit_comprehensive", "综合应急预案（29项要素）"]
    assert [line.split()[1] for line in lines[-4:]] == [
        "电话快报（突发事件信息报告）",
        "首报（突发事件信息报告）",
        "续报（突发事件信息报告）",
        "终报（突发事件信息报告）",
    ]


def test_plan_is_printed_with_sources_and_written_as_word(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "out.docx"
    code = main(["draft", "--type", "现场处置方案", "--unit", UNIT, "--data", str(data), "--docx", str(path)])
    printed = capsys.readouterr().out
    assert code == 0
    assert "一、事故风险描述　[有来源" in printed and "罐区有两台储罐，易漏部位是卸氨臂接头。[1]" in printed
    assert "【待补充：报警负责人、报警电话" in printed
    assert "[1]《清河化工有限公司现场处置方案》" in printed and f"已导出：{path}" in printed
    written = [one.text for one in docx.Document(str(path)).paragraphs]
    assert "一、事故风险描述" in written and "起草说明（定稿时删去）" in written


def test_clean_file_carries_no_numbers_of_sources(data: Path, tmp_path: Path) -> None:
    path = tmp_path / "clean.docx"
    assert main(["draft", "--type", "onsite", "--unit", UNIT, "--data", str(data), "--docx", str(path), "--clean"]) == 0
    written = "\n".join(one.text for one in docx.Document(str(path)).paragraphs)
    assert "卸氨臂接头。" in written and "[1]" not in written and "起草说明" not in written


def test_json_of_one_section(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["draft", "--type", "onsite", "--unit", UNIT, "--section", "OS01", "--data", str(data), "--json"]) == 0
    form = json.loads(capsys.readouterr().out)
    assert [one["element"] for one in form["sections"]] == ["OS01"]
    assert form["sections"][0]["items"][0]["kind"] == "quoted"
    assert form["citations"][0]["quote"] == "罐区有两台储罐，易漏部位是卸氨臂接头。"


def test_report_takes_values(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    given = ["--value", "事发时间=2026-03-12 14:30", "--value", "现场情况=a=b"]
    assert main(["draft", "--type", "首报", "--topic", "泄漏事故", *given, "--data", str(data)]) == 0
    printed = capsys.readouterr().out
    assert "事发时间：2026-03-12 14:30" in printed and "现场情况：a=b" in printed
    assert "【待补充：死亡人数，来自现场和医院核实】" in printed


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "请用 --type 写出类型"),
        (["--type", "咖啡", "--topic", "甲"], "不会起草“咖啡”"),
        (["--type", "首报", "--topic", "甲", "--value", "没有等号"], "不是 项=值 的写法"),
        (["--type", "首报", "--topic", "甲", "--value", "死亡人数=0", "--value", "死亡人数=1"], "给了两次"),
        (["--type", "首报", "--topic", "甲", "--audience", "路人"], "没有“路人”"),
    ],
)
def test_wrong_usage_is_told_in_words(
    data: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    assert main(["draft", *arguments, "--data", str(data)]) == 1
    assert said in capsys.readouterr().err
