"""Reading page images (OCR): what a recogniser is, when it may run, and how its lines become text.

Recognition costs about 5 s of processor time and 0.7 GB of memory a page, far beyond the limits of an ordinary
parser process. So a parser that finds pages without usable text asks for it: by default nothing is recognised, in an
ordinary parser process (`defer`) `RecognitionNeeded` ends the attempt, and the file is parsed again in a process with a
larger budget (`permit`, see `ingest.sandbox.limits.RECOGNITION`), whose clocks are restarted with every page.
That budget is bounded too: `MAX_PAGES` pages and `MAX_SECONDS` a file; pages beyond are named in a warning.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from functools import cache
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from ingest.parsers.cleaning import clean_line
from ingest.records import OutcomeCode
from kb.errors import FileRefused

MAX_PAGES = 200
MAX_SECONDS = 1_500.0
MAX_SIDE = 1_640  # pixels; an A4 page at 140 dpi. More costs memory and reads no better
LOW_CONFIDENCE = 0.90
INSTALL_HINT = "安装文字识别组件（pip install rapidocr onnxruntime）后可自动识别"
_SHOWN_PAGES = 8
# The recogniser reads the dash before a list item with one to four strokes, and drops the space after a clause number.
_ITEM_DASH = re.compile(r"^[—–\-－]{1,4}(?=[\u3400-\u9fff])")
_CLAUSE_NUMBER = re.compile(r"^(\d{1,2}(?:\.\d{1,3}){2,5})(?=[\u3400-\u9fff])")

Pixels = NDArray[np.uint8]


@dataclass(frozen=True, slots=True, kw_only=True)
class RecognisedPiece:
    """Text of one box on the image, in pixels; `confidence` is 0 to 1."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class RecognisedPage:
    """The lines of a page from top to bottom; `confidence` is the mean over its characters, 0.0 without any."""

    lines: tuple[str, ...]
    confidence: float


class Recogniser(Protocol):
    """Finds and reads text on an image of shape (height, width, 3), RGB."""

    def read(self, pixels: Pixels) -> list[RecognisedPiece]: ...


class RecognitionNeeded(Exception):
    """The file has pages to recognise, and this process may not do it."""


class _Mode(Enum):
    OFF = auto()
    DEFERRED = auto()
    PERMITTED = auto()


_mode = _Mode.OFF
_on_page: Callable[[], None] = lambda: None  # noqa: E731


def defer() -> None:
    """From now on `start` raises `RecognitionNeeded` in this process."""
    global _mode
    _mode = _Mode.DEFERRED


def permit(on_page: Callable[[], None] = lambda: None) -> None:
    """From now on pages are recognised in this process; `on_page` is called before each."""
    global _mode, _on_page
    _mode, _on_page = _Mode.PERMITTED, on_page


def forbid() -> None:
    """Return to the default: nothing is recognised in this process."""
    global _mode
    _mode = _Mode.OFF


@cache
def is_installed() -> bool:
    """Tell whether a recogniser with its models is installed; imports nothing heavy."""
    from ingest.parsers import rapid_ocr

    return rapid_ocr.is_installed()


def start() -> Recogniser | None:
    """Return a recogniser, None where recognition is off or not installed.

    Raises:
        RecognitionNeeded: The file has to be parsed in a process with a larger budget.
        FileRefused: The recogniser cannot be loaded (outcome NO_TEXT).
    """
    if _mode is _Mode.OFF or not is_installed():
        return None
    if _mode is _Mode.DEFERRED:
        raise RecognitionNeeded
    return _open()


@cache
def _open() -> Recogniser:
    from ingest.parsers.rapid_ocr import RapidRecogniser

    _on_page()
    try:
        return RapidRecogniser()
    except Exception as error:  # whatever a broken installation raises
        reason = f"文字识别组件无法加载（{type(error).__name__}），请重新安装 rapidocr 和 onnxruntime 后重试。"
        raise FileRefused(reason, outcome=OutcomeCode.NO_TEXT) from error


def read_pages(
    recogniser: Recogniser, numbers: Sequence[int], render: Callable[[int], Pixels | None]
) -> dict[int, RecognisedPage]:
    """Recognise pages in order until the budget of a file is used up.

    Args:
        render: Returns the image of a page, None when it cannot be drawn.

    Returns:
        The pages that were read, by number; a page without text has no lines.
    """
    deadline = time.monotonic() + MAX_SECONDS
    pages: dict[int, RecognisedPage] = {}
    for number in numbers[:MAX_PAGES]:
        if time.monotonic() > deadline:
            break
        _on_page()
        pixels = render(number)
        if pixels is not None:
            pages[number] = to_page(recogniser.read(pixels))
    return pages


def to_page(pieces: Iterable[RecognisedPiece]) -> RecognisedPage:
    """Put boxes into lines: boxes at one height make one line, from left to right."""
    rows: list[list[RecognisedPiece]] = []
    for piece in sorted(pieces, key=lambda one: one.top + one.bottom):
        if rows and _same_row(rows[-1][-1], piece):
            rows[-1].append(piece)
        else:
            rows.append([piece])
    lines = [_repaired(clean_line(_row_text(row))) for row in rows]
    weights = [(len(piece.text), piece.confidence) for row in rows for piece in row]
    characters = sum(weight for weight, _ in weights)
    confidence = sum(weight * one for weight, one in weights) / characters if characters else 0.0
    return RecognisedPage(lines=tuple(line for line in lines if line), confidence=confidence)


def _repaired(line: str) -> str:
    return _CLAUSE_NUMBER.sub(r"\1 ", _ITEM_DASH.sub("——", line))


def _same_row(above: RecognisedPiece, piece: RecognisedPiece) -> bool:
    height = min(above.bottom - above.top, piece.bottom - piece.top)
    return abs((above.top + above.bottom) - (piece.top + piece.bottom)) / 2 < height / 2


def _row_text(row: Sequence[RecognisedPiece]) -> str:
    text, end = "", 0.0
    for piece in sorted(row, key=lambda one: one.left):
        gap = text and piece.left - end > (piece.bottom - piece.top) * 0.6
        text += (" " if gap else "") + piece.text
        end = piece.right
    return text


def page_warnings(pages: dict[int, RecognisedPage]) -> tuple[str, ...]:
    """Say in Chinese which pages were recognised, how surely, and which of them must be checked."""
    read = {number: page for number, page in pages.items() if page.lines}
    if not read:
        return ()
    mean = sum(page.confidence for page in read.values()) / len(read)
    warnings = [f"第 {listed(sorted(read))} 页由文字识别（OCR）得到，平均置信度 {mean:.0%}，引用前请核对原件。"]
    low = [f"第 {number} 页 {page.confidence:.0%}" for number, page in read.items() if page.confidence < LOW_CONFIDENCE]
    if low:
        more = f" 等 {len(low)} 页" if len(low) > _SHOWN_PAGES else ""
        warnings.append(f"识别置信度低：{'、'.join(low[:_SHOWN_PAGES])}{more}，文字可能有误。")
    return tuple(warnings)


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
