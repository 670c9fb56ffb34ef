"""How every expected action stands: waiting, open, done, late, out of order, by the wrong role, missed."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from assistant.drills.records import DrillKit, ExpectedAction
from assistant.drills.run.records import Act, ActionStanding, Mark, Phase, SentInject, Standing

STANDING_OF = {
    Mark.RIGHT: Standing.DONE,
    Mark.LATE: Standing.LATE,
    Mark.WRONG_ORDER: Standing.WRONG_ORDER,
    Mark.WRONG_ROLE: Standing.WRONG_ROLE,
}
DONE_MARKS = frozenset({Mark.RIGHT, Mark.LATE, Mark.WRONG_ORDER})  # the deed is done; by the wrong role it is not


def standings_of(
    kit: DrillKit, sent: Sequence[SentInject], acts: Sequence[Act], minute: float, phase: Phase
) -> tuple[ActionStanding, ...]:
    """Return the standing of every action of the kit, in the order of the plan."""
    called = called_at(sent)
    counting = counting_acts(acts)
    return tuple(
        standing_of(action, called.get(action.action_id), counting.get(action.action_id), minute, phase)
        for action in kit.actions
    )


def called_at(sent: Sequence[SentInject]) -> dict[str, float]:
    """Return when each action was first called for."""
    found: dict[str, float] = {}
    for one in sent:
        for action_id in one.inject.expected:
            found[action_id] = min(one.minute, found.get(action_id, one.minute))
    return found


def counting_acts(acts: Sequence[Act]) -> dict[str, Act]:
    """Return the act that counts for each action: the first that does it, or else the first by a wrong role."""
    found: dict[str, Act] = {}
    for act in acts:
        if act.marking.mark not in STANDING_OF:
            continue
        before = found.get(act.marking.action_id)
        if before is None or (before.marking.mark not in DONE_MARKS and act.marking.mark in DONE_MARKS):
            found[act.marking.action_id] = act
    return found


def done_actions(acts: Sequence[Act]) -> frozenset[str]:
    """Return the ids of the actions that are done, in time and order or not."""
    return frozenset(act.marking.action_id for act in acts if act.marking.mark in DONE_MARKS)


def standing_of(
    action: ExpectedAction, called: float | None, act: Act | None, minute: float, phase: Phase
) -> ActionStanding:
    """Return how one action stands; what was never called for is not missed."""
    if act is not None:
        delay = max(0.0, act.minute - called) if called is not None else None
        return ActionStanding(
            action=action,
            standing=STANDING_OF[act.marking.mark],
            called=called,
            done=act.minute,
            delay=delay,
            act_no=act.act_no,
        )
    if called is None:
        return ActionStanding(action=action, standing=Standing.WAITING)
    if phase is Phase.ENDED:
        return ActionStanding(action=action, standing=Standing.MISSED, called=called)
    over = action.limit_minutes is not None and minute - called > action.limit_minutes
    return ActionStanding(action=action, standing=Standing.OVERDUE if over else Standing.OPEN, called=called)


def mark_for(
    action: ExpectedAction,
    *,
    right_role: bool,
    minute: float,
    called: Mapping[str, float],
    done: frozenset[str],
    beside: Collection[str] = (),
) -> Mark:
    """Return the mark of doing an action now.

    Doing it before it is called for is not wrong: the plan wanted it anyway. What has to come first counts when this
    run has called for it, and always when it stands in the same message (`beside`): who runs ahead to close a valve
    has to put the mask on all the same.
    """
    if not right_role:
        return Mark.WRONG_ROLE
    if any((one in called or one in beside) and one not in done for one in action.after):
        return Mark.WRONG_ORDER
    since = called.get(action.action_id)
    if since is not None and action.limit_minutes is not None and minute - since > action.limit_minutes:
        return Mark.LATE
    return Mark.RIGHT
