"""Questions of every form to the reader that answers it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from assistant.answering.forms.clauses import ClauseReader
from assistant.answering.forms.comparison import ComparisonReader
from assistant.answering.forms.computation import ComputationReader
from assistant.answering.forms.dates import DateReader
from assistant.answering.forms.elapsed import ElapsedReader
from assistant.answering.forms.intervals import IntervalReader
from assistant.answering.forms.standing import StandingReader
from assistant.records import Answer
from kb.knowledge_base import KnowledgeBase
from kb.records import AnswerKind, Filters, Question

Read = Callable[[Question, Filters], Answer | None]


class FormReader:
    """Answers questions that take more than one ordinary look."""

    def __init__(self, kb: KnowledgeBase, ask: Callable[[Question, Filters], Answer]) -> None:
        """Take the base and the ordinary way to answer, which each side of a comparison goes."""
        dates = DateReader(kb)
        comparison = ComparisonReader(kb, ask)
        computing = (
            ElapsedReader(kb, dates).read,
            IntervalReader(kb).read,
            ComputationReader(kb, comparison, ask).read,
        )
        self._readers: dict[AnswerKind, Read] = {
            AnswerKind.CLAUSE: ClauseReader(kb).read,
            AnswerKind.STANDING: StandingReader(kb).read,
            AnswerKind.DATE: dates.read,
            AnswerKind.COMPARISON: comparison.read,
            AnswerKind.COMPUTATION: first_of(*computing),
        }

    def read(self, question: Question, filters: Filters) -> Answer | None:
        """Return the answer, None when the question has to be answered in the ordinary way, see `ordinary`."""
        reader = self._readers.get(question.kind)
        return None if reader is None else reader(question, filters)


def first_of(*readers: Read) -> Read:
    """Return a reader that gives the first answer of several."""

    def read(question: Question, filters: Filters) -> Answer | None:
        answers = (reader(question, filters) for reader in readers)
        return next((answer for answer in answers if answer is not None), None)

    return read


def ordinary(question: Question) -> Question:
    """Return the question as it is answered when its form led to nothing: by the plain kind of its wording.

    Who asks whether the old text still holds wants what holds now.
    """
    if question.kind not in FALLING_BACK:
        return question
    earlier = question.earlier and question.kind is not AnswerKind.STANDING
    return replace(question, kind=question.plain_kind, earlier=earlier)


FALLING_BACK = frozenset({AnswerKind.STANDING, AnswerKind.COMPUTATION})
