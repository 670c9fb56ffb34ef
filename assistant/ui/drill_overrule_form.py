"""The form in which the director changes the mark of an act."""

from __future__ import annotations

from collections.abc import Sequence

import gradio as gr

from assistant.drills.after_action.wording import MARK_ZH
from assistant.drills.run.desk import DrillDesk
from assistant.drills.run.entries import MAX_TEXT
from assistant.drills.run.records import Mark
from assistant.ui import strings_drill as strings
from assistant.ui.drill_room import DrillRoom, Seat
from assistant.ui.failures import told_in_chinese
from assistant.ui.rendering.drill_html import action_label
from assistant.ui.rendering.markup import escape
from kb.errors import InputRefused

QUIET = {"api_visibility": "private", "show_progress": "hidden"}
CHOSEN = (Mark.RIGHT, Mark.LATE, Mark.WRONG_ORDER, Mark.WRONG_ROLE, Mark.UNMATCHED)


class OverruleForm:
    """Hidden until an act is chosen on the board."""

    def __init__(self, desk: DrillDesk) -> None:
        self._desk = desk
        self.number = gr.State(0)
        with gr.Column(visible=False, elem_id="drill-overrule") as self.box:
            self.title = gr.HTML("")
            self.mark = gr.Radio(
                [(MARK_ZH[one], one.value) for one in CHOSEN],
                value=Mark.RIGHT.value,
                label=strings.DIRECT_MARK,
                elem_id="drill-overrule-mark",
            )
            self.action = gr.Dropdown(
                [], value=None, label=strings.DIRECT_ACTION, filterable=True, elem_id="drill-overrule-action"
            )
            self.reason = gr.Textbox(label=strings.DIRECT_NOTE, max_length=MAX_TEXT, elem_id="drill-overrule-note")
            with gr.Row():
                self.save = gr.Button(strings.DIRECT_SAVE, variant="primary", size="md", elem_id="drill-overrule-save")
                self.close = gr.Button(strings.DIRECT_CLOSE, size="md", elem_id="drill-overrule-close")

    def listen(self, board: gr.HTML, seat: gr.State, room: DrillRoom, views: Sequence[gr.HTML]) -> None:
        """Open for the act whose button is clicked on the board; save into the run."""
        self._room = room
        opened = [self.number, self.box, self.title, self.mark, self.action, self.reason]
        board.edit(self._open, [seat], opened, **QUIET)
        given = [self.number, self.mark, self.action, self.reason, seat]
        self.save.click(self._save, given, [self.box, *views], **QUIET)
        self.close.click(lambda: gr.update(visible=False), None, [self.box], **QUIET)

    def _open(self, event: gr.EventData, seat: Seat) -> tuple[object, ...]:
        with told_in_chinese():
            self._desk.check_director(seat.run_id, seat.code, seat.director)
            number = getattr(event, "index", 0)
            acts = {one.act_no: one for one in self._desk.state(seat.run_id).acts}
            if not isinstance(number, int) or number not in acts:
                raise InputRefused(strings.ACT_GONE)
            act, kit = acts[number], self._desk.kit(seat.run_id)
            choices = [(action_label(one), one.action_id) for one in kit.actions]
            known = act.marking.action_id if act.marking.action_id in {one for _, one in choices} else None
            title = strings.DIRECT_OVERRULE_TITLE.format(number=list(acts).index(number) + 1, text=act.text)
            return (
                number,
                gr.update(visible=True),
                f"<h4>{escape(title)}</h4>",
                Mark.RIGHT.value,
                gr.update(choices=choices, value=known),
                "",
            )
        return 0, gr.update(visible=False), "", gr.skip(), gr.skip(), ""

    def _save(self, number: int, mark: str, action: str, reason: str, seat: Seat) -> tuple[object, ...]:
        with told_in_chinese():
            if mark not in {one.value for one in CHOSEN} or not isinstance(number, int):
                raise InputRefused(strings.MARK_UNKNOWN)
            self._desk.overrule(
                seat.run_id, seat.code, seat.director, number, Mark(mark), str(action or ""), str(reason or "")
            )
            return gr.update(visible=False), *self._room.tick(seat)[1:]
        return (gr.skip(),) * 5
