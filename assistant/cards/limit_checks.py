"""Failure 2, 错时限: within which time a unit reports, and that every limit stands in its source."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.answering.reading.kinds import LIMIT, NUMERAL
from assistant.cards.check_context import CheckContext
from assistant.cards.failures import problem
from assistant.cards.families import DESK
from assistant.cards.printed_lines import cited_text, filled, shown
from assistant.records import Card, CardField, CardLine, CardProblem
from kb.text.numerals import parse_number

ENTERPRISE = re.compile(r"公司|厂$|矿$|集团|商场|大楼|医院|酒店|站$")
SENTENCE = re.compile(r"[。；;]")
REPORTS = re.compile(r"报(?!警|纸|名|到)|通报|汇报|上报")
NOT_FIRST = re.compile(r"续报|补报|演练|备案|复核|评估")
AUTHORITY = re.compile(
    r"应急管理(?:部门|局|厅|委)|应急(?:局|办)|[省市县区]应急|监督?管理?部门|主管部门|县级|区级|市级|人民政府|[市县区]政府|管委会|监管局|安监"
)
PROVINCE = re.compile(r"省级|省应急|省[^，。；]{0,4}(?:厅|部门|政府)|自治区[^，。；]{0,6}(?:厅|部门)")
EACH_STEP = re.compile(r"(?:逐级|每级|每一级)[^。；]{0,16}小时")
DURATION = re.compile(rf"(?P<count>{NUMERAL}|半)个?(?P<unit>分钟|小时|日|天|工作日)(?!以上|后)")
AFTERWARDS = re.compile(
    r"(?:处理|处置|扑救|抢救|控制|抢修|堵漏)[^，。；]{0,6}(?:完|毕|后|结束)[^，。；]{0,2}再[^，。；]{0,10}报"
)
SAME_DAY = re.compile(r"当(?:日|天)(?!值|班)|次日|第二天|翌日|24时前")
ON_SITE = re.compile(r"现场(?:作业)?(?:有关)?人员|发现人|目击者|当事人|任何人")
OWN_LEADER = re.compile(r"负责人|总指挥|领导|总经理|厂长|矿长|经理")
GOODS = re.compile(r"(?:物资|装备|器材|车辆|队伍|力量)[^，。；]{0,12}(?:送达|到位|运抵|到达|运到|调拨)")
MINUTES = {"分钟": 1, "小时": 60, "日": 1440, "天": 1440, "工作日": 1440}
AT_ONCE = "立即"
ONE_HOUR = 60
WHOLE_DAY = 1440


def find(card: Card, _context: CheckContext) -> Iterator[CardProblem]:
    """Yield findings about limits of time."""
    for line in filled(card):
        yield from limits_unsourced(card, line)
        for sentence in SENTENCE.split(line.text):
            yield from about_sentence(card, line, sentence)
    yield from province_missing(card)


def limits_unsourced(card: Card, line: CardLine) -> Iterator[CardProblem]:
    """Yield limits that the cited passages do not hold."""
    cited = cited_text(card, line)
    for match in LIMIT.finditer(line.text) if line.markers else ():
        if match.group() not in cited:
            yield problem("limit-not-in-source", line.field, f"“{match.group()}”不在所引来源中：{shown(line)}")


def about_sentence(card: Card, line: CardLine, sentence: str) -> Iterator[CardProblem]:
    """Yield what is wrong with the limit of one sentence."""
    unit_reports = ENTERPRISE.search(card.unit) is not None
    if unit_reports and EACH_STEP.search(sentence):
        yield problem("department-limit", line.field, f"逐级上报时限用于部门，单位按1小时：{shown(line)}")
    elif unit_reports and REPORTS.search(sentence) and not NOT_FIRST.search(sentence):
        yield from late_reports(line, sentence)
    if line.field is CardField.REPORT and GOODS.search(sentence) and longest(sentence) and not REPORTS.search(sentence):
        yield problem("goods-limit-as-report", line.field, f"这是物资或队伍到达的时限，不是报告时限：{shown(line)}")
    to_leader = OWN_LEADER.search(sentence) and REPORTS.search(sentence)
    if ON_SITE.search(sentence) and to_leader and longest(sentence) and AT_ONCE not in sentence:
        yield problem("onsite-not-immediate", line.field, f"现场人员应立即报告，不设时限：{shown(line)}")
    elif AFTERWARDS.search(sentence) and card.family != DESK:
        yield problem("onsite-not-immediate", line.field, f"应先报告，不等处置完：{shown(line)}")


def late_reports(line: CardLine, sentence: str) -> Iterator[CardProblem]:
    """Yield a report to the authorities that is later than one hour."""
    if longest(sentence) <= ONE_HOUR:
        return
    if PROVINCE.search(sentence):
        yield problem("late-province-report", line.field, f"报省级部门不得超过1小时：{shown(line)}")
    elif AUTHORITY.search(sentence):
        yield problem("late-report", line.field, f"单位向主管部门报告事故不得超过1小时：{shown(line)}")


def longest(sentence: str) -> int:
    """Return the longest limit of a sentence in minutes, 0 when it has none."""
    found = [WHOLE_DAY] if SAME_DAY.search(sentence) else []
    for match in DURATION.finditer(sentence):
        count = 0.5 if match["count"] == "半" else float(parse_number(match["count"]))
        found.append(int(count * MINUTES[match["unit"]]))
    return max(found, default=0)


def province_missing(card: Card) -> Iterator[CardProblem]:
    """Yield that a card which tells to report to the authority says nothing of the province for larger accidents."""
    telling = [
        line
        for line in filled(card, CardField.STEP, CardField.REPORT)
        if AUTHORITY.search(line.text) and REPORTS.search(line.text) and longest(line.text)
    ]
    told = any(PROVINCE.search(line.text) for line in filled(card))
    if telling and not told and ENTERPRISE.search(card.unit) and card.family == DESK:
        message = "没有写较大以上事故同时在1小时内报省级部门"
        yield problem("province-report-missing", telling[0].field, message)
