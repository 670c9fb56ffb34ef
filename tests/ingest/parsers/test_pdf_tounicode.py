from __future__ import annotations

import zlib
from pathlib import Path

import pytest

from ingest.parsers import pdf
from ingest.parsers.pdf_tounicode import mend
from tests.ingest.parsers.pdf_files import Sheet, draw_pdf, stream

HEAD = b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Map def /CMapType 2 def\n"
SPACE = b"1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n"
TAIL = b"\nendcmap CMapName currentdict /CMap defineresource pop end end"
SHOWN = b"BT /F1 12 Tf 72 780 Td <00FE00FF01000001> Tj ET"


def with_map(sections: bytes, *, padding: int = 20) -> bytes:
    packed = zlib.compress(HEAD + SPACE + sections + TAIL) + b"\n" * padding
    return draw_pdf([Sheet(content=SHOWN)], to_unicode=stream(packed, b"/Filter /FlateDecode"))


@pytest.mark.parametrize(
    "sections",
    [
        b"1 beginbfchar\n<0001> <6848>\nendbfchar\n1 beginbfrange\n<00FE><0100><7EC2>\nendbfrange",
        b"9 beginbfchar\n<0001> <6848>\nendbfchar\n7 beginbfrange\n<00FE><00FF><7EC2>\n<0100><0100>[<7EC4>]\nendbfrange",
    ],
    ids=["a range over the byte boundary", "wrong counts"],
)
def test_sections_that_would_be_lost_are_mended(sections: bytes) -> None:
    data = with_map(sections)
    assert len(mend(data)) == len(data)
    assert [block.text for block in pdf.parse(data, "a.pdf").blocks] == ["绂练组案"]


def test_a_sound_map_stays_as_it_is() -> None:
    data = with_map(b"1 beginbfchar\n<0001> <6848>\nendbfchar\n1 beginbfrange\n<00FE><00FF><7EC2>\nendbfrange")
    assert mend(data) is data


def test_damaged_streams_are_left_alone() -> None:
    data = (
        b"%PDF-1.7 stream\nx\x9c/CIDInit broken endstream stream\r\n"
        + zlib.compress(b"/CIDInit" * 500_000)
        + b"endstream"
    )
    assert mend(data) is data


def test_a_plan_with_such_a_map_is_read_without_wrong_characters(shared_dir: Path) -> None:
    path = next((shared_dir / "corpora" / "files").glob("2.*.pdf"))
    parsed = pdf.parse(path.read_bytes(), path.name)
    text = "".join(block.text for block in parsed.blocks)
    assert "为进一步规范广西壮族自治区公路水运工程生产安全事故应急处置程序" in text
    assert parsed.warnings == ()
    assert not set("￥︸⒅⒆＄ぺ") & set(text)
