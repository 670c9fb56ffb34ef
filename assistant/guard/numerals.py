"""Numerals as they stand before a unit, read as fractions."""

from __future__ import annotations

from fractions import Fraction

from kb.text import parse_number

_DIGITS = "一二两三四五六七八九十百壹贰叁肆伍陆柒捌玖拾"
ARABIC = r"\d+(?:,\d{3})+(?:\.\d+)?[百千万亿]*|\d+(?:\.\d+)?[百千万亿]*"
# A Chinese numeral that is not the end of another word, as in 统一, 第一, 几十 and 万一.
CHINESE = rf"(?<![第统同唯单专其之万几数惟逐])[{_DIGITS}][零〇千佰仟万亿点{_DIGITS}]*(?<!点)"
NUMBER = rf"(?:{ARABIC}|{CHINESE})"
SHARE_NUMBER = rf"(?:{ARABIC}|[{_DIGITS}][零〇千佰仟万亿点{_DIGITS}]*(?<!点))"  # after 百分之


def read_fraction(numeral: str) -> Fraction | None:
    """Return the number that a numeral means, None when it is none (百千)."""
    if numeral in ("点", ""):
        return None
    whole, point, decimals = numeral.partition("点")
    try:
        if point:
            digits = "".join(str(parse_number(sign)) for sign in decimals)
            return Fraction(f"{parse_number(whole)}.{digits}")
        return Fraction(parse_number(numeral))
    except (ValueError, ArithmeticError):
        return None
