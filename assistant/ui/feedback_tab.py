"""Tab 反馈: what readers said of answers, why these were given, and answers fixed to a source; for editors."""

from __future__ import annotations

import tempfile
from pathlib import Path

import gradio as gr

from assistant.answering.fixed_answers import FixedAnswers
from assistant.corrections import MAX_EDITOR, checked_editor
from assistant.feedback.fixing import MAX_QUOTE, MAX_WORDING, MAX_WORDINGS, fix_answer
from assistant.feedback.remarks import as_csv
from assistant.trace.forms import trace_from
from assistant.ui import strings
from assistant.ui.editors import require_editor
from assistant.ui.failures import inform, told_in_chinese
from assistant.ui.rendering.feedback_html import feedback_list_html, fixed_list_html
from assistant.ui.rendering.source_html import hint_html
from assistant.ui.rendering.why_html import trace_html
from assistant.ui.source_panel import SourcePanel, clickable_html
from assistant.wiring import Workbench
from kb.errors import InputRefused

STATES = {"open": False, "done": True, "all": None}
MAX_TITLE = 300
QUIET = {"api_visibility": "private", "show_progress": "hidden"}
SHOW_TRACE = "() => document.getElementById('feedback-trace').scrollIntoView({ block: 'nearest' })"
Lists = tuple[str, str]  # remarks, fixed answers


class FeedbackDesk:
    """Serves the tab for all sessions; every handler asks for an editor, every number from the browser is checked."""

    def __init__(self, workbench: Workbench) -> None:
        self._kb = workbench.kb
        self._settings = workbench.settings
        self._fixed = FixedAnswers(workbench.kb)

    def lists(self, state: str, request: gr.Request) -> Lists:
        """Return the remarks of a state and all fixed answers."""
        with told_in_chinese():
            require_editor(request, self._settings)
            return self._lists(state)
        return hint_html(strings.EDITORS_ONLY), ""

    def settle(self, event: gr.EventData, state: str, request: gr.Request) -> Lists:
        """Mark the remark of the clicked button as settled."""
        return self._settled(event, state, request, done=True)

    def reopen(self, event: gr.EventData, state: str, request: gr.Request) -> Lists:
        """Open the remark of the clicked button again."""
        return self._settled(event, state, request, done=False)

    def trace(self, event: gr.EventData, request: gr.Request) -> str:
        """Return why the answer of the clicked remark was given."""
        with told_in_chinese():
            require_editor(request, self._settings)
            row = self._kb.catalog.journal.trace(str(getattr(event, "document_id", "")))
            return trace_html(trace_from(row)) if row else hint_html(strings.FEEDBACK_NO_TRACE)
        return hint_html(strings.FEEDBACK_NO_TRACE)

    def export(self, state: str, request: gr.Request) -> object:
        """Put the listed remarks as a table behind the download button."""
        with told_in_chinese():
            require_editor(request, self._settings)
            path = Path(tempfile.mkdtemp(prefix="feedback-")) / strings.FEEDBACK_FILE
            rows = self._kb.catalog.journal.feedback(done=STATES.get(state))
            path.write_text(as_csv(rows), encoding="utf-8-sig", newline="")
            return gr.update(value=str(path), visible=True)
        return gr.skip()

    def start_fixing(self, event: gr.EventData, request: gr.Request) -> tuple[object, str, str, str]:
        """Return the form filled with the question and source of the clicked remark."""
        with told_in_chinese():
            require_editor(request, self._settings)
            number = getattr(event, "index", 0)
            row = next((one for one in self._kb.catalog.journal.feedback() if one.feedback_no == number), None)
            if row is None:
                raise InputRefused(strings.FEEDBACK_GONE)
            titles = self._titles()
            text = self._kb.document(row.document_id).text if row.document_id in titles else ""
            return gr.update(visible=True), row.question, titles.get(row.document_id, ""), text[row.start : row.end]
        return gr.update(visible=False), "", "", ""

    def fix(
        self, questions: str, document: str, quote: str, editor: str, state: str, request: gr.Request
    ) -> tuple[object, object, object]:
        """Fix the question to the words; what is refused stays in the form."""
        with told_in_chinese():
            user = require_editor(request, self._settings)
            name = checked_editor(str(editor or "") or user)
            wordings = str(questions or "")[: MAX_WORDINGS * (MAX_WORDING + 1)].splitlines()
            fix_answer(self._kb, wordings, str(document or "")[:MAX_TITLE], str(quote or ""), name)
            inform(strings.FIX_SAVED)
            return gr.update(visible=False), *self._lists(state)
        return gr.skip(), gr.skip(), gr.skip()

    def unfix(self, event: gr.EventData, state: str, request: gr.Request) -> Lists:
        """Take the fixed answer of the clicked button back."""
        with told_in_chinese():
            user = require_editor(request, self._settings)
            self._kb.catalog.journal.remove_fixed(number_in(event), user)
            inform(strings.FIX_REMOVED)
            return self._lists(state)
        return self.lists(state, request)

    def _settled(self, event: gr.EventData, state: str, request: gr.Request, *, done: bool) -> Lists:
        with told_in_chinese():
            user = require_editor(request, self._settings)
            self._kb.catalog.journal.settle_feedback(number_in(event), user, done=done)
            return self._lists(state)
        return self.lists(state, request)

    def _lists(self, state: str) -> Lists:
        titles = self._titles()
        rows = self._kb.catalog.journal.feedback(done=STATES.get(state))
        return feedback_list_html(rows, titles), fixed_list_html(self._fixed.stale(), titles)

    def _titles(self) -> dict[str, str]:
        return {one.document_id: one.metadata.title or one.file_name for one in self._kb.summaries()}


def number_in(event: gr.EventData) -> int:
    """Return the number the clicked button names, 0 for a made-up request."""
    number = getattr(event, "index", 0)
    return number if isinstance(number, int) and 0 < number < 2**53 else 0


def build_feedback_tab(workbench: Workbench, tab: gr.Tab) -> None:
    """Add the tab's components and events to the surrounding page; the lists are read when the tab is opened."""
    desk = FeedbackDesk(workbench)
    with gr.Row(elem_classes="split"):
        with gr.Column(scale=3, min_width=320):
            with gr.Row(elem_id="feedback-head"):
                state = gr.Radio(
                    list(strings.FEEDBACK_STATES), value="open", show_label=False, elem_id="feedback-state"
                )
                export = gr.Button(
                    strings.FEEDBACK_EXPORT, size="md", scale=0, min_width=110, elem_id="feedback-export"
                )
                download = gr.DownloadButton(
                    strings.FEEDBACK_DOWNLOAD, size="md", scale=0, min_width=110, visible=False, elem_id="feedback-file"
                )
            remarks = clickable_html("", elem_id="feedback-list")
            with gr.Row():
                gr.HTML(f"<h3>{strings.FIX_TITLE}</h3>{hint_html(strings.FIX_HINT)}")
                start = gr.Button(strings.FIX_NEW, size="md", scale=0, min_width=110, elem_id="fix-new")
            form = FixForm()
            fixed = clickable_html("", elem_id="fixed-list")
        with gr.Column(scale=2, min_width=320, elem_classes="source-column"):
            why = clickable_html("", elem_id="feedback-trace")
            panel = SourcePanel(workbench, elem_id="feedback-source", hint=strings.FEEDBACK_SOURCE_HINT)
    for origin in (remarks, fixed, why):
        panel.listen(origin)
    shown = [remarks, fixed]
    gr.on([tab.select, state.change], desk.lists, [state], shown, **QUIET)
    remarks.apply(desk.settle, [state], shown, **QUIET)
    remarks.undo(desk.reopen, [state], shown, **QUIET)
    # On a phone the trace stands below the lists.
    remarks.expand(desk.trace, None, [why], **QUIET).then(None, None, None, js=SHOW_TRACE)
    remarks.edit(desk.start_fixing, None, [form.box, form.questions, form.document, form.quote], **QUIET)
    export.click(desk.export, [state], [download], **QUIET)
    fixed.delete(desk.unfix, [state], shown, **QUIET)
    start.click(lambda: (gr.update(visible=True), "", "", ""), None, [form.box, *form.fields[:3]], **QUIET)
    form.save.click(desk.fix, [*form.fields, state], [form.box, *shown], **QUIET)
    form.close.click(lambda: gr.update(visible=False), None, [form.box], **QUIET)


class FixForm:
    """The form that ties questions to words of a document; hidden until it is asked for."""

    def __init__(self) -> None:
        with gr.Column(visible=False, elem_id="fix-box") as self.box:
            self.questions = gr.Textbox(label=strings.FIX_QUESTIONS, lines=2, max_lines=8, elem_id="fix-questions")
            self.document = gr.Textbox(label=strings.FIX_DOCUMENT, max_length=MAX_TITLE, elem_id="fix-document")
            self.quote = gr.Textbox(
                label=strings.FIX_QUOTE, lines=3, max_lines=8, max_length=2 * MAX_QUOTE, elem_id="fix-quote"
            )
            editor = gr.Textbox(label=strings.FIX_EDITOR, max_length=MAX_EDITOR, elem_id="fix-editor")
            with gr.Row():
                self.save = gr.Button(strings.FIX_SAVE, variant="primary", size="md", elem_id="fix-save")
                self.close = gr.Button(strings.CORRECT_CLOSE, size="md", elem_id="fix-close")
        self.fields = [self.questions, self.document, self.quote, editor]
