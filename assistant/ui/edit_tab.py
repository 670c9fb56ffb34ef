"""Tab 编制: three tools of the plan editor beside each other."""

from __future__ import annotations

import gradio as gr

from assistant.ui import strings_draft
from assistant.ui.check_panel import build_check_panel
from assistant.ui.compare_panel import build_compare_panel
from assistant.ui.draft_panel import build_draft_panel
from assistant.wiring import Workbench


def build_edit_tab(workbench: Workbench, tab: gr.Tab) -> None:
    """Add the tools to the surrounding page."""
    with gr.Tabs(elem_id="edit-tools"):
        with gr.Tab(strings_draft.TOOL_CHECK, id="edit-check", elem_id="tool-check"):
            build_check_panel(workbench, tab)
        with gr.Tab(strings_draft.TOOL_COMPARE, id="edit-compare", elem_id="tool-compare"):
            build_compare_panel(workbench, tab)
        with gr.Tab(strings_draft.TOOL_DRAFT, id="edit-draft", elem_id="tool-draft") as drafting:
            build_draft_panel(workbench, drafting)
