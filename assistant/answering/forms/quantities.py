"""Figures with their units, as they stand in a text, and arithmetic between them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from kb.text import parse_number

HEAVY = (("万吨", Fraction(10**7)), ("斤", Fraction(1, 2)), ("万斤", Fraction(5000)), ("亿斤", Fraction(5 * 10**7)))
MONEY = (("元", 1), ("万元", 10_000), ("亿元", 100_000_000), ("万亿元", 10**12))
# Unit as written → (dimension, the unit it is counted in, how many of those).
UNITS: dict[str, tuple[str, str, Fraction]] = {
    **{name: ("time", "秒", Fraction(size)) for name, size in (("秒钟", 1), ("秒", 1), ("分钟", 60), ("小时", 3600))},
    "个小时": ("time", "秒", Fraction(3600)),
    "天": ("time", "秒", Fraction(86400)),
    "日": ("time", "秒", Fraction(86400)),
    **{name: ("working days", "工作日", Fraction(1)) for name in ("个工作日", "工作日")},
    **{name: ("months", "个月", Fraction(1)) for name in ("个月",)},
    "年": ("years", "年", Fraction(1)),
    **{name: ("people", "人", Fraction(1)) for name in ("人", "名")},
    "万人": ("people", "人", Fraction(10_000)),
    **{name: ("money", "元", Fraction(size)) for name, size in MONEY},
    **{
        name: ("length", "米", size)
        for name, size in (("毫米", Fraction(1, 1000)), ("厘米", Fraction(1, 100)), ("米", Fraction(1)))
    },
    **{name: ("length", "米", Fraction(1000)) for name in ("公里", "千米")},
    **{
        name: ("mass", "千克", size)
        for name, size in (("千克", Fraction(1)), ("公斤", Fraction(1)), ("吨", Fraction(1000)), *HEAVY)
    },
    **{name: ("area", "平方米", size) for name, size in (("平方米", Fraction(1)), ("公顷", Fraction(10_000)))},
    "平方公里": ("area", "平方米", Fraction(1_000_000)),
    **{name: (name, name, Fraction(1)) for name in ("立方米", "%", "ppm", "兆帕", "℃", "厘", "毫克")},
    **{
        name: (name, name, Fraction(1))
        for name in "起 次 套 台 辆 支 艘 具 个 家 户 处 所 座 部 件 只 架 条 项 倍 顶 床 面 根 双 万条 万亩 亩".split()
    },
}
FIRST_YEAR = 1900  # 2024年 is a year, no length of time
_NUMBER = r"(?:\d+(?:[,，]\d{3})*(?:\.\d+)?|[零〇一二两三四五六七八九十百千万]{1,8})"
_UNIT = "|".join(sorted(map(re.escape, UNITS), key=len, reverse=True))
_BEFORE = r"(?<![\d.第年月〔/:：-])"
QUANTITY = re.compile(
    rf"{_BEFORE}(?P<hours>\d+)\s*小时\s*(?P<rest>\d+)\s*分钟?|{_BEFORE}(?P<minutes>\d+)\s*分钟?\s*(?P<seconds>\d+)\s*秒"
    rf"|{_BEFORE}(?P<number>{_NUMBER})\s*(?P<unit>{_UNIT})(?![度级份月])|(?P<half>半小时)"
)
ABOUT = re.compile(r"(?:约|(?<!附)近|逾|(?<!不)超过|不少于|不低于|至少)\s*$")
INEXACT = re.compile(r"\s*(?:以上|以下|左右|上下|多|余)")
RANGE = re.compile(rf"{_NUMBER}\s*(?:{_UNIT})?\s*(?:至|到|～|~|-|—)\s*{_NUMBER}")


class NotComparable(ValueError):
    """Two figures cannot be reckoned with each other; `str()` is a Chinese reason."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A figure in a text: `text[start:end] == quote`.

    Attributes:
        value: In `unit`.
        ranged: It is one end of a range (15至20分钟) or a bound (60人以上, 约60人), not a figure of its own.
    """

    quote: str
    start: int
    end: int
    value: Fraction
    unit: str
    ranged: bool = False

    @property
    def dimension(self) -> str:
        """What is measured: time, people, money …; a counting word measures itself."""
        return UNITS[self.unit][0]

    def in_unit(self, unit: str) -> Fraction:
        """Return the value in another unit of the same dimension.

        Raises:
            NotComparable: The unit measures something else.
        """
        dimension, _, size = UNITS[unit]
        if dimension != self.dimension:
            raise NotComparable(f"“{self.quote}”不能换算成{unit}")
        return self.value * UNITS[self.unit][2] / size


def quantities_in(text: str) -> list[Quantity]:
    """Return the figures with a unit in a text, in order."""
    ranges = [(match.start(), match.end()) for match in RANGE.finditer(text)]
    found = []
    for match in QUANTITY.finditer(text):
        value, unit = measured(match)
        if value is None or (unit == "年" and value >= FIRST_YEAR):
            continue
        ranged = any(start < match.end() and match.start() < end for start, end in ranges)
        inexact = INEXACT.match(text, match.end()) is not None or ABOUT.search(text, 0, match.start()) is not None
        found.append(
            Quantity(
                quote=match[0],
                start=match.start(),
                end=match.end(),
                value=value,
                unit=unit,
                ranged=ranged or inexact,
            )
        )
    return found


def measured(match: re.Match[str]) -> tuple[Fraction | None, str]:
    """Return value and unit of a figure; 1小时20分 is 80分钟, 12分20秒 is 740秒."""
    if match["hours"]:
        return Fraction(int(match["hours"]) * 60 + int(match["rest"])), "分钟"
    if match["minutes"]:
        return Fraction(int(match["minutes"]) * 60 + int(match["seconds"])), "秒"
    if match["half"]:
        return Fraction(1, 2), "小时"
    return number_value(match["number"]), match["unit"]


def number_value(number: str) -> Fraction | None:
    """Return the value of a number in digits or Chinese numerals, None when it is none."""
    try:
        return Fraction(str(parse_number(re.sub("[,，]", "", number))))
    except ValueError:
        return None


def common_unit(quantities: Sequence[Quantity]) -> str:
    """Return the unit all figures are brought to: the finest one that is written.

    Raises:
        NotComparable: They measure different things, or 日 is meant once as a working day and once not.
    """
    first = quantities[0]
    for other in quantities[1:]:
        if other.dimension != first.dimension:
            raise NotComparable(f"“{first.quote}”和“{other.quote}”单位不同，不能一起计算")
    return min((one.unit for one in quantities), key=lambda unit: (UNITS[unit][2], len(unit)))


def shown(value: Fraction, unit: str) -> str:
    """Return a value with its unit, at most two decimals, without a needless point."""
    return f"{decimal(value)}{unit}"


def in_words(value: Fraction, unit: str) -> str:
    """Return a time of several minutes or hours as it is said, "" for any other value: 140秒 → 2分20秒."""
    larger = {"秒": ("分", 60), "分钟": ("小时", 60)}.get(unit)
    if larger is None or value.denominator != 1 or value < larger[1]:
        return ""
    whole, rest = divmod(int(value), larger[1])
    if not rest:
        return f"{whole}{'分钟' if unit == '秒' else '小时'}"
    return f"{whole}{larger[0]}{rest}{unit}"


def decimal(value: Fraction) -> str:
    """Return a value with at most two decimals."""
    if value.denominator == 1:
        return str(value.numerator)
    return f"{float(value):.2f}".rstrip("0").rstrip(".")


def exact(value: Fraction) -> bool:
    """Tell whether two decimals say all of a value."""
    return (value * 100).denominator == 1
