"""Evidence and questions for the tests of reading."""

from __future__ import annotations

from datetime import UTC, date, datetime

from kb.records import (
    Chunk,
    ChunkKind,
    DocumentStatus,
    DocumentSummary,
    Evidence,
    Metadata,
)
from tests.builders import make_chunk


def make_evidence(
    text: str,
    *,
    title: str = "临澜市防汛抗旱应急预案",
    path: tuple[str, ...] = ("4 应急响应",),
    hazards: tuple[str, ...] = ("flood",),
    doc_type: str = "plan_special",
    kind: ChunkKind = ChunkKind.TEXT,
    rank: int = 1,
    score: float = 1.0,
    region: str = "",
) -> Evidence:
    """Make a found chunk of a plan in force."""
    document_id = f"{abs(hash(title)):032x}"[:32]
    chunk: Chunk = make_chunk(text, title=title, heading_path=path, kind=kind, document_id=document_id)
    metadata = Metadata(title=title, hazards=hazards, doc_type=doc_type, region=region, issued_on=date(2025, 3, 1))
    summary = DocumentSummary(
        document_id=document_id,
        work_id=document_id,
        source_uri=f"{title}.txt",
        file_name=f"{title}.txt",
        media_type="text/plain",
        byte_count=len(text),
        character_count=len(text),
        chunk_count=1,
        metadata=metadata,
        standing=DocumentStatus.IN_FORCE,
        superseded_by="",
        ingested_at=datetime(2026, 1, 1, tzinfo=UTC),
        approved=True,
    )
    return Evidence(rank=rank, score=score, chunk=chunk, document=summary)
