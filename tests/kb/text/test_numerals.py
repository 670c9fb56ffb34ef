"""Reading and writing numerals."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kb.text import format_numeral, parse_number


@pytest.mark.parametrize(
    ("numeral", "value"),
    [
        ("30", "30"),
        ("1,200", "1200"),
        ("１.５万", "15000"),
        ("2.5", "2.5"),
        ("3万5千", "35000"),
        ("三十", "30"),
        ("十九", "19"),
        ("一千二百", "1200"),
        ("一千零二", "1002"),
        ("一百二", "120"),
        ("一百零二", "102"),
        ("一万二", "12000"),
        ("五千万", "50000000"),
        ("一亿", "100000000"),
        ("一亿三千万", "130000000"),
        ("万亿", None),
        ("二〇二四", "2024"),
        ("两", "2"),
        ("半", "0.5"),
        ("零", "0"),
        ("Ⅱ", "2"),
        ("IV", "4"),
        ("贰拾叁", "23"),
        (" 7 ", "7"),
        ("", None),
        ("几十", None),
        ("三十多", None),
        ("5 3", None),
        ("3千5万", None),
        ("十几", None),
        ("三四十", None),
        ("应急", None),
    ],
)
def test_parse_number(numeral: str, value: str | None) -> None:
    if value is None:
        with pytest.raises(ValueError, match="not a number"):
            parse_number(numeral)
    else:
        assert parse_number(numeral) == Decimal(value)


@pytest.mark.parametrize(
    ("number", "written"),
    [
        (0, "零"),
        (9, "九"),
        (10, "十"),
        (19, "十九"),
        (20, "二十"),
        (100, "一百"),
        (102, "一百零二"),
        (110, "一百一十"),
        (1002, "一千零二"),
        (1260, "一千二百六十"),
    ],
)
def test_format_numeral(number: int, written: str) -> None:
    assert format_numeral(number) == written


@pytest.mark.parametrize("number", [-1, 10_000])
def test_format_numeral_refuses_what_no_article_is_called(number: int) -> None:
    with pytest.raises(ValueError, match="outside"):
        format_numeral(number)
