"""Page coordinates to the page as shown: /Rotate, and text set sideways on an upright page."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

_TURNED = 0.5  # share of characters set in another direction that turns the page

Boxes = NDArray[np.float32]
Rect = tuple[float, float, float, float]


def size(frame: Rect, turn: int) -> tuple[float, float]:
    width, height = frame[2] - frame[0], frame[3] - frame[1]
    return (height, width) if turn % 2 else (width, height)


def inside(shown: Boxes, width: float, height: float) -> NDArray[np.bool_]:
    x, y = (shown[:, 0] + shown[:, 2]) / 2, (shown[:, 1] + shown[:, 3]) / 2
    return np.asarray((x >= 0) & (x <= width) & (y >= 0) & (y <= height))


def turned(boxes: Boxes, frame: Rect, turn: int) -> Boxes:
    """Move boxes (left, bottom, right, top) to the shown page; `turn` is in quarters clockwise."""
    left, bottom, right, top = frame
    x0, y0, x1, y1 = (boxes[:, column] for column in range(4))
    sides = {
        0: (x0 - left, top - y1, x1 - left, top - y0),
        1: (y0 - bottom, x0 - left, y1 - bottom, x1 - left),
        2: (right - x1, y0 - bottom, right - x0, y1 - bottom),
        3: (top - y1, right - x1, top - y0, right - x0),
    }
    return np.stack(sides[turn % 4], axis=1)


def text_turn(shown: Boxes, kept: NDArray[np.bool_]) -> int:
    """Return the quarters clockwise by which most text must be turned to run from left to right.

    Upright ideographs set in columns also run downwards; their boxes follow each other at once at the same x, just as
    turned text does, so only pages with Latin words or figures turned too could tell. Those pages keep their columns.
    """
    places = shown[kept]
    if len(places) < 8:
        return 0
    step = np.diff((places[:, :2] + places[:, 2:]) / 2, axis=0)
    size = np.maximum(places[:-1, 3] - places[:-1, 1], places[:-1, 2] - places[:-1, 0])
    near = np.abs(step).max(axis=1) <= 2 * size
    flat = near & (np.abs(step[:, 0]) > np.abs(step[:, 1]) * 3)
    down = near & (step[:, 1] > np.abs(step[:, 0]) * 3)
    up = near & (-step[:, 1] > np.abs(step[:, 0]) * 3)
    counted = int(flat.sum() + down.sum() + up.sum())
    if up.sum() > counted * _TURNED:
        return 1
    return 3 if down.sum() > counted * _TURNED and _is_turned(places) else 0


def _is_turned(places: Boxes) -> bool:
    """Loose boxes are as high as the line and as wide as the glyph: in turned text the heights vary, not the widths."""
    widths, heights = places[:, 2] - places[:, 0], places[:, 3] - places[:, 1]
    return float(np.std(heights)) > float(np.std(widths))
