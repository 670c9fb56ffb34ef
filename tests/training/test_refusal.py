"""Learning when to refuse: what is asked, what is swapped, what the fit may learn, how its trust is measured."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from assistant.answering.reading.answerability import SIGNALS
from tests.builders import make_document
from training.refusal.cases import Case, read_cases, write_cases
from training.refusal.clauses import questions_of
from training.refusal.learn import AGAINST, EITHER, REFUSED, arrays, fit, held_back, sure_from, threshold_for, usable
from training.refusal.reliability import calibration_table, expected_error, origin_table, source_table
from training.refusal.swaps import attribute_questions, swapped

TEXT = "柳溪镇2024年组建抢险队12支，发现险情应当在30分钟内报告县防汛办。本办法所称险情，是指水库、堤防出现的危险情形。"


def case(number: int, *, answerable: bool, origin: str = "gold", certain: bool = False) -> Case:
    rng = random.Random(number)
    level = 0.8 if answerable else 0.2
    signals = dict.fromkeys(SIGNALS, 0.0) | {"spoken_near": level + 0.2 * rng.random(), "cosine": rng.random()}
    return Case(
        question=f"问{number}",
        source=f"s{number % 3}",
        origin=origin,
        group=f"g{number % 17}",
        answerable=answerable,
        right=answerable,
        certain=certain,
        signals={} if certain else signals,
    )


CASES = [case(number, answerable=number % 2 == 0) for number in range(120)]


def test_a_made_question_asks_for_a_value_of_its_document() -> None:
    made = questions_of(make_document(TEXT, title="柳溪镇防汛办法"), random.Random(1))
    assert {one.answer for one in made} >= {"12支", "30分钟内"}
    assert all(one.answer not in one.question for one in made)
    assert any("多少支" in one.question for one in made) and any("多长时间内" in one.question for one in made)


def test_what_is_swapped_in_stands_nowhere_in_the_document() -> None:
    question = "柳溪镇2024年组建抢险队多少支？"
    found = dict(swapped(question, TEXT, ["碱液", "股东"], random.Random(2)))
    assert set(found) == {"year", "place", "measure", "object"}
    assert all(other != question for other in found.values())
    assert "2024年" not in found["year"] and "柳溪镇" not in found["place"] and "多少支" not in found["measure"]
    assert any(word in found["object"] for word in ("碱液", "股东"))


def test_attributes_that_the_document_tells_are_not_asked() -> None:
    asked = list(attribute_questions("柳溪镇", TEXT + "全镇党员860名。", random.Random(3), 100))
    assert asked and not any("党员" in question for question in asked)


def test_cases_are_written_and_read_alike(tmp_path: Path) -> None:
    write_cases(tmp_path / "cases.jsonl", CASES)
    assert read_cases(tmp_path / "cases.jsonl") == CASES


def test_what_the_reader_missed_or_refuses_for_certain_teaches_nothing() -> None:
    missed = Case(
        question="", source="", origin="gold", group="", answerable=True, right=False, certain=False, signals={}
    )
    certain = case(1, answerable=False, certain=True)
    assert usable([*CASES, missed, certain]) == CASES


def test_the_fit_separates_and_keeps_the_signs() -> None:
    x, y, weights, sources = arrays(CASES)
    slopes, _ = fit(x, y, weights)
    for name, slope in zip(SIGNALS, slopes, strict=True):
        assert name in EITHER or (slope <= 0 if name in AGAINST else slope >= 0)
    assert slopes[SIGNALS.index("spoken_near")] > 0
    chances = held_back(x, y, weights, sources)
    assert chances[y == 1].min() > chances[y == 0].max()


def test_every_source_weighs_the_same_whatever_it_brings() -> None:
    cases = [*CASES, *(case(number, answerable=True, origin="clause") for number in range(0, 90, 3))]  # all of s0
    _, y, weights, sources = arrays(cases)
    masses = {
        (name, label): sum(w for w, one, own in zip(weights, y, sources, strict=True) if (own, one) == (name, label))
        for name in ("s0", "s1", "s2")
        for label in (0.0, 1.0)
    }
    assert masses == pytest.approx(dict.fromkeys(masses, len(cases) / 6))


def test_the_threshold_refuses_what_is_asked_of_the_questions_that_people_wrote() -> None:
    absent = [case(number, answerable=False) for number in range(1, 40, 2)]
    certain = [case(number, answerable=False, certain=True) for number in range(41, 81, 2)]
    made = [case(number, answerable=False, origin="clause") for number in range(81, 99, 2)]
    chances = {id(one): place / 100 for place, one in enumerate(absent)} | {id(one): 0.99 for one in made}
    threshold = threshold_for([*absent, *certain, *made], chances)
    kept = [one for one in absent if chances[id(one)] >= threshold]
    assert len(kept) == round((1 - REFUSED) * 40)  # of 40 that people wrote


def test_grounded_is_said_from_where_answers_are_mostly_right() -> None:
    right = [case(number, answerable=True) for number in range(0, 40, 2)]
    wrong = [replace(case(number, answerable=True), right=False) for number in range(40, 60, 2)]
    chances = {id(one): 0.9 for one in right} | {id(one): 0.3 for one in wrong}
    assert sure_from([*right, *wrong], chances) == pytest.approx(0.31)
    assert sure_from(right, chances) == pytest.approx(0.1)


def test_calibration_error_is_the_gap_between_said_and_met() -> None:
    chances, y = np.array([0.9, 0.9, 0.1, 0.1]), np.array([1.0, 0.0, 0.0, 0.0])
    assert expected_error(chances, y, np.ones(4)) == pytest.approx((0.4 + 0.1) / 2)
    assert calibration_table(chances, y, np.ones(4)).split("\n")[1].split() == ["0.10", "0.00", "2"]


def test_the_table_counts_certain_refusals_and_those_below_the_threshold() -> None:
    cases = [case(0, answerable=True), case(1, answerable=False), case(3, answerable=False, certain=True)]
    table = origin_table(cases, {id(cases[0]): 0.7, id(cases[1]): 0.5}, 0.6)
    assert [line.split() for line in table.split("\n")[1:]] == [
        ["-", "gold", "2", "1", "1.000"],
        ["+", "gold", "1", "0", "0.000"],
    ]


def test_the_table_of_sources_counts_the_right_answers_that_are_kept() -> None:
    kept, lost, absent = case(0, answerable=True), case(6, answerable=True), case(3, answerable=False)
    table = source_table([kept, lost, absent], {id(kept): 0.7, id(lost): 0.3, id(absent): 0.2}, 0.5)
    assert table.split("\n")[1].split() == ["s0", "2", "2", "1", "1", "1"]
