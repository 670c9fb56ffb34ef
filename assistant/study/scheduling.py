"""When a question comes again: the FSRS scheduler behind records of ours; the only file that knows the package.

Nothing is drawn at random: equal answers at equal times give equal schedules.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from enum import IntEnum
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from kb.catalog.study_records import StudyCard

if TYPE_CHECKING:
    from fsrs import Scheduler

RETENTION = 0.9  # the share of answers a learner should still know when a question comes again
# One short step: what was wrong comes back in the same sitting, what was right first comes back in days.
LEARNING_STEPS = (timedelta(minutes=3),)
RELEARNING_STEPS = (timedelta(minutes=5),)
LONGEST_DAYS = 365  # plans change; nothing is left alone for longer
PARTLY_FROM = 0.6  # of the key points of a short answer


class Grade(IntEnum):
    """How well something was remembered; the numbers are those of the scheduler."""

    FORGOTTEN = 1
    HARD = 2
    GOOD = 3
    EASY = 4


def grade_of(share: float, *, seconds: float = 0.0, usual_seconds: float = 0.0) -> Grade:
    """Return the grade of a marked answer.

    Args:
        share: 0–1, how much of it was right.
        seconds: How long it took, 0 when nobody measured; far longer than `usual_seconds` counts as hard.
    """
    if share < PARTLY_FROM:
        return Grade.FORGOTTEN
    slow = usual_seconds > 0 and seconds > 3 * usual_seconds
    return Grade.HARD if share < 1.0 or slow else Grade.GOOD


def reviewed(question_id: str, card: StudyCard | None, grade: Grade, at: datetime) -> StudyCard:
    """Return the card after an answer; None is a question that was never asked."""
    from fsrs import Rating

    at = at.astimezone(UTC).replace(microsecond=0)
    if card is not None and card.last_at > at:
        at = card.last_at  # the clock was set back: never count negative days
    after, _ = _scheduler().review_card(_card_from(card, at), Rating(int(grade)), at)
    wrong = int(grade is Grade.FORGOTTEN)
    return StudyCard(
        question_id=question_id,
        due_at=after.due.replace(microsecond=0),
        state=int(after.state),
        step=after.step,
        stability=round(float(after.stability or 0.0), 4),
        difficulty=round(float(after.difficulty or 0.0), 4),
        last_at=at,
        reviews=(card.reviews if card else 0) + 1,
        wrong=(card.wrong if card else 0) + wrong,
    )


def recall(card: StudyCard, at: datetime) -> float:
    """Return the probability (0–1) that a question would be answered rightly at a time."""
    return float(_scheduler().get_card_retrievability(_card_from(card, at), at.astimezone(UTC)))


def weakest_first(cards: Sequence[StudyCard], at: datetime) -> list[StudyCard]:
    """Return cards in the order in which they should be asked.

    What was answered wrongly and waits in its short step comes first, then what is most likely forgotten by now.
    """
    return sorted(cards, key=lambda one: (one.state == 2, round(recall(one, at), 6), one.due_at, one.question_id))


@lru_cache(maxsize=1)
def _scheduler() -> Scheduler:
    from fsrs import Scheduler

    return Scheduler(
        desired_retention=RETENTION,
        learning_steps=LEARNING_STEPS,
        relearning_steps=RELEARNING_STEPS,
        maximum_interval=LONGEST_DAYS,
        enable_fuzzing=False,
    )


def _card_from(card: StudyCard | None, at: datetime) -> Any:  # Any: a class of the package
    from fsrs import Card, State

    if card is None:
        return Card(card_id=1, due=at)
    return Card(
        card_id=1,
        state=State(card.state),
        step=card.step,
        stability=card.stability,
        difficulty=card.difficulty,
        due=card.due_at,
        last_review=card.last_at,
    )
