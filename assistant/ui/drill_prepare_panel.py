"""Sub-tab 准备: build a drill kit from a plan, take its documents home, and set up a tabletop run."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import gradio as gr

from assistant.drills.kit import build_kit
from assistant.drills.kit_files import write_kit_archive
from assistant.drills.records import FORM_ZH, DrillForm, DrillKit, UserScenario
from assistant.drills.run.desk import DrillDesk
from assistant.ui import strings_drill as strings
from assistant.ui.failures import told_in_chinese
from assistant.ui.rendering.drill_kit_html import kit_html
from assistant.ui.rendering.markup import escape
from assistant.ui.rendering.source_html import hint_html
from assistant.ui.source_panel import SourcePanel, clickable_html
from assistant.wiring import Workbench
from kb.errors import InputRefused

CHOICES = 2_000
MAX_FIELD = 60
MAX_TEXT = 200
QUIET = {"api_visibility": "private", "show_progress": "hidden"}


class PrepareHandler:
    """Builds kits for all sessions."""

    def __init__(self, workbench: Workbench, desk: DrillDesk) -> None:
        self._kb = workbench.kb
        self._desk = desk

    def plans(self, chosen: str) -> object:
        """Return the stored plans by title."""
        plans = [one for one in self._kb.summaries() if one.metadata.doc_type.startswith("plan")]
        named = sorted((one.metadata.title or one.file_name, one.document_id) for one in plans)
        known = {document_id for _, document_id in named}
        return gr.update(choices=named[:CHOICES], value=chosen if chosen in known else None)

    def build(self, plan: str, hazard: str, form: str, *scenario: object) -> Iterator[tuple[object, ...]]:
        """Yield what is being done, then the kit with its files behind the button."""
        idle = gr.update(interactive=True)
        none = gr.update(value=None, interactive=False)
        with told_in_chinese():
            if not plan:
                raise InputRefused(strings.PREPARE_NONE)
            wanted = scenario_of(*scenario)
            yield hint_html(strings.PREPARE_BUILDING), None, none, gr.update(interactive=False), gr.skip()
            kit = build_kit(
                self._kb,
                str(plan)[:MAX_FIELD],
                form=DrillForm(str(form)),
                hazard=str(hazard or "").strip()[:MAX_FIELD],
                scenario=wanted,
            )
            archive = Path(tempfile.mkdtemp(prefix="drill-")) / "drill.zip"
            path = write_kit_archive(kit, archive)
            title = f"{kit.hazard or kit.title}{FORM_ZH[kit.form]}"[:MAX_FIELD]
            yield kit_html(kit), kit, gr.update(value=str(path), interactive=True), idle, title
            return
        yield hint_html(strings.PREPARE_EMPTY), None, none, idle, gr.skip()

    def set_up(self, kit: DrillKit | None, title: str, by: str) -> str:
        """Set up a run and tell the director's code, once."""
        with told_in_chinese():
            if kit is None:
                raise InputRefused(strings.PREPARE_FIRST)
            row = self._desk.set_up(kit, str(title or ""), str(by or ""))
            told = strings.PREPARE_OPENED.format(title=row.title, code=row.director_code)
            return f'<p class="drill-code">{escape(told)}</p>'
        return ""


def scenario_of(*given: object) -> UserScenario:
    """Return the user's data of the scenario in the order of the form, cut to their lengths."""
    day, place, weather, casualties, cause, level, organiser = (
        str(value or "").strip()[:MAX_TEXT] for value in given[:7]
    )
    between = given[7] if len(given) > 7 and isinstance(given[7], (int, float)) else 5
    return UserScenario(
        day=day,
        place=place,
        weather=weather,
        casualties=casualties,
        cause=cause,
        level=level,
        organiser=organiser,
        minutes_between=min(60, max(1, int(between))),
    )


def build_prepare_panel(workbench: Workbench, desk: DrillDesk, tab: gr.Tab) -> None:
    """Add the sub-tab's components and events."""
    handler = PrepareHandler(workbench, desk)
    built = gr.State(None)
    with gr.Row(elem_classes="split"):
        with gr.Column(scale=3, min_width=320):
            gr.HTML(hint_html(strings.PREPARE_INTRO))
            plan, hazard, form = plan_inputs()
            scenario = scenario_inputs()
            with gr.Row():
                build = gr.Button(strings.PREPARE_BUILD, variant="primary", size="md", elem_id="drill-build")
                files = gr.DownloadButton(strings.PREPARE_FILES, size="md", interactive=False, elem_id="drill-files")
            kit = clickable_html(hint_html(strings.PREPARE_EMPTY), elem_id="drill-kit")
        with gr.Column(scale=2, min_width=320, elem_classes="source-column"):
            with gr.Row():
                title = gr.Textbox(label=strings.PREPARE_TITLE, max_length=60, elem_id="drill-title", min_width=180)
                by = gr.Textbox(label=strings.PREPARE_BY, max_length=30, elem_id="drill-by", min_width=110)
            start = gr.Button(strings.PREPARE_OPEN, variant="primary", size="md", elem_id="drill-set-up")
            told = gr.HTML("", elem_id="drill-told")
            panel = SourcePanel(workbench, elem_id="drill-kit-source")
    panel.listen(kit)
    tab.select(handler.plans, [plan], [plan], **QUIET)
    build.click(handler.build, [plan, hazard, form, *scenario], [kit, built, files, build, title], **QUIET)
    start.click(handler.set_up, [built, title, by], [told], **QUIET)


def plan_inputs() -> tuple[gr.Dropdown, gr.Textbox, gr.Radio]:
    """Add what the drill is of."""
    plan = gr.Dropdown(
        [],
        label=strings.PREPARE_PLAN,
        info=strings.PREPARE_PLAN_HINT,
        value=None,
        filterable=True,
        elem_id="drill-plan",
    )
    with gr.Row():
        hazard = gr.Textbox(
            label=strings.PREPARE_HAZARD,
            placeholder=strings.PREPARE_HAZARD_HINT,
            max_length=MAX_FIELD,
            elem_id="drill-hazard",
            min_width=200,
        )
        form = gr.Radio(
            [(name, one.value) for one, name in FORM_ZH.items()],
            value=DrillForm.TABLETOP.value,
            label=strings.PREPARE_FORM,
            elem_id="drill-form",
        )
    return plan, hazard, form


def scenario_inputs() -> list[gr.Textbox | gr.Number]:
    """Add the free data of the scenario; the order is that of `scenario_of`."""
    labels = (
        strings.PREPARE_DAY,
        strings.PREPARE_PLACE,
        strings.PREPARE_WEATHER,
        strings.PREPARE_CASUALTIES,
        strings.PREPARE_CAUSE,
        strings.PREPARE_LEVEL,
        strings.PREPARE_ORGANISER,
    )
    with gr.Accordion(strings.PREPARE_SCENARIO, open=False, elem_id="drill-scenario"), gr.Row():
        fields: list[gr.Textbox | gr.Number] = [
            gr.Textbox(label=label, max_length=MAX_TEXT, min_width=160) for label in labels
        ]
        fields.append(gr.Number(label=strings.PREPARE_STEP, value=5, minimum=1, maximum=60, precision=0, min_width=120))
    return fields
