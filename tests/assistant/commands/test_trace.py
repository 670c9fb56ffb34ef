"""`yubei trace`: the newest answers, one of them in full, and none."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant.records import Answer
from assistant.wiring import open_workbench
from kb.settings import load_settings
from tests.assistant.commands.conftest import Run
from tests.builders import make_document, original_of

TEXT = "青石镇防汛预案\n1 总则\n镇值班室接到报告后，应当在20分钟内报告县防汛办。\n镇值班室电话为0600-5557777。"


@pytest.fixture
def asked(tmp_path: Path) -> tuple[Path, list[Answer]]:
    """A base whose page answered two questions."""
    with open_workbench(load_settings(data_path=tmp_path / "base"), writable=True) as workbench:
        document = make_document(TEXT, title="青石镇防汛预案")
        workbench.kb.replace_documents([document], {document.document_id: original_of(document)})
        answers = [workbench.answerer.answer(question) for question in ("镇值班室电话是多少？", "核电站谁负责？")]
        assert workbench.recorder is not None
        for answer in answers:
            workbench.recorder.record(answer)
    return tmp_path / "base", answers


def test_newest_answers_are_listed_first(run: Run, asked: tuple[Path, list[Answer]]) -> None:
    data, answers = asked
    code, out, _ = run("trace", "--data", data)
    lines = out.splitlines()
    assert code == 0
    assert [line.split()[0] for line in lines] == [answers[1].trace_id, answers[0].trace_id]
    assert "未找到依据" in lines[0] and "镇值班室电话是多少？" in lines[1]
    _, out, _ = run("trace", "--limit", "1", "--json", "--data", data)
    assert [one["trace_id"] for one in json.loads(out)] == [answers[1].trace_id]


def test_one_answer_is_told_with_its_source_and_checks(run: Run, asked: tuple[Path, list[Answer]]) -> None:
    data, answers = asked
    code, out, _ = run("trace", answers[0].trace_id, "--data", data)
    lines = out.splitlines()
    assert code == 0
    assert lines[0] == "问：镇值班室电话是多少？"
    assert "0600-5557777" in lines[1]
    assert any(line.startswith("引文与原文逐字一致：") for line in lines)
    assert any(line.startswith("[1]《青石镇防汛预案》") and "（现行；版本 " in line for line in lines)
    form = json.loads(run("trace", answers[0].trace_id, "--json", "--data", data)[1])
    cited = answers[0].citations[0]
    assert (form["sources"][0]["document_id"], form["sources"][0]["chunk_id"]) == (cited.document_id, cited.chunk_id)


@pytest.mark.parametrize("arguments", [("trace", "none"), ("trace", "--limit", "0"), ("trace", "--limit", "9999")])
def test_what_is_not_there_is_said_in_one_sentence(
    run: Run, asked: tuple[Path, list[Answer]], arguments: tuple[str, ...]
) -> None:
    code, out, err = run(*arguments, "--data", asked[0])
    assert (code, out) == (1, "")
    assert err.endswith("。\n")


def test_a_base_without_answers_says_so(run: Run, filled_base: Path) -> None:
    code, out, _ = run("trace", "--data", filled_base)
    assert code == 0
    assert out.startswith("还没有回答记录")
