"""SQLite connections: one writer, and as many readers as there are threads reading at once."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kb.catalog.failures import translated
from kb.catalog.schema import check_not_newer, check_schema, migrate, schema_version
from kb.errors import StoreError, StoreReadOnly

BUSY_SECONDS = 5.0
PAGE_BYTES = 8192  # a vector of 256 float32 leaves a quarter of a 4096-byte page empty
CACHE_KIB = 65536
IDLE_READERS = 16


class Connections:
    """Hand out connections to one catalogue file; safe to share between threads.

    A reader sees one snapshot for the length of its `reading` block.
    """

    def __init__(self, path: Path, *, writable: bool) -> None:
        self._path = path
        self._guard = threading.Lock()
        self._write_guard = threading.RLock()
        self._idle: list[sqlite3.Connection] = []
        self._closed = False
        with translated(path):
            self._writer = _open_writer(path) if writable else None
            self._uri = path.resolve().as_uri() + ("?mode=ro" if writable else _read_only_query(path))

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Lend a connection inside a read transaction."""
        with translated(self._path):
            connection = self._take()
            try:
                connection.execute("BEGIN")
                yield connection
            finally:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                self._give_back(connection)

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Lend the writer inside a transaction that commits when the block ends well.

        Raises:
            StoreReadOnly: The catalogue was opened for reading.
        """
        if self._writer is None:
            raise StoreReadOnly("知识库是以只读方式打开的，不能写入。")
        with self._write_guard, translated(self._path):
            if self._closed:
                raise StoreError("知识库已经关闭，不能再写入。")
            self._writer.execute("BEGIN IMMEDIATE")
            try:
                yield self._writer
                self._writer.execute("COMMIT")
            except BaseException:
                # A full disk rolls back by itself; anything else has to be told to.
                if self._writer.in_transaction:
                    self._writer.execute("ROLLBACK")
                raise

    @contextmanager
    def bare_writer(self) -> Iterator[sqlite3.Connection]:
        """Lend the writer outside a transaction, for what SQLite refuses inside one (VACUUM, pragmas)."""
        if self._writer is None:
            raise StoreReadOnly("知识库是以只读方式打开的，不能写入。")
        with self._write_guard, translated(self._path):
            yield self._writer

    def close(self) -> None:
        """Close every connection; the last one to close folds the write-ahead log into the file."""
        with self._write_guard, self._guard:
            self._closed = True
            for connection in self._idle:
                connection.close()
            self._idle.clear()
            if self._writer is not None:
                self._writer.close()

    def _take(self) -> sqlite3.Connection:
        with self._guard:
            if self._closed:
                raise StoreError("知识库已经关闭，不能再读取。")
            if self._idle:
                return self._idle.pop()
        return _open_reader(self._uri)

    def _give_back(self, connection: sqlite3.Connection) -> None:
        with self._guard:
            if not self._closed and len(self._idle) < IDLE_READERS:
                self._idle.append(connection)
                return
        connection.close()


def _open_reader(uri: str) -> sqlite3.Connection:
    connection = sqlite3.connect(uri, uri=True, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False)
    connection.execute("PRAGMA query_only = ON")
    connection.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
    return connection


def _open_writer(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False)
    try:
        check_not_newer(schema_version(connection))
        connection.execute(f"PRAGMA page_size = {PAGE_BYTES}")
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
        migrate(connection)
        check_schema(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def _read_only_query(path: Path) -> str:
    """Find a way to read the file and check its schema; return the URI's query part.

    A read-only folder has no place for the shared-memory file that reading a WAL database needs. Then
    the file is read as immutable, which is right only if nothing is left in the write-ahead log.

    Raises:
        StoreError: There is no catalogue in the folder, or it cannot be read.
        StoreReadOnly: Writes are left in the log and the folder refuses the files needed to read them.
    """
    if not path.is_file():
        raise StoreError(f"数据目录里还没有知识库（缺少 {path.name}）。请先用 yubei ingest 入库。")
    for query in ("?mode=ro", "?mode=ro&immutable=1"):
        try:
            _try_reading(path.resolve().as_uri() + query)
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF not in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY):
                raise
            if _has_pending_log(path):
                raise StoreReadOnly(
                    "数据目录是只读的，而上次没有正常关闭，还有未并入的记录。请在可写的位置打开一次后再试。"
                ) from error
            if "immutable" in query:
                raise
        else:
            return query
    raise AssertionError("unreachable: the last way either returns or raises")


def _try_reading(uri: str) -> None:
    connection = _open_reader(uri)
    try:
        check_schema(connection)
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    finally:
        connection.close()


def _has_pending_log(path: Path) -> bool:
    log = path.with_name(path.name + "-wal")
    return log.exists() and log.stat().st_size > 0
