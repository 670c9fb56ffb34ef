"""Names of bodies, places and persons as they are printed, found by their endings and cut where other words begin."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

_ENDINGS = (
    "应急局|应急管理厅|应急管理部|管理局|监督局|监管局|统计局|气象局|水利局|林业局|公安局|财政局|民政局|教育局|税务局|海事局|地震局|测绘局|规划局|建设局|运输局|保障局|农村局|商务局|旅游局|环境局|管委会"
    "|防指|森防指|抗震指|安委会|安委办|减灾委|减灾办|防汛办|森防办|应急办|防办|发改委|卫健委|住建委|村委会|居委会|党委|市委|县委|区委|省委|镇委|委员会|领导小组|工作组|专家组|指挥部|政府|办公室|值班室|控制室|调度室|医务室"
    "|支队|大队|中队|总队|消防站|消防队|救援队|突击队|应急队|分队|小分队|巡查队|民兵连|军分区|公司|集团|医院|学校|中学|小学|幼儿园|派出所|卫生院|卫生站|敬老院|养老院|电视台|水文站|气象台|气象站|服务站|管理站|监测站|管理处|管理所"
    "|中心(?![城点区线医]|主任|负责)|(?:管理|交通|水利|建设|公安|宣传|组织|统战|保卫|生产|技术|工程|物资|后勤|财务|运输|教育|商务|武装|项目|行政|综合|安全|环保|安环|设备|质量|人力资源|保障|安监|安保)(?:部|科|处)(?![门署分位队长置理])"
    "|(?:[\u4e00-\u9fff]{2})组(?![织成长建合员])|[厅局署](?![面限势部长域])"
)
_ENDING = re.compile(f"(?:{_ENDINGS})(?:办公室)?")
_CUT = re.compile(
    r"[^\u4e00-\u9fff]|报告|通知|协调|组织|负责|根据|依据|按照|依照|推动|推进|包括|建设|积极|要|接到|收到|成立|设立|设在|经过|提请|请求|报请|抄送|配合|协助|会同|联合|依托|指导|督促|启动|牵头|委托|授权|以及|其他|有关|相关|各级|上级|下级|所在地?|涉及|属于|听从|服从|参加|拨打|联系|要求|完成|决定|发布|应当|必须|立即|同时|向|由|经(?![济开信贸营])|对(?!外)|与|和(?![平谐信])|及|在(?!线)|是|到|给|请|把|将(?!军)|各|本|该|此|并|或|后(?!勤)|前(?![方线])|为|从|被|让|使|的|了|须|至|应(?!急)|可|即|报(?!社|刊)|等(?!级)|以|于|还|则|也|就|均|都|派|送|如|若|而|且|需|交(?!通)|叫|告|任|长|属|送"
)
_GENERIC = frozenset(
    "政府 公司 集团 医院 学校 中心 指挥部 办公室 委员会 领导小组 工作组 专家组 值班室 控制室 支队 大队 中队 总队 救援队 消防队 公司 党委 厅局 管委会 局 厅 署 分队 应急队 突击队 现场组 控制室 调度室".split()
)
_SHORT = (
    ("应急管理", "应急"), ("人民政府", "政府"), ("安全生产委员会", "安委会"), ("防汛抗旱指挥部", "防指"), ("防汛抗旱指挥中心", "防指"), ("消防救援", "消防"),
    ("卫生健康委员会", "卫健委"), ("卫生健康局", "卫健局"), ("村民委员会", "村委会"), ("居民委员会", "居委会"), ("住房和城乡建设", "住建"), ("住房城乡建设", "住建"), ("交通运输", "交通"),
    ("发展和改革", "发改"), ("发展改革", "发改"), ("自然资源和规划", "自规"), ("农业农村", "农业"), ("市场监督管理", "市监"), ("文化广电旅游", "文旅"), ("文化和旅游", "文旅"),
    ("办公室", "办"), ("委员会", "委"), ("管理委", "管委会"), ("有限责任公司", "公司"), ("有限公司", "公司"), ("股份公司", "公司"),
)  # fmt: skip
_RANK = re.compile(
    r"^(?P<name>[\u4e00-\u9fff]{0,5}?)(?P<rank>国家|省|市|县|区|镇|乡|村|街道|自治州|州|旗)(?=[\u4e00-\u9fff]{2})"
)
_NOT_RANK = re.compile(r"^(?:市场|区域|村民|县域|乡村振兴|村委|省际|城市|城镇|农村|乡镇|社区|市政)")
_LONGEST = 16
_PLACE = re.compile(
    r"(?:(?!区县|市县|县区|乡镇|省市)[\u4e00-\u9fff]{2,3}?(?:省|市|县|区|镇|乡|村|街道|水库|河|湖|江|路|港|园区))"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyName:
    """A body as it is named in a text.

    Attributes:
        name: Short form without proper name and level of government.
        rank: 市, 县 …; "" when the text gives none.
        proper: 临澜 of 临澜市应急管理局, "" when the text gives none.
    """

    text: str
    start: int
    end: int
    name: str
    rank: str
    proper: str


@lru_cache(maxsize=2_048)
def bodies_of(plain: str) -> tuple[BodyName, ...]:
    """Return the bodies of a text in normal form, in order; bare words like 公司 are none."""
    return tuple(_read_bodies(plain))


def _read_bodies(plain: str) -> Iterator[BodyName]:
    floor = 0
    for found in _ENDING.finditer(plain):
        window = max(floor, found.start() - _LONGEST)
        cuts = [cut.end() for cut in _CUT.finditer(plain, window, found.start())]
        start = max([window, *cuts])
        text = plain[start : found.end()]
        floor = found.end()
        if text in _GENERIC or len(text) < 3 - (text[-1] in "委办指"):
            continue
        yield split_body(text, start, found.end())


def split_body(text: str, start: int, end: int) -> BodyName:
    """Take a printed name apart: proper name, level of government, short form of the rest."""
    proper = rank = ""
    rest = text
    while not _NOT_RANK.match(rest) and (found := _RANK.match(rest)) and found.end() < len(rest) - 1:
        proper, rank, rest = found["name"], found["rank"], rest[found.end() :]
    for long, short in _SHORT:
        rest = rest.replace(long, short)
    return BodyName(text=text, start=start, end=end, name=rest, rank=rank, proper=proper)


def is_abbreviation(short: str, full: str) -> bool:
    """Tell whether all characters of one name stand in the other in order, first and last being the same."""
    if not short or not full or short[0] != full[0] or short[-1] not in (full[-1], full[-2:-1], "办", "委"):
        return False
    rest = iter(full)
    return all(char in rest for char in short)
