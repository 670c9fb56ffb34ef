"""Does the evidence hold the answer? What the question names must be there, or the answer is 未找到依据."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.answering.reading.kinds import is_required
from assistant.answering.reading.scoring import QuestionWords, ScoredUnit
from assistant.records import AnswerStatus
from kb.records import Evidence, Question
from kb.text import normalize

GROUNDED_COVERAGE = 0.62
PARTIAL_COVERAGE = 0.45
QUOTED = re.compile(r"[“\"「『]([^”\"」』]{2,20})[”\"」』]")
LEVEL_NAMES = {1: "一级", 2: "二级", 3: "三级", 4: "四级"}

DocumentText = Callable[[str], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """Whether to answer, and what is missing when not."""

    status: AnswerStatus
    missing: str = ""


def judge(
    question: Question, words: QuestionWords, scored: Sequence[ScoredUnit], document_text: DocumentText
) -> Verdict:
    """Judge the best unit against what the question names; `document_text(id)` gives a whole stored text."""
    if not scored:
        return Verdict(status=AnswerStatus.NO_EVIDENCE, missing="知识库里没有与问题相关的段落")
    best = scored[0]
    lacking = missing_constraints(question, best.unit.evidence, document_text)
    if lacking:
        return Verdict(status=AnswerStatus.NO_EVIDENCE, missing="；".join(lacking))
    if best.redacted:
        reason = f"原文此处是占位符“{best.redacted}”，没有写明数值"
        return Verdict(status=AnswerStatus.NO_EVIDENCE, missing=reason)
    if is_required(question.kind) and not best.fitting:
        return Verdict(status=AnswerStatus.NO_EVIDENCE, missing="找到相关段落，但其中没有所问的数值、时限、日期或电话")
    if best.coverage >= GROUNDED_COVERAGE:
        return Verdict(status=AnswerStatus.GROUNDED)
    absent = absent_words(words, best)
    if best.coverage >= PARTIAL_COVERAGE:
        return Verdict(status=AnswerStatus.PARTIAL, missing=absent)
    return Verdict(status=AnswerStatus.NO_EVIDENCE, missing=absent)


def absent_words(words: QuestionWords, best: ScoredUnit) -> str:
    """Name the weightiest words of the question that the best unit does not speak about."""
    text = normalize(best.unit.text + " ".join(best.unit.evidence.chunk.heading_path))
    absent = sorted((w for w in words.weights if w not in text), key=lambda w: -words.weights[w])
    return f"没有同时谈到“{'、'.join(absent[:4])}”的段落" if absent else "相关段落没有直接回答这个问题"


def missing_constraints(
    question: Question, evidence: Evidence, document_text: DocumentText
) -> list[str]:
    """Name the years, places, levels and quoted terms of the question that the source does not hold."""
    metadata = evidence.document.metadata
    near = normalize(" ".join((metadata.title, *evidence.chunk.heading_path, evidence.chunk.text)))
    lacking = [f"没有{year}年的内容" for year in question.years if not speaks_of_year(year, near, evidence)]
    whole = normalize(document_text(evidence.chunk.document_id)) if question.places else ""
    lacking += [
        f"没有关于{place}的内容"
        for place in question.places
        if normalize(place) not in normalize(metadata.region + metadata.title) and normalize(place) not in whole
    ]
    if question.response_level is not None and LEVEL_NAMES.get(question.response_level, "") not in level_text(near):
        lacking.append(f"没有关于{LEVEL_NAMES.get(question.response_level, '该级别')}的内容")
    lacking += [
        f"没有提到“{term}”" for term in QUOTED.findall(question.text) if not contains_loosely(normalize(term), near)
    ]
    return lacking


def speaks_of_year(year: str, near: str, evidence: Evidence) -> bool:
    """Tell whether the passage, or the document's own date, is of that year."""
    metadata = evidence.document.metadata
    dates = (metadata.issued_on, metadata.effective_on, metadata.revised_on, metadata.adopted_on)
    return year in near or any(day is not None and str(day.year) == year for day in dates)


def level_text(text: str) -> str:
    """Rewrite Ⅱ级, II级, 2级 as 二级 (after NFKC Ⅱ is II)."""
    for number, roman in ((4, "iv"), (3, "iii"), (2, "ii"), (1, "i")):
        text = re.sub(rf"(?:{roman}|{number})\s*级", LEVEL_NAMES[number], text, flags=re.IGNORECASE)
    return text


def contains_loosely(term: str, text: str) -> bool:
    """Tell whether a quoted term stands in the text, quotation marks and spaces aside."""
    strip = re.compile(r"[\s“”\"「」『』‘’']")
    return strip.sub("", term) in strip.sub("", text)
