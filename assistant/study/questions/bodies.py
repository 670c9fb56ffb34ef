"""Bodies and posts that a statement names as the one who acts, and others of the same family."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_ORGAN = r"(?:局|厅|委员会|办公室|指挥部|人民政府|支队|大队|指挥中心|发布中心|管理机构|监督机构|救援机构|监察机构|检测机构|公安机关|检察机关|主管部门|管理部门|监督部门|监测中心|控制中心|总值班室|值班室|消防站|党委|宣传部)"
_GROUP = r"(?:[\u4e00-\u9fff]{2,7}组|救援队|突击队|扑火队)"
_POST = r"(?:总指挥|指挥长|值班员|值班长|班长|操作工|装卸工|电工|监护人|驾驶员|总经理|副总经理|安全总监|主任|局长|市长|县长|区长|镇长|书记|队长|组长|安全员|信息员|网格员|护林员|负责人|保管员|调度员|管理员|引导员|值班人员|巡查员|监测员|预警员|队员|船长|矿长|厂长|经理)"
_UNIT = r"(?:建设单位|施工单位|监理单位|设计单位|勘察单位|物业服务企业|产权单位|承运人|托运人|承包单位|发包单位|村民委员会|居民委员会|村民委员会、居民委员会|街道办事处|行业协会|保险机构|工会)"
_FAMILIES = (("organ", _ORGAN), ("group", _GROUP), ("post", _POST), ("unit", _UNIT))
_WHO = rf"(?P<who>[\u4e00-\u9fff]{{0,14}}?(?:{_ORGAN}|{_GROUP}|{_POST}|{_UNIT}))"
_ACT = r"(?=负责|牵头|应当|承担|统一|组织|立即|可以|不得|必须|在|根据|按照|收到|接到|对|按|把|向|用|用|关闭|开启|启动|确认|清点|设置|引导|佩戴|守住|拨打|报告|宣布|核对|履行|具体|会商|主管|依法|要|视情|提出|听取|决定|召集|\d)"
_SUBJECT = re.compile(rf"^{_WHO}{_ACT}")
_BY = re.compile(
    rf"(?:由|(?<!外)经(?![济贸])|报|报请){_WHO}(?=批准|审批|负责|牵头|担任|兼任|宣布|决定|启动|组织|统一|签发|发布|下达|会同|审定|同意|主持|指挥|实施)"
)
_SEAT = re.compile(rf"办公室设在{_WHO}(?=[，,。；;]|$)")
_VAGUE = re.compile(
    r"有关|相关|其他|上级|上一级|所属|本级|任何|各级|各[^大]|同级|以及|和(?!平|谐)|及|或|与|会同|等|协同|下级|国家|所在地|双方|每|我|全体|人民团体|不|接|后|时|将|发现|为了|通过|对|立即|应当|可以|负责人员|属地|按|当地|事发地|[由报在向送]|经(?!济)|鼓励|突发事件|影响|履行|的|应对|承担|实行|协助|配合|服从|参与|同|以下|以上(?!人民|地方|各)|原则|组织(?!部|委)|指导|监督(?!管理|机构|部门|局)|要求|批准|对外"
)
_RANK = re.compile(
    r"^(?:县级以上|设区的市级|省级|市级|县级|区级|乡镇|地方|各级|国务院|国家|所在地|省、自治区、直辖市|自治区|全区|全省|全市|本市|本省|乡、?镇|市|县|区|省|镇)+(?=[\u4e00-\u9fff]{2})"
)
_LONGEST = 22
_OFFICE_RANK = re.compile(
    r"^(?:受灾|事发地?|所在地)?(?:国务院|(?:县级以上|省级以上|设区的市级以上|地方)?(?:地方)?(?:各级)?人民政府|县级以上|省级|市级|区县|县级|省|市(?![容场政])|县|区)(?=[\u4e00-\u9fff]{3,12}(?:部门|机构))"
)
_GOVERNMENT = re.compile(
    "^(?:(?P<province>省级?|自治区)|(?P<city>(?:设区的)?市级?)|(?P<county>区县|县级?|区级?)|(?P<town>乡、?镇|镇))人民政府$"
)
# What a body of a law is mistaken for, each in charge of something of its own.
_OFFICES = (
    "公安部门|应急管理部门|市场监督管理部门|生态环境主管部门|交通运输主管部门|住房和城乡建设主管部门|卫生健康主管部门|自然资源主管部门|水行政主管部门|农业农村主管部门|教育行政部门|财政部门|"
    "气象主管机构|民政部门|消防救援机构|林业主管部门|商务主管部门|文化和旅游主管部门"
).split("|")


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Who acts in a statement, with the place in its text and the family of its name."""

    name: str
    start: int
    end: int
    family: str


def actors(text: str) -> Iterator[Actor]:
    """Yield the named actors of a statement, the subject first; vague ones (有关部门) are none."""
    for pattern in (_SUBJECT, _SEAT, _BY):
        for found in pattern.finditer(text):
            name = found["who"]
            if 2 <= len(name) <= _LONGEST and not _VAGUE.search(name) and _known(name):
                yield Actor(name=name, start=found.start("who"), end=found.end("who"), family=family_of(name))


def _known(name: str) -> bool:
    """Tell whether a name says more than its family: 市气象局, 当班班长; not 办公室, 主管部门."""
    return not re.fullmatch(
        r"(?:(?:政府|人民政府)?(?:主管|管理)部门|人民政府|办公室|委员会|主管部门|管理部门|管理机构|监督机构|负责人|指挥部|主任|组长|队长|局|厅)",
        name,
    )


def family_of(name: str) -> str:
    """Return organ, group, post or unit."""
    found = [family for family, ending in _FAMILIES if re.search(f"{ending}$", name)]
    if name.endswith("组"):
        return "group"
    return found[0] if found else ""


def core(name: str) -> str:
    """Return a name without its level of government: two bodies of one core may be the same one."""
    return _RANK.sub("", name)


def exclusive(one: str, other: str) -> bool:
    """Tell whether two names certainly mean two bodies: neither holds the other, and not by rank alone but for governments."""
    left, right = core(one), core(other)
    governments = _GOVERNMENT.match(one), _GOVERNMENT.match(other)
    if governments[0] and governments[1]:
        return governments[0].lastgroup != governments[1].lastgroup
    if left == right:
        return False
    if ("副" in one) is not ("副" in other):
        return True
    return not (left in right or right in left or _related(left, right))


def _related(left: str, right: str) -> bool:
    """Tell whether one may be part of the other: 人民政府 and its 主管部门 are kept apart, 指挥部 and 指挥部办公室 are not."""
    short, long = sorted((left, right), key=len)
    return len(short) >= 3 and (long.startswith(short[:-1]) or short[:4] == long[:4])


def own_field(name: str) -> str:
    """Return a name without its level of government: 国务院农业农村主管部门 → 农业农村主管部门, 市气象局 → 气象局."""
    found = _OFFICE_RANK.match(name)
    return name[found.end() :] if found else core(name)


def offices_like(name: str) -> list[str]:
    """Return other departments with the level of government of one, [] for a name that is no department."""
    if not re.search("(?:部门|机构)$", name):
        return []
    found = _OFFICE_RANK.match(name)
    prefix = found.group() if found else ""
    ending = "机构" if name.endswith("机构") else "部门"
    return [prefix + office for office in _OFFICES if office.endswith(ending) or prefix == ""]


def alike(name: str, others: Sequence[str]) -> list[str]:
    """Return the names formed as one is: a government among governments, a department of the 国务院 among such."""
    return [other for other in others if _form(other) == _form(name)]


def _form(name: str) -> tuple[bool, bool, bool]:
    return (
        name.endswith("人民政府"),
        name.startswith(("国务院", "国家")),
        "级以上" in name or "人民政府" in name.removesuffix("人民政府"),
    )


def same_family(name: str, others: Sequence[str]) -> list[str]:
    """Return the names of the family of one that exclude it, the closest in length first, each excluding those before."""
    kept: list[str] = []
    family = family_of(name)
    for other in sorted(dict.fromkeys(others), key=lambda one: abs(len(one) - len(name))):
        if family_of(other) == family and all(exclusive(other, one) for one in (name, *kept)):
            kept.append(other)
    return kept
