"""Runs to lines in reading order.

Runs at one height make a line. Pages set in columns are read column by column; whatever crosses the gutter (headings,
tables) divides the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

import numpy as np
from numpy.typing import NDArray

from ingest.parsers.cleaning import clean_line
from ingest.parsers.pdf_runs import Run

_SPACE = 0.2  # of the character size between Latin words
_IDEOGRAPH_SPACE = 0.5
_LEADERS = re.compile(r"([.．·…])(?:\s?\1){6,}")  # from a heading to its page number in a table of contents
_KEPT_LEADERS = 6
_TABULAR = 1.5  # of the character size
_SAME_LINE = 0.5  # share of the lower run's height that overlaps the line
_COLUMN_RUNS = 4  # fewer lines make no column
_COLUMN_WIDTH = 9.0  # of the character size; narrower text beside other text is a list or table without rulings
_FULL_SHARE = 0.5  # of a column's lines that reach its right edge
_CROSSING_SHARE = 0.5
_DIFFERENT_SHARE = 0.5
_MAX_DEPTH = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A printed line, or a table (`part` >= 0) in its place among the lines.

    Attributes:
        size: Height of its characters in points; 0.0 when the place of the line is unknown (text recognition).
        column_left: Left edge of the column it stands in, `column_right` the right edge.
        gaps: Left and right end of the wide gaps between its words.
        alone: The whole text of a box, to be joined with no other line.
    """

    text: str
    left: float = 0.0
    top: float = 0.0
    right: float = 0.0
    bottom: float = 0.0
    size: float = 0.0
    column_left: float = 0.0
    column_right: float = 0.0
    gaps: tuple[tuple[float, float], ...] = ()
    part: int = -1
    alone: bool = False


def lines_of(runs: Sequence[Run]) -> list[Line]:
    """Put runs into lines in reading order."""
    lines: list[Line] = []
    for rows in _columns(_rows(runs), 0):
        edges = _edges(rows)
        lines.extend(_line(row, edges) for row in rows)
    return lines


def _edges(rows: Sequence[Sequence[Run]]) -> tuple[float, float]:
    text = [row for row in rows if not _is_solid(row[0])]
    if not text:
        return 0.0, 0.0
    rights = sorted(max(run.right for run in row) for row in text)
    return min(run.left for row in text for run in row), rights[int(len(rights) * 0.95)]


def _rows(runs: Sequence[Run]) -> list[list[Run]]:
    """Group runs by height, from top to bottom; a table is a row of its own."""
    rows: list[list[Run]] = []
    for run in sorted(runs, key=lambda one: (one.top + one.bottom, one.left)):
        if rows and not (_is_solid(run) or _is_solid(rows[-1][0])) and _overlaps(rows[-1], run):
            rows[-1].append(run)
        else:
            rows.append([run])
    return sorted(rows, key=lambda row: row[0].top if _is_solid(row[0]) else _middle(row))


def _is_solid(run: Run) -> bool:
    return run.part >= 0 or run.alone


def _middle(row: Sequence[Run]) -> float:
    tallest = max(row, key=_height)
    return (tallest.top + tallest.bottom) / 2


def _height(run: Run) -> float:
    return run.bottom - run.top


def _overlaps(row: Sequence[Run], run: Run) -> bool:
    tallest = max(row, key=_height)
    shared = min(tallest.bottom, run.bottom) - max(tallest.top, run.top)
    return shared >= min(run.bottom - run.top, tallest.bottom - tallest.top) * _SAME_LINE


def _line(row: Sequence[Run], edges: tuple[float, float]) -> Line:
    ordered = sorted(row, key=lambda one: one.left)
    text = ordered[0].text
    for before, run in pairwise(ordered):
        text += _between(before, run) + run.text
    return Line(
        text=_LEADERS.sub(lambda dots: dots.group(1) * _KEPT_LEADERS, clean_line(text)),
        left=ordered[0].left,
        top=min(one.top for one in row),
        right=max(one.right for one in row),
        bottom=max(one.bottom for one in row),
        size=max(one.size for one in row),
        column_left=edges[0],
        column_right=edges[1],
        gaps=tuple(
            (before.right, run.left)
            for before, run in pairwise(ordered)
            if run.left - before.right > min(before.size, run.size) * _TABULAR
        ),
        part=ordered[0].part,
        alone=ordered[0].alone,
    )


def _between(before: Run, run: Run) -> str:
    gap = run.left - before.right
    size = min(before.size, run.size)
    latin = before.text[-1:].isascii() and run.text[:1].isascii()
    return " " if gap > size * (_SPACE if latin else _IDEOGRAPH_SPACE) else ""


def _columns(rows: list[list[Run]], depth: int) -> Iterator[list[list[Run]]]:
    """Yield groups of rows in reading order: those that cross the gutter, and the columns between them."""
    gutter = _gutter(rows) if depth < _MAX_DEPTH else None
    if gutter is None:
        yield rows
        return
    for crossing, group in groupby(rows, key=lambda row: _crosses(row, gutter)):
        band_rows = list(group)
        band = [run for row in band_rows for run in row]
        left = [run for run in band if run.left < gutter]
        right = [run for run in band if run.left >= gutter]
        if crossing or (left and right and not (_is_column(left) and _is_column(right))):
            yield band_rows
        else:
            yield from _columns(_rows(left), depth + 1) if left else ()
            yield from _columns(_rows(right), depth + 1) if right else ()


def _crosses(row: Sequence[Run], x: float) -> bool:
    return any(run.left < x < run.right for run in row)


def _gutter(rows: Sequence[Sequence[Run]]) -> float | None:
    """Return the x of the emptiest place in the middle of the runs, None where the text is not set in columns."""
    runs = [run for row in rows for run in row]
    if len(runs) < _COLUMN_RUNS * 2:
        return None
    left, right = min(run.left for run in runs), max(run.right for run in runs)
    width = int(right - left) + 1
    if not 50 < width < 20_000:
        return None
    change = np.zeros(width + 2)
    for run in runs:
        change[int(run.left - left)] += 1
        change[int(run.right - left) + 1] -= 1
    filled = np.cumsum(change)[:width]
    low, high = int(width * 0.2), int(width * 0.8)
    x = _emptiest(filled[low:high]) + low + left
    beside = [row for row in rows if not _crosses(row, x)]
    if len(beside) < len(rows) * _CROSSING_SHARE:
        return None
    sides = [run for row in beside for run in row]
    one, other = [run for run in sides if run.right <= x], [run for run in sides if run.left >= x]
    return x if _is_column(one) and _is_column(other) else None


def _emptiest(filled: NDArray[np.float64]) -> float:
    """Return the middle of the widest stretch that the fewest runs cover."""
    lowest = np.flatnonzero(filled == filled.min())
    stretches = np.split(lowest, np.flatnonzero(np.diff(lowest) > 1) + 1)
    widest = max(stretches, key=len)
    return float(widest[0] + widest[-1]) / 2 + 0.5


def _is_column(runs: Sequence[Run]) -> bool:
    """Running text: several lines, wide enough, most of which reach the right edge, and seldom one like another."""
    rows = _rows(runs)
    text = [row for row in rows if row[0].part < 0]
    if len(text) < _COLUMN_RUNS or len({row[0].text for row in text}) <= len(text) * _DIFFERENT_SHARE:
        return False
    left = min(run.left for run in runs)
    rights = sorted(max(run.right for run in row) for row in text)
    size = sorted(row[0].size for row in text)[len(text) // 2]
    edge = rights[int(len(rights) * 0.9)]
    full = sum(1 for right in rights if right >= edge - size * 2)
    return edge - left >= size * _COLUMN_WIDTH and full >= len(rights) * _FULL_SHARE
