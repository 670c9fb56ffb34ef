"""What is indexed and embedded for a chunk: its heading path joined to its text."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from kb.records import Chunk, Span


def index_text(title: str, heading_path: Sequence[str], text: str, table_header: str = "") -> str:
    """Join title, headings and text; headings that only repeat the title are left out.

    Args:
        table_header: The text of `Chunk.header_span`, so that a later piece of a long table is found and
            understood by its column names too.
    """
    headings = [heading for heading in heading_path if heading and heading != title]
    head = " ".join(part for part in (title, *headings) if part)
    return "\n".join(part for part in (head, table_header, text) if part)


def index_texts(title: str, chunks: Sequence[Chunk]) -> list[str]:
    """Return the index text of all chunks of one document, in their order.

    A later piece of a table takes the header from the piece that holds it.
    """
    texts: list[str] = []
    header, span = "", None
    for chunk in chunks:
        if chunk.header_span is not None and chunk.header_span != span:
            span = chunk.header_span
            header = _text_at(span, chunks)
        own = header if chunk.header_span is not None else ""
        texts.append(index_text(title, chunk.heading_path, chunk.text, own))
    return texts


def _text_at(span: Span, chunks: Sequence[Chunk]) -> str:
    for chunk in chunks:
        if chunk.start <= span.start and span.end <= chunk.end:
            return chunk.text[span.start - chunk.start : span.end - chunk.start]
    return ""


def content_hash(indexed: str) -> str:
    """Return the sha256 (hex, 32 digits) of an `index_text`; equal hashes share one vector."""
    return hashlib.sha256(indexed.encode("utf-8", "surrogatepass")).hexdigest()[:32]
