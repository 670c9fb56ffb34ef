"""Print automatic numbers as Word does (ECMA-376 Part 1, 17.18.59 ST_NumberFormat)."""

from __future__ import annotations

import re
from collections.abc import Callable

_PADDED = re.compile(r"0+1(?=,|$)")
_DIGITS = "零一二三四五六七八九"
_DIGITS_ROUND = "〇一二三四五六七八九"
_LEGAL_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_LEGAL_DIGITS_TRADITIONAL = "零壹貳參肆伍陸柒捌玖"
_LEGAL_DIGITS_JAPANESE = "零壱弐参四伍六七八九"
_COUNTING_DIGITS = "○一二三四五六七八九"  # Word writes U+25CB for nought here
_THOUSAND_DIGITS = "〇一二三四五六七八九"  # and U+3007 between units: 第一百〇一条
_UNITS = ("", "十", "百", "千")
_LEGAL_UNITS = ("", "拾", "佰", "仟")
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
          (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
_TEN_THOUSAND = 10_000
_MOST_ROMAN = 32_767  # the last number Word counts to
_MOST_LETTERS = 780  # thirty times the same letter
_MOST_MARKS = 120


def chinese_numeral(number: int, digits: str = _DIGITS, units: tuple[str, ...] = _UNITS) -> str:
    """Write 0–99,999,999 with units: 12 → 十二, 110 → 一百一十, 105 → 一百零五."""
    if number >= _TEN_THOUSAND:
        high, low = divmod(number, _TEN_THOUSAND)
        gap = digits[0] if 0 < low < _TEN_THOUSAND // 10 else ""
        rest = gap + _below_ten_thousand(low, digits, units) if low else ""
        return f"{chinese_numeral(high, digits, units)}万{rest}"
    if number == 0:
        return digits[0]
    text = _below_ten_thousand(number, digits, units)
    return text.removeprefix(digits[1]) if 10 <= number < 20 and units is _UNITS else text


def _counting(number: int) -> str:
    """Write with 十 up to 九十九, then digit by digit: 一○○."""
    return chinese_numeral(number, _COUNTING_DIGITS) if number < 100 else _digit_by_digit(number, _COUNTING_DIGITS)


def _japanese(number: int) -> str:
    """Write without nought between units and without one before them: 百一, 千百."""
    text = chinese_numeral(number).replace("零", "") or "〇"
    return re.sub("一(?=[十百千])", "", text)


def _below_ten_thousand(number: int, digits: str, units: tuple[str, ...]) -> str:
    text, gap = "", False
    for power in (3, 2, 1, 0):
        digit = number // 10**power % 10
        if digit == 0:
            gap = bool(text)
            continue
        text += (digits[0] if gap else "") + digits[digit] + units[power]
        gap = False
    return text


def _digit_by_digit(number: int, digits: str = _DIGITS_ROUND) -> str:
    return "".join(digits[int(digit)] for digit in str(number))


def _roman(number: int) -> str:
    if number > _MOST_ROMAN:
        return str(number)
    text = ""
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        text += letters * count
    return text


def _letter(number: int) -> str:
    """a…z, then aa, bb, …: Word repeats the letter."""
    if not 0 < number <= _MOST_LETTERS:
        return str(number)
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)


def _chicago(number: int) -> str:
    """*, †, ‡, §, then each doubled, and so on."""
    return "*†‡§"[(number - 1) % 4] * ((number - 1) // 4 + 1) if 0 < number <= _MOST_MARKS else str(number)


def _one_of(characters: str) -> Callable[[int], str]:
    """Write 1, 2, … as the characters; numbers past the last are decimal."""
    return lambda number: characters[number - 1] if 0 < number <= len(characters) else str(number)


def _stems_and_branches(number: int) -> str:
    return _STEMS[(number - 1) % 10] + _BRANCHES[(number - 1) % 12]


def _enclosed(ranges: tuple[tuple[int, int, int], ...]) -> Callable[[int], str]:
    """Map number ranges (first, last, code point of the first) to enclosed characters; else decimal."""

    def write(number: int) -> str:
        for first, last, code in ranges:
            if first <= number <= last:
                return chr(code + number - first)
        return str(number)

    return write


def _full_width(number: int) -> str:
    return "".join(chr(ord(digit) + 0xFEE0) for digit in str(number))


def _ordinal(number: int) -> str:
    suffix = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{suffix}"


_CIRCLED = _enclosed(((1, 20, 0x2460),))  # 21 and on print decimal, although Unicode has ㉑
_FORMATS: dict[str, Callable[[int], str]] = {
    "decimalZero": lambda number: f"{number:02d}",
    "upperRoman": lambda number: _roman(number).upper(),
    "lowerRoman": _roman,
    "upperLetter": lambda number: _letter(number).upper(),
    "lowerLetter": _letter,
    "ordinal": _ordinal,
    "hex": lambda number: f"{number:X}",
    "chicago": _chicago,
    "chineseCounting": _counting,
    "chineseCountingThousand": lambda number: chinese_numeral(number, _THOUSAND_DIGITS),
    "taiwaneseCounting": _counting,
    "taiwaneseCountingThousand": chinese_numeral,
    "japaneseCounting": _japanese,
    "japaneseDigitalTenThousand": _digit_by_digit,
    "taiwaneseDigital": lambda number: _digit_by_digit(number, _COUNTING_DIGITS),
    "ideographDigital": _digit_by_digit,
    "chineseLegalSimplified": lambda number: chinese_numeral(number, _LEGAL_DIGITS, _LEGAL_UNITS),
    "ideographLegalTraditional": lambda number: chinese_numeral(number, _LEGAL_DIGITS_TRADITIONAL, _LEGAL_UNITS),
    "japaneseLegal": lambda number: chinese_numeral(number, _LEGAL_DIGITS_JAPANESE, ("", "拾", "百", "阡")),
    "ideographTraditional": _one_of(_STEMS),
    "ideographZodiac": _one_of(_BRANCHES),
    "ideographZodiacTraditional": _stems_and_branches,
    "ideographEnclosedCircle": _enclosed(((1, 10, 0x3220),)),  # ㈠ as in the standard's table, despite the name
    "decimalEnclosedCircle": _CIRCLED,
    "decimalEnclosedCircleChinese": _CIRCLED,
    "decimalEnclosedParen": _enclosed(((1, 20, 0x2474),)),
    "decimalEnclosedFullstop": _enclosed(((1, 20, 0x2488),)),
    "decimalFullWidth": _full_width,
    "decimalFullWidth2": _full_width,
    "numberInDash": lambda number: f"- {number} -",
    "none": lambda _number: "",
    "bullet": lambda _number: "",
}


def format_number(number: int, number_format: str) -> str:
    """Write `number` in an OOXML number format; formats unknown to us print decimal.

    A format of noughts and ones such as "001, 002, 003, ..." (numFmt custom) pads to its width.
    """
    padded = _PADDED.match(number_format)
    if padded:
        return f"{number:0{len(padded.group())}d}"
    write = _FORMATS.get(number_format)
    if write is None or not 0 <= number < 10**8 or (number == 0 and "oman" in number_format):
        return str(number)
    return write(number)
