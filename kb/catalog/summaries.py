"""Summaries of all documents with their standing on a day, kept until the catalogue changes."""

from __future__ import annotations

import json
import sqlite3
import threading
from dataclasses import dataclass, replace
from datetime import date

from kb.catalog.codec import Row, metadata_from_json, time_from_text
from kb.catalog.reading import read_last_seq
from kb.records import DocumentStatus, DocumentSummary, Metadata
from kb.standing import VersionFacts, standings_on
from kb.works import work_id

COLUMNS = (
    "document_id, work_id, source_uri, file_name, media_type, byte_count, character_count, chunk_count,"
    " metadata, ingested_at, approved, warnings, recognised_characters, reader_version"
)
KEPT_DAYS = 8  # as-of dates asked about between two changes


@dataclass(frozen=True, slots=True, kw_only=True)
class _Version:
    """What was computed from one state of the catalogue."""

    seq: int
    documents: tuple[DocumentSummary, ...]
    by_day: dict[date, tuple[DocumentSummary, ...]]


class SummaryCache:
    """Summaries by day; recomputed when the outbox has grown. Safe to share between threads."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._version = _Version(seq=-1, documents=(), by_day={})

    def on(self, day: date, connection: sqlite3.Connection) -> tuple[DocumentSummary, ...]:
        """Return the summaries of all documents in the order they were stored."""
        with self._guard:
            seq = read_last_seq(connection)
            if seq != self._version.seq:
                self._version = _Version(seq=seq, documents=_read_all(connection), by_day={})
            by_day = self._version.by_day
            if day not in by_day:
                if len(by_day) >= KEPT_DAYS:
                    by_day.pop(next(iter(by_day)))
                by_day[day] = _with_standings(self._version.documents, day)
            return by_day[day]


def read_summary(connection: sqlite3.Connection, source_uri: str, day: date) -> DocumentSummary | None:
    """Return the document last stored from a source, judged among the versions of its work only."""
    found = connection.execute(
        f"SELECT {COLUMNS} FROM documents WHERE source_uri = ? ORDER BY document_no DESC LIMIT 1", (source_uri,)
    ).fetchone()
    if found is None:
        return None
    newest = _from_row(found)
    work = connection.execute(f"SELECT {COLUMNS} FROM documents WHERE work_id = ?", (newest.work_id,))
    judged = _with_standings(tuple(map(_from_row, work)), day)
    return next(one for one in judged if one.document_id == newest.document_id)


def _read_all(connection: sqlite3.Connection) -> tuple[DocumentSummary, ...]:
    return tuple(map(_from_row, connection.execute(f"SELECT {COLUMNS} FROM documents ORDER BY document_no")))


def _from_row(row: Row) -> DocumentSummary:
    document_id, work_id, source_uri, file_name, media_type, size, characters, chunks, *rest = row
    metadata, at, approved, notes, recognised, reader = rest
    return DocumentSummary(
        document_id=document_id,
        work_id=work_id,
        source_uri=source_uri,
        file_name=file_name,
        media_type=media_type,
        byte_count=size,
        character_count=characters,
        chunk_count=chunks,
        metadata=metadata_from_json(metadata),
        standing=DocumentStatus.IN_FORCE,  # replaced for a day by _with_standings
        superseded_by="",
        ingested_at=time_from_text(at),
        approved=bool(approved),
        warnings=tuple(json.loads(notes)),
        recognised_characters=recognised,
        reader_version=reader,
    )


def _with_standings(documents: tuple[DocumentSummary, ...], day: date) -> tuple[DocumentSummary, ...]:
    standings = standings_on(day, [_facts(one) for one in documents])
    return tuple(
        replace(
            one,
            standing=standings[one.document_id].status,
            superseded_by=standings[one.document_id].superseded_by,
        )
        for one in documents
    )


def version_facts(document_id: str, stored_work: str, metadata: Metadata, *, approved: bool) -> VersionFacts:
    """Take the facts of a document; a corrected title or region makes it a version of another work."""
    renamed = any(read.field in ("title", "region") for read in metadata.as_read)
    work = work_id(metadata) if renamed else stored_work
    return VersionFacts.of(document_id, work, metadata, approved=approved)


def _facts(one: DocumentSummary) -> VersionFacts:
    return version_facts(one.document_id, one.work_id, one.metadata, approved=one.approved)
