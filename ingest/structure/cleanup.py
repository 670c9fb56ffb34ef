"""Taking out of the blocks what is no text, before offsets are counted."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from ingest.records import Block, BlockKind

# Zero-width and direction marks, control characters but \t and \n, the replacement character, private use bullets.
_INVISIBLE_RE = re.compile(
    "[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff\ufffd\ue000-\uf8ff]"
)
# Paired marks only: further stars are a masked name or number (138****1234).
_EMPHASIS_RE = re.compile(r"(?<!\*)\*\*(?![*\s])([^*\n]+?)(?<!\s)\*\*(?!\*)")
# Emphasis that opens on this line and closes on a later one, and the end of such.
_OPEN_EMPHASIS_RE = re.compile(r"^\*\*(?=[\u4e00-\u9fff《])|(?<=[意见通知办法条例规定决定方案预案》])\*\*$")
_COMMENT_RE = re.compile(r"<!--.*?-->", re.DOTALL)
_QUOTE_MARK_RE = re.compile(r"^(?:>\s?)+")
# Leaders, mostly those of a table of contents; with or without a space between the dots.
_LEADERS_RE = re.compile(r"[.．·…‥⋯](?:\s?[.．·…‥⋯]){3,}")
_LEADERS = "……"
_WIDE_SPACE_RE = re.compile(r"[\u00a0\u2002-\u200a\u202f\t]")


def clean_blocks(blocks: Sequence[Block], *, written_as_text: bool = True) -> tuple[Block, ...]:
    """Drop invisible characters, emphasis marks, comments, outer white space and empty blocks; shorten leaders to ……

    A paragraph that still holds line ends becomes one block per line.

    Args:
        written_as_text: Stars around words, > before them and comments are marks of a text, a Markdown file or a page;
            in any other format they stand on the page.
    """
    return tuple(_cleaned(blocks) if written_as_text else _without_invisible(blocks))


def _without_invisible(blocks: Sequence[Block]) -> Iterator[Block]:
    for block in blocks:
        if block.kind is BlockKind.TABLE:
            yield from _cleaned_table(block, _visible)
            continue
        for line in block.text.splitlines() if "\n" in block.text or "\r" in block.text else (block.text,):
            if text := _visible(line):
                yield block if text == block.text else _with_text(block, text, _visible)


def _cleaned(blocks: Sequence[Block]) -> Iterator[Block]:
    for block in blocks:
        if block.kind is BlockKind.TABLE:
            yield from _cleaned_table(block, clean_text)
            continue
        raw = _without_comments(block.text) if "<!--" in block.text else block.text
        for line in raw.splitlines() if "\n" in raw or "\r" in raw else (raw,):
            if text := clean_text(line):
                yield block if text == block.text else _with_text(block, text, clean_text)


def _with_text(block: Block, text: str, clean: Callable[[str], str]) -> Block:
    moved = (
        (min(len(clean(block.text[:start])), len(text)), min(len(clean(block.text[:end])), len(text)), sure)
        for start, end, sure in block.recognised
    )
    kept = tuple(run for run in moved if run[0] < run[1])
    return replace(block, text=text, page_breaks=_moved_breaks(block, clean), recognised=kept)


def _moved_breaks(block: Block, clean: Callable[[str], str]) -> tuple[tuple[int, int], ...]:
    """Return where the pages begin once what is before them is cleaned; blocks of several lines have none."""
    return tuple((len(clean(block.text[:offset])), page) for offset, page in block.page_breaks)


def _cleaned_table(block: Block, clean: Callable[[str], str]) -> Iterator[Block]:
    if any(cell.strip() for row in block.rows for cell in row):
        yield replace(block, rows=tuple(tuple(clean(cell) for cell in row) for row in block.rows))


def _visible(text: str) -> str:
    if not text.isprintable():
        text = _INVISIBLE_RE.sub("", _WIDE_SPACE_RE.sub(" ", text))
    return _LEADERS_RE.sub(_LEADERS, text).strip()


def clean_text(text: str) -> str:
    """Return one line without invisible characters, emphasis marks and outer white space."""
    text = _visible(text)
    if "**" in text:
        text = _OPEN_EMPHASIS_RE.sub("", _EMPHASIS_RE.sub(r"\1", text))
    text = text.strip()
    if text.startswith(">"):
        text = _QUOTE_MARK_RE.sub("", text).strip()
    return "" if text in ("---", "***", "|") else text


def _without_comments(text: str) -> str:
    """Remove closed comments; what follows the last end is not searched, as every "<!--" there would be to the end."""
    closed = text.rfind("-->") + 3
    return _COMMENT_RE.sub("", text[:closed]) + text[closed:] if closed > 2 else text
