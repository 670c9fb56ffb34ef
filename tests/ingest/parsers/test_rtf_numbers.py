from __future__ import annotations

from ingest.parsers.anydoc_reader import parse
from ingest.parsers.rtf_numbers import mark_numbers

HEAD = (
    rb"{\rtf1\ansi\ansicpg936\deff0{\fonttbl{\f0\fnil\fcharset134 SimSun;}"
    rb"{\f3\froman\fprq2\fcharset2{\*\panose 05}Symbol;}}"
)


def gbk(text: str) -> bytes:
    return "".join(f"\\'{byte:02x}" for byte in text.encode("gbk")).encode()


def lines(*paragraphs: bytes) -> tuple[list[str], tuple[str, ...]]:
    parsed = parse(HEAD + b"\n".join(paragraphs) + b"}", "预案.rtf")
    return [block.text for block in parsed.blocks], parsed.warnings


def listed(number: bytes, text: str) -> bytes:
    """Return a paragraph as Word writes it: its number in a group of its own, then its list."""
    group = b"{\\listtext\\pard\\plain\\ltrpar \\hich\\af0\\dbch\\af0\\loch\\f0 " + number + b"\\tab}"
    return b"\\pard\\plain " + group + b"\\pard \\ls1\\ilvl0{\\f0 " + gbk(text) + b"}\\par"


def test_the_printed_number_is_kept_as_it_was_printed() -> None:
    texts, warnings = lines(
        listed(gbk("第一条"), "制定本预案。"),
        listed(gbk("（二）"), "组长；"),
        listed(b"\\u9312?", "携带仪器。"),
        listed(b"1.2.3", "细目。"),
    )
    assert texts == ["第一条 制定本预案。", "（二）组长；", "① 携带仪器。", "1.2.3 细目。"]
    assert warnings == ()


def test_bullets_are_the_signs_that_are_printed() -> None:
    texts, warnings = lines(
        b"\\pard{\\listtext\\f3 \\'b7\\tab}\\ls1 " + gbk("甲") + b"\\par",
        b"\\pard{\\listtext\\f0 \\u8226?\\tab}\\ls1 " + gbk("乙") + b"\\par",
        b"\\pard{\\listtext\\f0 -\\tab}\\ls1 " + gbk("丙") + b"\\par",
    )
    assert texts == ["• 甲", "• 乙", "- 丙"]
    assert warnings == ()


def test_numbers_of_the_old_kind_are_kept() -> None:
    old = b"\\pard{\\pntext\\f0 (a)\\tab}{\\*\\pn\\pnlvlbody\\pnf0\\pnstart1\\pndec{\\pntxta.}}\\f0 "
    assert lines(old + gbk("甲") + b"\\par")[0] == ["(a)甲"]


def test_numbers_in_cells_stand_before_their_paragraph() -> None:
    row = b"\\trowd\\cellx2000\\cellx4000\\pard\\intbl " + gbk("步骤") + b"\\cell "
    row += b"\\pard\\intbl{\\listtext\\f0 " + gbk("①") + b"\\tab}\\ls1 " + gbk("侦检") + b"\\cell\\row\n"
    parsed = parse(HEAD + row * 2 + b"\\pard\\par}", "a.rtf")
    assert parsed.blocks[0].rows == (("步骤", "① 侦检"), ("步骤", "① 侦检"))


def test_a_list_paragraph_without_a_printed_number_is_reported() -> None:
    unprinted = b"\\pard\\ls1\\ilvl0 " + gbk("没有号") + b"\\par"
    texts, warnings = lines(listed(gbk("第一条"), "甲。"), unprinted)
    assert texts == ["第一条 甲。", "没有号"]
    assert "自动编号没能确认" in warnings[0]


def test_a_file_without_printed_numbers_is_left_as_it_is() -> None:
    assert mark_numbers(HEAD + gbk("正文") + b"}") is None


def test_picture_bytes_and_odd_groups_do_no_harm() -> None:
    picture = b"{\\pict\\bin6 {}\\\\{}}"
    texts, _ = lines(picture + listed(b"1.", "甲"), b"{\\listtext", b"}}}}\\listtext")
    assert texts[0] == "1.甲"
