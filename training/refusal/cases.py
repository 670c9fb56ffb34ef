"""Asked questions as rows for learning: their signals, whether the best unit answers, where they come from."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from assistant.answering.reading.answerability import refusal_signals
from assistant.answering.reading.verdicts import certain_refusal
from benchmarks.answer_eval import plain
from training.refusal.desks import Desk, Found, Keep

BEST = 2  # units of which one must hold the answer: an answer is composed of several


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One asked question.

    Attributes:
        origin: How it was made: gold, clause, pair; with what was done to it: gold+removed, clause+year …
        group: Document it is about; folds never cut a group.
        answerable: The base holds the answer (and the passage was not taken away).
        right: One of the best units holds the answer.
        certain: Refused before the model is asked.
        signals: By name; empty when `certain`.
    """

    question: str
    origin: str
    group: str
    answerable: bool
    right: bool
    certain: bool
    signals: dict[str, float]


def case_of(
    desk: Desk,
    question: str,
    *,
    origin: str,
    group: str,
    answers: Sequence[str] = (),
    passages: Sequence[str] = (),
    keep: Keep | None = None,
) -> Case | None:
    """Ask one question; None when the label would be wrong: asked without its passage, and the answer stands elsewhere.

    Args:
        answers: Expected strings; with `passages` empty, an answerable question is right when a unit holds one.
        passages: Texts one of which holds the answer, for pairs without answer strings.
    """
    found = desk.ask(question, keep)
    right = holds(found, answers, passages)
    if keep is not None and right:
        return None
    answerable = bool(answers or passages) and keep is None
    return labelled(question, found, origin=origin, group=group, answerable=answerable, right=right)


def labelled(question: str, found: Found, *, origin: str, group: str, answerable: bool, right: bool) -> Case:
    """Return the case of a question that was asked."""
    certain = (
        bool(found.lacking) or certain_refusal(found.question, found.words, found.scored, found.passage) is not None
    )
    signals = {} if certain else refusal_signals(found.question, found.words, found.scored)
    return Case(
        question=question,
        origin=origin,
        group=group,
        answerable=answerable,
        right=answerable and right,
        certain=certain,
        signals={name: round(value, 4) for name, value in signals.items()},
    )


def holds(found: Found, answers: Sequence[str], passages: Sequence[str]) -> bool:
    """Tell whether one of the best units holds an expected string or stands in an expected passage."""
    best = [one.unit for one in found.scored[:BEST]]
    told = [plain(unit.text) for unit in best]
    if any(plain(answer) in text for answer in answers for text in told):
        return True
    return any(
        unit.evidence.chunk.text in passage or passage in unit.evidence.chunk.text
        for passage in passages
        for unit in best[:1]
    )


def write_cases(path: Path, cases: Iterable[Case]) -> None:
    """Write cases as JSON lines."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(asdict(case), ensure_ascii=False) + "\n" for case in cases)


def read_cases(path: Path) -> list[Case]:
    """Read cases as `write_cases` writes them."""
    return [Case(**json.loads(line)) for line in path.read_text(encoding="utf-8").splitlines()]
