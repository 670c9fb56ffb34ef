"""What an answer of each kind must look like, as patterns over the words of Chinese documents."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.answering.reading.hidden import without_hidden
from kb.records import AnswerKind, Question

NUMERAL = r"(?:[0-9０-９]+(?:[.,，．][0-9０-９]+)*|[零〇一二两三四五六七八九十百千万亿]+)"
TIME_UNIT = r"(?:分钟|小时|个?工作日|日|天|周|个月|年|秒|时)"
LIMIT = re.compile(
    rf"{NUMERAL}(?:个)?{TIME_UNIT}(?:之?内|以内|前|一?次)?|半小时|立即|立刻|马上|当日|当天|24小时|即时|第一时间|每(?:日|天|周|月|季度|半年|年)"
)
NUMBER = re.compile(rf"(?:{NUMERAL})(?:多|余)?[%％‰]?[^\s，。；、]{{0,4}}|半数|全部")
DATE = re.compile(rf"{NUMERAL}年(?:{NUMERAL}月)?(?:{NUMERAL}日)?|{NUMERAL}月{NUMERAL}日|{NUMERAL}月[上中下]旬")
CALENDAR_DAY = re.compile(rf"(?:[12]\d{{3}}年(?:{NUMERAL}月)?(?:{NUMERAL}日)?|{NUMERAL}月{NUMERAL}日)(?!内|以内|之内)")
PHONE = re.compile(
    r"(?<!\d)(?:0\d{2,3}[-－—]?\d{7,8}|1[3-9]\d{9}|1(?:10|19|20|22)|12\d{3}|9\d{4}|400[-－]?\d{3}[-－]?\d{4}|\d{7,8})(?!\d)"
)
BODY = re.compile(
    r"[局部委厅办署司队组处室所站院会长员]|政府|机构|部门|中心|公司|企业|单位|专家|人民法院|法人|负责人|指挥官|指挥员|司机|群众"
)
LEVEL = re.compile(r"[一二三四五ⅠⅡⅢⅣⅤ1-5I]+ ?级|[红橙黄蓝]色|特别重大|特大|重大|较大|一般|国家级|省级|市级|县级|乡级")
PLACE = re.compile(r"[省市县区镇乡村路街号楼室库厂站院园场桥河岸坡山点处侧面]|门口|旁")
ASKED_UNIT = re.compile(
    r"(?:多少|几)(?:多)?个?(工作日|小时|分钟|[支名人家处座场次万亿元吨公里辆台套部份条项天日年月周户间级类种件篇起亩米倍%％])|几(个)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """What text of one answer kind contains; `required` ones rule a unit out when absent."""

    pattern: re.Pattern[str]
    required: bool


SHAPES: dict[AnswerKind, Shape] = {
    AnswerKind.NUMBER: Shape(pattern=NUMBER, required=True),
    AnswerKind.LIMIT: Shape(pattern=LIMIT, required=True),
    AnswerKind.DATE: Shape(pattern=DATE, required=True),
    AnswerKind.PHONE: Shape(pattern=PHONE, required=True),
    AnswerKind.BODY: Shape(pattern=BODY, required=False),
    AnswerKind.LEVEL: Shape(pattern=LEVEL, required=True),
    AnswerKind.PLACE: Shape(pattern=PLACE, required=False),
}


def fits(question: Question, text: str) -> bool:
    """Tell whether `text` holds something of the kind asked for; True for kinds without a shape.

    A question for 几人, 多少米 wants that measure; 几个 is satisfied by any.
    """
    shape = SHAPES.get(question.kind)
    if shape is None:
        return True
    text = without_hidden(text)
    if question.kind is AnswerKind.LIMIT:
        text = CALENDAR_DAY.sub(" ", text)  # the 1日 of an issuing day is no limit
    measures = [unit for unit in asked_units(question) if unit != "个"]
    if question.kind is AnswerKind.NUMBER and measures:
        return any(has_amount(text, unit) for unit in measures)
    return bool(shape.pattern.search(text))


def is_required(kind: AnswerKind) -> bool:
    """Tell whether text without the shape cannot be an answer."""
    shape = SHAPES.get(kind)
    return shape is not None and shape.required


def asked_units(question: Question) -> tuple[str, ...]:
    """Return the measure words asked for: 几支、多少人 → ("支", "人")."""
    found = (first or second for first, second in ASKED_UNIT.findall(question.text))
    return tuple(dict.fromkeys(found))


def has_amount(text: str, unit: str) -> bool:
    """Tell whether `text` holds a numeral with the measure word (人 also after 名/个)."""
    told = without_hidden(text)
    return re.search(rf"{NUMERAL}(?:多|余)?(?:名|个|万|亿|千|百)?(?:余|多)?{re.escape(unit)}", told) is not None
