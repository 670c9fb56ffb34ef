"""PDF: lines back to paragraphs, page numbers kept, running heads removed; pages without usable text are recognised.

Text layer or image is decided page by page: an empty or garbled page goes to text recognition where that is
permitted and installed (see `ingest.parsers.recognition`).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pypdfium2 as pdfium

from ingest.parsers import recognition
from ingest.parsers.cleaning import clean_line, confirmed_title
from ingest.parsers.pdf_pages import is_garbled, join_pages, remove_running_lines
from ingest.records import OutcomeCode, ParsedFile
from kb.errors import FileRefused

MAX_PAGES = 5_000
_MAX_PAGE_CHARACTERS = 200_000
_MAX_CHARACTERS = 20_000_000
_ENCRYPTED_CODE = 4  # FPDF_ERR_PASSWORD
_SHOWN_PAGES = 8


def parse(data: bytes, name: str) -> ParsedFile:  # noqa: ARG001 - one signature for all parsers
    """Parse a PDF.

    Raises:
        FileRefused: Locked by a password, damaged, too long, or without text that can be read.
        RecognitionNeeded: This process may not recognise page images.
    """
    document = _open(data)
    try:
        pages = _page_lines(document)
        recognised = _recognise(document, pages)
        title = clean_line(document.get_metadata_value("Title") or "")
    finally:
        document.close()
    empty = [number for number, lines in enumerate(pages, start=1) if not lines]
    garbled = [number for number, lines in enumerate(pages, start=1) if is_garbled(lines)]
    if len(empty) == len(pages):
        raise _without_text(len(pages), tried=bool(recognised))
    if len(garbled) > len(pages) // 2 and len(garbled) + len(empty) == len(pages):
        raise FileRefused(
            f"文字层是乱码（字体编码缺失），请用原始 Word 文件；{recognition.INSTALL_HINT}。",
            outcome=OutcomeCode.UNREADABLE,
        )
    return ParsedFile(
        media_type="application/pdf",
        blocks=join_pages(remove_running_lines(pages)),
        title=confirmed_title(title, (line for lines in pages[:3] for line in lines)),
        page_count=len(pages),
        warnings=(*recognition.page_warnings(recognised), *_page_warnings(empty, garbled)),
    )


def _recognise(document: pdfium.PdfDocument, pages: list[list[str]]) -> dict[int, recognition.RecognisedPage]:
    """Put recognised lines in the place of empty and garbled pages; blank pages stay empty."""
    wanted = [number for number, lines in enumerate(pages, start=1) if not lines or is_garbled(lines)]
    recogniser = recognition.start() if wanted else None
    if recogniser is None:
        return {}
    found = recognition.read_pages(recogniser, wanted, lambda number: _image(document, number))
    for number, page in found.items():
        if page.lines:
            pages[number - 1] = list(page.lines)
    return found


def _image(document: pdfium.PdfDocument, number: int) -> recognition.Pixels | None:
    """Draw a page with its longer side at `recognition.MAX_SIDE` pixels, whatever size it claims."""
    try:
        page = document[number - 1]
        scale = recognition.MAX_SIDE / max(*page.get_size(), 1.0)
        drawn = page.render(scale=scale, rev_byteorder=True).to_numpy()
        pixels = np.ascontiguousarray(drawn[:, :, :3], dtype=np.uint8)
        page.close()
    except (pdfium.PdfiumError, ValueError):
        return None
    return pixels


def _without_text(page_count: int, *, tried: bool) -> FileRefused:
    if tried:
        reason = f"扫描件，{page_count} 页都没有识别出文字，请换用更清晰的扫描件或带文字的文件。"
    else:
        reason = f"扫描件，{page_count} 页都没有文字层；{recognition.INSTALL_HINT}，或请先做文字识别再导入。"
    return FileRefused(reason, outcome=OutcomeCode.NO_TEXT)


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


def _page_lines(document: pdfium.PdfDocument) -> list[list[str]]:
    pages: list[list[str]] = []
    total = 0
    for number in range(len(document)):
        text = _page_text(document, number)
        total += len(text)
        if len(text) > _MAX_PAGE_CHARACTERS or total > _MAX_CHARACTERS:
            raise FileRefused(f"PDF 第 {number + 1} 页的文字多得异常，没有读取。", outcome=OutcomeCode.TOO_LARGE)
        pages.append([line for line in map(clean_line, text.splitlines()) if line])
    return pages


def _page_text(document: pdfium.PdfDocument, number: int) -> str:
    """Return the text of a page; "" for a page that cannot be loaded (it is then named in a warning)."""
    try:
        page = document[number]
        text_page = page.get_textpage()
        # pdfium writes U+FFFE where a word was hyphenated at the end of a line.
        text = str(text_page.get_text_range()).replace("\ufffe", "").replace("\x02", "")
        text_page.close()
        page.close()
    except pdfium.PdfiumError:
        return ""
    return text


def _page_warnings(empty: Sequence[int], garbled: Sequence[int]) -> tuple[str, ...]:
    warnings: list[str] = []
    if empty:
        warnings.append(f"第 {_numbers(empty)} 页没有文字层（扫描页或图片），没有读取。")
    if garbled:
        warnings.append(f"第 {_numbers(garbled)} 页的文字层含乱码，引用前请核对原件。")
    return tuple(warnings)


def _numbers(pages: Sequence[int]) -> str:
    shown = "、".join(str(number) for number in pages[:_SHOWN_PAGES])
    return shown if len(pages) <= _SHOWN_PAGES else f"{shown} 等 {len(pages)}"
