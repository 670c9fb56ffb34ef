"""`yubei compare` over files and stored documents."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant.__main__ import main
from assistant.wiring import open_workbench
from kb.settings import Settings
from tests.builders import make_document, original_of

OLD = "临澜市预警办法\n第一条 红色预警在30分钟内发布。\n第二条 记录保存三年。"
NEW = OLD.replace("30分钟", "15分钟")


@pytest.fixture
def files(tmp_path: Path) -> tuple[str, str]:
    paths = tmp_path / "旧.txt", tmp_path / "新.txt"
    for path, text in zip(paths, (OLD, NEW), strict=True):
        path.write_text(text, encoding="utf-8")
    return str(paths[0]), str(paths[1])


def test_two_files_are_compared_without_a_base(
    files: tuple[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    word, excel = tmp_path / "out.docx", tmp_path / "out.xlsx"
    none = str(tmp_path / "none")
    assert main(["compare", *files, "--data", none, "--docx", str(word), "--xlsx", str(excel)]) == 0
    printed = capsys.readouterr().out
    assert "〔修改。时限：30分钟内→15分钟内〕第一条" in printed
    assert "  - 第一条 红色预警在30分钟内发布。\n  + 第一条 红色预警在15分钟内发布。" in printed
    assert word.stat().st_size > 10_000
    assert excel.read_bytes()[:2] == b"PK"
    assert not (tmp_path / "none").exists()


def test_json_names_state_kind_and_spans(
    files: tuple[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["compare", *files, "--data", str(tmp_path / "none"), "--json"]) == 0
    form = json.loads(capsys.readouterr().out)
    assert form["counts"] == {"changed": 1, "unchanged": 2}
    (change,) = form["changes"]
    assert (change["state"], change["kinds"], change["of_substance"]) == ("changed", ["limit"], True)
    edit = change["edits"][0]
    assert OLD[edit["old"]["start"] : edit["old"]["end"]] == edit["old"]["text"] == "30分钟内"
    assert form["impact"] == []


def test_stored_document_and_file(files: tuple[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = tmp_path / "data"
    with open_workbench(Settings(data_path=data, workers=1), writable=True) as workbench:
        document = make_document(OLD, title="临澜市预警办法")
        workbench.kb.replace_documents([document], {document.document_id: original_of(document)})
    assert main(["compare", "预警办法", files[1], "--data", str(data)]) == 0
    assert "30分钟内→15分钟内" in capsys.readouterr().out
    assert main(["compare", "--superior", "预警办法", "--data", str(data)]) == 0
    assert "没有找到本预案的上位预案" in capsys.readouterr().out


@pytest.mark.parametrize("given", [[], ["a"], ["a", "b", "--superior", "c"], ["a", "b", "--with", "c"]])
def test_wrong_combinations_are_refused(given: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compare", *given, "--data", str(tmp_path)]) == 1
    assert "yubei compare 旧 新" in capsys.readouterr().err


def test_unknown_file_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compare", "没有.docx", "也没有.docx", "--data", str(tmp_path / "none")]) == 1
    assert "没有.docx" in capsys.readouterr().err
