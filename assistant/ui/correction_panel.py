"""The part of 文档库 in which an editor sees what was read of a document and corrects it."""

from __future__ import annotations

import re
from collections.abc import Callable

import gradio as gr

from assistant.corrections import (
    FIELDS,
    MAX_EDITOR,
    MAX_VALUE,
    checked_editor,
    choices_of,
    field_named,
    parse_value,
    show_value,
)
from assistant.ui import strings
from assistant.ui.editors import require_editor
from assistant.ui.failures import inform, told_in_chinese
from assistant.ui.rendering.correction_html import fields_html, note_html
from assistant.ui.source_panel import clickable_html
from assistant.wiring import Workbench
from kb.catalog.corrections import LASTING_FIELDS
from kb.errors import DocumentNotFound
from kb.records import STATUS_ZH, DocumentSummary

_DOCUMENT_ID = re.compile(r"[0-9a-f]{32}")


class CorrectionHandler:
    """Serves the panel for all sessions; id, field, value and name from the browser are checked here."""

    def __init__(self, workbench: Workbench) -> None:
        self._kb = workbench.kb
        self._settings = workbench.settings

    def open(self, event: gr.EventData) -> tuple[object, str, str, str, str]:
        """Return panel, fields, document id, value and note for the document the clicked button names."""
        with told_in_chinese():
            summary = self._summary(getattr(event, "document_id", ""))
            value, note = self.choose(summary.document_id, FIELDS[0].label)
            return gr.update(visible=True), self._fields(summary), summary.document_id, value, note
        return gr.update(visible=False), "", "", "", ""

    def choose(self, document_id: str, label: str) -> tuple[str, str]:
        """Return the value of a field and how it is written."""
        with told_in_chinese():
            field = field_named(str(label or ""))
            summary = self._summary(document_id)
            note = note_html(field, choices_of(field), field.name in LASTING_FIELDS)
            return show_value(field, getattr(summary.metadata, field.name)), note
        return "", ""

    def save(
        self, document_id: str, label: str, value: str, editor: str, request: gr.Request | None = None
    ) -> tuple[object, object]:
        """Correct the field; return the fields anew and the value as it was stored."""
        with told_in_chinese():
            require_editor(request, self._settings)
            field, name = field_named(str(label or "")), checked_editor(str(editor or ""))
            typed = parse_value(field, str(value or ""))
            summary = self._summary(document_id)
            self._kb.correct_metadata(summary.document_id, field.name, typed, name)
            return self._changed(document_id, field.label, strings.CORRECT_SAVED)
        return gr.skip(), gr.skip()

    def reset(
        self, document_id: str, label: str, editor: str, request: gr.Request | None = None
    ) -> tuple[object, object]:
        """Take the field's correction back; return the fields anew and the value that was read."""
        with told_in_chinese():
            require_editor(request, self._settings)
            field, name = field_named(str(label or "")), checked_editor(str(editor or ""))
            summary = self._summary(document_id)
            self._kb.reset_metadata(summary.document_id, field.name, name)
            return self._changed(document_id, field.label, strings.CORRECT_WAS_RESET)
        return gr.skip(), gr.skip()

    def _changed(self, document_id: str, label: str, said: str) -> tuple[str, str]:
        summary = self._summary(document_id)
        field = field_named(label)
        inform(said.format(field=field.label, standing=STATUS_ZH[summary.standing]))
        return self._fields(summary), show_value(field, getattr(summary.metadata, field.name))

    def _fields(self, summary: DocumentSummary) -> str:
        document = self._kb.document(summary.document_id)
        made = self._kb.catalog.corrections_made(summary.document_id, summary.source_uri)
        return fields_html(document, summary, made, self._kb.catalog.history(summary.document_id))

    def _summary(self, document_id: object) -> DocumentSummary:
        """Return the stored document with an id from the browser.

        Raises:
            DocumentNotFound: There is none.
        """
        if isinstance(document_id, str) and _DOCUMENT_ID.fullmatch(document_id):
            for summary in self._kb.summaries():
                if summary.document_id == document_id:
                    return summary
        raise DocumentNotFound(strings.SOURCE_GONE)


class CorrectionPanel:
    """The components; hidden until a document is chosen in the list."""

    def __init__(self, workbench: Workbench) -> None:
        self._handler = CorrectionHandler(workbench)
        self._document = gr.State("")
        with gr.Column(visible=False, elem_id="correct-box") as self._box:
            self.fields = clickable_html("", elem_id="correct-fields")
            self._field = gr.Dropdown(
                [field.label for field in FIELDS],
                value=FIELDS[0].label,
                label=strings.CORRECT_FIELD,
                elem_id="correct-field",
            )
            self._value = gr.Textbox(label=strings.CORRECT_VALUE, max_length=MAX_VALUE, elem_id="correct-value")
            self._note = gr.HTML(elem_id="correct-note")
            self._editor = gr.Textbox(label=strings.CORRECT_EDITOR, max_length=MAX_EDITOR, elem_id="correct-editor")
            with gr.Row():
                self._save = gr.Button(strings.CORRECT_SAVE, variant="primary", size="md", elem_id="correct-save")
                self._reset = gr.Button(strings.CORRECT_RESET, size="md", elem_id="correct-reset")
                self._close = gr.Button(strings.CORRECT_CLOSE, size="md", elem_id="correct-close")

    def listen(self, listing: gr.HTML, refresh: Callable[[str], str], search: gr.Textbox) -> None:
        """Open for what `listing` names, and let it show the new values after each change."""
        handler = self._handler
        quiet = {"api_visibility": "private", "show_progress": "hidden"}
        opened = [self._box, self.fields, self._document, self._value, self._note]
        listing.edit(handler.open, None, opened, **quiet).then(lambda: FIELDS[0].label, None, [self._field], **quiet)
        self._field.input(handler.choose, [self._document, self._field], [self._value, self._note], **quiet)
        chosen = [self._document, self._field]
        saved = self._save.click(
            handler.save, [*chosen, self._value, self._editor], [self.fields, self._value], **quiet
        )
        undone = self._reset.click(handler.reset, [*chosen, self._editor], [self.fields, self._value], **quiet)
        for change in (saved, undone):
            change.then(refresh, [search], [listing], **quiet)
        self._close.click(lambda: (gr.update(visible=False), ""), None, [self._box, self._document], **quiet)
