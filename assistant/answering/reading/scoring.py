"""How well each unit answers the question: a weighted sum of its signals."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from assistant.answering.reading.constraints import contradicts
from assistant.answering.reading.features import Surroundings, unit_signals
from assistant.answering.reading.kinds import fits, is_required, redacted_value
from assistant.answering.reading.plain import plain
from assistant.answering.reading.question_words import QuestionWords
from assistant.answering.reading.units import Unit, units_of
from assistant.answering.reading.weights import UNIT_WEIGHTS
from kb.records import Evidence, Question
from kb.taxonomy import default_taxonomy

TOPIC_BONUS = 1.0
CLOSER_LOOK = 48  # units compared by meaning; the rest shares least with the question and costs milliseconds
Similarities = Callable[[str, Sequence[str]], Sequence[float]]


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoredUnit:
    """A unit with its score.

    Attributes:
        signals: Every signal by name, see `features.SIGNAL_NAMES`.
        fitting: It holds something of the kind asked for.
        redacted: Placeholder standing where the value should be.
    """

    unit: Unit
    score: float
    signals: Mapping[str, float]
    fitting: bool
    redacted: str = ""


def score_units(
    question: Question, words: QuestionWords, evidence: Sequence[Evidence], similarities: Similarities
) -> list[ScoredUnit]:
    """Score every unit of the evidence; best first, ties in ranking order."""
    around = {item.chunk.chunk_id: Surroundings.of(item) for item in evidence}
    best = max((item.score for item in evidence), default=1.0) or 1.0
    units = [unit for item in evidence for unit in units_of(item) if not contradicts(question, unit.text)]
    units = likeliest(words, units, around)
    cosines = similarities(question.normalized, [with_heading(unit) for unit in units]) if units else []
    scored = [
        score_unit(question, words, unit, around[unit.evidence.chunk.chunk_id], unit.evidence.score / best, cosine)
        for unit, cosine in zip(units, cosines, strict=True)
    ]
    return sorted(scored, key=lambda entry: -entry.score)


def topic_bonus(question: Question, evidence: Evidence) -> float:
    """Prefer the special plan for a hazard of the question to a plan that only mentions it.

    Set by hand: the question sets hold too few such pairs to learn it.
    """
    about = default_taxonomy().find_hazards(evidence.document.metadata.title, colloquial=False)
    return TOPIC_BONUS if set(question.hazards) & set(about) else 0.0


def likeliest(words: QuestionWords, units: Sequence[Unit], around: Mapping[str, Surroundings]) -> list[Unit]:
    """Return the units worth a closer look, in their order: those that share most with the question."""
    if len(units) <= CLOSER_LOOK:
        return list(units)
    shares = [
        words.pair_share(plain(unit.text), around[unit.evidence.chunk.chunk_id].headings) - unit.evidence.rank / 1000
        for unit in units
    ]
    floor = sorted(shares, reverse=True)[CLOSER_LOOK - 1]
    return [unit for unit, value in zip(units, shares, strict=True) if value >= floor]


def with_heading(unit: Unit) -> str:
    """Return the unit behind its innermost heading, which often holds the subject that the sentence leaves out."""
    path = unit.evidence.chunk.heading_path
    return f"{path[-1]} {unit.text}" if path else unit.text


def score_unit(
    question: Question, words: QuestionWords, unit: Unit, around: Surroundings, standing: float, cosine: float
) -> ScoredUnit:
    """Score one unit."""
    signals = unit_signals(question, words, unit, around, standing=standing, cosine=cosine)
    return ScoredUnit(
        unit=unit,
        score=sum(UNIT_WEIGHTS[name] * value for name, value in signals.items()) + topic_bonus(question, unit.evidence),
        signals=signals,
        fitting=fits(question.kind, unit.text),
        redacted=redacted_value(unit.text) if is_required(question.kind) and not signals["amount"] else "",
    )
