"""The Chroma collection as a projection: filled behind the answer path, trusted only after checks."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from pathlib import Path

from kb.catalog import Catalog
from kb.catalog.records import FloatVector, VectorRow
from kb.errors import ProjectionUnavailable
from kb.projections.changes import read_changes, sample_rows, vector_rows
from kb.projections.findings import Finding
from kb.projections.generations import Generations
from kb.projections.manifest import count_removed
from kb.projections.probe import ProbeTask, SelfQuery, encode_vector, run_probe
from kb.projections.seal import check_seal, remove_seal, seal
from kb.vectors.chroma_index import BATCH, ChromaIndex

VECTORS = "vectors"
CHANGES_AT_ONCE = 64  # documents between two looks at `should_stop`
CHECKPOINT = 20_000  # vectors between two points a killed process can go on from
BLOAT = 0.5  # deleted rows as a share of live ones from which the collection is built anew
MISSES_ALLOWED = 0.02  # of self-queries; the graph is approximate even when sound
Progress = Callable[[int, int], None]
ShouldStop = Callable[[], bool]


def never() -> bool:
    """Do not stop."""
    return False


class VectorProjection:
    """The current Chroma generation. Only the process that holds the writer lock opens it.

    The flag `writing` in the catalogue is raised before files are touched and lowered after they were
    flushed and sealed with checksums; a generation found with the flag up is thrown away.
    """

    def __init__(self, catalog: Catalog, folder: Path, encoder_id: str, *, writable: bool) -> None:
        self._catalog = catalog
        self._encoder_id = encoder_id
        self._writable = writable
        self._generations = Generations(catalog, folder, VECTORS, f"cosine/1 {encoder_id}")
        self._index: ChromaIndex | None = None
        self._opened = 0
        self._lock = threading.RLock()

    def fresh_index(self) -> ChromaIndex | None:
        """Return the open index when it holds everything that is committed, else None; opens nothing."""
        if self._index is None or not self._lock.acquire(blocking=False):
            return None  # being written: exact search answers meanwhile
        try:
            state = self._generations.state()
            current = state.generation == self._opened and not state.writing
            return self._index if current and state.applied_seq == self._catalog.last_outbox_seq() else None
        finally:
            self._lock.release()

    def sync(self, progress: Progress | None = None, should_stop: ShouldStop = never) -> None:
        """Apply the outbox; build the collection anew when it cannot be trusted or is bloated.

        Interrupted by `should_stop`, it keeps what it has and goes on from there next time.

        Raises:
            ProjectionUnavailable: The disk or Chroma refuses.
        """
        with self._lock:
            self._require_writer()
            try:
                path, state = self._generations.current()
                self._open(path, state.generation)
                self._apply(path, state.applied_seq, progress, should_stop)
            except ProjectionUnavailable:
                self._start_empty(progress, should_stop)
            if self._bloated() and not should_stop():
                self.rebuild(progress, should_stop)

    def _start_empty(self, progress: Progress | None, should_stop: ShouldStop) -> None:
        """Replay the whole outbox into an empty generation; an interrupted replay goes on from its last checkpoint.

        The one before could not be trusted, so nothing is lost by switching first.
        """
        self.close()
        generation, path = self._new_folder()
        ChromaIndex(path, create=True).close()
        seal(path)
        self._generations.switch(generation, 0)
        self._generations.remove_others(generation)
        self._open(path, generation)
        self._apply(path, 0, progress, should_stop)

    def rebuild(self, progress: Progress | None = None, should_stop: ShouldStop = never) -> None:
        """Fill a new generation, check it in a child process, switch to it, delete the old one.

        Raises:
            ProjectionUnavailable: It was stopped, or the new generation is not what it should be; the old one stays.
        """
        with self._lock:
            self._require_writer()
            applied = self._catalog.last_outbox_seq()
            generation, path = self._new_folder()
            index = ChromaIndex(path, create=True)
            try:
                expected = self._fill(index, progress, should_stop)
            finally:
                index.close()
            seal(path)
            self._check(path, expected)
            self.close()
            self._generations.switch(generation, applied)
            self._generations.remove_others(generation)
            self._open(path, generation)

    def verify(self) -> list[Finding]:
        """Compare the collection with the catalogue: checksums, then searches in a child process.

        A process that does not hold the writer lock only compares checksums: Chroma belongs to the writer.
        """
        with self._lock:
            was_open = self._index is not None
            try:
                return [Finding(projection=VECTORS, healthy=True, message_zh=self._verified(was_open))]
            except ProjectionUnavailable as error:
                return [Finding(projection=VECTORS, healthy=False, message_zh=error.message_zh)]

    def _verified(self, was_open: bool) -> str:
        path, state = self._generations.current()
        rewritten = self._rewritten_while_open(path, was_open)
        if not self._writable:
            return "向量索引文件的校验和相符（只读方式下不作抽查）。"
        if read_changes(self._catalog, state.applied_seq, 1) is not None:
            return "向量索引文件的校验和相符，另有改动待写入。"
        expected = set(self._catalog.vector_matrix(self._encoder_id)[0].tolist())
        self.close()
        self._check(path, expected)
        if rewritten:
            seal(path)
        if was_open:
            self._open(path, state.generation)
        return f"向量索引完好，{len(expected)} 条向量。"

    def _rewritten_while_open(self, path: Path, was_open: bool) -> bool:
        """Tell whether the graph files differ from the seal because Chroma, open in this process, saved them again.

        It does so in its own time. What it saved is then judged by the full check instead of by the seal; files that
        changed while nobody here had them open are damaged.
        """
        try:
            check_seal(path)
        except ProjectionUnavailable:
            if not was_open or self._generations.state().writing:
                raise
            return True
        return False

    def close(self) -> None:
        """Release Chroma's files."""
        with self._lock:
            index, self._index = self._index, None
            if index is not None:
                index.close()

    def _require_writer(self) -> None:
        if not self._writable:
            raise ProjectionUnavailable("数据目录以只读方式打开，不能更新向量索引。")

    def _new_folder(self) -> tuple[int, Path]:
        try:
            return self._generations.start_next()
        except OSError as error:
            raise ProjectionUnavailable(f"不能新建向量索引文件夹：{error}") from error

    def _open(self, path: Path, generation: int) -> None:
        if self._index is not None and self._opened == generation:
            return
        self.close()
        check_seal(path)
        self._index = ChromaIndex(path, create=False)
        self._opened = generation

    def _apply(self, path: Path, applied: int, progress: Progress | None, should_stop: ShouldStop) -> None:
        start, total = applied, max(1, self._catalog.last_outbox_seq() - applied)
        written = 0
        while not should_stop() and (changes := read_changes(self._catalog, applied, CHANGES_AT_ONCE)):
            if written == 0:
                self._generations.save(writing=True)
                remove_seal(path)
            written += self._write(changes.upserted, changes.removed)
            applied = changes.last_seq
            if written >= CHECKPOINT:
                self._checkpoint(path, applied)
                written = 0
            if progress:
                progress(min(applied - start, total), total)
        self._checkpoint(path, applied)

    def _write(self, upserted: Sequence[str], removed: Sequence[str]) -> int:
        index = self._index
        if index is None:
            raise ProjectionUnavailable("向量索引未打开。")
        deleted = index.remove_documents([*removed, *upserted])
        count_removed(self._generations.folder, VECTORS, deleted)
        rows = [row for document_id in upserted for row in vector_rows(self._catalog, document_id, self._encoder_id)]
        index.upsert(_as_rows(rows))
        return deleted + len(rows) + 1

    def _checkpoint(self, path: Path, applied: int) -> None:
        if not self._generations.state().writing:
            return
        seal(path)
        self._generations.save(applied_seq=applied, writing=False)

    def _fill(self, index: ChromaIndex, progress: Progress | None, should_stop: ShouldStop) -> set[int]:
        document_ids = self._catalog.chunk_table().document_ids
        expected: set[int] = set()
        waiting: list[VectorRow] = []
        for position, document_id in enumerate(document_ids, start=1):
            waiting.extend(vector_rows(self._catalog, document_id, self._encoder_id))
            if len(waiting) >= BATCH or position == len(document_ids):
                if should_stop():
                    raise ProjectionUnavailable("向量索引的建立已中断，下次继续。")
                index.upsert(_as_rows(waiting))
                expected.update(row.chunk_no for row in waiting)
                waiting = []
            if progress:
                progress(position, len(document_ids))
        return expected

    def _check(self, path: Path, expected: set[int]) -> None:
        """Raise ProjectionUnavailable unless the folder holds exactly `expected` and finds known vectors."""
        queries = self._self_queries(expected)
        result = run_probe(ProbeTask(projection=VECTORS, path=str(path), queries=queries))
        missing, surplus = len(expected - set(result.chunk_nos)), len(set(result.chunk_nos) - expected)
        if missing or surplus:
            raise ProjectionUnavailable(f"向量索引 {path.name} 少 {missing} 条、多 {surplus} 条，需要重建。")
        if len(result.missed) > MISSES_ALLOWED * len(queries):
            raise ProjectionUnavailable(
                f"向量索引 {path.name} 抽查 {len(queries)} 条，有 {len(result.missed)} 条搜不到，需要重建。"
            )

    def _self_queries(self, expected: set[int]) -> tuple[SelfQuery, ...]:
        queries = []
        for row in sample_rows(self._catalog):
            for stored in vector_rows(self._catalog, row.chunk.document_id, self._encoder_id):
                if stored.chunk_no == row.chunk_no and stored.chunk_no in expected and stored.vector.any():
                    queries.append(SelfQuery(chunk_no=stored.chunk_no, vector=encode_vector(stored.vector)))
        return tuple(queries)

    def _bloated(self) -> bool:
        live = self._index.count() if self._index is not None else 0
        return self._generations.removed() >= max(BATCH, BLOAT * live)


def _as_rows(rows: Sequence[VectorRow]) -> list[tuple[int, str, str, FloatVector]]:
    return [(row.chunk_no, row.chunk_id, row.document_id, row.vector) for row in rows]
