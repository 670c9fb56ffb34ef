"""A valid summary, overridden by keyword."""

from __future__ import annotations

from kb.records import DocumentStatus, DocumentSummary, Metadata
from tests.builders import FIXED_TIME


def make_summary(**metadata: object) -> DocumentSummary:
    """Make the summary of a document with this metadata."""
    return DocumentSummary(
        document_id="0" * 32,
        work_id="0" * 32,
        source_uri="a.txt",
        file_name="a.txt",
        media_type="text/plain",
        byte_count=1,
        character_count=1,
        chunk_count=1,
        metadata=Metadata(**metadata),  # type: ignore[arg-type]
        standing=DocumentStatus.IN_FORCE,
        superseded_by="",
        ingested_at=FIXED_TIME,
        approved=True,
    )
