"""When a value of a sentence and a value of its evidence are the same."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from fractions import Fraction

from assistant.guard.mentions import ReadText
from assistant.guard.records import Mention

# 24小时 and 一天 are one stretch of time; 1日 is a day of the calendar, which 24小时 need not end with.
_ROUND_DAY = re.compile("[天夜]$")
_DAY_SECONDS = 86_400
_LOCAL_PHONE = 7
_RANKS = "国省市县区镇乡"
_COUNTED_TOGETHER = frozenset({"count", "person", "times"})
_COUNTED = _COUNTED_TOGETHER | {"household"}
_ENUMERATED = re.compile(
    r"[^,。;]{0,6}(?:方面|等级|步骤|情形|条件|部分|阶段|环节|级别|要求|类型|措施|原则|单位|部门|小组|组|档|内容|职责|任务|标准|事项|情况|之一|类|级|种|项|步|条|点)"
)
_DIVIDED = re.compile("(?:分为|分成|划分|共|设|分)$")
_MOST_ITEMS = 20


def same_value(said: Mention, known: Mention) -> bool:
    """Tell whether two mentions mean one value; bounds are not looked at."""
    if said.dimension == known.dimension:
        compare = _COMPARISONS.get(said.dimension)
        return compare(said.value, known.value) if compare else said.value == known.value
    if {said.dimension, known.dimension} == {"second", "day"}:
        return _same_day(said, known)
    if "bare" in (said.dimension, known.dimension):
        return _same_digits(said, known)
    if {said.dimension, known.dimension} <= _COUNTED_TOGETHER:
        return said.value == known.value and "个" in (said.text[-1], known.text[-1])
    return False


def competing(said: Mention, known: Mention) -> bool:
    """Tell whether a value of the evidence could have been meant in the place of the one that was said."""
    if (said.text[0] == "每") is not (known.text[0] == "每"):
        return False
    return said.dimension == known.dimension or {said.dimension, known.dimension} in (
        {"second", "day"}, {"second", "workday"}, {"day", "workday"}, {"day", "month"}
    )  # fmt: skip


def _same_day(said: Mention, known: Mention) -> bool:
    seconds, days = (said, known) if said.dimension == "second" else (known, said)
    return bool(_ROUND_DAY.search(days.text)) and Fraction(seconds.value) == Fraction(days.value) * _DAY_SECONDS


def _same_digits(said: Mention, known: Mention) -> bool:
    """A cell of a table gives the number without its unit; a sentence may leave out the unit of a list."""
    digits = [re.sub(r"[^\d.]", "", mention.text) for mention in (said, known)]
    return bool(digits[0]) and digits[0] == digits[1] and said.kind not in ("date", "article")


def _same_phone(said: str, known: str) -> bool:
    return said == known or (len(said) >= _LOCAL_PHONE and known.endswith(said)) or (
        len(known) >= _LOCAL_PHONE and said.startswith(known) and len(said) > len(known) + 1
    )  # fmt: skip


def _same_date(said: str, known: str) -> bool:
    return all(not one or one == other for one, other in zip(said.split("|"), known.split("|"), strict=True))


def _same_paper(said: str, known: str) -> bool:
    organ, *number = said.split("|")
    other, *known_number = known.split("|")
    if number != known_number:
        return False
    if organ == other or not organ or other.endswith(organ):
        return True
    return bool(other) and organ.endswith(other) and organ[: -len(other)][-1:] not in _RANKS


def _same_standard(said: str, known: str) -> bool:
    letters, number, year = said.split("|")
    other, known_number, known_year = known.split("|")
    if number != known_number or letters.partition("/")[0] != other.partition("/")[0]:
        return False
    return not year or year == known_year or known_year.endswith(year)


_COMPARISONS: dict[str, Callable[[str, str], bool]] = {
    "phone": _same_phone,
    "date": _same_date,
    "paper": _same_paper,
    "standard": _same_standard,
}


def needs_no_support(said: Mention, sentence: ReadText, evidence: Sequence[ReadText]) -> bool:
    """Tell whether a number is only a way of speaking: 一名工作人员, or the count of the items that a source lists."""
    if said.dimension == "rank":
        return any(said.value in text.plain for text in evidence)
    if said.dimension not in _COUNTED_TOGETHER and said.dimension not in ("level", "household"):
        return False
    after = sentence.plain[said.end : said.end + 2]
    if said.value == "1" and said.text[:1] == "一" and said.dimension != "level":
        return not any(
            other.dimension in _COUNTED and after and text.plain[other.end :].startswith(after)
            for text in evidence
            for other in text.mentions
        )
    if said.dimension == "level" and not _DIVIDED.search(sentence.plain[: said.start]):
        return False
    if said.bound or said.text[:1].isdigit() or not _ENUMERATED.match(sentence.plain, max(0, said.end - 1)):
        return False
    return any(_lists(text.plain, int(Fraction(said.value))) for text in evidence)


def _lists(plain: str, count: int) -> bool:
    """Tell whether some run of a text has exactly so many items; two of its marks stand between three items."""
    if not 1 < count <= _MOST_ITEMS:
        return False
    for line in [plain, *re.split("[。\n]", plain)]:
        for marks in ("、", ";", r"\([一二三四五六七八九十\d]{1,2}\)", r"[①-⑳]", r"(?:^|\n|。|;)\d{1,2}[.、]"):
            number = len(re.findall(marks, line))
            if number and count in (number, number + 1, number + 2):
                return True
    return False
