"""How well each unit answers the question: weighted coverage of its words, shape, and place in the ranking."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from assistant.answering.reading.kinds import asked_units, fits, has_amount, is_required, redacted_value
from assistant.answering.reading.units import Unit, units_of
from kb.records import AnswerKind, Evidence, Question
from kb.text import normalize

WordWeights = Callable[[Sequence[str]], Mapping[str, float]]

HEADING_CREDIT = 0.75  # a question word found only in the headings or the title
NEIGHBOUR_CREDIT = 0.6  # … only elsewhere in the same chunk
SYNONYM_CREDIT = 0.8  # an equal term of the taxonomy stands there instead
RANK_WEIGHT = 0.35
SHAPE_WEIGHT = 0.25
AMOUNT_WEIGHT = 0.25
REDACTED_PENALTY = 0.5
LONG_UNIT = 220


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionWords:
    """The words of a question that an answer should speak about, with their weights.

    Attributes:
        weights: Word → idf weight; words that only ask (什么, 多少) are absent.
        synonyms: Terms of the taxonomy that stand for words of the question.
    """

    weights: Mapping[str, float]
    synonyms: tuple[str, ...]

    @property
    def total(self) -> float:
        """Sum of all weights; 1.0 when there is no word, so that it can divide."""
        return sum(self.weights.values()) or 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoredUnit:
    """A unit with its score.

    Attributes:
        coverage: Share of the question's weight found in the unit itself or credited to its surroundings, 0–1.
        direct: Share found in the unit itself.
        fitting: It holds something of the kind asked for.
        redacted: Placeholder standing where the value should be.
    """

    unit: Unit
    score: float
    coverage: float
    direct: float
    fitting: bool
    redacted: str = ""


def score_units(question: Question, words: QuestionWords, evidence: Sequence[Evidence]) -> list[ScoredUnit]:
    """Score every unit of the evidence; best first, ties in ranking order."""
    scored: list[ScoredUnit] = []
    best = max((item.score for item in evidence), default=1.0) or 1.0
    for item in evidence:
        around = Surroundings.of(item)
        for unit in units_of(item):
            scored.append(score_unit(question, words, unit, around, item.score / best))
    return sorted(scored, key=lambda entry: -entry.score)


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """Normalised text around the units of one chunk."""

    headings: str
    chunk: str

    @classmethod
    def of(cls, evidence: Evidence) -> Surroundings:
        """Collect title, headings and text of one found chunk."""
        headings = " ".join((evidence.document.metadata.title, *evidence.chunk.heading_path))
        return cls(headings=normalize(headings), chunk=normalize(evidence.chunk.text))


def score_unit(
    question: Question, words: QuestionWords, unit: Unit, around: Surroundings, standing: float
) -> ScoredUnit:
    """Score one unit; `standing` is its chunk's retrieval score relative to the best, 0–1."""
    text = normalize(unit.text)
    direct, coverage = coverages(words, text, around)
    fitting = fits(question.kind, unit.text)
    redacted = redacted_value(unit.text) if is_required(question.kind) else ""
    score = coverage + RANK_WEIGHT * standing + 0.5 * direct
    score += shape_score(question, unit.text, fitting=fitting)
    score -= REDACTED_PENALTY if redacted else 0.0
    score -= min(0.2, max(0, len(unit.text) - LONG_UNIT) / 1000)
    return ScoredUnit(
        unit=unit, score=score, coverage=coverage, direct=direct, fitting=fitting, redacted=redacted
    )


def coverages(words: QuestionWords, text: str, around: Surroundings) -> tuple[float, float]:
    """Return (direct, credited) shares of the question's weight."""
    direct = credited = 0.0
    synonym = any(term in text or term in around.headings for term in words.synonyms)
    for word, weight in words.weights.items():
        if word in text:
            direct += weight
            credited += weight
        elif word in around.headings:
            credited += HEADING_CREDIT * weight
        elif word in around.chunk:
            credited += NEIGHBOUR_CREDIT * weight
        elif synonym and any(word in term or term in word for term in words.synonyms):
            credited += SYNONYM_CREDIT * weight
    return direct / words.total, credited / words.total


def shape_score(question: Question, text: str, *, fitting: bool) -> float:
    """Reward text of the kind asked for, more so with the very measure words of the question."""
    if question.kind is AnswerKind.OPEN:
        return 0.0
    score = SHAPE_WEIGHT if fitting else (-SHAPE_WEIGHT if is_required(question.kind) else 0.0)
    units = asked_units(question)
    if units:
        score += AMOUNT_WEIGHT * sum(has_amount(text, unit) for unit in units) / len(units)
    return score
