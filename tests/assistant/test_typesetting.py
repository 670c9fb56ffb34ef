"""Setting pages: which fonts are taken, and that no text is ever read as markup."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.typesetting import chosen_fonts, fonts_here, set_facts, set_pdf, set_pictures
from kb.errors import ExportFailed

DAY = date(2026, 11, 22)


@pytest.fixture(autouse=True)
def _chinese_fonts() -> None:
    try:
        fonts_here()
    except ExportFailed:
        pytest.skip("this machine has no Chinese font: nothing can be set")


def card_of(title: str) -> dict[str, object]:
    sizes = {"title": 15, "bar": 9, "step": 14, "body": 9, "phone": 14, "small": 7, "fine": 6, "gap": 1}
    line = {"text": title, "lead": "1.", "number": "", "note": "", "tail": "[1]", "blank": False}
    return {
        **{"width": 105, "height": 148, "margin": 4, "columns": False, "ladder": [sizes], "colour": "#333333"},
        **{
            "title": title,
            "below": title,
            "state": "草稿",
            "points": [title],
            "standing": ["草稿"],
            "sources": [title],
        },
        **{"footer": title, "code": "", "codesize": 19, "caption": "", "back": []},
        "front": [{"key": "step", "title": "处置步骤", "lines": [line]}],
    }


def test_windows_macos_and_linux_fonts_are_known() -> None:
    windows = chosen_fonts({"Arial", "SimSun", "SimHei", "Microsoft YaHei"})
    assert (windows.heading[0], windows.body[0]) == ("SimHei", "SimSun")
    macos = chosen_fonts({"Helvetica", "PingFang SC", "Songti SC"})
    assert (macos.heading[0], macos.body[0]) == ("PingFang SC", "Songti SC")
    linux = chosen_fonts({"DejaVu Sans", "WenQuanYi Micro Hei"})
    assert linux.heading == linux.body == ("WenQuanYi Micro Hei",)


def test_without_a_chinese_font_the_sentence_says_what_to_install() -> None:
    with pytest.raises(ExportFailed, match="思源黑体") as raised:
        chosen_fonts({"Arial", "DejaVu Sans"})
    assert "Word" in raised.value.message_zh


@pytest.mark.parametrize(
    "text",
    ['#panic("x")', "*粗* _斜_ $x$ `c` <l> @r = 题 // \\ #[a]", '"; #read("/etc/passwd")', "]#panic()[", "\\u{0}"],
)
def test_markup_in_a_text_stays_text(text: str) -> None:
    pypdfium2 = pytest.importorskip("pypdfium2")
    with pypdfium2.PdfDocument(set_pdf("cards/card.typ", card_of(text), DAY)) as opened:
        printed = "".join(page.get_textpage().get_text_range() for page in opened)
    assert "".join(text.split()) in "".join(printed.split())


def test_same_data_give_the_same_bytes() -> None:
    assert set_pdf("cards/card.typ", card_of("甲"), DAY) == set_pdf("cards/card.typ", card_of("甲"), DAY)


def test_pages_are_counted_and_pictured_alike() -> None:
    data = card_of("系搜救绳进入，先把伤员移到上风处。" * 60)
    facts, pictured = set_facts("cards/card.typ", data, "pages"), set_pictures("cards/card.typ", data, 50)
    assert facts["sides"] == len(pictured) > 2
    assert all(picture.startswith(b"\x89PNG") for picture in pictured)


def test_data_that_the_template_cannot_take_are_told_in_chinese() -> None:
    with pytest.raises(ExportFailed, match="排版没有成功"):
        set_pdf("cards/card.typ", {**card_of("甲"), "width": "broad"}, DAY)
