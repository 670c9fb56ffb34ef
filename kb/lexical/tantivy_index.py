"""The lexical projection on disk: a tantivy index over pre-split words and bigrams.

This is the only file that imports tantivy. Terms reach it separated by spaces, so the words it
knows are exactly those of `kb.text`; nothing of the text itself is stored.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, TypeVar

from kb.errors import ProjectionUnavailable
from kb.lexical.statistics import MAX_QUERY_TERMS
from kb.records import Chunk, ChunkScore
from kb.text import Tokenizer

WRITER_HEAP_BYTES = 20_000_000  # a larger heap is no quicker: every commit ends a segment
ROWS_AT_ONCE = 1000  # split together; larger blocks are no faster
CHARACTERS_AT_ONCE = 60_000  # their arrays take a hundred bytes a character
MAX_TERM_BYTES = 200  # tantivy drops longer terms anyway; cut so that nothing is silently large

Result = TypeVar("Result")


class TantivyIndex:
    """LexicalIndex in a folder.

    Args:
        path: Folder of the generation; made when absent and `writable`.
        tokenizer: Must be the one that splits the queries.
        writable: False for a process that does not hold the writer lock; it never takes
            tantivy's own lock either.

    Raises:
        ProjectionUnavailable: The folder is missing or damaged. Later calls raise it as well when
            the files go bad while open.
    """

    def __init__(self, path: Path, tokenizer: Tokenizer, *, writable: bool) -> None:
        self._path = path
        self._tokenizer = tokenizer
        self._writable = writable
        self._writer: Any = None  # tantivy.IndexWriter, opened by the first change
        self._index: Any = self._guard(lambda: _open(path, writable))  # tantivy.Index
        self._schema: Any = self._index.schema
        self._searcher: Any = self._guard(self._index.searcher)

    def upsert(self, rows: Iterable[tuple[int, str, Chunk]]) -> None:
        """Add or replace (chunk_no, index_text, chunk); visible after `commit`."""
        self._guard(lambda: self._write(list(rows), replacing=True))

    def add(self, rows: Iterable[tuple[int, str, Chunk]]) -> None:
        """Add rows of which the index holds none, or none after `remove_document`; cheaper than `upsert`."""
        self._guard(lambda: self._write(list(rows), replacing=False))

    def remove_document(self, document_id: str) -> None:
        """Delete every chunk of the document; visible after `commit`."""
        self._guard(lambda: self._open_writer().delete_documents_by_term("document_id", document_id))

    def commit(self) -> None:
        """Make the changes durable and visible; cheap when there were none."""
        if self._writer is not None:
            self._guard(lambda: self._writer.commit())
        self.reload()

    def reload(self) -> None:
        """See what another process or `commit` made durable."""
        self._guard(lambda: self._index.reload())
        self._searcher = self._guard(lambda: self._index.searcher())

    def search_words(
        self, words: Sequence[str], top_k: int, *, only: Collection[str] | None = None, without: Collection[str] = ()
    ) -> list[ChunkScore]:
        """Rank by BM25 over words; `only` and `without` restrict to or leave out documents."""
        return self._guard(lambda: self._search("words", words, top_k, only, without))

    def search_bigrams(
        self, bigrams: Sequence[str], top_k: int, *, only: Collection[str] | None = None, without: Collection[str] = ()
    ) -> list[ChunkScore]:
        """Rank by BM25 over character bigrams; `only` and `without` as in `search_words`."""
        return self._guard(lambda: self._search("bigrams", bigrams, top_k, only, without))

    def count(self) -> int:
        """Return the number of chunks that are not deleted."""
        return int(self._searcher.num_docs)

    def word_frequency(self, word: str) -> int:
        """Return in how many chunks the word occurs; deleted ones count until they are merged away."""
        return int(self._guard(lambda: self._searcher.doc_freq("words", word)))

    def bigram_frequency(self, bigram: str) -> int:
        """Return in how many chunks the bigram occurs; deleted ones count until they are merged away."""
        return int(self._guard(lambda: self._searcher.doc_freq("bigrams", bigram)))

    def chunk_nos(self) -> set[int]:
        """Return the row number of every chunk in the index."""
        return self._guard(self._all_chunk_nos)

    def close(self) -> None:
        """Wait for merges and give the writer lock of the folder back."""
        writer, self._writer = self._writer, None
        if writer is not None:
            self._guard(writer.wait_merging_threads)

    def _write(self, rows: Sequence[tuple[int, str, Chunk]], *, replacing: bool) -> None:
        import tantivy

        writer = self._open_writer()
        for some in _blocks(rows):
            lines = self._tokenizer.lines([indexed for _, indexed, _ in some])
            for (chunk_no, _, chunk), (words, bigrams) in zip(some, lines, strict=True):
                if replacing:
                    writer.delete_documents_by_term("chunk_id", chunk.chunk_id)
                document = tantivy.Document()
                document.add_text("words", words)
                document.add_text("bigrams", bigrams)
                document.add_unsigned("chunk_no", chunk_no)
                document.add_text("chunk_id", chunk.chunk_id)
                document.add_text("document_id", chunk.document_id)
                writer.add_document(document)

    def _open_writer(self) -> Any:  # tantivy.IndexWriter
        if not self._writable:
            raise ProjectionUnavailable("全文索引以只读方式打开，不能修改。")
        if self._writer is None:
            self._writer = self._index.writer(heap_size=WRITER_HEAP_BYTES, num_threads=1)
        return self._writer

    def _search(
        self, field: str, terms: Sequence[str], top_k: int, only: Collection[str] | None, without: Collection[str]
    ) -> list[ChunkScore]:
        distinct = list(dict.fromkeys(terms))[:MAX_QUERY_TERMS]
        if not distinct or top_k <= 0:
            return []
        found = self._searcher.search(self._query(field, distinct, only, without), top_k, count=False).hits
        numbers = self._searcher.fast_field_values("chunk_no", [address for _, address in found]) if found else []
        scored = [
            ChunkScore(chunk_no=int(number), score=float(score))
            for (score, _), number in zip(found, numbers, strict=True)
        ]
        return sorted(scored, key=lambda line: (-line.score, line.chunk_no))

    def _query(self, field: str, terms: Sequence[str], only: Collection[str] | None, without: Collection[str]) -> Any:
        from tantivy import Occur, Query

        schema = self._schema
        matching = Query.boolean_query(
            [(Occur.Should, Query.term_query(schema, field, term, "freq")) for term in terms]
        )
        clauses = [(Occur.Must, matching)]
        if only is not None:
            allowed = Query.term_set_query(schema, "document_id", list(only))
            clauses.append((Occur.Must, Query.const_score_query(allowed, 0.0)))
        if without:
            clauses.append((Occur.MustNot, Query.term_set_query(schema, "document_id", list(without))))
        return matching if len(clauses) == 1 else Query.boolean_query(clauses)

    def _all_chunk_nos(self) -> set[int]:
        from tantivy import Query

        found = self._searcher.search(Query.all_query(), max(1, self.count()), count=False).hits
        if not found:
            return set()
        return {int(number) for number in self._searcher.fast_field_values("chunk_no", [at for _, at in found])}

    def _guard(self, action: Callable[[], Result]) -> Result:
        """Run a tantivy call and translate what it raises; a panic of the library is no ordinary Exception."""
        try:
            return action()
        except ProjectionUnavailable:
            raise
        except BaseException as error:
            if not isinstance(error, Exception) and type(error).__name__ != "PanicException":
                raise
            reason = f"全文索引 {self._path.name} 不可用（{error}），检索将由其他方式继续；可运行 yubei verify --repair 重建。"
            raise ProjectionUnavailable(reason) from error


def _open(path: Path, writable: bool) -> Any:  # tantivy.Index
    import tantivy

    if writable:
        path.mkdir(parents=True, exist_ok=True)
        index = tantivy.Index(_schema(), path=str(path))
    else:
        if not tantivy.Index.exists(str(path)):
            raise ProjectionUnavailable(f"全文索引 {path.name} 不存在，检索将由其他方式继续。")
        index = tantivy.Index.open(str(path))
    index.config_reader("manual")
    return index


def _schema() -> Any:  # tantivy.Schema
    import tantivy

    builder = tantivy.SchemaBuilder()
    builder.add_text_field("words", tokenizer_name="whitespace", index_option="freq")
    builder.add_text_field("bigrams", tokenizer_name="whitespace", index_option="freq")
    builder.add_unsigned_field("chunk_no", indexed=True, fast=True)
    builder.add_text_field("chunk_id", tokenizer_name="raw", index_option="basic")
    builder.add_text_field("document_id", tokenizer_name="raw", index_option="basic")
    return builder.build()


def _blocks(rows: Sequence[tuple[int, str, Chunk]]) -> Iterator[list[tuple[int, str, Chunk]]]:
    """Cut rows into blocks that are split into words together."""
    block: list[tuple[int, str, Chunk]] = []
    size = 0
    for row in rows:
        block.append(row)
        size += len(row[1])
        if len(block) >= ROWS_AT_ONCE or size >= CHARACTERS_AT_ONCE:
            yield block
            block, size = [], 0
    if block:
        yield block
