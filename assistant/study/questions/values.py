"""Quantities as they are printed in a statement, and other values of the same form."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations

from assistant.guard.units import UNITS
from kb.text import format_numeral, parse_number

_ZH = "[一二两三四五六七八九十百]"
TIME_UNITS = (
    "个工作日",
    "工作日",
    "个自然日",
    "自然日",
    "个小时",
    "小时",
    "分钟",
    "个月",
    "秒",
    "日",
    "天",
    "年",
    "周",
)
_THINGS = (
    "万元 亿元 元 人 名 户 公里 千米 毫米 厘米 米 平方米 公顷 亩 公斤 千克 吨 兆帕 千瓦 兆瓦 立方米 台 辆 艘 套 支 处 座 次 ℃ 倍 岁 ppm 个 周岁 层 件 具 间 头"
).split()  # fmt: skip
_FOLLOWING = {
    "日": "(?![常期内报志益夜前]?[程后])(?!常|期|报|志|益|夜)", "年": "(?![度级龄轻检])", "天": "(?![然气津])", "人": "(?![民员次工大])", "名": "(?![称单录])", "米": "(?!粉)", "元": "(?![旦件])",
    "周": "(?![围边期岁])", "次": "(?![序生日])", "个": "(?![人体别工小月])", "处": "(?![置理罚分以于])", "支": "(?![队援持付])", "座": "(?!谈)", "层": "(?!级|面)", "户": "(?!外|籍)", "套": "", "件": "", "间": "(?!隔|接)",
}  # fmt: skip
_UNIT = "|".join(f"{unit}{_FOLLOWING.get(unit, '')}" for unit in sorted((*TIME_UNITS, *_THINGS), key=len, reverse=True))
_NUMBER = rf"(?:\d+(?:\.\d+)?|(?<![第统同唯专之其万几数惟逐这某另每哪任百千\d一二三四五六七八九十两]){_ZH}{{1,4}})"
QUANTITY = re.compile(
    rf"(?<![\d.〔\[第月\-—/~～至到GBT号〇零])(?P<number>{_NUMBER})\s?(?P<unit>{_UNIT}|%)(?![\-—~～至到]\d|分之|[多余]|半)"
)
RANGE = re.compile(rf"(?<![\d.〔第月\-—])(?P<low>{_NUMBER})(?P<unit>{_UNIT})以上(?P<high>{_NUMBER})(?P=unit)以下")
_DATE_BEFORE = re.compile(r"(?:年|月)\s*$")
_BOUND_BEFORE = re.compile(
    r"(?:至少|不少于|不低于|不超过|不得超过|不得少于|不得低于|最多|达到|超过|每|配备|不小于|不大于)[^，。；\d]{0,6}$"
)
_SERIES = [1, 2, 3, 4, 5, 6, 8, 10, 15, 20, 25, 30, 40, 50, 60, 80, 100, 120, 150, 200, 250, 300, 400, 500, 600, 800, 1000, 1200, 1500, 2000, 2500, 3000, 4000, 5000, 6000, 8000, 10000]  # fmt: skip
_LADDERS = {
    "秒": [5, 10, 15, 20, 30, 40, 45, 60, 90, 120],
    "分钟": [3, 5, 10, 15, 20, 30, 40, 45, 60, 90], "小时": [1, 2, 3, 4, 6, 8, 12, 24, 36, 48, 72], "个小时": [1, 2, 3, 4, 6, 8, 12, 24, 48],
    "日": [1, 2, 3, 5, 7, 10, 15, 20, 30, 45, 60, 90], "天": [1, 2, 3, 5, 7, 10, 15, 20, 30, 60, 90], "工作日": [1, 2, 3, 5, 7, 10, 15, 20, 30, 60],
    "个工作日": [1, 2, 3, 5, 7, 10, 15, 20, 30, 60], "个自然日": [1, 2, 3, 5, 7, 10, 15, 20, 30, 60], "个月": [1, 2, 3, 4, 6, 9, 12, 18, 24], "年": [1, 2, 3, 4, 5, 6, 8, 10, 15, 20, 30], "周": [1, 2, 3, 4, 6, 8],
    "%": [1, 2, 3, 5, 8, 10, 15, 20, 25, 30, 40, 50, 60, 70, 80, 90, 95], "次": [1, 2, 3, 4, 5, 6], "个": [1, 2, 3, 4, 5, 6, 8, 10, 15, 20, 30, 50],
}  # fmt: skip
_TERMS = (1, 2, 3, 5, 7, 10, 15)  # years of prison, or days of detention, between which laws set terms; none is longer
_NICE = [step * scale for scale in (1, 10, 100, 1000) for step in (1, 2, 3, 5)]
_COUNTED_LOOSELY = frozenset("个 名 次 人 处 件 套 台 支 年 天 日 周 座 户 艘 辆".split())
_RANK_WEIGHTS = (6, 9, 11, 13)  # 一次 and 1小时 can only be the least: the others make up for it
_LIST_BEFORE = re.compile(r"、(?:[\u4e00-\u9fff]{2,8}|[Ⅰ-Ⅳ]级[\u4e00-\u9fff]{0,4})\s*$")
_LONG_LIST_BEFORE = re.compile(
    r"、[\u4e00-\u9fff]{2,14}\s*$"
)  # before 五个 a long last member, before 30人 a body of its own
_LIST_AFTER = re.compile(
    r"(?:等级|级别|层级|层次|档次?|类别|类|方面|部分|阶段|环节|(?:工作)?小?组)?[，,]?(?:即|分别|依次|[:：])"
)
_TENTHS = Fraction(1, 10)
_TWO_OF = frozenset("次 个 名 人 台 辆 支 套 户 小时 个小时 天 周 处 座 艘 件 米 个月".split())
_LARGEST = 10_000  # beyond it no Chinese numeral is written


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A printed number with its unit; `start`, `end` are places in the text it was read from."""

    text: str
    number: str
    unit: str
    start: int
    end: int

    @property
    def is_time(self) -> bool:
        """True for durations and limits."""
        return self.unit in TIME_UNITS


def quantities(text: str) -> Iterator[Quantity]:
    """Yield the quantities of a text that can be asked for; dates, ordinals, idioms and ends of ranges are none."""
    ranges = [found.span() for found in RANGE.finditer(text)]
    for found in QUANTITY.finditer(text):
        if any(start <= found.start() < end for start, end in ranges) or _is_no_value(text, found):
            continue
        yield Quantity(
            text=found.group(), number=found["number"], unit=found["unit"], start=found.start(), end=found.end()
        )


def _is_no_value(text: str, found: re.Match[str]) -> bool:
    before = text[: found.start()]
    if _DATE_BEFORE.search(before) and found["unit"] in ("日", "月"):
        return True
    if found["unit"] == "年" and len(found["number"]) == 4 and found["number"].isdigit():
        return True
    if found.group().replace(" ", "") in ("24小时", "二十四小时") and not text[found.end() :].startswith(
        ("内", "以内", "之内")
    ):
        return True
    if found.group() in ("一个", "1个") and re.search("每[^，。；]{0,6}$", before):
        return True  # 每设立一个
    if found.group() == "四周" and not text[found.end() :].startswith(("内", "以内", "后", "以上", "时间")):
        return True  # all around
    small = found["number"] in ("一", "1", "两", "二") and found["unit"] in _COUNTED_LOOSELY
    return ((small or found["unit"] in ("层", "间")) and not _BOUND_BEFORE.search(before)) or not readable(
        found["number"]
    )


def counts_a_list(text: str, one: Quantity) -> bool:
    """Tell whether a number only counts what is listed beside it, so that it can be read off: 行政、技术、巡查三个责任人."""
    if one.is_time:
        return False
    if one.unit == "%" and _rest_of_whole(text, one):
        return True
    before = text[: one.start]
    if _LIST_BEFORE.search(before) or (one.unit == "个" and _LONG_LIST_BEFORE.search(before)):
        return True
    return _LIST_AFTER.match(text, one.end) is not None


def _rest_of_whole(text: str, one: Quantity) -> bool:
    """Tell whether another share beside it makes up the whole: 90%留用，10%上缴."""
    shares = [found["number"] for found in QUANTITY.finditer(text) if found["unit"] == "%"]
    return any(
        readable(other) and parse_number(other) + parse_number(one.number) == 100
        for other in shares
        if readable(one.number)
    )


def readable(number: str) -> bool:
    """Tell whether a numeral has one value."""
    try:
        return parse_number(number) > 0
    except (ValueError, ArithmeticError):
        return False


def worth(number: str, unit: str) -> tuple[str, Fraction]:
    """Return (dimension, value in its base unit), so that 60分钟 equals 1小时."""
    dimension, _, factor = UNITS.get(unit, ("share" if unit == "%" else unit, None, Fraction(1)))
    return dimension, Fraction(parse_number(number)) * factor


def written_like(model: str, value: Fraction | int, unit: str = "") -> str:
    """Write a number as the model is written: Arabic with as many decimals, or Chinese; 两次 but 二年."""
    if model[0].isdigit():
        places = len(model.partition(".")[2])
        return f"{float(value):.{places}f}" if places else f"{float(value):g}"
    numeral = format_numeral(int(value))
    return "两" if numeral == "二" and unit in _TWO_OF else numeral


def rivals(one: Quantity, siblings: Sequence[str], taken: frozenset[str], draw: random.Random) -> list[str]:
    """Return three other numbers in the unit and form of a quantity; which rank the right one takes is drawn.

    Args:
        siblings: Numbers with the same unit in clauses around, which are taken first.
        taken: Printed quantities that must not be offered.
    """
    value = Fraction(parse_number(one.number))
    ladder = _around(value, one.unit, siblings)
    usable = [
        step
        for step in ladder
        if f"{written_like(one.number, step, one.unit)}{one.unit}" not in taken and step != value
    ]
    lower = [step for step in usable if step < value]
    higher = [step for step in usable if step > value]
    rank = draw.choices(range(4), weights=_RANK_WEIGHTS)[0]
    below = lower[-rank:] if rank else []
    above = higher[: 3 - len(below)]
    if len(below) + len(above) < 3:
        below = lower[-(3 - len(above)) :]
    chosen = [*below, *above]
    return [written_like(one.number, step, one.unit) for step in chosen] if len(chosen) == 3 else []


def _around(value: Fraction, unit: str, siblings: Sequence[str]) -> list[Fraction]:
    """Return numbers about as large and as round as a value, itself perhaps among them."""
    if value.denominator > 1:
        places = max(1, len(f"{float(value):g}".partition(".")[2]))
        step = _TENTHS**places * 5
        return [value + step * at for at in (-3, -2, -1, 1, 2, 3) if value + step * at > 0]
    ladder = _LADDERS.get(unit, _SERIES)
    if value > 10 and value % 5 and value not in ladder:
        return _odd(value)
    known = {Fraction(parse_number(number)) for number in siblings if readable(number)}
    near = {
        one for one in known if one.denominator == 1 and value / 8 <= one <= value * 8 and (one <= 10 or one % 5 == 0)
    }
    return sorted(one for one in {Fraction(step) for step in ladder} | near if one < _LARGEST)


def _odd(value: Fraction) -> list[Fraction]:
    """Return numbers as little round as 43: among round ones it would stand out."""
    spread = (int(value * Fraction(share, 100)) for share in (55, 68, 80, 90, 112, 124, 137, 155))
    return sorted({Fraction(one + 1 if one % 5 == 0 else one) for one in spread} - {value})


def range_rivals(found: re.Match[str], taken: frozenset[str]) -> list[tuple[str, str]]:
    """Return (low, high) pairs with the proportion of a range, nearest first; none of them is in `taken`."""
    low, high = Fraction(parse_number(found["low"])), Fraction(parse_number(found["high"]))
    steps = [Fraction(step) for step in _NICE]
    pairs = [(one, one * high / low) for one in steps if one * high / low in steps and one != low]
    pairs += [(one, other) for one, other in zip(steps, steps[2:], strict=False) if one != low and other != high]
    if found["unit"] in ("年", "日"):
        pairs = [
            (Fraction(one), Fraction(other)) for one, other in combinations(_TERMS, 2) if one != low or other != high
        ]
    kept = [
        (written_like(found["low"], one), written_like(found["high"], other))
        for one, other in sorted(
            set(pairs), key=lambda pair: abs(float(pair[0] / low) - 1) + abs(float(pair[1] / high) - 1)
        )
        if one < other < _LARGEST and low / 6 <= one <= low * 6
    ]
    return [pair for pair in kept if f"{pair[0]}{found['unit']}以上{pair[1]}{found['unit']}以下" not in taken][:6]
