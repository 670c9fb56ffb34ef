"""The values of a sentence in a form where equal values are equal: quantities, dates, phones, numbers of documents."""

from __future__ import annotations

import re

from assistant.answering.reading.hidden import without_hidden
from kb.text import default_tokenizer, normalize

DATE = re.compile(
    r"(?P<y>(?:19|20)\d\d)年(?:(?P<m>\d{1,2})月)?(?:(?P<d>\d{1,2})日)?|(?P<m2>\d{1,2})月(?P<d2>\d{1,2})日"
)
PHONE = re.compile(r"(?<![\d-])(?:0\d{2,3}-?\d{7,8}|1[3-9]\d{9}|400-?\d{3}-?\d{4})(?![\d-])")
PAPER = re.compile(
    r"[\u4e00-\u9fff]{1,8}[〔\[(](?:19|20)\d\d[〕\])]\d+号|gb/?t? ?\d+(?:\.\d+)?-\d{4}|第?\d+号令|令第?\d+号"
)
OTHER_UNITS = re.compile(
    r"\d+(?:\.\d+)?(?:ppm|兆帕|mpa|℃|度|%|％|‰|吨|公斤|千克|升|套|具|支|台|部|件|岁|倍|处|座|辆|艘|架|个|次|份|项|种|级|号|时)"
)
# What gives a value token already: its digits need not stand in the source in the same form (1小时 = 60分钟).
COUNTED = re.compile(
    r"\d+(?:,\d{3})*(?:\.\d+)?[百千万亿]*(?:个?工作日|个?小时|个星期|个月|分钟|秒|天|日|周|年|元|人次|人|名|户|平方公里|平方米|立方米|"
    r"毫米|厘米|公里|千米|米|公顷|亩|m[23²³]?|km2?)|第\d+[条章节款项编]|\d级"
)
DIGITS = re.compile(r"\d+(?:\.\d+)?")
BOUND = re.compile(
    r"(?P<before>不超过|不少于|不低于|不大于|不小于|至少|最多|至多|超过|高于|大于|低于|小于|不足)?(?P<number>\d+(?:\.\d+)?)"
    r"(?:[^\d，。；、以之]{0,5}(?P<after>以上|以下|以内|之内|以外))?"
)
BOUNDS = {
    "以上": "up", "不少于": "up", "不低于": "up", "不小于": "up", "至少": "up",
    "超过": "over", "高于": "over", "大于": "over",
    "以下": "down", "不超过": "down", "不大于": "down", "最多": "down", "至多": "down", "以内": "down", "之内": "down",
    "低于": "under", "小于": "under", "不足": "under", "以外": "outside",
}  # fmt: skip


def values_of(text: str) -> set[str]:
    """Return quantities, levels, clause numbers, dates, phones, document numbers and bare numbers of a text.

    三十分钟, 30分钟 and 半小时 give one value; so do Ⅱ级 and 二级. A date also gives its parts, so that 2025年 is
    contained in 2025年9月10日. 以上 and 以下 are kept apart, see `bounds_of`.
    """
    text = without_hidden(text)  # the 20 of 20XX年 is no number
    plain = normalize(text)
    values = {token for token in default_tokenizer().words(text) if token.startswith("§")}
    rest = plain
    for pattern in (PHONE, PAPER):
        values |= {re.sub(r"[\s〔〕()\[\]]", "", found) for found in pattern.findall(rest)}
        rest = pattern.sub(" ", rest)
    for match in DATE.finditer(rest):
        values |= date_values(match)
    rest = COUNTED.sub(" ", DATE.sub(" ", rest))
    values |= set(OTHER_UNITS.findall(rest))
    return values | {number.replace(",", "") for number in DIGITS.findall(rest)}


def date_values(match: re.Match[str]) -> set[str]:
    """Return a date as year, year-month and month-day values."""
    year, month, day = match.group("y"), match.group("m") or match.group("m2"), match.group("d") or match.group("d2")
    parts = set()
    if year:
        parts.add(f"{year}年")
    if year and month:
        parts.add(f"{year}年{int(month)}月")
    if month and day:
        parts.add(f"{int(month)}月{int(day)}日")
    return parts


def bounds_of(text: str) -> set[tuple[str, str]]:
    """Return (number, kind of bound) for numbers with 以上, 以下, 超过, 不少于 …"""
    found = set()
    for match in BOUND.finditer(normalize(text)):
        for word in (match.group("before"), match.group("after")):
            if word:
                found.add((match.group("number"), BOUNDS[word]))
    return found
