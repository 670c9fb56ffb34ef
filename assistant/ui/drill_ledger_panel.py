"""Sub-tab 台账: which plans are due, which drills were held, and entering one by hand."""

from __future__ import annotations

from datetime import date

import gradio as gr

from assistant.corrections import checked_editor
from assistant.drills.held.due import due_plans
from assistant.drills.held.entering import MOST_LETTERS, DrillEntry, enter_drill
from assistant.drills.held.ledger import drill_records
from assistant.ui import strings_ledger as strings
from assistant.ui.editors import require_editor
from assistant.ui.failures import inform, told_in_chinese
from assistant.ui.rendering.ledger_html import ledger_html, open_html
from assistant.ui.rendering.source_html import hint_html
from assistant.ui.source_panel import SourcePanel, clickable_html
from assistant.wiring import Workbench
from kb.errors import InputRefused

QUIET = {"api_visibility": "private", "show_progress": "hidden"}
CHOICES = 2_000
LONGEST = 5_000
Shown = tuple[object, object, object]  # ledger, open improvements, plans to choose from


class LedgerHandler:
    """Serves the sub-tab for all sessions; only editors change anything."""

    def __init__(self, workbench: Workbench) -> None:
        self._kb = workbench.kb
        self._settings = workbench.settings

    def show(self) -> Shown:
        """Return the ledger as of today."""
        with told_in_chinese():
            return self._shown()
        return hint_html(strings.EMPTY), "", gr.skip()

    def enter(self, plan: str, name: str, day: str, forms: list[str], *rest: object) -> Shown:
        """Store a drill that was held; `rest` is organiser, people, problems, improvements, by, and the request."""
        with told_in_chinese():
            organiser, people, problems, improvements, by, request = rest
            user = require_editor(request if isinstance(request, gr.Request) else None, self._settings)
            entry = DrillEntry(
                name=str(name or ""),
                day=day_of(str(day or "").strip()[:10]),
                by=checked_editor(str(by or "") or user),
                document_id=str(plan or "")[:32],
                form="、".join(one for one in strings.ENTER_FORMS if one in (forms or [])),
                organiser=str(organiser or ""),
                participants=int(people) if isinstance(people, int | float) and people else None,
                problems=str(problems or "")[:LONGEST],
                improvements=str(improvements or "")[:LONGEST],
            )
            number = enter_drill(self._kb, entry)
            inform(strings.ENTERED.format(number=number))
            return self._shown()
        return gr.skip(), gr.skip(), gr.skip()

    def withdraw(self, event: gr.EventData, by: str, request: gr.Request) -> Shown:
        """Take the entry of the clicked button back."""
        with told_in_chinese():
            user = require_editor(request, self._settings)
            number = getattr(event, "index", 0)
            self._kb.catalog.drills_held.withdraw(
                number if isinstance(number, int) else 0, checked_editor(str(by or "") or user)
            )
            inform(strings.WITHDRAWN)
            return self._shown()
        return gr.skip(), gr.skip(), gr.skip()

    def _shown(self) -> Shown:
        today = date.today()
        summaries = self._kb.summaries()
        titles = {one.document_id: one.metadata.title or one.file_name for one in summaries}
        units = {one.document_id: one.metadata.issuer or one.metadata.region for one in summaries}
        records = drill_records(self._kb)
        open_ones = self._kb.catalog.drill_runs.improvements(done=False)
        plans = sorted(
            (titles[one.document_id], one.document_id) for one in summaries if is_plan(one.metadata.doc_type)
        )
        return (
            ledger_html(due_plans(self._kb, today, records), records, today, titles),
            open_html(open_ones, units, today),
            gr.update(choices=plans[:CHOICES]),
        )


def is_plan(doc_type: str) -> bool:
    """Tell whether a type of document is a plan."""
    return doc_type.startswith("plan")


def day_of(text: str) -> date:
    """Return the day that was typed.

    Raises:
        InputRefused: It is none.
    """
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise InputRefused(strings.BAD_DAY.format(day=text)) from error


def build_ledger_panel(workbench: Workbench, tab: gr.Tab) -> None:
    """Add the sub-tab's components and events."""
    handler = LedgerHandler(workbench)
    with gr.Row(elem_classes="split"):
        with gr.Column(scale=3, min_width=320):
            gr.HTML(hint_html(strings.INTRO))
            refresh = gr.Button(strings.REFRESH, size="md", elem_id="ledger-refresh")
            ledger = clickable_html("", elem_id="ledger")
            improvements = gr.HTML("", elem_id="ledger-improvements")
        with gr.Column(scale=2, min_width=320, elem_classes="source-column"):
            with gr.Accordion(strings.ENTER_TITLE, open=False, elem_id="ledger-enter-box"):
                fields = entry_fields()
                save = gr.Button(strings.ENTER_SAVE, variant="primary", size="md", elem_id="ledger-enter")
            panel = SourcePanel(workbench, elem_id="ledger-source")
    shown = [ledger, improvements, fields[0]]
    panel.listen(ledger)

    def enter(  # Gradio hands the request to a parameter of this type only
        plan: str,
        name: str,
        day: str,
        forms: list[str],
        organiser: str,
        people: float | None,
        problems: str,
        found: str,
        by: str,
        request: gr.Request,
    ) -> Shown:
        return handler.enter(plan, name, day, forms, organiser, people, problems, found, by, request)

    tab.select(handler.show, None, shown, **QUIET)
    refresh.click(handler.show, None, shown, **QUIET)
    save.click(enter, list(fields), shown, **QUIET)
    ledger.undo(handler.withdraw, [fields[-1]], shown, **QUIET)


def entry_fields() -> tuple[gr.components.Component, ...]:
    """Add the form; the order is that of `LedgerHandler.enter`."""
    plan = gr.Dropdown(
        [], label=strings.ENTER_PLAN, info=strings.ENTER_PLAN_HINT, value=None, filterable=True, elem_id="ledger-plan"
    )
    with gr.Row():
        name = gr.Textbox(label=strings.ENTER_NAME, max_length=MOST_LETTERS, min_width=180, elem_id="ledger-name")
        day = gr.Textbox(label=strings.ENTER_DAY, max_length=10, min_width=150, elem_id="ledger-day")
    forms = gr.CheckboxGroup(list(strings.ENTER_FORMS), label=strings.ENTER_FORM, elem_id="ledger-form")
    with gr.Row():
        organiser = gr.Textbox(label=strings.ENTER_ORGANISER, max_length=MOST_LETTERS, min_width=180)
        people = gr.Number(label=strings.ENTER_PEOPLE, precision=0, minimum=0, value=None, min_width=110)
    problems = gr.Textbox(label=strings.ENTER_PROBLEMS, lines=2, max_lines=8, max_length=LONGEST)
    improvements = gr.Textbox(label=strings.ENTER_IMPROVEMENTS, lines=2, max_lines=8, max_length=LONGEST)
    by = gr.Textbox(label=strings.ENTER_BY, max_length=30, elem_id="ledger-by")
    return plan, name, day, forms, organiser, people, problems, improvements, by
