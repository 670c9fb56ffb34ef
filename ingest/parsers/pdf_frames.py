"""Frames of tables and boxes from the lines drawn on a page.

Lines that touch make a frame; its lines divide it into cells, and cells without a line between them are one merged
cell. A frame that is open to the outside (boxes and arrows of a flow chart) is no table: its closed cells are boxes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ingest.parsers.tables import MAX_CELLS, MAX_COLUMNS

_TOUCH = 3.0  # points between lines that meet
_SAME = 4.0  # points between lines that are one: a double line, or the two edges of a thick one
_COVERED = 0.8  # of a cell's side that a line must cover
_OPEN_SHARE = 0.08
_SHORTEST = 4.0
_MAX_RULINGS = 6_000
_WIDEST_BOX = 320.0
_HIGHEST_BOX = 260.0

Grid = NDArray[np.int64]
Rect = tuple[float, float, float, float]  # left, top, right, bottom


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Frame:
    """A grid of cells.

    Attributes:
        xs: Left edges of the columns and the right edge of the last, ascending; `ys` the same for rows.
        areas: Shape (rows, columns): number of the cell at each place; merged cells have one number.
        leaks: Numbers of the cells that are open to the outside.
    """

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    areas: Grid
    leaks: frozenset[int] = frozenset()

    @property
    def box(self) -> Rect:
        """left, top, right, bottom."""
        return self.xs[0], self.ys[0], self.xs[-1], self.ys[-1]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ruling:
    """A line at `at` from `start` to `end` on the other axis."""

    at: float
    start: float
    end: float


def find_frames(rulings: Sequence[Rect]) -> tuple[list[Frame], list[Rect]]:
    """Return the frames that are tables, from top to bottom, and the boxes of a chart or note.

    A table inside a cell of another is no table of its own: its cells are boxes in that cell.
    """
    level, upright = _split(rulings)
    if len(level) < 2 or not upright or len(level) + len(upright) > _MAX_RULINGS:
        return [], []
    frames: list[Frame] = []
    boxes: list[Rect] = []
    for group in _touching(level, upright):
        frame = _frame(*group)
        if frame is not None and _is_table(frame):
            frames.append(frame)
        elif frame is not None:
            boxes.extend(_boxes(frame))
    kept = [frame for frame in frames if not any(_holds(other, frame) for other in frames)]
    boxes.extend(box for frame in frames if frame not in kept for box in _boxes(frame))
    return sorted(kept, key=lambda frame: (frame.ys[0], frame.xs[0])), boxes


def small_first(boxes: Iterable[Rect]) -> list[Rect]:
    """Return the boxes that can hold a note or a step of a chart, the smallest first."""
    small = {box for box in boxes if box[2] - box[0] <= _WIDEST_BOX and box[3] - box[1] <= _HIGHEST_BOX}
    return sorted(small, key=lambda box: ((box[2] - box[0]) * (box[3] - box[1]), box))


def _is_table(frame: Frame) -> bool:
    """Two columns or more, closed to the outside."""
    opened = np.isin(frame.areas, sorted(frame.leaks)).sum()
    return len(frame.xs) > 2 and int(frame.areas.max()) > 0 and opened <= frame.areas.size * _OPEN_SHARE


def _boxes(frame: Frame) -> list[Rect]:
    """Return the closed cells that are rectangles."""
    boxes = []
    for number in range(int(frame.areas.max()) + 1):
        rows, columns = np.nonzero(frame.areas == number)
        top, bottom, left, right = rows.min(), rows.max() + 1, columns.min(), columns.max() + 1
        if number not in frame.leaks and (bottom - top) * (right - left) == len(rows):
            boxes.append((frame.xs[left], frame.ys[top], frame.xs[right], frame.ys[bottom]))
    return boxes


def _holds(outer: Frame, inner: Frame) -> bool:
    """A table inside a cell of another: its text stays in that cell."""
    return outer is not inner and all(
        (
            outer.xs[0] <= inner.xs[0],
            outer.ys[0] <= inner.ys[0],
            outer.xs[-1] >= inner.xs[-1],
            outer.ys[-1] >= inner.ys[-1],
        )
    )


def _split(rulings: Sequence[Rect]) -> tuple[list[_Ruling], list[_Ruling]]:
    """Return level and upright lines, pieces of one line joined."""
    level: list[_Ruling] = []
    upright: list[_Ruling] = []
    for left, top, right, bottom in rulings:
        if right - left >= bottom - top:
            level.append(_Ruling(at=(top + bottom) / 2, start=left, end=right))
        else:
            upright.append(_Ruling(at=(left + right) / 2, start=top, end=bottom))
    return _joined(level), _joined(upright)


def _joined(rulings: list[_Ruling]) -> list[_Ruling]:
    joined: list[_Ruling] = []
    positions = _merged([ruling.at for ruling in rulings], tolerance=1.5)
    at = {ruling: positions[_nearest(positions, ruling.at)] for ruling in rulings}
    for ruling in sorted(rulings, key=lambda one: (at[one], one.start)):
        last = joined[-1] if joined else None
        if last is not None and last.at == at[ruling] and ruling.start <= last.end + _TOUCH:
            joined[-1] = _Ruling(at=last.at, start=last.start, end=max(last.end, ruling.end))
        else:
            joined.append(_Ruling(at=at[ruling], start=ruling.start, end=ruling.end))
    return [ruling for ruling in joined if ruling.end - ruling.start >= _SHORTEST]


def _merged(values: Sequence[float], *, tolerance: float = _SAME) -> list[float]:
    """Return ascending positions; values closer than `tolerance` to the last one are one position."""
    positions: list[float] = []
    for value in sorted(values):
        if not positions or value - positions[-1] > tolerance:
            positions.append(value)
    return positions


def _nearest(positions: Sequence[float], value: float) -> int:
    return int(np.argmin(np.abs(np.asarray(positions) - value)))


def _touching(level: list[_Ruling], upright: list[_Ruling]) -> list[tuple[list[_Ruling], list[_Ruling]]]:
    """Group lines that meet, directly or through others."""
    at = np.array([line.at for line in level])[:, None]
    start = np.array([line.start for line in level])[:, None]
    end = np.array([line.end for line in level])[:, None]
    ats = np.array([line.at for line in upright])[None, :]
    starts = np.array([line.start for line in upright])[None, :]
    ends = np.array([line.end for line in upright])[None, :]
    meets = (start - _TOUCH <= ats) & (ats <= end + _TOUCH) & (starts - _TOUCH <= at) & (at <= ends + _TOUCH)
    groups: list[tuple[list[_Ruling], list[_Ruling]]] = []
    left = set(range(len(level)))
    while left:
        rows, columns = {left.pop()}, set[int]()
        while True:
            more_columns = set(np.flatnonzero(meets[sorted(rows)].any(axis=0)).tolist()) - columns
            columns |= more_columns
            more_rows = set(np.flatnonzero(meets[:, sorted(columns)].any(axis=1)).tolist()) - rows if columns else set()
            rows |= more_rows
            if not more_columns and not more_rows:
                break
        left -= rows
        groups.append(([level[index] for index in rows], [upright[index] for index in columns]))
    return groups


def _frame(level: list[_Ruling], upright: list[_Ruling]) -> Frame | None:
    """Return the grid of lines that meet; None when they enclose nothing, or too much for a table."""
    if len(level) < 2 or not upright:
        return None
    left, right = min(line.start for line in level), max(line.end for line in level)
    sides = _open_sides(level, upright, left, right)
    xs = _merged([*(line.at for line in upright), *sides])
    ys = _merged([line.at for line in level])
    if not (2 <= len(xs) <= MAX_COLUMNS and len(ys) >= 2 and len(xs) * len(ys) <= MAX_CELLS):
        return None
    drawn = [*upright, *(_Ruling(at=side, start=ys[0], end=ys[-1]) for side in sides)]
    xs = _used(xs, _borders(drawn, xs, ys))
    ys = _used(ys, _borders(level, ys, xs))
    areas, leaks = _areas(_borders(level, ys, xs), _borders(drawn, xs, ys))
    return Frame(xs=tuple(xs), ys=tuple(ys), areas=areas, leaks=leaks)


def _used(positions: list[float], borders: NDArray[np.bool_]) -> list[float]:
    """Leave out inner positions at which no line closes a cell: highlights and underlines that touch a ruling."""
    last = len(positions) - 1
    return [at for index, at in enumerate(positions) if index in (0, last) or borders[index].any()]


def _open_sides(level: list[_Ruling], upright: list[_Ruling], left: float, right: float) -> list[float]:
    """Tables without lines at the sides: where all level lines end at one x, that x is an edge."""
    first, last = min(line.at for line in upright), max(line.at for line in upright)
    sides = []
    if first - left > _SAME * 2 and all(line.start - left <= _TOUCH for line in level):
        sides.append(left)
    if right - last > _SAME * 2 and all(right - line.end <= _TOUCH for line in level):
        sides.append(right)
    return sides


def _borders(lines: list[_Ruling], positions: Sequence[float], across: Sequence[float]) -> NDArray[np.bool_]:
    """Return shape (positions, gaps of `across`): whether a line at the position closes the gap."""
    closed = np.zeros((len(positions), len(across) - 1), dtype=bool)
    starts, ends = np.asarray(across[:-1]), np.asarray(across[1:])
    covered = np.zeros_like(closed, dtype=np.float64)
    for line in lines:
        shared = np.minimum(ends, line.end) - np.maximum(starts, line.start)
        covered[_place(positions, line.at)] += np.clip(shared, 0, None)
    closed |= covered >= (ends - starts) * _COVERED
    return closed


def _place(positions: Sequence[float], at: float) -> int:
    return max(int(np.searchsorted(np.asarray(positions), at + 0.01)) - 1, 0)


def _areas(level: NDArray[np.bool_], upright: NDArray[np.bool_]) -> tuple[Grid, frozenset[int]]:
    """Number the cells; return the number at each place, and the numbers that are open to the outside.

    Args:
        level: Shape (rows + 1, columns): a line above each cell, and below the last.
        upright: Shape (columns + 1, rows): a line to the left of each cell, and to the right of the last.
    """
    rows, columns = level.shape[0] - 1, level.shape[1]
    areas: Grid = np.full((rows, columns), -1, dtype=np.int64)
    leaks: set[int] = set()
    number = 0
    for row in range(rows):
        for column in range(columns):
            if areas[row, column] < 0:
                if _flood(areas, level, upright, (row, column), number):
                    leaks.add(number)
                number += 1
    return areas, frozenset(leaks)


def _flood(
    areas: Grid, level: NDArray[np.bool_], upright: NDArray[np.bool_], start: tuple[int, int], number: int
) -> bool:
    """Give a number to all places reached without crossing a line; tell whether the outside is one of them."""
    rows, columns = areas.shape
    waiting, leaks = [start], False
    areas[start] = number
    while waiting:
        row, column = waiting.pop()
        sides = (
            (row - 1, column, level[row, column]),
            (row + 1, column, level[row + 1, column]),
            (row, column - 1, upright[column, row]),
            (row, column + 1, upright[column + 1, row]),
        )
        for to_row, to_column, closed in sides:
            if closed:
                continue
            if not (0 <= to_row < rows and 0 <= to_column < columns):
                leaks = True
            elif areas[to_row, to_column] < 0:
                areas[to_row, to_column] = number
                waiting.append((to_row, to_column))
    return leaks
