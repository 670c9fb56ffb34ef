"""Running heads, feet and page numbers: lines that repeat at the same place at the edges of many pages."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from statistics import median

from ingest.parsers.pdf_lines import Line
from ingest.parsers.reflow import starts_paragraph

_EDGE_LINES = 3  # running heads and page numbers stand in the first or last lines of a page
_MIN_REPEATS = 3
_MIN_SHARE = 0.4
_SAME_PLACE = 12.0  # points
_SAME_SIZE = 0.15
_PAGE_NUMBER = re.compile(
    r"^(?:[-—–－·\s]*\d{1,4}[-—–－·\s]*|[ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩIVXivx]{1,5}"
    r"|第\s?\d{1,4}\s?页(?:[\s/／,，]*共?\s?\d{1,4}\s?页)?|\d{1,4}\s?[/／]\s?\d{1,4})$"
)
_BARE_FIGURES = re.compile(r"\d{1,4}$")
# A figure by itself or in 第3页 / 共10页; figures inside words and titles are part of them.
_COUNTED = re.compile(r"(?<=第)\s?\d{1,4}(?=\s?页)|(?<=共)\s?\d{1,4}(?=\s?页)|(?<![^\s/／—–-])\d{1,4}(?![^\s/／—–-])")


def remove_running(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """Remove page numbers and lines repeated at one place, in one size, at the edges of many pages.

    A line that opens a clause or heading stays, and so does the title that is printed larger than the running head
    made of it. A bare figure is a page number when it counts with the pages; others belong to the text.
    """
    running = _running_shapes(pages)
    offsets = _number_offsets(pages)
    return [_without(list(lines), number, running, offsets) for number, lines in enumerate(pages)]


def _edges(lines: Sequence[Line]) -> list[Line]:
    return [*lines[:_EDGE_LINES], *lines[_EDGE_LINES:][-_EDGE_LINES:]]


def _shape(text: str) -> str:
    """Lines that differ in the number of the page only (第 3 页) have one shape."""
    return _COUNTED.sub("#", text).replace(" ", "")


def _running_shapes(pages: Sequence[Sequence[Line]]) -> dict[str, tuple[float, float]]:
    """Return shape → (usual top, usual size) of the lines that repeat."""
    places: defaultdict[str, list[tuple[float, float]]] = defaultdict(list)
    for lines in pages:
        for shape, line in {_shape(line.text): line for line in _edges(lines) if line.part < 0}.items():
            places[shape].append((line.top, line.size))
    wanted = max(_MIN_REPEATS, sum(1 for lines in pages if lines) * _MIN_SHARE)
    running = {}
    for shape, found in places.items():
        usual = median(top for top, _ in found), median(size for _, size in found)
        if sum(1 for place in found if _at(place, usual)) >= wanted:
            running[shape] = usual
    return running


def _at(place: tuple[float, float], usual: tuple[float, float]) -> bool:
    return abs(place[0] - usual[0]) <= _SAME_PLACE and abs(place[1] - usual[1]) <= usual[1] * _SAME_SIZE


def _number_offsets(pages: Sequence[Sequence[Line]]) -> set[int]:
    """Return the differences between printed and real page numbers that occur on two pages or more, and 0."""
    found: Counter[int] = Counter()
    for index, lines in enumerate(pages, start=1):
        found.update({value - index for value in _bare_figures(_edges(lines))})
    return {0, *(offset for offset, count in found.items() if count >= 2)}


def _bare_figures(lines: Sequence[Line]) -> Iterator[int]:
    for line in lines:
        if _BARE_FIGURES.match(line.text):
            yield int(line.text)


def _without(lines: list[Line], index: int, running: dict[str, tuple[float, float]], offsets: set[int]) -> list[Line]:
    def goes(line: Line) -> bool:
        if line.part >= 0:
            return False
        if _PAGE_NUMBER.match(line.text):
            return not _BARE_FIGURES.match(line.text) or int(line.text) - index - 1 in offsets
        usual = running.get(_shape(line.text))
        return usual is not None and _at((line.top, line.size), usual) and not starts_paragraph(line.text)

    start, end = 0, len(lines)
    while start < min(end, _EDGE_LINES) and goes(lines[start]):
        start += 1
    while end > max(start, len(lines) - _EDGE_LINES) and goes(lines[end - 1]):
        end -= 1
    return lines[start:end]
