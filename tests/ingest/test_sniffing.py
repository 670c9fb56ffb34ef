from __future__ import annotations

import pytest

from ingest.records import OutcomeCode
from ingest.sniffing import FileFormat, sniff
from kb.errors import FileRefused
from tests.ingest.parsers.pdf_files import make_pdf
from tests.ingest.parsers.word_files import make_docx, paragraph

PAGE = "<!DOCTYPE html><html><body><p>应急预案</p></body></html>".encode()
WORD = make_docx(paragraph("应急预案"))


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
        (b"\n\n" + make_pdf([["预案"]]), "a.pdf", FileFormat.PDF),
    ],
)
def test_format_follows_the_bytes(data: bytes, name: str, expected: FileFormat) -> None:
    assert sniff(data, name) is expected


@pytest.mark.parametrize(
    ("data", "name", "outcome", "words"),
    [
        (PAGE, "假.docx", OutcomeCode.WRONG_EXTENSION, "网页"),
        (WORD, "假.pdf", OutcomeCode.WRONG_EXTENSION, ".docx"),
        (WORD, "假.doc", OutcomeCode.WRONG_EXTENSION, "把扩展名改为 .docx"),
        ("正文".encode(), "假.pdf", OutcomeCode.WRONG_EXTENSION, ".txt"),
        (b"a,b", "表.csv", OutcomeCode.UNSUPPORTED, "CSV"),
        (b"text", "预案.wps", OutcomeCode.UNSUPPORTED, "另存为 .docx"),
        (b"text", "README", OutcomeCode.UNSUPPORTED, "没有扩展名"),
        (b"\x89PNG\r\n\x1a\n", "图.png", OutcomeCode.UNSUPPORTED, "图片"),
        (b"PK\x03\x04broken", "坏.docx", OutcomeCode.UNREADABLE, "损坏"),
    ],
)
def test_refusals_name_format_and_advice(data: bytes, name: str, outcome: OutcomeCode, words: str) -> None:
    with pytest.raises(FileRefused) as refusal:
        sniff(data, name)
    assert refusal.value.outcome == outcome
    assert words in refusal.value.message_zh
