"""What a document says of an element: the parts its headings open, and the points its words carry."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.checking.outline import Outline, Part, fits, sentence_around
from assistant.checking.records import Element, Point
from kb.records import Span

REFERENCE = re.compile(
    r"(?:见|参见|详见|按照?|依照|执行|与)\s*[^。\n]{0,24}(?:附件|附录|第[一二三四五六七八九十\d]+[章节]|综合应急预案|专项应急预案|本预案\s*\d)"
)
_SENT_TO = re.compile(r"(?:见|详见|参见|按照?)[^。\n]{0,6}附件\s*(\d+(?:\.\d+)*)")
_SHOWN = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What was found of an element.

    Attributes:
        parts: The parts its headings open.
        places: One place for each point that was found, None for each that was not; as long as its points.
        referred: Its parts send the reader to another part or another plan.
    """

    parts: tuple[Part, ...]
    places: tuple[Span | None, ...]
    referred: bool

    @property
    def count(self) -> int:
        """How many points were found."""
        return sum(place is not None for place in self.places)

    def spans(self) -> tuple[Span, ...]:
        """Return a few places to show, in the order of the text: what was found, its own parts first, or the headings."""
        found = {place.start: place for place in self.places if place is not None}
        if not found:
            found = {part.start: Span(start=part.start, end=max(part.body - 1, part.start + 1)) for part in self.parts}
        ranked = sorted(found, key=lambda start: (not self._inside(start), start))
        return tuple(found[start] for start in sorted(ranked[:_SHOWN]))

    def _inside(self, place: int) -> bool:
        return any(part.start <= place < part.end for part in self.parts)


def evidence_of(element: Element, outline: Outline, others: Sequence[Element]) -> Evidence:
    """Return what a document says of an element.

    Args:
        others: The other elements of the checklist; a part below that is theirs is not searched for this one.
    """
    if element.scope == "head":
        spans: list[Span] = [Span(start=0, end=outline.head_end)]
        parts = tuple(_parts_of_head(element, outline))
    else:
        parts = tuple(part for part in outline.parts if part.called(element.headings))
        spans = own_spans(parts, outline, element, others)
        spans += _annexes(outline, spans)
    places = tuple(_place(point, outline, spans) for point in element.points)
    referred = any(REFERENCE.search(outline.body, span.start, span.end) for span in spans)
    return Evidence(parts=parts, places=places, referred=referred)


def _parts_of_head(element: Element, outline: Outline) -> Iterable[Part]:
    """Yield the lines before the first part that name the element, e.g. 批准页."""
    offset = 0
    for line in outline.body[: outline.head_end].split("\n"):
        if fits("".join(line.split()), element.headings, 2):
            yield Part(name=line.strip(), start=offset, end=offset + len(line), body=offset + len(line) + 1, depth=1)
        offset += len(line) + 1


def own_spans(parts: Sequence[Part], outline: Outline, element: Element, others: Sequence[Element]) -> list[Span]:
    """Return where the points are looked for: below the element's headings, without what is plainly another's."""
    spans = []
    for part in parts:
        edges = [part.start]
        for below in outline.parts:
            if below is part or not part.start < below.start < part.end or fits(below.name, element.headings):
                continue
            if any(_claims(other, below) for other in others):
                edges += [below.start, below.end]
        edges.append(part.end)
        spans += [Span(start=start, end=end) for start, end in zip(edges[::2], edges[1::2], strict=True) if start < end]
    return spans


def _annexes(outline: Outline, spans: Sequence[Span]) -> list[Span]:
    """Return the annexes and numbered parts that the text of an element sends the reader to: 见附件9.4."""
    named = {found[1] for span in spans for found in _SENT_TO.finditer(outline.body, span.start, span.end)}
    return [Span(start=part.start, end=part.end) for part in outline.parts if part.number in named]


def _claims(other: Element, part: Part) -> bool:
    return fits(part.name, other.headings, 0)


def _place(point: Point, outline: Outline, spans: Sequence[Span]) -> Span | None:
    """Return where a point is said: below the element's own headings if it is there, else anywhere a strong cue finds it."""
    for cue in (*point.cues, *point.strong):
        for span in spans:
            found = _pattern(cue).search(outline.content, span.start, span.end)
            if found:
                return sentence_around(outline.text, found.start(), found.end())
    for cue in point.strong:
        found = _pattern(cue).search(outline.content) or _pattern(cue).search(outline.body)
        if found:
            return sentence_around(outline.text, found.start(), found.end())
    return None


@lru_cache(maxsize=4_096)
def _pattern(cue: str) -> re.Pattern[str]:
    return re.compile(cue)
