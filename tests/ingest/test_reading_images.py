"""Page images through the parser processes, with the real recogniser."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont

from ingest.loading import find_files, hash_file
from ingest.records import OutcomeCode
from ingest.sandbox import ParsedItem, ParserPool, WorkItem
from tests.ingest.parsers.ofd_files import make_image_ofd
from tests.ingest.parsers.pdf_files import make_pdf

pytest.importorskip("rapidocr")
pytest.importorskip("onnxruntime")
NOW = datetime(2026, 3, 1, tzinfo=UTC)


def parse(path: Path) -> ParsedItem:
    [file] = find_files([path])
    [result] = ParserPool(1).parse([WorkItem(number=0, file=file, document_id=hash_file(file))], NOW)
    return result


def picture(text: str, kind: str) -> bytes:
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
    assert document.warnings == ()
    assert "".join(document.text[run.start : run.end] for run in document.recognised) == document.text
    assert min(run.confidence for run in document.recognised) > 0.5


def drawn(*lines: str) -> Image.Image:
    image = Image.new("RGB", (900, 60 + 100 * len(lines)), "white")
    for number, line in enumerate(lines):
        place = (40, 40 + 100 * number)
        ImageDraw.Draw(image).text(place, line, fill="black", font=ImageFont.load_default(size=48))
    return image


def saved(image: Image.Image, kind: str, **options: object) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, kind, **options)
    return buffer.getvalue()


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_page_scanned_sideways_or_upside_down_is_read(turn: int, tmp_path: Path) -> None:
    page = drawn("Duty room 0312-5550119", "Report within 30 minutes", "Level 2 response")
    (tmp_path / "a.png").write_bytes(saved(page.rotate(turn, expand=True), "PNG"))
    document = parse(tmp_path / "a.png").document
    assert document is not None
    expected = "Duty room 0312-5550119 Report within 30 minutes Level 2 response"
    assert document.text.split() == expected.split()


def test_the_turn_a_camera_noted_is_followed(tmp_path: Path) -> None:
    noted = Image.Exif()
    noted[0x0112] = 6  # the picture has to be turned 90° clockwise
    photo = drawn("Duty room 0312-5550119", "Level 2 response").rotate(90, expand=True)
    (tmp_path / "a.jpg").write_bytes(saved(photo, "JPEG", exif=noted))
    document = parse(tmp_path / "a.jpg").document
    assert document is not None
    assert document.text.split() == "Duty room 0312-5550119 Level 2 response".split()


def test_a_photograph_of_two_lenses_is_read(tmp_path: Path) -> None:
    photo = drawn("Duty room 0312-5550119")
    (tmp_path / "a.jpg").write_bytes(saved(photo, "MPO", save_all=True, append_images=[photo]))
    result = parse(tmp_path / "a.jpg")
    assert result.document is not None, result.reason
    assert (result.document.media_type, result.document.text) == ("image/jpeg", "Duty room 0312-5550119")


def test_every_page_of_a_fax_is_read(tmp_path: Path) -> None:
    pages = [drawn(f"Page {word}", "Duty room 0312-5550119").convert("1") for word in ("one", "two")]
    fax = saved(pages[0], "TIFF", save_all=True, append_images=pages[1:], compression="group4")
    (tmp_path / "fax.tif").write_bytes(fax)
    result = parse(tmp_path / "fax.tif")
    assert result.document is not None, result.reason
    assert (result.document.media_type, [page.number for page in result.document.pages]) == ("image/tiff", [1, 2])
    assert result.document.text.split() == "Page one Duty room 0312-5550119 Page two Duty room 0312-5550119".split()


def test_an_ofd_of_images_is_read_and_what_is_no_page_is_left_out(tmp_path: Path) -> None:
    scan = saved(drawn("Duty room 0312-5550119", "Level 2 response"), "PNG")
    seal = saved(drawn("SEAL 12345678"), "PNG")
    data = make_image_ofd([scan, None], Doc_0__Signs__Sign_0__seal=seal, Doc_0__Attachs__a=b"attached")
    (tmp_path / "scan.ofd").write_bytes(data)
    document = parse(tmp_path / "scan.ofd").document
    assert document is not None
    assert document.text.split() == "Duty room 0312-5550119 Level 2 response".split()
    assert document.warnings == ("第 2 页没有文字（图片），没有读取。",)
    assert len(document.recognised) > 0


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
    assert sum(run.end - run.start for run in result.document.recognised) > 0.95 * len(text)
    doubtful = [text[run.start : run.end] for run in result.document.recognised if run.doubtful]
    assert sum(map(len, doubtful)) < 0.1 * len(text)
