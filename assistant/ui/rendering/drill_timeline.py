"""The course of a drill as a drawing: a lane for each role, injects as lines, what is called for as bars, acts as marks.

Marks differ in shape, not only in colour, so that a black-and-white print still tells them apart.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from assistant.drills.after_action.wording import MARK_ZH, clock_text
from assistant.drills.run.records import Act, ActionStanding, Mark, Phase, RunState, Standing
from assistant.ui import strings_drill as strings
from assistant.ui.rendering.markup import escape

WIDTH, LEFT, RIGHT, LANE, TOP, FOOT = 860, 120, 16, 34, 24, 26
SHAPES: dict[Mark, str] = {
    Mark.RIGHT: '<circle r="6" class="m-right"/>',
    Mark.LATE: '<circle r="6" class="m-open"/><path d="M0-6A6 6 0 0 1 0 6Z" class="m-late"/>',
    Mark.WRONG_ORDER: '<path d="M0-7L7 6H-7Z" class="m-late"/>',
    Mark.WRONG_ROLE: '<rect x="-6" y="-6" width="12" height="12" class="m-wrong"/>',
    Mark.FORBIDDEN: '<path d="M-6-6L6 6M6-6L-6 6" class="m-cross"/>',
    Mark.UNMATCHED: '<circle r="6" class="m-open"/>',
}
STEPS = (1, 2, 5, 10, 15, 30, 60, 120)
MOST_TICKS = 12
MOST_NAME = 7
Scale = Callable[[float], float]  # minute → place on the drawing


def timeline_svg(state: RunState) -> str:
    """Return the drawing with its legend; "" before the start."""
    if state.phase is Phase.READY:
        return ""
    lanes = lanes_of(state)
    span = max(state.minute, max((one.minute for one in state.sent), default=0.0) + 1, 5.0)
    height = TOP + LANE * len(lanes) + FOOT

    def x(minute: float) -> float:
        return round(LEFT + min(minute, span) / span * (WIDTH - LEFT - RIGHT), 1)

    parts = [grid(lanes, span, height), injects(state, x, height), bars(state, lanes, x), marks(state, lanes, x)]
    if state.phase is not Phase.ENDED:
        parts.append(
            f'<line class="now" x1="{x(state.minute)}" x2="{x(state.minute)}" y1="{TOP}" y2="{height - FOOT}"/>'
        )
    return (
        f'<div class="drill-timeline"><svg viewBox="0 0 {WIDTH} {height}" role="img" '
        f'aria-label="{escape(strings.TIMELINE_LABEL)}">{"".join(parts)}</svg>'
        f'<p class="hint">{escape(strings.TIMELINE_LEGEND)}</p></div>'
    )


def lanes_of(state: RunState) -> list[str]:
    """Return the roles that were called upon or acted, in the order of the plan; 其他 last."""
    called = [one.action.actor for one in state.standings if one.called is not None or one.done is not None]
    known = list(dict.fromkeys(one or strings.OTHERS for one in called))
    acted = list(
        dict.fromkeys(act.role or strings.OTHERS for act in state.acts if lane_of(act, known) == strings.OTHERS)
    )
    return [
        *[one for one in known if one != strings.OTHERS],
        *([strings.OTHERS] if strings.OTHERS in known or acted or not known else []),
    ]


def lane_of(act: Act, lanes: Sequence[str]) -> str:
    """Return the lane of an act: its role's, or that of the lane whose name is in the role or holds it."""
    for lane in lanes:
        if lane != strings.OTHERS and act.role and (act.role in lane or lane in act.role):
            return lane
    return strings.OTHERS


def grid(lanes: Sequence[str], span: float, height: int) -> str:
    """Return the lanes with their names and the minutes below."""
    rows = "".join(
        f'<line class="lane" x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{TOP + LANE * (i + 1)}" y2="{TOP + LANE * (i + 1)}"/>'
        f'<text class="role" x="{LEFT - 8}" y="{TOP + LANE * i + LANE / 2 + 4}" text-anchor="end">'
        f"<title>{escape(lane)}</title>{escape(lane if len(lane) <= MOST_NAME else lane[: MOST_NAME - 1] + '…')}</text>"
        for i, lane in enumerate(lanes)
    )
    step = next((one for one in STEPS if span / one <= MOST_TICKS), STEPS[-1])
    ticks = "".join(
        f'<text class="tick" x="{LEFT + minute / span * (WIDTH - LEFT - RIGHT):.1f}" y="{height - 8}" '
        f'text-anchor="middle">{minute}</text>'
        for minute in range(0, int(span) + 1, step)
    )
    return rows + ticks


def injects(state: RunState, x: Scale, height: int) -> str:
    """Return a line for each inject, numbered."""
    return "".join(
        f'<g class="inject"><title>{escape(f"{clock_text(one.minute)} {one.inject.text}")}</title>'
        f'<line x1="{x(one.minute)}" x2="{x(one.minute)}" y1="{TOP - 6}" y2="{height - FOOT}"/>'
        f'<text x="{x(one.minute) + 3}" y="{TOP - 8}">{number}</text></g>'
        for number, one in enumerate(state.sent, 1)
    )


def bars(state: RunState, lanes: Sequence[str], x: Scale) -> str:
    """Return a bar from being called for to the limit, or to now, for everything that is not done."""
    found = []
    for one in state.standings:
        if one.called is None or one.standing not in (Standing.OPEN, Standing.OVERDUE, Standing.MISSED):
            continue
        end = one.called + one.action.limit_minutes if one.action.limit_minutes else state.minute
        left, right = x(one.called), max(x(end), x(one.called) + 6)
        css = "b-open" if one.standing is Standing.OPEN else "b-missed"
        found.append(
            f'<rect class="{css}" x="{left}" width="{right - left:.1f}" y="{lane_top(one, lanes) + LANE - 10}" height="6">'
            f"<title>{escape(one.action.action)}</title></rect>"
        )
    return "".join(found)


def lane_top(one: ActionStanding, lanes: Sequence[str]) -> int:
    """Return the upper edge of an action's lane."""
    name = one.action.actor or strings.OTHERS
    return TOP + LANE * (lanes.index(name) if name in lanes else len(lanes) - 1)


def marks(state: RunState, lanes: Sequence[str], x: Scale) -> str:
    """Return a mark for each act."""
    found = []
    for act in state.acts:
        top = TOP + LANE * (lanes.index(lane) if (lane := lane_of(act, lanes)) in lanes else len(lanes) - 1)
        title = f"{clock_text(act.minute)} {act.player} {act.text}（{MARK_ZH[act.marking.mark]}）"
        found.append(
            f'<g transform="translate({x(act.minute)},{top + LANE / 2 - 3})"><title>{escape(title)}</title>'
            f"{SHAPES[act.marking.mark]}</g>"
        )
    return "".join(found)
