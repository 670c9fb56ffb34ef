"""What a report has to say: the six elements of 国务院令第493号第十二条[V], three of them by telephone (21号令第十条[V])."""

from __future__ import annotations

import re

from assistant.cards.printed_lines import filled
from assistant.records import Card, CardField

AUTHORITY = re.compile(r"应急管理|人民政府|[市县区]政府|监管|主管部门|管委会")
REPORTS = re.compile(r"报(?!警|名|到)|通知|拨打|119|120")
# 其他应当报告的情况, the sixth, cannot be missing.
ELEMENTS = {
    "单位概况": re.compile(r"单位|厂名|公司名|概况"),
    "时间地点和现场": re.compile(r"时间|地点|地址|位置|部位|罐号|在哪|名称|路线|楼层|池井"),
    "简要经过": re.compile(r"经过|情况|火情|险情|物质|泄漏量|漏量|燃烧|读数|气体|类型|电压|物资|致伤"),
    "伤亡和涉险人数": re.compile(r"伤|亡|被困|人数|人员"),
    "已采取的措施": re.compile(r"措施|处置|是否断电|停车|冲洗|已关"),
}
BY_PHONE = ("时间地点和现场", "伤亡和涉险人数")


def missing_elements(card: Card) -> tuple[str, ...]:
    """Return the elements that the card's reports lack; () for a card without a report, which is another finding.

    A report to the authorities needs them all; a call inside the unit or to 119 only where and who is hurt, and of these the
    card has to name one at least.
    """
    lines = filled(card, CardField.REPORT, CardField.STEP)
    reports = [line.text for line in lines if line.field is CardField.REPORT or REPORTS.search(line.text)]
    if not filled(card, CardField.REPORT):
        return ()
    told = " ".join(reports)
    lacking = tuple(name for name, pattern in ELEMENTS.items() if not pattern.search(told))
    official = any(AUTHORITY.search(text) for text in reports)
    if official:
        return lacking
    return tuple(name for name in BY_PHONE if name in lacking) if set(BY_PHONE) <= set(lacking) else ()
