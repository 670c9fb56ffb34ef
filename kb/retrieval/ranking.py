"""Put the candidates in order: a weighted sum of signals, the weights learned by benchmarks/retrieval_eval.py."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kb.records import Chunk, DocumentSummary, Evidence, Question
from kb.retrieval.candidates import Candidate
from kb.retrieval.features import document_signals, text_signals
from kb.retrieval.terms import SearchTerms

# Learned on one half of the question sets (see docs of the benchmark), the others are set by hand because the
# sets have no plans: they only decide between chunks whose wording fits about equally well.
WEIGHTS: dict[str, float] = {
    "words": 0.30,
    "bigrams": 0.60,
    "other_names": 0.25,
    "cosine": 0.50,
    "word_cover": 0.20,
    "bigram_cover": 0.30,
    "window": 0.30,
    "rarest": 0.10,
    "run": 0.30,
    "heading": 0.05,
    "heading_fit": 0.05,
    "synonyms": 0.05,
    "length": 0.0,
    "named": 0.60,
    "clause": 3.0,
    "type_fit": 0.10,
    "place": 0.15,
    "hazard": 0.05,
    "figure": 0.05,
}


def all_signals(
    question: Question, terms: SearchTerms, candidate: Candidate, chunk: Chunk, document: DocumentSummary
) -> dict[str, float]:
    """Return every signal of a candidate by name."""
    found = candidate.signals
    searched = {
        "words": found.words,
        "bigrams": found.bigrams,
        "other_names": found.other_names,
        "cosine": found.cosine,
        "named": found.named,
        "clause": found.clause,
    }
    return {
        **searched,
        **text_signals(terms, document.metadata.title, chunk),
        **document_signals(question, chunk, document),
    }


def weighted_sum(signals: Mapping[str, float], weights: Mapping[str, float] = WEIGHTS) -> float:
    """Return the score of a candidate."""
    return sum(weights.get(name, 0.0) * value for name, value in signals.items())


def as_evidence(
    scored: Sequence[tuple[float, Chunk, DocumentSummary, Mapping[str, float]]], top_k: int
) -> list[Evidence]:
    """Order by score, ties by place in the base, and number the ranks."""
    ordered = sorted(scored, key=lambda one: (-one[0], one[1].document_id, one[1].start))[:top_k]
    return [
        Evidence(rank=rank, score=score, chunk=chunk, document=document, parts=tuple(signals.items()))
        for rank, (score, chunk, document, signals) in enumerate(ordered, start=1)
    ]
