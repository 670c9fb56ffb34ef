"""What a card is asked for: fields, or one free sentence that is read into fields."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from kb.errors import InputRefused
from kb.taxonomy import default_taxonomy

MAX_FIELD = 60
MAX_SENTENCE = 500
NOISE = re.compile(
    r"(?:应急|现场|岗位|的|怎么办)*(?:处置卡片?|应急卡|避险明白卡|避险卡|明白卡|告知卡|转移卡|卡片|卡)?[。！!？?]*$"
)
PLAN_WORDS = re.compile(r"(?:综合|专项|总体|现场)?(?:应急预案|处置方案|应急方案)")
LEAD = re.compile(
    r"^(?:请|帮我|给我|我要|我们|为|给|起草|生成|编制|写|做|制作|拟|出|来|一张|一份|一个|的|在|发生|遇到|出现|时|用于)+"
)
UNIT = re.compile(
    r"[\u4e00-\u9fff]{2,24}?(?:有限公司|有限责任公司|集团|公司|厂|矿|学校|医院|酒店|百货大楼|商场|大厦|镇|街道|村|社区)"
    r"(?:股份|集团)?(?:有限责任公司|有限公司)?"
)
POSITION = re.compile(
    r"[\u4e00-\u9fff]{0,8}?(?:操作工|值班员|值班长|班组长|班长|装卸工|电工|监护人|负责人|总指挥|指挥官|调度员|安全员|保安|门卫|网格员|"
    r"司炉工|主任|队长|镇长|村主任|信息员|监测员|预警员|护林员|带班领导|组长|组员|成员|队员|船长|经理|厨师|服务员|驾驶员|"
    r"司机|引导员|保管员|化验员|人员|工)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CardRequest:
    """What the card is for.

    Attributes:
        sentence: A free sentence; fills the fields left empty.
    """

    position: str = ""
    hazard: str = ""
    site: str = ""
    unit: str = ""
    sentence: str = ""


def complete(request: CardRequest) -> CardRequest:
    """Fill empty fields from the sentence.

    Raises:
        InputRefused: No hazard is given, or a field is too long.
    """
    for name, value in (
        ("岗位", request.position),
        ("险情", request.hazard),
        ("场所", request.site),
        ("单位", request.unit),
    ):
        if len(value) > MAX_FIELD:
            raise InputRefused(f"{name}“{value[:20]}…”过长（{len(value)}字），请控制在{MAX_FIELD}字以内。")
    if len(request.sentence) > MAX_SENTENCE:
        raise InputRefused(f"需求描述过长（{len(request.sentence)}字），请控制在{MAX_SENTENCE}字以内。")
    filled = from_sentence(request) if request.sentence.strip() else request
    if not filled.hazard.strip():
        raise InputRefused("请说明险情，例如：险情“液氨泄漏”，或一句话“罐区操作工液氨泄漏处置卡”。")
    return filled


def from_sentence(request: CardRequest) -> CardRequest:
    """Read unit, position, hazard and site out of the sentence; given fields stay."""
    rest = LEAD.sub("", request.sentence.strip())
    unit = request.unit or first(UNIT, rest)
    rest = rest.replace(unit, "", 1) if unit else rest
    position = request.position or strip_particles(first(POSITION, rest))
    rest = rest.replace(position, "", 1) if position else rest
    rest = " ".join(PLAN_WORDS.sub(" ", rest).split())
    rest = NOISE.sub("", LEAD.sub("", rest)).strip("的，,。；; ")
    hazard = request.hazard or hazard_words(rest)
    return replace(request, unit=unit, position=position, hazard=hazard)


def first(pattern: re.Pattern[str], text: str) -> str:
    """Return the first match, "" when none."""
    found = pattern.search(text)
    return found.group() if found else ""


def strip_particles(position: str) -> str:
    """Drop words that only lead to the position."""
    return re.sub(r"^(?:的|在|由|和|与|让)+", "", position)


def hazard_words(rest: str) -> str:
    """Return what is left of the sentence as the hazard; the canonical hazard when it is long."""
    text = re.sub(r"(?:的|时|时候|发生后|怎么办|怎么处置)+$", "", LEAD.sub("", rest))
    if len(text) <= 12:
        return text
    found = default_taxonomy().find_hazards(text)
    names = [term for hazard in found for term in default_taxonomy().hazard_terms(hazard) if term in text]
    return max(names, key=len) if names else text[:MAX_FIELD]
