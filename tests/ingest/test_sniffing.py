from __future__ import annotations

import io
import time
import zipfile
from pathlib import Path

import pytest

from ingest.records import OutcomeCode
from ingest.sniffing import FileFormat, macro_note, sniff
from kb.errors import FileRefused
from tests.ingest.parsers.pdf_files import make_pdf
from tests.ingest.parsers.sheet_files import make_xlsx, sheet_xml
from tests.ingest.parsers.slide_files import make_pptx
from tests.ingest.parsers.word_files import make_docx, paragraph

PAGE = "<!DOCTYPE html><html><body><p>应急预案</p></body></html>".encode()
WORD = make_docx(paragraph("应急预案"))
BOOK = make_xlsx({"表": sheet_xml("")})
MACRO_BOOK = make_xlsx({"表": sheet_xml("")}, extra={"xl/vbaProject.bin": b"x"})
FIXTURES = Path(__file__).parent / "fixtures"
OLD_BOOK = (FIXTURES / "contacts.xls").read_bytes()
OLD_WORD = (FIXTURES / "plan.doc").read_bytes()


@pytest.mark.parametrize(
    ("data", "name", "expected"),
    [
        ("应急预案".encode(), "a.txt", FileFormat.TEXT),
        ("应急预案".encode("utf-16"), "a.TXT", FileFormat.TEXT),
        ("# 应急预案".encode(), "a.md", FileFormat.MARKDOWN),
        (b"<div>x</div>", "a.md", FileFormat.MARKDOWN),
        (PAGE, "a.html", FileFormat.HTML),
        (PAGE, "a.txt", FileFormat.HTML),
        (b"\xef\xbb\xbf" + PAGE, "a.htm", FileFormat.HTML),
        (b"<p>fragment</p>", "a.html", FileFormat.HTML),
        (WORD, "a.docx", FileFormat.DOCX),
        (make_pdf([["预案"]]), "a.pdf", FileFormat.PDF),
        (b"\x89PNG\r\n\x1a\n", "图.png", FileFormat.PNG),
        (b"\xff\xd8\xff\xe0", "图.JPG", FileFormat.JPEG),
        (b"\n\n" + make_pdf([["预案"]]), "a.pdf", FileFormat.PDF),
        (BOOK, "a.xlsx", FileFormat.XLSX),
        (BOOK, "a.xls", FileFormat.XLSX),
        (BOOK, "a.et", FileFormat.XLSX),
        (OLD_BOOK, "a.xls", FileFormat.XLS),
        (OLD_BOOK, "a.et", FileFormat.XLS),
        (OLD_WORD, "a.doc", FileFormat.DOC),
        (OLD_WORD, "a.wps", FileFormat.DOC),
        (WORD, "a.doc", FileFormat.DOCX),
        (WORD, "a.wps", FileFormat.DOCX),
        (b"{\\rtf1 x}", "a.rtf", FileFormat.RTF),
        (b"{\\rtf1 x}", "a.doc", FileFormat.RTF),
        (make_pptx([["预案"]]), "a.pptx", FileFormat.PPTX),
        ("姓名,电话".encode("gbk"), "a.csv", FileFormat.CSV),
        (OLD_BOOK + OLD_WORD, "a.doc", FileFormat.DOC),
        (OLD_WORD + OLD_BOOK, "a.xls", FileFormat.XLS),
    ],
)
def test_format_follows_the_bytes(data: bytes, name: str, expected: FileFormat) -> None:
    assert sniff(data, name) is expected


@pytest.mark.parametrize(
    ("data", "name", "outcome", "words"),
    [
        (PAGE, "假.docx", OutcomeCode.WRONG_EXTENSION, "网页"),
        (WORD, "假.pdf", OutcomeCode.WRONG_EXTENSION, ".docx"),
        (WORD, "假.xls", OutcomeCode.WRONG_EXTENSION, "把扩展名改为 .docx"),
        (BOOK, "假.docx", OutcomeCode.WRONG_EXTENSION, "把扩展名改为 .xlsx"),
        (OLD_WORD, "假.docx", OutcomeCode.WRONG_EXTENSION, "把扩展名改为 .doc "),
        (OLD_BOOK, "假.xlsx", OutcomeCode.WRONG_EXTENSION, "把扩展名改为 .xls "),
        ("正文".encode(), "假.pdf", OutcomeCode.WRONG_EXTENSION, ".txt"),
        (b"text", "预案.wps", OutcomeCode.WRONG_EXTENSION, ".txt"),
        (b"\x00\x01\x02" * 9, "预案.doc", OutcomeCode.UNREADABLE, "损坏"),
        (b"text", "README", OutcomeCode.UNSUPPORTED, "没有扩展名"),
        (b"GIF89a", "图.gif", OutcomeCode.UNSUPPORTED, "另存为 .png"),
        (b"\x89PNG\r\n\x1a\n", "图.pdf", OutcomeCode.WRONG_EXTENSION, "PNG 图片"),
        (b"PK\x03\x04broken", "坏.docx", OutcomeCode.UNREADABLE, "损坏"),
    ],
)
def test_refusals_name_format_and_advice(data: bytes, name: str, outcome: OutcomeCode, words: str) -> None:
    with pytest.raises(FileRefused) as refusal:
        sniff(data, name)
    assert refusal.value.outcome == outcome
    assert words in refusal.value.message_zh


def test_files_with_macros_are_read_and_named() -> None:
    assert sniff(MACRO_BOOK, "表.xlsx") is sniff(MACRO_BOOK, "表.xlsm") is FileFormat.XLSX
    assert "宏没有运行" in macro_note(MACRO_BOOK)
    assert "宏没有运行" in macro_note(OLD_BOOK + "_VBA_PROJECT".encode("utf-16-le") + b"\x00\x00")
    assert (macro_note(BOOK), macro_note(OLD_BOOK), macro_note(b"text")) == ("", "", "")


@pytest.mark.parametrize(
    ("data", "name", "expected"),
    [
        (WORD, "通知.dotx", FileFormat.DOCX),
        (WORD, "通知.wpt", FileFormat.DOCX),
        (OLD_WORD, "通知.dot", FileFormat.DOC),
        (BOOK, "台账.xltx", FileFormat.XLSX),
        (OLD_BOOK, "台账.ett", FileFormat.XLS),
    ],
)
def test_templates_are_read_like_documents(data: bytes, name: str, expected: FileFormat) -> None:
    assert sniff(data, name) is expected


def test_parts_of_one_name_are_refused() -> None:
    with pytest.warns(UserWarning, match="Duplicate name"):
        twice = with_parts(WORD, ("word/document.xml", b"<other/>"))
    with pytest.raises(FileRefused, match="重名") as refusal:
        sniff(twice, "预案.docx")
    assert refusal.value.outcome == OutcomeCode.REFUSED


def with_parts(data: bytes, *parts: tuple[str, bytes]) -> bytes:
    buffer = io.BytesIO(data)
    with zipfile.ZipFile(buffer, "a") as archive:
        for name, content in parts:
            archive.writestr(name, content)
    return buffer.getvalue()


def test_an_empty_picture_may_shrink_more_than_text() -> None:
    data = make_docx(paragraph("白底图"), extra={"word/media/image1.bmp": b"\xff" * 9_000_000})
    assert sniff(data, "预案.docx") is FileFormat.DOCX
    with pytest.raises(FileRefused, match="压缩比"):
        sniff(make_docx(paragraph("炸弹"), extra={"word/embeddings/a.bin": b"\xff" * 9_000_000}), "预案.docx")


@pytest.mark.parametrize("start", [b"<!---->" * 580, b"<!--" * 1000, b"<?xml" * 800, b" " * 4095])
def test_what_begins_like_a_page_is_decided_at_once(start: bytes) -> None:
    begun = time.perf_counter()
    assert sniff(start + "应急预案".encode(), "a.txt") is FileFormat.TEXT
    assert time.perf_counter() - begun < 2.0
