"""Signals of one candidate: how well a chunk and its document fit a question. Each is between about 0 and 1."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

from kb.records import AnswerKind, Chunk, DocumentStatus, DocumentSummary, Metadata, Question
from kb.retrieval.filtering import NATIONAL, standard_place
from kb.retrieval.terms import SearchTerms, plain

WINDOW_CHARACTERS = 120  # about the length of a clause
LONG_CHUNK = 400  # characters; where the length signal reaches 1
PLAN_TYPES = ("plan", "card", "manual", "action_plan")
REPORT_TYPES = ("report", "speech", "practice", "drill", "investigation", "survey", "summary")
_NUMBER = re.compile(r"\d|[一二三四五六七八九十百千]")
_HEADING_NUMBER = re.compile(r"^[\d一二三四五六七八九十第条章节]+")
_ABOUT_DOING = re.compile(r"处置|处理|措施|程序|救援|扑救|抢险|疏散|撤离|转移|报告|报警|行动|自救|逃生|启动|响应$")
_ABOUT_PLAN = re.compile(r"总则|编制|适用|原则|附则|预案管理|组织机构|职责|分级|风险描述|特征|保障|培训|修订|名词|术语")
RELATED_FIT, NATION_FIT = 0.6, 0.2
NUMERIC_KINDS = frozenset({AnswerKind.NUMBER, AnswerKind.LIMIT, AnswerKind.DATE, AnswerKind.PHONE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Signals:
    """What the searches say about a candidate.

    Attributes:
        words, bigrams: BM25 as a share of the best candidate's.
        other_names: The same over other names of the things in the question.
        said: The same over the words documents use for its spoken phrases.
        cosine: Of question and chunk.
        named: 1 when the question names the document.
        clause: 1 when the chunk holds the clause asked for.
    """

    words: float
    bigrams: float
    other_names: float
    cosine: float
    named: float
    clause: float
    said: float = 0.0


def text_signals(terms: SearchTerms, title: str, chunk: Chunk) -> dict[str, float]:
    """Compare the question's terms with headings and text of a chunk."""
    head = plain(" ".join((title, *chunk.heading_path)))
    body = plain(chunk.text)
    whole = f"{head}\n{body}"
    return {
        "word_cover": _cover(terms.words, terms.word_total, whole),
        "bigram_cover": _cover(terms.bigrams, terms.bigram_total, whole),
        "window": _best_window(terms, body),
        "run": _longest_run(terms.text, whole),
        "heading": _cover(terms.words, terms.word_total, head),
        "heading_fit": _heading_fit(terms, chunk.heading_path),
        "synonyms": float(any(word in whole for word in terms.synonyms)),
        "length": min(1.0, math.log1p(len(body)) / math.log1p(LONG_CHUNK)),
    }


def document_signals(question: Question, chunk: Chunk, document: DocumentSummary) -> dict[str, float]:
    """Compare what the question is about with what the document is."""
    return {
        "type_fit": _type_fit(question, document.metadata.doc_type),
        "procedure": _procedure_fit(question, chunk.heading_path),
        "place": _place_fit(question.places, document.metadata),
        "standing": 0.0 if document.standing is DocumentStatus.IN_FORCE else -1.0,
        "hazard": _hazard_fit(question.hazards, document.metadata.hazards),
        "figure": float(question.kind in NUMERIC_KINDS and bool(_NUMBER.search(chunk.text))),
    }


def _cover(terms: Sequence[tuple[str, float]], total: float, text: str) -> float:
    """Return the idf-weighted share of the terms that occur in the text."""
    return sum([weight for term, weight in terms if term in text]) / total if total > 0 else 0.0


def _best_window(terms: SearchTerms, text: str) -> float:
    """Return the greatest idf-weighted share of the bigrams within one of the overlapping windows of the text."""
    present = [(term, weight) for term, weight in terms.bigrams if term in text]
    starts = range(0, max(1, len(text) - WINDOW_CHARACTERS // 2), WINDOW_CHARACTERS // 2)
    windows = [text[start : start + WINDOW_CHARACTERS] for start in starts]
    return max(_cover(present, terms.bigram_total, window) for window in windows)


def _longest_run(question: str, text: str) -> float:
    """Return the length of the longest piece of the question that occurs in the text, as a share of the question."""
    longest = start = 0
    for end in range(1, len(question) + 1):
        if question[start:end] in text:
            longest = end - start
        else:
            start += 1
    return longest / len(question) if question else 0.0


def _heading_fit(terms: SearchTerms, headings: Sequence[str]) -> float:
    """Return the best share of a heading's characters that the question says, from the two innermost headings."""
    best = 0.0
    for heading in headings[-2:]:
        spoken = _HEADING_NUMBER.sub("", plain(heading))
        if len(spoken) < 2:
            continue
        pairs = {spoken[at : at + 2] for at in range(len(spoken) - 1)}
        best = max(best, sum(pair in terms.text for pair in pairs) / len(pairs))
    return best


def _type_fit(question: Question, doc_type: str) -> float:
    """Return 1 for a plan and -1 for a report when a procedure is asked for, 0 otherwise."""
    if question.kind is not AnswerKind.STEPS or not doc_type:
        return 0.0
    if doc_type.endswith(REPORT_TYPES) or doc_type.startswith(REPORT_TYPES):
        return -1.0
    return float(doc_type.startswith(PLAN_TYPES))


def _procedure_fit(question: Question, headings: Sequence[str]) -> float:
    """Return 1 under a heading about doing, -1 under one about the plan itself, when a procedure is asked for."""
    if question.kind is not AnswerKind.STEPS or not headings:
        return 0.0
    inner = " ".join(headings[-2:])
    if _ABOUT_PLAN.search(inner) and not _ABOUT_DOING.search(headings[-1]):
        return -1.0
    return float(bool(_ABOUT_DOING.search(inner)))


def _place_fit(places: Sequence[str], metadata: Metadata) -> float:
    """Return how far the document speaks for a place named: its own level first, then those above it.

    1 for the place itself, 0.6 above or inside it, 0.2 for the whole country, 0 when nothing is known, -1 elsewhere.
    """
    if not places:
        return 0.0
    if not metadata.region:
        return NATION_FIT if metadata.level == NATIONAL else 0.0
    return max(_nearness(place, metadata.region) for place in places)


def _nearness(place: str, region: str) -> float:
    wanted = standard_place(place)
    if region.endswith(place) or region == wanted:
        return 1.0
    return RELATED_FIT if region in wanted or place in region else -1.0


def _hazard_fit(asked: Sequence[str], hazards: Sequence[str]) -> float:
    if not asked or not hazards:
        return 0.0
    return -1.0 if set(asked).isdisjoint(hazards) else 1.0
