"""Pieces of text that a word cutter would break: numbers of standards and documents, clauses, levels, quantities.

Every piece gives its printed form as one token, its parts, and where two spellings mean the same also a value token
that begins with §: 三十分钟, 30分钟 and 半小时 all give §30min; Ⅱ级, II级, II 级, 2级 and 二级 all give §level2.
The text handed in is in normal form (`kb.text.normalize`).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from functools import lru_cache

from kb.text.numerals import parse_number

VALUE_MARK = "§"

_ZH = "零〇一二三四五六七八九十百千"
_ARABIC = r"\d+(?:,\d{3})+(?:\.\d+)?[百千万亿]*|\d+(?:\.\d+)?[百千万亿]*"
_CHINESE = rf"[一二两三四五六七八九十][{_ZH}两万亿]*"
# A numeral that is not the end of another word, as in 统一 and 第一.
_NUMBER = rf"(?:{_ARABIC}|(?<![第统同唯单专其之万{_ZH}]){_CHINESE})"
_UNITS: dict[str, tuple[str, str]] = {
    # printed unit → (canonical unit, how many canonical units it is)
    "秒": ("s", "1"),
    "分钟": ("min", "1"),
    "小时": ("min", "60"),
    "个小时": ("min", "60"),
    "工作日": ("workday", "1"),
    "个工作日": ("workday", "1"),
    "天": ("d", "1"),
    "日": ("d", "1"),
    "周": ("week", "1"),
    "个星期": ("week", "1"),
    "个月": ("mon", "1"),
    "年": ("y", "1"),
    "元": ("yuan", "1"),
    "万元": ("yuan", "10000"),
    "亿元": ("yuan", "100000000"),
    "人": ("person", "1"),
    "名": ("person", "1"),
    "人次": ("person", "1"),
    "户": ("户", "1"),
    "毫米": ("mm", "1"),
    "厘米": ("cm", "1"),
    "米": ("m", "1"),
    "m": ("m", "1"),
    "公里": ("m", "1000"),
    "千米": ("m", "1000"),
    "km": ("m", "1000"),
    "平方米": ("m2", "1"),
    "m2": ("m2", "1"),
    "m²": ("m2", "1"),
    "平方公里": ("km2", "1"),
    "公顷": ("ha", "1"),
    "亩": ("亩", "1"),
    "立方米": ("m3", "1"),
    "m3": ("m3", "1"),
    "m³": ("m3", "1"),
    "吨": ("t", "1"),
    "千克": ("kg", "1"),
    "公斤": ("kg", "1"),
    "kg": ("kg", "1"),
    "℃": ("°c", "1"),
    "°c": ("°c", "1"),
    "摄氏度": ("°c", "1"),
}
# What may not follow a unit, because it then belongs to a longer word: 三人民 二年级 一天然.
_NOT_BEFORE = {
    "人": "民员工才口事身群们格大力为",
    "名": "称义单录额",
    "年": "级度龄轻",
    "日": "常期程报志益夜本",
    "天": "然气津灾",
    "元": "旦件素",
    "周": "边围期密知转",
    "户": "外口籍",
    "米": "粉饭",
    "m": "a-z0-9",
    "km": "a-z0-9",
    "kg": "a-z0-9",
}
_UNIT = "|".join(
    unit + (f"(?![{_NOT_BEFORE[unit]}])" if unit in _NOT_BEFORE else "")
    for unit in sorted(_UNITS, key=len, reverse=True)
)
_DAY = rf"(?:\d{{1,2}}|[{_ZH}]{{1,3}})"
_PROTECTED = re.compile(
    r"(?P<standard>(?<![a-z0-9])(?:gbz?|aq|ga|xf|yj|hj|jtg?|jgj|cjj|sl|tsg|mt|sy|hg|ny|ws|dl|qx|sh|db\d{2,6})"
    r"(?:/[tzj])?\s{0,2}[a-z]?\d+(?:\.\d+)*(?:\s?[-—]{1,2}\s?\d{2,4})?)"
    r"|(?P<issue>[〔\[【(](?:19|20)\d{2}[〕\]】)]\s?第?\d{1,5}号)"
    rf"|(?P<ordinal>第(?:\d+|[{_ZH}]+)(?:条(?:之[一二三四五六七八九十]+)?|[款项章节编目号]))"
    rf"|(?P<date>(?:\d{{4}}|[一二][{_ZH}]{{3}})年{_DAY}月(?:{_DAY}日)?|{_DAY}月{_DAY}日)"
    r"|(?P<year>(?:1[89]|20)\d{2}年|[一二][〇零九八][〇零一二三四五六七八九]{2}年)"
    r"|(?P<level>(?<![a-z0-9第统同单专其])(?:[Ⅰ-Ⅵ]|i{1,3}v?|iv|v|\d{1,2}(?:\.\d)?|[一二三四五六七八九十]|十[一二])\s?级(?!联))"
    rf"|(?P<percent>百分之(?:{_ARABIC}|{_CHINESE})|{_NUMBER}%)"
    rf"|(?P<half>半个?(?:小时|月|年|天)(?![末轻]))"
    rf"|(?P<measure>{_NUMBER}\s?(?:{_UNIT}))"
    r"|(?P<latin>[a-z0-9]+(?:[.\-_/'+*&@:]+[a-z0-9]+)*)"
)
# Every protected piece begins with one of these: looking only there is three times as fast as trying everywhere.
_START = re.compile(r"[0-9a-z第〔\[【(Ⅰ-Ⅵ一二两三四五六七八九十百半]")
_QUANTITY = re.compile(rf"({_NUMBER})(.+)")
_HALF = {"小时": "§30min", "个小时": "§30min", "个月": "§15d", "月": "§15d", "年": "§6mon", "天": "§0.5d"}
_PHONE = re.compile(r"\d{3,4}-\d{7,8}(?:-\d+)?|\d{3}-\d{4}-\d{4}")
_SPLIT_LATIN = re.compile(r"[^a-z0-9]+")


def find_protected(text: str) -> list[tuple[int, int, tuple[str, ...]]]:
    """Return (start, end, tokens) of every protected piece of `text` in order, without overlap."""
    found: list[tuple[int, int, tuple[str, ...]]] = []
    position = 0
    while candidate := _START.search(text, position):
        start = candidate.start()
        match = _PROTECTED.match(text, start)
        if match is None:
            position = start + 1
            continue
        position = match.end()
        found.append((start, position, _tokens(match.lastgroup or "", match.group())))
    return found


@lru_cache(maxsize=16_384)
def _tokens(kind: str, piece: str) -> tuple[str, ...]:
    return _READERS[kind](piece.replace(" ", ""))


def plain_number(numeral: str) -> str:
    """Write the number a numeral means without exponent or trailing zeros; the numeral itself when it is none."""
    try:
        return _written(parse_number(numeral))
    except ValueError:
        return numeral


def _written(value: Decimal) -> str:
    return f"{value.normalize():f}"


def _standard(piece: str) -> tuple[str, ...]:
    number = re.sub("[-—]+", "-", piece)
    without_year = number.split("-")[0]
    digits = re.sub(r"^[a-z/]+\d*?(?=\d)", "", without_year) if not without_year.startswith("db") else without_year
    letters = re.match("[a-z/]+", number)
    return _unique((number, without_year, digits, letters.group() if letters else ""))


def _issue(piece: str) -> tuple[str, ...]:
    year, serial = re.findall(r"\d+", piece)
    return (f"〔{year}〕{serial}号", f"{year}年")


def _ordinal(piece: str) -> tuple[str, ...]:
    match = re.fullmatch(r"第(.+?)(条|款|项|章|节|编|目|号)(?:之(.+))?", piece)
    if match is None:
        return (piece,)
    number, kind, insert = match.groups()
    after = f"-{plain_number(insert)}" if insert else ""
    return (piece, f"§{kind}{plain_number(number)}{after}")


def _date(piece: str) -> tuple[str, ...]:
    numbers = [plain_number(number) for number in re.split("[年月日]", piece) if number]
    year = f"{numbers.pop(0)}年" if "年" in piece else ""
    day = "".join(f"{number}{unit}" for number, unit in zip(numbers, "月日", strict=False))
    return _unique((year + day, year, day))


def _year(piece: str) -> tuple[str, ...]:
    return (f"{plain_number(piece[:-1])}年",)


def _level(piece: str) -> tuple[str, ...]:
    return (piece, f"§level{plain_number(piece[:-1])}")


def _percent(piece: str) -> tuple[str, ...]:
    return (piece, f"§{plain_number(piece.removeprefix('百分之').removesuffix('%'))}pct")


def _half(piece: str) -> tuple[str, ...]:
    unit = piece.removeprefix("半")
    return (piece, unit.removeprefix("个"), _HALF[unit])


def _measure(piece: str) -> tuple[str, ...]:
    match = _QUANTITY.fullmatch(piece)
    if match is None or match.group(2) not in _UNITS:
        return (piece,)
    number, unit = match.groups()
    canonical, factor = _UNITS[unit]
    part = (unit.removeprefix("个"),) if len(unit) > 1 else ()
    try:
        return (piece, *part, f"§{_written(parse_number(number) * Decimal(factor))}{canonical}")
    except ValueError:
        return (piece, *part)


def _latin(piece: str) -> tuple[str, ...]:
    parts = [part for part in _SPLIT_LATIN.split(piece) if part]
    if len(parts) < 2:
        return (piece,)
    dialled = (re.sub(r"\D", "", piece),) if _PHONE.fullmatch(piece) else ()
    return _unique((piece, *dialled, *(part for part in parts if len(part) > 1)))


def _unique(tokens: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(token for token in tokens if token))


_READERS: dict[str, Callable[[str], tuple[str, ...]]] = {
    "standard": _standard,
    "issue": _issue,
    "ordinal": _ordinal,
    "date": _date,
    "year": _year,
    "level": _level,
    "percent": _percent,
    "half": _half,
    "measure": _measure,
    "latin": _latin,
}
