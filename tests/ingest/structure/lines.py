"""Parsed files from lines of text, for the tests of structure, chunks and metadata."""

from __future__ import annotations

from ingest.records import Block, BlockKind, ParsedFile
from ingest.structure import StructuredText, build


def parsed_lines(text: str, *, title: str = "") -> ParsedFile:
    """Make a parsed file with one paragraph per line; "# " to "###### " open headings."""
    blocks: list[Block] = []
    for line in text.strip("\n").split("\n"):
        marks, _, heading = line.partition(" ")
        if heading and set(marks) == {"#"}:
            blocks.append(Block(kind=BlockKind.HEADING, text=heading, heading_level=len(marks)))
        else:
            blocks.append(Block(kind=BlockKind.PARAGRAPH, text=line))
    return ParsedFile(media_type="text/plain", blocks=tuple(blocks), title=title)


def structured_lines(text: str) -> StructuredText:
    """Build the structure of lines."""
    return build(parsed_lines(text))


def outline_of(structured: StructuredText) -> list[str]:
    """Return the headings, indented by two spaces per level below the root."""
    return ["  " * (section.depth - 1) + section.heading for section in structured.sections[1:]]


def table_block(*rows: tuple[str, ...], header_row_count: int = 1, page: int | None = None) -> Block:
    """Make a table."""
    return Block(kind=BlockKind.TABLE, rows=rows, header_row_count=header_row_count, page=page)
