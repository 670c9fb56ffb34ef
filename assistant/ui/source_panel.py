"""The panel that shows a stored document at a cited span; each tab has one."""

from __future__ import annotations

from datetime import date
from importlib import resources

import gradio as gr

from assistant.ui import strings
from assistant.ui.rendering.source_html import source_hint, source_html
from assistant.wiring import Workbench
from kb.errors import DocumentNotFound


def asset(name: str) -> str:
    """Return the text of a file under ui/assets."""
    return (resources.files("assistant") / "ui" / "assets" / name).read_text(encoding="utf-8")


def clickable_html(value: str, *, elem_id: str) -> gr.HTML:
    """Return an HTML block whose citation buttons raise its click event."""
    return gr.HTML(value, elem_id=elem_id, js_on_load=asset("citations.js"))


class SourcePanel:
    """Shows a document at a span when a citation is clicked."""

    def __init__(self, workbench: Workbench, *, elem_id: str) -> None:
        self._kb = workbench.kb
        self.block = gr.HTML(source_hint(), elem_id=elem_id, label=strings.SOURCE_LABEL)

    def listen(self, origin: gr.HTML) -> None:
        """Open what is clicked in `origin`, then bring the marked span into view."""
        opened = origin.click(self.open, None, self.block, api_visibility="private", show_progress="hidden")
        opened.then(None, None, None, js=asset("show_quote.js"))

    def open(self, event: gr.EventData) -> str:
        """Return the document that the clicked button names; a made-up request gets the hint or 已不在."""
        try:
            document_id, start, end = str(event.document_id), int(event.start), int(event.end)
        except (AttributeError, TypeError, ValueError):
            return source_hint()
        return self.render(document_id, start, end)

    def render(self, document_id: str, start: int, end: int) -> str:
        """Return a document at a span as HTML."""
        try:
            document = self._kb.document(document_id)
        except DocumentNotFound:
            return f'<p class="hint">{strings.SOURCE_GONE}</p>'
        summary = next(item for item in self._kb.summaries(date.today()) if item.document_id == document_id)
        return source_html(document, summary, start, end)
