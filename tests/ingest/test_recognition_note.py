from __future__ import annotations

from dataclasses import replace

from ingest.recognition_note import listed, recognition_note
from kb.records import PageStart, RecognisedSpan
from tests.builders import make_document

TEXT = "第一页的文字\n第二页的文字\n第三页的文字"


def span(start: int, end: int, confidence: float) -> RecognisedSpan:
    return RecognisedSpan(start=start, end=end, confidence=confidence)


def test_pages_and_doubtful_characters_are_named() -> None:
    pages = tuple(PageStart(number=number, start=7 * (number - 1)) for number in (1, 2, 3))
    document = make_document(TEXT, pages=pages)
    assert recognition_note(document) == ""
    sure = replace(document, recognised=(span(0, 6, 0.99), span(7, 13, 0.99)))
    assert recognition_note(sure) == "第 1–2 页由文字识别（OCR）得到，没有存疑的字，引用前请核对原件。"
    doubtful = replace(document, recognised=(span(0, 6, 0.99), span(7, 9, 0.4), span(9, 13, 0.99)))
    expected = "第 1–2 页由文字识别（OCR）得到，其中 2 个字存疑（第 2 页），引用前请核对原件。"
    assert recognition_note(doubtful) == expected


def test_long_lists_of_pages_are_cut() -> None:
    assert listed([1, 2, 3, 5]) == "1–3、5"
    assert listed(list(range(1, 40, 2))) == "1、3、5、7、9、11、13、15 等 20"
