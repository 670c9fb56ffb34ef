from __future__ import annotations

import numpy as np
import pytest

from ingest.parsers import recognition
from ingest.parsers.recognition import (
    Pixels,
    RecognisedPage,
    RecognisedPiece,
    page_warnings,
    read_pages,
    to_page,
)


def piece(text: str, left: float, top: float, confidence: float = 0.99) -> RecognisedPiece:
    return RecognisedPiece(
        text=text,
        left=left,
        top=top,
        right=left + 20 * len(text),
        bottom=top + 20,
        confidences=(confidence,) * len(text),
    )


class WidthReader:
    """Reads the width of the image."""

    def read(self, pixels: Pixels) -> list[RecognisedPiece]:
        return [piece(str(pixels.shape[1]), 0, 0)]


def blank(width: int) -> Pixels:
    return np.zeros((10, width, 3), dtype=np.uint8)


def test_boxes_become_lines_from_top_to_bottom_and_left_to_right() -> None:
    page = to_page([piece("张伟", 200, 103), piece("第二行", 0, 140), piece("值班", 0, 100), piece("员", 41, 98)])
    assert page.lines == ("值班员 张伟", "第二行")


def test_item_dashes_and_clause_numbers_are_repaired() -> None:
    texts = ["-有良好的照明；", "———配备通信工具；", "5.5.2.5铁路列车排土", "1.5倍", "- 13 -", "0312-5550119"]
    page = to_page([piece(text, 0, 40 * number) for number, text in enumerate(texts)])
    expected = ("——有良好的照明；", "——配备通信工具；", "5.5.2.5 铁路列车排土", "1.5倍", "- 13 -", "0312-5550119")
    assert page.lines == expected


def test_a_stamp_beside_two_lines_joins_neither_across_the_other() -> None:
    page = to_page(
        [piece("国家市场监督管理总局", 0, 100), piece("国家标准化管理委员会", 0, 124), piece("发布", 300, 109)]
    )
    assert page.lines == ("国家市场监督管理总局 发布", "国家标准化管理委员会")


def test_every_character_keeps_its_confidence_through_repairs() -> None:
    clause = RecognisedPiece(text="5.2不应", left=0, top=0, right=100, bottom=20, confidences=(0.9, 0.8, 0.7, 0.6, 0.5))
    phone = piece("0312", 200, 0, 0.4)
    page = to_page([clause, phone, piece("-名称", 0, 40, 0.3)])
    assert page.lines == ("5.2不应 0312", "——名称")
    assert page.confidences[0] == (0.9, 0.8, 0.7, 0.6, 0.5, 0.5, 0.4, 0.4, 0.4, 0.4)
    assert page.confidences[1][-2:] == (0.3, 0.3)


def test_letters_among_figures_are_doubted() -> None:
    page = to_page([piece("0312-55O1l9", 0, 0, 1.0), piece("LED 5 O 级", 0, 40, 1.0)])
    assert [character for character, sure in zip(page.lines[0], page.confidences[0], strict=True) if sure < 1] == [
        "O",
        "l",
    ]
    assert set(page.confidences[1]) == {1.0}


def test_the_confidence_of_a_page_weighs_long_texts_more() -> None:
    page = to_page([piece("八个字的一段文字", 0, 0, 1.0), piece("两字", 0, 40, 0.5)])
    assert page.confidence == pytest.approx((8 * 1.0 + 2 * 0.5) / 10)
    assert to_page([]) == RecognisedPage(lines=(), confidences=())
    assert to_page([]).confidence == 0.0


def page_of(confidence: float) -> RecognisedPage:
    return RecognisedPage(lines=("文字",), confidences=((confidence, confidence),))


def test_only_pages_that_read_badly_are_warned_of() -> None:
    pages = {number: page_of(0.98) for number in (1, 2, 3, 6)}
    pages[4] = RecognisedPage(lines=(), confidences=())
    assert page_warnings(pages) == ()
    pages[6] = page_of(0.7)
    assert page_warnings(pages) == ("识别置信度低：第 6 页 70%，文字可能有误，请换用更清晰的扫描件。",)


def test_pages_are_read_in_order_within_the_budget() -> None:
    pages = read_pages(WidthReader(), list(range(1, 500)), lambda number: None if number == 2 else blank(number))
    assert list(pages) == [1, *range(3, recognition.MAX_PAGES + 1)]
    assert pages[7].lines == ("7",)


def test_recognition_is_off_unless_a_process_permits_it() -> None:
    assert recognition.start() is None


def test_a_process_that_defers_asks_for_another_one() -> None:
    pytest.importorskip("rapidocr")
    recognition.defer()
    try:
        with pytest.raises(recognition.RecognitionNeeded):
            recognition.start()
    finally:
        recognition.forbid()
