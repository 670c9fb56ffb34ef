"""Does the evidence hold the answer? What the question names must be there, or the answer is 未找到依据."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.answering.reading.answerability import refusal_signals
from assistant.answering.reading.missing import missing_note
from assistant.answering.reading.question_words import QuestionWords
from assistant.answering.reading.refusal_model import answer_chance
from assistant.answering.reading.refusal_weights import GROUNDED_FROM, REFUSE_BELOW
from assistant.answering.reading.scoring import ScoredUnit
from assistant.answering.reading.verdicts import (
    Verdict,
    absent_words,
    certain_refusal,
    hidden_elsewhere,
    hidden_verdict,
)
from assistant.records import AnswerStatus
from kb.records import Question

__all__ = ["Verdict", "judge"]


def judge(question: Question, words: QuestionWords, scored: Sequence[ScoredUnit], passage: str) -> Verdict:
    """Judge the best unit; what the question names was checked before (`constraints`).

    Args:
        passage: The text around the best unit, further than its chunk: what it announces may follow later.
    """
    if certain := certain_refusal(question, words, scored, passage):
        return replace(certain, missing=certain.missing or missing_note(question, words, scored), certain=True)
    chance = answer_chance(refusal_signals(question, words, scored))
    if chance >= GROUNDED_FROM:
        return Verdict(status=AnswerStatus.GROUNDED)
    absent = absent_words(words, scored[0])
    if hiding := hidden_elsewhere(absent, scored):
        return replace(hidden_verdict(hiding), certain=True)
    if chance >= REFUSE_BELOW:
        note = f"所引段落没有提到“{absent}”，请核对原文" if absent else "所引段落可能只回答了一部分，请核对原文"
        return Verdict(status=AnswerStatus.PARTIAL, missing=note)
    return Verdict(status=AnswerStatus.NO_EVIDENCE, missing=missing_note(question, words, scored))
