"""What a learner is asked today, and what an answer does to the schedule. Nothing of it lives in the page's memory."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from assistant.study.bank import BankEntry, QuestionBank
from assistant.study.courses import CourseShelf
from assistant.study.flash_cards import FlashCard, flash_cards
from assistant.study.questions.marking import mark
from assistant.study.questions.records import AnswerForm, Marks, StudyQuestion
from assistant.study.reading_path import PathIndex
from assistant.study.scheduling import Grade, grade_of, reviewed, weakest_first
from kb.catalog.study_records import Course, Review, StudyCard
from kb.errors import InputRefused
from kb.knowledge_base import KnowledgeBase

NEW_PER_DAY = 20
MOST_DUE = 2_000
WEAK_DAYS = 7  # a clause missed within these days brings its other questions forward
MOST_REPLY = 2_000
AHEAD = timedelta(minutes=30)
QUIZ, FLASH, EXAM = "quiz", "flash", "exam"


@dataclass(frozen=True, slots=True, kw_only=True)
class Queue:
    """What is to be asked now.

    Attributes:
        due: Ids of questions seen before, those that are most likely forgotten first.
        new: Ids of questions never asked, as many as the day still allows.
        waiting: Ids of missed questions that come again within minutes; asked at once when nothing else is left.
        done, right: Answers of today in this course.
    """

    due: tuple[str, ...]
    new: tuple[str, ...]
    waiting: tuple[str, ...]
    done: int
    right: int

    @property
    def next_id(self) -> str:
        """The question to ask, "" when nothing is left for now."""
        return next(iter((*self.due, *self.new, *self.waiting)), "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """An answer after it was marked and scheduled.

    Attributes:
        turn: How often the question had been answered before; the options stood in the order of this turn.
    """

    entry: BankEntry
    reply: str
    marks: Marks
    card: StudyCard
    turn: int


class Practice:
    """Quizzes and flash cards of all learners over one base."""

    def __init__(self, kb: KnowledgeBase, bank: QuestionBank, shelf: CourseShelf) -> None:
        self._kb = kb
        self._bank = bank
        self._shelf = shelf

    def queue(self, learner_no: int, course: Course, at: datetime) -> Queue:
        """Return what a learner is to be asked in a course."""
        entries = self._shelf.entries(course)
        schedule = self._kb.catalog.study.schedule
        cards = {one.question_id: one for one in schedule.cards(learner_no) if one.question_id in entries}
        ready = [one for one in cards.values() if one.due_at <= at and one.retired_at is None]
        soon = sorted((one for one in cards.values() if at < one.due_at <= at + AHEAD), key=lambda one: one.due_at)
        today = [one for one in schedule.reviews(learner_no, since=midnight(at)) if one.question_id in entries]
        fresh = sum(1 for one in cards.values() if _first_asked_today(one, today))
        order = self._new_order(learner_no, course, entries, cards, at)
        return Queue(
            due=tuple(one.question_id for one in weakest_first(ready, at)[:MOST_DUE]),
            new=tuple(order[: max(0, NEW_PER_DAY - fresh)]),
            waiting=tuple(one.question_id for one in soon),
            done=len(today),
            right=sum(one.grade > Grade.FORGOTTEN for one in today),
        )

    def entry(self, course: Course, question_id: str) -> BankEntry:
        """Return a question of a course.

        Raises:
            InputRefused: The course has no such question (any more).
        """
        found = self._shelf.entries(course).get(question_id)
        if found is None:
            raise InputRefused("这道题已不在课程中（条文可能有变动），请做下一题。")
        return found

    def answer(
        self,
        learner_no: int,
        course: Course,
        question_id: str,
        reply: str,
        at: datetime,
        *,
        turn: int,
        seconds: float = 0.0,
    ) -> Outcome:
        """Mark an answer, keep it and schedule the question anew.

        Args:
            turn: How often the learner had answered it when it was shown; a second click counts nothing.

        Raises:
            InputRefused: The course has no such question, it is not to be asked now, or the reply is empty.
        """
        entry = self.entry(course, question_id)
        if not reply.strip():
            raise InputRefused("还没有作答。请选择或填写答案后再提交；不会做可以点“不会”。")
        schedule = self._kb.catalog.study.schedule
        card = schedule.card(learner_no, question_id)
        answered = card.reviews if card else 0
        if turn != answered or (card is not None and card.due_at > at + AHEAD):
            raise InputRefused("这道题刚刚答过，已安排以后复习。请做下一题。")
        marks = mark(entry.question, reply[:MOST_REPLY])
        share = marks.got / marks.of if marks.of else 0.0
        grade = grade_of(share, seconds=seconds, usual_seconds=usual_seconds(entry.question))
        after = self._keep(learner_no, question_id, card, grade, share, reply[:MOST_REPLY], QUIZ, at)
        return Outcome(entry=entry, reply=reply[:MOST_REPLY], marks=marks, card=after, turn=turn)

    def keep_exam_answer(self, learner_no: int, question_id: str, share: float, reply: str, at: datetime) -> None:
        """Let the answer of an exam count for the schedule as one of a quiz does."""
        if question_id in self._bank.stock().live:
            card = self._kb.catalog.study.schedule.card(learner_no, question_id)
            self._keep(learner_no, question_id, card, grade_of(share), share, reply, EXAM, at)

    def flash_queue(self, learner_no: int, course: Course, at: datetime) -> tuple[FlashCard, ...]:
        """Return the flash cards to look at: due ones, the most forgotten first, then new ones, read clauses first."""
        every = {one.card_id: one for one in self.flash_deck(course)}
        cards = {one.question_id: one for one in self._kb.catalog.study.schedule.cards(learner_no)}
        ready = [cards[one] for one in every if one in cards and cards[one].due_at <= at]
        read = self._kb.catalog.study.readings(learner_no)
        new = sorted(
            (one for one in every.values() if one.card_id not in cards),
            key=lambda one: one.clause.clause_hash not in read,
        )
        return (*(every[one.question_id] for one in weakest_first(ready, at)), *new)

    def flash_deck(self, course: Course) -> tuple[FlashCard, ...]:
        """Return all flash cards of a course in reading order."""
        return flash_cards(self._shelf.path(course), self._shelf.entries(course).values())

    def grade_flash(self, learner_no: int, course: Course, card_id: str, grade: int, at: datetime) -> StudyCard:
        """Keep how well a learner says they remembered a flash card.

        Raises:
            InputRefused: The course has no such card, or there is no such grade.
        """
        if grade not in set(Grade):
            raise InputRefused("请选择“忘了、勉强、记得、很熟”之一。")
        if card_id not in {one.card_id for one in self.flash_deck(course)}:
            raise InputRefused("这张卡片已不在课程中（条文可能有变动），请看下一张。")
        card = self._kb.catalog.study.schedule.card(learner_no, card_id)
        share = 0.0 if grade == Grade.FORGOTTEN else 1.0
        return self._keep(learner_no, card_id, card, Grade(grade), share, "", FLASH, at)

    def _keep(
        self,
        learner_no: int,
        card_id: str,
        card: StudyCard | None,
        grade: Grade,
        share: float,
        reply: str,
        way: str,
        at: datetime,
    ) -> StudyCard:
        after = reviewed(card_id, card, grade, at)
        review = Review(
            question_id=card_id,
            at=after.last_at,
            way=way,
            grade=int(grade),
            share=round(share, 4),
            reply=reply,
            stability=after.stability,
        )
        self._kb.catalog.study.schedule.add_review(learner_no, review, after)
        return after

    def _new_order(
        self,
        learner_no: int,
        course: Course,
        entries: Mapping[str, BankEntry],
        cards: Mapping[str, StudyCard],
        at: datetime,
    ) -> list[str]:
        """Return questions never asked: of clauses missed lately, of clauses read, then in reading order."""
        path = self._shelf.path(course)
        index = PathIndex(path)
        place = {one: index.place_of(entry.place.document_id, entry.place.start) for one, entry in entries.items()}
        weak = {
            place[one] for one, card in cards.items() if card.wrong and at - card.last_at < timedelta(days=WEAK_DAYS)
        }
        readings = self._kb.catalog.study.readings(learner_no)
        read = {number for number, clause in enumerate(path.clauses) if clause.clause_hash in readings}
        fresh = [one for one in entries if one not in cards]
        return sorted(fresh, key=lambda one: (place[one] not in weak, place[one] not in read))


def _first_asked_today(card: StudyCard, today: Sequence[Review]) -> bool:
    answers = sum(one.question_id == card.question_id for one in today)
    return answers > 0 and card.reviews == answers


def midnight(at: datetime) -> datetime:
    """Return when the local day of a time began."""
    return at.astimezone().replace(hour=0, minute=0, second=0, microsecond=0)


def usual_seconds(question: StudyQuestion) -> float:
    """Return how long an answer usually takes: reading all of it, and writing where there is something to write."""
    letters = len(question.stem) + sum(map(len, question.options))
    writing = {AnswerForm.TEXT: 90.0, AnswerForm.BLANK: 15.0, AnswerForm.SEQUENCE: 20.0}.get(question.form, 5.0)
    return letters / 5.0 + writing


def shown_order(question: StudyQuestion, turn: int) -> tuple[int, ...]:
    """Return in which order the options are shown the `turn`-th time: nobody learns a letter instead of an answer."""
    order = list(range(len(question.options)))
    if question.form in (AnswerForm.ONE, AnswerForm.SEVERAL, AnswerForm.SEQUENCE):
        random.Random(f"{question.question_id} {turn}").shuffle(order)  # same order after a reload
    return tuple(order)
