"""The desk from which drills are run: set up, joined, started, played, marked and ended, by several sessions at once.

Whoever directs proves it with the run's code at every step; players only join, act and look. All of it goes into the
log, and the state is replayed from there.
"""

from __future__ import annotations

import hmac
import json
import secrets
import threading
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, Protocol

from assistant.drills.kit_json import kit_form, kit_from_form
from assistant.drills.matching.roles import fits_role
from assistant.drills.records import DrillKit
from assistant.drills.run.clock import PACES
from assistant.drills.run.entries import injected, named, short
from assistant.drills.run.records import EventKind, Mark, Marking, Phase, RunState
from assistant.drills.run.replaying import marking_form, replay
from assistant.drills.run.standings import called_at, done_actions, mark_for
from kb.catalog.drill_run_records import DrillEventRow, DrillRunRow
from kb.catalog.drill_runs import DrillRuns
from kb.errors import InputRefused

GAP = timedelta(seconds=60)  # nobody watched for so long: the program was closed, the clock stood still
SEEN_EVERY = timedelta(seconds=5)
MAX_PLAYERS, MAX_ACTS = 60, 2_000
POINTS = (0, 1, 3, 5)


class Marker(Protocol):
    """Marks what a player says against what the plan expects."""

    def __call__(
        self, kit: DrillKit, text: str, role: str, minute: float, called: Mapping[str, float], done: frozenset[str]
    ) -> Marking:
        """Return the marking of one act."""


class DrillDesk:
    """Runs the drills of one base; safe to share between sessions.

    Every method raises InputRefused for an unknown run, a wrong code, or something that does not fit the phase.
    """

    def __init__(
        self, runs: DrillRuns, marker: Marker, now: Callable[[], datetime] = lambda: datetime.now(UTC)
    ) -> None:
        self._runs = runs
        self._marker = marker
        self._now = now
        self._guard = threading.RLock()
        self._kits: dict[str, DrillKit] = {}

    def set_up(self, kit: DrillKit, title: str, by: str) -> DrillRunRow:
        """Store a run that is ready to be joined; its `director_code` is told to nobody else."""
        if not kit.actions or not kit.injects:
            raise InputRefused(f"《{kit.title}》里没有读到可以演练的处置步骤，请换一份预案或指明险情。")
        at = self._now()
        row = DrillRunRow(
            run_id=secrets.token_hex(4),
            title=named(title, "演练名称", 60),
            document_id=kit.document_id,
            kit=json.dumps(kit_form(kit), ensure_ascii=False),
            director_code=f"{secrets.randbelow(10**6):06d}",
            made_by=named(by, "导调人姓名"),
            created_at=at,
            seen_at=at,
        )
        with self._guard:
            self._runs.add(row)
        return row

    def runs(self) -> list[DrillRunRow]:
        """Return the newest runs, newest first."""
        return self._runs.runs()

    def kit(self, run_id: str) -> DrillKit:
        """Return the kit of a run as it was when the run was set up."""
        with self._guard:
            if run_id not in self._kits:
                self._kits[run_id] = kit_from_form(json.loads(self._runs.run(run_id).kit))
            return self._kits[run_id]

    def state(self, run_id: str) -> RunState:
        """Return the run as it stands now; the injects that are due appear."""
        with self._guard:
            self._catch_up(run_id)
            return self._replayed(run_id)

    def join(self, run_id: str, player: str, role: str, key: str = "") -> tuple[RunState, str]:
        """Let a player in, or back in, or into another role; return the run and the player's own key.

        The key keeps others from acting under the name; it is asked for whenever the name is known already.
        """
        with self._guard:
            state = self.state(run_id)
            name, part = named(player, "姓名"), named(role, "角色")
            if state.phase is Phase.ENDED:
                raise InputRefused("演练已经结束，不能再加入；可以看复盘。")
            known = self._keys(run_id).get(name, "")
            if known:
                self._check_key(known, key)
            elif len(state.players) >= MAX_PLAYERS:
                raise InputRefused(f"这次演练已有 {MAX_PLAYERS} 人加入，不能再加。")
            if known and state.players.get(name) == part:
                return state, known
            own = known or f"{secrets.randbelow(10**4):04d}"
            return self._append(run_id, EventKind.JOINED, name, {"role": part, "key": own}), own

    def directs(self, run_id: str, code: str) -> bool:
        """Tell whether a code is the run's."""
        return bool(code) and hmac.compare_digest(self._runs.run(run_id).director_code.encode(), code.strip().encode())

    def check_director(self, run_id: str, code: str, by: str) -> None:
        """Refuse whoever may not direct the run, or has no name."""
        self._check_code(run_id, code)
        named(by, "导调人姓名")

    def start(self, run_id: str, code: str, by: str, pace: float = 1.0) -> RunState:
        """Start the clock at a pace of `PACES`."""
        if pace not in PACES:
            raise InputRefused(f"时钟快慢只能是 {'、'.join(f'{one:g}' for one in PACES)} 倍，不能是 {pace:g}。")
        return self._directed(run_id, code, (Phase.READY,), EventKind.STARTED, by, {"pace": pace})

    def pause(self, run_id: str, code: str, by: str) -> RunState:
        """Stop the clock for a while."""
        return self._directed(run_id, code, (Phase.RUNNING,), EventKind.PAUSED, by, {})

    def resume(self, run_id: str, code: str, by: str) -> RunState:
        """Let the clock go on."""
        return self._directed(run_id, code, (Phase.PAUSED,), EventKind.RESUMED, by, {})

    def end(self, run_id: str, code: str, by: str) -> RunState:
        """End the run: what was called for and not done is missed."""
        return self._directed(run_id, code, (Phase.RUNNING, Phase.PAUSED), EventKind.ENDED, by, {})

    def send(self, run_id: str, code: str, by: str, inject_id: str) -> RunState:
        """Let an inject appear before its time."""
        with self._guard:
            state = self.state(run_id)
            if inject_id not in {one.inject_id for one in self.kit(run_id).injects}:
                raise InputRefused("这次演练没有这条情景注入。请刷新后重试。")
            if inject_id in {one.inject.inject_id for one in state.sent}:
                return state
            return self._directed(
                run_id, code, (Phase.RUNNING, Phase.PAUSED), EventKind.INJECTED, by, {"inject_id": inject_id}
            )

    def act(self, run_id: str, player: str, key: str, text: str, action_id: str = "") -> RunState:
        """Enter what a player does: typed words, or an action picked from a list (then `text` may be empty)."""
        with self._guard:
            state = self.state(run_id)
            if state.phase is not Phase.RUNNING:
                raise InputRefused("演练没有在进行，现在不能填报行动。")
            if player not in state.players:
                raise InputRefused("请先填姓名和角色，加入演练。")
            self._check_key(self._keys(run_id)[player], key)
            if len(state.acts) >= MAX_ACTS:
                raise InputRefused(f"这次演练已记录 {MAX_ACTS} 条行动，不能再记。")
            return self._act(run_id, state, player, text, action_id)

    def overrule(
        self, run_id: str, code: str, by: str, act_no: int, mark: Mark, action_id: str = "", note: str = ""
    ) -> RunState:
        """Change the mark of an act; the program's own mark stays visible beside it."""
        with self._guard:
            state = self.state(run_id)
            if act_no not in {one.act_no for one in state.acts}:
                raise InputRefused(f"没有编号为 {act_no} 的行动。请刷新后重试。")
            known = {one.action_id for one in self.kit(run_id).actions}
            if (action_id not in known) if mark not in (Mark.UNMATCHED, Mark.FORBIDDEN) else False:
                raise InputRefused("请选择这条行动对应的预案步骤。")
            marking = Marking(mark=mark, action_id="" if mark is Mark.UNMATCHED else action_id, score=1.0)
            detail = {"act_no": act_no, "marking": marking_form(marking), "note": short(note)}
            phases = (Phase.RUNNING, Phase.PAUSED, Phase.ENDED)
            return self._directed(run_id, code, phases, EventKind.OVERRULED, by, detail)

    def credit(self, run_id: str, code: str, by: str, action_id: str, player: str = "", note: str = "") -> RunState:
        """Enter an action that was done by word of mouth, as done at this minute and, after the end, at the end."""
        with self._guard:
            self._check_code(run_id, code)
            state = self.state(run_id)
            if state.phase is Phase.READY:
                raise InputRefused("演练还没有开始。")
            actions = {one.action_id: one for one in self.kit(run_id).actions}
            if action_id not in actions:
                raise InputRefused("请选择要补记的预案步骤。")
            marking = Marking(mark=Mark.RIGHT, action_id=action_id, score=1.0)
            detail = {
                "minute": round(state.minute, 3),
                "role": actions[action_id].actor,
                "text": short(note) or "（口头完成，导调补记）",
                "marking": marking_form(marking),
                "credited": True,
                "note": named(by, "导调人姓名"),
            }
            return self._append(run_id, EventKind.ACTED, player or actions[action_id].actor or by, detail)

    def rate(self, run_id: str, code: str, by: str, objective_id: str, points: int, note: str = "") -> RunState:
        """Rate an objective: 0, 1, 3 or 5 points (AQ/T 9009-2015 5.4)."""
        if points not in POINTS or objective_id not in {one.objective_id for one in self.kit(run_id).objectives}:
            raise InputRefused("评分只能是 0、1、3、5，且须是这次演练的评估项目。")
        detail = {"objective_id": objective_id, "points": points, "note": short(note)}
        return self._directed(run_id, code, tuple(Phase), EventKind.RATED, by, detail)

    def remark(self, run_id: str, code: str, by: str, text: str) -> RunState:
        """Note what an observer saw."""
        if not short(text):
            raise InputRefused("请填写观察记录。")
        return self._directed(run_id, code, tuple(Phase), EventKind.NOTED, by, {"text": short(text)})

    def _act(self, run_id: str, state: RunState, player: str, text: str, action_id: str) -> RunState:
        kit, role = self.kit(run_id), state.players[player]
        called, done = called_at(state.sent), done_actions(state.acts)
        said = short(text)
        if action_id:
            chosen = next((one for one in kit.actions if one.action_id == action_id), None)
            if chosen is None:
                raise InputRefused("所选的行动不在这次演练里。请刷新后重试。")
            mine = fits_role(role, chosen.names)
            mark = mark_for(chosen, right_role=mine, minute=state.minute, called=called, done=done)
            marking = Marking(mark=mark, action_id=action_id, score=1.0)
            said = said or chosen.action
        else:
            if not said:
                raise InputRefused("请写下要做什么，例如：通知值班室，报告泄漏位置和人员情况。")
            marking = self._marker(kit, said, role, state.minute, called, done)
        detail = {
            "minute": round(state.minute, 3),
            "role": role,
            "text": said,
            "marking": marking_form(marking),
            "picked": bool(action_id),
        }
        return self._append(run_id, EventKind.ACTED, player, detail)

    def _directed(
        self, run_id: str, code: str, phases: Sequence[Phase], kind: EventKind, by: str, detail: dict[str, Any]
    ) -> RunState:
        with self._guard:
            self._check_code(run_id, code)
            name = named(by, "导调人姓名")
            state = self.state(run_id)
            if state.phase not in phases:
                raise InputRefused("演练的进度已经变了，这一步现在不能做。请刷新后重试。")
            return self._append(run_id, kind, name, {"minute": round(state.minute, 3), **detail})

    def _keys(self, run_id: str) -> dict[str, str]:
        """Return name → key of everybody who joined."""
        joined = [one for one in self._runs.events(run_id) if one.kind == EventKind.JOINED]
        return {one.who: str(json.loads(one.detail).get("key", "")) for one in joined}

    @staticmethod
    def _check_key(known: str, key: str) -> None:
        if not hmac.compare_digest(known.encode(), str(key).strip().encode()):
            raise InputRefused("这个姓名已经有人加入。如果是您本人，请填加入时得到的个人口令；否则请换一个姓名。")

    def _check_code(self, run_id: str, code: str) -> None:
        if not self.directs(run_id, str(code)):
            raise InputRefused("导调口令不对。口令在新建演练时显示，只有导调人知道。")

    def _catch_up(self, run_id: str) -> None:
        """Stop the clock where nobody watched any more; let the injects appear whose minute has come."""
        row, now = self._runs.run(run_id), self._now()
        events = self._runs.events(run_id)
        state = replay(run_id, self.kit(run_id), events, now)
        if state.phase is not Phase.RUNNING:
            return
        if now - row.seen_at > GAP:
            detail = json.dumps({"interrupted": True})
            self._runs.append(
                [DrillEventRow(run_id=run_id, at=row.seen_at, kind=EventKind.PAUSED, who="", detail=detail)]
            )
            return
        sent = {one.inject.inject_id for one in state.sent}
        due = [one for one in self.kit(run_id).injects if one.minute <= state.minute and one.inject_id not in sent]
        if due:
            self._runs.append([injected(run_id, one.inject_id, float(one.minute), now) for one in due])
        elif now - row.seen_at > SEEN_EVERY:
            self._runs.seen(run_id, now)

    def _append(self, run_id: str, kind: EventKind, who: str, detail: dict[str, Any]) -> RunState:
        text = json.dumps(detail, ensure_ascii=False)
        self._runs.append([DrillEventRow(run_id=run_id, at=self._now(), kind=kind, who=who, detail=text)])
        return self._replayed(run_id)

    def _replayed(self, run_id: str) -> RunState:
        return replay(run_id, self.kit(run_id), self._runs.events(run_id), self._now())
