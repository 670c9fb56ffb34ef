"""A drill is run from its log: clock, injects, marks, overruling, the end, and going on after a restart."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from assistant.drills.run.desk import DrillDesk
from assistant.drills.run.records import Mark, Phase, RunState, Standing
from kb.catalog import Catalog
from kb.errors import InputRefused
from tests.assistant.drills.run_kit import KIT, exact_marker


@dataclass
class Hands:
    """A clock that the test moves, and a catalogue."""

    catalog: Catalog
    now: datetime = field(default_factory=lambda: datetime(2026, 3, 1, 8, 0, tzinfo=UTC))

    def __call__(self) -> datetime:
        return self.now

    def go_on(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)


@pytest.fixture
def hands(tmp_path: Path) -> Iterator[Hands]:
    with Catalog.open(tmp_path, writable=True) as catalog:
        yield Hands(catalog=catalog)


def desk_of(hands: Hands) -> DrillDesk:
    return DrillDesk(hands.catalog.drill_runs, exact_marker, hands)


class Played(DrillDesk):
    """A desk whose players come with their keys."""

    def __init__(self, hands: Hands) -> None:
        super().__init__(hands.catalog.drill_runs, exact_marker, hands)
        self.keys: dict[str, str] = {}

    def play(self, run_id: str, player: str, text: str, action_id: str = "") -> RunState:
        return self.act(run_id, player, self.keys.get(player, ""), text, action_id)


def started(hands: Hands) -> tuple[Played, str, str]:
    desk = Played(hands)
    row = desk.set_up(KIT, "液氨泄漏桌面演练", "周导调")
    for player, role in (("赵一", "操作工"), ("钱二", "班长")):
        desk.keys[player] = desk.join(row.run_id, player, role)[1]
    desk.start(row.run_id, row.director_code, "周导调")
    return desk, row.run_id, row.director_code


def watched(desk: DrillDesk, hands: Hands, run_id: str, minutes: float) -> RunState:
    """Let time go by while a page asks every ten seconds."""
    for _ in range(round(minutes * 6)):
        hands.go_on(10)
        desk.state(run_id)
    return desk.state(run_id)


def standing(state: RunState, action_id: str) -> Standing:
    return next(one.standing for one in state.standings if one.action.action_id == action_id)


def test_injects_appear_at_their_minute_and_call_for_their_actions(hands: Hands) -> None:
    desk, run_id, _ = started(hands)
    state = desk.state(run_id)
    assert [one.inject.inject_id for one in state.sent] == ["i1"]
    assert [standing(state, one) for one in ("a1", "a2", "a3")] == [Standing.OPEN, Standing.OPEN, Standing.WAITING]
    state = watched(desk, hands, run_id, 5)
    assert [(one.inject.inject_id, one.minute) for one in state.sent] == [("i1", 0.0), ("i2", 5.0)]
    assert [standing(state, one) for one in ("a1", "a2", "a3")] == [Standing.OPEN, Standing.OVERDUE, Standing.OPEN]


def test_a_right_act_is_done_with_its_delay(hands: Hands) -> None:
    desk, run_id, _ = started(hands)
    watched(desk, hands, run_id, 1)
    state = desk.play(run_id, "赵一", "关闭紧急切断阀")
    first = state.standings[0]
    assert (first.standing, first.delay, state.acts[0].marking.mark) == (Standing.DONE, 1.0, Mark.RIGHT)


def test_late_out_of_order_and_by_the_wrong_role(hands: Hands) -> None:
    desk, run_id, _ = started(hands)
    state = desk.play(run_id, "赵一", "向值班室报告")
    assert state.acts[-1].marking.mark is Mark.WRONG_ORDER
    watched(desk, hands, run_id, 11)
    state = desk.play(run_id, "赵一", "清点人数")
    assert (state.acts[-1].marking.mark, standing(state, "a3")) == (Mark.WRONG_ROLE, Standing.WRONG_ROLE)
    state = desk.play(run_id, "钱二", "清点人数")
    assert (state.acts[-1].marking.mark, standing(state, "a3")) == (Mark.LATE, Standing.LATE)


def test_what_the_plan_forbids_and_what_it_does_not_know_are_told_apart(hands: Hands) -> None:
    desk, run_id, _ = started(hands)
    state = desk.play(run_id, "赵一", "严禁单独进入泄漏区")
    state = desk.play(run_id, "赵一", "给家里打个电话")
    assert [one.marking.mark for one in state.acts] == [Mark.FORBIDDEN, Mark.UNMATCHED]


def test_a_person_overrules_a_mark_and_the_programs_own_stays_visible(hands: Hands) -> None:
    desk, run_id, code = started(hands)
    act = desk.play(run_id, "赵一", "把阀门拧死").acts[0]
    state = desk.overrule(run_id, code, "周导调", act.act_no, Mark.RIGHT, "a1", "说法不同")
    changed = state.acts[0]
    assert (changed.marking.mark, changed.proposed.mark) == (Mark.RIGHT, Mark.UNMATCHED)
    assert (changed.overruled_by, changed.note, standing(state, "a1")) == ("周导调", "说法不同", Standing.DONE)
    with pytest.raises(InputRefused, match="步骤"):
        desk.overrule(run_id, code, "周导调", act.act_no, Mark.RIGHT, "nowhere")


def test_the_clock_stands_still_while_paused_and_goes_at_its_pace(hands: Hands) -> None:
    desk = desk_of(hands)
    row = desk.set_up(KIT, "演练", "周导调")
    desk.start(row.run_id, row.director_code, "周导调", 5.0)
    hands.go_on(30)
    desk.pause(row.run_id, row.director_code, "周导调")
    hands.go_on(3600)
    assert desk.state(row.run_id).minute == 2.5
    desk.resume(row.run_id, row.director_code, "周导调")
    hands.go_on(12)
    assert desk.state(row.run_id).minute == 3.5


def test_ending_turns_what_was_called_for_into_missed_and_leaves_the_rest_alone(hands: Hands) -> None:
    desk, run_id, code = started(hands)
    state = desk.end(run_id, code, "周导调")
    assert state.phase is Phase.ENDED
    assert [one.standing for one in state.standings] == [
        Standing.MISSED,
        Standing.MISSED,
        Standing.WAITING,
        Standing.WAITING,
    ]
    with pytest.raises(InputRefused, match="没有在进行"):
        desk.play(run_id, "赵一", "关闭紧急切断阀")


def test_a_run_goes_on_after_a_restart_with_the_clock_where_it_stopped(hands: Hands) -> None:
    desk, run_id, code = started(hands)
    watched(desk, hands, run_id, 2)
    desk.play(run_id, "赵一", "关闭紧急切断阀")
    hands.go_on(7200)
    state = desk_of(hands).state(run_id)
    assert (state.phase, state.minute, len(state.acts)) == (Phase.PAUSED, 2.0, 1)
    state = desk_of(hands).resume(run_id, code, "周导调")
    assert (state.phase, standing(state, "a1")) == (Phase.RUNNING, Standing.DONE)


def test_only_the_code_directs(hands: Hands) -> None:
    desk, run_id, code = started(hands)
    wrong = f"{(int(code) + 1) % 10**6:06d}"
    for step in (desk.pause, desk.end):
        with pytest.raises(InputRefused, match="口令"):
            step(run_id, wrong, "赵一")
    with pytest.raises(InputRefused, match="口令"):
        desk.credit(run_id, wrong, "赵一", "a1")
    with pytest.raises(InputRefused, match="口令"):
        desk.send(run_id, wrong, "赵一", "i2")
    assert desk.state(run_id).phase is Phase.RUNNING


def test_the_director_sends_early_credits_rates_and_notes(hands: Hands) -> None:
    desk, run_id, code = started(hands)
    desk.send(run_id, code, "周导调", "i2")
    state = desk.credit(run_id, code, "周导调", "a3", note="口头清点")
    assert (standing(state, "a3"), state.acts[0].credited, state.acts[0].player) == (Standing.DONE, True, "班长")
    desk.rate(run_id, code, "周导调", "handle", 3, "断源慢")
    state = desk.rate(run_id, code, "周导调", "handle", 5)
    assert [(one.objective_id, one.points) for one in state.ratings] == [("handle", 5)]
    state = desk.remark(run_id, code, "周导调", "对讲机两次听不清")
    assert [one.text for one in state.remarks] == ["对讲机两次听不清"]
    with pytest.raises(InputRefused, match="评分"):
        desk.rate(run_id, code, "周导调", "handle", 4)


def test_picking_an_action_needs_no_words_and_is_marked_the_same_way(hands: Hands) -> None:
    desk, run_id, _ = started(hands)
    state = desk.play(run_id, "赵一", "", "a1")
    assert (state.acts[0].text, state.acts[0].picked, state.acts[0].marking.mark) == (
        "关闭紧急切断阀",
        True,
        Mark.RIGHT,
    )


@pytest.mark.parametrize("text", ["", "  ", "长" * 301])
def test_empty_and_endless_words_are_refused(hands: Hands, text: str) -> None:
    desk, run_id, _ = started(hands)
    with pytest.raises(InputRefused):
        desk.play(run_id, "赵一", text)
    assert desk.state(run_id).acts == ()


def test_somebody_who_has_not_joined_does_not_act(hands: Hands) -> None:
    desk, run_id, _ = started(hands)
    with pytest.raises(InputRefused, match="加入"):
        desk.play(run_id, "路人", "关闭紧急切断阀")


def test_a_name_that_joined_is_kept_by_its_key(hands: Hands) -> None:
    desk, run_id, _ = started(hands)
    with pytest.raises(InputRefused, match="个人口令"):
        desk.join(run_id, "赵一", "班长", f"{(int(desk.keys['赵一']) + 1) % 10**4:04d}")
    with pytest.raises(InputRefused, match="个人口令"):
        desk.act(run_id, "赵一", "", "关闭紧急切断阀")
    state, key = desk.join(run_id, "赵一", "班长", desk.keys["赵一"])
    assert (state.players["赵一"], key) == ("班长", desk.keys["赵一"])
