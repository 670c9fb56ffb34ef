"""Find recognised lines again in the paragraphs they became, so that every paragraph knows how surely it was read.

Joining lines to paragraphs moves blanks and drops running heads, but keeps the other characters and their order.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from ingest.parsers.recognition import RecognisedPage
from ingest.records import Block, BlockKind
from kb.records import DOUBTFUL_BELOW

_MOSTLY = 0.5  # of a page's characters found again: then the page holds nothing but recognised text
# Marks decide nothing in a plan, and their confidence is low on every page.
_MARKS = frozenset("—–-－~～;；:：,，.。、()（）“”\"'《》·…")


@dataclass(slots=True, kw_only=True)
class _PageText:
    """What stands on a page, blanks left out: its characters and where each is (block, offset)."""

    characters: list[str] = field(default_factory=list)
    places: list[tuple[int, int]] = field(default_factory=list)


def with_confidence(blocks: Sequence[Block], pages: Mapping[int, RecognisedPage]) -> tuple[Block, ...]:
    """Return the blocks with `confidence` and `recognised` filled where their text comes from recognised pages.

    Args:
        blocks: In reading order, each with its page and page breaks.
        pages: The recognised pages by number; pages with a text layer are not among them.
    """
    known: list[dict[int, float]] = [{} for _ in blocks]
    for number, text in _page_texts(blocks, pages).items():
        for index, confidence in _confidences(text, pages[number]):
            block, offset = text.places[index]
            known[block][offset] = confidence
    return tuple(_marked(block, sure) if sure else block for block, sure in zip(blocks, known, strict=True))


def _page_texts(blocks: Sequence[Block], pages: Mapping[int, RecognisedPage]) -> dict[int, _PageText]:
    texts: dict[int, _PageText] = {}
    for index, block in enumerate(blocks):
        if block.kind is BlockKind.TABLE:
            continue
        breaks = dict(block.page_breaks)
        page = block.page
        for offset, character in enumerate(block.text):
            page = breaks.get(offset, page)
            if page is not None and page in pages and not character.isspace():
                text = texts.setdefault(page, _PageText())
                text.characters.append(character)
                text.places.append((index, offset))
    return texts


def _confidences(text: _PageText, page: RecognisedPage) -> Iterator[tuple[int, float]]:
    """Yield (index of a character, confidence); characters not found again get the mean of a page found mostly."""
    whole, position = "".join(text.characters), 0
    found: set[int] = set()
    for line, confidences in zip(page.lines, page.confidences, strict=True):
        squeezed = [sure for character, sure in zip(line, confidences, strict=True) if not character.isspace()]
        start = whole.find("".join(line.split()), position)
        if start < 0 or not squeezed:
            continue  # a running head or a page number that was taken out
        position = start + len(squeezed)
        for index, confidence in enumerate(squeezed, start=start):
            found.add(index)
            yield index, 1.0 if whole[index] in _MARKS else confidence
    if len(found) >= len(whole) * _MOSTLY:
        for index in range(len(whole)):
            if index not in found:
                yield index, page.confidence


def _marked(block: Block, known: Mapping[int, float]) -> Block:
    return replace(block, confidence=sum(known.values()) / len(known), recognised=tuple(_runs(block.text, known)))


def _runs(text: str, known: Mapping[int, float]) -> Iterator[tuple[int, int, float]]:
    """Yield (start, end, lowest confidence) of runs that are recognised and equally doubtful or not; blanks join."""
    start, end, lowest = 0, 0, -1.0
    for offset, character in enumerate(text):
        confidence = known.get(offset)
        if confidence is None and character.isspace():
            continue
        same = confidence is not None and lowest >= 0 and (confidence < DOUBTFUL_BELOW) == (lowest < DOUBTFUL_BELOW)
        if same and confidence is not None:
            end, lowest = offset + 1, min(lowest, confidence)
            continue
        if lowest >= 0:
            yield start, end, lowest
        start, end, lowest = offset, offset + 1, -1.0 if confidence is None else confidence
    if lowest >= 0:
        yield start, end, lowest
