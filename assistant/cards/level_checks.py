"""Failure 4, 错级别: warning colours, response levels, grades of accidents and of fire plans kept apart."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.cards.check_context import CheckContext
from assistant.cards.failures import problem
from assistant.cards.printed_lines import cited_text, filled, shown
from assistant.records import Card, CardField, CardLine, CardProblem

STAGE = r"[一二三四五ⅠⅡⅢⅣⅤIV1-5]+"
LEVEL = re.compile(rf"{STAGE}\s?级(?:应急)?响应|[红橙黄蓝]色(?:应急)?(?:预警|响应|警报)")
COLOUR = re.compile(
    rf"[红橙黄蓝]色[^，。；]{{0,4}}响应|[红橙黄蓝]色(?:预警|警报)[^。；]{{0,10}}(?:启动|即为|等于|对应|就是)[^。；]{{0,6}}{STAGE}?\s?级?(?:应急)?响应"
)
GRADE = re.compile(
    r"(?:特别重大|特大|重大|较大|一般)(?:事故)?级?(?:应急)?响应|响应(?:级别|等级|级)?[^，。；]{0,4}(?:定为|确定为|判为|是|为)[^，。；]{0,4}(?:特别重大|特大|重大|较大|一般)"
)
NUMBERED = re.compile(rf"{STAGE}\s?级(?:生产安全)?事故")
FIRE_PLAN = re.compile(r"38315|灭火和应急疏散预案")
UPSIDE_DOWN = re.compile(r"一级[^。；]{0,8}最(?:重|严重|高|大)|五级[^。；]{0,8}最(?:轻|低|小)")
ACTIVATES = re.compile(rf"启动[^，。；]{{0,6}}{STAGE}\s?级")
CONDITION = re.compile(
    r"达到|超过|不能|没有|无法|失控|蔓延|扩大|出现|发生|符合|条件|对照|按照?[^，。；]{0,12}(?:预案|表)|表\d|时[，,]|的[，,]|人以上"
)
PLACES = (CardField.RECOGNITION, CardField.STEP, CardField.REPORT, CardField.EVACUATION, CardField.HANDOVER)


def find(card: Card, _context: CheckContext) -> Iterator[CardProblem]:
    """Yield findings about levels."""
    for line in filled(card, *PLACES):
        yield from about_line(card, line)


def levels_unsourced(card: Card, line: CardLine) -> Iterator[CardProblem]:
    """Yield levels that the cited passages do not hold."""
    cited = cited_text(card, line)
    for match in LEVEL.finditer(line.text) if line.markers else ():
        if match.group() not in cited:
            yield problem("level-not-in-source", line.field, f"“{match.group()}”不在所引来源中：{shown(line)}")


def about_line(card: Card, line: CardLine) -> Iterator[CardProblem]:
    """Yield what is wrong with the levels of one line."""
    yield from levels_unsourced(card, line)
    if COLOUR.search(line.text):
        yield problem("level-colour", line.field, f"预警颜色不是响应级别：{shown(line)}")
    if GRADE.search(line.text):
        yield problem("level-grade", line.field, f"事故等级不是响应级别：{shown(line)}")
    elif NUMBERED.search(line.text):
        message = f"事故等级分一般、较大、重大、特别重大，不编号，勿与响应级别混用：{shown(line)}"
        yield problem("level-grade", line.field, message, blocking=False)
    if UPSIDE_DOWN.search(line.text) and FIRE_PLAN.search(line.text):
        yield problem("level-direction", line.field, f"灭火和应急疏散预案一级最轻：{shown(line)}")
    found = ACTIVATES.search(line.text)
    if found and not CONDITION.search(line.text[: found.start()]):
        yield problem("level-without-condition", line.field, f"没有写启动这一级的条件：{shown(line)}")
