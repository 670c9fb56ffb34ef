"""Sub-tab 复盘: the evaluation of a run, ratings, the report, and what is to be improved by whom until when."""

from __future__ import annotations

import gradio as gr

from assistant.drills.run.desk import DrillDesk
from assistant.drills.run.entries import MAX_NAME
from assistant.ui import strings_drill as strings
from assistant.ui.drill_review import MAX_OWNER, ReviewHandler
from assistant.ui.rendering.source_html import hint_html
from assistant.ui.source_panel import SourcePanel, clickable_html
from assistant.wiring import Workbench

QUIET = {"api_visibility": "private", "show_progress": "hidden"}


def build_review_panel(workbench: Workbench, desk: DrillDesk, tab: gr.Tab) -> None:
    """Add the sub-tab's components and events."""
    handler = ReviewHandler(workbench, desk)
    with gr.Row(elem_classes="split"):
        with gr.Column(scale=3, min_width=320):
            gr.HTML(hint_html(strings.REVIEW_INTRO))
            run = gr.Dropdown([], label=strings.ROOM_RUN, value=None, elem_id="review-run")
            with gr.Row():
                show = gr.Button(
                    strings.REVIEW_SHOW, variant="primary", size="md", elem_id="review-show", min_width=100
                )
                report = gr.DownloadButton(
                    strings.REVIEW_REPORT, size="md", interactive=False, elem_id="review-report", min_width=160
                )
            review = clickable_html(hint_html(strings.REVIEW_EMPTY), elem_id="review")
            improvements = clickable_html("", elem_id="review-improvements")
        with gr.Column(scale=2, min_width=320, elem_classes="source-column"):
            form = ReviewForm()
            panel = SourcePanel(workbench, elem_id="review-source")
    shown = [review, improvements, report, form.objective]
    panel.listen(review)
    panel.listen(improvements)
    tab.select(handler.choices, [run], [run], **QUIET)
    show.click(handler.show, [run], shown, **QUIET)
    form.rate.click(handler.rate, [run, form.code, form.by, form.objective, form.points], shown, **QUIET)
    form.take.click(handler.take, [run, form.code, form.by], shown, **QUIET)
    form.register.click(handler.register, [run, form.code, form.by], shown, **QUIET)
    given = [run, form.number, form.owner, form.due, form.by]
    form.assign.click(handler.assign, given, [improvements], **QUIET)
    improvements.apply(handler.settle, [run, form.by], [improvements], **QUIET)
    improvements.undo(handler.reopen, [run, form.by], [improvements], **QUIET)


class ReviewForm:
    """What people enter after a drill: ratings with the director's code, owners and days of improvements."""

    def __init__(self) -> None:
        with gr.Row():
            self.by = gr.Textbox(label=strings.REVIEW_BY, max_length=MAX_NAME, elem_id="review-by", min_width=110)
            self.code = gr.Textbox(
                label=strings.DIRECT_CODE, type="password", max_length=12, elem_id="review-code", min_width=110
            )
        with gr.Row():
            self.objective = gr.Dropdown(
                [], label=strings.REVIEW_RATE_OBJECTIVE, value=None, elem_id="review-objective", min_width=160
            )
            self.points = gr.Dropdown(
                list(strings.REVIEW_POINTS),
                label=strings.REVIEW_RATE_POINTS,
                value=3,
                elem_id="review-points",
                min_width=110,
            )
        with gr.Row():
            self.rate = gr.Button(strings.REVIEW_RATE, size="md", elem_id="review-rate", min_width=110)
            self.take = gr.Button(strings.REVIEW_TAKE, size="md", elem_id="review-take", min_width=180)
            self.register = gr.Button(strings.REVIEW_REGISTER, size="md", elem_id="review-register", min_width=110)
        with gr.Accordion(strings.REVIEW_ASSIGN, open=False, elem_id="review-assign-box"):
            with gr.Row():
                self.number = gr.Number(
                    label=strings.REVIEW_NUMBER, precision=0, minimum=1, elem_id="review-number", min_width=80
                )
                self.owner = gr.Textbox(
                    label=strings.REVIEW_OWNER, max_length=MAX_OWNER, elem_id="review-owner", min_width=110
                )
                self.due = gr.Textbox(label=strings.REVIEW_DUE, max_length=10, elem_id="review-due", min_width=150)
            self.assign = gr.Button(strings.REVIEW_SAVE, size="md", elem_id="review-assign")
