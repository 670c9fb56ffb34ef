"""PDF: tables by their rulings, lines back to paragraphs, page numbers kept, running heads removed.

What nobody sees on the page (hidden text) is left out and counted in a warning. Text layer or image is decided page by
page: an empty or garbled page goes to text recognition where that is permitted and installed
(see `ingest.parsers.recognition`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.parsers import recognition
from ingest.parsers.cleaning import clean_line, confirmed_title
from ingest.parsers.glyphs import join_scattered_glyphs
from ingest.parsers.pdf_lines import Line
from ingest.parsers.pdf_outline import Outline
from ingest.parsers.pdf_pages import is_garbled
from ingest.parsers.pdf_paragraphs import to_blocks
from ingest.parsers.pdf_running import remove_running
from ingest.parsers.pdf_source import MAX_PAGES, PageContent, PdfSource
from ingest.parsers.pdf_tables import Table, read_page
from ingest.parsers.recognised_runs import with_confidence
from ingest.records import OutcomeCode, ParsedFile
from kb.errors import FileRefused

__all__ = ["MAX_PAGES", "parse"]

_SHOWN_PAGES = 8
_SHOWN_NAMES = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class _Page:
    """What was read from a page; a line with `part` >= 0 stands for the table of that number."""

    lines: tuple[Line, ...] = ()
    tables: tuple[Table, ...] = ()
    hidden_count: int = 0
    scan_layer: bool = False

    def texts(self) -> list[str]:
        """All words of the page, tables too."""
        cells = [cell for table in self.tables for row in table.rows for cell in row if cell]
        return [*(line.text for line in self.lines if line.text), *cells]


def parse(data: bytes, name: str) -> ParsedFile:  # noqa: ARG001 - one signature for all parsers
    """Parse a PDF.

    Raises:
        FileRefused: Locked by a password, damaged, too long, or without text that can be read.
        RecognitionNeeded: This process may not recognise page images.
    """
    source = PdfSource(data)
    try:
        pages = [_read(source.page(number)) for number in range(1, len(source) + 1)]
        recognised = _recognise(source, pages)
        title = clean_line(source.title())
        outline = Outline(source.outline())
        attachments = source.attachments()
    finally:
        source.close()
    texts = [page.texts() for page in pages]
    empty = [number for number, words in enumerate(texts, start=1) if not words]
    garbled = [number for number, words in enumerate(texts, start=1) if is_garbled(words)]
    _check_readable(len(pages), empty, garbled, tried=bool(recognised))
    blocks = to_blocks(
        remove_running([page.lines for page in pages]),
        {number: page.tables for number, page in enumerate(pages, start=1)},
        outline,
    )
    return ParsedFile(
        media_type="application/pdf",
        blocks=with_confidence(blocks, recognised),
        title=confirmed_title(title, (line for words in texts[:3] for line in words)),
        page_count=len(pages),
        warnings=(
            *recognition.page_warnings(recognised),
            *_page_warnings(empty, garbled),
            *_content_warnings(pages, attachments),
        ),
    )


def _read(content: PageContent | None) -> _Page:
    if content is None:
        return _Page()
    lines, tables = read_page(content)
    return _Page(
        lines=tuple(lines),
        tables=tuple(tables),
        hidden_count=content.hidden_count,
        scan_layer=content.scan_layer,
    )


def _recognise(source: PdfSource, pages: list[_Page]) -> dict[int, recognition.RecognisedPage]:
    """Put recognised lines in the place of empty and garbled pages; blank pages stay empty."""
    texts = [page.texts() for page in pages]
    wanted = [number for number, words in enumerate(texts, start=1) if not words or is_garbled(words)]
    recogniser = recognition.start() if wanted else None
    if recogniser is None:
        return {}
    found = recognition.read_pages(recogniser, wanted, lambda number: source.image(number, recognition.MAX_SIDE))
    for number, page in found.items():
        if page.lines:
            lines = join_scattered_glyphs(page.lines)
            pages[number - 1] = _Page(lines=tuple(Line(text=text) for text in lines))
    return found


def _check_readable(page_count: int, empty: Sequence[int], garbled: Sequence[int], *, tried: bool) -> None:
    """Refuse a file without any page that can be read."""
    if len(empty) == page_count:
        raise _without_text(page_count, tried=tried)
    if len(garbled) > page_count // 2 and len(garbled) + len(empty) == page_count:
        raise FileRefused(
            f"文字层是乱码（字体编码缺失），请用原始 Word 文件；{recognition.INSTALL_HINT}。",
            outcome=OutcomeCode.UNREADABLE,
        )


def _without_text(page_count: int, *, tried: bool) -> FileRefused:
    if tried:
        reason = f"扫描件，{page_count} 页都没有识别出文字，请换用更清晰的扫描件或带文字的文件。"
    else:
        reason = f"扫描件，{page_count} 页都没有文字层；{recognition.INSTALL_HINT}，或请先做文字识别再导入。"
    return FileRefused(reason, outcome=OutcomeCode.NO_TEXT)


def _page_warnings(empty: Sequence[int], garbled: Sequence[int]) -> tuple[str, ...]:
    warnings: list[str] = []
    if empty:
        warnings.append(f"第 {_numbers(empty)} 页没有文字层（扫描页或图片），没有读取。")
    if garbled:
        warnings.append(f"第 {_numbers(garbled)} 页的文字层含乱码，引用前请核对原件。")
    return tuple(warnings)


def _content_warnings(pages: Sequence[_Page], attachments: Sequence[str]) -> tuple[str, ...]:
    warnings: list[str] = []
    hidden = [number for number, page in enumerate(pages, start=1) if page.hidden_count]
    if hidden:
        count = sum(page.hidden_count for page in pages)
        warnings.append(f"第 {_numbers(hidden)} 页有 {count} 个页面上看不见的字（隐藏文字），没有读取。")
    layered = [number for number, page in enumerate(pages, start=1) if page.scan_layer]
    if layered:
        warnings.append(f"第 {_numbers(layered)} 页是扫描图像，文字取自文件自带的识别层，引用前请核对原件。")
    if attachments:
        names = "、".join(attachments[:_SHOWN_NAMES])
        more = f" 等 {len(attachments)} 个" if len(attachments) > _SHOWN_NAMES else ""
        warnings.append(f"PDF 内附文件“{names}”{more}没有读取，需要时请另存后单独导入。")
    return tuple(warnings)


def _numbers(pages: Sequence[int]) -> str:
    shown = "、".join(str(number) for number in pages[:_SHOWN_PAGES])
    return shown if len(pages) <= _SHOWN_PAGES else f"{shown} 等 {len(pages)}"
