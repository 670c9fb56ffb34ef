"""Evaluates a run from its log. Ratings are proposed by rules that stand here; people have the last word.

Points follow the example of AQ/T 9009-2015 5.4 (0 缺项, 1 较差, 3 一般, 5 优秀), grades 7.4.2 of the same standard; the shares
from which they are proposed are ours.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.drills.after_action.records import AfterAction, ObjectiveResult, Proposal, TimelineRow
from assistant.drills.after_action.wording import MARK_ZH, deed, minutes_text, short_clause
from assistant.drills.records import FORM_ZH, DrillKit, Objective
from assistant.drills.run.records import Act, ActionStanding, Mark, Rating, RunState, Standing

WRONG = (Standing.WRONG_ORDER, Standing.WRONG_ROLE)
GOOD_SHARE, FAIR_SHARE = 0.8, 0.5
MOST_STRENGTHS = 6


def evaluate(kit: DrillKit, state: RunState, title: str) -> AfterAction:
    """Return the evaluation of a run; one that has not ended is evaluated as far as it has come."""
    counted = [one for one in state.standings if one.standing is not Standing.WAITING]
    late = tuple(one for one in counted if one.standing in (Standing.LATE, Standing.OVERDUE))
    wrong = tuple(one for one in counted if one.standing in WRONG)
    missed = tuple(one for one in counted if one.standing is Standing.MISSED)
    right = [one for one in counted if one.standing is Standing.DONE]
    forbidden = tuple(one for one in state.acts if one.marking.mark is Mark.FORBIDDEN)
    return AfterAction(
        run_id=state.run_id,
        title=title,
        plan_title=kit.title,
        form=FORM_ZH[kit.form],
        place=kit.scenario.place,
        organiser=kit.scenario.organiser,
        started_at=state.started_at,
        ended_at=state.ended_at,
        minutes=state.minute,
        players=tuple(state.players.items()),
        timeline=timeline_of(state),
        objectives=tuple(result_of(one, state.standings, state.ratings) for one in kit.objectives),
        called=len(counted),
        right=len(right),
        late=late,
        wrong=wrong,
        missed=missed,
        forbidden=forbidden,
        unmatched=tuple(one for one in state.acts if one.marking.mark is Mark.UNMATCHED),
        strengths=strengths_of(right),
        proposals=proposals_of(kit, late, wrong, missed, forbidden),
        grade=grade_of(len(counted), len(right), len(late) + len(wrong), bool(forbidden)),
    )


def timeline_of(state: RunState) -> tuple[TimelineRow, ...]:
    """Return injects, acts and remarks by minute."""
    rows = [TimelineRow(minute=one.minute, who="情景注入", what=one.inject.text) for one in state.sent]
    rows += [
        TimelineRow(
            minute=act.minute,
            who=f"{act.player}（{act.role}）" if act.role and act.role != act.player else act.player,
            what=act.text,
            mark=MARK_ZH[act.marking.mark] + ("（人工改判）" if act.overruled_by else ""),
            act_no=act.act_no,
        )
        for act in state.acts
    ]
    rows += [TimelineRow(minute=one.minute, who=f"{one.who}（观察）", what=one.text) for one in state.remarks]
    return tuple(sorted(rows, key=lambda one: one.minute))


def result_of(objective: Objective, standings: Sequence[ActionStanding], ratings: Sequence[Rating]) -> ObjectiveResult:
    """Return how one objective was met."""
    mine = tuple(
        one
        for one in standings
        if one.action.action_id in objective.action_ids and one.standing is not Standing.WAITING
    )
    count = {kind: sum(1 for one in mine if one.standing is kind) for kind in Standing}
    late = count[Standing.LATE] + count[Standing.OVERDUE]
    wrong = count[Standing.WRONG_ORDER] + count[Standing.WRONG_ROLE]
    missed = count[Standing.MISSED] + count[Standing.OPEN]
    return ObjectiveResult(
        objective=objective,
        standings=mine,
        done=count[Standing.DONE],
        late=late,
        wrong=wrong,
        missed=missed,
        proposed=points_of(len(mine), count[Standing.DONE], missed) if mine else None,
        rating=next((one for one in ratings if one.objective_id == objective.objective_id), None),
    )


def points_of(called: int, right: int, missed: int) -> int:
    """Propose points: 5 all right, 3 all done though not faultlessly, 1 part of it done, 0 nothing done."""
    if right == called:
        return 5
    if missed == 0:
        return 3
    return 1 if missed < called else 0


def grade_of(called: int, right: int, faulty: int, forbidden: bool) -> str:
    """Propose the grade of the whole run (AQ/T 9009-2015 7.4.2); "" when nothing was called for."""
    if not called:
        return ""
    done = (right + faulty) / called
    if right == called and not forbidden:
        return "优"
    if forbidden or done < FAIR_SHARE:
        return "差"
    return "良" if done >= GOOD_SHARE else "中"


def strengths_of(right: Sequence[ActionStanding]) -> tuple[str, ...]:
    """Return the actions done well within their limits, quickest against the limit first."""
    timed = [one for one in right if one.delay is not None and one.action.limit_minutes]
    timed.sort(key=lambda one: (one.delay or 0.0) / (one.action.limit_minutes or 1.0))
    return tuple(
        f"{deed(one.action.actor, one.action.action)}：要求{one.action.limit}，用时{minutes_text(one.delay or 0.0)}。"
        for one in timed[:MOST_STRENGTHS]
    )


def proposals_of(
    kit: DrillKit,
    late: Sequence[ActionStanding],
    wrong: Sequence[ActionStanding],
    missed: Sequence[ActionStanding],
    forbidden: Sequence[Act],
) -> tuple[Proposal, ...]:
    """Return what went wrong, each with its clause, as a first list of what to improve."""
    bans = {one.ban_id: one.clause for one in kit.bans} | {one.action_id: one.clause for one in kit.actions}
    found = [
        Proposal(
            what=f"做了预案禁止的事：“{short_clause(act.text)}”。",
            clause=bans.get(act.marking.action_id),
        )
        for act in forbidden
    ]
    for kind, ones in (("未完成", missed), ("次序或岗位不对", wrong), ("超过时限", late)):
        found += [
            Proposal(
                what=f"{kind}：{deed(one.action.actor, one.action.action)}{delay_of(one)}。",
                clause=one.action.clause,
            )
            for one in ones
        ]
    return tuple(found)


def delay_of(one: ActionStanding) -> str:
    """Return limit and time taken where both are known."""
    if one.delay is None or not one.action.limit:
        return ""
    return f"（要求{one.action.limit}，用时{minutes_text(one.delay)}）"
