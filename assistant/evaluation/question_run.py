"""Ask a base every question of a set and judge what comes back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.evaluation.answers import LIMIT, at_place, carries, clause_places, holds, is_right
from assistant.evaluation.orders import RANKED, READER, best_texts, chunk_orders, read_order
from assistant.evaluation.places import Places, find_places, judged_ids, missing_documents, place_of
from assistant.evaluation.records import Asked, EvalQuestion
from assistant.records import Answer
from assistant.wiring import Workbench
from kb.errors import InputRefused

WARM_UP = "火灾怎么报警"  # what is loaded on first use is not timed

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionRun:
    """All questions asked.

    Attributes:
        missing: Documents that the questions point at and the base does not hold.
    """

    asked: tuple[Asked, ...]
    missing: tuple[str, ...]


def ask_all(workbench: Workbench, questions: Sequence[EvalQuestion], progress: Progress) -> QuestionRun:
    """Ask and judge every question in order; `progress` gets (done, total)."""
    spans = [span for question in questions for span in question.spans]
    places = find_places(workbench.kb, spans)
    workbench.answerer.answer(WARM_UP)
    asked = []
    for done, question in enumerate(questions, start=1):
        asked.append(ask(workbench, question, [places[span] for span in question.spans]))
        progress(done, len(questions))
    return QuestionRun(asked=tuple(asked), missing=missing_documents(spans, places))


def ask(workbench: Workbench, question: EvalQuestion, gold: Sequence[Places]) -> Asked:
    """Ask one question and judge the answer, its citations and every order of the ablation."""
    try:
        answer = workbench.answerer.answer(question.text)
    except InputRefused:
        return _unanswered(question)
    orders = chunk_orders(workbench.kb, workbench.kb.understand(question.text))
    found = {name: [place_of(chunk) for chunk in order] for name, order in orders.items()}
    found[READER] = read_order(answer, found[RANKED])
    placed, right = _citations(workbench, question, answer, gold)
    return Asked(
        question=question,
        answer=answer,
        right=is_right(answer, question.answers, question.match),
        citations_at_place=placed,
        citations_right=right,
        rankings={name: judged_ids(order, gold) for name, order in found.items()},
        passage_right={
            name: holds(text[:LIMIT], question.answers, question.match) for name, text in best_texts(orders).items()
        },
    )


def _citations(workbench: Workbench, question: EvalQuestion, answer: Answer, gold: Sequence[Places]) -> tuple[int, int]:
    """Return how many quotes stand at their offsets, and how many of these carry an expected answer."""
    read = workbench.kb.document
    true = [citation for citation in answer.citations if at_place(citation, read(citation.document_id))]
    around = [place for places in gold for place in places]
    if answer.steps:
        around = clause_places(around, read)
    return len(true), sum(carries(citation, question.answers, around) for citation in true)


def _unanswered(question: EvalQuestion) -> Asked:
    return Asked(
        question=question,
        answer=None,
        right=False,
        citations_at_place=0,
        citations_right=0,
        rankings={},
        passage_right={},
    )
