"""The inverted index as a projection: quick enough to follow right after every commit."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from kb.catalog import Catalog
from kb.catalog.records import ChunkRow, ProjectionState
from kb.errors import ProjectionUnavailable
from kb.lexical.tantivy_index import TantivyIndex
from kb.projections.changes import chunk_rows, read_changes, sample_rows
from kb.projections.findings import Finding
from kb.projections.generations import Generations
from kb.projections.probe import ProbeTask, SelfQuery, run_probe
from kb.projections.segment_files import check_segment_files
from kb.records import Chunk
from kb.text import Tokenizer

LEXICAL = "lexical"
LAYOUT = "words+bigrams/1"  # raise the number when fields or their contents change
SAMPLE_WORDS = 12
BLOCK_ROWS = 2000
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenIndex:
    """An open generation and how far it has come; one record, so that other threads never see a mixture."""

    index: TantivyIndex
    generation: int
    applied_seq: int


class LexicalProjection:
    """The current tantivy generation, opened when first needed.

    The index of a process that does not hold the writer lock is read-only; it follows what the writer commits.
    """

    def __init__(self, catalog: Catalog, folder: Path, tokenizer: Tokenizer, *, writable: bool) -> None:
        self._catalog = catalog
        self._tokenizer = tokenizer
        self._writable = writable
        self._generations = Generations(catalog, folder, LEXICAL, LAYOUT)
        self._open: OpenIndex | None = None
        self._refused: tuple[int, str] | None = None  # a generation found bad, and why
        self._lock = threading.RLock()

    def index(self) -> tuple[TantivyIndex, int]:
        """Return the index and the outbox entry it has surely applied; never waits for `sync`.

        Raises:
            ProjectionUnavailable: There is no index that can be trusted.
        """
        if self._lock.acquire(blocking=False):
            try:
                opened = self._follow()
            finally:
                self._lock.release()
            return opened.index, opened.applied_seq
        busy = self._open
        if busy is None:
            raise ProjectionUnavailable("全文索引正在建立。")
        return busy.index, busy.applied_seq

    def refuse(self, reason: str) -> None:
        """Do not use the open generation any more; the next `sync` of the writer builds a new one."""
        with self._lock:
            self._refused = (self._generations.state().generation, reason)
            self._close_index()

    def sync(self, progress: Progress | None = None) -> None:
        """Apply the outbox; build the index anew when it cannot be trusted.

        Raises:
            ProjectionUnavailable: The disk or the index refuses.
        """
        with self._lock:
            try:
                self._apply(self._follow(), progress)
            except ProjectionUnavailable:
                self.rebuild(progress)

    def rebuild(self, progress: Progress | None = None) -> None:
        """Build a new generation from the catalogue, check it, switch to it, delete the old one.

        Raises:
            ProjectionUnavailable: The new generation does not hold what it should; the old one stays.
        """
        with self._lock:
            applied = self._catalog.last_outbox_seq()
            generation, path = self._new_folder()
            index = TantivyIndex(path, self._tokenizer, writable=True)
            expected = self._fill(index, progress)
            index.commit()
            if index.chunk_nos() != expected:
                index.close()
                raise ProjectionUnavailable(f"新建的全文索引 {path.name} 与目录库不一致，保留原来的。")
            self._close_index()
            self._generations.switch(generation, applied)
            self._open = OpenIndex(index=index, generation=generation, applied_seq=applied)
            self._refused = None
            self._generations.remove_others(generation)

    def verify(self) -> list[Finding]:
        """Compare the index with the catalogue: checksums, set of chunks, self-queries in a child process."""
        try:
            path, state = self._generations.current()
            if self._refused and self._refused[0] == state.generation:
                raise ProjectionUnavailable(self._refused[1])
            check_segment_files(path)
            rows = sample_rows(self._catalog)
            result = run_probe(ProbeTask(projection=LEXICAL, path=str(path), queries=self._self_queries(rows)))
        except ProjectionUnavailable as error:
            return [Finding(projection=LEXICAL, healthy=False, message_zh=error.message_zh)]
        pending = read_changes(self._catalog, state.applied_seq) is not None
        return [_judge(set(result.chunk_nos), _expected(self._catalog), len(result.missed), len(rows), pending)]

    def close(self) -> None:
        """Release the index."""
        with self._lock:
            self._close_index()

    def _new_folder(self) -> tuple[int, Path]:
        try:
            return self._generations.start_next()
        except OSError as error:
            raise ProjectionUnavailable(f"不能新建全文索引文件夹：{error}") from error

    def _follow(self) -> OpenIndex:
        """Open the generation that counts, or bring the open one up to what was committed; the lock is held."""
        path, state = self._generations.current()
        if self._refused and self._refused[0] == state.generation:
            raise ProjectionUnavailable(self._refused[1])
        opened = self._open
        if opened is None or opened.generation != state.generation:
            opened = self._open_generation(path, state)
        elif opened.applied_seq != state.applied_seq:
            opened.index.reload()
            opened = replace(opened, applied_seq=state.applied_seq)
        self._open = opened
        return opened

    def _open_generation(self, path: Path, state: ProjectionState) -> OpenIndex:
        self._close_index()
        try:
            check_segment_files(path)
            index = TantivyIndex(path, self._tokenizer, writable=self._writable)
        except ProjectionUnavailable as error:
            self._refused = (state.generation, error.message_zh)
            raise
        return OpenIndex(index=index, generation=state.generation, applied_seq=state.applied_seq)

    def _apply(self, opened: OpenIndex, progress: Progress | None) -> None:
        index, start = opened.index, opened.applied_seq
        total = max(1, self._catalog.last_outbox_seq() - start)
        while changes := read_changes(self._catalog, opened.applied_seq):
            for document_id in (*changes.removed, *changes.upserted):
                index.remove_document(document_id)
            for rows in self._blocks(changes.upserted):
                index.add(_as_rows(rows))
            index.commit()
            self._generations.save(applied_seq=changes.last_seq)
            opened = self._open = replace(opened, applied_seq=changes.last_seq)
            if progress:
                progress(min(changes.last_seq - start, total), total)

    def _fill(self, index: TantivyIndex, progress: Progress | None) -> set[int]:
        expected: set[int] = set()
        document_ids = self._catalog.chunk_table().document_ids
        for rows in self._blocks(document_ids, progress):
            expected.update(row.chunk_no for row in rows)
            index.add(_as_rows(rows))
        return expected

    def _blocks(self, document_ids: Sequence[str], progress: Progress | None = None) -> Iterator[list[ChunkRow]]:
        """Yield the rows of the documents, those of several small ones together."""
        waiting: list[ChunkRow] = []
        for position, document_id in enumerate(document_ids, start=1):
            waiting += chunk_rows(self._catalog, document_id)
            if len(waiting) >= BLOCK_ROWS or position == len(document_ids):
                yield waiting
                waiting = []
            if progress:
                progress(position, len(document_ids))

    def _self_queries(self, rows: Sequence[ChunkRow]) -> tuple[SelfQuery, ...]:
        queries = []
        for row in rows:
            words = sorted(set(self._tokenizer.words(row.index_text)), key=lambda word: (-len(word), word))
            queries.append(SelfQuery(chunk_no=row.chunk_no, words=tuple(words[:SAMPLE_WORDS])))
        return tuple(query for query in queries if query.words)

    def _close_index(self) -> None:
        opened, self._open = self._open, None
        if opened is not None:
            opened.index.close()


def _as_rows(rows: Iterable[ChunkRow]) -> list[tuple[int, str, Chunk]]:
    return [(row.chunk_no, row.index_text, row.chunk) for row in rows]


def _expected(catalog: Catalog) -> set[int]:
    return set(catalog.chunk_table().chunk_no.tolist())


def _judge(held: set[int], expected: set[int], missed: int, sampled: int, pending: bool) -> Finding:
    missing, surplus = len(expected - held), len(held - expected)
    if (missing or surplus) and not pending:
        message = f"全文索引少 {missing} 段、多 {surplus} 段，需要重建。"
        return Finding(projection=LEXICAL, healthy=False, message_zh=message)
    if missed and not pending:
        message = f"全文索引抽查 {sampled} 段，有 {missed} 段搜不到，需要重建。"
        return Finding(projection=LEXICAL, healthy=False, message_zh=message)
    behind = "（另有改动待写入）" if pending else ""
    return Finding(
        projection=LEXICAL, healthy=True, message_zh=f"全文索引完好，{len(held)} 段，抽查 {sampled} 段{behind}。"
    )
