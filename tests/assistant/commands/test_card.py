"""yubei card: shapes, files, own templates, sets, keeping, and what it refuses."""

from __future__ import annotations

import json
import shutil
import zipfile
from pathlib import Path

import pytest

from assistant.typesetting import fonts_here
from kb.errors import ExportFailed
from tests.assistant.cards.word_text import word_lines
from tests.assistant.commands.conftest import Run

WANTED = ("card", "--position", "村主任", "--hazard", "山洪")


@pytest.fixture
def fonts() -> None:
    try:
        fonts_here()
    except ExportFailed:
        pytest.skip("this machine has no Chinese font: no PDF can be set")


@pytest.fixture
def own_base(filled_base: Path, tmp_path: Path) -> Path:
    """A copy of the base that may be written to."""
    return Path(shutil.copytree(filled_base, tmp_path / "base"))


@pytest.mark.usefixtures("fonts")
def test_both_files_are_written_in_the_shape_and_named_in_the_json(run: Run, filled_base: Path, tmp_path: Path) -> None:
    word, pdf = tmp_path / "card.docx", tmp_path / "card.pdf"
    files = ("--docx", word, "--pdf", pdf, "--shape", "pocket")
    code, out, _ = run(*WANTED, *files, "--data", filled_base, "--json")
    form = json.loads(out)
    assert code == 0 and pdf.read_bytes().startswith(b"%PDF")
    assert [Path(one["path"]).name for one in form["files"]] == ["card.docx", "card.pdf"]
    assert all(one["sides"] >= 2 for one in form["files"])
    assert form["title"] == "村主任·山洪 应急处置卡" and form["state"] == "draft" and form["version"] == 0
    assert "青石镇山洪灾害应急预案" in form["code"] and {"lines", "problems", "citations"} <= set(form)


def test_code_leads_to_the_page_where_one_is_set(run: Run, filled_base: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("YUBEI_PAGE_URL", "http://yubei.example:7860")
    form = json.loads(run(*WANTED, "--data", filled_base, "--json")[1])
    assert form["code"].startswith("http://yubei.example:7860/?document=") and "&start=" in form["code"]
    monkeypatch.setenv("YUBEI_PAGE_URL", "yubei.example")
    code, _, err = run(*WANTED, "--data", filled_base)
    assert code != 0 and "YUBEI_PAGE_URL" in err


def test_own_template_is_filled_and_a_wrong_one_is_named(run: Run, filled_base: Path, tmp_path: Path) -> None:
    sample, word = tmp_path / "sample.docx", tmp_path / "card.docx"
    assert run("card", "--sample-template", sample)[0] == 0
    code, _, _ = run(*WANTED, "--template", sample, "--docx", word, "--data", filled_base)
    assert code == 0 and "村主任·山洪 应急处置卡" in word_lines(word)
    code, _, err = run(*WANTED, "--template", tmp_path / "none.docx", "--docx", word, "--data", filled_base)
    assert code != 0 and "none.docx" in err
    code, _, err = run(*WANTED, "--template", sample, "--data", filled_base)
    assert code != 0 and "--docx" in err


def test_set_of_a_plan_is_written_with_its_gaps(run: Run, filled_base: Path, tmp_path: Path) -> None:
    folder = tmp_path / "cards"
    wanted = ("card", "--all", "青石镇山洪灾害应急预案", "--data", filled_base)
    code, out, _ = run(*wanted, "--out", folder)
    assert code == 0 and "张卡" in out and "联络电话：缺联络人员和电话（来源：本单位应急通讯录" in out
    names = sorted(path.name for path in folder.iterdir())
    assert names[-1] == "缺项表.xlsx" and names[0].startswith("01_") and names[0].endswith(".docx")
    code, out, _ = run(*wanted, "--out", tmp_path / "cards.zip", "--json")
    form = json.loads(out)
    with zipfile.ZipFile(tmp_path / "cards.zip") as archive:
        assert sorted(archive.namelist()) == names
    assert len(form["cards"]) == len(names) - 1
    assert set(form["gaps"][0]) == {"position", "hazard", "field", "missing", "source"}


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (("card", "--all", "青石镇山洪灾害应急预案"), "--out"),
        (("card", "--all", "青石镇2025年防汛工作总结", "--out", "x"), "不能成套编卡"),
        (("card", "--all", "没有的方案", "--out", "x"), "没有的方案"),
        (("card", "--all", "青石镇山洪灾害应急预案", "--out", "x", "--pdf", "a.pdf"), "--pdf"),
        ((*WANTED, "--pdf"), "--pdf"),
        ((*WANTED, "--keep"), "姓名"),
        (("card", "--card", "0123"), "0123"),
        ((*WANTED, "--shape", "a5"), "a5"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_sentence(
    run: Run, own_base: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], named: str
) -> None:
    monkeypatch.chdir(tmp_path)
    code, _, err = run(*arguments, "--data", own_base)
    assert code != 0 and named in err and "Traceback" not in err
    assert sorted(path.name for path in tmp_path.iterdir()) == ["base"]


def test_card_is_kept_under_a_name_and_printed_from_the_base(run: Run, own_base: Path, tmp_path: Path) -> None:
    code, out, _ = run(*WANTED, "--keep", "--by", "张三", "--data", own_base, "--json")
    kept = json.loads(out)
    assert code == 0 and kept["version"] == 1 and len(kept["card_id"]) >= 8
    word = tmp_path / "card.docx"
    code, out, _ = run("card", "--card", kept["card_id"], "--docx", word, "--data", own_base)
    assert code == 0 and f"卡号 {kept['card_id']}　版本 1" in out
    assert any("草稿　版本 1　起草" in line for line in word_lines(word))
