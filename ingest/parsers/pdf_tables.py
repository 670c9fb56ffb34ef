"""Text of ruled tables and of boxes: from the characters of a page to the cells they stand in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from ingest.parsers.cleaning import clean_line
from ingest.parsers.pdf_frames import Frame, Rect, find_frames, small_first
from ingest.parsers.pdf_lines import Line, lines_of
from ingest.parsers.pdf_runs import Run, runs_of
from ingest.parsers.pdf_source import PageContent
from ingest.parsers.reflow import close_spaced_glyphs, glue, starts_paragraph

BLANK = "____"
_SHORTEST_BLANK = 8.0  # points
_LONGEST_BLANK = 0.6  # of the width of the page
_ROOM = 1.75  # of the height of its characters that a box is high
_FREE = 2.5  # of the character size left beside a line that no margin has cut

Chosen = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A frame with the text of its cells; merged cells are repeated.

    Attributes:
        depth: How far down the page it ends, as a share of its height.
    """

    frame: Frame
    rows: tuple[tuple[str, ...], ...]
    depth: float


def read_page(page: PageContent) -> tuple[list[Line], list[Table]]:
    """Return the lines of a page in reading order and its tables; every character kept is in one of them.

    A line with `part` >= 0 stands for the table of that number.
    """
    frames, framed = find_frames(page.rulings)
    boxes = [box for box in small_first([*framed, *page.shapes]) if _is_whole(page, box)]
    left = page.kept.copy()
    tables: list[Table] = []
    for frame in frames:
        inside = left & _within(page, frame.box)
        if inside.any():
            rows = _cell_texts(page, frame, inside, boxes)
            tables.append(Table(frame=frame, rows=rows, depth=frame.ys[-1] / max(page.height, 1.0)))
            left &= ~inside
    runs = _runs(page, left, boxes)
    runs.extend(_blanks(page, runs, frames))
    runs.extend(_place_of(table, number) for number, table in enumerate(tables))
    return [line for line in lines_of(runs) if line.text or line.part >= 0], tables


def _place_of(table: Table, number: int) -> Run:
    left, top, right, bottom = table.frame.box
    return Run(text="", left=left, top=top, right=right, bottom=bottom, size=bottom - top, part=number)


def _blanks(page: PageContent, runs: Sequence[Run], frames: Sequence[Frame]) -> list[Run]:
    """Return a run of low lines for every blank to be filled in: a ruling on the base line of words, with none above."""
    blanks = []
    for left, _, right, bottom in page.rulings:
        if not _SHORTEST_BLANK <= right - left <= page.width * _LONGEST_BLANK or any(
            frame.xs[0] - 3 <= left <= frame.xs[-1] + 3 and frame.ys[0] - 3 <= bottom <= frame.ys[-1] + 3
            for frame in frames
        ):
            continue
        beside = [run for run in runs if not run.alone and run.top < bottom - run.size * 0.4 < run.bottom]
        near = [run for run in beside if run.left - right < run.size * 2 and left - run.right < run.size * 2]
        if near and not any(min(right, run.right) - max(left, run.left) > (right - left) * 0.2 for run in near):
            size = near[0].size
            blanks.append(Run(text=BLANK, left=left, top=near[0].top, right=right, bottom=near[0].bottom, size=size))
    return blanks


def _runs(page: PageContent, chosen: Chosen, boxes: Sequence[Rect]) -> list[Run]:
    """Return the runs of the chosen characters; the text of a box is one run."""
    runs: list[Run] = []
    left = chosen.copy()
    for ring in page.rings:
        inside = left & _within(page, ring)
        runs.extend(_ringed(runs_of(page, inside)))
        left &= ~inside
    for box in boxes:
        inside = left & _within(page, box)
        if inside.any():
            text = _joined(runs_of(page, inside), box[2] - box[0])
            size = float(np.median(page.boxes[inside, 3] - page.boxes[inside, 1]))
            runs.append(Run(text=text, left=box[0], top=box[1], right=box[2], bottom=box[3], size=size, alone=True))
            left &= ~inside
    return [*runs_of(page, left), *runs]


def _is_whole(page: PageContent, box: Rect) -> bool:
    """Tell whether a box has text, with room around it (it is no background of a line), and cuts no line in two."""
    inside = (_within(page, box) & page.kept)[page.kept]
    if not inside.any():
        return False
    places = page.boxes[page.kept]
    if box[3] - box[1] < float(np.median(places[inside, 3] - places[inside, 1])) * _ROOM:
        return False
    edge = inside[1:] != inside[:-1]
    level = np.minimum(places[1:, 3], places[:-1, 3]) > np.maximum(places[1:, 1], places[:-1, 1])
    near = np.abs(places[1:, 0] - places[:-1, 2]) < (places[1:, 3] - places[1:, 1]) * _FREE / 5
    return not bool((edge & level & near).any())


def _ringed(runs: list[Run]) -> list[Run]:
    """A number with a ring drawn around it is the sign for that: ① to ⑳."""
    if len(runs) == 1 and runs[0].text.isdecimal() and 1 <= int(runs[0].text) <= 20:
        return [replace(runs[0], text=chr(ord("①") + int(runs[0].text) - 1))]
    return runs


def _within(page: PageContent, box: Rect) -> Chosen:
    left, top, right, bottom = box
    x, y = _centres(page)
    return np.asarray((x > left) & (x < right) & (y > top) & (y < bottom))


def _centres(page: PageContent) -> tuple[NDArray[np.floating], NDArray[np.floating]]:
    boxes = page.boxes
    return (boxes[:, 0] + boxes[:, 2]) / 2, (boxes[:, 1] + boxes[:, 3]) / 2


def _cell_texts(page: PageContent, frame: Frame, inside: Chosen, boxes: Sequence[Rect]) -> tuple[tuple[str, ...], ...]:
    x, y = _centres(page)
    columns = np.clip(np.searchsorted(np.asarray(frame.xs), x) - 1, 0, len(frame.xs) - 2)
    rows = np.clip(np.searchsorted(np.asarray(frame.ys), y) - 1, 0, len(frame.ys) - 2)
    numbers = np.where(inside, frame.areas[rows, columns], -1)
    in_table = [box for box in boxes if frame.ys[0] <= box[1] and box[3] <= frame.ys[-1]]
    texts = {}
    for number in np.unique(numbers[inside]).tolist():
        covered = np.flatnonzero((frame.areas == number).any(axis=0))
        width = frame.xs[covered[-1] + 1] - frame.xs[covered[0]]
        texts[number] = _joined(_runs(page, numbers == number, in_table), width)
    return tuple(tuple(texts.get(number, "") for number in row) for row in frame.areas.tolist())


def _joined(runs: list[Run], width: float) -> str:
    """Join the lines of a cell `width` wide; a space sets off what did not begin its line for want of room."""
    text = ""
    before: Line | None = None
    for line in lines_of(runs):
        words = close_spaced_glyphs(line.text)
        if before is None:
            text = words
        else:
            cut = before.right - before.left > width - before.size * _FREE
            apart = line.alone or before.alone or starts_paragraph(words) or not cut
            number_cut = not apart and text[-1:].isdigit() and words[:1].isdigit()
            text = f"{text} {words}" if apart else text + words if number_cut else glue(text, words)
        before = line
    return clean_line(text)
