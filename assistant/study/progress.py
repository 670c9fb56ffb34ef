"""How far a learner is in a course, where they are weak, and what comes due; for a trainer, the whole class."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from assistant.study.bank import BankEntry
from assistant.study.courses import CourseShelf
from assistant.study.questions.records import KIND_ZH
from assistant.study.reading_path import ReadingPath
from kb.catalog.study_records import Course, Learner, Review, StudyCard, Tally
from kb.catalog.study_schedule import IN_REVIEW, MASTERED_DAYS
from kb.knowledge_base import KnowledgeBase
from kb.taxonomy import default_taxonomy

FORECAST_DAYS = 14
HISTORY_DAYS = 30
FEWEST_ANSWERS = 2  # one slip is no weak point
MOST_WEAK = 8
OTHER = "未标灾种"


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """A chapter of the path: clauses read of all, questions mastered of all."""

    name: str
    clauses: int
    read: int
    questions: int
    mastered: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WeakPoint:
    """A group of questions with how often they were answered wrongly.

    Attributes:
        by: chapter, hazard or kind.
    """

    by: str
    name: str
    answers: int
    wrong: int

    @property
    def share(self) -> float:
        """Wrong answers of all answers."""
        return self.wrong / self.answers if self.answers else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class DayOfStudy:
    """What was done on a day and what was mastered at its end."""

    day: date
    right: int
    wrong: int
    mastered: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """A learner in a course.

    Attributes:
        known: Questions that left the short steps of learning; mastered: those that are stable for three weeks.
        weak: Groups with the greatest share of wrong answers first.
        days: The last days, oldest first; forecast: how many questions come due on each day from today on.
    """

    clauses: int
    read: int
    minutes_left: float
    questions: int
    seen: int
    known: int
    mastered: int
    due: int
    chapters: tuple[Chapter, ...]
    weak: tuple[WeakPoint, ...]
    days: tuple[DayOfStudy, ...]
    forecast: tuple[tuple[date, int], ...]


def progress_of(kb: KnowledgeBase, shelf: CourseShelf, learner_no: int, course: Course, at: datetime) -> Progress:
    """Return how far a learner is in a course."""
    path, entries = shelf.path(course), shelf.entries(course)
    study = kb.catalog.study
    readings = study.readings(learner_no)
    cards = {
        one.question_id: one
        for one in study.schedule.cards(learner_no)
        if one.question_id in entries and one.retired_at is None
    }
    reviews = [one for one in study.schedule.reviews(learner_no) if one.question_id in entries]
    return Progress(
        clauses=len(path.clauses),
        read=sum(one.clause_hash in readings for one in path.clauses),
        minutes_left=round(sum(one.minutes for one in path.clauses if one.clause_hash not in readings), 1),
        questions=len(entries),
        seen=len(cards),
        known=sum(one.state == IN_REVIEW for one in cards.values()),
        mastered=sum(map(is_mastered, cards.values())),
        due=sum(one.due_at <= at for one in cards.values()),
        chapters=chapters_of(path, entries, cards, readings),
        weak=weak_points(entries, cards.values()),
        days=days_of(reviews, at.astimezone().date()),
        forecast=forecast_of(cards.values(), at),
    )


def is_mastered(card: StudyCard) -> bool:
    """Tell whether a question is known for weeks without being asked."""
    return card.state == IN_REVIEW and card.stability >= MASTERED_DAYS


def chapter_of(entry: BankEntry) -> str:
    """Return title and first heading, as `PathClause.chapter`."""
    return " · ".join((entry.place.title, *entry.place.heading_path[:1]))


def chapters_of(
    path: ReadingPath,
    entries: Mapping[str, BankEntry],
    cards: Mapping[str, StudyCard],
    readings: Mapping[str, datetime],
) -> tuple[Chapter, ...]:
    """Return the chapters of a path in its order."""
    clauses = Counter(one.chapter for one in path.clauses)
    read = Counter(one.chapter for one in path.clauses if one.clause_hash in readings)
    questions = Counter(chapter_of(entry) for entry in entries.values())
    mastered = Counter(chapter_of(entries[one]) for one, card in cards.items() if is_mastered(card))
    return tuple(
        Chapter(name=name, clauses=clauses[name], read=read[name], questions=questions[name], mastered=mastered[name])
        for name in clauses
    )


def weak_points(entries: Mapping[str, BankEntry], cards: Iterable[StudyCard]) -> tuple[WeakPoint, ...]:
    """Return the groups by chapter, hazard and kind in which answers were wrong, the weakest of each grouping first."""
    answered = list(cards)
    groupings: tuple[tuple[str, Callable[[BankEntry], Sequence[str]]], ...] = (
        ("chapter", lambda entry: (chapter_of(entry),)),
        ("hazard", hazard_names),
        ("kind", lambda entry: (KIND_ZH[entry.question.kind],)),
    )
    found: list[WeakPoint] = []
    for by, names_of in groupings:
        answers: Counter[str] = Counter()
        wrong: Counter[str] = Counter()
        for card in answered:
            for name in names_of(entries[card.question_id]):
                answers[name] += card.reviews
                wrong[name] += card.wrong
        points = [
            WeakPoint(by=by, name=name, answers=answers[name], wrong=wrong[name])
            for name in answers
            if wrong[name] and answers[name] >= FEWEST_ANSWERS
        ]
        found += sorted(points, key=lambda one: (-one.share, -one.wrong, one.name))[:MOST_WEAK]
    return tuple(found)


def hazard_names(entry: BankEntry) -> Sequence[str]:
    """Return the Chinese names of the hazards a question speaks of."""
    names = {one.hazard_id: one.name for one in default_taxonomy().entries.hazards}
    return tuple(names[one] for one in entry.question.hazards if one in names) or (OTHER,)


def days_of(reviews: Sequence[Review], today: date) -> tuple[DayOfStudy, ...]:
    """Return the last days with what was answered, and what was mastered by their end; reviews are oldest first."""
    by_day: dict[date, list[Review]] = {}
    for review in reviews:
        by_day.setdefault(review.at.astimezone().date(), []).append(review)
    stability: dict[str, float] = {}
    first = today - timedelta(days=HISTORY_DAYS - 1)
    for day in sorted(one for one in by_day if one < first):
        stability.update({one.question_id: one.stability for one in by_day[day]})
    days = []
    for offset in range(HISTORY_DAYS):
        day = first + timedelta(days=offset)
        done = by_day.get(day, [])
        stability.update({one.question_id: one.stability for one in done})
        wrong = sum(one.grade == 1 for one in done)
        mastered = sum(one >= MASTERED_DAYS for one in stability.values())
        days.append(DayOfStudy(day=day, right=len(done) - wrong, wrong=wrong, mastered=mastered))
    return tuple(days)


def forecast_of(cards: Iterable[StudyCard], at: datetime) -> tuple[tuple[date, int], ...]:
    """Return how many questions come due on each day from today on; what is overdue counts today."""
    today = at.astimezone().date()
    due = Counter(max(today, one.due_at.astimezone().date()) for one in cards)
    return tuple((day, due[day]) for day in (today + timedelta(days=offset) for offset in range(FORECAST_DAYS)))


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassOverview:
    """Learners × courses; a pair without a tally is a learner who does not take that course."""

    learners: tuple[Learner, ...]
    courses: tuple[Course, ...]
    tallies: Mapping[tuple[int, str], Tally]


def class_overview(kb: KnowledgeBase, at: datetime) -> ClassOverview:
    """Return how far everybody is in every course they take; courses nobody takes are left out."""
    study = kb.catalog.study
    tallies = {(one.learner_no, one.course_id): one for one in study.schedule.tallies(at)}
    taken = {course_id for _, course_id in tallies}
    present = {learner_no for learner_no, _ in tallies}
    return ClassOverview(
        learners=tuple(one for one in study.learners() if one.learner_no in present),
        courses=tuple(one for one in study.courses() if one.course_id in taken),
        tallies=tallies,
    )
