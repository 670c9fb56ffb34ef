"""Citations of kept cards: made for words a person points at, moved along with their words, kept in step with today."""

from __future__ import annotations

from dataclasses import replace

from assistant.answering.citations import recognised_within
from assistant.conflicts.editions import edition_of
from assistant.records import Citation
from kb.catalog.product_records import ProductSource
from kb.errors import DocumentNotFound
from kb.knowledge_base import KnowledgeBase
from kb.places import heading_path_at, page_at
from kb.records import DocumentStatus, DocumentSummary


def citation_at(kb: KnowledgeBase, document_id: str, start: int, end: int, marker: int) -> Citation:
    """Return the citation of a span as it stands today.

    Raises:
        DocumentNotFound: The base does not hold the document.
    """
    document = kb.document(document_id)
    summary = next((one for one in kb.summaries() if one.document_id == document_id), None)
    recognised = recognised_within(document, start, end)
    chunk = next((one for one in document.chunks if one.start <= start < one.end), None)
    return Citation(
        marker=marker,
        document_id=document_id,
        document_title=document.metadata.title,
        source_uri=document.source_uri,
        heading_path=heading_path_at(document, start) or (chunk.heading_path if chunk else ()),
        quote=document.text[start:end],
        start=start,
        end=end,
        page=page_at(document, start),
        status=summary.standing if summary else DocumentStatus.REPEALED,
        chunk_id=chunk.chunk_id if chunk else "",
        document_number=document.metadata.document_number,
        approved=document.approved,
        confidence=min((one.confidence for one in recognised), default=None),
        doubtful=tuple(document.text[one.start : one.end].strip() for one in recognised if one.doubtful),
        edition=edition_of(document.metadata),
    )


def source_of(citation: Citation, work_id: str) -> ProductSource:
    """Return what a product rests on for one citation."""
    return ProductSource(
        document_id=citation.document_id,
        work_id=work_id,
        title=citation.document_title,
        heading_path=citation.heading_path,
        start=citation.start,
        end=citation.end,
        quote=citation.quote,
    )


def current(
    kb: KnowledgeBase, citation: Citation, source: ProductSource, summaries: dict[str, DocumentSummary]
) -> Citation:
    """Return a citation as it stands today: where its words moved to, with the standing of that document.

    A citation whose document left the base stays as it was drafted; its source is stale then.
    """
    moved = (source.document_id, source.start, source.end) != (citation.document_id, citation.start, citation.end)
    if moved:
        try:
            fresh = citation_at(kb, source.document_id, source.start, source.end, citation.marker)
        except DocumentNotFound:
            return citation
        return replace(fresh, same_text_in=citation.same_text_in, elsewhere=citation.elsewhere)
    summary = summaries.get(citation.document_id)
    return replace(citation, status=summary.standing, approved=summary.approved) if summary else citation
