"""Chinese and Arabic numerals."""

from __future__ import annotations

import re
from decimal import Decimal

_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "两": 2, "俩": 2}
_DIGITS |= {char: value for value, char in enumerate("零壹贰叁肆伍陆柒捌玖")}
_SMALL = {"十": 10, "百": 100, "千": 1000, "拾": 10, "佰": 100, "仟": 1000}
_LARGE = {"万": 10_000, "亿": 100_000_000}
_ROMAN = {"Ⅰ": 1, "Ⅱ": 2, "Ⅲ": 3, "Ⅳ": 4, "Ⅴ": 5, "Ⅵ": 6, "i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6}
_ARABIC = re.compile(r"(\d+(?:,\d{3})+|\d+)(\.\d+)?([十百千万亿]*)")
_FULL_WIDTH = {ord(wide): ord(plain) for wide, plain in zip("０１２３４５６７８９．，", "0123456789.,", strict=True)}
_ZH_DIGITS = "零一二三四五六七八九"


def parse_number(numeral: str) -> Decimal:
    """Read one number: 30, 1,200, １.５万, 三十, 一千二百, 二〇二四, 两, 半, Ⅱ.

    Raises:
        ValueError: The text is not exactly one number (几十, 三十多, empty …).
    """
    plain = numeral.strip().translate(_FULL_WIDTH)
    if roman := _ROMAN.get(plain.lower() if plain.isascii() else plain):
        return Decimal(roman)
    if plain == "半":
        return Decimal("0.5")
    if plain[:1].isascii():
        return _arabic(plain, numeral)
    return Decimal(_chinese(plain, numeral))


def _arabic(plain: str, numeral: str) -> Decimal:
    total = Decimal(0)
    position = 0
    previous: int | None = None
    while position < len(plain):
        match = _ARABIC.match(plain, position)
        factor = _factor(match.group(3)) if match else 1
        if match is None or (previous is not None and factor >= previous):  # 3万5千 descends, 5 3 does not
            raise ValueError(f"not a number: {numeral!r}")
        total += Decimal(match.group(1).replace(",", "") + (match.group(2) or "")) * factor
        previous, position = factor, match.end()
    if previous is None:
        raise ValueError(f"not a number: {numeral!r}")
    return total


def _factor(units: str) -> int:
    product = 1
    for unit in units:
        product *= _SMALL.get(unit, 0) or _LARGE[unit]
    return product


def _chinese(plain: str, numeral: str) -> int:
    if not plain or any(char not in _DIGITS and char not in _SMALL and char not in _LARGE for char in plain):
        raise ValueError(f"not a number: {numeral!r}")
    if all(char in _DIGITS for char in plain):
        return int("".join(str(_DIGITS[char]) for char in plain))
    if plain[0] in _LARGE:
        raise ValueError(f"not a number: {numeral!r}")
    return _with_units(plain, numeral)


def _with_units(plain: str, numeral: str) -> int:
    total = section = digit = 0
    unit = 1  # of the last unit sign; 一百二 means 120, 一百零二 means 102
    for char in plain:
        if char in _DIGITS:
            if digit:
                raise ValueError(f"not a number: {numeral!r}")
            digit = _DIGITS[char]
            unit = unit if digit else 1
        elif char in _SMALL:
            unit = _SMALL[char]
            section += (digit or 1) * unit
            digit = 0
        else:
            unit = _LARGE[char]
            total = (total + section + digit) * unit if unit > total else total + (section + digit) * unit
            section = digit = 0
    return total + section + (digit * unit // 10 if digit and unit >= 100 else digit)


def format_numeral(number: int) -> str:
    """Write 0–9999 the way article numbers are printed: 19 → 十九, 110 → 一百一十, 102 → 一百零二.

    Raises:
        ValueError: The number is outside that range.
    """
    if not 0 <= number <= 9999:
        raise ValueError(f"outside 0-9999: {number}")
    if number < 10:
        return _ZH_DIGITS[number]
    written = ""
    gap = False
    for unit, sign in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // unit % 10
        if digit:
            written += ("零" if gap and written else "") + _ZH_DIGITS[digit] + sign
        gap = not digit
    return written.removeprefix("一") if 10 <= number < 20 else written
