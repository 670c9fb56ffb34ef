"""What charts and diagrams on a slide say (ECMA-376 Part 1, 21.2 and 21.4)."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.parsers.cleaning import clean_cell, clean_line
from ingest.parsers.ooxml import Element, as_int
from ingest.parsers.slide_text import SlideText, named, of_name

_MAX_SERIES = 50
_MAX_POINTS = 2_000
_NOT_SHOWN = ("pres", "sibTrans", "parTrans", "doc")


def chart_rows(root: Element | None) -> tuple[str, tuple[tuple[str, ...], ...]]:
    """Return the title of a chart and its figures as last saved: a header of series, then a row for each category."""
    if root is None:
        return "", ()
    chart = next(of_name(root, "chart"), None)
    title = named(chart, "title") if chart is not None else None
    shown = clean_cell("\n".join(SlideText(title).lines)) if title is not None else ""
    series = list(of_name(root, "ser"))[:_MAX_SERIES]
    names = [" ".join(_points(named(one, "tx")).values()) for one in series]
    values = [_points(named(one, "val")) or _points(named(one, "yVal")) for one in series]
    categories: dict[int, str] = {}
    for one in series:
        categories = categories or _points(named(one, "cat")) or _points(named(one, "xVal"))
    places = sorted({place for points in (categories, *values) for place in points})
    rows = tuple(
        (categories.get(place, ""), *(points.get(place, "") for points in values)) for place in places[:_MAX_POINTS]
    )
    return shown, (("", *names), *rows) if rows else ()


def _points(source: Element | None) -> dict[int, str]:
    if source is None:
        return {}
    found: dict[int, str] = {}
    for point in of_name(source, "pt"):
        value = named(point, "v")
        text = clean_line(value.text or "") if value is not None else ""
        if text:
            found.setdefault(as_int(point.get("idx"), 0), text)
    return found


def diagram_lines(root: Element | None) -> Iterator[str]:
    """Yield the texts of a diagram in the order of its points."""
    for point in of_name(root, "pt") if root is not None else ():
        body = named(point, "t")
        if point.get("type", "node") not in _NOT_SHOWN and body is not None:
            yield from SlideText(body).lines
