"""The schedule is the same for the same answers, grows with right ones and comes back after wrong ones."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from assistant.study.scheduling import Grade, grade_of, recall, reviewed, weakest_first
from kb.catalog.study_records import StudyCard

NOW = datetime(2026, 3, 1, 8, 0, tzinfo=UTC)
DAY = timedelta(days=1)


def answered(*grades: Grade, at: datetime = NOW) -> StudyCard:
    """Answer a question each time it is due."""
    card: StudyCard | None = None
    for grade in grades:
        card = reviewed("q", card, grade, card.due_at if card else at)
    assert card is not None
    return card


def test_equal_answers_give_equal_schedules() -> None:
    grades = (Grade.GOOD, Grade.FORGOTTEN, Grade.GOOD, Grade.HARD, Grade.EASY)
    assert answered(*grades) == answered(*grades)


def test_a_right_answer_comes_back_in_days_and_each_time_later() -> None:
    gaps = []
    card = answered(Grade.GOOD)
    for _ in range(4):
        gaps.append(card.due_at - card.last_at)
        card = reviewed("q", card, Grade.GOOD, card.due_at)
    assert gaps[0] >= 2 * DAY
    assert gaps == sorted(gaps)
    assert gaps[-1] > 30 * DAY
    assert (card.reviews, card.wrong) == (5, 0)


def test_a_wrong_answer_comes_back_in_minutes_and_counts() -> None:
    first = answered(Grade.FORGOTTEN)
    assert first.due_at - first.last_at == timedelta(minutes=3)
    lapsed = answered(Grade.GOOD, Grade.GOOD, Grade.FORGOTTEN)
    assert lapsed.due_at - lapsed.last_at == timedelta(minutes=5)
    assert lapsed.stability < answered(Grade.GOOD, Grade.GOOD).stability
    assert (lapsed.reviews, lapsed.wrong) == (3, 1)


def test_hard_comes_back_sooner_than_good_and_easy_later() -> None:
    known = answered(Grade.GOOD)
    due = [reviewed("q", known, grade, known.due_at).due_at for grade in (Grade.HARD, Grade.GOOD, Grade.EASY)]
    assert due == sorted(set(due))


def test_nothing_is_left_alone_for_more_than_a_year() -> None:
    card = answered(*[Grade.EASY] * 12)
    assert card.due_at - card.last_at <= 365 * DAY


def test_recall_falls_with_time() -> None:
    card = answered(Grade.GOOD, Grade.GOOD)
    later = [recall(card, card.last_at + days * DAY) for days in (0, 5, 30, 200)]
    assert later == sorted(later, reverse=True)
    assert later[0] == pytest.approx(1.0)
    assert recall(card, card.due_at) == pytest.approx(0.9, abs=0.03)


def test_missed_questions_come_first_then_the_most_forgotten() -> None:
    at = NOW + 40 * DAY
    missed = reviewed("missed", None, Grade.FORGOTTEN, at)
    weak = reviewed("weak", None, Grade.GOOD, NOW)
    strong = reviewed("strong", reviewed("strong", None, Grade.EASY, NOW), Grade.EASY, NOW + 8 * DAY)
    assert [one.question_id for one in weakest_first([strong, weak, missed], at)] == ["missed", "weak", "strong"]


def test_a_clock_that_was_set_back_does_no_harm() -> None:
    card = answered(Grade.GOOD)
    again = reviewed("q", card, Grade.GOOD, card.last_at - 3 * DAY)
    assert again.last_at == card.last_at
    assert again.due_at > card.last_at


@pytest.mark.parametrize(
    ("share", "seconds", "expected"),
    [
        (1.0, 0, Grade.GOOD),
        (1.0, 100, Grade.HARD),
        (0.7, 0, Grade.HARD),
        (0.5, 0, Grade.FORGOTTEN),
        (0.0, 0, Grade.FORGOTTEN),
    ],
)
def test_grade_of_an_answer(share: float, seconds: float, expected: Grade) -> None:
    assert grade_of(share, seconds=seconds, usual_seconds=30) is expected
