"""Which span of the evidence carries a sentence: the unit that shares most character pairs with it."""

from __future__ import annotations

from assistant.answering.reading.units import units_of
from kb.records import Evidence
from kb.text import default_tokenizer


def supporting_span(sentence: str, evidence: Evidence) -> tuple[int, int]:
    """Return (start, end) in the document text; the whole chunk when no unit stands out."""
    pairs = set(default_tokenizer().bigrams(sentence))
    best, span = 0, (evidence.chunk.start, evidence.chunk.end)
    for unit in units_of(evidence):
        shared = len(pairs & set(default_tokenizer().bigrams(unit.text)))
        if shared > best:
            best, span = shared, (unit.start, unit.end)
    return span
