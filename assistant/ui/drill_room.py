"""Handlers of the drill room: join, act, watch, direct; every value from the browser is checked by the desk."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, replace

import gradio as gr

from assistant.drills.after_action.wording import short_clause
from assistant.drills.records import DrillForm, DrillKit, ExpectedAction
from assistant.drills.run.desk import DrillDesk
from assistant.drills.run.records import Phase, RunState
from assistant.ui import strings_drill as strings
from assistant.ui.failures import inform, told_in_chinese
from assistant.ui.rendering.drill_html import board_html, clock_html, feed_html
from assistant.ui.rendering.drill_timeline import timeline_svg
from assistant.ui.rendering.source_html import hint_html
from kb.catalog.drill_run_records import DrillRunRow
from kb.errors import InputRefused, YubeiError

MAX_ID = 32
KEPT_KEYS = ("run_id", "player", "key")


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """Where a session sits: in which run, as whom, and whether it directs.

    Attributes:
        shown: What the session was shown last, so that only changes are sent.
    """

    run_id: str = ""
    player: str = ""
    key: str = ""
    code: str = ""
    director: str = ""
    shown: str = ""


Views = tuple[object, object, object, object]  # clock, timeline, feed, board


class DrillRoom:
    """Serves the room for all sessions."""

    def __init__(self, desk: DrillDesk) -> None:
        self._desk = desk

    def choices(self, chosen: str) -> object:
        """Return the runs to choose from, newest first."""
        with told_in_chinese():
            rows = self._desk.runs()
            value = chosen if chosen in {one.run_id for one in rows} else (rows[0].run_id if rows else None)
            return gr.update(choices=[(label_of(one), one.run_id) for one in rows], value=value)
        return gr.skip()

    def come_back(self, kept: object, seat: Seat) -> tuple[Seat, object, object, object]:
        """Return the seat that the browser remembers, with run, name and key filled in."""
        raw = kept if isinstance(kept, dict) else {}
        run_id, player, key = (str(raw.get(name, ""))[:MAX_ID] for name in KEPT_KEYS)
        known = {one.run_id for one in self._desk.runs()}
        if seat.run_id or run_id not in known:
            return seat, gr.skip(), gr.skip(), gr.skip()
        return replace(seat, run_id=run_id, player=player, key=key), run_id, player, key

    def roles(self, run_id: str) -> tuple[object, object]:
        """Return the roles and the actions of a run to pick from, actions shuffled the same way for everybody."""
        with told_in_chinese():
            if not run_id:
                return gr.update(choices=[]), gr.update(choices=[])
            kit = self._desk.kit(str(run_id)[:MAX_ID])
            actors = list(dict.fromkeys(one.actor for one in kit.actions if one.actor))
            picks = [(unnamed(one), one.action_id) for one in kit.actions]
            random.Random(run_id).shuffle(picks)
            withheld = kit.form is DrillForm.INSPECTION
            return gr.update(choices=actors), gr.update(choices=[] if withheld else picks, visible=not withheld)
        return gr.skip(), gr.skip()

    def join(self, run_id: str, player: str, role: str, key: str, seat: Seat) -> tuple[object, ...]:
        """Let the session in as a player."""
        with told_in_chinese():
            wanted = str(run_id or "")[:MAX_ID]
            state, own = self._desk.join(wanted, str(player or ""), str(role or ""), str(key or ""))
            name = str(player).strip()
            taken = replace(seat, run_id=wanted, player=name, key=own, shown="")
            inform(strings.ROOM_JOINED.format(role=state.players[name], key=own))
            kept = {"run_id": wanted, "player": name, "key": own}
            return taken, kept, own, *self._views(taken)
        return seat, gr.skip(), gr.skip(), *(gr.skip(),) * 4

    def watch(self, run_id: str, seat: Seat) -> tuple[object, ...]:
        """Let the session look on."""
        with told_in_chinese():
            seat = replace(seat, run_id=str(run_id or "")[:MAX_ID], player="", key="", code="", director="", shown="")
            self._desk.state(seat.run_id)
            return seat, *self._views(seat)
        return seat, *(gr.skip(),) * 4

    def act(self, text: str, picked: str, seat: Seat) -> tuple[object, ...]:
        """Enter what the player does; what is refused stays in the box."""
        with told_in_chinese():
            self._desk.act(seat.run_id, seat.player, seat.key, str(text or ""), str(picked or ""))
            return "", None, *self._views(seat)
        return gr.skip(), gr.skip(), *(gr.skip(),) * 4

    def tick(self, seat: Seat) -> tuple[object, ...]:
        """Return what has changed since the last tick; the clock always."""
        if not seat.run_id:
            return seat, *(gr.skip(),) * 4
        try:
            state = self._desk.state(seat.run_id)
            kit = self._desk.kit(seat.run_id)
        except YubeiError:  # a removed run: the next click says so, a ticking page need not
            return replace(seat, run_id=""), *(gr.skip(),) * 4
        clock = clock_html(state, self._title(seat.run_id))
        shown = f"{state.token}/{state.phase}/{[one.standing.value for one in state.standings]}"
        if shown == seat.shown:
            return seat, clock, *(gr.skip(),) * 3
        return replace(seat, shown=shown), clock, *self._parts(kit, state, seat)

    def enter(self, run_id: str, name: str, code: str, seat: Seat) -> tuple[object, ...]:
        """Let the session direct."""
        with told_in_chinese():
            wanted = str(run_id or "")[:MAX_ID]
            self._desk.check_director(wanted, str(code or ""), str(name or ""))
            taken = replace(seat, run_id=wanted, code=str(code).strip(), director=str(name).strip(), shown="")
            inform(strings.DIRECT_ENTERED)
            return taken, gr.update(visible=True), *self._views(taken)
        return seat, gr.skip(), *(gr.skip(),) * 4

    def start(self, pace: float, seat: Seat) -> Views:
        """Start the clock."""
        return self._step(seat, lambda: self._desk.start(seat.run_id, seat.code, seat.director, float(pace or 1)))

    def pause(self, seat: Seat) -> Views:
        """Stop the clock."""
        return self._step(seat, lambda: self._desk.pause(seat.run_id, seat.code, seat.director))

    def resume(self, seat: Seat) -> Views:
        """Let the clock go on."""
        return self._step(seat, lambda: self._desk.resume(seat.run_id, seat.code, seat.director))

    def end(self, seat: Seat) -> Views:
        """End the run."""
        return self._step(seat, lambda: self._desk.end(seat.run_id, seat.code, seat.director))

    def send(self, event: gr.EventData, seat: Seat) -> Views:
        """Let the inject of the clicked button appear now."""

        def sent() -> RunState:
            injects = self._desk.kit(seat.run_id).injects
            inject_id = injects[place_in(event, len(injects))].inject_id
            return self._desk.send(seat.run_id, seat.code, seat.director, inject_id)

        return self._step(seat, sent)

    def credit(self, event: gr.EventData, seat: Seat) -> Views:
        """Enter the action of the clicked button as done by word of mouth."""

        def credited() -> RunState:
            actions = self._desk.kit(seat.run_id).actions
            action = actions[place_in(event, len(actions))]
            return self._desk.credit(seat.run_id, seat.code, seat.director, action.action_id)

        return self._step(seat, credited)

    def remark(self, text: str, seat: Seat) -> tuple[object, ...]:
        """Note what was seen."""
        with told_in_chinese():
            self._desk.remark(seat.run_id, seat.code, seat.director, str(text or ""))
            return "", *self._views(seat)
        return gr.skip(), *(gr.skip(),) * 4

    def _step(self, seat: Seat, step: Callable[[], RunState]) -> Views:
        with told_in_chinese():
            step()
            return self._views(seat)
        return (gr.skip(),) * 4

    def _views(self, seat: Seat) -> Views:
        state, kit = self._desk.state(seat.run_id), self._desk.kit(seat.run_id)
        return (clock_html(state, self._title(seat.run_id)), *self._parts(kit, state, seat))

    def _parts(self, kit: DrillKit, state: RunState, seat: Seat) -> tuple[object, object, object]:
        directs = self._desk.directs(seat.run_id, seat.code)
        reveal = directs or shows_marks(kit, state)
        return (
            timeline_svg(state) if reveal else "",
            feed_html(kit, state, reveal=reveal, directs=directs, me=seat.player),
            board_html(kit, state) if directs else hint_html(strings.ROOM_MARK_NOTE),
        )

    def _title(self, run_id: str) -> str:
        return next((one.title for one in self._desk.runs() if one.run_id == run_id), "")


def shows_marks(kit: DrillKit, state: RunState) -> bool:
    """Tell whether players see marks and clauses: in a drill without script only after the end."""
    return kit.form is not DrillForm.INSPECTION or state.phase is Phase.ENDED


def unnamed(action: ExpectedAction) -> str:
    """Return what is done without who does it: whose task it is, is for the player to know."""
    clause = short_clause(action.action)
    return clause.removeprefix(action.actor).lstrip("：，:,") if action.actor else clause


def label_of(row: DrillRunRow) -> str:
    """Return a run as a choice of a list."""
    return f"{row.title}（{row.created_at.astimezone():%m-%d %H:%M}，{row.made_by}）"


def place_in(event: gr.EventData, count: int) -> int:
    """Return the number that the clicked button names.

    Raises:
        InputRefused: It is none of the list: a made-up request, or a list that has changed.
    """
    number = getattr(event, "index", -1)
    if not isinstance(number, int) or not 0 <= number < count:
        raise InputRefused(strings.ENTRY_GONE)
    return number
