from __future__ import annotations

import pytest

from ingest.parsers.numerals import format_number


@pytest.mark.parametrize(
    ("number", "written"),
    [
        (0, "〇"), (1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (99, "九十九"), (100, "一百"), (101, "一百〇一"),
        (110, "一百一十"), (119, "一百一十九"), (1000, "一千"), (1001, "一千〇一"), (1010, "一千〇一十"), (1100, "一千一百"),
        (10_000, "一万"), (10_010, "一万〇一十"), (110_000, "十一万"), (12_345, "一万二千三百四十五"),
    ],
)  # fmt: skip
def test_chinese_numerals(number: int, written: str) -> None:
    assert format_number(number, "chineseCountingThousand") == written


@pytest.mark.parametrize(
    ("number", "number_format", "written"),
    [
        (7, "decimal", "7"),
        (99, "chineseCounting", "九十九"),
        (100, "chineseCounting", "一○○"),
        (115, "taiwaneseCounting", "一一五"),
        (101, "taiwaneseCountingThousand", "一百零一"),
        (10, "taiwaneseDigital", "一○"),
        (111, "japaneseCounting", "百十一"),
        (1101, "japaneseCounting", "千百一"),
        (0, "japaneseCounting", "〇"),
        (12, "japaneseLegal", "壱拾弐"),
        (101, "chineseLegalSimplified", "壹佰零壹"),
        (10, "ideographLegalTraditional", "壹拾"),
        (6, "chicago", "††"),
        (5, "001, 002, 003, ...", "005"),
        (1234, "001, 002, 003, ...", "1234"),
        (0, "lowerLetter", "0"),
        (99_999_999, "lowerLetter", "99999999"),
        (99_999_999, "upperRoman", "99999999"),
        (99_999_999, "chicago", "99999999"),
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
        (21, "decimalEnclosedCircleChinese", "21"),
        (51, "decimalEnclosedCircle", "51"),
        (3, "decimalEnclosedParen", "⑶"),
        (3, "decimalEnclosedFullstop", "⒊"),
        (10, "ideographEnclosedCircle", "㈩"),
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
