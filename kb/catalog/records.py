"""Records of the catalogue that are not part of the product's common vocabulary."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from kb.records import Chunk, Document

FloatVector = NDArray[np.float32]


class OutboxOperation(StrEnum):
    """What a projection has to do for a document; equal to the plain strings "upsert" and "remove"."""

    UPSERT = "upsert"
    REMOVE = "remove"


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredDocument:
    """A document on its way into the catalogue.

    Attributes:
        vectors: `content_hash` → vector for the chunks whose vector the catalogue does not hold yet.
        encoder_id: Encoder of `vectors`; every chunk must then have a vector, here or already stored.
            "" stores a document without vectors (lexical search only).
        removes: Ids of the documents this one replaces; they go in the same transaction.
        original_sha256: Full sha256 of the original bytes, "" when no original is kept.
    """

    document: Document
    vectors: Mapping[str, FloatVector] = field(default_factory=dict)
    encoder_id: str = ""
    removes: tuple[str, ...] = ()
    original_sha256: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OutboxEntry:
    """One change a projection has to apply.

    Entries of a document are superseded by later ones, so the outbox holds the last change of every
    document only: an upsert may be preceded by the removal of the same document when its chunks changed.
    Applying an entry twice, or applying it late, gives the same result: `upsert` of a document that is
    gone by then has no rows.
    """

    seq: int
    operation: OutboxOperation
    document_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectionState:
    """How far a projection has come.

    Attributes:
        generation: Number of the folder it lives in; 0 before the first one is built.
        applied_seq: Last outbox entry that is durably in it.
        writing: True from before its files are touched until they are complete again; found True on
            opening, the last writer died in between.
    """

    name: str
    generation: int = 0
    applied_seq: int = 0
    writing: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ChunkRow:
    """A chunk as the lexical projection needs it."""

    chunk_no: int
    index_text: str
    chunk: Chunk


@dataclass(frozen=True, slots=True, kw_only=True)
class VectorRow:
    """A chunk as a vector projection needs it."""

    chunk_no: int
    chunk_id: str
    document_id: str
    vector: FloatVector


@dataclass(frozen=True, slots=True, kw_only=True)
class ChunkTable:
    """Which document every chunk belongs to, for filters over whole ranking lists.

    Attributes:
        chunk_no: int64[n], ascending.
        document_index: int32[n], position in `document_ids`.
        document_ids: Every stored document, also those without chunks.
    """

    chunk_no: NDArray[np.int64]
    document_index: NDArray[np.int32]
    document_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionMade:
    """A correction in effect.

    Attributes:
        lasting: Whether it also holds for the next versions from the same source.
    """

    field: str
    lasting: bool
    editor: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditEntry:
    """Who changed what and when."""

    audit_no: int
    at: datetime
    actor: str
    action: str
    document_id: str
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Statistics:
    """Size of the base.

    Attributes:
        vector_counts: (encoder_id, number of stored vectors); chunks of equal index text share one.
        byte_count: Size of the catalogue file and its write-ahead log.
        applied_seqs: (projection, applied outbox entry); behind `last_outbox_seq` while catching up.
    """

    document_count: int
    section_count: int
    chunk_count: int
    character_count: int
    vector_counts: tuple[tuple[str, int], ...]
    last_outbox_seq: int
    applied_seqs: tuple[tuple[str, int], ...]
    byte_count: int
