"""What is indexed and embedded for a chunk: its heading path joined to its text."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence


def index_text(title: str, heading_path: Sequence[str], text: str, table_header: str = "") -> str:
    """Join title, headings and text; headings that only repeat the title are left out.

    Args:
        table_header: The text of `Chunk.header_span`, so that a later piece of a long table is found and
            understood by its column names too.
    """
    headings = [heading for heading in heading_path if heading and heading != title]
    head = " ".join(part for part in (title, *headings) if part)
    return "\n".join(part for part in (head, table_header, text) if part)


def content_hash(indexed: str) -> str:
    """Return the sha256 (hex, 32 digits) of an `index_text`; equal hashes share one vector."""
    return hashlib.sha256(indexed.encode("utf-8", "surrogatepass")).hexdigest()[:32]
