from __future__ import annotations

import pytest

from ingest.parsers.numerals import format_number


@pytest.mark.parametrize(
    ("number", "written"),
    [
        (0, "零"), (1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (99, "九十九"), (100, "一百"), (101, "一百零一"),
        (110, "一百一十"), (119, "一百一十九"), (1000, "一千"), (1001, "一千零一"), (1010, "一千零一十"), (1100, "一千一百"),
        (10_000, "一万"), (10_010, "一万零一十"), (110_000, "十一万"), (12_345, "一万二千三百四十五"),
    ],
)  # fmt: skip
def test_chinese_numerals(number: int, written: str) -> None:
    assert format_number(number, "chineseCountingThousand") == written


@pytest.mark.parametrize(
    ("number", "number_format", "written"),
    [
        (7, "decimal", "7"),
        (7, "decimalZero", "07"),
        (1994, "upperRoman", "MCMXCIV"),
        (4, "lowerRoman", "iv"),
        (26, "upperLetter", "Z"),
        (28, "lowerLetter", "bb"),
        (12, "ideographDigital", "一二"),
        (10, "ideographDigital", "一〇"),
        (21, "chineseLegalSimplified", "贰拾壹"),
        (3, "ideographTraditional", "丙"),
        (11, "ideographTraditional", "11"),
        (12, "ideographZodiac", "亥"),
        (13, "ideographZodiacTraditional", "丙子"),
        (20, "decimalEnclosedCircle", "⑳"),
        (21, "decimalEnclosedCircleChinese", "㉑"),
        (51, "decimalEnclosedCircle", "51"),
        (3, "decimalEnclosedParen", "⑶"),
        (3, "decimalEnclosedFullstop", "⒊"),
        (10, "ideographEnclosedCircle", "㊉"),
        (15, "decimalFullWidth", "１５"),
        (22, "ordinal", "22nd"),
        (12, "ordinal", "12th"),
        (31, "hex", "1F"),
        (5, "numberInDash", "- 5 -"),
        (5, "none", ""),
        (5, "someFutureFormat", "5"),
        (2_000_000_000, "chineseCounting", "2000000000"),
        (0, "upperRoman", "0"),
    ],
)
def test_other_formats(number: int, number_format: str, written: str) -> None:
    assert format_number(number, number_format) == written
