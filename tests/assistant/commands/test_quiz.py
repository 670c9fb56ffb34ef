"""`yubei quiz`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant.__main__ import main
from tests.assistant.commands.conftest import Run
from tests.assistant.study.questions.material import PLAN

REPORT = "青石县应急管理局2024年工作总结\n\n青石县应急管理局\n2024年12月1日\n\n一、主要工作\n全年组织演练12次，县应急管理局应当在30分钟内报告。"


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A base with a plan and a report."""
    folder = tmp_path_factory.mktemp("quiz")
    papers = folder / "papers"
    papers.mkdir()
    (papers / "plan.txt").write_text(PLAN, encoding="utf-8")
    (papers / "report.txt").write_text(REPORT, encoding="utf-8")
    assert main(["ingest", str(papers), "--data", str(folder / "base")]) == 0
    return folder / "base"


def test_one_json_object_per_line(run: Run, base: Path) -> None:
    code, out, _ = run("quiz", "--data", base, "--count", "6", "--json")
    lines = [json.loads(line) for line in out.splitlines()]
    assert code == 0 and len(lines) == 6
    assert all(list(line)[:6] == ["kind", "question", "options", "answer", "clause_text", "citation"] for line in lines)
    assert {line["document_id"] for line in lines} == {lines[0]["document_id"]}


def test_paper_ends_with_the_key_and_the_clauses(run: Run, base: Path) -> None:
    _, out, _ = run("quiz", "--data", base, "--count", "3", "--kind", "limit")
    questions, _, key = out.partition("参考答案")
    assert questions.count("【单选·时限】") == out.count("依据：《青石县防汛应急预案》") == 1
    assert "A. " in questions and "A. " not in key


def test_equal_seeds_give_equal_papers(run: Run, base: Path) -> None:
    first, second, other = (run("quiz", "--data", base, "--seed", seed)[1] for seed in ("3", "3", "4"))
    assert first == second != other


def test_storing_wants_a_name_and_counts_what_is_new(run: Run, base: Path) -> None:
    code, _, err = run("quiz", "--data", base, "--store")
    assert code == 1 and "--by" in err
    assert "已保存 2 题" in run("quiz", "--data", base, "--count", "2", "--store", "--by", "李教员")[2]
    assert "已保存 0 题，另有 2 题" in run("quiz", "--data", base, "--count", "2", "--store", "--by", "李教员")[2]


def test_a_report_teaches_nothing(run: Run, base: Path) -> None:
    code, out, err = run("quiz", "--data", base, "--document", "工作总结")
    assert code == 1 and not out and "工作总结" in err


def test_count_has_bounds(run: Run, base: Path) -> None:
    code, _, err = run("quiz", "--data", base, "--count", "0")
    assert code == 1 and "--count" in err
