"""Order and relation: 先…后…, 之前 and 之后, who reports to whom, 和 and 或, opposites."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.guard.mentions import read_text
from assistant.guard.plain import pairs_of
from assistant.guard.records import Problem, ProblemKind

_FIRST_THEN = re.compile(
    r"(?:首先|先(?!后|进|行))(?P<a>[^,;。]{2,14}?),?(?:然后|随后|接着|再|最后|后(?!勤|方|续))(?P<b>[^,;。]{2,14})"
)
_AFTER_THIS = re.compile(
    r"(?:^|[,;。、])(?P<a>[^,;。、]{2,12}?)(?:之后|以后|后)(?:,|再|方可|才|立即)*(?P<b>[^,;。]{2,14})"
)
_BEFORE_THIS = re.compile(
    r"(?:^|[,;。、])(?P<b>[^,;。、]{2,12}?)(?:之前|以前|前)(?:,|应当|必须|应|先|须|要)*(?P<a>[^,;。]{2,14})"
)
_SIDE = re.compile(r"(?P<event>[\u4e00-\u9fff]{2})(?P<side>之前|之后|以前|以后|前|后)(?![方勤线往期提续来来备])")
_REPORT = re.compile(
    r"(?P<from>[\u4e00-\u9fff]{2,10})(?:向|报(?!告|警|请|送))(?P<to>[\u4e00-\u9fff]{2,10}?)(?:报告|请示|提出|申请|移交|通报|反馈|[,。;]|$)"
)
_EITHER = re.compile(
    r"(?<=(?P<a>[\u4e00-\u9fff\d]{2}))(?P<sign>或者?|以及|和|及|并且?|且|与)(?=(?P<b>[\u4e00-\u9fff\d]{2}))"
)
_OR = frozenset({"或", "或者"})
_EVENT_SIGNS = frozenset("报发启束止完定批准始施行产")
_OPPOSITES = tuple(
    tuple(pair.split("/"))
    for pair in (
        "上风/下风 上游/下游 逆风/顺风 增加/减少 提高/降低 启动/终止 启动/结束 打开/关闭 开启/关闭 全部/部分 上级/下级 事前/事后 书面/口头 书面/电话 白天/夜间 公开/保密 "
        "合格/不合格 升级/降级 直接/间接 同意/拒绝 每日/每周 每日/每月 每周/每月 每月/每年 每月/每季度 每季度/每年 每半年/每年 左侧/右侧 "
        "由高到低/由低到高 从高到低/从低到高 自上而下/自下而上 高处/低处 高地/低洼 向上/向下 主要/次要 提前/推迟 定期/不定期 扩大/缩小 "
        "上升/下降 东侧/西侧 南侧/北侧 常备/临时 室内/室外 境内/境外 专职/兼职 顺时针/逆时针 正压/负压 任一/全部 之一/全部 无偿/有偿 横风/顺风 侧风/顺风 "
        "升高/降低 加强/减弱 解除/发布 正常/异常 成功/失败 进入/撤离 进入/撤出 靠近/远离 接近/远离 集中/分散 有毒/无毒 易燃/不燃 密闭/敞开 内部/外部 强制/自愿 停止/继续 停止/恢复 停用/启用 切断/接通 关停/运行"
    ).split()
)
_SEPARATORS = re.compile("[,;。:!?()\n]")


def sequence_problems(sentence: str, evidence: Sequence[str]) -> Iterator[Problem]:
    """Yield steps in another order, turned relations and opposites."""
    plain, known = read_text(sentence).plain, [read_text(text).plain for text in evidence]
    yield from _turned_steps(plain, known)
    yield from _turned_sides(plain, known)
    yield from _turned_reports(plain, known)
    yield from _other_conjunctions(plain, known)
    yield from _opposites(plain, known)


def _steps(plain: str) -> Iterator[tuple[str, str, str]]:
    """Yield (earlier, later, wording)."""
    for pattern in (_FIRST_THEN, _AFTER_THIS, _BEFORE_THIS):
        for found in pattern.finditer(plain):
            yield found["a"], found["b"], found.group().strip(",;。、")


def _turned_steps(plain: str, known: Sequence[str]) -> Iterator[Problem]:
    for earlier, later, wording in _steps(plain):
        for text in known:
            if any(
                _is_same(earlier, second) and _is_same(later, first) for first, second, _ in _steps(text)
            ) and not any(_is_same(earlier, first) and _is_same(later, second) for first, second, _ in _steps(text)):
                yield Problem(value=wording, kind=ProblemKind.ORDER, reason=f"“{wording}”的先后与依据相反")
                return


def _is_same(one: str, other: str) -> bool:
    own, known = set(pairs_of(one)), set(pairs_of(other))
    smaller = min(len(own), len(known))
    return smaller > 0 and len(own & known) >= max(0.6 * smaller, min(2, smaller))


def _turned_sides(plain: str, known: Sequence[str]) -> Iterator[Problem]:
    sides = {(found["event"], found["side"][-1]) for text in known for found in _SIDE.finditer(text)}
    for found in _SIDE.finditer(plain):
        side = found["side"][-1]
        other = "后" if side == "前" else "前"
        if (found["event"], side) not in sides and any(_same_event(found["event"], *known, other) for known in sides):
            reason = f"依据是“{found['event']}{other}”，不是“{found.group()}”"
            yield Problem(value=found.group(), kind=ProblemKind.ORDER, reason=reason)


def _same_event(said: str, event: str, side: str, wanted: str) -> bool:
    """Tell apart: 接报 is 报告 in other words; 前 and 后 of it are told by the side."""
    return side == wanted and (event == said or bool(set(event) & set(said) & _EVENT_SIGNS))


def _turned_reports(plain: str, known: Sequence[str]) -> Iterator[Problem]:
    for found in _REPORT.finditer(plain):
        pairs = [(other["from"], other["to"]) for text in known for other in _REPORT.finditer(text)]
        sender, receiver = found["from"], found["to"]
        turned = any(_ends(sender, to) and _ends(one, receiver) for one, to in pairs)
        if turned and not any(_ends(sender, one) and _ends(to, receiver) for one, to in pairs):
            yield Problem(value=found.group(), kind=ProblemKind.ORDER, reason=f"“{found.group()}”的报告方向与依据相反")


def _ends(one: str, other: str) -> bool:
    return one.endswith(other) or other.endswith(one)


def _other_conjunctions(plain: str, known: Sequence[str]) -> Iterator[Problem]:
    joined = {(*_sides(found), found["sign"] in _OR) for text in known for found in _EITHER.finditer(text)}
    for found in _EITHER.finditer(plain):
        pair, is_or = _sides(found), found["sign"] in _OR
        if not _is_joined(pair, is_or, joined) and _is_joined(pair, not is_or, joined):
            reason = f"依据里“{pair[0]}”与“{pair[1]}”之间{'不是' if is_or else '是'}“或”的关系"
            yield Problem(value=found.group(), kind=ProblemKind.MODALITY, reason=reason)


def _is_joined(pair: tuple[str, str], is_or: bool, joined: set[tuple[str, str, bool]]) -> bool:
    return any(left == pair[0] and right[0] == pair[1][0] and sign is is_or for left, right, sign in joined)


def _sides(found: re.Match[str]) -> tuple[str, str]:
    return found["a"], found["b"]


def _opposites(plain: str, known: Sequence[str]) -> Iterator[Problem]:
    whole = "\n".join(known)
    for one, other in _OPPOSITES:
        for said, meant in ((one, other), (other, one)):
            told = (
                re.search(rf"(?<![不非无未勿止得能准许]){said}", plain)
                and said not in whole
                and meant in whole
                and meant not in plain
            )
            if told and _around_alike(said, plain, meant, known):
                reason = f"依据说的是“{meant}”，句子说成了“{said}”"
                yield Problem(value=said, kind=ProblemKind.UNSUPPORTED, reason=reason)


def _around_alike(said: str, plain: str, meant: str, known: Sequence[str]) -> bool:
    """Tell whether the two opposites stand among the same words."""
    own = {
        pair for clause in _SEPARATORS.split(plain) if said in clause for pair in pairs_of(clause.replace(said, " "))
    }
    for text in known:
        for clause in _SEPARATORS.split(text):
            if meant in clause and len(own & set(pairs_of(clause.replace(meant, " ")))) >= min(2, len(own)):
                return True
    return False
