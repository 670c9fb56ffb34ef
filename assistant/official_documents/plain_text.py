"""An official document as plain text: what a page shows and what the checks of plans read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from assistant.official_documents.closing import attachment_labels, date_text
from assistant.official_documents.numbering import HeadingNumbers
from assistant.official_documents.records import (
    Blank,
    Block,
    Heading,
    OfficialDocument,
    Paragraph,
    Sources,
    Table,
    blank_text,
    words_of,
)


def plain_text(document: OfficialDocument) -> str:
    """Return title, numbered headings, paragraphs and table rows, one a line; attachments last."""
    return "\n".join(line for line in _lines(document) if line)


def _lines(document: OfficialDocument) -> Iterator[str]:
    yield from (document.title, document.number)
    yield from _block_lines(document.blocks)
    yield from (document.organ, date_text(document))
    for label, attachment in zip(attachment_labels(document.attachments), document.attachments, strict=True):
        yield f"{label} {attachment.title}"
        yield from _block_lines(attachment.blocks)


def _block_lines(blocks: Iterable[Block]) -> Iterator[str]:
    numbers = HeadingNumbers()
    for block in blocks:
        if isinstance(block, Heading):
            yield f"{numbers.label(block)}{block.text}"
        elif isinstance(block, Paragraph):
            yield words_of(block.text)
        elif isinstance(block, Blank):
            yield blank_text(block.text)
        elif isinstance(block, Table):
            yield from (" | ".join(words_of(cell) for cell in row) for row in (block.header, *block.rows) if row)
        elif isinstance(block, Sources):
            yield block.title
            yield from (f"[{number}] {item}" for number, item in enumerate(block.items, start=1))
