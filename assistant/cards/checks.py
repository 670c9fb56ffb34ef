"""Checks of a card against the mistakes that hurt people; a blocking finding stops approval, not editing.

The hard orders of steps are in `order_checks`, what concerns the sources in `source_checks`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

from assistant.answering.reading.hidden import hidden_values
from assistant.cards.contacts import DAY, day_of
from assistant.cards.order_checks import wrong_order
from assistant.cards.rulebook import default_rulebook
from assistant.cards.source_checks import foreign_unit, foreign_values, not_approved, not_in_force, uncited_lines
from assistant.cards.unusable import HIDDEN_BLANK
from assistant.records import Card, CardField, CardLine, CardProblem

MAX_STEPS = 8
LONG_STEP = 60
VAGUE = ("第一时间", "酌情", "按有关规定", "加强", "相关人员", "有关人员", "有关部门")
REQUIRED = (CardField.PROHIBITION, CardField.STEP, CardField.REPORT, CardField.PHONE)
NEEDS_WITHDRAWAL = re.compile(r"火|爆|泄漏|中毒|窒息|有限空间|受限空间|山洪|滑坡|泥石流|坍塌")
WITHDRAWAL = re.compile(r"撤离|撤出|撤退|退出|转移|疏散|避险")
COMMAND_STEP = re.compile(r"宣布启动|启动[ⅠⅡⅢⅣIV一二三四]+级")
LEADER = re.compile(r"总指挥|指挥长|指挥官|负责人|总经理|镇长|市长|县长|区长|主任|指挥部|人民政府")
LATE_REPORT = re.compile(
    r"(?:(?P<hours>\d+|[二两三四五六七八九十]+)个?小时|(?P<days>\d+|[一二两三])(?:日|天))(?:之?内|以内)[^。；]{0,20}(?:应急管理局|应急管理部门|县级|区政府|人民政府|监管部门)[^。；]{0,20}报告"
)
ENTERPRISE = re.compile(r"公司|厂$|矿$|集团|商场|大楼|医院|酒店|站$")
STALE_AFTER = timedelta(days=180)  # CARD rule: numbers are dialled again at least every half year
PENDING = re.compile(r"待定|待补充|待明确|另行公布")
REGULATION = "应急管理部令第2号第十九条"
Rule = Callable[[Card], list[CardProblem]]


def check(card: Card) -> tuple[CardProblem, ...]:
    """Return what is wrong with a card, blocking findings first."""
    found = [problem for rule in RULES for problem in rule(card)]
    return tuple(sorted(found, key=lambda problem: not problem.blocking))


def lines_of(card: Card, field: CardField) -> list[CardLine]:
    """Return the filled lines of one field."""
    return [line for line in card.lines if line.field is field and not line.blank]


def missing_fields(card: Card) -> list[CardProblem]:
    """A card without steps, bans, reporting or phones is not a card."""
    return [
        CardProblem(
            rule_id="missing-field",
            field=field,
            message="缺少必备内容，补充来源后才能签发",
            blocking=True,
            source=REGULATION,
        )
        for field in REQUIRED
        if not lines_of(card, field)
    ]


def placeholders(card: Card) -> list[CardProblem]:
    """XX and *** in a source are values nobody knows; a blank that stands for one stops approval like the value itself."""
    return [
        CardProblem(
            rule_id="placeholder",
            field=line.field,
            message=f"来源中是占位符，需补实值：{line.text[:30]}",
            blocking=True,
            source="占位未填",
        )
        for line in card.lines
        if (line.text.startswith(HIDDEN_BLANK) if line.blank else hidden_values(line.text) or PENDING.search(line.text))
    ]


def length(card: Card) -> list[CardProblem]:
    """At most eight steps, each short enough to follow."""
    steps = lines_of(card, CardField.STEP)
    problems = []
    if len(steps) > MAX_STEPS:
        message = f"步骤有 {len(steps)} 步，超过 {MAX_STEPS} 步"
        problems.append(
            CardProblem(rule_id="too-long", field=CardField.STEP, message=message, blocking=True, source="处置卡篇幅")
        )
    problems += [
        CardProblem(
            rule_id="long-step",
            field=CardField.STEP,
            message=f"一步超过 {LONG_STEP} 字，建议拆成一步一动作：{line.text[:24]}…",
            blocking=False,
            source="处置卡篇幅",
        )
        for line in steps
        if len(line.text) > LONG_STEP
    ]
    return problems


def vague_words(card: Card) -> list[CardProblem]:
    """Words that tell nobody what to do."""
    return [
        CardProblem(
            rule_id="vague",
            field=line.field,
            message=f"“{word}”不具体：{line.text[:24]}…",
            blocking=False,
            source="处置卡语言",
        )
        for line in card.lines
        if line.field in (CardField.STEP, CardField.REPORT) and not line.blank
        for word in VAGUE
        if word in line.text
    ]


def withdrawal(card: Card) -> list[CardProblem]:
    """Fire, explosion, leak and confined space need a condition on which everybody leaves."""
    if not NEEDS_WITHDRAWAL.search(card.hazard):
        return []
    text = " ".join(line.text for line in card.lines if not line.blank and line.field is not CardField.BASIS)
    if WITHDRAWAL.search(text):
        return []
    return [
        CardProblem(
            rule_id="no-withdrawal",
            field=CardField.EVACUATION,
            message="没有撤离条件",
            blocking=True,
            source="安全生产法第五十五条；处置卡必备",
        )
    ]


def command_by_front_line(card: Card) -> list[CardProblem]:
    """A front-line position does not activate response levels; stopping work and leaving is always its right."""
    if card.family == "值班与指挥":
        return []
    return [
        CardProblem(
            rule_id="wrong-role",
            field=line.field,
            message=f"{card.position or '一线岗位'}无权启动响应级别：{line.text[:24]}…",
            blocking=True,
            source="预案职责分工",
        )
        for line in lines_of(card, CardField.STEP)
        if commands(line.text)
    ]


def commands(text: str) -> bool:
    """Tell whether a step activates a response level without naming a leader who does."""
    found = COMMAND_STEP.search(text)
    return found is not None and not LEADER.search(text[: found.start()])


def late_report(card: Card) -> list[CardProblem]:
    """A unit reports an accident to the authority within one hour."""
    if not ENTERPRISE.search(card.unit):
        return []
    return [
        CardProblem(
            rule_id="late-report",
            field=line.field,
            message=f"单位向主管部门报告事故不得超过1小时：{line.text[:30]}…",
            blocking=True,
            source="生产安全事故报告和调查处理条例第九条[V]",
        )
        for line in card.lines
        if not line.blank and (found := LATE_REPORT.search(line.text)) and found.group("hours") not in ("1", "一")
    ]


def stale_phones(card: Card) -> list[CardProblem]:
    """Numbers that nobody has dialled for half a year block approval; numbers without a date are pointed out."""
    phones = lines_of(card, CardField.PHONE)
    days = {line.text: DAY.search(line.text) for line in phones}
    stale = [text for text, found in days.items() if found and card.drafted_on - day_of(found) > STALE_AFTER]
    problems = [
        phone_problem("stale-phone", f"电话核验已超过180天，须重新核验：{text}", blocking=True) for text in stale
    ]
    known = tuple(default_rulebook().public_numbers)
    undated = [text for text, found in days.items() if not found and not text.endswith(known)]
    if undated:
        problems.append(
            phone_problem("undated-phone", f"{len(undated)} 个电话没有核验日期：{undated[0]}", blocking=False)
        )
    return problems


def phone_problem(rule_id: str, message: str, *, blocking: bool) -> CardProblem:
    """Return a finding about phones."""
    source = "应急管理部令第2号第十六条[V]；核验期限180天"
    return CardProblem(rule_id=rule_id, field=CardField.PHONE, message=message, blocking=blocking, source=source)


def public_numbers_only(card: Card) -> list[CardProblem]:
    """A card with no number but 119 and the like cannot reach anyone of the unit."""
    known = default_rulebook().public_numbers
    phones = lines_of(card, CardField.PHONE)
    own = [line for line in phones if not any(line.text.endswith(number) for number in known)]
    if not phones or own:
        return []
    message = "只有公知号码，没有本单位联络电话"
    return [
        CardProblem(rule_id="no-own-phone", field=CardField.PHONE, message=message, blocking=True, source=REGULATION)
    ]


RULES: tuple[Rule, ...] = (
    missing_fields,
    uncited_lines,
    foreign_values,
    placeholders,
    length,
    withdrawal,
    command_by_front_line,
    foreign_unit,
    not_in_force,
    not_approved,
    public_numbers_only,
    stale_phones,
    late_report,
    wrong_order,
    vague_words,
)
