"""A base made of a passage set, one chunk per passage, searched by the product's own retriever."""

from __future__ import annotations

import hashlib
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

from assistant.evaluation.passage_sets import Passage
from kb.catalog import Catalog
from kb.catalog.records import StoredDocument
from kb.index_text import content_hash, index_text
from kb.projections import ProjectionSet
from kb.protocols import Embedder
from kb.query import understand
from kb.records import (
    Chunk,
    ChunkKind,
    ChunkScore,
    Document,
    Evidence,
    Filters,
    Metadata,
    Question,
    Section,
    SectionKind,
)
from kb.retrieval import HybridRetriever
from kb.text import default_tokenizer

DOCUMENTS_AT_ONCE = 200

Progress = Callable[[int, int], None]


def no_progress(done: int, total: int) -> None:
    """Ignore progress."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PassageBase:
    """Passages that can be searched.

    Attributes:
        passage_of: chunk_id → passage id.
        passage_numbers: chunk_no → passage id.
        titles: Known when questions are understood, as in a knowledge base.
    """

    retriever: HybridRetriever
    passage_of: dict[str, str]
    passage_numbers: dict[int, str]
    titles: tuple[str, ...]

    def understand(self, text: str) -> Question:
        """Understand a question with the titles of the set."""
        return understand(text, titles=self.titles)

    def search(self, question: Question, depth: int) -> list[Evidence]:
        """Return the product's ranking, best first."""
        return self.retriever.retrieve(question, Filters(), depth)

    def ids(self, evidence: Sequence[Evidence]) -> list[str]:
        """Return the passages of what was found, in its order."""
        return [self.passage_of[one.chunk.chunk_id] for one in evidence]

    def listed_ids(self, ranking: Sequence[ChunkScore]) -> list[str]:
        """Return the passages of one single list, in its order."""
        return [self.passage_numbers[line.chunk_no] for line in ranking]


@contextmanager
def passage_base(
    passages: Sequence[Passage], embedder: Embedder, progress: Progress = no_progress
) -> Iterator[PassageBase]:
    """Lend a base of the passages in a temporary folder, removed afterwards; `progress` gets (stored, all)."""
    # On Windows a file that the index still maps cannot be removed; that is not worth failing for.
    with tempfile.TemporaryDirectory(prefix="yubei-eval-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        with Catalog.open(folder, writable=True) as catalog:
            tokenizer = default_tokenizer()
            owners = _fill(catalog, passages, embedder, progress)
            projections = ProjectionSet(catalog, folder, embedder, tokenizer, writable=True)
            try:
                projections.sync_lexical()
                numbers = catalog.chunks(catalog.chunk_table().chunk_no.tolist())
                yield PassageBase(
                    retriever=HybridRetriever(catalog, projections, embedder, tokenizer),
                    passage_of=owners,
                    passage_numbers={number: owners[chunk.chunk_id] for number, chunk in numbers.items()},
                    titles=tuple(sorted({passage.title for passage in passages if passage.title})),
                )
            finally:
                projections.close()


def _fill(catalog: Catalog, passages: Sequence[Passage], embedder: Embedder, progress: Progress) -> dict[str, str]:
    """Store the passages, one chunk each; return chunk_id → passage id."""
    owners: dict[str, str] = {}
    documents = _documents(passages, owners)
    while batch := list(islice(documents, DOCUMENTS_AT_ONCE)):
        catalog.replace_documents([_stored(document, embedder) for document in batch])
        progress(len(owners), len(passages))
    return owners


def _documents(passages: Sequence[Passage], owners: dict[str, str]) -> Iterator[Document]:
    groups: dict[str, list[Passage]] = defaultdict(list)
    for passage in passages:
        groups[passage.title or passage.passage_id].append(passage)
    for group in groups.values():
        yield _document(group, owners)


def _document(group: Sequence[Passage], owners: dict[str, str]) -> Document:
    title = group[0].title
    text = "\n".join(passage.text for passage in group)
    document_id = hashlib.sha256(f"{group[0].passage_id}\n{text}".encode("utf-8", "surrogatepass")).hexdigest()[:32]
    chunks = []
    start = 0
    for ordinal, passage in enumerate(group):
        end = start + len(passage.text)
        chunk = Chunk(
            chunk_id=f"{document_id}:{start}-{end}",
            document_id=document_id,
            ordinal=ordinal,
            section=0,
            kind=ChunkKind.TEXT,
            start=start,
            end=end,
            text=passage.text,
            heading_path=(),
            page=None,
            header_span=None,
            content_hash=content_hash(index_text(title, (), passage.text)),
        )
        owners[chunk.chunk_id] = passage.passage_id
        chunks.append(chunk)
        start = end + 1
    return _with_chunks(document_id, title, text, tuple(chunks))


def _with_chunks(document_id: str, title: str, text: str, chunks: tuple[Chunk, ...]) -> Document:
    root = Section(
        section_id=f"{document_id}:0",
        ordinal=0,
        parent=-1,
        depth=0,
        kind=SectionKind.ROOT,
        label="",
        title=title,
        start=0,
        end=len(text),
    )
    return Document(
        document_id=document_id,
        work_id=document_id,
        source_uri=f"{document_id}.txt",
        file_name=f"{document_id}.txt",
        media_type="text/plain",
        byte_count=len(text),
        text=text,
        pages=(),
        sections=(root,),
        chunks=chunks,
        metadata=Metadata(title=title),
        ingested_at=datetime.now(tz=UTC),
    )


def _stored(document: Document, embedder: Embedder) -> StoredDocument:
    texts = [index_text(document.metadata.title, chunk.heading_path, chunk.text) for chunk in document.chunks]
    vectors = embedder.embed_passages(texts)
    pairs = zip(document.chunks, vectors, strict=True)
    return StoredDocument(
        document=document,
        vectors={chunk.content_hash: vector for chunk, vector in pairs},
        encoder_id=embedder.encoder_id,
    )
