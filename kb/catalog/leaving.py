"""What leaves the catalogue in one transaction, and with it what nothing else needs."""

from __future__ import annotations

import sqlite3

from kb.catalog import writing
from kb.catalog.records import OutboxOperation


class Leaving:
    """Collects removals inside the caller's transaction; `finish` cleans up after all of them."""

    def __init__(self, connection: sqlite3.Connection, at: str, actor: str) -> None:
        self._connection = connection
        self._at = at
        self._actor = actor
        self._hashes: set[str] = set()
        self._originals: set[str] = set()

    def take(self, document_id: str) -> bool:
        """Delete a document's rows; tell whether it was there."""
        found = writing.delete_document(self._connection, document_id)
        if found is None:
            return False
        self._hashes |= found[0]
        self._originals.add(found[1])
        return True

    def remove(self, document_id: str, detail: str = "") -> bool:
        """Delete a document for good; tell whether it was there."""
        if not self.take(document_id):
            return False
        writing.append_outbox(self._connection, document_id, OutboxOperation.REMOVE)
        writing.append_audit(self._connection, self._at, self._actor, "remove", document_id, detail)
        return True

    def finish(self) -> tuple[str, ...]:
        """Delete vectors no chunk uses; return the originals no document uses."""
        writing.delete_orphan_vectors(self._connection, self._hashes)
        return tuple(sorted(one for one in self._originals if one and not self._original_used(one)))

    def _original_used(self, sha256: str) -> bool:
        sql = "SELECT 1 FROM documents WHERE original_sha256 = ?"
        return self._connection.execute(sql, (sha256,)).fetchone() is not None
