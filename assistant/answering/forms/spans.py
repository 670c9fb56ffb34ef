"""Extracts of a stored document made from offsets instead of found chunks."""

from __future__ import annotations

from assistant.answering.reading.compose import Extract
from kb.records import Document, DocumentSummary, Evidence
from kb.text import sentence_spans

LONGEST_SENTENCE = 220
AROUND = 400  # characters on each side of a span in which its sentence is looked for


def extract_at(document: Document, summary: DocumentSummary, start: int, end: int) -> Extract | None:
    """Return the span without white space at its ends; None when nothing is left or no chunk holds it."""
    text = document.text[start:end]
    start += len(text) - len(text.lstrip())
    end = start + len(text.strip())
    chunk = next((one for one in document.chunks if one.start <= start < one.end), None)
    if chunk is None or end <= start:
        return None
    evidence = Evidence(rank=1, score=1.0, chunk=chunk, document=summary)
    return Extract(evidence=evidence, start=start, end=end, text=document.text[start:end])


def sentence_at(document: Document, summary: DocumentSummary, start: int, end: int) -> Extract | None:
    """Return the sentence around a span, or the span alone when the sentence is too long to be shown."""
    left = max(0, document.text.rfind("\n", max(0, start - AROUND), start) + 1)
    right = document.text.find("\n", end, end + AROUND)
    right = min(len(document.text), end + AROUND) if right < 0 else right
    for span in sentence_spans(document.text[left:right]):
        if left + span.start <= start and end <= left + span.end and span.end - span.start <= LONGEST_SENTENCE:
            return extract_at(document, summary, left + span.start, left + span.end)
    return extract_at(document, summary, start, end)
