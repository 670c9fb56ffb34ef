"""Sub-tab 推演: the drill room with its clock, feed and, for whoever has the code, the director's board."""

from __future__ import annotations

import gradio as gr

from assistant.drills.run.clock import PACES
from assistant.drills.run.desk import DrillDesk
from assistant.drills.run.entries import MAX_NAME, MAX_TEXT
from assistant.ui import strings_drill as strings
from assistant.ui.drill_overrule_form import OverruleForm
from assistant.ui.drill_room import KEPT_KEYS, DrillRoom, Seat
from assistant.ui.rendering.source_html import hint_html
from assistant.ui.source_panel import SourcePanel, clickable_html
from assistant.wiring import Workbench

TICK_SECONDS = 1.0
STORAGE_KEY = "yubei-drill"
QUIET = {"api_visibility": "private", "show_progress": "hidden"}


class RoomPanel:
    """The components of the room, joined to its handlers."""

    def __init__(self, workbench: Workbench, desk: DrillDesk, tab: gr.Tab) -> None:
        self.room = DrillRoom(desk)
        self.seat = gr.State(Seat())
        # What it keeps is no secret of ours: the browser's own name in a drill and the key that goes with it.
        self.kept = gr.BrowserState(dict.fromkeys(KEPT_KEYS, ""), storage_key=STORAGE_KEY, secret=STORAGE_KEY)
        with gr.Row(elem_classes="split"):
            with gr.Column(scale=3, min_width=320):
                gr.HTML(hint_html(strings.ROOM_INTRO))
                self._add_entrance()
                self.clock = gr.HTML(hint_html(strings.ROOM_CHOOSE), elem_id="drill-clock")
                self._add_mouth()
                self.timeline = gr.HTML("", elem_id="drill-timeline")
                self.feed = clickable_html("", elem_id="drill-feed")
            with gr.Column(scale=2, min_width=320, elem_classes="source-column"):
                self._add_director(desk)
                panel = SourcePanel(workbench, elem_id="drill-source")
        # Beside nothing: its table needs the width.
        self.board = clickable_html("", elem_id="drill-board")
        self.views = [self.clock, self.timeline, self.feed, self.board]
        self.timer = gr.Timer(TICK_SECONDS, active=False)
        panel.listen(self.feed)
        panel.listen(self.board)
        self._listen(tab)

    def _add_entrance(self) -> None:
        with gr.Row():
            self.run = gr.Dropdown([], label=strings.ROOM_RUN, value=None, elem_id="drill-run", min_width=220, scale=4)
            self.refresh = gr.Button(strings.ROOM_REFRESH, size="md", scale=0, min_width=110, elem_id="drill-refresh")
        with gr.Row(elem_id="drill-entrance"):
            self.name = gr.Textbox(label=strings.ROOM_NAME, max_length=MAX_NAME, elem_id="drill-name", min_width=110)
            self.role = gr.Dropdown(
                [],
                label=strings.ROOM_ROLE,
                info=strings.ROOM_ROLE_HINT,
                value=None,
                allow_custom_value=True,
                elem_id="drill-role",
                min_width=220,
            )
            self.key = gr.Textbox(label=strings.ROOM_KEY, max_length=8, elem_id="drill-key", min_width=110)
        with gr.Row():
            self.join = gr.Button(strings.ROOM_JOIN, variant="primary", size="md", elem_id="drill-join", min_width=100)
            self.watch = gr.Button(strings.ROOM_WATCH, size="md", elem_id="drill-watch", min_width=100)

    def _add_mouth(self) -> None:
        with gr.Row(elem_id="drill-mouth"):
            self.say = gr.Textbox(
                label=strings.ROOM_SAY,
                placeholder=strings.ROOM_SAY_HINT,
                max_length=MAX_TEXT,
                elem_id="drill-say",
                min_width=220,
                scale=4,
            )
            self.act = gr.Button(
                strings.ROOM_ACT, variant="primary", size="md", elem_id="drill-act", min_width=90, scale=0
            )
        self.pick = gr.Dropdown(
            [],
            label=strings.ROOM_PICK,
            info=strings.ROOM_PICK_HINT,
            value=None,
            elem_id="drill-pick",
            filterable=True,
        )

    def _add_director(self, desk: DrillDesk) -> None:
        with gr.Accordion(strings.DIRECT_TITLE, open=False, elem_id="drill-direct"):
            with gr.Row():
                self.director = gr.Textbox(
                    label=strings.DIRECT_NAME, max_length=MAX_NAME, elem_id="drill-director", min_width=110
                )
                self.code = gr.Textbox(
                    label=strings.DIRECT_CODE, type="password", max_length=12, elem_id="drill-code", min_width=110
                )
            self.enter = gr.Button(strings.DIRECT_ENTER, size="md", elem_id="drill-enter")
            with gr.Column(visible=False, elem_id="drill-desk") as self.controls:
                self.pace = gr.Radio(
                    [(f"{one:g}×", one) for one in PACES], value=1.0, label=strings.DIRECT_PACE, elem_id="drill-pace"
                )
                with gr.Row():
                    self.start = gr.Button(
                        strings.DIRECT_START, variant="primary", size="md", min_width=80, elem_id="drill-start"
                    )
                    self.pause = gr.Button(strings.DIRECT_PAUSE, size="md", min_width=80, elem_id="drill-pause")
                    self.resume = gr.Button(strings.DIRECT_RESUME, size="md", min_width=80, elem_id="drill-resume")
                    self.end = gr.Button(
                        strings.DIRECT_END, variant="stop", size="md", min_width=80, elem_id="drill-end"
                    )
                with gr.Row(visible=False, elem_id="drill-end-sure") as self.sure:
                    gr.HTML(hint_html(strings.DIRECT_END_SURE))
                    self.end_yes = gr.Button(
                        strings.DIRECT_END_YES, variant="stop", size="md", min_width=80, elem_id="drill-end-yes"
                    )
                    self.end_no = gr.Button(strings.DIRECT_CLOSE, size="md", min_width=80, elem_id="drill-end-no")
                self.overrule = OverruleForm(desk)
                with gr.Row():
                    self.remark = gr.Textbox(
                        label=strings.DIRECT_REMARK, max_length=MAX_TEXT, elem_id="drill-remark", scale=4, min_width=180
                    )
                    self.note = gr.Button(
                        strings.DIRECT_REMARK_ADD, size="md", scale=0, min_width=80, elem_id="drill-note"
                    )

    def _listen(self, tab: gr.Tab) -> None:
        room, seat, views = self.room, self.seat, self.views
        restored = tab.select(room.choices, [self.run], [self.run], **QUIET)
        back = restored.then(room.come_back, [self.kept, seat], [seat, self.run, self.name, self.key], **QUIET)
        self.refresh.click(room.choices, [self.run], [self.run], **QUIET)
        self.run.change(room.roles, [self.run], [self.role, self.pick], **QUIET)
        joined = self.join.click(
            room.join,
            [self.run, self.name, self.role, self.key, seat],
            [seat, self.kept, self.key, *views],
            **QUIET,
        )
        watched = self.watch.click(room.watch, [self.run, seat], [seat, *views], **QUIET)
        gr.on(
            [self.act.click, self.say.submit],
            room.act,
            [self.say, self.pick, seat],
            [self.say, self.pick, *views],
            **QUIET,
        )
        entered = self.enter.click(
            room.enter, [self.run, self.director, self.code, seat], [seat, self.controls, *views], **QUIET
        )
        self.start.click(room.start, [self.pace, seat], views, **QUIET)
        self.pause.click(room.pause, [seat], views, **QUIET)
        self.resume.click(room.resume, [seat], views, **QUIET)
        self.end.click(lambda: gr.update(visible=True), None, [self.sure], **QUIET)
        self.end_no.click(lambda: gr.update(visible=False), None, [self.sure], **QUIET)
        self.end_yes.click(room.end, [seat], views, **QUIET).then(
            lambda: gr.update(visible=False), None, [self.sure], **QUIET
        )
        self.board.apply(room.send, [seat], views, **QUIET)
        self.board.undo(room.credit, [seat], views, **QUIET)
        self.overrule.listen(self.board, seat, room, views)
        self.note.click(room.remark, [self.remark, seat], [self.remark, *views], **QUIET)
        for event in (back, joined, watched, entered):
            event.then(ticking, [seat], [self.timer], **QUIET)
        self.timer.tick(room.tick, [seat], [seat, *views], **QUIET)


def ticking(seat: Seat) -> object:
    """Let the page ask for news only while it shows a run."""
    return gr.Timer(active=bool(seat.run_id))
