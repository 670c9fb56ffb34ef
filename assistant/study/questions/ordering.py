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
_NOT_STEPS = re.compile(r"职责|原则|要求|措施$|条件|注意事项|时限|内容")
# What may come at any time: a condition, what somebody may do, what goes on beside the rest.
_ANY_TIME = re.compile(
    r"^任何|^(?:如|若|当|遇|凡|有人|具备)|可以|必要时|同时|随时|定期|逐项|全程|持续|期间|每\d|严禁|不得|^[^，]{0,30}(?:没有|不能|未|无法|得不到)[^，]{0,12}，|^[^，]{2,30}的，"
    r"|^[^，]{2,14}(?:变化|不足|恶化|扩大|蔓延)，|^[^，]{0,20}有人(?:受伤|被困)[^，]*，"
)
_GROUP = re.compile("[\u4e00-\u9fff]{2,8}?组(?![织成长建员])")  # two groups work side by side
_SHORTEST, _LONGEST = 6, 60
_STEPS = 4


def order_questions(material: Material, _: Truths, draw: random.Random) -> Iterator[Draft]:
    """Yield one question for every four printable steps of a procedure."""
    for clause in material.clauses:
        title = clause.headings[-1].title if clause.headings else ""
        if not _PROCEDURE.search(title) or _NOT_STEPS.search(title):
            continue
        steps = [line for line in clause.lines if line.is_item]
        if len(steps) < _STEPS or len(steps) < len(clause.lines) - 2:
            continue
        for part in _parts([line for line in steps if _is_usable(line.text)]):
            chosen = _drawn(part, draw)
            if chosen:
                yield _draft(clause, chosen)


def _parts(steps: Sequence[Line]) -> list[Sequence[Line]]:
    count = max(1, len(steps) // _STEPS)
    return [steps[at * len(steps) // count : (at + 1) * len(steps) // count] for at in range(count)]


def _drawn(steps: Sequence[Line], draw: random.Random) -> list[Line]:
    if len(steps) < _STEPS:
        return []
    starts = range(len(steps) - _STEPS + 1)
    windows = (list(steps[start : start + _STEPS]) for start in draw.sample(starts, len(starts)))
    return next((window for window in windows if _is_clear(window)), [])


def _is_clear(steps: Sequence[Line]) -> bool:
    """Tell whether no two steps are alike and none is done beside another."""
    groups = {found.group() for line in steps if (found := _GROUP.match(line.text))}
    alike = any(overlap(one.text, other.text) > 0.6 for one in steps for other in steps if one is not other)
    return not alike and len(groups) <= 1


def _is_usable(text: str) -> bool:
    return (
        _SHORTEST <= len(text) <= _LONGEST
        and is_printable(text)
        and not points_away(text)
        and not _ANY_TIME.search(text)
    )


def _draft(clause: Clause, steps: Sequence[Line]) -> Draft:
    texts = tuple(line.text.rstrip("。；; ") for line in steps)
    return Draft(
        kind=QuestionKind.ORDER, form=AnswerForm.SEQUENCE,
        stem=f"按照{place_of(clause)}规定的先后顺序，下列步骤的正确排序是（　　）。", clause=clause,
        span=(steps[0].start, steps[-1].end),
        keys=tuple((line.start, line.start + len(text)) for line, text in zip(steps, texts, strict=True)), right=texts,
    )  # fmt: skip
