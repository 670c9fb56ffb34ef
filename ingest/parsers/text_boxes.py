"""The geometry of lines found on a page image: cutting them out, widening, turning, straightening.

A box is its four corners (x, y) in pixels, shape (4, 2): top left, top right, bottom right, bottom left as one reads.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

Corners = NDArray[np.float64]
Picture = NDArray[np.uint8]
Ink = NDArray[np.bool_]

TALL = 1.5  # height to width from which a box is no line of upright text
_MARGIN = 0.3  # of the height, added at both ends: the finder cuts thin strokes off
_DARK = 150
_DASH_REACH = 2.6  # of the height: the dash before a list item is two characters long
_DASH_GAP = 0.5
_DASH_LEAST = 0.5
_STROKE = (0.3, 0.7)  # of the height: where a dash runs
_LONGEST_SLOPE = 15.0  # degrees
_DASH_READ = re.compile(r"^(?:[—–\-－_~]{1,4}|一?)\s?(?=[\u3400-\u9fff])")


def length(box: Corners) -> float:
    """Return the longer side of a box."""
    return float(max(np.linalg.norm(box[1] - box[0]), np.linalg.norm(box[3] - box[0])))


def lies_on_its_side(boxes: Sequence[Corners]) -> bool:
    """Tell whether most boxes that hold more than a character or two stand upright, as on a page scanned sideways."""
    sides = [(np.linalg.norm(box[1] - box[0]), np.linalg.norm(box[3] - box[0])) for box in boxes]
    clear = [(width, height) for width, height in sides if max(width, height) >= 3 * min(width, height)]
    return sum(1 for width, height in clear if height > width) * 2 > len(clear)


def slope(boxes: Sequence[Corners]) -> float:
    """Return by how many radians the lines fall to the right: the median of the long boxes; 0.0 beyond 15°."""
    edges = [box[1] - box[0] for box in boxes if length(box) >= 5 * np.linalg.norm(box[3] - box[0])]
    angle = float(np.median([np.arctan2(edge[1], edge[0]) for edge in edges])) if edges else 0.0
    return angle if abs(np.degrees(angle)) <= _LONGEST_SLOPE else 0.0


def straightened(box: Corners, angle: float) -> Corners:
    """Return the box as it lies once the page is turned back by `angle` radians."""
    if angle == 0.0:
        return box
    cosine, sine = np.cos(angle), np.sin(angle)
    turned: Corners = box @ np.array([[cosine, -sine], [sine, cosine]])
    return turned


def widened(box: Corners, left: float = 0.0) -> Corners:
    """Return the box longer by a margin at both ends, and by `left` pixels before it."""
    along = box[1] - box[0]
    width = float(np.linalg.norm(along)) or 1.0
    step = along / width
    margin = min(float(np.linalg.norm(box[3] - box[0])), width) * _MARGIN
    before, after = step * (margin + left), step * margin
    return np.array([box[0] - before, box[1] + after, box[2] + after, box[3] - before])


def is_tall(line: Picture) -> bool:
    """Tell whether a cut-out cannot be a line of upright text."""
    return bool(line.shape[0] >= TALL * line.shape[1])


def side_by_side(line: Picture) -> Picture:
    """Lay the characters of a column next to each other: square pieces from top to bottom, then left to right."""
    height, width = line.shape[:2]
    count = max(round(height / width), 1)
    edges = np.linspace(0, height, count + 1).astype(int)
    tallest = int(np.diff(edges).max())
    row = np.full((tallest, width * count, line.shape[2]), 255, dtype=np.uint8)
    for number, (top, bottom) in enumerate(pairwise(edges)):
        row[: bottom - top, number * width : (number + 1) * width] = line[top:bottom]
    return row


def ink_of(picture: Picture) -> Ink:
    """Return where a page is dark."""
    return np.asarray(picture.min(axis=2) < _DARK)


def dash_before(ink: Ink, box: Corners) -> float:
    """Return how many pixels of a dash stand before a line outside its box, 0.0 when there is none.

    A dash is a stroke at half the height with nothing above or below it.
    """
    left, top = box.min(axis=0).astype(int)
    bottom = int(box[:, 1].max())
    height = bottom - top
    first = max(int(left - _DASH_REACH * height), 0)
    strip = ink[max(top, 0) : bottom, first : max(left, 0)]
    if height < 8 or strip.shape[1] < height * _DASH_LEAST or left < 0:
        return 0.0
    upper, lower = int(height * _STROKE[0]), int(height * _STROKE[1])
    middle, above, below = (np.asarray(part.any(axis=0)) for part in (strip[upper:lower], strip[:upper], strip[lower:]))
    stroke = middle & ~above & ~below
    blank = ~(middle | above | below)
    reach = gap = strokes = 0
    for offset, column in enumerate(range(strip.shape[1] - 1, -1, -1), start=1):
        if stroke[column]:
            reach, gap, strokes = offset, 0, strokes + 1
        elif blank[column]:
            gap += 1
        else:
            return 0.0  # text or a ruling stands there
        if gap > height * _DASH_GAP:
            break
    return float(reach) if strokes >= height * _DASH_LEAST else 0.0


def with_item_dash(text: str, confidences: tuple[float, ...]) -> tuple[str, tuple[float, ...]]:
    """Begin a line before which a dash was seen with ——, whatever was read for it."""
    read = _DASH_READ.match(text)
    if read is None:
        return text, confidences
    return "——" + text[read.end() :], (1.0, 1.0, *confidences[read.end() :])
