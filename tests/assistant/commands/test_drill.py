"""`yubei drill` over a small base."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant.__main__ import main

PLAN = """青石公司液氨泄漏现场处置方案
（青石公司2025年4月1日印发，自印发之日起施行）
一、风险描述
泄漏征兆：闻到刺鼻氨味。
二、应急处置程序
（1）值班员3分钟内报告总指挥。
（2）操作工关闭储罐进出口阀门。
（3）总指挥宣布启动Ⅱ级响应。
（4）消防队到场，当班班长交接泄漏部位。
三、演练
本方案每半年至少演练一次。
"""


@pytest.fixture
def data(tmp_path: Path) -> str:
    (tmp_path / "青石公司液氨泄漏现场处置方案.md").write_text(PLAN, encoding="utf-8")
    assert main(["ingest", str(tmp_path / "青石公司液氨泄漏现场处置方案.md"), "--data", str(tmp_path / "base")]) == 0
    return str(tmp_path / "base")


def test_a_kit_is_printed_and_written(data: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "kit"
    capsys.readouterr()
    assert main(["drill", "kit", "现场处置方案", "--form", "无脚本", "--out", str(out), "--data", data]) == 0
    printed = capsys.readouterr().out
    assert "检验性演练（无脚本）：预期行动 4 条" in printed
    assert "T+0" in printed
    assert "闻到刺鼻氨味" in printed
    assert "参演人员用.docx" in {one.name for one in out.iterdir()}
    assert not any("脚本" in one.name for one in out.iterdir())


def test_a_kit_as_json_names_its_files(data: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert main(["drill", "kit", "现场处置方案", "--json", "--out", str(tmp_path / "kit"), "--data", data]) == 0
    form = json.loads(capsys.readouterr().out)
    assert [one["limit_minutes"] for one in form["actions"]] == [3.0, None, None, None]
    assert len(form["files"]) == 6


def test_a_drill_is_entered_listed_and_withdrawn(data: str, capsys: pytest.CaptureFixture[str]) -> None:
    entry = ["--name", "秋季演练", "--day", "2026-09-16", "--people", "12", "--problem", "报告慢", "--by", "周导调"]
    assert main(["drill", "add", "现场处置方案", *entry, "--data", data]) == 0
    capsys.readouterr()
    assert main(["drill", "records", "--data", data]) == 0
    listed = capsys.readouterr().out
    assert "2026-09-16 秋季演练（形式未载明，12人）" in listed
    assert "编号：hand-1" in listed
    assert "问题：报告慢" in listed
    assert main(["drill", "calendar", "--day", "2026-11-23", "--data", data]) == 0
    assert "上次 2026-09-16，应于 2027-03-16 前演练" in capsys.readouterr().out
    assert main(["drill", "withdraw", "hand-1", "--by", "周导调", "--data", data]) == 0
    capsys.readouterr()
    assert main(["drill", "calendar", "--day", "2026-11-23", "--json", "--data", data]) == 0
    (plan,) = json.loads(capsys.readouterr().out)["plans"]
    assert (plan["state"], plan["due"]) == ("overdue", "2025-10-01")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["kit"], "请给出预案"),
        (["kit", "现场处置方案", "--hazard", "雪崩"], "没有写“雪崩”"),
        (["add", "--name", "演练", "--by", "周导调"], "--day"),
        (["withdraw", "x", "--by", "周导调"], "登记编号“x”无效"),
    ],
)
def test_mistakes_are_told(data: str, arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert main(["drill", *arguments, "--data", data]) != 0
    assert message in capsys.readouterr().err
