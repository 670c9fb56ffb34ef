"""`yubei eval` from files to figures and exit code."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.assistant.commands.conftest import Run

QUESTIONS = """{"id": "1", "question": "村民委员会发现山洪险情后多久报告？", "answers": ["10分钟"], "match": "all", "document": "plan.md", "quote": "应当在10分钟内电话报告镇值班室"}
{"id": "2", "question": "全年组织演练几次？", "answers": ["3次"], "match": "all", "document": "青石镇2025年防汛工作总结", "quote": "全年组织演练3次"}
{"id": "3", "question": "禽流感疫情扑杀补偿标准是多少？", "answers": []}
"""


@pytest.fixture()
def questions(tmp_path: Path) -> Path:
    """A file of three questions, one of them without an answer in the base."""
    path = tmp_path / "questions.jsonl"
    path.write_text(QUESTIONS, encoding="utf-8")
    return path


@pytest.fixture()
def passages(tmp_path: Path) -> tuple[object, ...]:
    """The options that name a passage set of two passages and one question."""
    texts = {
        "corpus": '{"id": "a", "title": "", "text": "学校应当停课。"}\n{"id": "b", "text": "水库每小时报告一次水位。"}\n',
        "queries": '{"id": "q", "text": "水库水位多久报告一次"}\n',
        "qrels": "query-id\tcorpus-id\tscore\nq\tb\t1\n",
    }
    options: list[object] = []
    for name, text in texts.items():
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        options += [f"--{name}", path]
    return tuple(options)


def test_questions_are_asked_and_judged(run: Run, filled_base: Path, questions: Path) -> None:
    code, out, err = run("eval", "--questions", questions, "--data", filled_base, "--json")
    form = json.loads(out)
    assert (code, err) == (0, "")
    assert [row["right"] for row in form["answers"]] == [True, True, True]
    assert (form["answer_accuracy"], form["refusal_precision"], form["refusal_recall"]) == (1.0, 1.0, 1.0)
    assert (form["citations_at_place"], form["hit@5"], form["missing_documents"]) == (1.0, 1.0, [])
    assert list(form["ablations"]) == ["words", "vectors", "fused", "ranked", "reader"]


def test_table_is_chinese(run: Run, filled_base: Path, questions: Path) -> None:
    code, out, _ = run(
        "eval", "--questions", questions, "--data", filled_base, "--min-right", "100%", "--min-hit5", "1"
    )
    assert code == 0
    assert "回答正确率" in out
    assert "2/2 题" in out
    assert "＋阅读（成品）" in out


def test_a_missed_limit_ends_with_1(run: Run, filled_base: Path, questions: Path) -> None:
    code, out, err = run("eval", "--questions", questions, "--data", filled_base, "--max-p95-ms", "0", "--json")
    assert code == 1
    assert json.loads(out)["questions"] == 3
    assert "未达标：用时 p95" in err


def test_the_projects_own_questions_say_what_the_base_lacks(run: Run, filled_base: Path) -> None:
    code, out, _ = run("eval", "--data", filled_base)
    assert code == 0
    assert "知识库里找不到" in out
    assert "临澜" in out


def test_passages_give_one_json_object(run: Run, passages: tuple[object, ...]) -> None:
    code, out, err = run("eval", *passages, "--json", "--min-hit1", "1")
    form = json.loads(out)
    assert (code, err) == (0, "")
    assert form.pop("seconds") > 0
    assert form == {"nDCG@10": 1, "RR@10": 1, "R@5": 1, "R@10": 1, "hit@1": 1, "hit@5": 1, "hit@10": 1, "queries": 1}


@pytest.mark.parametrize(
    ("extra", "named"),
    [
        (("--min-right", "0.5"), "--min-right"),
        (("--questions", "q.jsonl"), "--questions"),
        (("--min-hit1", "90"), "--min-hit1"),
    ],
)
def test_what_does_not_fit_together_is_refused(
    run: Run, passages: tuple[object, ...], extra: tuple[str, ...], named: str
) -> None:
    code, _, err = run("eval", *passages, *extra)
    assert code == 1
    assert named in err


def test_a_set_needs_its_three_files(run: Run, passages: tuple[object, ...]) -> None:
    code, _, err = run("eval", *passages[:4])
    assert code == 1
    assert "--qrels" in err


def test_a_limit_must_be_a_number(run: Run) -> None:
    code, _, err = run("eval", "--min-right", "高")
    assert code == 2
    assert "--min-right" in err
