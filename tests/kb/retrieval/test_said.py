"""How well a chunk meets spoken phrases."""

from __future__ import annotations

import pytest

from kb.records import Saying
from kb.retrieval.said import LETTER_WINDOW, WINDOW, letter_shares, said_signals, sought, trusted, unmet
from kb.retrieval.terms import plain
from tests.builders import make_chunk

UNKNOWN = 9.0


def saying(said: str, *means: str, weight: float = 1.0) -> Saying:
    return Saying(said=said, means=means, weight=weight, category="test")


def weigh(term: str) -> float:
    return {"稀有": 4.0, "常见": 1.0}.get(term, UNKNOWN if term == "没有" else 2.0)


def test_a_phrase_is_met_by_any_counterpart_and_most_by_the_rarest() -> None:
    found = sought([saying("说法", "常见", "稀有", "没有")], plain, weigh, UNKNOWN)
    rare, common, none = (
        said_signals(found, "", make_chunk(text, heading_path=()), plain)["said"]
        for text in ("稀有。", "常见。", "无。")
    )
    assert rare == 1.0
    assert 0 < common < rare
    assert none == 0.0


def test_what_the_base_does_not_hold_asks_for_nothing() -> None:
    assert sought([saying("说法", "没有")], plain, weigh, UNKNOWN) == ()
    assert said_signals((), "", make_chunk("x"), plain) == {"said": 0.0, "said_near": 0.0, "said_head": 0.0}


def test_phrases_met_side_by_side_are_worth_more_than_far_apart() -> None:
    found = sought([saying("甲", "触电"), saying("乙", "断开")], plain, weigh, UNKNOWN)
    near = said_signals(found, "", make_chunk("触电的立即断开电源。", heading_path=()), plain)
    far = said_signals(found, "", make_chunk("触电。" + "文" * 3 * WINDOW + "断开。", heading_path=()), plain)
    assert near["said"] == far["said"] == 1.0
    assert near["said_near"] == 1.0
    assert far["said_near"] == pytest.approx(0.5)


def test_headings_count_on_their_own() -> None:
    found = sought([saying("甲", "触电")], plain, weigh, UNKNOWN)
    signals = said_signals(found, "", make_chunk("立即断开电源。", heading_path=("触电现场处置方案",)), plain)
    assert signals == {"said": 1.0, "said_near": 0.0, "said_head": 1.0}


def test_phrases_are_trusted_where_no_chunk_says_what_the_question_says() -> None:
    assert trusted(0.05, 1.0) == 1.0
    assert trusted(0.6, 1.0) == 0.0
    assert trusted(0.05, 0.0) == 0.0
    assert trusted(0.3, 1.0) < trusted(0.2, 1.0) < 1.0


def test_letters_of_a_question_are_met_within_one_sentence() -> None:
    near, far, none = letter_shares("烫起泡", ["烫伤的水泡", "烫伤" + "文" * 2 * LETTER_WINDOW + "水泡", "报警"])
    assert near > far > none == 0.0


def test_rare_letters_count_more_than_those_of_most_texts() -> None:
    texts = ["报警水", "报警泡", "报警灶", "报文"]
    (with_rare, with_common) = letter_shares("灶警", ["灶", "警", *texts])[:2]
    assert with_rare > with_common > 0


def test_letters_of_every_sentence_count_nothing() -> None:
    assert letter_shares("这是咋了", ["这是咋了"]) == [0.0]


def test_letters_are_needed_where_the_question_is_not_met_in_its_own_words() -> None:
    assert (unmet(0.0), unmet(0.5)) == (1.0, 0.0)
    assert 0 < unmet(0.3) < 1
