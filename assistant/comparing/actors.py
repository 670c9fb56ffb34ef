"""Who is meant in a sentence about reporting or deciding: a unit, a level of government, a rank."""

from __future__ import annotations

import re
from enum import StrEnum

from kb.records import Metadata


class Level(StrEnum):
    """Who acts; governments from the lowest."""

    UNIT = "事故单位"
    VILLAGE = "村"
    TOWN = "乡镇"
    COUNTY = "县"
    CITY = "市"
    PROVINCE = "省"
    STATE = "国家"


_OF_METADATA = {
    "enterprise": Level.UNIT, "village": Level.VILLAGE, "town": Level.TOWN, "county": Level.COUNTY, "city": Level.CITY,
    "province": Level.PROVINCE, "national": Level.STATE,
}  # fmt: skip
# The first that matches where two begin at one place.
_ACTORS: tuple[tuple[Level, re.Pattern[str]], ...] = (
    (
        Level.UNIT,
        re.compile(
            r"(?:事故|事发|生产经营|发生火灾的?)单位|单位(?:主要)?负责人|企业|管理单位|管理所|建设单位|施工单位"
        ),
    ),
    (Level.VILLAGE, re.compile(r"村\(居\)民|村民委员会|村委会|护林员|(?<![乡农])村(?=应当|在|接)")),
    (Level.TOWN, re.compile(r"乡\(?镇\)?|(?<![城乡])镇(?=人民政府|值班|接|应急|在|应当)|街道")),
    (Level.COUNTY, re.compile(r"区县|县\(?市?、?区\)?|[县区](?:级|人民政府|应急|森防|防|委|有关)|灾区所在")),
    (Level.CITY, re.compile(r"市(?:级|人民政府|应急|森防|防指?办?|委|抗震|有关|消防|水务|气象|预警|长)|设区的市")),
    (Level.PROVINCE, re.compile(r"省(?:级|人民政府|应急|森|防|委|有关)|自治区|东屏省")),
)
_TO = re.compile(r"(?:电话|书面|同时)?(?:报告|上报|报送|(?<!接)报|向|通知)(?!后|的|时|告后|,|并)[^,。;、]*")
_GOVERNMENT = re.compile(
    r"政府|应急管理(?:局|厅|部)|监督管理|有关部门|主管部门|总值班|防汛|森防|消防救援机构|防灭火指挥部"
)
_PARTY, _MAYOR, _VICE, _HEAD = 4, 3, 2, 1


def author_level(metadata: Metadata) -> Level:
    """Return whose document it is; one of no known level is taken for one of the state when a law, of a unit else."""
    if metadata.doc_type in ("law", "admin_reg", "dept_rule"):
        return Level.STATE
    return _OF_METADATA.get(metadata.level, Level.UNIT if metadata.doc_type.startswith("plan_unit") else Level.CITY)


def reporter_in(before: str, author: Level) -> Level | None:
    """Return who reports, from what a clause says before the limit; without a subject, whose document it is."""
    subject = _TO.sub("", before)
    found = [(match.start(), level) for level, pattern in _ACTORS if (match := pattern.search(subject))]
    if found:
        return min(found, key=lambda item: item[0])[1]
    return author if author is not Level.STATE else None


def receiver_in(words: str) -> str | None:
    """Return the government body that is reported to, None when it is none or not named."""
    told = re.search(r"(?:报告|上报|报送|向)(?P<whom>[^。;]{2,40})", words)
    return told["whom"] if told and _GOVERNMENT.search(told["whom"]) else None


def upwards(reporter: Level, receiver: str | None) -> bool:
    """Tell whether a report goes up: to a higher level of government, or to somebody of no named level."""
    if receiver is None:
        return True
    order = list(Level)
    named = [level for level, pattern in _ACTORS if level is not Level.UNIT and pattern.search(receiver)]
    return not named or any(order.index(level) > order.index(reporter) for level in named)


def approver_of(who: str, clause: str) -> int:
    """Return the rank of who decides, 0 for a rank that is not known: head of an office, vice mayor, mayor, party."""
    if re.search(r"市委|县委|区委|党委", who + clause):
        return _PARTY
    if re.search(r"副(?:市|县|区|镇|乡)长|分管(?:领导|负责人)", who):
        return _VICE
    if re.search(r"(?<!副)[市县区镇乡]长|政府主要(?:负责人|领导)", who):
        return _MAYOR
    if re.search(r"主任|局长|部门主要负责人|部门负责人", who):
        return _HEAD
    return 0
