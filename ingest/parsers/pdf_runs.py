"""Characters with places to runs: stretches that follow each other on one line without a wide gap."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from statistics import median

import numpy as np
from numpy.typing import NDArray

from ingest.parsers.pdf_source import GUESSED_BLANK, PageContent

_WIDE_GAP = 1.0  # of the character size: a wider gap ends a run
_BACK = 0.6  # of the character size that a following character may stand to the left of where the last one ended
_BLANK = 0.22  # of the character width: narrower distances of ideographs come from justified or spread lines
_FEWEST_GAPS = 4
_HEIGHT = 0.85  # size of a character as a share of the height of its box
_BLANKS = " \t\u00a0\u3000"
_CLOSING = "、，。；：）】》”’！？"  # half of their square is blank anyway
_SAME_LINE = 0.5  # share of the lower run's height that overlaps the line


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Characters side by side.

    Attributes:
        part: Number of the table that stands in the place of text, else -1.
        alone: The whole text of a box; nothing beside it belongs to the same line.
    """

    text: str
    left: float
    top: float
    right: float
    bottom: float
    size: float
    part: int = -1
    alone: bool = False


def runs_of(page: PageContent, chosen: NDArray[np.bool_]) -> list[Run]:
    """Return the runs of the chosen characters in drawing order."""
    indices = np.flatnonzero(chosen)
    if not len(indices):
        return []
    places = page.boxes[indices]
    heights = np.maximum(places[:, 3] - places[:, 1], 0.1)
    cuts = np.flatnonzero(_breaks(places, heights)) + 1
    cuts = np.union1d(cuts, _holes(places, cuts)).astype(np.int64)
    starts = [0, *cuts.tolist()]
    ends = [*cuts.tolist(), len(indices)]
    lefts = np.minimum.reduceat(places[:, 0], starts).tolist()
    tops = np.minimum.reduceat(places[:, 1], starts).tolist()
    rights = np.maximum.reduceat(places[:, 2], starts).tolist()
    bottoms = np.maximum.reduceat(places[:, 3], starts).tolist()
    sizes = _sizes(page.text, indices.tolist(), places, zip(starts, ends, strict=True))
    gaps = np.zeros(len(indices), dtype=np.float32)
    widths = np.maximum(places[:, 2] - places[:, 0], 0.1)
    gaps[:-1] = (places[1:, 0] - places[:-1, 2]) / np.maximum(widths[1:], widths[:-1])
    texts = _texts(page.text, indices.tolist(), gaps, zip(starts, ends, strict=True))
    return [
        Run(text=text, left=left, top=top, right=right, bottom=bottom, size=size)
        for text, left, top, right, bottom, size in zip(texts, lefts, tops, rights, bottoms, sizes, strict=True)
    ]


def _holes(places: NDArray[np.float32], cuts: NDArray[np.intp]) -> list[int]:
    """Return further cuts where a gap inside a run holds another run: signs of another font, drawn later."""
    starts = np.concatenate([[0], cuts])
    left, top = np.minimum.reduceat(places[:, 0], starts), np.minimum.reduceat(places[:, 1], starts)
    right, bottom = np.maximum.reduceat(places[:, 2], starts), np.maximum.reduceat(places[:, 3], starts)
    middle = (left + right) / 2
    level = np.minimum(bottom[:, None], bottom) - np.maximum(top[:, None], top)
    held = (
        (left[:, None] < middle)
        & (middle < right[:, None])
        & (level > np.minimum(bottom - top, (bottom - top)[:, None]) / 2)
    )
    np.fill_diagonal(held, val=False)
    ends = np.concatenate([cuts, [len(places)]])
    further = []
    for outer, inner in zip(*np.nonzero(held), strict=True):
        start, end = int(starts[outer]), int(ends[outer])
        at = start + int(np.searchsorted(places[start:end, 0], middle[inner]))
        if start < at < end and places[at - 1, 2] < middle[inner] < places[at, 0]:  # else it is drawn over the text
            further.append(at)
    return further


def _sizes(
    text: str, indices: list[int], places: NDArray[np.float32], ranges: Iterable[tuple[int, int]]
) -> Iterator[float]:
    """Yield the character size of every run: the usual width of its ideographs, else a share of its height.

    The height of a box depends on the font: for one size it is between 1.0 and 1.5 times as high.
    """
    widths, heights = (places[:, 2] - places[:, 0]).tolist(), (places[:, 3] - places[:, 1]).tolist()
    for start, end in ranges:
        wide = [widths[at] for at in range(start, end) if "\u2e80" <= text[indices[at]] <= "\u9fff"]
        yield max(median(wide) if wide else median(heights[start:end]) * _HEIGHT, 0.5)


def _breaks(places: NDArray[np.float32], heights: NDArray[np.float32]) -> NDArray[np.bool_]:
    """Tell for every character but the first whether it begins a run."""
    size = np.minimum(heights[1:], heights[:-1])
    overlap = np.minimum(places[1:, 3], places[:-1, 3]) - np.maximum(places[1:, 1], places[:-1, 1])
    gap = places[1:, 0] - places[:-1, 2]
    back = places[1:, 0] < places[:-1, 0] - size * 0.1
    broken = (overlap < size * _SAME_LINE) | (gap > size * _WIDE_GAP) | (gap < -size * _BACK) & back
    return np.asarray(broken)


def _texts(
    text: str, indices: list[int], gaps: NDArray[np.float32], ranges: Iterable[tuple[int, int]]
) -> Iterator[str]:
    """Yield the text of every run with the blanks between its characters; those not chosen are left out."""
    for start, end in ranges:
        first, last = indices[start], indices[end - 1]
        if last - first == end - 1 - start:
            yield text[first : last + 1]
        else:
            yield _with_blanks(text, indices[start:end], gaps[start : end - 1])


def _with_blanks(text: str, indices: list[int], gaps: NDArray[np.float32]) -> str:
    """Join characters; a gap between two ideographs is a blank only where it is wider than the usual distance."""
    distances = gaps.tolist()
    usual = median(distances) if len(distances) >= _FEWEST_GAPS else 0.0
    wide = max(_BLANK, usual + _BLANK)
    pieces = [text[indices[0]]]
    for before, index, gap in zip(indices, indices[1:], distances, strict=False):
        if index > before + 1 and _are_apart(text[before : index + 1], wide=gap >= wide):
            pieces.append(" ")
        pieces.append(text[index])
    return "".join(pieces)


def _are_apart(stretch: str, *, wide: bool) -> bool:
    """Tell whether a blank stands between the first and the last character, or was found in a `wide` gap."""
    between = stretch[1:-1]
    if wide and GUESSED_BLANK in between and stretch[0] not in _CLOSING:
        return True
    return any(blank in between for blank in _BLANKS)
