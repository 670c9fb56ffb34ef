"""Whether the player's role is the one the plan gives an action to: names, short names, groups and their members."""

from __future__ import annotations

import re
from collections.abc import Sequence

LETTERS = re.compile(r"[^\u4e00-\u9fff]")
# What a post is called in short: the last characters carry the post, those before it the place.
POST = re.compile(
    r"(?:操作工|装卸工|值班员|值班长|班组长|班长|调度员|安全员|监测员|预警员|护林员|信息员|引导员|放映员|电工|监护人|组长|队长|站长|主任|经理|总指挥|指挥长|总监|"
    r"指挥员|总经理|负责人|队员|店员|员工|总负责)$"
)
SAME = (
    ("消防控制室值班员", "消控室值班员", "消控员", "中控室值班员", "消控", "值班员"),
    ("中控室值班员", "中控", "中控室", "内操"),
    ("应急值班员", "应急值班室值班员", "值班员", "应急值班室", "值班室"),
    ("当班班长", "班长", "值班长", "班组长"),
    ("总指挥", "总经理", "指挥长"),
    ("罐区操作工", "操作工", "外操"),
    ("乡镇人民政府", "镇政府", "乡政府", "乡镇政府", "镇"),
    ("总负责", "村委会主任", "村主任", "村长"),
    ("区县", "县政府", "区政府", "县人民政府", "区人民政府"),
    ("微型消防站", "微型消防站队员", "微站"),
    ("消防救援队伍", "消防救援支队", "消防队", "消防"),
    ("市级抢险队伍", "市级抢险队", "市水务抢险队", "抢险队"),
    ("公安、住建部门", "市公安局", "公安", "住建局", "交警"),
    ("原启动机构", "市森防指", "市防指", "市指挥部"),
)
SHORTER = (
    ("委员会", "委"),
    ("人民政府", "政府"),
    ("卫生健康", "卫健"),
    ("应急管理局", "应急局"),
    ("防汛抗旱", "防汛"),
    ("防汛指挥机构", "防汛"),
    ("防汛指挥部", "防汛"),
    ("防汛办", "防汛"),
    ("队伍", "队"),
    ("队员", "员"),
    ("人员", "员"),
    ("工作人员", "员"),
)
EVERYBODY = frozenset({"员工", "职工", "人员", "现场人员", "任何人", "群众"})
BOSS = re.compile(r"^[\u4e00-\u9fff]总$")  # 周总
LEVELS = (("乡镇", "[镇乡]|街道"), ("区县|县级", "[区县]"), ("村", "村|社区"), ("市级", "市"))
OTHERS_DO = re.compile(r"(?:叫|让|请|派|安排|指挥|通知|要求|命令|指令)(?P<who>[\u4e00-\u9fff]{2,10})")
TOLD_WITHIN = 14
GENERIC = frozenset({"员工", "队员", "人员", "组长", "负责人", "值班员", "主任"})


def fits_role(role: str, names: Sequence[str], text: str = "") -> bool:
    """Tell whether a role may do what the plan gives to one of `names`; an action of nobody in particular fits all.

    A role fits by any name of the post, by its short form (赵班长 is 当班班长), as a member of the body that is to act
    (保卫部经理 of 保卫部), or when the player tells the right post to act (请中控关阀).
    """
    if not names or not role.strip() or any(name in EVERYBODY or name.endswith("力量") for name in names):
        return True
    if any(same_post(role, name) for name in names):
        return True
    told = OTHERS_DO.match(text)
    return bool(told) and any(called in text[:TOLD_WITHIN] for name in names for called in called_so(name))


def same_post(role: str, name: str) -> bool:
    """Tell whether two names may be the same post or one is part of the other."""
    one, other = plain(role), plain(name)
    if not one or not other:
        return False
    if one == other or (len(other) > 2 and other in one) or (len(one) > 2 and one in other):
        return True
    if other in GENERIC and one.endswith(other):
        return True
    if BOSS.match(role) and name in ("总指挥", "总经理"):
        return True
    raw, called = LETTERS.sub("", role), LETTERS.sub("", name)
    if any(listed(raw, group) and listed(called, group) for group in SAME):
        return True
    return same_kind(one, other) or letters_in_order(one, other) or of_level(raw, called)


def listed(name: str, group: Sequence[str]) -> bool:
    """Tell whether a name is one of a group of names for one post, with a person's surname in front or a name behind."""
    return any(
        name == one
        or (len(one) > 2 and one not in GENERIC and (name.startswith(one) or name.endswith(one)))
        or person(name, one)
        for one in group
    )


def person(name: str, post: str) -> bool:
    """Tell whether a name is a post with a surname: 赵班长 for 班长, 操作工小李 for 操作工."""
    return name.endswith(post) and len(name) - len(post) == 1 and bool(POST.search(post))


def same_kind(one: str, other: str) -> bool:
    """Tell whether two names end in the same post and one names no place: 引导员 and 疏散引导员, 七楼引导员."""
    first, second = POST.search(one), POST.search(other)
    if not first or not second or first.group() != second.group() or first.group() in GENERIC:
        return False
    return not one[: first.start()] or not other[: second.start()] or len(one[: first.start()]) < 3


def of_level(role: str, name: str) -> bool:
    """Tell whether a named place is what a plan calls by its level: 柳溪镇人民政府 for 乡镇人民政府."""
    return any(
        re.search(level, role) and re.match(general, name) and role[-2:] == name[-2:] for general, level in LEVELS
    )


def letters_in_order(one: str, other: str) -> bool:
    """Tell whether the short name holds letters of the long one in order: 市卫健委, 市卫生健康委员会."""
    short, long = sorted((one, other), key=len)
    letters = iter(long)
    return len(short) >= 3 and short[0] == long[0] and short[-1] == long[-1] and all(one in letters for one in short)


def plain(name: str) -> str:
    """Return a name with Chinese characters only and bodies in their short form."""
    text = LETTERS.sub("", name)
    for long, short in SHORTER:
        text = text.replace(long, short)
    return text


def called_so(name: str) -> set[str]:
    """Return what a post may be called when somebody tells it to act: 中控 for 中控室值班员."""
    same = {one for group in SAME if name in group for one in group}
    return {one for one in same | {name} if len(one) > 1 and one not in GENERIC}
