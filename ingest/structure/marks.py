"""Reading the number at the beginning of a line: 第三条, 一、, （一）, 1., 1.2.3, ①, 附件1 …"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache


class Style(StrEnum):
    """A way of numbering. Headings of one style under one parent are siblings."""

    PART = "part"
    SUBPART = "subpart"
    CHAPTER = "chapter"
    SECTION = "section"
    ARTICLE = "article"
    CHINESE = "chinese"  # 一、
    CHINESE_PAREN = "chinese_paren"  # （一）
    DECIMAL = "decimal"  # 1 总则, 1.1, 6.3.1.2
    DOT = "dot"  # 1.
    COMMA = "comma"  # 1、
    PAREN = "paren"  # （1）
    HALF_PAREN = "half_paren"  # 1）
    CIRCLE = "circle"  # ①
    LETTER = "letter"  # a)
    APPENDIX = "appendix"  # 附件1
    APPENDIX_DECIMAL = "appendix_decimal"  # A.1
    PLAIN = "plain"  # a heading without a number


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A number read at the start of a line.

    Attributes:
        label: As printed, inner spaces removed: 第三条, （二）, 6.3.1.
        number: (3,), (6, 3, 1); 第二十条之一 is (20, 1).
        rest: The line after the number.
        spaced: White space stood between the number and `rest`.
    """

    style: Style
    label: str
    number: tuple[int, ...]
    rest: str
    spaced: bool = False


_NUMERALS = "零〇○一二三四五六七八九十百千两"
_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "两": 2}
_UNITS = {"十": 10, "百": 100, "千": 1000}
_STRUCTURAL = {
    "编": Style.PART,
    "篇": Style.PART,
    "部分": Style.PART,
    "分编": Style.SUBPART,
    "章": Style.CHAPTER,
    "节": Style.SECTION,
    "条": Style.ARTICLE,
}
_CIRCLES = {chr(0x2460 + i): i + 1 for i in range(20)}
# What follows a number when it counts something instead of numbering a heading.
_COUNTED = frozenset("年月日时分秒个名人次米万亿元吨倍千克公级℃度％%以至到～~—–-条家座辆种类项天小周点台套只件")

_STRUCTURAL_RE = re.compile(
    rf"第\s*([{_NUMERALS}0-9](?:\s?[{_NUMERALS}0-9]){{0,8}})\s*(分编|部分|[编篇章节条])"
    rf"(之[{_NUMERALS}]{{1,3}})?([\s:：]*)"
)
_CHINESE_RE = re.compile(r"([一二三四五六七八九十百]{1,4})\s*[、．.]\s*(?![一二三四五六七八九十]{1,2}[级类季月档等])")
_PAREN_RE = re.compile(r"[（(]\s*(?:([一二三四五六七八九十百]{1,4})|(\d{1,3}))\s*[）)][、.．]?\s*")
_DECIMAL_RE = re.compile(r"([1-9]\d?(?:\s?[.．]\s?[1-9]\d?){1,5})(?![\d%])[.．、]?(\s*)")
_COUNT_RE = re.compile(r"(\d{1,3})(?:\s?([.．、])(?!\d)|\s?([)）])|(?=\D|$))(\s*)")
_LETTER_RE = re.compile(r"([a-zA-Z])\s?[)）]\s*")
_APPENDIX_DECIMAL_RE = re.compile(r"([A-Z](?:[.．][1-9]\d?){1,4})(\s*)(?=[\u4e00-\u9fff])")
_APPENDIX_RE = re.compile(
    r"附\s?(?:件|录|表|图)\s*((?:[0-9]{1,2}(?:[-－—.]\d{1,2})?|[一二三四五六七八九十]{1,3}|[A-Z])(?![\d一-龥]*[个份页]))?"
    r"\s*([:：.、]?)\s*"
)
_SPACES_RE = re.compile(r"\s+")


@lru_cache(maxsize=4096)
def chinese_number(numeral: str) -> int:
    """Return the value of a numeral: 一百零六 → 106, 二〇 → 20, 12 → 12; -1 when it is none."""
    text = _SPACES_RE.sub("", numeral)
    if text.isascii() and text.isdigit():
        return int(text)
    if not any(c in _UNITS for c in text):
        digits = [str(_DIGITS[c]) for c in text if c in _DIGITS]
        return int("".join(digits)) if len(digits) == len(text) and digits else -1
    return _with_units(text)


def _with_units(text: str) -> int:
    total, digit = 0, 0
    for character in text:
        if character in _UNITS:
            total += (digit or 1) * _UNITS[character]
            digit = 0
        elif character in _DIGITS:
            digit = _DIGITS[character]
        else:
            return -1
    return total + digit


def read_mark(line: str) -> Mark | None:
    """Return the number that opens `line`, or None. `line` has no leading white space and is not empty."""
    reader = _READERS.get(line[0])
    return reader(line) if reader is not None else None


def _structural(line: str) -> Mark | None:
    match = _STRUCTURAL_RE.match(line)
    if match is None:
        return None
    number = chinese_number(match[1])
    if number < 0:
        return None
    branch = (chinese_number(match[3][1:]),) if match[3] else ()
    label = _SPACES_RE.sub("", f"第{match[1]}{match[2]}{match[3] or ''}")
    return Mark(
        style=_STRUCTURAL[match[2]],
        label=label,
        number=(number, *branch),
        rest=line[match.end() :],
        spaced=bool(match[4]),
    )


def _chinese(line: str) -> Mark | None:
    match = _CHINESE_RE.match(line)
    if match is None:
        return None
    return Mark(
        style=Style.CHINESE, label=f"{match[1]}、", number=(chinese_number(match[1]),), rest=line[match.end() :]
    )


def _paren(line: str) -> Mark | None:
    match = _PAREN_RE.match(line)
    if match is None:
        return None
    style = Style.CHINESE_PAREN if match[1] else Style.PAREN
    inner = match[1] or match[2]
    return Mark(style=style, label=f"（{inner}）", number=(chinese_number(inner),), rest=line[match.end() :])


def _digit(line: str) -> Mark | None:
    return _decimal(line) or _count(line)


def _decimal(line: str) -> Mark | None:
    match = _DECIMAL_RE.match(line)
    if match is None:
        return None
    rest = line[match.end() :]
    if rest and (rest[0] in _COUNTED or not _opens_title(rest)) and not (match[2] and _opens_title(rest)):
        return None
    label = _SPACES_RE.sub("", match[1]).replace("．", ".")
    return Mark(
        style=Style.DECIMAL,
        label=label,
        number=tuple(int(part) for part in label.split(".")),
        rest=rest,
        spaced=bool(match[2]),
    )


def _count(line: str) -> Mark | None:
    match = _COUNT_RE.match(line)
    if match is None:
        return None
    rest, number = line[match.end() :], (int(match[1]),)
    if match[2]:
        style = Style.COMMA if match[2] == "、" else Style.DOT
        return Mark(style=style, label=f"{match[1]}{match[2]}", number=number, rest=rest, spaced=bool(match[4]))
    if match[3]:
        return Mark(style=Style.HALF_PAREN, label=f"{match[1]}）", number=number, rest=rest)
    if rest and (rest[0] in _COUNTED or not _opens_title(rest)):
        return None
    return Mark(style=Style.DECIMAL, label=match[1], number=number, rest=rest, spaced=bool(match[4]))


def _opens_title(rest: str) -> bool:
    return (
        "\u4e00" <= rest[0] <= "\u9fff"
        or rest[0] in "“《〈「（(【"
        or rest[0].isalpha()
        or "\u2160" <= rest[0] <= "\u217f"
    )


def _circle(line: str) -> Mark | None:
    return Mark(style=Style.CIRCLE, label=line[0], number=(_CIRCLES[line[0]],), rest=line[1:].lstrip())


def _letter(line: str) -> Mark | None:
    match = _LETTER_RE.match(line)
    if match is not None:
        number = (ord(match[1].lower()) - ord("a") + 1,)
        return Mark(style=Style.LETTER, label=f"{match[1]}）", number=number, rest=line[match.end() :])
    match = _APPENDIX_DECIMAL_RE.match(line)
    if match is None:
        return None
    letter, *parts = match[1].replace("．", ".").split(".")
    numbers = (ord(letter) - ord("A") + 1, *(int(part) for part in parts))
    return Mark(style=Style.APPENDIX_DECIMAL, label=match[1], number=numbers, rest=line[match.end() :])


def _appendix(line: str) -> Mark | None:
    match = _APPENDIX_RE.match(line)
    if match is None:
        return None
    rest, number = line[match.end() :], match[1] or ""
    if (match[2] and not number) or (rest and rest[0] in ")）。，,；;、的中所规"):
        return None  # 附件：1.… lists the attachments; 附件2）… is a reference
    label = _SPACES_RE.sub("", line[: match.end()]).rstrip(":：.、")
    return Mark(style=Style.APPENDIX, label=label, number=(_appendix_number(number),), rest=rest)


def _appendix_number(number: str) -> int:
    if number.isalpha() and number.isascii():
        return ord(number) - ord("A") + 1
    return max(chinese_number(re.split(r"[-－—.]", number)[0]), 0) if number else 0


_READERS = (
    {"第": _structural, "（": _paren, "(": _paren, "附": _appendix}
    | dict.fromkeys("一二三四五六七八九十", _chinese)
    | dict.fromkeys("0123456789", _digit)
    | dict.fromkeys(_CIRCLES, _circle)
    | dict.fromkeys("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ", _letter)
)
STARTERS = frozenset(_READERS)
