"""Show a serial day number of a sheet as a date or time."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

_DAY_0 = datetime(1899, 12, 30)  # noqa: DTZ001 - sheets know no time zone
_DAY_0_OF_1904 = datetime(1904, 1, 1)  # noqa: DTZ001
_LAST_SERIAL = 2_958_466.0  # the year 10000
_MISSING_LEAP_DAY = 60  # sheets count 29 February 1900, which never was
_TOKEN = re.compile(
    r'"([^"]*)"|\\(.)|_.|\*.|(AM/PM|A/P|上午/下午)|(\[[hms]+\]|y+|m+|d+|h+|s+|a{3,4}|e+)|\.(0+)|([@;])|(.)', re.I | re.S
)
_WEEKDAYS = "一二三四五六日"
_ENGLISH_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January February March April May June July August September October November December".split()
)  # fmt: skip

_Token = tuple[str, str]


def moment_of(serial: float, *, epoch_1904: bool = False) -> datetime | None:
    """Return the moment of a serial number, rounded to the second; None outside the years 1900 to 9999."""
    if not 0 <= serial < _LAST_SERIAL:
        return None
    start = _DAY_0_OF_1904 if epoch_1904 else _DAY_0
    if not epoch_1904 and serial < _MISSING_LEAP_DAY:
        start += timedelta(days=1)
    try:
        return start + timedelta(seconds=round(serial * 86_400))
    except OverflowError:
        return None


def show_moment(serial: float, pattern: str, *, epoch_1904: bool) -> str:
    """Return `serial` under a date or time format; "" when it is no moment."""
    moment = moment_of(serial, epoch_1904=epoch_1904)
    if moment is None:
        return ""
    tokens = _tokens(pattern)
    halves = any(kind == "half" for kind, _ in tokens)
    shown = [_show(token, tokens, index, moment, serial, halves) for index, token in enumerate(tokens)]
    return "".join(shown).strip()


def _tokens(pattern: str) -> list[_Token]:
    names = ("literal", "literal", "half", "part", "fraction", "nothing", "literal")
    return [
        (names[match.lastindex - 1], match[match.lastindex])
        for match in _TOKEN.finditer(pattern)
        if match.lastindex is not None
    ]


def _show(token: _Token, tokens: list[_Token], index: int, moment: datetime, serial: float, halves: bool) -> str:
    kind, text = token
    if kind == "half":
        chinese = "上午" in text
        return ("上午" if chinese else "AM") if moment.hour < 12 else ("下午" if chinese else "PM")
    if kind != "part":
        return text if kind == "literal" else ""
    letters = text.lower()
    if letters.startswith("["):
        unit = {"h": 24, "m": 1_440, "s": 86_400}[letters[1]]
        return str(int(round(serial * 86_400) * unit // 86_400)).zfill(len(letters) - 2)
    if letters[0] == "m" and _is_minute(tokens, index):
        return str(moment.minute).zfill(min(len(letters), 2))
    return _part(letters, moment, halves)


def _is_minute(tokens: list[_Token], index: int) -> bool:
    """Tell minutes from months: after hours or before seconds."""
    before = next((text.lower() for kind, text in reversed(tokens[:index]) if kind == "part"), "")
    after = next((text.lower() for kind, text in tokens[index + 1 :] if kind == "part"), "")
    return before.lstrip("[")[:1] == "h" or after.lstrip("[")[:1] == "s"


def _part(letters: str, moment: datetime, halves: bool) -> str:
    count = len(letters)
    if letters[0] in "ye":
        return f"{moment.year:04d}" if count > 2 or letters[0] == "e" else f"{moment.year % 100:02d}"
    if letters[0] == "a":
        return ("星期" if count == 4 else "") + _WEEKDAYS[moment.weekday()]
    if letters[0] == "m" and count > 2:
        name = _MONTHS[moment.month - 1]
        return name if count == 4 else name[:3]
    if letters[0] == "d" and count > 2:
        name = _ENGLISH_DAYS[moment.weekday()]
        return name if count == 4 else name[:3]
    hour = (moment.hour % 12 or 12) if halves else moment.hour
    number = {"m": moment.month, "d": moment.day, "h": hour, "s": moment.second}[letters[0]]
    return str(number).zfill(min(count, 2))
