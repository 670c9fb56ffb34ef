"""The page: a head line and its tabs."""

from __future__ import annotations

import gradio as gr

from assistant.ui import strings, strings_drill, strings_study
from assistant.ui.ask_tab import build_ask_tab
from assistant.ui.card_tab import build_card_tab
from assistant.ui.drill_tab import build_drill_tab
from assistant.ui.edit_tab import build_edit_tab
from assistant.ui.feedback_tab import build_feedback_tab
from assistant.ui.library_tab import build_library_tab
from assistant.ui.rendering.head_html import head_html
from assistant.ui.study_tab import build_study_tab
from assistant.ui.upload_run import UploadDesk
from assistant.wiring import Workbench

CACHE_SWEEP_SECONDS = 600
CACHE_KEPT_SECONDS = 6 * 3600


def build_page(workbench: Workbench, desk: UploadDesk) -> gr.Blocks:
    """Return the page over a workbench, not yet served."""
    with gr.Blocks(
        title=strings.TITLE,
        analytics_enabled=False,
        fill_width=True,
        delete_cache=(CACHE_SWEEP_SECONDS, CACHE_KEPT_SECONDS),
    ) as page:
        head = gr.HTML(head_html(workbench), elem_id="head")
        with gr.Tabs(elem_id="tabs"):
            with gr.Tab(strings.TAB_ASK, id="ask", elem_id="tab-ask"):
                build_ask_tab(workbench)
            with gr.Tab(strings.TAB_CARD, id="card", elem_id="tab-card"):
                build_card_tab(workbench)
            with gr.Tab(strings.TAB_LIBRARY, id="library", elem_id="tab-library"):
                library = build_library_tab(workbench, desk)
            with gr.Tab(strings.TAB_EDIT, id="edit", elem_id="tab-edit") as edit:
                build_edit_tab(workbench, edit)
            with gr.Tab(strings_study.TAB_STUDY, id="study", elem_id="tab-study") as study:
                build_study_tab(workbench, study)
            with gr.Tab(strings_drill.TAB_DRILL, id="drill", elem_id="tab-drill") as drill:
                build_drill_tab(workbench, drill)
            with gr.Tab(strings.TAB_FEEDBACK, id="feedback", elem_id="tab-feedback") as feedback:
                build_feedback_tab(workbench, feedback)
        quiet = {"api_visibility": "private", "show_progress": "hidden"}
        page.load(library.handler.refresh, [library.search], [library.listing], **quiet)
        # The counts follow the list: it changes whenever a document comes, goes or is approved.
        gr.on([page.load, library.listing.change], lambda: head_html(workbench), None, [head], **quiet)
    return page
