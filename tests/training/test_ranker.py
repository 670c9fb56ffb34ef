"""Training of the ranker: sets out of pairs, kinds of tokens, trees written as arrays."""

from __future__ import annotations

import numpy as np
import pytest

from kb.retrieval.soft_match import BODY, NUMBER, TIME
from kb.retrieval.soft_matcher import COLUMNS
from kb.retrieval.tree_ensemble import TreeEnsemble
from training.encoder.sources import Pair
from training.ranker.examples import Examples
from training.ranker.kinds import token_kinds
from training.ranker.learn import as_arrays, hits, learn, part_of
from training.ranker.sets import Silver, own_passages, silver_questions

RULE = Silver(source="s", passages="p", answer_share=0.8, question_share=0.3, limit=10)
PASSAGES = [
    {"id": "a", "text": "第一条 矿井必须有两个独立的能行人的安全出口，并保持畅通。"},
    {"id": "b", "text": "第二条 采煤工作面回风流中甲烷浓度超过百分之一时，必须停止作业。"},
]


def pair(query: str, passage: str) -> Pair:
    return Pair(query=query, passage=passage, source="s")


def test_an_answer_leads_to_the_passage_that_holds_it() -> None:
    asked = silver_questions(
        RULE,
        PASSAGES,
        [
            pair("矿井必须有几个安全出口（ ）", "矿井必须有两个独立的能行人的安全出口"),
            pair("瓦斯超限怎么办", "甲烷浓度超过百分之一时，必须停止作业"),  # shares too little with its question
            pair("矿井必须有几个安全出口", "三个"),  # too short to say which
        ],
    )
    assert asked == [("矿井必须有几个安全出口", ["a"])]


def test_equal_passages_become_one() -> None:
    passages, asked = own_passages([pair("问一", "同一段"), pair("问二", "另一段"), pair("问三", "同一段")])
    assert passages == [{"id": "p0", "text": "同一段"}, {"id": "p1", "text": "另一段"}]
    assert asked == [("问一", ["p0"]), ("问二", ["p1"]), ("问三", ["p0"])]


def test_kinds_of_tokens() -> None:
    found = token_kinds(["15", "三十万元", "分钟", "指挥部", "部", "泄漏"])
    assert found.tolist() == [NUMBER, NUMBER, TIME, BODY, 0, 0]


def made_examples(questions: int) -> Examples:
    """Five candidates each; the relevant one has the greatest value in the first column."""
    drawn = np.random.default_rng(3)
    inputs = drawn.random((5 * questions, len(COLUMNS))).astype(np.float32)
    relevant = np.zeros((questions, 5), np.bool_)
    relevant[np.arange(questions), inputs[:, 0].reshape(-1, 5).argmax(axis=1)] = True
    return Examples(
        inputs=inputs,
        linear=np.zeros(5 * questions),
        relevant=relevant.ravel(),
        counts=np.full(questions, 5, np.int64),
    )


def test_hits_and_parts() -> None:
    examples = made_examples(4)
    assert hits(examples, examples.inputs[:, 0].astype(float)).tolist() == [[1.0, 1.0, 1.0]] * 4
    part = part_of(examples, np.array([False, True, False, True]))
    assert part.counts.tolist() == [5, 5]
    np.testing.assert_array_equal(part.inputs[:5], examples.inputs[5:10])


def test_written_trees_give_what_was_learned() -> None:
    pytest.importorskip("lightgbm", reason="lightgbm is needed for training only")
    examples = made_examples(300)
    booster = learn({"exams": examples}, rounds=12, seed=1)
    trees = TreeEnsemble.from_arrays(as_arrays(booster), len(COLUMNS))
    scores = trees.sums(examples.inputs)
    np.testing.assert_allclose(scores, booster.predict(examples.inputs), atol=1e-9)
    assert hits(examples, scores)[:, 0].mean() > 0.9
