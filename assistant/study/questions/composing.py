"""A question put together: its clause, its tags, its options in a drawn order."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.study.questions.clauses import Clause
from assistant.study.questions.records import (
    LETTERS,
    AnswerForm,
    ClauseSource,
    KeyPoint,
    QuestionKind,
    StudyQuestion,
    clause_hash,
    question_id,
)
from assistant.study.questions.tags import Tags, tags_of
from assistant.study.questions.teachable import edition, plain_title

LONGEST_CLAUSE = 900


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What a maker of questions knows; offsets are those of the document.

    Attributes:
        span: What the question rests on at least.
        keys: Spans of the document that hold the key.
        right: Right options; wrong: distractors.
        hard: 0 for an ordinary question of its kind, 1 for a harder one, -1 for an easier one.
    """

    kind: QuestionKind
    form: AnswerForm
    stem: str
    clause: Clause
    span: tuple[int, int]
    keys: tuple[tuple[int, int], ...]
    right: tuple[str, ...] = ()
    wrong: tuple[str, ...] = ()
    answer: str = ""
    note: str = ""
    hard: int = 0


_DIFFICULTY = {
    QuestionKind.TRUE_FALSE: 1, QuestionKind.LEVEL: 1, QuestionKind.NUMBER: 2, QuestionKind.LIMIT: 2, QuestionKind.BODY: 2, QuestionKind.SINGLE: 2,
    QuestionKind.FILL_IN: 2, QuestionKind.MULTIPLE: 3, QuestionKind.ORDER: 3, QuestionKind.SHORT_ANSWER: 3,
}  # fmt: skip


def composed(draft: Draft, draw: random.Random) -> StudyQuestion:
    """Return the question of a draft; the order of the options is drawn evenly."""
    source = source_of(draft.clause, draft.span)
    options, right = _arranged(draft, draw)
    answer = draft.answer or _printed(draft.form, options, right)
    tags: Tags = tags_of(draft.clause, source.text)
    text = draft.clause.document.text
    return StudyQuestion(
        question_id=question_id(draft.kind.value, draft.stem, options, answer, source.text_hash),
        kind=draft.kind, form=draft.form, stem=draft.stem, options=options, right=right, answer=answer,
        key_points=tuple(
            KeyPoint(text=text[start:end], start=start - source.start, end=end - source.start) for start, end in draft.keys
        ),
        note=draft.note, source=source, difficulty=min(3, max(1, _DIFFICULTY[draft.kind] + draft.hard)),
        phases=tags.phases, hazards=tags.hazards, positions=tags.positions,
    )  # fmt: skip


def source_of(clause: Clause, span: tuple[int, int]) -> ClauseSource:
    """Return the whole clause as the source, or of a long one the lines around a span."""
    document = clause.document
    start, end = clause.start, clause.end
    if end - start > LONGEST_CLAUSE:
        start, end = min(span[0], end), max(span[1], start)
        start = max(clause.start, document.text.rfind("\n", 0, start) + 1)
        following = document.text.find("\n", end)
        end = min(clause.end, following if following >= 0 else end)
    text = document.text[start:end]
    return ClauseSource(
        document_id=document.document_id, work_id=document.work_id, title=plain_title(document.metadata),
        document_number=document.metadata.document_number, edition=edition(document.metadata),
        heading_path=clause.heading_path, start=start, end=end, text=text, text_hash=clause_hash(text),
    )  # fmt: skip


def _arranged(draft: Draft, draw: random.Random) -> tuple[tuple[str, ...], tuple[int, ...]]:
    if draft.form is AnswerForm.JUDGE:
        return ("正确", "错误"), (0 if draft.right == ("正确",) else 1,)
    options = [*draft.right, *draft.wrong]
    order = list(range(len(options)))
    draw.shuffle(order)
    if draft.form is AnswerForm.SEQUENCE and order == sorted(order):
        order.reverse()
    placed = tuple(options[at] for at in order)
    if draft.form is AnswerForm.SEQUENCE:
        return placed, tuple(order.index(at) for at in range(len(options)))
    return placed, tuple(sorted(order.index(at) for at in range(len(draft.right))))


def _printed(form: AnswerForm, options: Sequence[str], right: Sequence[int]) -> str:
    if form is AnswerForm.JUDGE:
        return options[right[0]]
    return "".join(LETTERS[at] for at in right)
