"""Which span of the evidence carries a sentence: the unit that shares most character pairs with it."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answering.reading.extracts import Extract, extract_of
from assistant.answering.reading.units import units_of
from kb.records import Evidence
from kb.text import default_tokenizer

MIN_MEANT = 0.6  # share of a sentence's character pairs in a passage from which the sentence garbles just that passage


def supporting_extract(sentence: str, evidence: Evidence) -> Extract:
    """Return the unit that carries a sentence; the whole chunk when no unit stands out."""
    best, found = 0, whole(evidence)
    pairs = pairs_of(sentence)
    for unit in units_of(evidence):
        shared = len(pairs & pairs_of(unit.text))
        if shared > best:
            best, found = shared, extract_of(unit)
    return found


def quotation_for(sentence: str, evidence: Sequence[Evidence]) -> Extract | None:
    """Return the passage that a sentence tells wrongly, None when it is about nothing in the evidence."""
    pairs = pairs_of(sentence)
    extracts = [supporting_extract(sentence, item) for item in evidence]
    shares = [len(pairs & pairs_of(one.text)) / max(1, len(pairs)) for one in extracts]
    if not shares or max(shares) < MIN_MEANT:
        return None
    found = extracts[shares.index(max(shares))]
    return None if found.text == found.evidence.chunk.text and len(units_of(found.evidence)) > 1 else found


def whole(evidence: Evidence) -> Extract:
    """Return the whole text of a chunk as an extract."""
    chunk = evidence.chunk
    return Extract(evidence=evidence, start=chunk.start, end=chunk.end, text=chunk.text)


def pairs_of(text: str) -> set[str]:
    """Return the character pairs of a text."""
    return set(default_tokenizer().bigrams(text))
