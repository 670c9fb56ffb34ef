"""Verbatim spans chosen for an answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answering.reading.units import Unit
from kb.records import Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Extract:
    """A verbatim span chosen for the answer."""

    evidence: Evidence
    start: int
    end: int
    text: str


def extract_of(unit: Unit) -> Extract:
    """Return the whole unit as an extract."""
    return Extract(evidence=unit.evidence, start=unit.start, end=unit.end, text=unit.text)


def cut_of(evidence: Evidence, text: str, span: tuple[int, int]) -> Extract:
    """Return a span of the document's text as an extract."""
    return Extract(evidence=evidence, start=span[0], end=span[1], text=text[span[0] : span[1]])


def overlaps(extract: Extract, chosen: Sequence[Extract]) -> bool:
    """Tell whether the span, or the same text elsewhere, was chosen already."""
    return any(
        extract.text in other.text
        or (
            other.evidence.chunk.document_id == extract.evidence.chunk.document_id
            and extract.start < other.end
            and other.start < extract.end
        )
        for other in chosen
    )
