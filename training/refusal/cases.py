"""Asked questions as rows for learning: their signals, whether the best unit answers, where they come from."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

from assistant.answering.reading.answerability import refusal_signals
from assistant.answering.reading.verdicts import certain_refusal
from assistant.evaluation.answers import holds as holds_answer
from assistant.evaluation.records import Match
from training.refusal.desks import Desk, Found, Keep


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One asked question.

    Attributes:
        source: Set of questions it comes from; each weighs the same.
        origin: How it was made: gold, clause, pair; with what was done to it: gold+removed, clause+year …
        group: Document it is about; folds never cut a group.
        answerable: The base holds the answer (and the passage was not taken away).
        right: What would be answered is right.
        certain: Refused before the model is asked.
        signals: By name; empty when `certain`.
    """

    question: str
    source: str
    origin: str
    group: str
    answerable: bool
    right: bool
    certain: bool
    signals: dict[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """What a case is said to be.

    Attributes:
        answers: Expected strings; () for an unanswerable question.
        passages: Texts one of which holds the answer, for pairs without answer strings.
        heard: See `Desk.ask`.
    """

    source: str
    origin: str
    group: str
    answers: tuple[str, ...] = ()
    match: Match = Match.ANY
    passages: tuple[str, ...] = ()
    heard: bool = True


def case_of(desk: Desk, question: str, label: Label, keep: Keep | None = None) -> Case | None:
    """Ask one question; None when the label would be wrong: asked without its passage, and the answer stands elsewhere."""
    found = desk.ask(question, keep, heard=label.heard)
    right = is_met(found, label)
    if keep is not None and right:
        return None
    answerable = bool(label.answers or label.passages) and keep is None
    return labelled(question, found, label, answerable=answerable, right=right)


def labelled(question: str, found: Found, label: Label, *, answerable: bool, right: bool) -> Case:
    """Return the case of a question that was asked."""
    certain = (
        bool(found.lacking) or certain_refusal(found.question, found.words, found.scored, found.passage) is not None
    )
    signals = {} if certain else refusal_signals(found.question, found.words, found.scored)
    return Case(
        question=question,
        source=label.source,
        origin=label.origin,
        group=label.group,
        answerable=answerable,
        right=answerable and right,
        certain=certain,
        signals={name: round(value, 4) for name, value in signals.items()},
    )


def is_met(found: Found, label: Label) -> bool:
    """Tell whether the answer holds the expected strings, or the best unit stands in an expected passage."""
    if label.answers and holds_answer(found.answer, label.answers, label.match):
        return True
    best = [one.unit.evidence.chunk.text for one in found.scored[:1]]
    return any(text in passage or passage in text for passage in label.passages for text in best)


def write_cases(path: Path, cases: Iterable[Case]) -> None:
    """Write cases as JSON lines."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(asdict(case), ensure_ascii=False) + "\n" for case in cases)


def read_cases(path: Path) -> list[Case]:
    """Read cases as `write_cases` writes them."""
    return [Case(**json.loads(line)) for line in path.read_text(encoding="utf-8").splitlines()]
