"""The day whose text a question asks about: in 2020, before the revision."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

_YEAR = r"(?P<{0}>(?:19|20)\d{{2}})年(?:(?P<{0}_month>\d{{1,2}})月(?:(?P<{0}_day>\d{{1,2}})[日号])?)?"
_THEN = re.compile(
    _YEAR.format("then") + r"(?:时候?|的时候|当时|那时候?|那会儿|那年)(?![间限段刻期])"
    rf"|(?:按照?|依照?|根据|适用){_YEAR.format('by')}(?:的|时的?|当时的?)?(?:规定|要求|标准|办法|有效)"
)
# What happened in a year is told by reports; only what was ruled then is asked for as of that year.
_RULED = re.compile(
    r"规定|办法|条例|预案|[法第].{1,9}条|应当|要求|有效|响应|预警|审签|签发|批准|发布|上报|报告|时限|期限|多久|多长时间"
)
_TOLD = re.compile(r"发生|造成|死亡|受伤|参加|组织了|演练了|开展了|完成了|投入")
_EARLIER = re.compile(
    r"(?:修订|修正|修改|更新|改版)(?:之|以)?前|旧(?:版|法|办法|条例|规定|预案|文件|的)|老(?:版|办法|条例|规定|预案|法|的(?=.{0,14}(?:办法|条例|规定|预案|法)))"
    r"|新旧|原(?:来|先)的?(?:规定|办法|条例|条文|预案|怎么|是怎么)|以前的?.{0,8}(?:规定|办法|条例|条文|预案|怎么规定|怎么写)"
    r"|上一版"
)
# What only tells the version: left out when the version has been chosen by it.
_TIME_WORDS = re.compile(
    rf"{_THEN.pattern.replace('(?P<then', '(?P<w_then').replace('(?P<by', '(?P<w_by')}"
    r"|(?:修订|修正|修改|更新|改版)(?:之|以)?前的?|(?<![\u4e00-\u9fff])(?:旧|老)的?(?=办法|条例|规定|预案|法|版|文件)|旧版的?|老版的?"
    r"|旧的|老的|原(?:来|先)的?|以前的?|[（(](?:19|20)\d{2}年?(?:版|修[订正]版?)?[）)]|(?:19|20)\d{2}年?(?:版|的(?=.{2,20}(?:办法|条例|规定|预案|法)))的?"
)


def as_of_in(question: str) -> date | None:
    """Return the day whose law a question (in normal form) asks about, the last one of the year or month it names.

    None when it names no such time, or names it for what happened then rather than for what was ruled.
    """
    match = _THEN.search(question)
    if match is None or not _RULED.search(question) or _TOLD.search(question):
        return None
    name = "then" if match.group("then") else "by"
    year, month = int(match.group(name)), int(match.group(f"{name}_month") or 12)
    try:
        last = monthrange(year, month)[1]
        return date(year, month, int(match.group(f"{name}_day") or last))
    except ValueError:  # 13月, 31 of a month without one
        return None


def asks_for_earlier(question: str) -> bool:
    """Tell whether a question (in normal form) asks for the text before its revision."""
    return bool(_EARLIER.search(question))


def without_time(question: str) -> str:
    """Return a question (as asked) without the words that only say which day's or which version's text is wanted."""
    return _TIME_WORDS.sub("", question).lstrip("，,、的里中 ")
