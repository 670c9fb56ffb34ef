"""Tab 演练: prepare a drill, run it at the table, look back, keep the ledger."""

from __future__ import annotations

import gradio as gr

from assistant.drills.run.desk import DrillDesk
from assistant.drills.run.marking import PlanMarker
from assistant.ui import strings_drill as strings
from assistant.ui.drill_ledger_panel import build_ledger_panel
from assistant.ui.drill_prepare_panel import build_prepare_panel
from assistant.ui.drill_review_panel import build_review_panel
from assistant.ui.drill_room_panel import RoomPanel
from assistant.wiring import Workbench


def build_drill_tab(workbench: Workbench, tab: gr.Tab) -> None:
    """Add the tab's components and events to the surrounding page."""
    desk = DrillDesk(workbench.kb.catalog.drill_runs, PlanMarker())
    with gr.Tabs(elem_id="drill-tabs"):
        with gr.Tab(strings.SUB_PREPARE, id="drill-prepare", elem_id="tab-drill-prepare"):
            build_prepare_panel(workbench, desk, tab)
        with gr.Tab(strings.SUB_ROOM, id="drill-room", elem_id="tab-drill-room") as room:
            RoomPanel(workbench, desk, room)
        with gr.Tab(strings.SUB_REVIEW, id="drill-review", elem_id="tab-drill-review") as review:
            build_review_panel(workbench, desk, review)
        with gr.Tab(strings.SUB_LEDGER, id="drill-ledger", elem_id="tab-drill-ledger") as ledger:
            build_ledger_panel(workbench, ledger)
