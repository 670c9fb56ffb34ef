"""What a person types into a report: looked at for sense, never completed and never guessed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, timedelta

from assistant.drafting.report_forms import Slot
from kb.errors import InputRefused

LONGEST_VALUE = 500
MOST_PEOPLE = 100_000
AHEAD = timedelta(minutes=10)  # clocks differ
ONE_HOUR = timedelta(hours=1)
_WHEN = re.compile(
    r"(?P<year>\d{4})\s*[-/年.]\s*(?P<month>\d{1,2})\s*[-/月.]\s*(?P<day>\d{1,2})\s*日?[\sT]*"
    r"(?P<hour>\d{1,2})\s*[:：时]\s*(?P<minute>\d{1,2})?\s*分?"
)
_COUNT = re.compile(r"(\d{1,6})\s*[人名]?")
_PHONE = re.compile(r"1[3-9]\d{9}|0\d{2,3}[-－ ]?\d{7,8}(?:[-转]\d{1,6})?|\d{7,8}|1\d{2,4}")
_WHO = re.compile(r"[\u4e00-\u9fff·A-Za-z（）() ，、]{2,40}")


def checked_values(slots: tuple[Slot, ...], values: Mapping[str, str], now: datetime) -> dict[str, str]:
    """Return the values by id of their slot; they may be named by id or by Chinese name.

    Raises:
        InputRefused: A name is no slot, or a value makes no sense for its slot; the sentence says which and why.
    """
    by_name = {key: slot for slot in slots for key in (slot.slot_id, slot.name)}
    checked: dict[str, str] = {}
    for name, value in values.items():
        plain = value.strip()
        if not plain:
            continue
        slot = by_name.get(name.strip())
        if slot is None:
            known = "、".join(one.name for one in slots)
            raise InputRefused(f"报告里没有“{name}”这一项。可填：{known}。")
        if len(plain) > LONGEST_VALUE:
            raise InputRefused(f"“{slot.name}”有{len(plain)}字，请缩短到{LONGEST_VALUE}字以内。")
        _CHECKS[slot.check](slot.name, plain, now)
        checked[slot.slot_id] = plain
    return checked


def value_notes(values: Mapping[str, str]) -> Iterator[str]:
    """Yield what does not go together in values that were checked, as Chinese sentences."""
    happened, reported = when_of(values.get("happened_at", "")), when_of(values.get("reported_at", ""))
    if happened and reported:
        if reported < happened:
            yield "报告时间早于事发时间，请核对。"
        elif reported - happened > ONE_HOUR:
            minutes = int((reported - happened).total_seconds() // 60)
            yield f"报告时间比事发时间晚{minutes}分钟，请对照报送时限写明接报时间和原因。"
    counts = {key: int(_COUNT.fullmatch(value)[1]) for key, value in values.items() if _is_count(key, value)}  # type: ignore[index]
    if "at_risk" in counts and counts["at_risk"] < sum(counts.get(key, 0) for key in ("dead", "injured", "missing")):
        yield "涉险人数少于死亡、受伤和下落不明人数之和，请核对口径。"


def when_of(text: str) -> datetime | None:
    """Return the moment a text names with day and hour, None when it names none or one that does not exist."""
    found = _WHEN.fullmatch(text.strip())
    if found is None:
        return None
    parts = {key: int(value or 0) for key, value in found.groupdict().items()}
    try:
        return datetime(**parts)  # type: ignore[arg-type]  # noqa: DTZ001 - a report names local time
    except ValueError:
        return None


def _is_count(key: str, value: str) -> bool:
    return key in ("dead", "injured", "missing", "at_risk") and _COUNT.fullmatch(value) is not None


def _check_when(name: str, value: str, now: datetime) -> None:
    moment = when_of(value)
    if moment is None:
        raise InputRefused(f"“{name}”写的是“{value[:30]}”，看不出日期和时刻。请写成 2026-03-01 14:30。")
    if moment > now + AHEAD:
        raise InputRefused(f"“{name}”写的是“{value[:30]}”，晚于现在（{now:%Y-%m-%d %H:%M}），请核对。")


def _check_count(name: str, value: str, _now: datetime) -> None:
    found = _COUNT.fullmatch(value)
    if found is None or int(found[1]) > MOST_PEOPLE:
        raise InputRefused(f"“{name}”写的是“{value[:30]}”，请写一个人数，如 3；还不清楚的留空，不要写估计。")


def _check_phone(name: str, value: str, _now: datetime) -> None:
    if not _PHONE.fullmatch(value):
        raise InputRefused(f"“{name}”写的是“{value[:30]}”，不像一个电话号码，请核对位数和区号。")


def _check_who(name: str, value: str, _now: datetime) -> None:
    if not _WHO.fullmatch(value):
        raise InputRefused(f"“{name}”写的是“{value[:30]}”，请写姓名和职务。")


def _check_text(name: str, value: str, _now: datetime) -> None:
    if any(not sign.isprintable() and sign not in "\n\u3000" for sign in value):
        raise InputRefused(f"“{name}”里有不能打印的字符，请重新填写。")


_CHECKS: dict[str, Callable[[str, str, datetime], None]] = {
    "when": _check_when,
    "count": _check_count,
    "phone": _check_phone,
    "who": _check_who,
    "text": _check_text,
}
