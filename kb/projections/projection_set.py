"""All projections of one base: what follows the catalogue, and what search may use at the moment."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from kb.catalog import Catalog
from kb.errors import ProjectionUnavailable
from kb.freeing import give_back_freed_memory
from kb.lexical.tantivy_index import TantivyIndex
from kb.projections.findings import Finding
from kb.projections.lexical_projection import LEXICAL, LexicalProjection
from kb.projections.vector_projection import VECTORS, ShouldStop, VectorProjection, never
from kb.protocols import Embedder
from kb.text import Tokenizer
from kb.vectors.chroma_index import ChromaIndex

FOLDER = "projections"
Progress = Callable[[int, int], None]


class ProjectionSet:
    """The lexical and the vector projection.

    A process opened with `writable=False` reads the lexical index and never touches Chroma: two processes on one
    Chroma folder lose data.
    """

    def __init__(
        self, catalog: Catalog, data_path: Path, embedder: Embedder, tokenizer: Tokenizer, *, writable: bool
    ) -> None:
        folder = data_path / FOLDER
        self._writable = writable
        self._lexical = LexicalProjection(catalog, folder, tokenizer, writable=writable)
        self._vectors = VectorProjection(catalog, folder, embedder.encoder_id, writable=writable)

    def lexical_index(self) -> tuple[TantivyIndex, int]:
        """Return the inverted index and the outbox entry it has surely applied.

        Raises:
            ProjectionUnavailable: There is no index that can be trusted.
        """
        return self._lexical.index()

    def refuse_lexical(self, reason: str) -> None:
        """Stop using the inverted index that failed in a search."""
        self._lexical.refuse(reason)

    def chroma_index(self) -> ChromaIndex | None:
        """Return the Chroma index when it is open and holds everything committed, else None."""
        return self._vectors.fresh_index()

    def sync_lexical(self, progress: Progress | None = None) -> None:
        """Let the inverted index catch up; called right after every commit.

        A failure costs speed, not results: search scores what is missing from the catalogue.

        Raises:
            ProjectionUnavailable: The index can neither be updated nor built.
        """
        if self._writable:
            self._lexical.sync(progress)

    def sync(self, progress: Progress | None = None, should_stop: ShouldStop = never) -> None:
        """Let both catch up, the inverted index first; Chroma takes minutes after a large ingest.

        Raises:
            ProjectionUnavailable: One of them can neither be updated nor built, or `should_stop` said so.
        """
        if self._writable:
            self._lexical.sync(progress)
            give_back_freed_memory()
            self._vectors.sync(progress, should_stop)
            give_back_freed_memory()

    def verify(self) -> list[Finding]:
        """Compare both with the catalogue; damaged Chroma files are read in a child process."""
        return [*self._lexical.verify(), *self._vectors.verify()]

    def rebuild(self, name: str, progress: Progress | None = None) -> None:
        """Build one projection anew ("lexical" or "vectors") and switch to it.

        Raises:
            ProjectionUnavailable: The disk refuses, or the process does not hold the writer lock.
        """
        if not self._writable:
            raise ProjectionUnavailable("数据目录以只读方式打开，不能重建索引。")
        rebuilds = {LEXICAL: self._lexical.rebuild, VECTORS: self._vectors.rebuild}
        if name not in rebuilds:
            raise ProjectionUnavailable(f"没有名为 {name!r} 的索引，只有 {LEXICAL} 和 {VECTORS}。")
        rebuilds[name](progress)

    def close(self) -> None:
        """Release both."""
        self._lexical.close()
        self._vectors.close()
