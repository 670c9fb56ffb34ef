"""Signals of one candidate: how well a chunk and its document fit a question. Each is between about 0 and 1."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

from kb.records import AnswerKind, Chunk, DocumentSummary, Question
from kb.retrieval.terms import SearchTerms
from kb.text import normalize

WINDOW_CHARACTERS = 120  # about the length of a clause
LONG_CHUNK = 400  # characters; where the length signal reaches 1
PLAN_TYPES = ("plan", "card", "manual", "action_plan")
REPORT_TYPES = ("report", "speech", "practice", "drill", "investigation", "survey", "summary")
_NUMBER = re.compile(r"\d|[一二三四五六七八九十百千]")
NUMERIC_KINDS = frozenset({AnswerKind.NUMBER, AnswerKind.LIMIT, AnswerKind.DATE, AnswerKind.PHONE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Signals:
    """What the searches say about a candidate.

    Attributes:
        words, bigrams: BM25 as a share of the best candidate's.
        cosine: Of question and chunk.
        named: 1 when the question names the document.
        clause: 1 when the chunk holds the clause asked for.
    """

    words: float
    bigrams: float
    cosine: float
    named: float
    clause: float


def text_signals(terms: SearchTerms, title: str, chunk: Chunk) -> dict[str, float]:
    """Compare the question's terms with headings and text of a chunk."""
    head = _plain(" ".join((title, *chunk.heading_path)))
    body = _plain(chunk.text)
    whole = f"{head}\n{body}"
    return {
        "word_cover": _cover(terms.words, terms.word_weights, whole),
        "bigram_cover": _cover(terms.bigrams, terms.bigram_weights, whole),
        "window": _best_window(terms, body),
        "rarest": _rarest_present(terms, whole),
        "run": _longest_run(terms.text, whole),
        "heading": _cover(terms.words, terms.word_weights, head),
        "heading_fit": _heading_fit(terms, chunk.heading_path),
        "synonyms": float(any(word in whole for word in terms.synonyms)),
        "length": min(1.0, math.log1p(len(body)) / math.log1p(LONG_CHUNK)),
    }


def document_signals(question: Question, chunk: Chunk, document: DocumentSummary) -> dict[str, float]:
    """Compare what the question is about with what the document is."""
    return {
        "type_fit": _type_fit(question, document.metadata.doc_type),
        "place": _place_fit(question.places, document.metadata.region),
        "hazard": _hazard_fit(question.hazards, document.metadata.hazards),
        "figure": float(question.kind in NUMERIC_KINDS and bool(_NUMBER.search(chunk.text))),
    }


def _plain(text: str) -> str:
    return "".join(normalize(text).split())


def _cover(terms: Sequence[str], weights: Sequence[float], text: str) -> float:
    """Return the idf-weighted share of the terms that occur in the text."""
    total = sum(weights)
    if total <= 0:
        return 0.0
    return sum(weight for term, weight in zip(terms, weights, strict=True) if term in text) / total


def _rarest_present(terms: SearchTerms, text: str) -> float:
    """Return 1 less the weight of the rarest absent word as a share of the rarest word's."""
    if not terms.words:
        return 0.0
    heaviest = max(terms.word_weights)
    absent = (weight for word, weight in zip(terms.words, terms.word_weights, strict=True) if word not in text)
    return 1.0 - max(absent, default=0.0) / heaviest if heaviest > 0 else 0.0


def _best_window(terms: SearchTerms, text: str) -> float:
    """Return the greatest idf-weighted share of distinct bigrams within `WINDOW_CHARACTERS` of the text."""
    total = sum(terms.bigram_weights)
    found = sorted(_occurrences(terms.bigrams, text))
    if total <= 0 or not found:
        return 0.0
    counts = [0] * len(terms.bigrams)
    inside = best = 0.0
    first = 0
    for position, term in found:
        if counts[term] == 0:
            inside += terms.bigram_weights[term]
        counts[term] += 1
        while position - found[first][0] > WINDOW_CHARACTERS:
            left = found[first][1]
            counts[left] -= 1
            if counts[left] == 0:
                inside -= terms.bigram_weights[left]
            first += 1
        best = max(best, inside)
    return best / total


def _occurrences(terms: Sequence[str], text: str) -> list[tuple[int, int]]:
    found = []
    for number, term in enumerate(terms):
        at = text.find(term)
        while at >= 0:
            found.append((at, number))
            at = text.find(term, at + 1)
    return found


def _longest_run(question: str, text: str) -> float:
    """Return the length of the longest piece of the question that occurs in the text, as a share of the question."""
    longest = start = 0
    for end in range(1, len(question) + 1):
        while end - start > longest and question[start:end] not in text:
            start += 1
        longest = max(longest, end - start)
    return longest / len(question) if question else 0.0


def _heading_fit(terms: SearchTerms, headings: Sequence[str]) -> float:
    """Return the best share of a heading's characters that the question says, from the two innermost headings."""
    best = 0.0
    for heading in headings[-2:]:
        plain = re.sub(r"^[\W\d一二三四五六七八九十第条章节]+", "", _plain(heading))
        if len(plain) < 2:
            continue
        pairs = {plain[at : at + 2] for at in range(len(plain) - 1)}
        best = max(best, sum(pair in terms.text for pair in pairs) / len(pairs))
    return best


def _type_fit(question: Question, doc_type: str) -> float:
    """Return 1 for a plan and -1 for a report when a procedure is asked for, 0 otherwise."""
    if question.kind is not AnswerKind.STEPS or not doc_type:
        return 0.0
    if doc_type.endswith(REPORT_TYPES) or doc_type.startswith(REPORT_TYPES):
        return -1.0
    return float(doc_type.startswith(PLAN_TYPES))


def _place_fit(places: Sequence[str], region: str) -> float:
    """Return 1 when the document speaks for a place named, -1 when for another, 0 when nothing is known."""
    if not places or not region:
        return 0.0
    return 1.0 if any(place in region or region in place for place in places) else -1.0


def _hazard_fit(asked: Sequence[str], hazards: Sequence[str]) -> float:
    if not asked or not hazards:
        return 0.0
    return -1.0 if set(asked).isdisjoint(hazards) else 1.0
