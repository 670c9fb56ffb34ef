"""A small kit for tests of runs: four actions of an ammonia leak, two injects."""

from __future__ import annotations

from collections.abc import Mapping

from assistant.drills.records import (
    Ban,
    Clause,
    DrillForm,
    DrillKit,
    ExpectedAction,
    Inject,
    Objective,
    UserScenario,
)
from assistant.drills.run.records import Mark, Marking
from assistant.drills.run.standings import mark_for

PLAN = "d" * 32


def clause(quote: str) -> Clause:
    return Clause(
        document_id=PLAN,
        document_title="现场处置方案",
        start=0,
        end=len(quote),
        quote=quote,
        heading_path=("液氨泄漏",),
    )


def action(
    number: int, actor: str, text: str, limit: float | None = None, after: tuple[str, ...] = ()
) -> ExpectedAction:
    return ExpectedAction(
        action_id=f"a{number}",
        order=number,
        actor=actor,
        names=(actor,),
        action=text,
        limit=f"{limit:g}分钟内" if limit else "",
        limit_minutes=limit,
        report_to="",
        condition="",
        objective_id="report" if number == 2 else "handle",
        after=after,
        clause=clause(text),
    )


KIT = DrillKit(
    document_id=PLAN,
    title="现场处置方案",
    unit="临澜恒泰化工有限公司",
    hazard="液氨泄漏",
    form=DrillForm.TABLETOP,
    scenario=UserScenario(),
    hazard_clauses=(),
    actions=(
        action(1, "操作工", "关闭紧急切断阀"),
        action(2, "操作工", "向值班室报告", limit=3, after=("a1",)),
        action(3, "班长", "清点人数", limit=5),
        action(4, "班长", "向消防队移交现场"),
    ),
    bans=(Ban(ban_id="b1", text="严禁单独进入泄漏区", clause=clause("严禁单独进入泄漏区")),),
    stops=(),
    injects=(
        Inject(inject_id="i1", minute=0, to_whom="操作工", text="2号罐阀门泄漏", expected=("a1", "a2")),
        Inject(inject_id="i2", minute=5, to_whom="班长", text="现场有人没有出来", expected=("a3",)),
    ),
    objectives=(
        Objective(objective_id="report", name="预警与信息报告", action_ids=("a2",)),
        Objective(objective_id="handle", name="事故处置", action_ids=("a1", "a3", "a4")),
    ),
)


def exact_marker(
    kit: DrillKit, text: str, role: str, minute: float, called: Mapping[str, float], done: frozenset[str]
) -> Marking:
    """Mark only what the plan says word for word, so that the run is tested without the matcher."""
    for ban in kit.bans:
        if text == ban.text:
            return Marking(mark=Mark.FORBIDDEN, action_id=ban.ban_id, score=1.0)
    for one in kit.actions:
        if text == one.action:
            mark = mark_for(one, right_role=role in one.names, minute=minute, called=called, done=done)
            return Marking(mark=mark, action_id=one.action_id, score=1.0)
    return Marking(mark=Mark.UNMATCHED)
