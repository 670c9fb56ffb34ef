"""`yubei feedback` and `yubei fix`: list, settle, export; fix, list, take back."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant.feedback.remarks import remark_on
from assistant.wiring import open_workbench
from kb.settings import load_settings
from tests.assistant.commands.conftest import Run
from tests.builders import make_document, original_of

TEXT = "青石镇防汛预案\n1 总则\n镇值班室接到报告后，应当在20分钟内报告县防汛办。\n镇值班室电话为0600-5557777。"


@pytest.fixture
def base(tmp_path: Path) -> Path:
    """A base with one document and two remarks on its answers."""
    with open_workbench(load_settings(data_path=tmp_path / "base"), writable=True) as workbench:
        document = make_document(TEXT, title="青石镇防汛预案")
        workbench.kb.replace_documents([document], {document.document_id: original_of(document)})
        answers = [workbench.answerer.answer(question) for question in ("镇值班室电话是多少？", "多久报告县防汛办？")]
        workbench.kb.catalog.journal.add_feedback(remark_on(answers[0], "useful"))
        workbench.kb.catalog.journal.add_feedback(remark_on(answers[1], "wrong", "value", "应为15分钟"))
    return tmp_path / "base"


def test_feedback_is_listed_settled_and_exported(run: Run, base: Path, tmp_path: Path) -> None:
    code, out, _ = run("feedback", "list", "--data", base)
    lines = out.splitlines()
    assert code == 0
    assert [line.split()[0] for line in lines[:2]] == ["2", "1"]
    assert "有误：数字、时限、电话或人员不对" in lines[0] and "应为15分钟" in lines[0]
    assert run("feedback", "done", "2", "--editor", "王编辑", "--data", base)[0] == 0
    assert [one["number"] for one in json.loads(run("feedback", "--json", "--data", base)[1])] == [1]
    done = json.loads(run("feedback", "--state", "done", "--json", "--data", base)[1])
    assert [(one["number"], one["done_by"]) for one in done] == [(2, "王编辑")]
    table = tmp_path / "out.csv"
    assert run("feedback", "--state", "all", "--csv", table, "--data", base)[0] == 0
    assert table.read_bytes().startswith(b"\xef\xbb\xbf")
    assert "应为15分钟" in table.read_text(encoding="utf-8-sig")
    assert run("feedback", "reopen", "2", "--editor", "王编辑", "--data", base)[0] == 0
    assert len(json.loads(run("feedback", "--json", "--data", base)[1])) == 2


@pytest.mark.parametrize(
    "arguments",
    [
        ("feedback", "done"),
        ("feedback", "done", "2"),
        ("feedback", "done", "99", "--editor", "王编辑"),
        ("feedback", "--csv", "."),
        ("fix", "电话多少"),
        ("fix", "电话多少", "--document", "青石镇防汛预案", "--quote", "镇值班室电话为0600-5557777。"),
        ("fix", "--remove", "5", "--editor", "王编辑"),
    ],
)
def test_what_is_missing_is_said_in_one_sentence(run: Run, base: Path, arguments: tuple[str, ...]) -> None:
    code, out, err = run(*arguments, "--data", base)
    assert (code, out) == (1, "")
    assert err.endswith("。\n") and err.count("\n") == 1


def test_an_answer_is_fixed_served_listed_and_taken_back(run: Run, base: Path) -> None:
    given = ("--document", "青石镇防汛预案", "--quote", "镇值班室电话为0600-5557777。", "--editor", "王编辑")
    assert run("fix", "镇里电话多少", "镇值班室怎么打", *given, "--data", base)[0] == 0
    answer = json.loads(run("ask", "镇值班室怎么打？", "--json", "--data", base)[1])
    assert answer["fixed_by"] == "王编辑"
    assert answer["answer"] == "镇值班室电话为0600-5557777。[1]"
    listed = json.loads(run("fix", "--json", "--data", base)[1])
    assert [(one["questions"], one["stale"]) for one in listed] == [(["镇里电话多少", "镇值班室怎么打"], "")]
    assert "[有效]" in run("fix", "--data", base)[1]
    assert run("remove", "青石镇防汛预案", "--data", base)[0] == 0
    assert "停用：原文档已不在库中" in run("fix", "--data", base)[1]
    assert run("fix", "--remove", "1", "--editor", "王编辑", "--data", base)[0] == 0
    assert run("fix", "--data", base)[1] == "还没有核定回答。\n"
