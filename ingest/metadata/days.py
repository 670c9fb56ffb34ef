"""Finding dates as Chinese documents write them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ingest.structure.marks import chinese_number

_CN = "〇○零一二三四五六七八九"
_DATE_RE = re.compile(
    rf"(?P<y>(?:19|20|１９|２０)\d\d|[一二][{_CN}OＯ]{{3}})\s*年\s*"
    r"(?P<m>\d{1,2}|[一二三四五六七八九十]{1,2})\s*月\s*(?P<d>\d{1,2}|[一二三四五六七八九十]{1,3})\s*日?"
    r"|(?P<y2>(?:19|20)\d\d)[-./](?P<m2>\d{1,2})[-./](?P<d2>\d{1,2})(?!\d)"
)
_FILE_DATE_RE = re.compile(r"(?<!\d)((?:19|20)\d\d)[-.年_]?(0[1-9]|1[0-2])[-.月_]?(0[1-9]|[12]\d|3[01])(?!\d)")


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundDay:
    """A date and where it stands in the searched text."""

    day: date
    start: int
    end: int


def find_days(text: str) -> Iterator[FoundDay]:
    """Yield the calendar dates of a text in order; impossible ones are left out."""
    if "年" not in text and "-" not in text and "." not in text and "/" not in text:
        return
    for match in _DATE_RE.finditer(text):
        year, month, day = (match["y"], match["m"], match["d"]) if match["y"] else match.group("y2", "m2", "d2")
        found = _day(year, month, day)
        if found is not None:
            yield FoundDay(day=found, start=match.start(), end=match.end())


def day_of_file_name(stem: str) -> date | None:
    """Return the last date that a file name carries: …(2024-06-28), …_20210610."""
    matches = _FILE_DATE_RE.findall(stem)
    return _day(*matches[-1]) if matches else None


def _day(year: str, month: str, day: str) -> date | None:
    year = year.replace("O", "〇").replace("Ｏ", "〇")
    try:
        return date(chinese_number(year), chinese_number(month), chinese_number(day))
    except ValueError:
        return None
