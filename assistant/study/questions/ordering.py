"""Questions on the order of steps: only lists that a plan itself calls a procedure."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence

from assistant.study.questions.clauses import Clause, Line
from assistant.study.questions.composing import Draft
from assistant.study.questions.material import Material
from assistant.study.questions.records import AnswerForm, QuestionKind
from assistant.study.questions.statements import is_printable, place_of, points_away
from assistant.study.questions.truths import Truths, overlap

_PROCEDURE = re.compile(r"程序|步骤|流程")
_NOT_STEPS = re.compile(r"职责|原则|要求|措施$|条件|注意事项")
_SHORTEST, _LONGEST = 6, 60
_STEPS = 4


def order_questions(material: Material, _: Truths, draw: random.Random) -> Iterator[Draft]:
    """Yield one question per procedure with at least four printable steps, two for one with eight or more."""
    for clause in material.clauses:
        title = clause.headings[-1].title if clause.headings else ""
        if not _PROCEDURE.search(title) or _NOT_STEPS.search(title):
            continue
        steps = [line for line in clause.lines if line.is_item]
        if len(steps) < _STEPS or len(steps) < len(clause.lines) - 2:
            continue
        for part in _parts(steps):
            chosen = _drawn(part, draw)
            if chosen:
                yield _draft(clause, chosen)


def _parts(steps: Sequence[Line]) -> list[Sequence[Line]]:
    half = len(steps) // 2
    return [steps[:half], steps[half:]] if len(steps) >= 2 * _STEPS else [steps]


def _drawn(steps: Sequence[Line], draw: random.Random) -> list[Line]:
    usable = [line for line in steps if _is_usable(line.text)]
    if len(usable) < _STEPS:
        return []
    start = draw.randrange(len(usable) - _STEPS + 1)
    chosen = list(usable[start : start + _STEPS])
    alike = any(overlap(one.text, other.text) > 0.6 for one in chosen for other in chosen if one is not other)
    return [] if alike else chosen


def _is_usable(text: str) -> bool:
    return _SHORTEST <= len(text) <= _LONGEST and is_printable(text) and not points_away(text)


def _draft(clause: Clause, steps: Sequence[Line]) -> Draft:
    texts = tuple(line.text.rstrip("。；; ") for line in steps)
    return Draft(
        kind=QuestionKind.ORDER, form=AnswerForm.SEQUENCE,
        stem=f"按照{place_of(clause)}规定的先后顺序，下列步骤的正确排序是（　　）。", clause=clause,
        span=(steps[0].start, steps[-1].end),
        keys=tuple((line.start, line.start + len(text)) for line, text in zip(steps, texts, strict=True)), right=texts,
    )  # fmt: skip
