"""Valid records with defaults, and ordinary implementations of the protocols for tests."""

from __future__ import annotations

import hashlib
import re
import zlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from itertools import pairwise

import numpy as np

from kb.catalog.records import StoredDocument
from kb.index_text import content_hash, index_text
from kb.protocols import FloatMatrix
from kb.records import Chunk, ChunkKind, Document, Metadata, PageStart, Section, SectionKind, Span

FIXED_TIME = datetime(2026, 3, 1, 8, 0, tzinfo=UTC)
DEFAULT_TEXT = (
    "临澜市防汛应急预案\n"
    "1 总则\n"
    "为做好洪水灾害的预防和处置工作，制定本预案。\n"
    "2 应急响应\n"
    "市防汛抗旱指挥部接到报告后，应当在30分钟内启动Ⅱ级响应，并向市人民政府报告。"
)


def document_id_of(data: bytes) -> str:
    """Return the id a document with these original bytes has."""
    return hashlib.sha256(data).hexdigest()[:32]


def make_chunk(
    text: str = "市防汛抗旱指挥部接到报告后，应当在30分钟内启动Ⅱ级响应。",
    *,
    document_id: str = "0" * 32,
    title: str = "临澜市防汛应急预案",
    start: int = 0,
    ordinal: int = 0,
    section: int = 0,
    kind: ChunkKind = ChunkKind.TEXT,
    heading_path: tuple[str, ...] = ("4 应急响应", "4.2 响应启动"),
    page: int | None = None,
    header_span: Span | None = None,
) -> Chunk:
    """Make a chunk whose id, end and content hash agree with its text and place."""
    end = start + len(text)
    return Chunk(
        chunk_id=f"{document_id}:{start}-{end}",
        document_id=document_id,
        ordinal=ordinal,
        section=section,
        kind=kind,
        start=start,
        end=end,
        text=text,
        heading_path=heading_path,
        page=page,
        header_span=header_span,
        content_hash=content_hash(index_text(title, heading_path, text)),
    )


def make_document(
    text: str = DEFAULT_TEXT,
    *,
    title: str = "临澜市防汛应急预案",
    metadata: Metadata | None = None,
    source_uri: str | None = None,
    work_id: str | None = None,
    pages: tuple[PageStart, ...] = (),
    approved: bool = True,
    ingested_at: datetime = FIXED_TIME,
    warnings: tuple[str, ...] = (),
) -> Document:
    """Make a document with one chunk per line; lines like "1 总则" become sections.

    Its original is `original_of(document)`, its id agrees with those bytes.
    """
    meta = replace(metadata, title=metadata.title or title) if metadata else Metadata(title=title)
    document_id = document_id_of(text.encode())
    sections = _sections(document_id, text)
    return Document(
        document_id=document_id,
        work_id=work_id or hashlib.sha256(meta.title.encode()).hexdigest()[:32],
        source_uri=source_uri or f"{meta.title}.txt",
        file_name=f"{meta.title}.txt",
        media_type="text/plain",
        byte_count=len(text.encode()),
        text=text,
        pages=pages,
        sections=sections,
        chunks=_chunks(document_id, text, meta.title, sections, pages),
        metadata=meta,
        ingested_at=ingested_at,
        approved=approved,
        warnings=warnings,
    )


def original_of(document: Document) -> bytes:
    """Return the original bytes of a document made by `make_document`."""
    return document.text.encode()


def stored(
    document: Document, encoder: HashingEncoder | None = None, *, removes: tuple[str, ...] = ()
) -> StoredDocument:
    """Wrap a document for `Catalog.replace_documents`, embedded when an encoder is given."""
    if encoder is None:
        return StoredDocument(document=document, removes=removes)
    title = document.metadata.title
    vectors = encoder.embed_passages([index_text(title, chunk.heading_path, chunk.text) for chunk in document.chunks])
    return StoredDocument(
        document=document,
        vectors={chunk.content_hash: vector for chunk, vector in zip(document.chunks, vectors, strict=True)},
        encoder_id=encoder.encoder_id,
        removes=removes,
    )


class HashingEncoder:
    """An Embedder without a model: character unigrams and bigrams hashed into a unit vector.

    Texts that share characters are close, so ranking can be tested; equal on every machine.
    """

    def __init__(self, dimension: int = 64, name: str = "hashing") -> None:
        self._dimension = dimension
        self._name = name
        self.embedded_count = 0

    @property
    def encoder_id(self) -> str:
        return f"{self._name}-{self._dimension}"

    @property
    def dimension(self) -> int:
        return self._dimension

    def embed_queries(self, texts: Sequence[str]) -> FloatMatrix:
        return self._embed(texts)

    def embed_passages(self, texts: Sequence[str]) -> FloatMatrix:
        self.embedded_count += len(texts)
        return self._embed(texts)

    def _embed(self, texts: Sequence[str]) -> FloatMatrix:
        matrix = np.zeros((len(texts), self._dimension), dtype=np.float32)
        for row, text in enumerate(texts):
            letters = re.sub(r"\s+", "", text)
            for piece in [*letters, *("".join(pair) for pair in pairwise(letters))]:
                code = zlib.crc32(f"{self._name}|{piece}".encode("utf-8", "surrogatepass"))
                matrix[row, code % self._dimension] += 1.0 if code & 0x10000 else -1.0
        norms = np.linalg.norm(matrix, axis=1, keepdims=True)
        return np.divide(matrix, norms, out=matrix, where=norms > 0)


def _line_spans(text: str) -> list[Span]:
    """Return the spans of the lines that hold more than white space."""
    return [Span(start=match.start(), end=match.end()) for match in re.finditer(r"[^\n]+", text) if match[0].strip()]


def _sections(document_id: str, text: str) -> tuple[Section, ...]:
    headings = list(re.finditer(r"^(\d+(?:\.\d+)*) (.+)$", text, re.M))
    ends = [*(match.start() for match in headings), len(text)][1:]
    root = Section(
        section_id=f"{document_id}:0",
        ordinal=0,
        parent=-1,
        depth=0,
        kind=SectionKind.ROOT,
        label="",
        title="",
        start=0,
        end=len(text),
    )
    return (
        root,
        *(
            Section(
                section_id=f"{document_id}:{ordinal}",
                ordinal=ordinal,
                parent=0,
                depth=1,
                kind=SectionKind.HEADING,
                label=match[1],
                title=match[2],
                start=match.start(),
                end=end,
            )
            for ordinal, (match, end) in enumerate(zip(headings, ends, strict=True), start=1)
        ),
    )


def _chunks(
    document_id: str, text: str, title: str, sections: tuple[Section, ...], pages: tuple[PageStart, ...]
) -> tuple[Chunk, ...]:
    chunks = []
    for ordinal, span in enumerate(_line_spans(text)):
        section = max((one for one in sections if one.start <= span.start), key=lambda one: one.ordinal)
        heading = f"{section.label} {section.title}".strip()
        chunks.append(
            make_chunk(
                text[span.start : span.end],
                document_id=document_id,
                title=title,
                start=span.start,
                ordinal=ordinal,
                section=section.ordinal,
                heading_path=(heading,) if heading else (),
                page=max((page.number for page in pages if page.start <= span.start), default=None),
            )
        )
    return tuple(chunks)
