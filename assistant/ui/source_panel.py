"""The panel that shows a stored document at a cited span; each tab has one."""

from __future__ import annotations

from datetime import date
from importlib import resources

import gradio as gr

from assistant.ui import strings
from assistant.ui.failures import told_in_chinese
from assistant.ui.rendering.source_html import hint_html, source_html
from assistant.wiring import Workbench
from kb.errors import DocumentNotFound


def asset(name: str) -> str:
    """Return the text of a file under ui/assets."""
    return (resources.files("assistant") / "ui" / "assets" / name).read_text(encoding="utf-8")


def clickable_html(value: str, *, elem_id: str) -> gr.HTML:
    """Return an HTML block whose buttons raise the event they name, with what they point at."""
    return gr.HTML(value, elem_id=elem_id, js_on_load=asset("buttons.js"))


MAX_ID = 64


class SourcePanel:
    """Shows a document at a span when a citation is clicked; page.js brings the marked span into view."""

    def __init__(self, workbench: Workbench, *, elem_id: str, hint: str = strings.SOURCE_HINT) -> None:
        self._kb = workbench.kb
        self._hint = hint_html(hint)
        self.block = gr.HTML(self._hint, elem_id=elem_id, label=strings.SOURCE_LABEL)

    def listen(self, origin: gr.HTML) -> None:
        """Open what is clicked in `origin`."""
        origin.click(self.open, None, self.block, api_visibility="private", show_progress="hidden")

    def listen_to_links(self) -> None:
        """Open what the address of the page names when it is loaded, as the code on a printed card does."""
        gr.on(None, self.open_linked, None, self.block, api_visibility="private", show_progress="hidden")

    def open_linked(self, request: gr.Request) -> object:
        """Return the document that the address names by `?document=…&start=…&end=…`; without one nothing changes."""
        asked = getattr(request, "query_params", None) or {}
        try:
            document_id, start, end = str(asked["document"]), int(asked["start"]), int(asked["end"])
        except (KeyError, TypeError, ValueError, OverflowError):
            return gr.skip()
        with told_in_chinese():
            return self.render(document_id[:MAX_ID], start, end)
        return gr.skip()

    def open(self, event: gr.EventData) -> str:
        """Return the document that the clicked button names; a made-up request gets the hint or 已不在."""
        try:
            document_id, start, end = str(event.document_id), int(event.start), int(event.end)
        except (AttributeError, TypeError, ValueError, OverflowError):
            return self._hint
        with told_in_chinese():
            return self.render(document_id, start, end)
        return self._hint

    def render(self, document_id: str, start: int, end: int) -> str:
        """Return a document at a span as HTML."""
        try:
            document = self._kb.document(document_id)
        except DocumentNotFound:
            return hint_html(strings.SOURCE_GONE)
        known = {item.document_id: item for item in self._kb.summaries(date.today())}
        summary = known.get(document_id)  # it may have been removed a moment ago
        if summary is None:
            return hint_html(strings.SOURCE_GONE)
        history = self._kb.catalog.history(document_id)
        approval = next((entry for entry in history if entry.action == "approve"), None)
        return source_html(document, summary, start, end, approval)
