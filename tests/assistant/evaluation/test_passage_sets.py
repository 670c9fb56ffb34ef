"""Passage sets: the files, and ranking them as the product ranks."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.evaluation.measures import ranking_measures
from assistant.evaluation.passage_base import passage_base
from assistant.evaluation.passage_run import passage_figures
from assistant.evaluation.passage_sets import Passage, load_set, read_set
from kb.errors import InputRefused
from tests.builders import HashingEncoder

CORPUS = """{"id": "p1", "title": "防汛规定", "text": "暴雨红色预警信号发布后，学校应当停课。"}
{"id": "p2", "title": "防汛规定", "text": "水库超汛限水位时，应当每小时报告一次。"}
{"id": "p3", "text": "液氨泄漏时向上风方向撤离，用雾状水稀释。"}
{"id": "p4", "title": "只有标题的附件", "text": ""}
"""
QUERIES = """{"id": "q1", "text": "水库超汛限水位多久报告一次"}
{"id": "q2", "text": "液氨泄漏往哪个方向撤离"}
{"id": "q3", "text": "没有判断的问题"}
"""
QRELS = "query-id\tcorpus-id\tscore\nq1\tp2\t1\nq1\tp1\t0\nq2\tp3\t2\nq9\tp1\t1\n"


@pytest.fixture()
def folder(tmp_path: Path) -> Path:
    """A folder with the three files."""
    for name, text in (("corpus.jsonl", CORPUS), ("queries.jsonl", QUERIES), ("qrels.tsv", QRELS)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def test_files_are_read(folder: Path) -> None:
    found = load_set(folder)
    assert [passage.passage_id for passage in found.passages] == ["p1", "p2", "p3", "p4"]
    assert found.passages[2] == Passage(passage_id="p3", title="", text="液氨泄漏时向上风方向撤离，用雾状水稀释。")
    assert found.passages[3].text == "只有标题的附件"
    assert found.questions == (("q1", "水库超汛限水位多久报告一次"), ("q2", "液氨泄漏往哪个方向撤离"))
    assert found.grades == {"q1": {"p2": 1}, "q2": {"p3": 2}}
    assert found.relevant == {"q1": frozenset({"p2"}), "q2": frozenset({"p3"})}


def test_other_customs_of_the_same_format_are_understood(folder: Path) -> None:
    (folder / "corpus.jsonl").write_text(CORPUS.replace('"id"', '"_id"'), encoding="utf-8")
    (folder / "qrels.tsv").write_text("q1 0 p2 1\nq2 0 p3 2\n", encoding="utf-8")
    assert load_set(folder).grades == {"q1": {"p2": 1}, "q2": {"p3": 2}}


@pytest.mark.parametrize(
    ("name", "text", "named"),
    [
        ("corpus.jsonl", CORPUS + "{}\n", "第 5 行"),
        ("corpus.jsonl", CORPUS + CORPUS, "p1"),
        ("queries.jsonl", QUERIES + "nothing\n", "第 4 行"),
        ("queries.jsonl", '{"id": "q7", "text": "无关"}\n', "编号是否一致"),
        ("qrels.tsv", QRELS + "q1\tp2\tyes\n", "第 6 行"),
    ],
)
def test_what_cannot_be_understood_is_named(folder: Path, name: str, text: str, named: str) -> None:
    (folder / name).write_text(text, encoding="utf-8")
    with pytest.raises(InputRefused, match=named):
        load_set(folder)


def test_a_file_that_is_not_there_is_named(folder: Path) -> None:
    with pytest.raises(InputRefused, match="nowhere"):
        read_set(folder / "nowhere.jsonl", folder / "queries.jsonl", folder / "qrels.tsv")


def test_passages_are_ranked_and_measured(folder: Path) -> None:
    stored: list[tuple[int, int]] = []
    asked: list[tuple[int, int]] = []
    figures = passage_figures(
        load_set(folder),
        HashingEncoder(),
        lambda done, total: stored.append((done, total)),
        lambda done, total: asked.append((done, total)),
    )
    assert list(figures) == ["nDCG@10", "RR@10", "R@5", "R@10", "hit@1", "hit@5", "hit@10", "queries", "seconds"]
    assert (figures["hit@1"], figures["nDCG@10"], figures["queries"]) == (1.0, 1.0, 2)
    assert figures["seconds"] > 0
    assert (stored, asked) == ([(4, 4)], [(1, 2), (2, 2)])


def test_the_figures_are_those_of_the_retriever_itself(folder: Path) -> None:
    found = load_set(folder)
    with passage_base(found.passages, HashingEncoder()) as base:
        order = {query: base.ids(base.search(base.understand(text), 10)) for query, text in found.questions}
        assert set(base.passage_numbers.values()) == {"p1", "p2", "p3", "p4"}
    figures = passage_figures(found, HashingEncoder(), lambda *_: None, lambda *_: None)
    measured = ranking_measures(found.grades, order)
    assert {name: figures[name] for name in measured} == measured


def test_a_question_that_is_not_accepted_counts_nothing(folder: Path) -> None:
    (folder / "queries.jsonl").write_text(QUERIES.replace("液氨泄漏往哪个方向撤离", ""), encoding="utf-8")
    figures = passage_figures(load_set(folder), HashingEncoder(), lambda *_: None, lambda *_: None)
    assert (figures["hit@10"], figures["queries"]) == (0.5, 2)


def test_the_base_is_gone_afterwards(folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    room = tmp_path / "room"
    room.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(room))
    with passage_base(load_set(folder).passages, HashingEncoder()):
        assert len(list(room.iterdir())) == 1
    assert list(room.iterdir()) == []
