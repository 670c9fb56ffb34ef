"""Tab 编制, part 起草: choose a type and a subject, see the draft beside its sources, export it, keep it."""

from __future__ import annotations

import gradio as gr

from assistant.drafting.keeping import LONGEST_NAME
from assistant.drafting.layouts import layout_called
from assistant.drafting.report_forms import audiences
from assistant.drafting.reports import DEFAULT_AUDIENCE
from assistant.ui import strings_draft
from assistant.ui.check_panel import download_button
from assistant.ui.draft_desk import MAX_FIELD, MAX_VALUES, DraftDesk, headings_of, kinds
from assistant.ui.improvement_panel import build_improvement_panel
from assistant.ui.rendering.source_html import hint_html
from assistant.ui.source_panel import SourcePanel, clickable_html
from assistant.wiring import Workbench

QUIET = {"api_visibility": "private", "show_progress": "hidden"}


def build_draft_panel(workbench: Workbench, tab: gr.Tab) -> None:
    """Add the components and events to the surrounding page; kept drafts are listed when `tab` opens."""
    desk = DraftDesk(workbench)
    drafted, product_id = gr.State(None), gr.State("")
    with gr.Row(elem_classes="split"):
        with gr.Column(scale=3, min_width=320):
            gr.HTML(hint_html(strings_draft.DRAFT_INTRO))
            form = DraftForm()
            with gr.Row(elem_id="draft-buttons"):
                run = gr.Button(
                    strings_draft.DRAFT_RUN, variant="primary", size="md", elem_id="draft-run", min_width=120
                )
                whole = download_button(strings_draft.DRAFT_WORD, "draft-docx")
                clean = download_button(strings_draft.DRAFT_CLEAN, "draft-clean")
            keeping = KeepForm()
            improvements = build_improvement_panel(workbench, tab)
            text = clickable_html(hint_html(strings_draft.DRAFT_EMPTY), elem_id="draft-text")
        with gr.Column(scale=2, min_width=320, elem_classes="source-column"):
            panel = SourcePanel(workbench, elem_id="draft-source", hint=strings_draft.DRAFT_SOURCE_HINT)
    for origin in (text, improvements):
        panel.listen(origin)
    shown = [text, drafted, product_id, whole, clean, run]
    chosen = [form.sections, form.audience, form.values]
    gr.on([form.kind.change, form.audience.change], desk.choose, [form.kind, form.audience], chosen, **QUIET)
    gr.on([run.click, form.topic.submit, form.unit.submit], desk.draft, form.fields, shown, **QUIET)
    keeping.save.click(desk.keep, [drafted, product_id, keeping.name], [product_id, keeping.kept], **QUIET)
    keeping.open.click(desk.reopen, [keeping.kept], shown, **QUIET)
    tab.select(desk.listing, None, [keeping.kept], **QUIET)


class DraftForm:
    """What to draft; the order of `fields` is that of `DraftDesk.draft`."""

    def __init__(self) -> None:
        choices = kinds()
        with gr.Row():
            self.kind = gr.Dropdown(
                choices, value=choices[0][1], label=strings_draft.DRAFT_KIND, elem_id="draft-kind", min_width=240
            )
            self.topic = gr.Textbox(
                label=strings_draft.DRAFT_TOPIC,
                placeholder=strings_draft.DRAFT_TOPIC_HINT,
                max_length=MAX_FIELD,
                elem_id="draft-topic",
                min_width=150,
            )
            self.unit = gr.Textbox(
                label=strings_draft.DRAFT_UNIT,
                placeholder=strings_draft.DRAFT_UNIT_HINT,
                max_length=MAX_FIELD,
                elem_id="draft-unit",
                min_width=180,
            )
        self._details(choices[0][1])
        self.fields = [self.kind, self.topic, self.unit, self.sections, self.audience, self.values]

    def _details(self, kind: str) -> None:
        """Add what only plans or only reports ask for."""
        self.sections = gr.Dropdown(
            headings_of(layout_called(kind)),
            multiselect=True,
            label=strings_draft.DRAFT_SECTIONS,
            info=strings_draft.DRAFT_SECTIONS_HINT,
            elem_id="draft-sections",
        )
        self.audience = gr.Radio(
            [(name, key) for key, name in audiences().items()],
            value=DEFAULT_AUDIENCE,
            label=strings_draft.DRAFT_AUDIENCE,
            elem_id="draft-audience",
            visible=False,
        )
        self.values = gr.Textbox(
            label=strings_draft.DRAFT_VALUES,
            lines=8,
            max_lines=24,
            max_length=MAX_VALUES,
            elem_id="draft-values",
            visible=False,
        )


class KeepForm:
    """Keeping the draft that is shown and opening kept ones."""

    def __init__(self) -> None:
        with gr.Accordion(strings_draft.KEEP_TITLE, open=False, elem_id="draft-keep"):
            gr.HTML(hint_html(strings_draft.KEEP_HINT))
            with gr.Row():
                self.name = gr.Textbox(
                    label=strings_draft.KEEP_NAME, max_length=LONGEST_NAME, elem_id="draft-keeper", min_width=140
                )
                self.save = gr.Button(strings_draft.KEEP_SAVE, size="md", elem_id="draft-save", scale=0, min_width=120)
            with gr.Row():
                self.kept = gr.Dropdown(
                    [],
                    value=None,
                    label=strings_draft.KEEP_LIST,
                    info=strings_draft.KEEP_LIST_HINT,
                    elem_id="draft-kept",
                    min_width=220,
                )
                self.open = gr.Button(strings_draft.KEEP_OPEN, size="md", elem_id="draft-open", scale=0, min_width=120)
