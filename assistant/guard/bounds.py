"""Bounds of a value: 以上, 以下, 超过, 不足, 之内, 之前, 之后 … kept apart; 以上 includes the number, 超过 does not.

Bounds are "ge" (以上, 不少于), "gt" (超过), "le" (以下, 不超过, 内), "lt" (不足), "reach" (达到), "about", "before", "after",
"outside", and "from"/"to" for the ends of a range; "" is none.
"""

from __future__ import annotations

import re

_BEFORE = (
    ("le", "不得超过 不应超过 不能超过 不可超过 不会超过 不要超过 不允许超过 不准超过 不超过 不多于 不得多于 不大于 不得大于 不应大于 不高于 不得高于 不应高于 不长于 不迟于 不得迟于 不晚于 不超出 不得超出 最多 至多 最长 最高 最大 最晚 最迟 上限为 上限 ≤ <= 小于等于 小于或等于 控制在"),
    ("ge", "不得少于 不准少于 不准低于 不可低于 不会少于 不应少于 不能少于 不可少于 不少于 不低于 不得低于 不应低于 不能低于 不小于 不得小于 不应小于 不短于 不得短于 至少为 至少有 至少需 至少 最少 最低 起码 下限为 下限 ≥ >= 大于等于 大于或等于"),
    ("gt", "超过了 超过 超 高于 大于 多于 逾 超出 > 长于 突破"),
    ("lt", "低于 小于 少于 不足 不满 不到 未满 不够 未达到 没有达到 未达 < 短于 未超过"),
    ("reach", "达到 达 满 已达"),
    ("about", "大约 约为 约 将近 接近 近"),
    ("before", "提前 提早"),
)  # fmt: skip
_AFTER = (
    ("ge", "及其以上 及以上 或以上 或者以上 以上 起"),
    ("le", "及其以下 及以下 或以下 或者以下 以下 以内 之内 内"),
    ("about", "左右 上下"),
    ("before", "之前 以前 前"),
    ("after", "之后 以后 后"),
    ("outside", "以外 之外 开外"),
)
_LEADING = {word: name for name, words in _BEFORE for word in words.split()}
_TRAILING = {word: name for name, words in _AFTER for word in words.split()}
_LEAD = re.compile(f"({'|'.join(sorted(map(re.escape, _LEADING), key=len, reverse=True))})(?:的|了|为|在|有|:)?$")
_TRAIL = re.compile(
    rf"(?:\(含[^)]*\)|的?时间|的?期限)?({'|'.join(sorted(_TRAILING, key=len, reverse=True))})(?![部涝勤方来线续备期往述列]|容|力|业|河)"
)
_FAR_TRAIL = re.compile(r"(?![^的]*\d)[^\d一二三四五六七八九十,，。;；、:：()以内]{0,5}(以上|以下)(?![简规内])")
_TIMES = frozenset({"second", "day", "workday", "month"})
_LONGEST_LEAD = 8
_FAR_LEAD = re.compile("(至少|最少|至多|最多|最长|不少于|不低于|不得少于)[^每,。;:、\\d]{1,4}$")
_SAME = frozenset({
    ("ge", "reach"), ("reach", "ge"), ("", "reach"), ("reach", ""), ("ge", "from"), ("from", "ge"), ("le", "to"), ("to", "le"),
    ("", "about"), ("about", ""), ("reach", "about"), ("from", ""), ("to", ""), ("about", "reach"),
})  # fmt: skip
# 30分钟内 may be told as a limit of 30分钟, 3日前 as 提前3日; never the other way round for 超过 or 以上.
_SAME_TIMES = frozenset(
    {("le", ""), ("", "le"), ("", "to"), ("before", ""), ("", "before"), ("after", ""), ("", "after")}
)
LIMIT_WORDS = re.compile("时限|期限|上限|下限|标准|门槛|阈值|最低|最高|起点|警戒|界限|为限|要求")


def bound_before(plain: str, start: int) -> tuple[str, int]:
    """Return (bound, where its word begins) for the word that ends at `start`; ("", start) for none.

    A verb may stand between: 至少保存3年. Then only the number counts as the value's place.
    """
    found = _LEAD.search(plain[max(0, start - _LONGEST_LEAD) : start])
    if not found:
        far = _FAR_LEAD.search(plain[max(0, start - _LONGEST_LEAD) : start])
        return (_LEADING[far.group(1)] if far else ""), start
    return _LEADING[found.group(1)], max(0, start - _LONGEST_LEAD) + found.start()


def bound_after(plain: str, end: int) -> tuple[str, int]:
    """Return (bound, where its word ends) for the word that follows a value."""
    found = _TRAIL.match(plain, end) or _FAR_TRAIL.match(plain, end)
    return (_TRAILING[found.group(1)], found.end()) if found else ("", end)


def same_bound(said: str, known: str, dimension: str) -> bool:
    """Tell whether a sentence may say a value with bound `said` where the evidence has `known`."""
    if said == known or (said, known) in _SAME:
        return True
    return dimension in _TIMES and (said, known) in _SAME_TIMES


BOUND_NAMES = {
    "ge": "以上（含本数）", "gt": "超过", "le": "以下、以内", "lt": "不足", "reach": "达到", "about": "约", "before": "之前", "after": "之后",
    "outside": "以外", "from": "区间下限", "to": "区间上限", "": "没有界限词",
}  # fmt: skip
