"""The expected actions of a plan's part: who, what, within how long, to whom, after what, for which objective."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from importlib import resources
from itertools import pairwise

import yaml

from assistant.answering.reading.kinds import LIMIT
from assistant.answering.reading.procedure import REPORT_TO, stated
from assistant.answering.reading.units import Unit
from assistant.cards.tables import rows_of
from assistant.cards.wording import without_lead
from assistant.drills.actors import PlanActors
from assistant.drills.plan_part import PlanPart
from assistant.drills.records import Clause, ExpectedAction, Objective
from kb.records import Document
from kb.text import parse_number

MINUTES = re.compile(
    r"(?P<count>\d+(?:\.\d+)?|[一二两三四五六七八九十百]+|半)\s*(?:个)?(?P<unit>秒钟?|分钟|小时|日(?=之?内|以内)|天(?=之?内|以内))(?:之?内|以内|前)?"
)
IN_MINUTES = {"秒": 1 / 60, "秒钟": 1 / 60, "分钟": 1.0, "小时": 60.0, "日": 1440.0, "天": 1440.0}
# 每5分钟, 不少于15分钟, 连续30分钟 and 5分钟没有得到控制 say how often or how long, not by when.
NOT_LIMIT = re.compile(r"每$|不少于$|连续$|至少$|看守$|稳定$|超过$|火势$|后约$|未来$")
STATES = re.compile(
    r"^(?:雨量|以上|天气|滚动|更新|更替|值班|值守|有人|观测|提供|取样|没有|不能|得不到|未|读数|的|一次|可|清点)"
)
CASE = re.compile(
    r"时$|后$|的$|到场$|到达$|没有得到控制$|得不到控制$|不能切断泄漏$|受伤$|起火$|具备终止条件$|情况变化$|力量不足$|报警$|异响$|异常$|触电$|灼伤$|"
    r"收到.{2,20}信号$|达到.{0,20}$|发现.{2,12}$|低于.{2,8}$|不足$|装置$|^有人|^(?:初起小火|水退以后|水急|火扑灭)"
)
ENDS = re.compile(r"响应终止|终止响应|危险解除|才能回家|宣布解除")
STARTS = re.compile(r"宣布启动|批准启动|启动响应|下令转移|立即转移|出发|联动控制切换|先期处置|立即派人核实")
DONE_BEFORE = re.compile(
    r"(?:转移|疏散|清场|清点|扑灭|堵漏|登记|确认火灾|确认火情|会商)(?:完成|结束|完毕)?(?:以?后|之后)"
)
NAMED_BEFORE = ("转移", "疏散", "清场", "清点", "扑", "堵漏", "登记", "确认", "会商")
REPORTED = re.compile(
    r"(?:报告|汇报|上报|报送)(?P<receiver>[^，。；\d（）]{2,14}?(?:室|中心|局|指挥部|办|班长|总指挥|政府|站|机构))(?=\d|（|[，。；]|$)"
)
ORDERS = re.compile(r"，(?=必须|应|要|先|立即|不得)|(?=打1[12]\d|拨打)")
MIN_CLAUSE = 5
LEARNS = re.compile(r"发现|接到|接报|听到|收到|通知后")
ORDERED = re.compile(r"程序|处置措施|行动|措施|怎么走|到了之后|报警|接警|疏散引导|先期处置|扑救|准备、什么时候走")
UNORDERED = re.compile(r"分灾种|响应$|要求")
AFTER_OTHERS = re.compile(r"完成后|结束后|确认.{0,12}后|以后$|之后$|后$|以前$")


def expected_actions(part: PlanPart) -> tuple[ExpectedAction, ...]:
    """Return what the part expects, in the order of the plan; conditions of leaving lead in their order to leave."""
    rows = rows_of(part.document, part.template)
    actors = PlanActors(part.document.text, rows)
    actions: list[ExpectedAction] = []
    for unit in part.steps:
        for start, end in clauses_of(unit, actors):
            text = part.document.text[start:end]
            actor = actors.actor_of(text)
            if not actor and actions and goes_on(part.document.text, actions[-1], start):
                actor = actions[-1].actor
            actions.append(action_of(part.document, start, end, actor, actors.names_of(actor), len(actions) + 1))
    return tuple(with_order(with_cases(actions, part)))


def with_cases(actions: list[ExpectedAction], part: PlanPart) -> list[ExpectedAction]:
    """Give the order to leave the cases listed under it."""
    found = []
    for position, one in enumerate(actions):
        following = actions[position + 1].clause.start if position + 1 < len(actions) else len(part.document.text)
        following = following if following > one.clause.end else len(part.document.text)
        inside = [unit for unit in part.stops if one.clause.end <= unit.start < following]
        opens = one.action.endswith(("：", ":"))
        cases = tuple(without_lead(unit.text).rstrip("；;。") for unit in inside) if opens else ()
        found.append(replace(one, cases=cases))
    return found


def clauses_of(unit: Unit, actors: PlanActors) -> list[tuple[int, int]]:
    """Cut a step at its semicolons and where somebody else goes on; offsets are those of the document."""
    lead = len(unit.text) - len(without_lead(unit.text))
    cuts = [lead, *(match.end() for match in re.finditer(r"[；;]", unit.text[:-1])), len(unit.text)]
    spans: list[tuple[int, int]] = []
    for start, end in pairwise(sorted({cut for cut in cuts if cut >= lead})):
        spans += split_at_actors(unit.text, start, end, actors)
    trimmed = [(start + skipped(unit.text[start:end]), end - trailing(unit.text[start:end])) for start, end in spans]
    return [(unit.start + start, unit.start + end) for start, end in trimmed if end - start >= MIN_CLAUSE]


def split_at_actors(text: str, start: int, end: int, actors: PlanActors) -> list[tuple[int, int]]:
    """Cut where a second post goes on after the first has acted: 监测员报总负责，总负责下令转移 are two actions."""
    spans, begin = [], start
    for match in re.finditer(r"，", text[start:end]):
        left, right = text[begin : start + match.start()], text[start + match.end() : end]
        first, second = actors.actor_of(left), actors.opening(right)
        if first and second and first != second and not CASE.search(left):
            spans.append((begin, start + match.start()))
            begin = start + match.end()
    return [*spans, (begin, end)]


def skipped(text: str) -> int:
    """Return how many blanks open a piece."""
    return len(text) - len(text.lstrip())


def trailing(text: str) -> int:
    """Return how many characters at the end of a piece are its stop."""
    return len(text) - len(text.rstrip("；; \n"))


def goes_on(text: str, previous: ExpectedAction, start: int) -> bool:
    """Tell whether a piece goes on in the sentence of the previous action (…；…) without a case of its own."""
    between = text[previous.clause.end : start]
    return between in ("；", ";") and not CASE.search(text[start : start + 30].split("，")[0])


def action_of(document: Document, start: int, end: int, actor: str, names: Sequence[str], order: int) -> ExpectedAction:
    """Read one span."""
    text = document.text[start:end]
    limit, minutes = limit_of(text)
    receiver = REPORT_TO.search(text) or REPORTED.search(text)
    return ExpectedAction(
        action_id=f"{document.document_id}:{start}-{end}",
        order=order,
        actor=actor,
        names=tuple(names) if actor else (),
        action=text.rstrip("。"),
        limit=limit,
        limit_minutes=minutes,
        report_to=stated(receiver.group("receiver")) if receiver else "",
        condition=condition_of(text, actor),
        objective_id=objective_of(text),
        after=(),
        clause=Clause(
            document_id=document.document_id,
            document_title=document.metadata.title,
            start=start,
            end=end,
            quote=text,
            heading_path=heading_path(document, start),
        ),
    )


def heading_path(document: Document, offset: int) -> tuple[str, ...]:
    """Return the headings above an offset, outermost first."""
    around = [one for one in document.sections if one.parent >= 0 and one.start <= offset < one.end]
    return tuple(f"{one.label} {one.title}".strip() for one in sorted(around, key=lambda one: one.depth))


def limit_of(text: str) -> tuple[str, float | None]:
    """Return the first time limit as written and in minutes; 立即 has no minutes."""
    outer = text.find("最长不超过")
    for match in MINUTES.finditer(text, max(outer, 0)):
        if NOT_LIMIT.search(text[: match.start()]) or STATES.match(text[match.end() :]):
            continue
        count = match.group("count")
        number = 0.5 if count == "半" else parse_number(count)
        if number is not None:
            return match.group(), float(number) * IN_MINUTES[match.group("unit")]
    word = LIMIT.search(text)
    return (
        (word.group(), None) if word and not re.search(r"\d|每|前|[一二三四五六七八九十]", word.group()) else ("", None)
    )


def condition_of(text: str, actor: str) -> str:
    """Return the case in which an action is called for, "" when it is bound to none; never what is to be done in it."""
    place = text.find(actor) if actor else -1
    if place > 3 and text[place - 1] != "的":
        head = case_alone(text[:place].rstrip("，,；：:由"))
        return head if CASE.search(head) or text[place - 1] == "，" else ""
    head = case_alone(text.split("，")[0]) if "，" in text else ""
    if place == 0 and not LEARNS.search(head):
        return ""
    return head if CASE.search(head) else ""


def case_alone(head: str) -> str:
    """Return a case without the order that follows it: 有人受伤打120, 水退以后，必须经镇里派人看过…."""
    return ORDERS.split(head)[0].rstrip("，,")


def with_order(actions: list[ExpectedAction]) -> list[ExpectedAction]:
    """Set what comes before what: the same actor's previous step in the same numbered list of steps."""
    found: list[ExpectedAction] = []
    for one in actions:
        before = [
            other
            for other in found
            if other.actor == one.actor and other.clause.heading_path == one.clause.heading_path
        ]
        ordered = (
            bool(one.actor) and bool(one.clause.heading_path) and bool(ORDERED.search(one.clause.heading_path[-1]))
        )
        bound = bool(one.condition) and not AFTER_OTHERS.search(one.condition)
        after = [before[-1].action_id] if before and ordered and not bound else []
        after += [other.action_id for other in called_before(one, found) if other.action_id not in after]
        found.append(replace(one, after=tuple(after)))
    return found


def called_before(action: ExpectedAction, earlier: Sequence[ExpectedAction]) -> list[ExpectedAction]:
    """Return the action that a clause itself names as done before it (转移完成后, 看守无复燃), and the start of what it ends."""
    if ENDS.search(action.action):
        return next(([one] for one in earlier if STARTS.search(one.action)), [])
    done = DONE_BEFORE.search(action.action)
    words = [word for word in NAMED_BEFORE if done and word in done.group()]
    return [one for one in earlier if any(word in one.action for word in words) and not DONE_BEFORE.search(one.action)][
        -1:
    ]


@cache
def groups() -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    """Return (id, name, words) of the evaluation groups, the particular before the general."""
    text = resources.files("assistant.drills").joinpath("rules/objectives.yaml").read_text(encoding="utf-8")
    loaded = yaml.safe_load(text)["groups"]
    return tuple((one["id"], one["name"], tuple(one["words"])) for one in loaded)


def objective_of(text: str) -> str:
    """Return the evaluation group whose words a clause holds most of."""
    scores = [
        (sum(len(word) for word in words if word in text), -index) for index, (_, _, words) in enumerate(groups())
    ]
    best, index = max(scores)
    return groups()[-index][0] if best else "others"


def objectives_of(actions: Sequence[ExpectedAction]) -> tuple[Objective, ...]:
    """Return the groups that hold actions, in the order in which the plan comes to them."""
    names = {group_id: name for group_id, name, _ in groups()}
    ids = dict.fromkeys(one.objective_id for one in actions)
    return tuple(
        Objective(
            objective_id=group_id,
            name=names[group_id],
            action_ids=tuple(one.action_id for one in actions if one.objective_id == group_id),
        )
        for group_id in ids
    )
