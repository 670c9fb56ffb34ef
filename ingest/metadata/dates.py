"""Adopted, issued, revised, in force from, in force until: read from the head, the closing clauses and the end."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise

from ingest.metadata.days import FoundDay, day_of_file_name, find_days
from ingest.metadata.head import HeadLine
from ingest.structure.marks import chinese_number
from kb.records import Span

_REVISED_RE = re.compile(r"修正|修订|修改")
_ISSUED_RE = re.compile(r"公布|发布|颁布|印发|公告|令\s*第[^，。]{1,8}号\s*$|(?:发文|成文|发布|印发|生效)(?:日期|时间)")
_EFFECTIVE_RE = re.compile(r"施行|实施|生效|执行")
_ISSUED_LABEL_RE = re.compile(r"时间\s*[：:]\s*$|^——")
_LABEL_RE = re.compile(
    r"(发布|成文|发文|印发|公开|编制|签发|生效|施行|实施|修订|来源.{0,12})\s*(?:日期|时间)\s*[：:]?\s*$"
)
# When a page was put on a site; the day of the document itself goes first.
_SHOWN_RE = re.compile(r"(?:发布|发表|公开|来源.{0,12})\s*(?:日期|时间)\s*[：:]?\s*$|^\s*时间\s*[：:]\s*$")
_VISITED_RE = re.compile(r"(?:抓取|采集|下载|打印|访问|更新|浏览|收录)(?:日期|时间)?\s*[：:]?\s*$")
_BY_LABEL = {"生效": "effective_on", "施行": "effective_on", "实施": "effective_on", "修订": "revised_on"}
_ALONE_RE = re.compile(r"^[\s（(]*$|号[）)]?[\s（(][\u4e00-\u9fff\s]*$|号[（(]$")
_AFTER_ALONE_RE = re.compile(r"^\s*(?:\d{1,2}时)?[\s）)]*$")
_IN_FORCE_RE = re.compile(
    r"自\s*(?:(?P<when>[^，。；\n自]{6,24}?)|(?P<event>公布|发布|印发|颁布|通过|批准|签发)(?:之日)?)\s*起\s*"
    r"(?:(?P<days>[\d一二三四五六七八九十]{1,3})日?[之以]?后)?\s*(?:正式)?(?:施行|实施|生效|执行|试行)"
)
# Of the document itself: 本办法有效期…, …起施行，有效期…; not that of a licence or an agreement the text speaks of.
_VALID_RE = re.compile(
    r"(?:本[^，。；\n]{2,12}自[^。；\n]{3,24}起(?:施行|实施|执行|生效)[^。；\n]{0,4}|本(?:办法|规定|预案|通知|意见|细则|方案|决定|文件|规则|标准|规范)的?)"
    r"有效期(?:(?:至|到|截至)\s*([^，。；\n]{8,16}?日)|(?:为|限为|是)?\s*([\d一二三四五六七八九十两]{1,2})\s*年)"
)
_EVENT_RE = re.compile(r"通过|批准|修正|修订|修改|公布|发布|颁布|印发|施行|实施|生效|令")
_CJK_RE = re.compile(r"[\u4e00-\u9fff]")
_PROSE_STARTS = "为根依现按经"
_TAIL_LENGTH = 3000
_LAST_LINES = 14
_SHORT_LINE = 24
_RUN_IN_LINES = 3


@dataclass(slots=True, kw_only=True)
class Dates:
    """The dates of a document while they are being read; `spans` tells where each was found."""

    adopted_on: date | None = None
    issued_on: date | None = None
    effective_on: date | None = None
    revised_on: date | None = None
    expires_on: date | None = None
    approved_on: date | None = None
    shown_on: date | None = None
    spans: dict[str, Span] = field(default_factory=dict)

    def put(self, name: str, day: date, start: int, end: int) -> None:
        """Set a date and where it stands."""
        setattr(self, name, day)
        self.spans[name] = Span(start=start, end=end)

    @property
    def latest(self) -> date | None:
        """The last of the days on which the text was decided on or made known."""
        known = [self.adopted_on, self.issued_on, self.revised_on, self.approved_on]
        return max((day for day in known if day is not None), default=None)


def read_dates(head: Sequence[HeadLine], text: str, file_name: str, *, has_articles: bool) -> Dates:
    """Read the dates.

    Args:
        file_name: A date in it counts as the day of issue where the text states none.
        has_articles: Rules carry their dates in the head, letters and reports at the end.
    """
    dates = Dates()
    for line, following in pairwise((*head, HeadLine(text="", start=len(text)))):
        if line.text[0] not in _PROSE_STARTS:
            _read_line(dates, line, following.text)
    if dates.issued_on is None and not has_articles:
        _read_end(dates, text)
    if dates.shown_on is not None and dates.latest is None:
        dates.put("issued_on", dates.shown_on, dates.spans["shown_on"].start, dates.spans["shown_on"].end)
    _read_file_name(dates, file_name)
    _read_effective(dates, text)
    _read_expiry(dates, text)
    return dates


def _read_line(dates: Dates, line: HeadLine, following: str) -> None:
    days = list(find_days(line.text))
    for index, found in enumerate(days):
        end = days[index + 1].start if index + 1 < len(days) else len(line.text)
        before = line.text[days[index - 1].end if index else 0 : found.start]
        after = line.text[found.end : end]
        if _CJK_RE.search(after) and index + 1 == len(days) and not _EVENT_RE.search(after):
            after += following  # 1984年1月7日 国务院 / 中央军委发布
        _read_event(dates, found, before, after, line.start)


def _read_event(dates: Dates, found: FoundDay, before: str, after: str, offset: int) -> None:
    name = _event(dates, before, after)
    if not name:
        return
    start, end = offset + found.start, offset + found.end
    known = getattr(dates, name)
    if known is None or (name in ("issued_on", "revised_on", "approved_on") and found.day > known):
        dates.put(name, found.day, start, end)
    if name == "issued_on" and "施行" in after and not re.search(r"自.*施行", after):
        dates.put("effective_on", found.day, start, end)


def _event(dates: Dates, before: str, after: str) -> str:
    """Return the name of the date that the words around it make it."""
    if _VISITED_RE.search(before):
        return ""
    if _SHOWN_RE.search(before):
        return "shown_on"
    if (label := _LABEL_RE.search(before)) is not None:
        return _BY_LABEL.get(label[1], "issued_on")
    if before.rstrip().endswith("自") or (_EFFECTIVE_RE.search(after) and not _made_known(after)):
        return "effective_on"
    if _REVISED_RE.search(after):
        return "revised_on"
    if "批准" in after:
        return "approved_on"
    if "通过" in after:
        return "adopted_on" if dates.adopted_on is None else "revised_on"
    alone = _ALONE_RE.search(before) and _AFTER_ALONE_RE.match(after)
    return "issued_on" if alone or _ISSUED_RE.search(after) or _ISSUED_LABEL_RE.search(before) else ""


def _made_known(after: str) -> bool:
    return bool(_ISSUED_RE.search(after) or "通过" in after or _REVISED_RE.search(after))


def _read_end(dates: Dates, text: str) -> None:
    """Read the day under a letter or report: a line near the end that holds nothing else, or ends with it."""
    end = len(text)
    for number in range(_LAST_LINES):
        start = text.rfind("\n", 0, end) + 1
        line = text[start:end]
        found = _day_alone(line) if len(line) <= _SHORT_LINE or number >= _RUN_IN_LINES else _day_after_a_stop(line)
        if found is not None:
            dates.put("issued_on", found.day, start + found.start, start + found.end)
            return
        if start == 0:
            return
        end = start - 1


def _day_alone(line: str) -> FoundDay | None:
    found = next(find_days(line), None) if len(line) <= _SHORT_LINE else None
    alone = found is not None and _ALONE_RE.search(line[: found.start]) and _AFTER_ALONE_RE.match(line[found.end :])
    return found if alone else None


def _day_after_a_stop(line: str) -> FoundDay | None:
    """Return the day that a last sentence ran into: …生命安全，2025年5月31日18时."""
    shift = len(line) - _SHORT_LINE
    found = next(find_days(line[shift:]), None)
    if (
        found is None
        or line[shift + found.start - 1] not in "，。；"
        or not _AFTER_ALONE_RE.match(line[shift + found.end :])
    ):
        return None
    return FoundDay(day=found.day, start=found.start + shift, end=found.end + shift)


def _read_file_name(dates: Dates, file_name: str) -> None:
    """Take the day of a file name as that of this edition, unless the text tells of a later one."""
    day = day_of_file_name(file_name)
    if day is None or (dates.latest is not None and day < dates.latest):
        return
    if dates.issued_on is None:
        dates.issued_on = day
    elif dates.latest is not None and day > dates.latest:
        dates.revised_on = day


def _read_effective(dates: Dates, text: str) -> None:
    """Read the last "自…起施行" of the closing clauses; of it and the head the later day counts."""
    start = max(0, len(text) - _TAIL_LENGTH)
    if "施行" in text[start:] or "实施" in text[start:] or "执行" in text[start:]:
        for match in reversed(list(_IN_FORCE_RE.finditer(text, start))):
            if _take_clause(dates, match):
                return
    if dates.effective_on is None:
        for match in _IN_FORCE_RE.finditer(text, 0, start):
            if text[max(0, match.start() - 12) : match.start()].rfind("本") >= 0 and _take_clause(dates, match):
                return


def _take_clause(dates: Dates, match: re.Match[str]) -> bool:
    if match["event"]:
        day = dates.adopted_on if match["event"] == "通过" else dates.issued_on
        if day is not None and match["days"]:
            day += timedelta(days=max(0, chinese_number(match["days"])))
    else:
        day = next((found.day for found in find_days(match["when"])), None)
    if day is None:
        return bool(match["event"])
    if dates.effective_on is None or day > dates.effective_on:
        dates.put("effective_on", day, match.start(), match.end())
    return True


def _read_expiry(dates: Dates, text: str) -> None:
    match = _VALID_RE.search(text, max(0, len(text) - _TAIL_LENGTH)) if "有效期" in text[-_TAIL_LENGTH:] else None
    if match is None:
        return
    if match[1]:
        last = next((found.day for found in find_days(match[1])), None)
        day = last + timedelta(days=1) if last is not None else None
    else:
        day = _years_later(dates.effective_on or dates.issued_on, max(0, chinese_number(match[2])))
    if day is not None:
        start = text.index("有效期", match.start())
        dates.put("expires_on", day, start, match.end())


def _years_later(day: date | None, years: int) -> date | None:
    if day is None or years < 1:
        return None
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # 29 February
        return day.replace(year=day.year + years, day=28)
