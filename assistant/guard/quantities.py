"""Quantities: durations, money, counts, sizes, shares; with their bounds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from assistant.guard.bounds import bound_after, bound_before
from assistant.guard.numerals import NUMBER, SHARE_NUMBER, read_fraction
from assistant.guard.records import Mention, ProblemKind
from assistant.guard.units import UNIT_PATTERN, UNITS

_QUANTITY = re.compile(
    rf"(?:(?P<low>{NUMBER})\s?(?P<low_unit>{UNIT_PATTERN})?(?:-|—+|~|至|到))?"
    rf"(?P<number>半|{NUMBER})\s?(?P<more>多|余|来|几)?(?P<unit>(?P<half>个?半(?=小时|月|年|天|周))?(?:{UNIT_PATTERN}))(?!分之)"
)
_COMPOUND = re.compile(rf"(?P<hours>{NUMBER})个?(?:小时|h)(?P<minutes>{NUMBER})分(?:钟)?(?!之)")
_SHARE = re.compile(
    rf"百分之(?P<hundredths>百|{SHARE_NUMBER})|(?P<percent>{NUMBER})%|(?P<thousandths>{NUMBER})‰"
    rf"|(?P<below>{NUMBER})分之(?P<above>{SHARE_NUMBER})|(?P<tenths>{NUMBER})成(?![立员为功果本效品熟套长交])|(?P<half>一半|半数|过半)"
)
_EVERY = re.compile(r"每个?(?P<unit>日|天|周|星期|月|季度|季|年(?!龄)|小时|分钟)")
_PERIODS = {
    "日": ("day", 1), "天": ("day", 1), "周": ("day", 7), "星期": ("day", 7), "月": ("month", 1), "季度": ("month", 3), "季": ("month", 3), "年": ("month", 12),
    "小时": ("second", 3600), "分钟": ("second", 60),
}  # fmt: skip
_HALF_DAYS = {"个月": ("day", Fraction(15)), "月": ("day", Fraction(15)), "年": ("month", Fraction(6))}
_YEAR = re.compile(r"(?:19|20)\d\d")
_PLAIN_COUNTERS = frozenset({"人", "日", "天", "次", "度", "点", "方", "月", "分"})


def quantities_of(plain: str) -> Iterator[Mention]:
    """Yield the quantities of a text in normal form whose dates and numbers of documents were blanked out."""
    for found in _COMPOUND.finditer(plain):
        hours, minutes = read_fraction(found["hours"]), read_fraction(found["minutes"])
        if hours is not None and minutes is not None:
            yield _mention(plain, found, ("second", ProblemKind.LIMIT, hours * 3600 + minutes * 60))
    plain = _COMPOUND.sub(lambda found: "\ue001" * len(found.group()), plain)
    for found in _SHARE.finditer(plain):
        share = _share(found)
        if share is not None:
            yield _mention(
                plain, found, ("share", ProblemKind.NUMBER, share), own="gt" if found.group() == "过半" else ""
            )
    plain = _SHARE.sub(lambda found: "\ue001" * len(found.group()), plain)
    for found in _QUANTITY.finditer(plain):
        yield from _read(plain, found)
    for found in _EVERY.finditer(plain):
        dimension, worth = _PERIODS[found["unit"]]
        yield Mention(
            kind=ProblemKind.LIMIT,
            dimension=dimension,
            value=str(worth),
            start=found.start(),
            end=found.end(),
            text=found.group(),
        )


def _read(plain: str, found: re.Match[str]) -> Iterator[Mention]:
    number = Fraction(1, 2) if found["number"] == "半" else read_fraction(found["number"])
    if number is None or _is_year(found):
        return
    unit = found["unit"].removeprefix(found["half"] or "")
    dimension, kind, worth = UNITS[unit]
    if found["half"]:
        number += Fraction(1, 2)
    if found["number"] == "半" and unit in _HALF_DAYS:
        dimension, number = _HALF_DAYS[unit]
        worth = Fraction(1)
    low = read_fraction(found["low"]) if found["low"] else None
    if low is not None:
        low_worth = UNITS[found["low_unit"]][2] if found["low_unit"] in UNITS else worth
        text = found["low"] + (found["low_unit"] or unit)
        yield Mention(
            kind=kind, dimension=dimension, value=str(low * low_worth), bound="from", text=text,
            start=found.start("low"), end=found.end("low_unit") if found["low_unit"] else found.end("low"),
        )  # fmt: skip
    own = "to" if low is not None else "about" if found["more"] else ""
    yield _mention(plain, found, (dimension, kind, number * worth), own=own, start=found.start("number"))


def _mention(
    plain: str, found: re.Match[str], read: tuple[str, ProblemKind, Fraction], *, own: str = "", start: int = -1
) -> Mention:
    dimension, kind, value = read
    start = found.start() if start < 0 else start
    before, lead = bound_before(plain, found.start())
    after, end = bound_after(plain, found.end())
    if own == "to" and after:
        own = after  # 4-5米以内
    bound = own or (after if before in ("reach", "about", "") and after else before)
    return Mention(
        kind=kind, dimension=dimension, value=str(value), bound=bound, start=min(start, lead) if not own else start,
        end=end, text=plain[start : found.end()],
    )  # fmt: skip


def _is_year(found: re.Match[str]) -> bool:
    return found["unit"] == "年" and _YEAR.fullmatch(found["number"]) is not None


def _share(found: re.Match[str]) -> Fraction | None:
    if found["half"]:
        return Fraction(1, 2)
    if found["below"]:
        below, above = read_fraction(found["below"]), read_fraction(found["above"])
        return above / below if below and above is not None else None
    for name, worth in (("hundredths", 100), ("percent", 100), ("thousandths", 1000), ("tenths", 10)):
        if found[name]:
            number = Fraction(100) if found[name] == "百" else read_fraction(found[name])
            return number / worth if number is not None else None
    return None
