"""What the outcome of a file says about text that was recognised from images."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from kb.records import Document

_SHOWN_PAGES = 8


def recognition_note(document: Document) -> str:
    """Say in Chinese which pages were recognised and how many characters are doubtful, page by page; "" for none."""
    if not document.recognised:
        return ""
    pages: dict[int, int] = {}
    for span in document.recognised:
        page = _page_of(document, span.start)
        pages[page] = pages.get(page, 0) + (span.end - span.start if span.doubtful else 0)
    shown = f"第 {listed(sorted(pages))} 页" if document.pages else "文字"
    doubtful = sum(pages.values())
    if not doubtful:
        return f"{shown}由文字识别（OCR）得到，没有存疑的字，引用前请核对原件。"
    where = f"（第 {listed([page for page, count in sorted(pages.items()) if count])} 页）" if len(pages) > 1 else ""
    return f"{shown}由文字识别（OCR）得到，其中 {doubtful} 个字存疑{where}，引用前请核对原件。"


def _page_of(document: Document, offset: int) -> int:
    index = bisect_right(document.pages, offset, key=lambda page: page.start) - 1
    return document.pages[max(index, 0)].number if document.pages else 1


def listed(numbers: Sequence[int]) -> str:
    """Write page numbers with ranges: 1–4、7."""
    ranges: list[list[int]] = []
    for number in numbers:
        if ranges and number == ranges[-1][-1] + 1:
            ranges[-1] = [ranges[-1][0], number]
        else:
            ranges.append([number, number])
    shown = "、".join(str(first) if first == last else f"{first}–{last}" for first, last in ranges[:_SHOWN_PAGES])
    return shown if len(ranges) <= _SHOWN_PAGES else f"{shown} 等 {len(numbers)}"
