"""Plain text: each line is a paragraph, unless the text was cut at a margin."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.decoding import decode
from ingest.parsers.cleaning import clean_line
from ingest.parsers.copied_page import exported_fields, is_export, without_page
from ingest.parsers.glyphs import join_scattered_glyphs
from ingest.parsers.markdown import blocks_of_markdown, looks_like_markdown
from ingest.parsers.reflow import close_spaced_glyphs, full_width, is_hard_wrapped, join_lines
from ingest.records import Block, BlockKind, ParsedFile

_PAGE_MARK = re.compile(r"^[-—–]\s?\d{1,4}\s?[-—–]$|^第\s?\d+\s?页(?:\s?[/／,，]?\s?共\s?\d+\s?页)?$|\f$")


def parse(data: bytes, name: str) -> ParsedFile:  # noqa: ARG001 - one signature for all parsers
    """Parse plain text; Markdown saved as .txt is recognised by its headings.

    Raises:
        FileRefused: The encoding cannot be recognised.
    """
    decoded = decode(data)
    warnings = loss_warning(decoded.lost)
    if looks_like_markdown(decoded.text):
        return ParsedFile(media_type="text/plain", blocks=blocks_of_markdown(decoded.text), warnings=warnings)
    raw = [line for line in decoded.text.split("\n") if line.strip()]
    copied = without_page([*exported_fields(raw), *raw[2:]] if is_export(raw) else raw)
    lines = [line for line in map(clean_line, copied.lines) if line and not _PAGE_MARK.match(line)]
    blocks = tuple(Block(kind=BlockKind.PARAGRAPH, text=line) for line in _paragraphs(lines))
    return ParsedFile(media_type="text/plain", blocks=blocks, warnings=warnings + copied.warnings)


def loss_warning(lost: int) -> tuple[str, ...]:
    """Say how many places of a text file could not be decoded."""
    return (f"有 {lost} 处字节无法识别，已用“\ufffd”代替。",) if lost else ()


def _paragraphs(lines: Sequence[str]) -> list[str]:
    repaired = [close_spaced_glyphs(line) for line in join_scattered_glyphs(lines)]
    if is_hard_wrapped(repaired):
        return join_lines(repaired, full_width(repaired))
    return repaired
