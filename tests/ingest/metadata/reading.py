"""Metadata of a text given as lines."""

from __future__ import annotations

from ingest import metadata
from ingest.structure import build
from kb.records import Metadata
from tests.ingest.structure.lines import parsed_lines


def read_lines(text: str, file_name: str = "文件.txt") -> Metadata:
    """Read the metadata of lines of text."""
    parsed = parsed_lines(text)
    return metadata.read(build(parsed), parsed, file_name)
