"""From a question to an answer: understand, retrieve, read, judge; with a language model, word and check."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from assistant.answering import conversation
from assistant.answering.approval import approved_first
from assistant.answering.cautions import law_left_out, with_cautions
from assistant.answering.extractive import ExtractiveReader, refusal
from assistant.answering.fixed_answers import FixedAnswers
from assistant.answering.forms.editions import settle_edition
from assistant.answering.forms.reading import FormReader, ordinary
from assistant.answering.generation import Draft, Generator
from assistant.answering.reading.sufficiency import Verdict
from assistant.answering.rescues import RescueReader
from assistant.answering.second_looks import hides_limit, last_exercise, reporting_limit, reports_only
from assistant.answering.turns.steps import only_step, step_question
from assistant.answering.updates import AnswerUpdate
from assistant.conflicts import ConflictFinder, OldArticles
from assistant.records import Answer, AnswerStatus, Turn
from kb.knowledge_base import FOREIGN_ALLOWANCE, KnowledgeBase
from kb.protocols import ChatModel
from kb.records import Evidence, Filters, Question
from kb.retrieval.jurisdiction import applying_here, is_elsewhere

TOP_K = 12


class Answerer:
    """Answers questions over one knowledge base; safe to use from several threads."""

    def __init__(self, kb: KnowledgeBase, chat_model: ChatModel | None = None) -> None:
        self._kb = kb
        self._reader = ExtractiveReader(kb)
        self._forms = FormReader(kb, self._ask)
        self._rescues = RescueReader(kb)
        self._conflicts = ConflictFinder(kb)
        self._old_articles = OldArticles(kb)
        self._fixed = FixedAnswers(kb)
        self._generator = Generator(kb, chat_model) if chat_model is not None else None

    def answer(self, question: str, *, history: Sequence[Turn] = (), filters: Filters | None = None) -> Answer:
        """Return the checked answer.

        Raises:
            InputRefused: The question is empty, too long, or holds no words.
        """
        final = None
        for update in self.stream(question, history=history, filters=filters):
            final = update.answer or final
        assert final is not None, "a stream ends with an answer"
        return final

    def stream(
        self, question: str, *, history: Sequence[Turn] = (), filters: Filters | None = None
    ) -> Iterator[AnswerUpdate]:
        """Yield drafts while a model speaks, and last the checked answer; see `approved_first`.

        Raises:
            InputRefused: The question is empty, too long, or holds no words.
        """
        yield from approved_first(
            self._kb, question, filters or Filters(), lambda allowed: self._stream(question, history, allowed)
        )

    def _stream(self, question: str, history: Sequence[Turn], filters: Filters) -> Iterator[AnswerUpdate]:
        started = time.perf_counter()
        resolved = conversation.resolve(question, history)
        step = step_question(resolved)
        understood = self._kb.understand(step.base if step else resolved, approved_only=filters.approved_only)
        asked = on_day(filters, understood)
        finish = Finish(
            question=question,
            resolved=resolved if step else understood.text,
            day=asked.as_of or date.today(),
            started=started,
            step=step.number if step else 0,
            note=lambda answer: self._old_articles.noted(answer, understood, asked.as_of),
        )
        formed = self._formed(understood, asked)
        if formed is not None:
            yield AnswerUpdate(answer=finish.complete(formed))
            return
        edition = settle_edition(ordinary(understood), asked, self._kb)
        found = self._kb.search(edition.question, edition.filters, TOP_K + FOREIGN_ALLOWANCE)
        evidence = applying_here(found)[:TOP_K]
        extractive = self._reader.read(edition.question, evidence, closest=True)
        extractive = reports_only(understood, extractive)
        if extractive.refused or hides_limit(understood, extractive):
            extractive = reporting_limit(understood, edition.filters, self._kb, self._ask) or extractive
        if edition.absent and not extractive.refused:
            extractive = refusal(understood, Verdict(status=AnswerStatus.NO_EVIDENCE, missing=edition.absent), evidence)
        extractive = self._conflicts.with_conflicts(extractive, edition.question, evidence)
        if self._generator is None or extractive.refused or extractive.closest:
            yield AnswerUpdate(answer=finish.complete(with_left_out(extractive, found[:TOP_K])))
            return
        grounds = self._reader.grounds(edition.question, evidence, extractive)
        for update in self._generator.stream(edition.question, grounds, extractive):
            if isinstance(update, Draft):
                yield AnswerUpdate(draft=update.pending, verified=update.verified)
            else:
                yield AnswerUpdate(answer=finish.complete(update))

    def _formed(self, question: Question, filters: Filters) -> Answer | None:
        """Return the answer to a question of a form of its own, None for those that are searched for."""
        return (
            self._fixed.answer(question, filters)
            or self._rescues.read(question, filters)
            or last_exercise(question, filters, self._kb)
            or self._forms.read(question, filters)
        )

    def _ask(self, question: Question, filters: Filters) -> Answer:
        """Answer without a language model and without looking at the form of the question."""
        return self._reader.read(question, self._kb.applicable(question, filters, TOP_K))


def with_left_out(answer: Answer, found: Sequence[Evidence]) -> Answer:
    """Say with a refusal that the law of other places was found and not used."""
    if not answer.refused or answer.notice:
        return answer
    places = dict.fromkeys(one.document.metadata.region for one in found if is_elsewhere(one))
    return replace(answer, notice=law_left_out(tuple(filter(None, places))))


def on_day(filters: Filters, question: Question) -> Filters:
    """Return the filters with the day the question names; a day that was chosen in the filters stays."""
    if filters.as_of is not None or question.as_of is None:
        return filters
    return replace(filters, as_of=question.as_of)


@dataclass(frozen=True, slots=True, kw_only=True)
class Finish:
    """What every final answer gets: the question as asked, the day, the time it took, an id.

    Attributes:
        step: Only this step of a procedure is asked for, 1-based; 0 for the whole answer.
        note: Adds what has to be said about article numbers of older versions.
    """

    question: str
    resolved: str
    day: date
    started: float
    step: int = 0
    note: Callable[[Answer], Answer] = lambda answer: answer

    def complete(self, answer: Answer) -> Answer:
        """Return the answer with the circumstances of its asking and the warnings its sources call for."""
        whole = self.note(with_cautions(answer))
        return replace(
            only_step(whole, self.step) if self.step else whole,
            question=self.question,
            resolved_question=self.resolved,
            trace_id=secrets.token_hex(8),
            as_of=self.day,
            seconds=time.perf_counter() - self.started,
        )
