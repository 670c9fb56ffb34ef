"""Citations: numbered, checked pointers into stored documents."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from assistant.answering.reading.compose import Extract
from assistant.conflicts.editions import edition_of
from assistant.records import Citation
from kb.places import heading_path_at, page_at
from kb.records import Document, Evidence, RecognisedSpan
from kb.retrieval.jurisdiction import is_elsewhere

ReadDocument = Callable[[str], Document]


class CitationList:
    """Hands out markers 1, 2, 3 … for spans; the same span keeps its marker.

    Every span is checked against the stored text before it gets a marker.
    """

    def __init__(self, read_document: ReadDocument) -> None:
        self._read = read_document
        self._texts: dict[str, Document] = {}
        self._citations: dict[tuple[str, int, int], Citation] = {}

    def cite(self, evidence: Evidence, start: int, end: int) -> int:
        """Return the marker of a span.

        Raises:
            ValueError: The span is empty or lies outside the stored text.
        """
        key = (evidence.chunk.document_id, start, end)
        if key not in self._citations:
            self._citations[key] = self._make(evidence, start, end)
        return self._citations[key].marker

    def cite_extract(self, extract: Extract) -> int:
        """Return the marker of an extract whose text must stand at its offsets.

        Raises:
            ValueError: The stored text differs from the extract.
        """
        document = self._document(extract.evidence.chunk.document_id)
        if document.text[extract.start : extract.end] != extract.text:
            raise ValueError(f"quote {extract.text[:40]!r} is not at {extract.start}-{extract.end}")
        return self.cite(extract.evidence, extract.start, extract.end)

    @property
    def citations(self) -> tuple[Citation, ...]:
        """All citations made so far, by marker."""
        return tuple(self._citations.values())

    def _document(self, document_id: str) -> Document:
        if document_id not in self._texts:
            self._texts[document_id] = self._read(document_id)
        return self._texts[document_id]

    def _make(self, evidence: Evidence, start: int, end: int) -> Citation:
        document = self._document(evidence.chunk.document_id)
        quote = document.text[start:end]
        if not quote.strip() or start < 0 or end > len(document.text):
            raise ValueError(f"no text at {start}-{end} of {evidence.chunk.document_id}")
        recognised = recognised_within(document, start, end)
        return Citation(
            marker=len(self._citations) + 1,
            document_id=document.document_id,
            document_title=document.metadata.title,
            source_uri=document.source_uri,
            heading_path=heading_path_at(document, start) or evidence.chunk.heading_path,
            quote=quote,
            start=start,
            end=end,
            page=page_at(document, start),
            status=evidence.document.standing,
            chunk_id=evidence.chunk.chunk_id,
            document_number=document.metadata.document_number,
            approved=evidence.document.approved,
            confidence=min((one.confidence for one in recognised), default=None),
            doubtful=tuple(document.text[one.start : one.end].strip() for one in recognised if one.doubtful),
            same_text_in=evidence.same_text_in,
            edition=edition_of(document.metadata),
            elsewhere=document.metadata.region if is_elsewhere(evidence) else "",
        )


def recognised_within(document: Document, start: int, end: int) -> list[RecognisedSpan]:
    """Return what of a span was recognised from an image: its runs, cut to the span."""
    return [
        replace(run, start=max(run.start, start), end=min(run.end, end))
        for run in document.recognised
        if run.start < end and start < run.end
    ]
