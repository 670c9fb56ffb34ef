from __future__ import annotations

import random
import struct
from pathlib import Path

import pytest

from ingest.parsers.word97_numbers import read_printed, without_fields

NUMBERS = (Path(__file__).parent.parent / "fixtures" / "numbers.doc").read_bytes()
_LEVEL_BYTES = 28


def printed(data: bytes) -> list[str]:
    """Return the paragraphs that have text, each with its number."""
    paragraphs = read_printed(data)
    assert paragraphs is not None
    return [one.number + text for one in paragraphs if (text := one.text.strip("\r\x07\x0c"))]


def level_record(data: bytes, text: str) -> int:
    """Return where the list level that prints `text` (places as \\x00, \\x01 …) begins in the file."""
    end = data.index(struct.pack("<H", len(text)) + text.encode("utf-16-le"))
    places = bytes(index for index, sign in enumerate(text, start=1) if ord(sign) < 9)
    opening = struct.pack("<i", 1)
    return next(
        start
        for start in range(end - _LEVEL_BYTES, end - 200, -1)
        if data.startswith(opening, start)
        and data.startswith(places, start + 6)
        and data[start + 24] + data[start + 25] == end - start - _LEVEL_BYTES
    )


def changed(data: bytes, offset: int, value: int) -> bytes:
    return data[:offset] + bytes([value]) + data[offset + 1 :]


def test_numbers_are_counted_as_printed() -> None:
    assert printed(NUMBERS) == [
        "临澜市危险化学品事故应急预案",
        "第一章 总则",
        "第一条 为及时处置事故，制定本预案。",
        "第二条 本预案适用于全市。",
        "第三条 下列情形从其规定：",
        "（一）运输事故；",
        "（二）储存事故。",
        "1.罐区；",
        "2.仓库。",
        "第二章 职责",
        "第一条 市指挥部统一指挥。",
        "（一）组长；",
        "（二）副组长。",
        "①携带测爆仪；",
        "②携带堵漏器材。",
        "• 要点说明",
        "④空段之后。",
        "步骤",
        "要求",
        "侦检",
        "①两人一组。",
        "逆风进入。",
        "没有编号的段落。",
        "1 附则",
        "1.1 解释",
        "1.1.I 细目",
        "2 施行",
    ]


def test_a_level_that_never_restarts_goes_on_in_the_next_chapter() -> None:
    record = level_record(NUMBERS, "第\x01条")
    data = changed(changed(NUMBERS, record + 5, NUMBERS[record + 5] | 0x08), record + 26, 0)
    assert "第四条 市指挥部统一指挥。" in printed(data)


def test_a_legal_level_prints_figures_only() -> None:
    record = level_record(NUMBERS, "\x00.\x01.\x02")
    assert "1.1.1 细目" in printed(changed(NUMBERS, record + 5, NUMBERS[record + 5] | 0x04))


@pytest.mark.parametrize(
    ("kind", "number"),
    [(0x00, "第3条"), (0x01, "第III条"), (0x0A, "第三条"), (0x12, "第③条"), (0x1E, "第丙条"), (0x26, "第叁条")],
)
def test_kinds_of_number(kind: int, number: str) -> None:
    data = changed(NUMBERS, level_record(NUMBERS, "第\x01条") + 4, kind)
    assert any(line.startswith(f"{number} 下列情形") for line in printed(data))


def test_a_kind_of_number_that_is_not_known_is_not_sure() -> None:
    data = changed(NUMBERS, level_record(NUMBERS, "第\x01条") + 4, 0x18)
    doubtful = [one.text.strip() for one in read_printed(data) or () if not one.sure]
    assert doubtful == [
        "为及时处置事故，制定本预案。",
        "本预案适用于全市。",
        "下列情形从其规定：",
        "市指挥部统一指挥。",
    ]


def test_codes_of_fields_are_left_out() -> None:
    assert without_fields("见\x13 REF _Ref1 \\r \x14第三条\x15规定") == "见第三条规定"
    assert without_fields("\x13 TOC \x13 HYPERLINK \x14总则\x15\x15完") == "完"


def test_damaged_files_are_given_up_not_misread() -> None:
    assert read_printed(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)) is None
    assert read_printed(b"") is None
    dice = random.Random(5)
    for _ in range(150):
        broken = bytearray(NUMBERS[: dice.randrange(len(NUMBERS))] if dice.random() < 0.3 else NUMBERS)
        for _ in range(dice.randint(1, 40)):
            broken[dice.randrange(len(broken))] = dice.randrange(256) if broken else 0
        found = read_printed(bytes(broken))
        assert found is None or all(isinstance(one.number, str) for one in found)
