"""The lines of a document that answer an element of a checklist: verbatim, in their order, not more than fits."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.checking.outline import GUIDE_TEXT, fits, plain_heading
from assistant.checking.records import Element
from assistant.drafting.layouts import Part
from assistant.drafting.materials import Material
from assistant.drafting.passages import LINE_DEPTH, passages_of, points_said
from assistant.drafting.records import CELL_EDGE
from kb.records import Span

MOST_CHARACTERS = 2_400  # of one section
_LABEL = re.compile(
    r"(?:[（(](?:\d{1,2}|[一二三四五六七八九十]{1,3})[)）]|[①-⑳]|\d+(?:[.．]\d+)+[.．、]?(?=\D)|\d{1,2}[.．、)）](?=\D)|"
    r"[一二三四五六七八九十]{1,3}、|第[一二三四五六七八九十百]+[章节条])[ \t\u3000]*"
)
_CAPTION = re.compile(r"(?:附?[表图])\s*\d+(?:[-.—－]\d+)*[ \t\u3000]*")
_EMPTY_CELLS = re.compile(r"[\s|＿_—-]*")
LONGEST_HEADING = 30
_SENTENCE = re.compile(r"[。；;：:，,]$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of a document, or all lines of a table.

    Attributes:
        start, end: Its words without the number before them.
        listed: It carried a number: it is an item of a list.
        heading: Depth in the source when it is a heading below that of the element, else 0.
        caption: It names the table below it.
    """

    material: Material
    start: int
    end: int
    listed: bool = False
    heading: int = 0
    caption: bool = False

    @property
    def text(self) -> str:
        """Its words, verbatim."""
        return self.material.document.text[self.start : self.end]


@dataclass(frozen=True, slots=True, kw_only=True)
class Picked:
    """What a document offers for an element.

    Attributes:
        points: Names of the points of the element that its lines say.
        cut: How many characters of the passage were left out for want of room.
    """

    lines: tuple[Line, ...]
    points: frozenset[str]
    cut: int = 0


NOTHING = Picked(lines=(), points=frozenset())


def pick(material: Material, element: Element, others: Sequence[Element], part: Part) -> Picked:
    """Return what a document says of an element, () when it says nothing of it.

    Args:
        others: The other elements of the checklist.
        part: The section of the draft it is for.
    """
    spans = passages_of(material, element, others, part)
    lines = [line for span in spans for line in paragraphs_of(material, span)]
    lines = [line for line in lines if not (line.heading and fits(plain_heading(line.text), (part.heading,), 0))]
    kept = _without_bare_headings(_within_room(lines, element))
    if not kept:
        return NOTHING
    cut = sum(len(line.text) for line in lines) - sum(len(line.text) for line in kept)
    return Picked(lines=tuple(kept), points=points_said(element, [line.text for line in kept]), cut=cut)


def paragraphs_of(material: Material, span: Span) -> list[Line]:
    """Return the lines of a passage; in a text whose lines are cut anywhere, those of one paragraph as one."""
    lines = list(lines_of(material, span))
    if not material.broken:
        return lines
    joined: list[Line] = []
    for line in lines:
        before = joined[-1] if joined else None
        if before is not None and _goes_on(before, line):
            joined[-1] = replace(before, end=line.end)
        else:
            joined.append(line)
    return joined


def _goes_on(before: Line, line: Line) -> bool:
    set_apart = before.heading or before.caption or line.heading or line.caption or line.listed
    table = CELL_EDGE in before.text or CELL_EDGE in line.text
    return not set_apart and not table and before.text[-1] not in "。；;"


def lines_of(material: Material, span: Span) -> Iterator[Line]:
    """Yield the lines of a passage; the heading it begins with is left out, the rows of a table come as one."""
    text = material.document.text
    # Where lines are cut anywhere, a line that looks like a heading is more likely a piece of a sentence.
    kept = [one for one in material.outline.parts if one.depth < LINE_DEPTH or not material.broken]
    starts = {one.start: one.depth for one in kept}
    table: list[tuple[int, int]] = []
    for start, end in _edges(text, span):
        if CELL_EDGE in text[start:end]:
            table.append((start, end))
            continue
        if table:
            yield _table(material, table)
            table = []
        if start == span.start and start in starts:
            continue
        line = _line(material, start, end, depth=starts.get(start, 0))
        if line is not None:
            yield line
    if table:
        yield _table(material, table)


def _edges(text: str, span: Span) -> Iterator[tuple[int, int]]:
    start = span.start
    while start < span.end:
        end = text.find("\n", start, span.end)
        end = span.end if end < 0 else end
        left = start + len(text[start:end]) - len(text[start:end].lstrip())
        right = start + len(text[start:end].rstrip())
        if left < right:
            yield left, right
        start = end + 1


def _table(material: Material, rows: Sequence[tuple[int, int]]) -> Line:
    return Line(material=material, start=rows[0][0], end=rows[-1][1])


def _line(material: Material, start: int, end: int, *, depth: int) -> Line | None:
    """Return a line without its number; None for what says nothing: guide text, rulers, empty forms.

    Args:
        depth: Of the part it opens, 0 when it opens none.
    """
    text = material.document.text
    if GUIDE_TEXT.match(text[start:end]) or _EMPTY_CELLS.fullmatch(text[start:end]):
        return None
    captioned = _CAPTION.match(text, start, end)
    label = captioned or _LABEL.match(text, start, end)
    begin = label.end() if label and label.end() < end else start
    words = text[begin:end]
    heading = depth if len(words) <= LONGEST_HEADING and not _SENTENCE.search(words) else 0
    return Line(
        material=material,
        start=begin,
        end=end,
        listed=begin > start and not heading and not captioned,
        heading=0 if captioned else heading,
        caption=captioned is not None,
    )


def _within_room(lines: Sequence[Line], element: Element) -> list[Line]:
    """Keep all lines when they fit; else those that say a point with the headings above them, as long as they fit."""
    if sum(len(line.text) for line in lines) <= MOST_CHARACTERS:
        return list(lines)
    said = [index for index, line in enumerate(lines) if points_said(element, [line.text])]
    wanted = sorted({index for place in said for index in (*_headings_above(lines, place), place)})
    kept, room = [], MOST_CHARACTERS
    for index in wanted or range(len(lines)):
        line = _first_rows(lines[index], room)
        if len(line.text) <= room:
            kept.append(line)
            room -= len(line.text)
    return kept


def _first_rows(line: Line, room: int) -> Line:
    """Return a table with as many of its rows as fit; any other line as it is."""
    if "\n" not in line.text or len(line.text) <= room:
        return line
    cut = line.text.rfind("\n", 0, room)
    return line if cut <= 0 else replace(line, end=line.start + len(line.text[:cut].rstrip()))


def _headings_above(lines: Sequence[Line], place: int) -> list[int]:
    """Return the headings a line stands under, and the sentence that leads to its list."""
    above: list[int] = []
    depth, listed = 99, lines[place].listed
    for index in range(place - 1, -1, -1):
        line = lines[index]
        if 0 < line.heading < depth:
            above.append(index)
            depth = line.heading
        elif listed and not line.listed and not line.heading:
            above.append(index)
        listed = listed and line.listed
    return above


def _without_bare_headings(lines: Sequence[Line]) -> list[Line]:
    """Drop headings and captions that no text follows before the next heading of their level or above."""
    kept = []
    for index, line in enumerate(lines):
        below = lines[index + 1 :]
        if line.heading:
            ends = next((at for at, one in enumerate(below) if 0 < one.heading <= line.heading), len(below))
            has_text = any(not one.heading for one in below[:ends])
        else:
            has_text = not line.caption or (bool(below) and "\n" in below[0].text)
        if has_text:
            kept.append(line)
    return kept
