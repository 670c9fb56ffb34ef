"""Soft features: worked out by hand in a space of three directions, and equal in any company."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from numpy.typing import NDArray

from kb.retrieval.soft_match import (
    BLOCK,
    BODY,
    MAX_PASSAGE_TOKENS,
    NAMES,
    NUMBER,
    QuestionTokens,
    soft_features,
)

FIRE, BLAZE, WATER, TEN, OFFICE = 1, 2, 3, 4, 5
ROWS = np.array([[0, 0, 0], [2, 0, 0], [0.8, 0.6, 0], [0, 0, 1], [0, 1, 0], [0, -1, 0]], np.float32)
KINDS = np.array([0, 0, 0, 0, NUMBER, BODY], np.uint8)


class Vectors:
    """Six tokens with vectors that can be worked out by hand."""

    def tokens(self, texts: Sequence[str]) -> list[list[int]]:
        return [[int(letter) for letter in text] for text in texts]

    def token_rows(self, token_ids: NDArray[np.int64]) -> NDArray[np.float32]:
        return ROWS[token_ids]


def asked(*ids: int, weights: Sequence[float] = (), wanted: int = 0) -> QuestionTokens:
    given = np.array(weights or [1.0] * len(ids), np.float32)
    return QuestionTokens(ids=np.array(ids, np.int64), weights=given, wanted=wanted)


def features(question: QuestionTokens, *passages: Sequence[int]) -> list[dict[str, float]]:
    found = soft_features(question, passages, [()] * len(passages), Vectors(), KINDS)
    assert found.shape == (len(passages), len(NAMES))
    assert np.isfinite(found).all()
    return [dict(zip(NAMES, row.tolist(), strict=True)) for row in found]


def test_a_word_of_like_meaning_covers_in_part() -> None:
    same, alike, other = features(asked(FIRE), [FIRE, WATER], [BLAZE, WATER], [WATER])
    assert same["soft_cover"] == pytest.approx(1.0)
    assert alike["soft_cover"] == pytest.approx(0.64)  # the square of the cosine 0.8
    assert other["soft_cover"] == pytest.approx(0.0)
    assert [one["same_cover"] for one in (same, alike, other)] == [1.0, 0.0, 0.0]
    assert [one["alike_cover"] for one in (same, alike, other)] == [1.0, 1.0, 0.0]


def test_rare_words_weigh_more_and_are_looked_at_first() -> None:
    fire, water = features(asked(FIRE, WATER, weights=(1.0, 3.0)), [FIRE], [WATER])
    assert [fire["soft_cover"], water["soft_cover"]] == pytest.approx([0.25, 0.75])
    assert [fire["rarest_1"], fire["rarest_2"]] == pytest.approx([0.0, 1.0])
    assert fire["rarest_3"] == fire["rarest_4"] == 1.0  # the question has no more words


def test_words_close_together_fill_a_window_that_far_ones_do_not() -> None:
    close = [FIRE, WATER, *[TEN] * (8 * BLOCK)]
    apart = [FIRE, *[TEN] * (8 * BLOCK), WATER]
    near, far = features(asked(FIRE, WATER), close, apart)
    assert near["soft_cover"] == far["soft_cover"] == pytest.approx(1.0)
    assert near["window_16"] == pytest.approx(1.0)
    assert far["window_16"] == pytest.approx(0.5)
    assert far["window_96"] == pytest.approx(1.0)
    assert near["window_cosine_40"] > far["window_cosine_40"]


def test_the_kind_of_answer_is_looked_for_beside_the_words() -> None:
    number, body, far = features(asked(FIRE, wanted=NUMBER), [FIRE, TEN], [FIRE, OFFICE], [FIRE, *[WATER] * 60, TEN])
    assert [one["kind_met"] for one in (number, body, far)] == [1.0, 0.0, 0.0]
    assert (number["near_number"], body["near_body"]) == (0.25, 0.25)
    said = features(asked(FIRE, TEN, wanted=NUMBER), [FIRE, TEN])[0]
    assert said["kind_met"] == 0.0  # the question said that number itself


def test_agreement_leaves_the_passage_itself_out() -> None:
    alone, twin, other_twin = features(asked(FIRE), [WATER], [FIRE], [FIRE, FIRE])
    assert twin["agrees_3"] == other_twin["agrees_3"] == pytest.approx(0.5)
    assert alone["agrees_3"] == pytest.approx(0.0)


def test_company_changes_nothing_but_agreement() -> None:
    drawn = np.random.default_rng(7)
    passages = [drawn.integers(1, 6, size).tolist() for size in (1, 7, 8, 9, 40, 200, MAX_PASSAGE_TOKENS + 5)]
    question = asked(FIRE, WATER, OFFICE, weights=(1.0, 2.0, 0.5))
    together = features(question, *passages)
    for passage, found in zip(passages, together, strict=True):
        alone = features(question, passage)[0]
        same = [name for name in NAMES if not name.startswith("agrees")]
        assert [found[name] for name in same] == pytest.approx([alone[name] for name in same], abs=1e-5)


def test_nothing_known_is_no_error() -> None:
    assert features(asked(), [FIRE])[0]["soft_cover"] == 0.0
    assert features(asked(FIRE)) == []
    empty = features(asked(FIRE), [], [FIRE])
    assert [one["soft_cover"] for one in empty] == pytest.approx([0.0, 1.0])
