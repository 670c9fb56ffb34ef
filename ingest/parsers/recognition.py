"""Reading page images (OCR): what a recogniser is, when it may run, and how its lines become text.

Recognition costs about 3 s of processor time and 0.5 GB of memory a page, far beyond the limits of an ordinary
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
from ingest.recognition_note import listed
from ingest.records import OutcomeCode
from kb.errors import FileRefused

MAX_PAGES = 200
MAX_SECONDS = 1_500.0
MAX_SIDE = 2_340  # pixels; an A4 page at 200 dpi. With less 井 is read as 并
LOW_CONFIDENCE = 0.95  # mean of a page; clean scans at 200 dpi have 0.99
INSTALL_HINT = "安装文字识别组件（pip install rapidocr onnxruntime）后可自动识别"
_SHOWN_PAGES = 8
# The recogniser reads the dash before a list item with one to four strokes, and drops the space after a clause number.
_ITEM_DASH = re.compile(r"^[—–\-－]{1,4}(?=[\u3400-\u9fff])")
_CLAUSE_NUMBER = re.compile(r"^(\d{1,2}(?:\.\d{1,3}){2,5})(?=[\u3400-\u9fff])")
_LOOKALIKE = re.compile(r"(?<=\d)[OoQDlI|](?=[\d.\-])|(?<=[\d.\-])[OoQDlI|](?=\d)")
_DOUBTED = 0.9

Pixels = NDArray[np.uint8]


@dataclass(frozen=True, slots=True, kw_only=True)
class RecognisedPiece:
    """Text of one box on the image, in pixels; `confidences` are 0 to 1, one for each character of the text."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    confidences: tuple[float, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RecognisedPage:
    """The lines of a page from top to bottom.

    Attributes:
        confidences: For each line one number, 0 to 1, for each of its characters.
    """

    lines: tuple[str, ...]
    confidences: tuple[tuple[float, ...], ...]

    @property
    def confidence(self) -> float:
        """The mean over the characters, 0.0 without any."""
        every = [one for line in self.confidences for one in line]
        return sum(every) / len(every) if every else 0.0


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
        if rows and all(_same_row(other, piece) for other in rows[-1]):
            rows[-1].append(piece)
        else:
            rows.append([piece])
    lines, confidences = [], []
    for row in rows:
        text, sure = _row_text(row)
        line = _repaired(clean_line(text))
        if line:
            lines.append(line)
            confidences.append(_doubting(line, _carried_over(text, sure, line)))
    return RecognisedPage(lines=tuple(lines), confidences=tuple(confidences))


def _repaired(line: str) -> str:
    return _CLAUSE_NUMBER.sub(r"\1 ", _ITEM_DASH.sub("——", line))


def _doubting(line: str, confidences: tuple[float, ...]) -> tuple[float, ...]:
    """Lower the confidence of letters among figures that look like one: O in 55O119."""
    doubted = {found.start() for found in _LOOKALIKE.finditer(line)}
    return tuple(min(sure, _DOUBTED) if index in doubted else sure for index, sure in enumerate(confidences))


def _carried_over(text: str, confidences: Sequence[float], line: str) -> tuple[float, ...]:
    """Return the confidences of a repaired line: repairs change its beginning and its blanks only."""
    known = [sure for character, sure in zip(text, confidences, strict=True) if not character.isspace()]
    result: list[float] = []
    for character in reversed(line):
        last = known[-1] if known else 1.0
        result.append(last)
        if known and not character.isspace():
            known.pop()
    return tuple(reversed(result))


def _same_row(above: RecognisedPiece, piece: RecognisedPiece) -> bool:
    height = min(above.bottom - above.top, piece.bottom - piece.top)
    return abs((above.top + above.bottom) - (piece.top + piece.bottom)) / 2 < height / 2


def _row_text(row: Sequence[RecognisedPiece]) -> tuple[str, list[float]]:
    text, confidences, end = "", list[float](), 0.0
    for piece in sorted(row, key=lambda one: one.left):
        if text and piece.left - end > (piece.bottom - piece.top) * 0.6:
            text += " "
            confidences.append(1.0)
        text += piece.text
        confidences.extend(piece.confidences)
        end = piece.right
    return text, confidences


def page_warnings(pages: dict[int, RecognisedPage]) -> tuple[str, ...]:
    """Say in Chinese which recognised pages read so badly that something is lost; () when none does."""
    low = [
        f"第 {number} 页 {page.confidence:.0%}"
        for number, page in pages.items()
        if page.lines and page.confidence < LOW_CONFIDENCE
    ]
    if not low:
        return ()
    more = f" 等 {len(low)} 页" if len(low) > _SHOWN_PAGES else ""
    return (f"识别置信度低：{'、'.join(low[:_SHOWN_PAGES])}{more}，文字可能有误，请换用更清晰的扫描件。",)


def unread_warnings(numbers: Sequence[int]) -> tuple[str, ...]:
    """Say in Chinese which pages of images were not read: beyond the budget of a file, or impossible to draw."""
    if not numbers:
        return ()
    return (f"第 {listed(numbers)} 页是图片，没有读取（超出每个文件的识别限额，或图片无法打开），请拆分后重试。",)
