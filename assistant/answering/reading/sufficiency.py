"""Does the evidence hold the answer? What the question names must be there, or the answer is 未找到依据."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answering.reading.hidden import hidden_reason
from assistant.answering.reading.kinds import is_required
from assistant.answering.reading.plain import plain
from assistant.answering.reading.promises import unkept_promise
from assistant.answering.reading.question_words import QuestionWords
from assistant.answering.reading.redactions import asks_for_hidden_name
from assistant.answering.reading.scoring import ScoredUnit
from assistant.answering.reading.weights import REFUSAL_WEIGHTS
from assistant.records import AnswerStatus
from kb.records import Question

GROUNDED_CHANCE = 0.6
NEARER = 0.05  # share of the question's weight
PARTIAL_CHANCE = 0.25  # below it the best passage is more likely wrong than right: refuse

REFUSAL_SIGNALS = (
    "pair_direct",
    "pair_head",
    "pair_chunk",
    "word_direct",
    "word_head",
    "cosine",
    "best_cosine",
    "margin",
    "fits",
    "misfit",
    "amount",
    "synonym",
    "rarest_absent",
    "length",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """Whether to answer, and what is missing when not."""

    status: AnswerStatus
    missing: str = ""


def judge(question: Question, words: QuestionWords, scored: Sequence[ScoredUnit], passage: str) -> Verdict:
    """Judge the best unit; what the question names was checked before (`constraints`).

    Args:
        passage: The text around the best unit, further than its chunk: what it announces may follow later.
    """
    if not scored:
        return Verdict(status=AnswerStatus.NO_EVIDENCE, missing="知识库里没有与问题相关的段落")
    best = scored[0]
    if placeholder := best.redacted or hidden_nearer(question, scored) or asks_for_hidden_name(question):
        return Verdict(status=AnswerStatus.NO_EVIDENCE, missing=hidden_reason(placeholder))
    if is_required(question.kind) and not best.fitting:
        hidden = hidden_elsewhere(absent_words(words, best), scored)
        missing = hidden_reason(hidden) if hidden else "找到相关段落，但其中没有所问的数值、时限、日期或电话"
        return Verdict(status=AnswerStatus.NO_EVIDENCE, missing=missing)
    if unkept := unkept_promise(question, passage):
        return Verdict(status=AnswerStatus.NO_EVIDENCE, missing=unkept)
    chance = answer_chance(question, words, scored)
    if chance >= GROUNDED_CHANCE:
        return Verdict(status=AnswerStatus.GROUNDED)
    absent = absent_words(words, best)
    if placeholder := hidden_elsewhere(absent, scored):
        return Verdict(status=AnswerStatus.NO_EVIDENCE, missing=hidden_reason(placeholder))
    if chance >= PARTIAL_CHANCE:
        note = f"所引段落没有提到“{absent}”，请核对原文" if absent else "所引段落可能只回答了一部分，请核对原文"
        return Verdict(status=AnswerStatus.PARTIAL, missing=note)
    note = f"没有同时谈到“{absent}”的段落" if absent else "相关段落没有直接回答这个问题"
    return Verdict(status=AnswerStatus.NO_EVIDENCE, missing=note)


def hidden_nearer(question: Question, scored: Sequence[ScoredUnit]) -> str:
    """Return what a unit hides that says more of the question than the best one, "" when none does.

    The number of the next office must not be given for the one that is blanked out.
    """
    if not is_required(question.kind):
        return ""
    floor = scored[0].signals["pair_direct"] + NEARER
    return next((one.redacted for one in scored if one.redacted and one.signals["pair_direct"] > floor), "")


def hidden_elsewhere(absent: str, scored: Sequence[ScoredUnit]) -> str:
    """Return what another unit hides that speaks of the words which the best one lacks, "" when none does."""
    lacking = [word for word in absent.split("、") if word]
    hiding = (one for one in scored if one.redacted and any(word in plain(one.unit.text) for word in lacking))
    return next((one.redacted for one in hiding), "")


def answer_chance(question: Question, words: QuestionWords, scored: Sequence[ScoredUnit]) -> float:
    """Return the learned chance (0–1) that the best unit answers the question."""
    signals = refusal_signals(question, words, scored)
    total = REFUSAL_WEIGHTS["bias"] + sum(
        REFUSAL_WEIGHTS[name] * value for name, value in zip(REFUSAL_SIGNALS, signals, strict=True)
    )
    return 1.0 / (1.0 + math.exp(-total))


def refusal_signals(question: Question, words: QuestionWords, scored: Sequence[ScoredUnit]) -> tuple[float, ...]:
    """Return what speaks for the best unit being an answer, in the order of `REFUSAL_SIGNALS`."""
    best = scored[0]
    named = {name: best.signals[name] for name in REFUSAL_SIGNALS if name in best.signals}
    later = [entry.score for entry in scored[1:] if entry.unit.evidence.chunk != best.unit.evidence.chunk]
    named["best_cosine"] = max(entry.signals["cosine"] for entry in scored)
    named["margin"] = best.score - max(later, default=best.score - 1.0)
    named["rarest_absent"] = rarest_absent(words, best)
    named["length"] = min(1.0, len(question.text) / 40)
    return tuple(named[name] for name in REFUSAL_SIGNALS)


def rarest_absent(words: QuestionWords, best: ScoredUnit) -> float:
    """Return the weight of the rarest word that neither unit nor headings hold, relative to the rarest of all."""
    evidence = best.unit.evidence
    text = plain(" ".join((best.unit.text, evidence.document.metadata.title, *evidence.chunk.heading_path)))
    heaviest = max(words.words.values(), default=1.0)
    return max((weight for word, weight in words.words.items() if word not in text), default=0.0) / heaviest


def absent_words(words: QuestionWords, best: ScoredUnit) -> str:
    """Name the weightiest words of the question that the best unit does not speak about, "" when it has them all."""
    evidence = best.unit.evidence
    text = plain(" ".join((best.unit.text, evidence.document.metadata.title, *evidence.chunk.heading_path)))
    absent = [word for word in words.words if word not in text and len(word) > 1]
    whole = [word for word in absent if not any(word != other and word in other for other in absent)]
    return "、".join(sorted(whole, key=lambda word: -words.words[word])[:3])
