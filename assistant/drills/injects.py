"""The master list of events: what is told to whom and when, so that every expected action is called for once."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from assistant.drills.records import Clause, ExpectedAction, Inject, UserScenario

ALL = "全体参演人员"
MOST_NAMED = 3
END = re.compile(r"终止|解除|扑灭|低于|水退|结束|控制，且|无复燃|恢复正常")
ARRIVAL = re.compile(r"(?:队|力量|消防|救护车|指挥部|指挥长).{0,4}(?:到场|到达|来了)")
WORSE = re.compile(r"不能|得不到控制|没有得到控制|蔓延|不足|变化|决口|溃坝|本体|危急|紧急")
RANKS = ((END, 90), (ARRIVAL, 80), (WORSE, 60))
LEAVE_RANK = 70
SHOWS = re.compile(r"征兆|设定|表现为|迹象")
LEARNS = re.compile(r"发现|接到|接报|听到|收到")
OPENING_BLANKS = (
    ("day", "演练日期和开始时刻"),
    ("place", "模拟事故的具体部位"),
    ("weather", "风向、天气"),
    ("casualties", "模拟伤亡人数和伤情"),
)


@dataclass(slots=True, kw_only=True)
class Stage:
    """Actions that one message calls for, while the list is being made."""

    key: str
    rank: tuple[int, int]
    text: str
    clause: Clause | None
    actions: list[ExpectedAction] = field(default_factory=list)
    blanks: tuple[str, ...] = ()


def injects_of(
    actions: Sequence[ExpectedAction], signs: Sequence[Clause], starts: Sequence[Clause], scenario: UserScenario
) -> tuple[Inject, ...]:
    """Return the messages in their order; the minutes are a proposal, equally spaced.

    The first message is what shows that something is wrong; then come the headings and cases of the plan in its order,
    then what makes it worse, the order to leave, who arrives, and the end.
    """
    stages: dict[str, Stage] = {}
    for one in actions:
        if not joined_general(one, stages):
            stage = stages.setdefault(key_of(one, stages), new_stage(one, stages, signs, starts, scenario))
            stage.actions.append(one)
    ordered = sorted(stages.values(), key=lambda stage: stage.rank)
    gap = scenario.minutes_between
    return tuple(inject_of(stage, number, number * gap) for number, stage in enumerate(ordered))


def key_of(action: ExpectedAction, stages: dict[str, Stage]) -> str:
    """Return which message calls for an action: its case, else the heading it stands under."""
    if not stages:
        return "opening"
    case = action.condition
    if action.cases:
        return f"leave {action.action_id}"
    if case and ARRIVAL.search(case):
        return "arrival"
    if case and not LEARNS.search(case):
        return case
    section = " ".join(action.clause.heading_path)
    opening = stages["opening"].actions[0]
    return "opening" if section == " ".join(opening.clause.heading_path) else section


def joined_general(action: ExpectedAction, stages: dict[str, Stage]) -> bool:
    """Put a step of the general procedure of a post where the post is first called; tell whether that was done.

    A post that is reported to gets a message of its own, right after the one that calls for the report, and takes its
    own steps of that message along; any other goes on in the message that calls it first.
    """
    if not is_general(action) or action.condition or action.cases:
        return False
    own = stages.get(f"general {action.actor}")
    first = next((one for one in stages.values() if any(each.actor == action.actor for each in one.actions)), None)
    told = next((one for one in stages.values() if any(each.report_to == action.actor for each in one.actions)), None)
    if own is None and told is not None:
        own = after_report(action, told)
        stages[own.key] = own
    target = own or first
    if target is None:
        return False
    target.actions.append(action)
    return True


def is_general(action: ExpectedAction) -> bool:
    """Tell whether an action stands under a heading of its post alone: 总指挥处置程序."""
    heading = action.clause.heading_path[-1] if action.clause.heading_path else ""
    return bool(action.actor) and heading.endswith("处置程序") and action.actor in heading


def after_report(action: ExpectedAction, told: Stage) -> Stage:
    """Begin the message that follows a report to a post; what the post does of itself there moves along."""
    at = next(place for place, one in enumerate(told.actions) if one.report_to == action.actor)
    moved = [one for one in told.actions[at:] if one.actor == action.actor]
    told.actions[:] = [one for one in told.actions if one not in moved]
    return Stage(
        key=f"general {action.actor}",
        rank=(told.rank[0], told.rank[1] + 1) if told.rank != (0, 0) else (1, 0),
        text=f"导调员确认已向{action.actor}报告后宣布：{action.actor}接到报告。",
        clause=None,
        actions=moved,
        blanks=("报告内容（数据、位置、人员）",),
    )


def new_stage(
    action: ExpectedAction,
    stages: dict[str, Stage],
    signs: Sequence[Clause],
    starts: Sequence[Clause],
    scenario: UserScenario,
) -> Stage:
    """Begin the message that an action is the first to be called for by."""
    if not stages:
        return opening_stage(action, signs, scenario)
    key, case = key_of(action, stages), action.condition
    place = (rank_of(action), action.order)
    if action.cases:
        return Stage(key=key, rank=place, text=action.cases[0], clause=action.clause, blanks=("出现的撤离情形及时刻",))
    if (case and key == case) or key == "arrival":
        return Stage(
            key=key, rank=place, text=case_told(case), clause=part_of(action.clause, case), blanks=detail_blanks(case)
        )
    if starts and begins_response(action):
        return Stage(
            key=key,
            rank=place,
            text=starts[0].quote.rstrip("；;。"),
            clause=starts[0],
            blanks=("选用的启动条件及数据",),
        )
    heading = action.clause.heading_path[-1] if action.clause.heading_path else action.action
    text = f"导调员确认上一节点的行动后宣布：进入“{re.sub(r'^[（(]?[一二三四五六七八九十0-9.]+[)）、.]?', '', heading).strip()}”环节。"
    return Stage(key=key, rank=place, text=text, clause=None, blanks=("该节点的现场情况（数据、位置、人员）",))


def case_told(case: str) -> str:
    """Return a case as a message that stands by itself: 电气设备着火时 is told as 情况：电气设备着火."""
    plain = re.sub(
        r"^(?:如果|若|当|一旦)(?=[\u4e00-\u9fff]{3})|(?:以后|之后|(?<!时)(?<!钟)后|的时候|的情况下|的话|(?<!\d)(?<!小)时|的)$",
        "",
        case,
    )
    told = plain if len(plain) > 1 else case
    return f"现场{told}" if told.startswith("情况") else f"情况：{told}"


def part_of(clause: Clause, words: str) -> Clause:
    """Return the part of a clause that holds the words, the clause itself when it does not."""
    at = clause.quote.find(words)
    return (
        replace(clause, start=clause.start + at, end=clause.start + at + len(words), quote=words) if at >= 0 else clause
    )


def begins_response(action: ExpectedAction) -> bool:
    """Tell whether an action stands under the heading of a response level."""
    return any(re.search(r"[ⅠⅡⅢⅣ]\s*级响应|级响应", heading) for heading in action.clause.heading_path)


def opening_stage(action: ExpectedAction, signs: Sequence[Clause], scenario: UserScenario) -> Stage:
    """Return the first message: the user's words, else the signs that the plan names, else its first case."""
    shown = [one for one in signs if SHOWS.search(one.quote)]
    told = shown[0].quote.rstrip("；;。") if shown and not scenario.cause else ""
    core = scenario.cause or told or action.condition or "值班人员接到险情报告"
    parts = (scenario.day, scenario.place, core, scenario.weather, scenario.casualties)
    text = "，".join(part for part in parts if part)
    blanks = tuple(label for name, label in OPENING_BLANKS if not getattr(scenario, name))
    return Stage(key="opening", rank=(0, 0), text=text, clause=shown[0] if told else None, blanks=blanks)


def rank_of(action: ExpectedAction) -> int:
    """Return how late in the drill the case of an action belongs."""
    if action.cases:
        return LEAVE_RANK
    return next((rank for pattern, rank in RANKS if action.condition and pattern.search(action.condition)), 10)


def detail_blanks(case: str) -> tuple[str, ...]:
    """Return what a case leaves open."""
    if ARRIVAL.search(case):
        return ("到场队伍和时刻",)
    return ("读数或水位的演练数值",) if re.search(r"\d|浓度|水位|雨量|读数", case) else ("具体情况和时刻",)


def inject_of(stage: Stage, number: int, minute: int) -> Inject:
    """Return the finished message."""
    actors = list(dict.fromkeys(one.actor for one in stage.actions if one.actor))
    return Inject(
        inject_id=f"Z{number + 1:02d}",
        minute=minute,
        to_whom="、".join(actors) if 0 < len(actors) <= MOST_NAMED else ALL,
        text=stage.text,
        expected=tuple(one.action_id for one in stage.actions),
        blanks=stage.blanks,
        clause=stage.clause,
    )


def at_minutes(injects: Sequence[Inject], minutes: Sequence[int]) -> tuple[Inject, ...]:
    """Return the messages at the minutes a person chose, sorted by them."""
    moved = [replace(one, minute=minute) for one, minute in zip(injects, minutes, strict=True)]
    return tuple(sorted(moved, key=lambda one: one.minute))
