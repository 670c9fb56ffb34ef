"""What speaks for a unit as the answer: signals between about 0 and 1, weighed by `weights`."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answering.reading.hidden import hidden_values
from assistant.answering.reading.kinds import PHONE, SHAPES, asked_units, fits, has_amount, is_required
from assistant.answering.reading.plain import plain
from assistant.answering.reading.question_words import QuestionWords
from assistant.answering.reading.units import Unit
from kb.records import AnswerKind, ChunkKind, Evidence, Question

NORMATIVE = (
    "plan",
    "card",
    "manual",
    "action_plan",
    "law",
    "admin_reg",
    "dept_rule",
    "local_reg",
    "normative",
    "standard",
)
LONG_UNIT = 220
LABEL_CHARACTERS = 12

SIGNAL_NAMES = (
    "word_direct",
    "pair_direct",
    "pair_head",
    "word_head",
    "pair_chunk",
    "title",
    "label",
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
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """Normalised text around the units of one chunk, white space left out."""

    title: str
    headings: str
    chunk: str

    @classmethod
    def of(cls, evidence: Evidence) -> Surroundings:
        """Collect title, headings and text of one found chunk."""
        headings = " ".join((evidence.document.metadata.title, *evidence.chunk.heading_path))
        return cls(
            title=plain(evidence.document.metadata.title), headings=plain(headings), chunk=plain(evidence.chunk.text)
        )


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
    hidden = is_required(question.kind) and not amount and bool(hidden_values(unit.text))
    return {
        "word_direct": words.word_share(text),
        "pair_direct": words.pair_share(text),
        "pair_head": words.pair_share(text, around.headings),
        "word_head": words.word_share(text, around.headings),
        "pair_chunk": words.pair_share(text, around.headings, around.chunk),
        "title": words.word_share(around.title),
        "label": label_share(question, words, unit, text),
        "synonym": float(any(term in text for term in words.synonyms)),
        "cosine": cosine,
        "standing": standing,
        "first": float(unit.evidence.rank == 1),
        "fits": float(shaped and fits(question, unit.text)),
        "misfit": float(is_required(question.kind) and not fits(question, unit.text)),
        "amount": amount,
        "redacted": float(hidden),
        "short": 1.0 / (1.0 + math.exp((len(text) - 12) / 4)),
        "long": min(1.0, max(0, len(text) - LONG_UNIT) / LONG_UNIT),
        "table": float(unit.evidence.chunk.kind is ChunkKind.TABLE),
        "normative": float(unit.evidence.document.metadata.doc_type.startswith(NORMATIVE)),
        "announces": float(question.kind is AnswerKind.LIST and ("：" in text or "、" in text or "一是" in text)),
    }


def label_share(question: Question, words: QuestionWords, unit: Unit, text: str) -> float:
    """Return how far the words just before a phone number are those of the question; 0 for other questions."""
    if question.kind is not AnswerKind.PHONE:
        return 0.0
    if unit.evidence.chunk.kind is ChunkKind.TABLE:
        return words.word_share(text) if PHONE.search(text) else 0.0
    labels = (text[max(0, match.start() - LABEL_CHARACTERS) : match.start()] for match in PHONE.finditer(text))
    return max((words.word_share(label) for label in labels), default=0.0)


def amount_share(question: Question, text: str) -> float:
    """Return the share of the measure words asked for (几支、多少人) that come with a numeral in the text."""
    units: Sequence[str] = asked_units(question)
    return sum(has_amount(text, unit) for unit in units) / len(units) if units else 0.0
