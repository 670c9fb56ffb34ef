"""What drills proposed for plans, beside the drafting of plans: looked at, handed to somebody, settled."""

from __future__ import annotations

from datetime import date

import gradio as gr

from assistant.drafting.keeping import LONGEST_NAME, checked_name
from assistant.ui import strings_draft
from assistant.ui.drill_review import day_of
from assistant.ui.editors import NO_LOGIN, require_editor
from assistant.ui.failures import told_in_chinese
from assistant.ui.rendering.drill_review_html import improvements_html
from assistant.ui.rendering.source_html import hint_html
from assistant.ui.source_panel import clickable_html
from assistant.wiring import Workbench

QUIET = {"api_visibility": "private", "show_progress": "hidden"}
DAY_CHARACTERS = 10


class ImprovementDesk:
    """Reads and changes the open improvements for all sessions; nobody but an editor does."""

    def __init__(self, workbench: Workbench) -> None:
        self._kb = workbench.kb
        self._settings = workbench.settings

    def listing(self, request: gr.Request) -> str:
        """Return what nobody has settled yet."""
        with told_in_chinese():
            require_editor(request, self._settings)
            return self._listed()
        return hint_html(strings_draft.IMPROVE_EMPTY)

    def settle(self, event: gr.EventData, by: object, request: gr.Request) -> object:
        """Mark the improvement of the clicked button as done."""
        with told_in_chinese():
            name = self._name(by, request)
            self._kb.catalog.drill_runs.settle_improvement(whole_number(getattr(event, "index", 0)), name)
            return self._listed()
        return gr.skip()

    def assign(self, number: object, owner: object, due: object, by: object, request: gr.Request) -> object:
        """Say who is to do an improvement and by when."""
        with told_in_chinese():
            name = self._name(by, request)
            day = day_of(str(due or "").strip()[: DAY_CHARACTERS + 1])
            whom = str(owner or "").strip()[:LONGEST_NAME]
            self._kb.catalog.drill_runs.assign_improvement(whole_number(number), whom, day, name)
            return self._listed()
        return gr.skip()

    def _name(self, by: object, request: gr.Request) -> str:
        user = require_editor(request, self._settings)
        return checked_name(str(by or "") or (user if user != NO_LOGIN else ""))

    def _listed(self) -> str:
        titles = {one.document_id: one.metadata.title or one.file_name for one in self._kb.summaries()}
        rows = self._kb.catalog.drill_runs.improvements(done=False)
        return improvements_html(rows, titles, date.today()) or hint_html(strings_draft.IMPROVE_EMPTY)


def whole_number(value: object) -> int:
    """Return a number of an entry, 0 for anything else a browser may send."""
    usable = isinstance(value, int | float) and not isinstance(value, bool) and 0 < value < 2**31
    return int(value) if usable else 0  # type: ignore[call-overload]


def build_improvement_panel(workbench: Workbench, tab: gr.Tab) -> gr.HTML:
    """Add list and form; return the list, whose buttons open clauses."""
    desk = ImprovementDesk(workbench)
    with gr.Accordion(strings_draft.IMPROVE_TITLE, open=False, elem_id="draft-improvements"):
        listing = clickable_html(hint_html(strings_draft.IMPROVE_EMPTY), elem_id="improvement-list")
        with gr.Row():
            number = gr.Number(label=strings_draft.IMPROVE_NUMBER, precision=0, minimum=0, min_width=90)
            owner = gr.Textbox(label=strings_draft.IMPROVE_OWNER, max_length=LONGEST_NAME, min_width=110)
            due = gr.Textbox(
                label=strings_draft.IMPROVE_DUE,
                placeholder=strings_draft.IMPROVE_DAY,
                max_length=DAY_CHARACTERS,
                min_width=120,
            )
            by = gr.Textbox(
                label=strings_draft.IMPROVE_BY, max_length=LONGEST_NAME, min_width=110, elem_id="improvement-by"
            )
            assign = gr.Button(
                strings_draft.IMPROVE_ASSIGN, size="md", scale=0, min_width=110, elem_id="improvement-assign"
            )
    tab.select(desk.listing, None, [listing], **QUIET)
    listing.apply(desk.settle, [by], [listing], **QUIET)
    assign.click(desk.assign, [number, owner, due, by], [listing], **QUIET)
    return listing
