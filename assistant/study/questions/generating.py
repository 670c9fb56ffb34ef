"""Questions of some documents: made, checked, spread over kinds, clauses and documents; equal seeds give equal questions."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence

from assistant.study.questions.checks import problems_of
from assistant.study.questions.choosing import statement_choices
from assistant.study.questions.cloze import body_questions, level_questions, value_questions
from assistant.study.questions.composing import Draft, composed
from assistant.study.questions.duties import duty_questions
from assistant.study.questions.judging import judgements
from assistant.study.questions.material import Material, material_of
from assistant.study.questions.ordering import order_questions
from assistant.study.questions.records import QuestionKind, StudyQuestion
from assistant.study.questions.selecting import list_questions
from assistant.study.questions.siblings import sibling_questions
from assistant.study.questions.takings import Takings
from assistant.study.questions.teachable import is_teachable
from assistant.study.questions.truths import Truths
from kb.records import Document

Maker = Callable[[Material, Truths, random.Random], Iterator[Draft]]
_MAKERS: tuple[Maker, ...] = (
    value_questions, level_questions, body_questions, judgements, list_questions, order_questions, sibling_questions, duty_questions, statement_choices,
)  # fmt: skip
# How often a kind comes up beside the others while it lasts.
_SHARES = {
    QuestionKind.NUMBER: 2, QuestionKind.LIMIT: 3, QuestionKind.LEVEL: 2, QuestionKind.BODY: 3, QuestionKind.ORDER: 2, QuestionKind.TRUE_FALSE: 4,
    QuestionKind.SINGLE: 2, QuestionKind.MULTIPLE: 4, QuestionKind.SHORT_ANSWER: 2, QuestionKind.FILL_IN: 2,
}  # fmt: skip


def generate(
    documents: Sequence[Document], count: int, seed: int, kinds: Sequence[QuestionKind] = ()
) -> tuple[StudyQuestion, ...]:
    """Return up to `count` checked questions.

    Args:
        documents: Those in force; what teaches nothing (reports, lists of phones) is passed over, but what it says still
            rules out distractors.
        count: How many are wanted; fewer come back when the clauses do not carry more.
        seed: Equal documents and seed give equal questions in equal order.
        kinds: Only these; () for all.
    """
    truths = Truths(documents)
    pools = [
        pool
        for document in documents
        if is_teachable(document.metadata) and (pool := _candidates(document, truths, seed, frozenset(kinds)))
    ]
    return _spread(pools, count, random.Random(seed))


def _candidates(
    document: Document, truths: Truths, seed: int, kinds: frozenset[QuestionKind]
) -> dict[QuestionKind, list[StudyQuestion]]:
    """Return the sound questions of a document by kind, each kind in a drawn order."""
    draw = random.Random(f"{seed}:{document.document_id}")
    material = material_of(document)
    pool: dict[QuestionKind, list[StudyQuestion]] = defaultdict(list)
    for maker in _MAKERS:
        for draft in maker(material, truths, draw):
            if kinds and draft.kind not in kinds:
                continue
            question = composed(draft, draw)
            if not problems_of(question, truths):
                pool[question.kind].append(question)
    for questions in pool.values():
        draw.shuffle(questions)
    return dict(pool)


def _spread(
    pools: Sequence[dict[QuestionKind, list[StudyQuestion]]], count: int, draw: random.Random
) -> tuple[StudyQuestion, ...]:
    """Take questions in turns: a kind by its share, then the document that has given least.

    Two questions on one stretch of text tell each other's answers; they are only taken when nothing else is left.
    """
    chosen: list[StudyQuestion] = []
    left: list[dict[QuestionKind, list[StudyQuestion]]] = [defaultdict(list) for _ in pools]
    takings = Takings()
    for near_allowed, source in ((False, pools), (True, left)):
        while len(chosen) < count and (
            kinds := [kind for kind in QuestionKind if any(pool.get(kind) for pool in source)]
        ):
            kind = draw.choices(kinds, weights=[_SHARES[one] for one in kinds])[0]
            at = takings.least_given(source, kind, len(chosen))
            question = source[at][kind].pop()
            if takings.accepts(question, near_allowed=near_allowed):
                takings.take(question, at)
                chosen.append(question)
            elif not near_allowed:
                left[at][kind].append(question)
    return tuple(chosen)
