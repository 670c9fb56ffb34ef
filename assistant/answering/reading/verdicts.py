"""The refusals that need no weighing: nothing found, a hidden value, a form of answer that the source does not keep."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answering.reading.constraints import QUOTED, contains_loosely
from assistant.answering.reading.figures import tells_figure
from assistant.answering.reading.hidden import hidden_reason
from assistant.answering.reading.kinds import is_required
from assistant.answering.reading.plain import plain
from assistant.answering.reading.promises import spelled_out, unkept_promise
from assistant.answering.reading.question_words import QuestionWords
from assistant.answering.reading.redactions import asks_for_hidden_name
from assistant.answering.reading.scoring import ScoredUnit
from assistant.records import AnswerStatus
from kb.records import AnswerKind, Question
from kb.text import normalize

MEANING = re.compile(
    r"什么(?:叫|是)([^,，。?？]{2,16})(?=[?？。]|$)|^([^,，。?？]{2,16}?)(?:是什么意思|(?:是)?指(?:的是)?什么)"
)
DEFINES = "{term}.{{0,4}}(?:是指|系指|指(?![挥导定令派标示])|(?<![立随当迅])即(?![将可使时刻])|是(?!否))|(?:称为|简称|称){term}|{term}.{{0,2}}包括"  # of plain text
PARTS = 3  # units that an answer is composed of
NEARER = 0.05  # share of the question's weight
FIGURES = frozenset({AnswerKind.NUMBER, AnswerKind.LIMIT, AnswerKind.DATE, AnswerKind.PHONE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """Whether to answer, and what is missing when not.

    Attributes:
        hiding: The unit that hides what is asked for; a refusal cites it.
        certain: Refused for what stands or lacks in the source, whatever the chance of an answer.
    """

    status: AnswerStatus
    missing: str = ""
    hiding: ScoredUnit | None = None
    certain: bool = False


def certain_refusal(
    question: Question, words: QuestionWords, scored: Sequence[ScoredUnit], passage: str
) -> Verdict | None:
    """Return the refusal that needs no weighing: nothing found, a hidden value, a form of answer not kept.

    Its `missing` is "" where what is missing has to be read off the passages.
    """
    if not scored:
        return Verdict(status=AnswerStatus.NO_EVIDENCE, missing="知识库里没有与问题相关的段落")
    best = scored[0]
    if placeholder := asks_for_hidden_name(question):
        return Verdict(status=AnswerStatus.NO_EVIDENCE, missing=hidden_reason(placeholder))
    if hiding := (best if best.redacted else hidden_nearer(question, scored)):
        return hidden_verdict(hiding)
    if question.kind in FIGURES and (not best.fitting or lacks_figure(question, scored)):
        if elsewhere := hidden_elsewhere(absent_words(words, best), scored):
            return hidden_verdict(elsewhere)
        return Verdict(status=AnswerStatus.NO_EVIDENCE)
    if unquoted := quoted_nowhere(question, scored):
        return Verdict(status=AnswerStatus.NO_EVIDENCE, missing=f"找到的段落都没有提到“{unquoted}”")
    if unkept := unkept_promise(question, passage) or undefined_note(question, scored):
        return Verdict(status=AnswerStatus.NO_EVIDENCE, missing=unkept)
    return None


def lacks_figure(question: Question, scored: Sequence[ScoredUnit]) -> bool:
    """Tell whether a number is asked for and none of the units an answer is composed of counts or measures anything."""
    return question.kind is AnswerKind.NUMBER and not any(tells_figure(one.unit.text) for one in scored[:PARTS])


def undefined_note(question: Question, scored: Sequence[ScoredUnit]) -> str:
    """Say which term no found unit explains, "" when none is missing."""
    term = undefined_term(question, scored)
    return f"找到的段落没有说明“{term}”指什么" if term else ""


def undefined_term(question: Question, scored: Sequence[ScoredUnit]) -> str:
    """Return the term whose meaning is asked for when no found unit tells it, "" otherwise.

    A sentence that uses the term is no definition of it.
    """
    asked = MEANING.search(normalize(question.text))
    term = plain(next((group for group in asked.groups() if group), "")) if asked else ""
    if not term:
        return ""
    told = (f"{' '.join(one.unit.evidence.chunk.heading_path[-1:])} {one.unit.text}" for one in scored)
    defines = re.compile(DEFINES.format(term=re.escape(term)))
    return "" if any(defines.search(plain(text)) for text in told) else term


def quoted_nowhere(question: Question, scored: Sequence[ScoredUnit]) -> str:
    """Return a term in quotation marks that no found passage holds, "" when all are held or their parts are listed."""
    found = list({one.unit.evidence.chunk.chunk_id: one.unit.evidence for one in scored}.values())
    texts = [
        plain(" ".join((item.document.metadata.title, *item.chunk.heading_path, item.chunk.text))) for item in found
    ]
    listed = spelled_out(question, [item.chunk.text for item in found])
    for term in QUOTED.findall(question.text):
        if term != listed and not any(contains_loosely(term, text) for text in texts):
            return str(term)
    return ""


def hidden_verdict(hiding: ScoredUnit) -> Verdict:
    """Return the refusal that names what a unit hides."""
    return Verdict(status=AnswerStatus.NO_EVIDENCE, missing=hidden_reason(hiding.redacted), hiding=hiding)


def hidden_nearer(question: Question, scored: Sequence[ScoredUnit]) -> ScoredUnit | None:
    """Return the unit that hides a value and says more of the question than the best one, None when there is none.

    The number of the next office must not be given for the one that is blanked out.
    """
    if not is_required(question.kind):
        return None
    floor = scored[0].signals["pair_direct"] + NEARER
    return next((one for one in scored if one.redacted and one.signals["pair_direct"] > floor), None)


def hidden_elsewhere(absent: str, scored: Sequence[ScoredUnit]) -> ScoredUnit | None:
    """Return another unit that hides a value and speaks of the words which the best one lacks, None for none."""
    lacking = [word for word in absent.split("、") if word]
    hiding = (one for one in scored if one.redacted and any(word in plain(one.unit.text) for word in lacking))
    return next(hiding, None)


def absent_words(words: QuestionWords, best: ScoredUnit) -> str:
    """Name the weightiest words of the question that the best unit does not speak about, "" when it has them all."""
    evidence = best.unit.evidence
    text = plain(" ".join((best.unit.text, evidence.document.metadata.title, *evidence.chunk.heading_path)))
    absent = [word for word in words.words if word not in text and len(word) > 1]
    whole = [word for word in absent if not any(word != other and word in other for other in absent)]
    return "、".join(sorted(whole, key=lambda word: -words.words[word])[:3])
