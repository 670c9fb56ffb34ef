"""Tab 文档库: what the base holds; add, approve, remove and read documents."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import gradio as gr

from assistant.ui import strings
from assistant.ui.correction_panel import CorrectionPanel
from assistant.ui.editors import require_editor
from assistant.ui.failures import inform, told_in_chinese
from assistant.ui.page_folder import FOLDER_NAME
from assistant.ui.rendering.library_html import confirm_html, library_html, matching, upload_html
from assistant.ui.source_panel import SourcePanel, clickable_html
from assistant.ui.upload_run import UploadDesk
from assistant.wiring import Workbench
from ingest.product_note import product_note, twin_note
from kb.errors import DocumentNotFound, InputRefused
from kb.records import DocumentSummary

MAX_FILES = 200
MAX_SEARCH = 100
_DOCUMENT_ID = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True, slots=True, kw_only=True)
class LibraryTab:
    """What the page needs to keep the tab fresh: call `refresh` with `search`, put the result into `listing`."""

    search: gr.Textbox
    listing: gr.HTML
    handler: LibraryHandler


def build_library_tab(workbench: Workbench, desk: UploadDesk) -> LibraryTab:
    """Add the tab's components and events to the surrounding page."""
    handler = LibraryHandler(workbench, desk)
    doomed = gr.State("")
    with gr.Row(elem_classes="split"):
        with gr.Column(scale=3, min_width=320):
            files, upload, progress = upload_inputs(workbench.settings.max_upload_mb)
            with gr.Row(elem_classes="library-search"):
                search = gr.Textbox(
                    label=strings.LIBRARY_SEARCH,
                    show_label=False,
                    container=False,
                    placeholder=strings.LIBRARY_SEARCH,
                    max_length=MAX_SEARCH,
                    elem_id="library-search",
                    scale=5,
                )
                refresh = gr.Button(strings.REFRESH, elem_id="refresh", size="md", scale=0, min_width=90)
            with gr.Column(visible=False, elem_id="confirm-remove") as confirm:
                warning = gr.HTML()
                with gr.Row():
                    remove = gr.Button(strings.REMOVE_YES, variant="stop", size="md", elem_id="remove-yes")
                    keep = gr.Button(strings.REMOVE_NO, size="md", elem_id="remove-no")
            listing = clickable_html("", elem_id="library")
        with gr.Column(scale=2, min_width=320, elem_classes="source-column"):
            correction = CorrectionPanel(workbench)
            panel = SourcePanel(workbench, elem_id="library-source", hint=strings.LIBRARY_SOURCE_HINT)
    panel.listen(listing)
    panel.listen(correction.fields)
    correction.listen(listing, handler.refresh, search)
    quiet = {"api_visibility": "private", "show_progress": "hidden"}
    upload.click(handler.upload, [files, search], [progress, listing, files, upload], **quiet)
    gr.on([search.submit, search.change, refresh.click], handler.refresh, [search], [listing], **quiet)
    listing.apply(handler.approve, [search], [listing], **quiet)
    listing.delete(handler.ask_removal, None, [confirm, warning, doomed], **quiet)
    remove.click(handler.remove, [doomed, search], [confirm, doomed, listing], **quiet)
    keep.click(lambda: (gr.update(visible=False), ""), None, [confirm, doomed], **quiet)
    return LibraryTab(search=search, listing=listing, handler=handler)


def upload_inputs(max_upload_mb: int) -> tuple[gr.File, gr.Button, gr.HTML]:
    """Add the upload form: files, button, progress and outcomes."""
    with gr.Accordion(strings.UPLOAD_TITLE, open=True, elem_id="upload-box"):
        files = gr.File(
            file_count="multiple", label=strings.UPLOAD_LABEL, show_label=False, height=130, elem_id="upload-files"
        )
        upload = gr.Button(strings.UPLOAD, variant="primary", size="md", elem_id="upload")
        note = strings.UPLOAD_NOTE.format(limit=max_upload_mb)
        progress = gr.HTML(f'<p class="hint">{note}</p>', elem_id="upload-progress")
    return files, upload, progress


class LibraryHandler:
    """Serves the tab for all sessions; every id and path from the browser is checked here."""

    def __init__(self, workbench: Workbench, desk: UploadDesk) -> None:
        self._kb = workbench.kb
        self._settings = workbench.settings
        self._desk = desk
        self._upload_root = (workbench.settings.data_path / FOLDER_NAME).resolve()

    def refresh(self, search: str) -> str:
        """Return the documents whose title, number, issuer or file name holds the words."""
        return library_html(matching(self._kb.summaries(), str(search or "")[:MAX_SEARCH]))

    def upload(self, files: Sequence[str] | None, search: str) -> Iterator[tuple[object, object, object, object]]:
        """Yield progress and outcomes; at the end the list is fresh and the form empty."""
        idle = gr.update(interactive=True)
        with told_in_chinese():
            paths = self._uploaded(files)
            for update in self._desk.run(paths):
                if update.finished:
                    yield upload_html(update), self.refresh(search), None, idle
                    return
                yield upload_html(update), gr.skip(), gr.skip(), gr.update(interactive=False)
        yield gr.skip(), gr.skip(), gr.skip(), idle

    def _uploaded(self, files: Sequence[str] | None) -> list[Path]:
        """Return the uploaded files.

        Raises:
            InputRefused: There are none, too many, or one is not an upload of this page.
        """
        paths = [Path(str(file)).resolve() for file in files or ()]
        if not paths:
            raise InputRefused(strings.UPLOAD_NOTHING)
        if len(paths) > MAX_FILES:
            raise InputRefused(strings.UPLOAD_TOO_MANY.format(count=len(paths), limit=MAX_FILES))
        if not all(path.is_relative_to(self._upload_root) and path.is_file() for path in paths):
            raise InputRefused(strings.UPLOAD_GONE)
        return paths

    def approve(self, event: gr.EventData, search: str, request: gr.Request | None = None) -> str:
        """Approve the document the clicked button names, in the name of who is logged in."""
        with told_in_chinese():
            editor = require_editor(request, self._settings)
            summary = self._named(event)
            self._kb.approve(summary.document_id, editor)
            note = product_note(self._kb.stale_with(summary.document_id))
            twins = twin_note(self._kb.twins_of(summary.document_id), approved=True)
            inform(strings.APPROVED.format(title=title_of(summary)) + twins + note)
        return self.refresh(search)

    def ask_removal(self, event: gr.EventData) -> tuple[object, str, str]:
        """Ask before the document that the clicked button names is removed."""
        with told_in_chinese():
            summary = self._named(event)
            return gr.update(visible=True), confirm_html(title_of(summary), summary), summary.document_id
        return gr.update(visible=False), "", ""

    def remove(self, doomed: str, search: str, request: gr.Request | None = None) -> tuple[object, str, str]:
        """Remove the document that was confirmed."""
        with told_in_chinese():
            editor = require_editor(request, self._settings)
            summary = self._summary(doomed)
            self._kb.remove_document(summary.document_id, actor=editor)
            note = product_note(self._kb.stale_with(summary.document_id))
            inform(strings.REMOVED.format(title=title_of(summary)) + note)
        return gr.update(visible=False), "", self.refresh(search)

    def _named(self, event: gr.EventData) -> DocumentSummary:
        return self._summary(getattr(event, "document_id", ""))

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


def title_of(summary: DocumentSummary) -> str:
    """Return what a person calls the document."""
    return summary.metadata.title or summary.file_name
