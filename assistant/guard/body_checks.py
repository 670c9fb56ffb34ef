"""Bodies, places and persons of a sentence that its evidence does not name, names at another level, or for another act."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.guard.binding import better_neighbour
from assistant.guard.mentions import read_text
from assistant.guard.names import BodyName, bodies_of, is_abbreviation
from assistant.guard.records import Mention, Problem, ProblemKind
from kb.text import default_tokenizer

_ROLES = "市长|县长|区长|省长|镇长|乡长|州长|局长|厅长|部长|主任|指挥长|总指挥|组长|书记|队长|经理|院长|校长|科长|处长|站长|所长|秘书长|支队长|大队长"
_ROLE = re.compile(rf"(?P<second>副)?(?P<role>{_ROLES})")
_SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦许何吕施孔曹严魏陶姜戚谢邹喻苏潘葛范彭鲁韦马苗凤俞任袁柳鲍史唐费薛雷贺倪汤罗毕郝邬傅卞齐康伍余顾孟黄穆萧尹姚邵汪毛禹狄戴宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季贾江童颜郭梅盛林刁钟徐邱骆夏蔡田樊胡凌霍虞柯卢莫丁邓洪崔龚程裴陆曾关"
_PERSON = re.compile(
    rf"(?:{_ROLES}|联系人|负责人|值班员|专家|同志|支书|安全员|姓名|队员|调查员)(?:为|是|由|:)?(?P<after>[{_SURNAMES}][\u4e00-\u9fff]{{1,2}})(?=[,，。、;:()|\s\d]|担任|电话|手机|任|负责|$)"
    rf"|(?<![\u4e00-\u9fff])(?P<first>[{_SURNAMES}][\u4e00-\u9fff]{{1,2}})(?=[:(|\s]?(?:\d{{4,}}|1\d{{10}}|(?:副|总|常务)?(?:{_ROLES})|同志|先生|女士|任|担任|电话|手机))"
    rf"|(?<=由)(?P<named>[{_SURNAMES}][\u4e00-\u9fff]{{1,2}})(?=担任|任|负责|牵头)"
)
_NO_PERSON = frozenset(
    "任何 任务 任一 施工 卫生 关于 关闭 范围 江河 田地 林地 林区 方面 严重 严格 雷电 康复 何时 何种 程序 项目 季节 伍级 史料 许可 费用 钟点".split()
)
_BRACKETS = re.compile(r"\([^()]{1,20}\)")
_VERBATIM = 8  # characters on each side of a name that make its place the evidence's
_PLACE_SIGN = "省市县区镇乡村"


def body_problems(sentence: str, evidence: Sequence[str]) -> Iterator[Problem]:
    """Yield the bodies, roles and persons of a sentence without support."""
    plain, known = read_text(sentence).plain, [_with_short_form(read_text(text).plain) for text in evidence]
    yield from _bodies(sentence, evidence, plain, known)
    yield from _roles(plain, known)
    yield from _places(plain, known)
    yield from _persons(sentence, evidence, plain, known)


def _with_short_form(plain: str) -> str:
    """Add the text without its brackets: 县(市、区)政府 is a 县政府 too."""
    return plain if "(" not in plain else f"{plain}\n{_BRACKETS.sub('', plain)}"


def _bodies(sentence: str, evidence: Sequence[str], plain: str, known: Sequence[str]) -> Iterator[Problem]:
    named = [(number, body) for number, text in enumerate(evidence) for body in bodies_of(read_text(text).plain)]
    for body in bodies_of(plain):
        own = [(number, other) for number, other in named if same_body(body, other, known)]
        if not own and not _written(body, known) and not _cut_too_early(body, named):
            yield Problem(value=body.text, kind=ProblemKind.BODY, reason=f"依据里没有“{body.text}”{_near(body, named)}")
            continue
        around = plain[max(0, body.start - _VERBATIM) : body.end + _VERBATIM].rstrip("。;")
        if any(around in text for text in known):
            continue
        others = [(number, _mention(other)) for number, other in named if not any(other is mine for _, mine in own)]
        places = [(number, _mention(other)) for number, other in own]
        neighbour = better_neighbour(_mention(body), sentence, evidence, places, others)
        if neighbour is not None and neighbour.text not in plain and not _inside(body, neighbour):
            reason = f"依据里这件事说的是“{neighbour.text}”，不是“{body.text}”"
            yield Problem(value=body.text, kind=ProblemKind.BODY, reason=reason)


def same_body(said: BodyName, known: BodyName, texts: Sequence[str]) -> bool:
    """Tell whether the sentence's name may stand for the evidence's: 市安委会 for 临澜市安全生产委员会."""
    if said.name != known.name and not known.name.endswith(said.name) and not is_abbreviation(said.name, known.name):
        return False
    if said.rank and known.rank and said.rank != known.rank:
        return False
    if said.proper and known.proper and said.proper != known.proper:
        return known.proper.endswith(said.proper) or said.proper.endswith(known.proper)
    if said.proper and not known.proper:
        return any(said.proper in text for text in texts)
    return not (said.rank and not known.rank) or any(re.search(rf"[\u4e00-\u9fff]{said.rank}", text) for text in texts)


def _written(body: BodyName, known: Sequence[str]) -> bool:
    """Tell whether the evidence holds the name as it is printed, however it was cut there."""
    return any(body.text in text for text in known)


def _cut_too_early(body: BodyName, named: Sequence[tuple[int, BodyName]]) -> bool:
    """Tell whether the evidence has the name but for words in front of it: 促使北京科技中心."""
    return any(
        body.text.endswith(other.text) and body.text[: -len(other.text)][-1:] not in tuple("国省市县区镇乡村")
        for _, other in named
    )


def _inside(body: BodyName, neighbour: Mention) -> bool:
    return body.text in neighbour.text or body.name in neighbour.text or neighbour.value.endswith(body.name)


def _mention(body: BodyName) -> Mention:
    return Mention(
        kind=ProblemKind.BODY,
        dimension="body",
        value=body.rank + body.name,
        start=body.start,
        end=body.end,
        text=body.text,
    )


def _near(body: BodyName, named: Sequence[tuple[int, BodyName]]) -> str:
    near = list(dict.fromkeys(other.text for _, other in named if other.name == body.name))[:3]
    return f"；依据里是{'、'.join(near)}" if near else ""


def _roles(plain: str, known: Sequence[str]) -> Iterator[Problem]:
    """Tell apart: 指挥长 and 副指挥长 are two persons."""
    have = {(found["second"] or "", found["role"]) for text in known for found in _ROLE.finditer(text)}
    for found in _ROLE.finditer(plain):
        second, role = found["second"] or "", found["role"]
        other = "" if second else "副"
        if (second, role) not in have and (other, role) in have:
            reason = f"依据里是“{other}{role}”，不是“{second}{role}”"
            yield Problem(value=found.group(), kind=ProblemKind.PERSON, reason=reason)


def _places(plain: str, known: Sequence[str]) -> Iterator[Problem]:
    """Name divisions that the dictionary knows, and names in front of 市, 县, 镇 … that differ from the evidence's."""
    for name in dict.fromkeys(default_tokenizer().places(plain)):
        short = name.rstrip(_PLACE_SIGN) if len(name) > 2 else name
        if not any(short in text for text in known):
            yield Problem(value=name, kind=ProblemKind.PLACE, reason=f"依据里没有地名“{name}”")


def _persons(sentence: str, evidence: Sequence[str], plain: str, known: Sequence[str]) -> Iterator[Problem]:
    named = [(number, person) for number, text in enumerate(evidence) for person in _people(read_text(text).plain)]
    for person in _people(plain):
        own = [(number, other) for number, other in named if other.value == person.value]
        if not own and not any(person.value in text for text in known):
            yield Problem(value=person.value, kind=ProblemKind.PERSON, reason=f"依据里没有“{person.value}”这个人")
            continue
        others = [(number, other) for number, other in named if other.value != person.value]
        neighbour = better_neighbour(person, sentence, evidence, own, others)
        if neighbour is not None and neighbour.value not in plain:
            reason = f"依据里这件事说的是“{neighbour.value}”，不是“{person.value}”"
            yield Problem(value=person.value, kind=ProblemKind.PERSON, reason=reason)


def _people(plain: str) -> list[Mention]:
    found = []
    for match in _PERSON.finditer(plain):
        group = next(name for name in ("after", "first", "named") if match[name])
        name = match[group]
        if name[:2] not in _NO_PERSON:
            found.append(
                Mention(
                    kind=ProblemKind.PERSON,
                    dimension="person-name",
                    value=name,
                    start=match.start(group),
                    end=match.end(group),
                    text=name,
                )
            )
    return found
