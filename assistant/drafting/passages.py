"""Where in a document an element of a checklist stands: below its headings, or in the parts that say it in passing."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from assistant.checking.matching import evidence_of, own_spans
from assistant.checking.outline import Part as OutlinePart
from assistant.checking.records import Element, Point
from assistant.drafting.layouts import Part
from assistant.drafting.materials import Material
from kb.records import Span

MOST_PARTS_IN_PASSING, LONGEST_PART_IN_PASSING = 3, 900
LINE_DEPTH = 9  # of parts that are lines and no sections, see `outline_of`


def passages_of(material: Material, element: Element, others: Sequence[Element], part: Part) -> list[Span]:
    """Return where the element stands: inside the part about the hazard if it is about it, else anywhere allowed."""
    names = (*element.headings, *part.also)
    known = [one for one in material.outline.parts if one.depth < LINE_DEPTH or not material.broken]
    parts = [one for one in known if one.called(names) and one.body < one.end]
    namesakes = [one for one in parts if one.called((part.heading, *part.also), 0)]
    exact = [one for one in parts if one.called(element.headings, 0)]
    allowed = [one for one in namesakes or exact or parts if not _inside_any(one, material.elsewhere)]
    focused = [one for one in allowed if material.focus and _inside(one, material.focus)]
    if part.about_hazard and material.focus:
        whole = () if focused else _whole_focus(material, element)
        return own_spans(_outermost([*focused, *whole]), material.outline, element, others)
    outside = [one for one in allowed if one not in focused] or focused
    if outside:
        return own_spans(_outermost(outside), material.outline, element, others)
    return [] if material.elsewhere else _said_in_passing(material, element, others)


def _whole_focus(material: Material, element: Element) -> list[OutlinePart]:
    """Return the part about the hazard itself when no heading divides it and it says half of the element."""
    if material.focus is None:
        return []
    start, end = material.focus
    inside = [one for one in material.outline.parts if start <= one.start and one.end <= end]
    said = points_said(element, [material.document.text[start:end]])
    return inside if len(inside) == 1 and 2 * len(said) >= len(element.points) else []


def _said_in_passing(material: Material, element: Element, others: Sequence[Element]) -> list[Span]:
    """Return the parts that say at least half of the element where no heading names it; those that say most first."""
    if not material.same_type or element.scope:
        return []
    evidence = evidence_of(element, material.outline, others)
    if evidence.count * 2 < max(len(element.points), 1):
        return []
    around = Counter(_part_around(material, place) for place in evidence.places if place is not None)
    spans = [span for span, _ in around.most_common(MOST_PARTS_IN_PASSING) if span is not None]
    return sorted(spans, key=lambda one: one.start)


def _part_around(material: Material, place: Span) -> Span | None:
    """Return the innermost part that holds a place, its line when that part is long; None before the first part."""
    around = [one for one in material.outline.parts if one.body <= place.start < one.end]
    if not around:
        return None
    inner = min(around, key=lambda one: one.end - one.start)
    if inner.end - inner.start <= LONGEST_PART_IN_PASSING:
        return Span(start=inner.start, end=inner.end)
    start, end = _whole_line(material.document.text, place)
    return Span(start=start, end=end)


def _whole_line(text: str, place: Span) -> tuple[int, int]:
    start = text.rfind("\n", 0, place.start) + 1
    end = text.find("\n", place.end)
    return start, len(text) if end < 0 else end


def _outermost(parts: Sequence[OutlinePart]) -> list[OutlinePart]:
    return [
        one for one in parts if not any(other is not one and _inside(one, (other.start, other.end)) for other in parts)
    ]


def _inside(part: OutlinePart, span: tuple[int, int]) -> bool:
    return span[0] <= part.start and part.end <= span[1]


def _inside_any(part: OutlinePart, spans: Sequence[tuple[int, int]]) -> bool:
    return any(_inside(part, span) for span in spans)


def points_said(element: Element, texts: Sequence[str]) -> frozenset[str]:
    """Return the names of the points that some of the texts say."""
    joined = "\n".join(texts)
    return frozenset(point.name for point in element.points if _says(point, joined))


def _says(point: Point, text: str) -> bool:
    return any(re.search(cue, text) for cue in (*point.cues, *point.strong))
