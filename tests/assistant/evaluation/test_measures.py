"""Measures against values worked out by hand from their definitions."""

from __future__ import annotations

import math

import pytest

from assistant.evaluation.measures import NAMES, middle, ranking_measures


def test_one_query_by_hand() -> None:
    found = ranking_measures({"q": {"a": 1, "b": 1, "c": 1}}, {"q": ["x", "a", "y", "z", "w", "b"]})
    gain = 1 / math.log2(3) + 1 / math.log2(7)
    ideal = 1 + 1 / math.log2(3) + 1 / math.log2(4)
    assert found == pytest.approx(
        {"nDCG@10": gain / ideal, "RR@10": 1 / 2, "R@5": 1 / 3, "R@10": 2 / 3, "hit@1": 0, "hit@5": 1, "hit@10": 1}
    )


def test_grades_weigh_in_ndcg_only() -> None:
    found = ranking_measures({"q": {"a": 1, "b": 2}}, {"q": ["a", "b"]})
    assert found["nDCG@10"] == pytest.approx((1 + 2 / math.log2(3)) / (2 + 1 / math.log2(3)))
    assert (found["RR@10"], found["R@5"], found["hit@1"]) == (1.0, 1.0, 1.0)


def test_a_query_without_result_counts_nothing() -> None:
    found = ranking_measures(
        {"q": {"a": 1}, "lost": {"b": 1}, "empty": {"c": 1}, "wrong": {"d": 1}},
        {"q": ["a"], "empty": [], "wrong": ["e"]},
    )
    assert found == pytest.approx(dict.fromkeys(NAMES, 0.25))


def test_what_was_not_judged_is_not_counted() -> None:
    assert ranking_measures({"q": {"a": 1}}, {"q": ["a"], "other": ["b"]})["hit@1"] == 1.0


def test_beyond_the_tenth_place_nothing_counts() -> None:
    ranking = [f"x{number}" for number in range(10)] + ["a"]
    assert set(ranking_measures({"q": {"a": 1}}, {"q": ranking}).values()) == {0.0}


def test_without_judgments_there_are_no_measures() -> None:
    assert ranking_measures({}, {"q": ["a"]}) == {}


@pytest.mark.parametrize(("values", "expected"), [([], 0.0), ([7.0], 7.0), ([5.0, 1.0, 3.0, 2.0, 4.0], 4.0)])
def test_value_below_which_most_lie(values: list[float], expected: float) -> None:
    assert middle(values, 0.95) == expected
