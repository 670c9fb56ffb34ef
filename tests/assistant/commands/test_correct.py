"""`yubei correct` on a base on disk."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.assistant.commands.conftest import Run

TITLE = "青石镇山洪灾害应急预案"


@pytest.fixture()
def own_base(filled_base: Path, tmp_path: Path) -> Path:
    """A copy of the base that a test may change."""
    return Path(shutil.copytree(filled_base, tmp_path / "own"))


def test_fields_are_listed_with_the_passage_they_were_read_from(run: Run, filled_base: Path) -> None:
    code, out, _ = run("correct", TITLE, "--data", filled_base)
    assert code == 0
    assert "文号：青政发〔2025〕8号　←“青政发〔2025〕8号”" in out
    assert "密级：（空）" in out


def test_a_correction_is_stored_shown_and_taken_back(run: Run, own_base: Path) -> None:
    given = ("correct", TITLE, "--data", own_base)
    code, out, _ = run(*given, "--field", "失效日期", "--value", "2025年6月1日", "--editor", "张三")
    assert code == 0
    assert "失效日期：（空） → 2025-06-01" in out
    assert "只对这一版本有效" in out
    assert "今天的效力：废止（原为现行）" in out
    _, listed, _ = run(*given)
    assert "失效日期：2025-06-01　[张三 " in listed
    assert "张三 更正" in listed
    code, out, _ = run(*given, "--reset", "失效日期", "--editor", "李四")
    assert code == 0
    assert "失效日期已恢复为读到的值：（空）" in out
    assert "今天的效力：现行（原为废止）" in out


def test_a_correction_survives_ingesting_again(run: Run, own_base: Path, tmp_path: Path) -> None:
    paper = tmp_path / "paper.md"
    paper.write_text("临澜市防汛工作方案\n一、目标\n做好防汛工作。\n", encoding="utf-8")
    assert run("ingest", paper, "--data", own_base)[0] == 0
    _, out, _ = run(
        "correct", paper, "--field", "发文机关", "--value", "临澜市人民政府", "--editor", "张三", "--data", own_base
    )
    assert "仍" in out or "继续有效" in out
    paper.write_text("临澜市防汛工作方案\n一、目标\n再次做好防汛工作。\n", encoding="utf-8")
    assert run("ingest", paper, "--data", own_base)[0] == 0
    _, listed, _ = run("correct", paper, "--data", own_base)
    assert "发文机关：临澜市人民政府　[张三 " in listed


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--field", "施行日期", "--value", "明年", "--editor", "张三"), "施行日期“明年”无效"),
        (("--field", "颜色", "--value", "红", "--editor", "张三"), "没有“颜色”这个字段"),
        (("--field", "标题", "--value", "新题"), "请填写更正人姓名"),
        (("--field", "标题", "--editor", "张三"), "--value"),
        (("--reset", "标题", "--editor", "张三"), "没有人工更正"),
        (("--field", "标题", "--value", " ", "--editor", "张三"), "标题不能为空"),
    ],
)
def test_what_does_not_fit_is_refused_in_chinese(
    run: Run, own_base: Path, arguments: tuple[str, ...], said: str
) -> None:
    code, _, err = run("correct", TITLE, *arguments, "--data", own_base)
    assert code == 1
    assert said in err


def test_an_unknown_document_is_named(run: Run, filled_base: Path) -> None:
    code, _, err = run("correct", "没有的文件", "--data", filled_base)
    assert code == 1 and "没有的文件" in err
