"""What a question names: document, place, tier, hazard, level, colour, grade, year; each with where it stands."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from kb.taxonomy import default_taxonomy


class Slot(StrEnum):
    """A kind of thing that questions name; a follow-up puts another one of the same kind in its place."""

    DOCUMENT = "document"
    PLACE = "place"
    TIER = "tier"
    HAZARD = "hazard"
    GRADE = "grade"
    LEVEL = "level"
    COLOUR = "colour"
    YEAR = "year"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One named thing; `text` stands at [start, end) of the question."""

    slot: Slot
    start: int
    end: int
    text: str


_NAME_CHARACTER = r"(?![哪么谁由在向后时是])[\u4e00-\u9fff]"
DOCUMENT = re.compile(
    rf"《[^《》]+》|(?!应急预案|专项预案|有关规定)(?:{_NAME_CHARACTER}){{2,24}}?(?:管理办法|办法|条例|预案|规程|细则|(?<!方)法)(?![律院学定规])"
)
_NO_PLACE = "[灾园城厂罐景库林热矿山社小市校辖地牧沿省县乡]区|[全本我各外省][省市县区镇乡村]|[乡农集城山]村|[城乡村集]镇|[城]市|政村|沿海"
_PLACE_CHARACTER = r"(?![后时在向由到给对和与是于及了的全各哪么])[\u4e00-\u9fff]"
PLACE = re.compile(
    rf"(?:{_PLACE_CHARACTER}(?!{_NO_PLACE}){_PLACE_CHARACTER}(?:省|市|县|区|镇|乡|村|街道)(?![级长里委办域间]))+"
)
_TIERS = r"国家|中央|省|市|县|区县|区|乡镇|镇|乡|村|街道"
_ACTOR = r"(?:(?:事故|企业|单位|主要)*负责人|事故单位|生产经营单位)"
TIER = re.compile(
    rf"{_ACTOR}|(?:{_TIERS})(?:级|里|上)(?!响应|别|(?:人民)?政府)|(?:企业|单位|园区|公司|厂|车间|部门|(?:(?:省|市|县|区|乡镇)级)?(?:人民)?政府)(?:里|这边|方面)?(?!负责人|[\u4e00-\u9fff]?长)"
)
ONLY_TIER = re.compile(
    rf"{_ACTOR}|区县|乡镇|(?:{_NAME_CHARACTER}){{0,6}}(?:人员|部门|责任人|值班员|操作工|护林员|监测员)|(?:{_TIERS})(?:级|里|上|这一级|那一级|这边|那边|政府)|(?:企业|单位|园区|公司|厂|车间|部门|政府|应急部门|个人)(?:里|这边|那边|方面)?|[省市县镇村]"
)
GRADE = re.compile(
    r"(?:特别重大|特大|重大|较大|一般)(?=的?(?:生产安全)?(?:事故|突发事件|事件|灾害|火灾|地震|森林火灾|[^\u4e00-\u9fff]|$))"
)
LEVEL = re.compile(r"(?<![第\d])(?:[一二三四1-4]|[ⅠⅡⅢⅣ]|I{1,3}|IV)\s*级(?!别|以上|以下|政府)(?:应急)?(?:响应|预警)?")
COLOUR = re.compile(r"[红橙黄蓝]色(?:预警)?")
YEAR = re.compile(r"(?:19|20)\d\d年?")
RELIEF = re.compile("(?:自然灾害)?救助(?=应急|响应|[一二三四ⅠⅡⅢⅣ1-4]|$)")
JOINTS = frozenset(("", "和", "与", "跟", "、", "及", "以及"))
# In this order a span is given away: a later pattern takes no characters of an earlier part, but for hazards.
PATTERNS: tuple[tuple[Slot, re.Pattern[str]], ...] = (
    (Slot.DOCUMENT, DOCUMENT),
    (Slot.YEAR, YEAR),
    (Slot.LEVEL, LEVEL),
    (Slot.COLOUR, COLOUR),
    (Slot.PLACE, PLACE),
    (Slot.GRADE, GRADE),
)


def parts_of(text: str) -> tuple[Part, ...]:
    """Return what a question names, in order of place; no two of them overlap."""
    found: list[Part] = []
    for slot, pattern in PATTERNS:
        found += [_part(slot, match) for match in pattern.finditer(text) if _free(found, *match.span())]
    for start, end in hazards_in(text):
        if _free(found, start, end):
            found.append(Part(slot=Slot.HAZARD, start=start, end=end, text=text[start:end]))
    pattern = ONLY_TIER if ONLY_TIER.fullmatch(text) else TIER
    found += [_part(Slot.TIER, match) for match in pattern.finditer(text) if _free(found, *match.span())]
    return tuple(sorted(found, key=lambda part: part.start))


def hazards_in(text: str) -> list[tuple[int, int]]:
    """Return where hazards stand, and relief, which is planned and graded like one."""
    spans = [(mention.span.start, mention.span.end) for mention in default_taxonomy().hazard_mentions(text)]
    return spans + [match.span() for match in RELIEF.finditer(text)]


def beside(text: str, parts: Sequence[Part]) -> str:
    """Return what a question says besides the things it names."""
    left, position = [], 0
    for part in parts:
        left.append(text[position : part.start])
        position = part.end
    return "".join((*left, text[position:]))


def merged(parts: Sequence[Part], text: str) -> tuple[Part, ...]:
    """Return the parts with those of one kind that are only joined (黄色和蓝色) as one."""
    whole: list[Part] = []
    for part in parts:
        last = whole[-1] if whole else None
        if last is not None and last.slot is part.slot and text[last.end : part.start] in JOINTS:
            whole[-1] = Part(slot=part.slot, start=last.start, end=part.end, text=text[last.start : part.end])
        else:
            whole.append(part)
    return tuple(whole)


def first(parts: Sequence[Part], slot: Slot) -> Part | None:
    """Return the first part of a kind."""
    return next((part for part in parts if part.slot is slot), None)


def _part(slot: Slot, match: re.Match[str]) -> Part:
    return Part(slot=slot, start=match.start(), end=match.end(), text=match[0])


def _free(taken: Sequence[Part], start: int, end: int) -> bool:
    return all(end <= part.start or part.end <= start for part in taken)
