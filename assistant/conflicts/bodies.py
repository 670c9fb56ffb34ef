"""Who is in charge of what: 由X批准, 牵头部门为X, 总指挥由X担任."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.guard.names import is_abbreviation, split_body

_ACTS = {
    "decide": "批准|审批|决定|审签|签发|签署|审定",
    "declare": "宣布|下达|启动",
    "lead": "牵头|统一指挥|主责|归口",
    "publish": "统一发布|统一对外发布|对外发布|发布",
    "hold": "担任|兼任",
    "do": "负责|组织实施|承担|主持",
}
_ACT_OF = {word: act for act, words in _ACTS.items() for word in words.split("|")}
_BY = re.compile(
    rf"由(?P<who>[^,。;:由]{{2,26}}?)(?:统一|牵头组织)?(?P<act>{'|'.join(sorted(_ACT_OF, key=len, reverse=True))}|(?<!主)任(?=总|副|指挥|组长))(?!局|厅|部门|中心|人|务|何|意|职|期)"
)
_VIA = re.compile(
    r"(?:须|需|应|要|应当|必须)?(?:经|报经|报请|报|提请)(?P<who>[^,。;:由经报]{2,20}?)(?P<act>批准|审批|审定|审签|签发)(?!后报)"
)
_OFFICE = re.compile(r"(?:牵头|责任|主管|主责|归口管理|归口)(?:部门|单位|机构)(?:为|是|:)(?P<who>[^,。;:]{2,26})")
_ON_THE_WAY = re.compile("^.*(?:报请?|提请|商)(?=[\u4e00-\u9fff]{2})")
_OF_PARTS = re.compile("[、()]|或者?|以及|和|及(?!其)|与|/")
_ROLE = re.compile(r"(?P<name>[\u4e00-\u9fff]*?)(?P<rank>省|市|县|区|镇|乡)(?P<post>长|委书记)$")
_GOVERNMENT_HEAD = re.compile(r"(?P<rank>省|市|县|区|镇|乡)(?:级)?政府(?:主要负责人|主要领导|行政首长)$")
_OWN = re.compile(
    r"^(?!常务|分管|副)[\u4e00-\u9fff]{2,6}?(?=[省市县区镇乡](?:应急|防|水|气|公安|交通|人民|政府|委|生态|自然|农|林|民政|卫|教|住|消|抗|减|安|长))"
)
_FLOOD_DESK = re.compile("(?<![森人消边国])防办(?!公)|防指办|防汛抗旱办")
_SAME_DESK = (
    ("防汛抗旱指挥部", "防指"),
    ("森林草原防灭火指挥部", "森防指"),
    ("抗震救灾指挥部", "抗震指"),
    ("减灾委员会", "减灾委"),
)
_SHORTEST_DESK = 5
_VAGUE = re.compile("有关|相关|各|上级|上一级|领导$|会议|同级|本级|其他|分别|专人|其|主管部门$|^部门$|单位$")


@dataclass(frozen=True, slots=True, kw_only=True)
class InCharge:
    """A body or post in charge, as a text in normal form names it.

    Attributes:
        act: Group of acts; only claims on one group compete.
        names: Canonical names; several when the text gives a choice.
    """

    act: str
    names: tuple[str, ...]
    printed: str
    start: int
    end: int


def bodies_in_charge(plain: str) -> Iterator[InCharge]:
    """Yield who is named in charge, in order of the wordings; vague names (有关部门) are none."""
    for pattern in (_BY, _VIA, _OFFICE):
        for found in pattern.finditer(plain):
            printed = _ON_THE_WAY.sub("", found["who"].strip())
            names = tuple(canonical(part) for part in _OF_PARTS.split(printed) if part)
            if names and not any(_VAGUE.search(name) or len(name) < 2 for name in names):
                act = "lead" if pattern is _OFFICE else _ACT_OF.get(found["act"], "hold")
                yield InCharge(act=act, names=names, printed=printed, start=found.start("who"), end=found.end("who"))


def canonical(name: str) -> str:
    """Return a name in its short form: 青泽县应急管理局 → 县应急局, 县政府主要负责人 → 县长."""
    plain = _OWN.sub("", name.strip())
    plain = _FLOOD_DESK.sub("防汛办", plain)
    for long, short in _SAME_DESK:
        plain = plain.replace(long, short)
    plain = _GOVERNMENT_HEAD.sub(lambda found: f"{found['rank']}长", plain)
    body = split_body(plain, 0, len(plain))
    return f"{body.rank}{body.name}"


def same_who(one: str, other: str) -> bool:
    """Tell whether two values name one body, or share one of the names that they give to choose from."""
    return any(_is_same(left, right) for left in one.split("|") for right in other.split("|"))


def _is_same(left: str, right: str) -> bool:
    if left == right:
        return True
    if ("副" in left) is not ("副" in right):
        return False
    short, full = sorted((left, right), key=len)
    if short[-1] in "办指" and len(short) <= _SHORTEST_DESK:  # 市防办 is no short name of 市森防办
        return full.startswith(short)
    return full.endswith(short) or full.startswith(short) or is_abbreviation(short, full)
