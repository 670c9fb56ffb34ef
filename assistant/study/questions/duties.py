"""Multiple choices on the duties of one body, with distractors from the duties of the bodies beside it."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.study.questions.clauses import Clause, Line
from assistant.study.questions.composing import Draft
from assistant.study.questions.material import Material
from assistant.study.questions.records import AnswerForm, QuestionKind
from assistant.study.questions.siblings import gives_no_name, is_about_duties
from assistant.study.questions.statements import is_printable, place_of, points_away
from assistant.study.questions.truths import Truths, overlap

_LABELLED = re.compile(r"(?P<name>[\u4e00-\u9fff]{3,16})[:：](?P<text>.{12,240})[。；;]")
_PART = re.compile(r"[^，；;。]+")
_OPENING = re.compile("(?:主要)?负责|承担|具体负责")
# A part that hangs on the one before it, or is no duty by itself.
_HANGING = re.compile(
    "^(?:并|其|以及|和|及|确保|保证|避免|防止|使|为|按|根据|必要|对|在|由|向)|(?:后|时|的|前|中|等|情况下)$|任务$|有关|相关|其他|交办|职责|电话"
)
_SHORTEST, _LONGEST = 6, 34
_OPTIONS = 4
_LENGTH_RATIO = 2.8
_OTHER_MATTER = 0.3  # share of a distractor's pairs that the body's own duties may hold


@dataclass(frozen=True, slots=True, kw_only=True)
class Duties:
    """A line 市公安局：负责…，…; `parts` are spans of the document, each a duty."""

    line: Line
    name: str
    parts: tuple[tuple[int, int], ...]


def duty_questions(material: Material, _: Truths, draw: random.Random) -> Iterator[Draft]:
    """Yield one question for every body with at least two duties whose words do not name it."""
    text = material.document.text
    for clause in material.clauses:
        if not is_about_duties(clause):
            continue
        found = [one for line in clause.lines if (one := _duties(line)) is not None]
        for one in found:
            right = [part for part in one.parts if gives_no_name(one.name, text[part[0] : part[1]])]
            others = [text[start:end] for other in found if other is not one for start, end in other.parts]
            draft = _draft(clause, one, right, others, draw)
            if draft is not None:
                yield draft


def _duties(line: Line) -> Duties | None:
    found = _LABELLED.fullmatch(line.text)
    if not found or not is_printable(line.text) or points_away(line.text):
        return None
    parts = []
    for part in _PART.finditer(line.text, found.start("text"), found.end("text")):
        opening = _OPENING.match(part.group())
        start = part.start() + (opening.end() if opening else 0)
        words = line.text[start : part.end()]
        if _SHORTEST <= len(words) <= _LONGEST and not _HANGING.search(words):
            parts.append((line.start + start, line.start + part.end()))
    return Duties(line=line, name=found["name"], parts=tuple(parts)) if parts else None


def _draft(
    clause: Clause, one: Duties, right: Sequence[tuple[int, int]], others: Sequence[str], draw: random.Random
) -> Draft | None:
    text = clause.document.text
    if len(right) < 2:
        return None
    chosen = sorted(draw.sample(right, min(len(right), draw.choice((2, 2, 3)))))
    words = [text[start:end] for start, end in chosen]
    wrong = _wrong(one, words, others, draw)
    if len(wrong) + len(words) < _OPTIONS:
        return None
    own = replace(clause, start=one.line.start, end=one.line.end, lines=(one.line,), rows=())
    return Draft(
        kind=QuestionKind.MULTIPLE, form=AnswerForm.SEVERAL, stem=f"根据{place_of(clause)}，下列属于{one.name}职责的是（　　）。", clause=own,
        span=(one.line.start, one.line.end), keys=tuple(chosen), right=tuple(words), wrong=tuple(wrong),
    )  # fmt: skip


def _wrong(one: Duties, words: Sequence[str], others: Sequence[str], draw: random.Random) -> list[str]:
    """Return duties of the other bodies on other matters, about as long as the right ones."""
    low, high = max(map(len, words)) / _LENGTH_RATIO, min(map(len, words)) * _LENGTH_RATIO
    pool = [
        other
        for other in dict.fromkeys(others)
        if low <= len(other) <= high and overlap(other, one.line.text) < _OTHER_MATTER
    ]
    draw.shuffle(pool)
    kept: list[str] = []
    for other in pool:
        if all(overlap(other, before) < _OTHER_MATTER for before in (*kept, *words)):
            kept.append(other)
        if len(kept) + len(words) == _OPTIONS:
            break
    return kept
