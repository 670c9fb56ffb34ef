"""A PDF as pdfium sees it: the characters of a page with their places, its rulings, its picture.

Places are in points as the page is shown (after /Rotate): x to the right, y downwards from the upper left corner.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import repeat
from typing import Any

import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as raw
from numpy.typing import NDArray

from ingest.parsers.pdf_fields import field_texts
from ingest.parsers.pdf_objects import DrawnObjects, Rect, read_objects
from ingest.parsers.pdf_tounicode import mend
from ingest.parsers.pdf_turning import inside, size, text_turn, turned
from ingest.parsers.pdf_visibility import hidden_characters
from ingest.records import OutcomeCode
from kb.errors import FileRefused

MAX_PAGES = 5_000
_MAX_PAGE_CHARACTERS = 200_000
_MAX_CHARACTERS = 20_000_000
_ENCRYPTED_CODE = 4  # FPDF_ERR_PASSWORD
_MAX_OUTLINE = 5_000
_HYPHENS = ("\ufffe", "\x02")  # what pdfium writes for a hyphen at the end of a line
_BLANKS = " \t\r\n\u00a0\u3000\u2009"
_BLANK_CODES = np.array([0, *map(ord, _BLANKS)], dtype=np.uint32)
GUESSED_BLANK = "\u2009"  # stands where pdfium found a gap, not a blank
_BETWEEN_IDEOGRAPHS = re.compile(r"(?<=[\u2e80-\ufaff\uff00-\uff60“”‘’…—]) (?=[\u2e80-\ufaff\uff00-\uff60“”‘’…—])")

Boxes = NDArray[np.float32]
Pixels = NDArray[np.uint8]


@dataclass(frozen=True, slots=True, kw_only=True)
class PageContent:
    """What stands on one page.

    Attributes:
        text: The characters in the order in which they were drawn, with the blanks pdfium found between them.
        boxes: Shape (len(text), 4): left, top, right, bottom of every character.
        kept: Shape (len(text),): False for blanks and for what a reader of the page cannot see.
        rulings: Straight lines and thin areas as (left, top, right, bottom); `shapes` and `rings` likewise.
        hidden_count: Characters left out because nobody sees them.
        scan_layer: The text is the invisible layer over a scanned image.
    """

    width: float
    height: float
    text: str
    boxes: Boxes
    kept: NDArray[np.bool_]
    rulings: tuple[Rect, ...] = ()
    shapes: tuple[Rect, ...] = ()
    rings: tuple[Rect, ...] = ()
    hidden_count: int = 0
    scan_layer: bool = False


class PdfSource:
    """An open PDF."""

    def __init__(self, data: bytes) -> None:
        """Open a PDF.

        Raises:
            FileRefused: Locked by a password, damaged, without pages or with too many.
        """
        self._document = _open(mend(data))
        self._annotated = b"/Annot" in data or b"/ObjStm" in data
        self._layers = b"/OCProperties" in data or b"/ObjStm" in data
        self._characters = 0

    def __len__(self) -> int:
        return len(self._document)

    def close(self) -> None:
        self._document.close()

    def title(self) -> str:
        return self._document.get_metadata_value("Title") or ""

    def attachments(self) -> tuple[str, ...]:
        """Return the names of the files packed into the PDF."""
        names: list[str] = []
        for index in range(self._document.count_attachments()):
            try:
                names.append(self._document.get_attachment(index).get_name())
            except pdfium.PdfiumError:
                continue
        return tuple(name for name in names if name)

    def outline(self) -> Iterator[tuple[int, str, int]]:
        """Yield (page from 1, title, level from 1) of the bookmarks that name a page."""
        try:
            for count, mark in enumerate(self._document.get_toc(max_depth=8)):
                target = mark.get_dest()
                page = target.get_index() if target is not None else None
                if page is not None:
                    yield page + 1, mark.get_title(), mark.level + 1
                if count >= _MAX_OUTLINE:
                    return
        except (pdfium.PdfiumError, ValueError):
            return

    def image(self, number: int, longest: int) -> Pixels | None:
        """Draw page `number` (from 1) in RGB with its longer side at `longest` pixels; None when it cannot be drawn."""
        try:
            page = self._document[number - 1]
            scale = longest / max(*page.get_size(), 1.0)
            drawn = page.render(scale=scale, rev_byteorder=True).to_numpy()
            pixels = np.ascontiguousarray(drawn[:, :, :3], dtype=np.uint8)
            page.close()
        except (pdfium.PdfiumError, ValueError):
            return None
        return pixels

    def page(self, number: int) -> PageContent | None:
        """Read page `number` (from 1); None when it cannot be loaded.

        Raises:
            FileRefused: More text than a page, or a file, can hold.
        """
        try:
            page = self._document[number - 1]
        except pdfium.PdfiumError:
            return None
        try:
            text_page = page.get_textpage()
        except pdfium.PdfiumError:
            page.close()
            return None
        try:
            return self._read(page, text_page, number)
        finally:
            text_page.close()
            page.close()

    def _read(self, page: pdfium.PdfPage, text_page: pdfium.PdfTextPage, number: int) -> PageContent:
        count = text_page.count_chars()
        self._characters += count
        if count > _MAX_PAGE_CHARACTERS or self._characters > _MAX_CHARACTERS:
            raise FileRefused(f"PDF 第 {number} 页的文字多得异常，没有读取。", outcome=OutcomeCode.TOO_LARGE)
        text = _characters(text_page, count)
        boxes = _boxes(text_page.raw, count)
        objects = read_objects(page.raw)
        seen = hidden_characters(page, text_page, text, boxes, objects, layers=self._layers)
        for words, box in field_texts(page.raw) if self._annotated else ():
            text, boxes, hidden = _with_field(text, boxes, seen.hidden, words, box)
            seen.hidden = hidden
        visible = ~np.isin(np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32), _BLANK_CODES)
        hidden = seen.hidden & visible
        return _as_shown(page, text, boxes, visible & ~hidden, objects, int(hidden.sum()), seen.scan_layer)


def _open(data: bytes) -> pdfium.PdfDocument:
    try:
        document = pdfium.PdfDocument(data)
        page_count = len(document)
    except pdfium.PdfiumError as error:
        # pdfium keeps the code of an earlier failure, so the file must also say that it is encrypted.
        if getattr(error, "err_code", None) == _ENCRYPTED_CODE and b"/Encrypt" in data:
            raise FileRefused("PDF 设有打开密码，请去除密码后重试。", outcome=OutcomeCode.ENCRYPTED) from error
        raise FileRefused("PDF 已损坏或不完整，无法打开，请重新获取。", outcome=OutcomeCode.UNREADABLE) from error
    if page_count > MAX_PAGES:
        raise FileRefused(
            f"PDF 有 {page_count} 页，超过上限 {MAX_PAGES} 页，请拆分后重试。", outcome=OutcomeCode.TOO_LARGE
        )
    if page_count == 0:
        raise FileRefused("PDF 里没有页面，请重新获取。", outcome=OutcomeCode.UNREADABLE)
    return document


def _characters(text_page: pdfium.PdfTextPage, count: int) -> str:
    """Return one character for every place of the page; the whole text at once where it is as long as that."""
    text = str(text_page.get_text_range()) if count else ""
    if len(text) != count:
        codes = map(raw.FPDFText_GetUnicode, repeat(text_page.raw), range(count))
        text = "".join(chr(code) if 0 < code < 0x110000 else "\x00" for code in codes)
    if any(mark in text for mark in _HYPHENS):
        text = _with_hyphens(text)
    return _with_guessed_blanks(text_page, text)


def _with_guessed_blanks(text_page: pdfium.PdfTextPage, text: str) -> str:
    """Tell the blanks that pdfium made up for a gap from those in the file."""
    guessed = {found.start() for found in _BETWEEN_IDEOGRAPHS.finditer(text)}
    guessed = {index for index in guessed if raw.FPDFText_IsGenerated(text_page.raw, index) == 1}
    if not guessed:
        return text
    return "".join(GUESSED_BLANK if index in guessed else character for index, character in enumerate(text))


def _with_hyphens(text: str) -> str:
    """A word cut by a hyphen is closed; between figures (a telephone number) the hyphen belongs to the text."""
    characters = list(text)
    for index, character in enumerate(characters):
        if character in _HYPHENS:
            before = text[index - 1 : index]
            after = text[index + 1 :].lstrip(_BLANKS)[:1] if index + 1 < len(text) else ""
            cut = before.isascii() and before.isalpha() and after.isascii() and after.islower()
            characters[index] = "\x00" if cut else "-"
    return "".join(characters)


def _boxes(text_page: Any, count: int) -> Boxes:
    """Return left, bottom, right, top of every character in the page's own coordinates."""
    rects = (raw.FS_RECTF * count)()
    read = raw.FPDFText_GetLooseCharBox
    deque(map(read, repeat(text_page), range(count), rects), maxlen=0)
    found = np.frombuffer(rects, dtype=np.float32).reshape(count, 4) if count else np.zeros((0, 4), dtype=np.float32)
    return found[:, [0, 3, 2, 1]]  # FS_RECTF is left, top, right, bottom


def _with_field(
    text: str, boxes: Boxes, hidden: NDArray[np.bool_], words: str, box: Rect
) -> tuple[str, Boxes, NDArray[np.bool_]]:
    """Put the value of a form field where it is shown, its characters side by side."""
    left, bottom, right, top = box
    height = min(top - bottom, 12.0)
    step = min((right - left) / max(len(words), 1), height)
    lefts = left + step * np.arange(len(words), dtype=np.float32)
    middle = (top + bottom) / 2
    added = np.stack(
        [lefts, np.full_like(lefts, middle - height / 2), lefts + step, np.full_like(lefts, middle + height / 2)],
        axis=1,
    )
    return text + words, np.concatenate([boxes, added]), np.concatenate([hidden, np.zeros(len(words), dtype=bool)])


def _as_shown(
    page: pdfium.PdfPage,
    text: str,
    boxes: Boxes,
    kept: NDArray[np.bool_],
    objects: DrawnObjects,
    hidden_count: int,
    scan_layer: bool,
) -> PageContent:
    left, bottom, right, top = page.get_bbox()
    turn = (page.get_rotation() // 90) % 4
    frame = (left, bottom, right, top)
    shown = turned(boxes, frame, turn)
    on_page = inside(shown, *size(frame, turn))
    extra = text_turn(shown, kept & on_page)
    shown = turned(boxes, frame, turn + extra) if extra else shown
    rulings, shapes, rings = (
        turned(np.array(rects, dtype=np.float32).reshape(-1, 4), frame, turn + extra)
        for rects in (objects.lines, objects.shapes, objects.rings)
    )
    width, height = size(frame, turn + extra)
    return PageContent(
        width=width,
        height=height,
        text=text,
        boxes=shown,
        kept=kept & on_page,
        rulings=tuple(map(tuple, rulings.tolist())),
        shapes=tuple(map(tuple, shapes.tolist())),
        rings=tuple(map(tuple, rings.tolist())),
        hidden_count=hidden_count + int((kept & ~on_page).sum()),
        scan_layer=scan_layer,
    )
