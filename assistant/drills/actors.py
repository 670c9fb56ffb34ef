"""Who acts: the names a plan gives to its posts and bodies, and which of them a clause speaks to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from assistant.cards.tables import TableRow
from assistant.cards.wording import without_lead

POST_COLUMNS = ("岗位", "应急职务", "职务", "小组")
BODY_COLUMNS = ("报警负责人", "报警人", "执行岗位")
CELL_PARTS = re.compile(r"[（）()]")
NAME_END = (
    r"(?:操作工|装卸工|电工|监护人|负责人|放映员|职工|员工|人员|[^人成]员|[班组队站所镇市县村校厂科部局处院司]长|组|支队|大队|小分队|专业队|消防队|救援队|抢险队|水务队|队伍|队员|队|消防站|"
    r"[值调]班室|办公室|控制室|医务室|中控室|管理站|站|应急办|防办|森防办|部门|指挥部|委员会|应急管理局|局|医院|卫生院|政府|公司|企业|机构|"
    r"主任|经理|中心|厅|总队|管理者|宣传部|党委|发改委|卫健委|卫生计生委|交警|防指|总指挥|指挥长|总负责|力量|管理单位|责任单位|单位|林场|同志|军分区|区县|乡镇|村级|市长|镇长|书记|党员)"
)
INNER = r"(?:应急|后勤|综合|[^，。；：（）()“”\s\d由向把在到应用后时的将报其及并按依经若])"
NAME = rf"{INNER}{{0,12}}?{NAME_END}"
HEAD = r"(?:^|[，；：。]|由)(?:同时|然后|再由|再|并|必要时|要求|各|有关|先|每个|各级|[一二两三四\d]+名|[^，。；：由]{1,12}的)?"
ACTS = (
    r"(?:（[^）]{2,12}）)?(?=\s?(?:\d{1,4}\s?人，|立即|牵头|及时|迅速|适时|首先|应当|应|须|要|负责(?!人)|接|到(?!场|达后|达现场后|达指标)|在|用|把|将|向|按|根据|视情|组织|主持|宣布|发现|听|判定|决定|请求|报|通知|核|启动|关|开|下令|确认|清点|"
    r"设|测|指定|指派|召集|移交|复述|登记|逐|系|从|先|拨打|带|引导|站|携|均|不(?!足)|与|会同|坐镇|领导|做|批准|提出|统一|使用|打开|看|敲|必须|轮流|交接|封|派|承担|划分|"
    r"进驻|发布|赶赴|分别|以|同意|继续|采取|完成|留人|执行|停|来|首|切|营救|去找|办理|共同|监测|临时|可|马上|集中|疏散|转移|集结|熄灭|清场|主要负责同志统一|\d{1,2}\s?(?:分钟|小时)内|"
    r"\d{1,2}\s?(?:分钟|小时)(?:出发|到达)|赶到|出发|到达(?!后)|抽排|陪护|给))"
)
SUBJECT = re.compile(rf"{HEAD}(?P<who>{NAME}(?:(?:或者|或|和|、){NAME})*){ACTS}")
AGENT = re.compile(rf"由(?:[一二两三四\d]+名)?(?P<who>{NAME})(?!负责人|[长员主])(?=[^，。；：])")
NOT_POST = re.compile(
    r"^(?:全部|所有|其他|无关|现场人员|失联|被困|受伤|报告|同|该|及|不|有人|任何|发现|没有|疏散人员|撤离|参加|老人|指挥员$|启动|响应|转移|参演|进入|经|接到|通知|对|无|人员$|力量$|扑救力量|老弱|员工$|以下简称|与|指导|组织|鼓励|协助|要求|会同|联系|级)"
    r"|立即|通过|组织全部|失联|名单|电话|安置点|消防车|救护车|老人|病人|伤员|孕妇|儿童|群众|人数"
)
ANYBODY = re.compile(r"任何")
DEPUTY = re.compile(r"(?P<post>[\u4e00-\u9fff]{2,8}?)不在[^，。]{0,6}，?由(?P<deputy>[\u4e00-\u9fff]{2,10}?)代行")
NIGHT = re.compile(r"(?P<post>总指挥)[^。]{0,60}夜间(?:和节假日)?由(?P<deputy>[\u4e00-\u9fff]{2,12}?)代行")
HOLDER = re.compile(
    r"(?:^|[，。；、\n设]|下设)(?P<post>[\u4e00-\u9fff]{2,8}?)由(?P<holder>[\u4e00-\u9fff]{2,16}?)(?:兼任|担任)"
)
PERSON_AFTER = re.compile(
    r"^(?P<post>.{2,10}?(?:经理|主任|市长|局长|总监|站长|部长|主管))(?P<person>[\u4e00-\u9fff]{2,3})$"
)
LED = re.compile(
    r"(?P<post>[\u4e00-\u9fff]{2,8}组)：(?:由(?P<made>[\u4e00-\u9fff]{2,8}?)组成)?[^。；\n]{0,40}?组长[为是](?P<holder>[\u4e00-\u9fff]{2,14})"
)
SHORT = re.compile(r"(?P<long>[\u4e00-\u9fff]{4,20})[（(]以下简称(?P<short>[\u4e00-\u9fff]{2,8})[）)]")
BESIDE = re.compile(rf"(?P<post>{NAME})（(?P<other>[\u4e00-\u9fff]{{2,8}})）")


class PlanActors:
    """The posts and bodies of one plan."""

    def __init__(self, text: str, rows: Sequence[TableRow]) -> None:
        """Read the posts from the tables and the text of the plan."""
        self._pairs = name_pairs(text, rows)
        names = {name for pair in self._pairs for name in pair} | set(table_posts(rows))
        posts = sorted((name for name in names if is_post(name)), key=len, reverse=True)
        self._known = tuple(posts)
        listed = "|".join(map(re.escape, posts)) or r"(?!)"
        self._by_name = re.compile(rf"{HEAD}(?P<who>{listed}){ACTS}")
        self._opening = re.compile(rf"(?:再?由)?(?P<who>{listed}|{NAME}){ACTS}")

    @property
    def known(self) -> tuple[str, ...]:
        """Every post that the tables and the text name, longest first."""
        return self._known

    def actor_of(self, clause: str) -> str:
        """Return who a clause speaks to, "" for nobody in particular (任何人).

        A post that a table of the plan names is preferred where both stand at one place.
        """
        text = without_lead(clause)
        if ANYBODY.match(text):
            return ""
        found = [
            (match.start("who"), rank, match.group("who"))
            for rank, pattern in enumerate((self._by_name, SUBJECT, AGENT))
            for match in pattern.finditer(text)
            if is_post(match.group("who"))
        ]
        return min(found)[2] if found else ""

    def opening(self, clause: str) -> str:
        """Return the post that opens a clause, "" when it opens otherwise."""
        match = self._opening.match(clause)
        return match.group("who") if match and is_post(match.group("who")) else ""

    def names_of(self, actor: str) -> tuple[str, ...]:
        """Return every name of an actor, itself first: second names of tables, short forms, holders, deputies."""
        parts = [part for part in re.split(r"或者|和|、", actor) if part]
        names = list(dict.fromkeys([actor, *parts] if actor else []))
        for one, other in (*self._pairs, *self._pairs):  # twice: the deputy of a holder stands before the holder
            if one in names and other not in names:
                names.append(other)
            elif other in names and one not in names:
                names.append(one)
        return tuple(names)


def name_pairs(text: str, rows: Sequence[TableRow]) -> list[tuple[str, str]]:
    """Return pairs of names of one post: 总指挥（总经理）, …由…代行, …以下简称…, a post and its holder."""
    pairs = [(re.split("设立|成立", match.group("long"))[-1], match.group("short")) for match in SHORT.finditer(text)]
    pairs += [(match.group("post"), match.group("deputy")) for match in DEPUTY.finditer(text)]
    for match in HOLDER.finditer(text):
        person = PERSON_AFTER.match(match.group("holder"))
        holders = [person.group("post"), person.group("person")] if person else [match.group("holder")]
        pairs += [(match.group("post"), holder) for holder in holders]
    pairs += [
        (match.group("post"), match.group("other")) for match in BESIDE.finditer(text) if is_post(match.group("other"))
    ]
    if night := NIGHT.search(text):
        pairs.append((night.group("post"), night.group("deputy")))
    for row in rows:
        pairs += row_pairs(row)
    return list(dict.fromkeys((one, other) for one, other in pairs if one != other))


def led_pairs(match: re.Match[str]) -> list[tuple[str, str]]:
    """Return a group with the department it is made of and its leader: 通讯联络组：由客服部组成，组长为客服部经理温书瑶."""
    group, person = match.group("post"), PERSON_AFTER.match(match.group("holder"))
    leaders = [person.group("post"), person.group("person")] if person else [match.group("holder")]
    return [(group, name) for name in (match.group("made"), *leaders, f"{group}组长") if name]


def row_pairs(row: TableRow) -> list[tuple[str, str]]:
    """Return the second name and the holder that a table row gives to a post."""
    cell = row.under(POST_COLUMNS)
    parts = [part.strip() for part in CELL_PARTS.split(cell) if part.strip() and "小时" not in part]
    holder = row.under(("姓名",))
    pairs = [(parts[0], parts[1])] if len(parts) == 2 and "、" not in cell else []
    group = row.under(("小组",))
    pairs += [(group, name) for name in (row.under(("组长",)), *row.under(("组成部门",)).split("、")) if group and name]
    return pairs + ([(parts[0], holder)] if parts and 2 <= len(holder) <= 3 and holder != "轮值" else [])


def table_posts(rows: Iterable[TableRow]) -> list[str]:
    """Return the posts in the columns of the plan's tables."""
    cells = [cell for row in rows for cell in (row.under(POST_COLUMNS), row.under(BODY_COLUMNS))]
    return [part.strip() for cell in cells for part in CELL_PARTS.split(cell) if part.strip()]


def is_post(name: str) -> bool:
    """Tell whether a name is that of a post or body."""
    return 2 <= len(name) <= 24 and bool(re.search(rf"{NAME_END}$|指挥$|发现人$", name)) and not NOT_POST.search(name)
