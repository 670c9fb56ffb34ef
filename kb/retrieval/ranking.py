"""Put the candidates in order: a weighted sum of signals, the weights learned by benchmarks/retrieval_eval.py."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from kb.records import Chunk, DocumentSummary, Evidence, Question
from kb.retrieval.candidates import Candidate
from kb.retrieval.defining import defining_fit
from kb.retrieval.features import document_signals, text_signals
from kb.retrieval.jurisdiction import UNKNOWN, Home, jurisdiction_signals
from kb.retrieval.said import LETTERS, NAMES, SEARCHED, letter_shares, said_signals, trusted, unmet
from kb.retrieval.scored import ScoredChunk
from kb.retrieval.terms import SearchTerms, plain

LONG_RUN = 0.3  # share of the question that stands in a chunk in one piece

# `words` to `length` were learned on one half of each question set by benchmarks/retrieval_eval.py --learn, none
# below 0; the others are set by hand, because those sets hold no plans, and small enough to decide only between
# chunks whose wording fits about equally well. A weight of 0 keeps a signal that tells readers why.
WEIGHTS: dict[str, float] = {
    "words": 0.27,
    "bigrams": 1.07,
    "cosine": 0.56,
    "word_cover": 0.87,
    "bigram_cover": 0.07,
    "window": 0.49,
    "run": 0.57,
    "named": 0.39,
    "length": 0.62,
    "other_names": 0.35,
    "synonyms": 0.10,
    "heading": 0.0,
    "heading_fit": 0.15,
    "clause": 5.0,
    "type_fit": 0.25,
    "procedure": 0.30,
    "place": 0.5,
    "standing": 0.40,
    "hazard": 0.30,
    "figure": 0.08,
    "defines": 0.6,
    "elsewhere": 0.5,
    "authority": 0.4,
    "sector": 0.5,
    "sanction": 0.35,
    "said_words": 0.6,
    "said": 2.0,
    "said_near": 3.0,
    "said_head": 0.2,
    LETTERS: 2.0,
}


def all_signals(
    question: Question,
    terms: SearchTerms,
    candidate: Candidate,
    chunk: Chunk,
    document: DocumentSummary,
    home: Home = UNKNOWN,
) -> dict[str, float]:
    """Return every signal of a candidate by name."""
    found = candidate.signals
    searched = {
        "words": found.words,
        "bigrams": found.bigrams,
        "other_names": found.other_names,
        "said_words": found.said,
        "cosine": found.cosine,
        "named": found.named,
        "clause": found.clause,
    }
    return {
        **searched,
        **text_signals(terms, document.metadata.title, chunk),
        **said_signals(terms.sayings, document.metadata.title, chunk, plain),
        **document_signals(question, chunk, document),
        "defines": defining_fit(question.text, chunk.text),
        **jurisdiction_signals(question, chunk, document.metadata, home),
    }


def literally_said(signals: Mapping[str, float]) -> float:
    """Return how far a chunk says a question in its own words.

    A long run counts too: a name that a chunk holds is literal, however few of the question's pairs it makes up.
    """
    run = signals["run"]
    return max(signals["bigram_cover"], run if run >= LONG_RUN else 0.0)


def trust_sayings(scored: Sequence[ScoredChunk], terms: SearchTerms) -> list[ScoredChunk]:
    """Scale the signals of spoken phrases and add that of single letters.

    What a chunk says in the asker's own words comes first; where none does, phrases and letters decide. Letters only help
    spoken questions: written ones share their words with the text.
    """
    literal = max((literally_said(one.signals) for one in scored), default=0.0)
    share, open_share = trusted(literal, terms.spoken), unmet(literal) if terms.spoken else 0.0
    letters = (
        letter_shares(terms.text, [_letters_of(one.chunk) for one in scored]) if open_share else [0.0] * len(scored)
    )
    return [
        replace(
            one,
            signals={
                **one.signals,
                **{name: share * one.signals[name] for name in (*NAMES, SEARCHED)},
                LETTERS: open_share * met,
            },
        )
        for one, met in zip(scored, letters, strict=True)
    ]


def _letters_of(chunk: Chunk) -> str:
    return plain(" ".join(chunk.heading_path)) + plain(chunk.text)


def weighted_sum(signals: Mapping[str, float], weights: Mapping[str, float] = WEIGHTS) -> float:
    """Return the score of a candidate."""
    return sum(weights.get(name, 0.0) * value for name, value in signals.items())


def weighted_sums(scored: Sequence[ScoredChunk]) -> NDArray[np.float64]:
    """Return the scores of many candidates."""
    signals = np.array([[one.signals.get(name, 0.0) for name in WEIGHTS] for one in scored], np.float64)
    sums: NDArray[np.float64] = signals @ np.array(list(WEIGHTS.values()))
    return sums


def as_evidence(found: Sequence[ScoredChunk], scores: Sequence[float]) -> list[Evidence]:
    """Order by score, ties by place in the base, and number the ranks."""
    ordered = sorted(
        zip(scores, found, strict=True), key=lambda one: (-one[0], one[1].chunk.document_id, one[1].chunk.start)
    )
    return [
        Evidence(rank=rank, score=score, chunk=one.chunk, document=one.document, parts=tuple(one.signals.items()))
        for rank, (score, one) in enumerate(ordered, start=1)
    ]
