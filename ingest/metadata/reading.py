"""Puts the fields together."""

from __future__ import annotations

from ingest.metadata.head import head_lines
from ingest.metadata.title import read_title
from ingest.records import ParsedFile
from ingest.structure import StructuredText
from kb.records import Metadata, Span


def read(structured: StructuredText, parsed: ParsedFile, file_name: str) -> Metadata:
    """Return what the text and the file name state; a field that neither states stays empty.

    `Metadata.sources` says for every value read from the text where it stands.
    """
    head = head_lines(structured)
    sources: list[tuple[str, Span]] = []
    title, span = read_title(head, structured.title_line_count, parsed.title, file_name)
    if span is not None:
        sources.append(("title", span))
    return Metadata(title=title, sources=tuple(sources))
