"""Who a sentence speaks to: the names a position goes by in a plan, and the subject of a clause."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from assistant.cards.tables import TableRow
from assistant.cards.wording import without_lead

CLAUSE_START = r"(?:^|(?<=[，,；;：:。]))"
ROLE = (
    r"操作工|装卸工|司炉工|电工|监护人|值班员|值班长|班组长|班长|调度员|调度人员|安全员|保安|总指挥|指挥长|指挥官|指挥员|总负责|副负责人|负责人|"
    r"主任|站长|队长|组长|镇长|队员|网格员|监测员|预警员|护林员|信息员|驾驶员|室人员|指挥部|办公室|人民政府|村民委员会|委员会|应急管理局|任何人"
)
BODY = r"[\u4e00-\u9fff]{1,10}?(?:组|队|局|消防站|值班室|中心|森防办|防指|林场)(?=到|立即|在|接|负责|应|将|把|与|携|按|会同|设|测|关|做|用|留|使|派|组织|以|根据|视情|主任)"
BESIDE = (
    r"(?:(?!报告|通知|联系|请示|配合|协助|引导|向|对|与|把)[\u4e00-\u9fff]){2,10}"  # names beside one, no verb between
)
SUBJECT = re.compile(rf"{CLAUSE_START}(?:由)?(?P<who>(?:[\u4e00-\u9fff]{{0,12}}?(?:{ROLE})(?:或者|和|、|及)?)+|{BODY})")
ABBREVIATED = re.compile(r"以下简称(?P<name>[\u4e00-\u9fff]{2,8})[）)]")
POSITION_COLUMNS = ("岗位", "应急职务", "职务", "职责人")
GOES_ON = re.compile(r"[和或及与、，的]")  # the name is only the first of several, or no subject
MODAL = re.compile(r"(?:要(?!求)|应当?(?!急)|须(?!知)|必须|负责(?!人))(?=[\u4e00-\u9fff]{2})")
PARTS = re.compile(r"[（）()、/，]")


def subject_of(text: str) -> str:
    """Return who acts in a sentence, "" when it does not say."""
    found = SUBJECT.search(without_lead(text))
    return found.group("who") if found else ""


def speaks_to(names: Iterable[str], text: str) -> bool:
    """Tell whether one of the names is a subject of the sentence, alone or beside others (甲或者乙…)."""
    return any(
        re.search(
            rf"{CLAUSE_START}(?:由)?(?:{BESIDE}(?:或者|和|、))*{re.escape(name)}(?![^，。；]{{0,4}}指令|主任|领导|负责人)",
            without_lead(text),
        )
        for name in names
    )


def leading_name(names: Iterable[str], text: str) -> int:
    """Return how many characters of the front only name the position and say that it must; 0 when it begins otherwise."""
    for name in sorted(names, key=len, reverse=True):
        found = re.match(
            rf"(?:由)?(?:{BESIDE}(?:或者|和))?{re.escape(name)}(?:(?:或者|和)(?:[\u4e00-\u9fff]{{0,8}}?(?:{ROLE})))?",
            text,
        )
        if found and found.end() < len(text) - 3 and not GOES_ON.match(text, found.end()):
            told = MODAL.match(text, found.end())
            return told.end() if told else found.end()
    return 0


def position_names(position: str, rows: Sequence[TableRow], text: str = "") -> tuple[str, ...]:
    """Return the names a plan uses for a position, the position itself first.

    Tables tell: a cell 总负责（村委会主任） or a row 总经理 | 总指挥 gives both names. A duty officer of an office also
    goes by the office's short name (以下简称市森防办) where the text says that it is on duty.
    """
    if not position:
        return ()
    names = [position, *nearest_names(position, rows)]
    for row in rows:
        cells = [part for column in POSITION_COLUMNS for part in name_parts(row.under((column,)))]
        if any(same_position(position, part) for part in cells):
            names += [part for part in cells if 2 <= len(part) <= 12]
    if "班长" in position or "班组长" in position:
        names += ["当班班长", "班组长"]
    if "值班" in position:
        names += offices_on_duty(text)
    return tuple(dict.fromkeys(names))


def name_parts(cell: str) -> list[str]:
    """Return the names in a cell: 总指挥（总经理） → 总指挥, 总经理; a list of several positions names none."""
    if "、" in cell or "或" in cell:
        return []
    return [part.strip() for part in PARTS.split(cell) if len(part.strip()) > 1 and "小时" not in part]


def same_position(position: str, name: str) -> bool:
    """Tell whether two names mean one position: equal, or all letters of the short one in order (村主任, 村委会主任)."""
    if position == name:
        return True
    short, long = sorted((position, name), key=len)
    letters = iter(long)
    in_order = all(letter in letters for letter in short)
    return in_order and short[-2:] == long[-2:] and short[0] == long[0] and len(short) >= 3


def nearest_names(position: str, rows: Sequence[TableRow]) -> list[str]:
    """Return the position of the tables that a shortened or lengthened name stands for (值班员 → 应急值班员)."""
    known = [part for row in rows for part in name_parts(row.under(("岗位",)))]
    inside = [name for name in known if len(name) >= 2 and name in position]
    around = [name for name in dict.fromkeys(known) if position in name]
    if position in known or inside:
        return inside
    return sorted(around, key=lambda name: "应急" not in name)[:1]


def offices_on_duty(text: str) -> list[str]:
    """Return short names of offices whose paragraph says that somebody is on duty there day and night."""
    found = []
    for match in ABBREVIATED.finditer(text):
        if "24小时值班" in text[match.end() : match.end() + 120]:
            found.append(match.group("name"))
    return found
