from __future__ import annotations

import numpy as np
import pytest

from ingest.parsers import text_boxes
from ingest.parsers.text_boxes import Corners, Ink


def box(left: float, top: float, right: float, bottom: float) -> Corners:
    return np.array([[left, top], [right, top], [right, bottom], [left, bottom]], dtype=np.float64)


def turned(corners: Corners, degrees: float) -> Corners:
    angle = np.radians(degrees)
    matrix = np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]])
    result: Corners = corners @ matrix
    return result


def paper(*strokes: tuple[int, int, int, int]) -> Ink:
    ink = np.zeros((100, 300), dtype=np.bool_)
    for left, top, right, bottom in strokes:
        ink[top:bottom, left:right] = True
    return ink


LINE = box(100, 40, 280, 60)  # twenty pixels high


@pytest.mark.parametrize(
    ("ink", "pixels"),
    [
        (paper(), 0.0),
        (paper((60, 49, 99, 51)), 40.0),  # a dash of two characters
        (paper((60, 49, 78, 51), (82, 49, 99, 51)), 40.0),  # the same with a gap
        (paper((95, 49, 99, 51)), 0.0),  # a speck
        (paper((60, 41, 99, 58)), 0.0),  # text
        (paper((90, 0, 92, 100)), 0.0),  # a ruling
        (paper((60, 41, 99, 43)), 0.0),  # a line above
    ],
)
def test_a_dash_before_a_line_is_told_from_text_rulings_and_specks(ink: Ink, pixels: float) -> None:
    assert text_boxes.dash_before(ink, LINE) == pixels


def test_what_was_read_for_a_dash_gives_way_to_it() -> None:
    assert text_boxes.with_item_dash("一井口应设安全门", (0.9,) + (1.0,) * 7)[0] == "——井口应设安全门"
    assert text_boxes.with_item_dash("—一般规定", (0.9, 0.8, 1.0, 1.0, 1.0)) == (
        "——一般规定",
        (1.0, 1.0, 0.8, 1.0, 1.0, 1.0),
    )
    assert text_boxes.with_item_dash("— 12 —", (1.0,) * 6) == ("— 12 —", (1.0,) * 6)


def test_a_page_on_its_side_is_told_by_most_of_its_boxes() -> None:
    lying, standing, single = box(0, 0, 20, 200), box(0, 0, 200, 20), box(0, 0, 20, 22)
    assert text_boxes.lies_on_its_side([lying, lying, standing, single])
    assert not text_boxes.lies_on_its_side([lying, standing, standing, single])
    assert not text_boxes.lies_on_its_side([single])


def test_lines_of_a_slanted_page_are_laid_straight_and_at_one_height() -> None:
    left, right = turned(box(0, 100, 300, 120), 4), turned(box(400, 100, 700, 120), 4)
    assert abs(left[0][1] - right[0][1]) > 20
    angle = text_boxes.slope([left, right])
    assert np.degrees(angle) == pytest.approx(4)
    tops = [float(text_boxes.straightened(one, angle)[0][1]) for one in (left, right)]
    assert tops == pytest.approx([100, 100])
    assert text_boxes.slope([turned(left, 40)]) == 0.0


def test_the_characters_of_a_column_are_laid_side_by_side() -> None:
    column = np.zeros((60, 20, 3), dtype=np.uint8)
    column[20:40], column[40:] = 100, 200
    assert text_boxes.is_tall(column)
    row = text_boxes.side_by_side(column)
    assert row.shape == (20, 60, 3)
    assert [int(row[10, x, 0]) for x in (10, 30, 50)] == [0, 100, 200]


def test_a_box_grows_along_its_line() -> None:
    assert text_boxes.widened(LINE, left=10).tolist() == [[84, 40], [286, 40], [286, 60], [84, 60]]
    assert text_boxes.length(LINE) == 180
