"""From the lines of pages to paragraphs: running heads, page numbers, garbled pages, line joining."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from ingest.parsers.glyphs import join_scattered_glyphs
from ingest.parsers.reflow import close_spaced_glyphs, full_width, glue, join_lines, starts_paragraph
from ingest.records import Block, BlockKind

_EDGE_LINES = 3  # running heads and page numbers stand in the first or last lines of a page
_MIN_REPEATS = 3
_MIN_SHARE = 0.4
_PAGE_NUMBER = re.compile(
    r"^(?:[-—–－·\s]*\d{1,4}[-—–－·\s]*|[ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩIVXivx]{1,5}|第\s?\d{1,4}\s?页(?:[\s/／,，]*共?\s?\d{1,4}\s?页)?|\d{1,4}\s?[/／]\s?\d{1,4})$"
)
_DIGITS = re.compile(r"\d+")
# Between ideographs these show a font without a Unicode map: kana, presentation forms, stray currency and number signs.
_STRAY = re.compile(
    r"[\u3041-\u30ff\uff66-\uff9f\ufe30-\ufe4f\uff04\uffe5\u00a4\u2488-\u249b\u3220-\u3243\ue000-\uf8ff\ufffd]"
)
_IDEOGRAPH = re.compile(r"[\u3400-\u9fff]")
_MIN_GARBLED_SHARE = 0.02


def is_garbled(lines: Sequence[str]) -> bool:
    """Tell whether the text layer of a page maps glyphs to wrong characters."""
    text = "".join(lines)
    stray = len(_STRAY.findall(text))
    ideographs = len(_IDEOGRAPH.findall(text))
    if stray < 5:
        return False
    return stray > (ideographs + stray) * _MIN_GARBLED_SHARE


def remove_running_lines(pages: Sequence[Sequence[str]]) -> list[list[str]]:
    """Remove page numbers and lines repeated at the edges of many pages."""
    repeats: Counter[str] = Counter()
    for lines in pages:
        repeats.update({_shape(line) for line in _edges(lines)})
    filled = sum(1 for lines in pages if lines)
    running = {shape for shape, count in repeats.items() if count >= max(_MIN_REPEATS, filled * _MIN_SHARE)}
    return [_without_running(list(lines), running) for lines in pages]


def _edges(lines: Sequence[str]) -> list[str]:
    return [*lines[:_EDGE_LINES], *lines[_EDGE_LINES:][-_EDGE_LINES:]]


def _shape(line: str) -> str:
    """Lines that differ in figures only (第 3 页) have one shape."""
    return _DIGITS.sub("#", line.replace(" ", ""))


def _without_running(lines: list[str], running: set[str]) -> list[str]:
    def is_running(line: str) -> bool:
        return bool(_PAGE_NUMBER.match(line)) or (_shape(line) in running and not starts_paragraph(line))

    start, end = 0, len(lines)
    while start < min(end, _EDGE_LINES) and is_running(lines[start]):
        start += 1
    while end > max(start, len(lines) - _EDGE_LINES) and is_running(lines[end - 1]):
        end -= 1
    return lines[start:end]


def join_pages(pages: Sequence[Sequence[str]]) -> tuple[Block, ...]:
    """Join the lines of all pages to paragraphs; a paragraph knows its page and where in it later pages begin."""
    repaired = [[close_spaced_glyphs(line) for line in join_scattered_glyphs(lines)] for lines in pages]
    width = full_width([line for lines in repaired for line in lines])
    blocks: list[Block] = []
    open_line = ""
    for number, lines in enumerate(repaired, start=1):
        paragraphs = join_lines(lines, width)
        if paragraphs and blocks and _continues(open_line, paragraphs[0], width):
            blocks[-1] = _continued(blocks[-1], paragraphs[0], number)
            paragraphs = paragraphs[1:]
        blocks.extend(Block(kind=BlockKind.PARAGRAPH, text=text, page=number) for text in paragraphs)
        open_line = lines[-1] if lines else open_line
    return tuple(blocks)


def _continued(block: Block, rest: str, page: int) -> Block:
    text = glue(block.text, rest)
    return replace(block, text=text, page_breaks=(*block.page_breaks, (len(text) - len(rest), page)))


def _continues(last_line: str, first: str, width: int) -> bool:
    """A paragraph runs over the page break when joining its last line with the next yields one paragraph."""
    return bool(last_line) and len(join_lines([last_line, first], width)) == 1
