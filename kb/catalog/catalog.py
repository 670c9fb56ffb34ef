"""The catalogue: what is known, in one SQLite file that every index is a projection of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType

from kb.catalog import reading, writing
from kb.catalog.connections import Connections
from kb.catalog.corrections import (
    apply_corrections,
    check_field,
    checked_value,
    corrected_metadata,
    corrections_of,
    describe,
    forget_correction,
    restored_metadata,
    save_correction,
    scope_of,
)
from kb.catalog.failures import translated
from kb.catalog.leaving import Leaving
from kb.catalog.product_following import followed, followed_batch
from kb.catalog.read_side import CatalogReader, not_found
from kb.catalog.records import FloatVector, ProjectionState, StoredDocument
from kb.catalog.rewriting import announce, check_vectors, rewrite_metadata
from kb.catalog.writer_lock import WriterLock
from kb.errors import InputRefused

CATALOG_NAME = "yubei.db"
NO_VECTORS: Mapping[str, FloatVector] = {}


class Catalog(CatalogReader):
    """The SQLite file of a data folder, for reading and, by one process at a time, for writing.

    Every writing method is one transaction: after it returned the change is on the disk, after it raised
    nothing of it is. Safe to share between threads; writers take turns.
    """

    def __init__(self, path: Path, connections: Connections, lock: WriterLock | None) -> None:
        super().__init__(path, connections)
        self._lock = lock

    @classmethod
    def open(cls, data_path: Path, *, writable: bool, purpose: str = "") -> Catalog:
        """Open the catalogue of a data folder.

        Writing takes the folder's writer lock and creates or migrates the file. Reading needs no lock and
        works in a read-only folder.

        Args:
            purpose: What the lock's card says about this process; default is its command.

        Raises:
            StoreLocked: Another process writes; the message names it.
            SchemaTooNew: A newer Yubei wrote the file.
            StoreReadOnly: Writing was asked for where the folder refuses it.
            StoreDamaged: The file is no catalogue or fails to open.
            StoreError: Reading was asked for where there is no catalogue yet.
        """
        path = data_path / CATALOG_NAME
        if not writable:
            return cls(path, Connections(path, writable=False), None)
        with translated(data_path, "数据目录"):
            data_path.mkdir(parents=True, exist_ok=True)
        lock = WriterLock(data_path, purpose=purpose)
        lock.acquire()
        try:
            return cls(path, Connections(path, writable=True), lock)
        except BaseException:
            lock.release()
            raise

    @property
    def writable(self) -> bool:
        """Whether this process holds the writer lock."""
        return self._lock is not None

    @property
    def after_crash(self) -> bool:
        """Whether the writer before this one ended without closing; False when opened for reading."""
        return self._lock is not None and self._lock.after_crash

    def replace_documents(
        self, batch: Sequence[StoredDocument], *, removes: Sequence[str] = (), actor: str = ""
    ) -> tuple[str, ...]:
        """Store documents, each in the place of those it `removes`; one transaction for all.

        A document that is stored already is stored anew. Corrections made before are applied again; vectors
        must belong to the corrected document (see `corrected`).

        Args:
            removes: Documents that go in the same transaction without a successor in the batch.

        Returns:
            The sha256 of originals no document needs any more.

        Raises:
            EncoderMismatch: The base holds vectors of another encoder.
            ValueError: A chunk of a document with an encoder has no vector, here or stored.
            StoreFull, StoreReadOnly: Nothing was stored.
        """
        at = _now()
        with self._connections.writing() as connection, followed_batch(connection, at, batch, removes):
            leaving = Leaving(connection, at, actor)
            for document_id in removes:
                leaving.remove(document_id)
            for one in batch:
                document = apply_corrections(one.document, corrections_of(connection, one.document))
                for document_id in one.removes:
                    if document_id != document.document_id:
                        leaving.remove(document_id, detail=f"由 {document.document_id} 替代")
                replaced = leaving.take(document.document_id)
                writing.insert_vectors(connection, one.encoder_id, one.vectors)
                writing.insert_document(connection, document, one.original_sha256)
                check_vectors(connection, document, one.encoder_id)
                announce(connection, document.document_id, replaced)
                writing.append_audit(connection, at, actor, "store", document.document_id, document.source_uri)
            return leaving.finish()

    def remove_document(self, document_id: str, *, actor: str = "") -> tuple[str, ...]:
        """Remove a document with everything only it needs.

        Returns:
            The sha256 of originals no document needs any more.

        Raises:
            DocumentNotFound: The catalogue does not hold it.
        """
        at = _now()
        with self._connections.writing() as connection, followed(connection, at, document_id):
            leaving = Leaving(connection, at, actor)
            if not leaving.remove(document_id):
                raise not_found(document_id)
            return leaving.finish()

    def correct_metadata(
        self,
        document_id: str,
        field: str,
        value: object,
        editor: str,
        *,
        vectors: Mapping[str, FloatVector] = NO_VECTORS,
    ) -> None:
        """Correct one metadata field; the correction survives ingesting again.

        Title, issuer, type, hazards, region and level are kept for the source the document came from; dates,
        number, status and repeals for this version only.

        Args:
            vectors: A title is part of what is embedded: the vectors of the chunks under the new title,
                by content hash, as far as the catalogue does not hold them.

        Raises:
            InputRefused: There is no such field, or the value does not fit it.
            DocumentNotFound: The catalogue does not hold the document.
            ValueError: Vectors are missing for a new title.
        """
        typed = checked_value(field, value)
        at = _now()
        with self._connections.writing() as connection, followed(connection, at):
            before = reading.read_document(connection, document_id)
            if before is None:
                raise not_found(document_id)
            save_correction(connection, scope_of(field, document_id, before.source_uri), field, typed, editor, at)
            after = replace(before, metadata=corrected_metadata(before.metadata, {field: typed}))
            detail = describe(field, getattr(before.metadata, field), typed)
            rewrite_metadata(connection, before, after, vectors)
            writing.append_audit(connection, at, editor, "correct", document_id, detail)

    def reset_metadata(
        self, document_id: str, field: str, editor: str, *, vectors: Mapping[str, FloatVector] = NO_VECTORS
    ) -> None:
        """Take a correction back: the field is again what was read, here and in the next versions.

        Raises:
            InputRefused: There is no such field, or it was not corrected.
            DocumentNotFound: The catalogue does not hold the document.
        """
        check_field(field)
        at = _now()
        with self._connections.writing() as connection, followed(connection, at):
            before = reading.read_document(connection, document_id)
            if before is None:
                raise not_found(document_id)
            if not forget_correction(connection, scope_of(field, document_id, before.source_uri), field):
                raise InputRefused("这个字段没有人工更正，现在的值就是从原文读到的。")
            after = replace(before, metadata=restored_metadata(before.metadata, field))
            detail = describe(field, getattr(before.metadata, field), getattr(after.metadata, field))
            rewrite_metadata(connection, before, after, vectors)
            writing.append_audit(connection, at, editor, "reset", document_id, detail)

    def approve(self, document_id: str, editor: str) -> None:
        """Mark an uploaded document as approved.

        Raises:
            DocumentNotFound: The catalogue does not hold it.
        """
        at = _now()
        with self._connections.writing() as connection, followed(connection, at):
            sql = "UPDATE documents SET approved = 1 WHERE document_id = ?"
            if connection.execute(sql, (document_id,)).rowcount == 0:
                raise not_found(document_id)
            announce(connection, document_id, replaced=False)
            writing.append_audit(connection, at, editor, "approve", document_id)

    def follow_products(self) -> None:
        """Let the products follow the documents that count today, e.g. a newer edition that came into force."""
        with self._connections.writing() as connection, followed(connection, _now()):
            pass

    def audit(self, actor: str, action: str, document_id: str = "", detail: str = "") -> None:
        """Append a line to the audit for something that changes no document."""
        with self._connections.writing() as connection:
            writing.append_audit(connection, _now(), actor, action, document_id, detail)

    def save_projection_state(self, state: ProjectionState) -> None:
        """Record how far a projection has come."""
        with self._connections.writing() as connection:
            writing.save_state(connection, state)

    def add_vectors(self, encoder_id: str, vectors: Mapping[str, FloatVector]) -> None:
        """Store vectors of an encoder that is to become the base's own; see `adopt_encoder`."""
        with self._connections.writing() as connection:
            writing.insert_vectors(connection, encoder_id, vectors)

    def adopt_encoder(self, encoder_id: str, *, actor: str = "") -> None:
        """Make `encoder_id` the base's encoder and drop the vectors of all others.

        Every document is announced to the projections again.

        Raises:
            ValueError: A chunk has no vector of it yet.
        """
        with self._connections.writing() as connection:
            documents = [row[0] for row in connection.execute("SELECT document_id FROM documents ORDER BY document_no")]
            for document_id in documents:
                if missing := writing.missing_vectors(connection, encoder_id, document_id):
                    raise ValueError(f"{len(missing)} chunks of {document_id} have no vector of {encoder_id}")
            writing.set_current_encoder(connection, encoder_id)
            writing.delete_other_encoders(connection, encoder_id)
            for document_id in documents:
                announce(connection, document_id, replaced=False)
            writing.append_audit(connection, _now(), actor, "reindex", "", encoder_id)

    def compact(self) -> None:
        """Rewrite the file without the space that removed documents left."""
        with self._connections.bare_writer() as connection:
            connection.execute("VACUUM")
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        """Close every connection and give the writer lock back."""
        try:
            super().close()
        finally:
            if self._lock is not None:
                self._lock.release()

    def __enter__(self) -> Catalog:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds")
