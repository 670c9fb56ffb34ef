"""What speaks for a unit as the answer: signals between about 0 and 1, weighed by `weights`."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.answering.reading.kinds import SHAPES, asked_units, fits, has_amount, is_required, redacted_value
from assistant.answering.reading.plain import plain
from assistant.answering.reading.question_words import QuestionWords
from assistant.answering.reading.units import Unit
from kb.records import AnswerKind, ChunkKind, Evidence, Question

NORMATIVE = ("plan", "card", "manual", "action_plan", "law", "admin_reg", "dept_rule", "local_reg", "normative", "standard")
LONG_UNIT = 220

SIGNAL_NAMES = (
    "word_direct",
    "pair_direct",
    "pair_head",
    "word_head",
    "pair_chunk",
    "synonym",
    "cosine",
    "standing",
    "first",
    "fits",
    "misfit",
    "amount",
    "redacted",
    "short",
    "long",
    "table",
    "normative",
    "announces",
    "hazard",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """Normalised text around the units of one chunk, white space left out."""

    headings: str
    chunk: str

    @classmethod
    def of(cls, evidence: Evidence) -> Surroundings:
        """Collect title, headings and text of one found chunk."""
        headings = " ".join((evidence.document.metadata.title, *evidence.chunk.heading_path))
        return cls(headings=plain(headings), chunk=plain(evidence.chunk.text))


def share(weights: Mapping[str, float], *texts: str) -> float:
    """Return the share of the weight of the terms that stand in any of the texts."""
    total = sum(weights.values())
    if not total:
        return 0.0
    return sum(weight for term, weight in weights.items() if any(term in text for text in texts)) / total


def unit_signals(
    question: Question, words: QuestionWords, unit: Unit, around: Surroundings, *, standing: float, cosine: float
) -> dict[str, float]:
    """Return every signal of a unit by name.

    Args:
        standing: Retrieval score of its chunk relative to the best, 0–1.
        cosine: Of question and unit, by the encoder of the base.
    """
    text = plain(unit.text)
    shaped = question.kind in SHAPES
    amount = amount_share(question, unit.text)
    hidden = is_required(question.kind) and not amount and bool(redacted_value(unit.text))
    return {
        "word_direct": share(words.words, text),
        "pair_direct": share(words.bigrams, text),
        "pair_head": share(words.bigrams, text, around.headings),
        "word_head": share(words.words, text, around.headings),
        "pair_chunk": share(words.bigrams, text, around.headings, around.chunk),
        "synonym": float(any(term in text for term in words.synonyms)),
        "cosine": cosine,
        "standing": standing,
        "first": float(unit.evidence.rank == 1),
        "fits": float(shaped and fits(question.kind, unit.text)),
        "misfit": float(is_required(question.kind) and not fits(question.kind, unit.text)),
        "amount": amount,
        "redacted": float(hidden),
        "short": 1.0 / (1.0 + math.exp((len(text) - 12) / 4)),
        "long": min(1.0, max(0, len(text) - LONG_UNIT) / LONG_UNIT),
        "table": float(unit.evidence.chunk.kind is ChunkKind.TABLE),
        "normative": float(unit.evidence.document.metadata.doc_type.startswith(NORMATIVE)),
        "hazard": hazard_fit(question, unit.evidence),
        "announces": float(question.kind is AnswerKind.LIST and ("：" in text or "、" in text or "一是" in text)),
    }


def amount_share(question: Question, text: str) -> float:
    """Return the share of the measure words asked for (几支、多少人) that come with a numeral in the text."""
    units: Sequence[str] = asked_units(question)
    return sum(has_amount(text, unit) for unit in units) / len(units) if units else 0.0


def hazard_fit(question: Question, evidence: Evidence) -> float:
    """Return 1 when the document is about a hazard of the question, -1 when about others only, 0 when unknown."""
    asked, known = set(question.hazards), set(evidence.document.metadata.hazards)
    if not asked or not known:
        return 0.0
    return 1.0 if asked & known else -1.0
