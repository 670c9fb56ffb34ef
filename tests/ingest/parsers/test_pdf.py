from __future__ import annotations

from pathlib import Path

import pytest

from ingest.parsers import pdf
from ingest.records import OutcomeCode
from kb.errors import FileRefused
from tests.ingest.parsers.pdf_files import locked_pdf, make_pdf

FULL = "市防汛抗旱指挥部接到报告后应当立即组织会商研判并在三十分钟内启动相"


def test_paragraphs_pages_and_running_heads() -> None:
    pages = [
        ["临澜市防汛应急预案", "1 总则", FULL, "应级别的响应。", "（1）组织会商；", FULL, f"- {number} -"]
        for number in (1, 2, 3, 4)
    ]
    parsed = pdf.parse(
        make_pdf([["临澜市防汛应急预案", *page[1:]] for page in pages], title="临澜市防汛应急预案"), "a.pdf"
    )
    assert parsed.title == "临澜市防汛应急预案"
    assert parsed.page_count == 4
    assert [(block.page, block.text) for block in parsed.blocks[:3]] == [
        (1, "1 总则"),
        (1, FULL + "应级别的响应。"),
        (1, "（1）组织会商；"),
    ]
    assert not any("临澜市防汛应急预案" in block.text or block.text.startswith("- ") for block in parsed.blocks)


def test_a_paragraph_runs_over_the_page_break() -> None:
    body = ["第一条 " + FULL[3:], *[FULL] * 6]
    first, second = pdf.parse(make_pdf([body, ["应级别的响应。", "第二条 完。"]]), "a.pdf").blocks
    assert first.text.endswith("启动相应级别的响应。")
    assert (first.page, second.page, second.text) == (1, 2, "第二条 完。")
    [(offset, page)] = first.page_breaks
    assert (first.text[offset:], page) == ("应级别的响应。", 2)


def test_a_paragraph_over_three_pages_knows_both_breaks() -> None:
    [block] = pdf.parse(make_pdf([["第一条 " + FULL[3:], FULL], [FULL, FULL], ["应级别的响应。"]]), "a.pdf").blocks
    starts = [(block.text[offset:][:5], page) for offset, page in block.page_breaks]
    assert starts == [(FULL[:5], 2), ("应级别的响", 3)]


def test_spaced_glyphs_are_closed() -> None:
    parsed = pdf.parse(make_pdf([["广 西 壮 族 自 治 区", "二 〇二 三年一月", "审核人：梁茜雪 卓小丽"]]), "a.pdf")
    assert [block.text for block in parsed.blocks] == ["广西壮族自治区", "二〇二三年一月", "审核人：梁茜雪 卓小丽"]


def test_pages_without_text_are_named() -> None:
    parsed = pdf.parse(make_pdf([["第一页的文字。"], [], ["第三页的文字。"]]), "a.pdf")
    assert parsed.warnings == ("第 2 页没有文字层（扫描页或图片），没有读取。",)
    assert [block.page for block in parsed.blocks] == [1, 3]


@pytest.mark.parametrize(
    ("data", "outcome", "words"),
    [
        (make_pdf([[], []]), OutcomeCode.NO_TEXT, "扫描件，2 页都没有文字层"),
        (locked_pdf(), OutcomeCode.ENCRYPTED, "密码"),
        (b"%PDF-1.7\nbroken", OutcomeCode.UNREADABLE, "损坏"),
        (make_pdf([["进一て规范￥急处置程序︸提高￥急能力︷ｉ效￥对Ａ公室"] * 9] * 2), OutcomeCode.UNREADABLE, "乱码"),
    ],
)
def test_refusals(data: bytes, outcome: OutcomeCode, words: str) -> None:
    with pytest.raises(FileRefused, match=words) as refusal:
        pdf.parse(data, "a.pdf")
    assert refusal.value.outcome == outcome


def test_a_real_law_reads_the_same_as_its_word_file(shared_dir: Path) -> None:
    from ingest.parsers import docx

    folder = shared_dir / "corpora" / "files"
    name = "law_中华人民共和国国家安全法"
    from_pdf = pdf.parse((folder / f"{name}.pdf").read_bytes(), f"{name}.pdf").blocks
    from_word = docx.parse((folder / f"{name}.docx").read_bytes(), f"{name}.docx").blocks
    assert "".join(block.text for block in from_pdf) == "".join(block.text for block in from_word)
    assert abs(len(from_pdf) - len(from_word)) <= 2
