"""Question sets in the format corpus.jsonl, queries.jsonl, qrels.tsv, and a base made of one."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

from kb.catalog import Catalog
from kb.catalog.records import StoredDocument
from kb.index_text import content_hash, index_text
from kb.protocols import Embedder
from kb.records import Chunk, ChunkKind, Document, Metadata, Section, SectionKind

DOCUMENTS_AT_ONCE = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """One line of corpus.jsonl; passages of one title become one document."""

    passage_id: str
    title: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PassageSet:
    """Questions and the passages that answer them; a question without judgments is left out."""

    name: str
    passages: tuple[Passage, ...]
    questions: tuple[tuple[str, str], ...]
    relevant: dict[str, frozenset[str]]


def load_set(folder: Path) -> PassageSet:
    """Read the three files of a set."""
    passages = tuple(
        Passage(passage_id=line["id"], title=line.get("title") or "", text=line["text"])
        for line in _lines(folder / "corpus.jsonl")
    )
    relevant: dict[str, set[str]] = defaultdict(set)
    for line in (folder / "qrels.tsv").read_text(encoding="utf-8").splitlines()[1:]:
        query_id, passage_id, grade = line.split("\t")
        if int(grade) > 0:
            relevant[query_id].add(passage_id)
    questions = tuple((line["id"], line["text"]) for line in _lines(folder / "queries.jsonl") if line["id"] in relevant)
    judged = {query_id: frozenset(found) for query_id, found in relevant.items()}
    return PassageSet(name=folder.name, passages=passages, questions=questions, relevant=judged)


def fill_catalog(catalog: Catalog, passages: Sequence[Passage], embedder: Embedder) -> dict[str, str]:
    """Store the passages, one chunk each; return chunk_id → passage_id."""
    owners: dict[str, str] = {}
    documents = _documents(passages, owners)
    while batch := list(islice(documents, DOCUMENTS_AT_ONCE)):
        catalog.replace_documents([_stored(document, embedder) for document in batch])
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


def _lines(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8") as stream:
        for line in stream:
            yield json.loads(line)
