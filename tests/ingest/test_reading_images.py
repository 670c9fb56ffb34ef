"""Page images through the parser processes, with the real recogniser."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ingest.loading import find_files, hash_file
from ingest.records import OutcomeCode
from ingest.sandbox import ParsedItem, ParserPool, WorkItem
from tests.ingest.parsers.pdf_files import make_pdf

pytest.importorskip("rapidocr")
pytest.importorskip("onnxruntime")
NOW = datetime(2026, 3, 1, tzinfo=UTC)


def parse(path: Path) -> ParsedItem:
    [file] = find_files([path])
    [result] = ParserPool(1).parse([WorkItem(number=0, file=file, document_id=hash_file(file))], NOW)
    return result


def picture(text: str, kind: str) -> bytes:
    from PIL import Image, ImageDraw, ImageFont

    image = Image.new("RGB", (900, 160), "white")
    ImageDraw.Draw(image).text((40, 50), text, fill="black", font=ImageFont.load_default(size=48))
    buffer = io.BytesIO()
    image.save(buffer, kind)
    return buffer.getvalue()


@pytest.mark.parametrize(("name", "kind"), [("a.png", "PNG"), ("a.jpg", "JPEG")])
def test_a_picture_is_read_with_its_confidence(name: str, kind: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(picture("Tel 0312-5550119", kind))
    document = parse(tmp_path / name).document
    assert document is not None
    assert "0312-5550119" in document.text
    assert document.media_type == f"image/{kind.lower()}"
    assert "文字识别（OCR）" in document.warnings[0]
    assert "置信度" in document.warnings[0]


def test_a_picture_without_text_and_a_broken_one_are_named(tmp_path: Path) -> None:
    (tmp_path / "blank.png").write_bytes(picture("", "PNG"))
    (tmp_path / "broken.png").write_bytes(picture("Tel 0312-5550119", "PNG")[:300])
    assert parse(tmp_path / "blank.png").outcome is OutcomeCode.NO_TEXT
    assert parse(tmp_path / "broken.png").outcome is OutcomeCode.UNREADABLE


def test_a_scan_of_blank_pages_is_named(tmp_path: Path) -> None:
    (tmp_path / "blank.pdf").write_bytes(make_pdf([[], []]))
    result = parse(tmp_path / "blank.pdf")
    assert result.outcome is OutcomeCode.NO_TEXT
    assert "没有识别出文字" in result.reason


def test_a_real_scanned_page_is_read(shared_dir: Path, tmp_path: Path) -> None:
    import pypdfium2 as pdfium

    source = pdfium.PdfDocument(shared_dir / "corpora" / "files" / "金属非金属矿山安全规程.pdf")
    page = pdfium.PdfDocument.new()
    page.import_pages(source, [20])
    page.save(tmp_path / "page.pdf")
    result = parse(tmp_path / "page.pdf")
    assert result.document is not None
    text = result.document.text
    for line in (
        "架空线路无分支的部分，应每1km～2km接地1次。",
        "任一组主接地极断开后，在架空接地线上任一点测得的对地电阻不大于4Ω；",
        "接地电阻应每年测定1次，测定工作应在该地区最干燥、地下水位最低的季节进行。",
    ):
        assert line in text
    assert result.document.chunks[0].page == 1
