"""Tab 编制, part 检查: check a plan that is uploaded or stored, see each place, take the result home."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import gradio as gr

from assistant.checking.checker import check_document, stale_titles
from assistant.checking.checklists import all_checklists, checklists_called
from assistant.checking.export_docx import write_report
from assistant.checking.export_xlsx import write_workbook
from assistant.checking.records import CheckReport
from assistant.ui import strings
from assistant.ui.chosen_documents import ChosenDocuments
from assistant.ui.failures import told_in_chinese
from assistant.ui.rendering.check_html import report_html
from assistant.ui.rendering.source_html import hint_html, source_html
from assistant.ui.source_panel import clickable_html
from assistant.wiring import Workbench
from kb.records import Document, DocumentStatus, DocumentSummary

MAX_NAME = 200
MAX_FILE_NAME = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What a session has checked: an uploaded document is stored nowhere, so it is kept here to be shown."""

    document: Document
    report: CheckReport


def build_check_panel(workbench: Workbench, tab: gr.Tab) -> None:
    """Add the components and events to the surrounding page; the documents to choose from are read when `tab` opens."""
    handler = CheckHandler(workbench)
    checked = gr.State(None)
    with gr.Row(elem_classes="split"):
        with gr.Column(scale=3, min_width=320):
            gr.HTML(hint_html(strings.CHECK_INTRO))
            file, stored, kind, simplified = check_inputs()
            with gr.Row(elem_id="check-buttons"):
                run = gr.Button(strings.CHECK_RUN, variant="primary", size="md", elem_id="check-run", min_width=120)
                word = download_button(strings.CHECK_DOCX, "check-docx")
                excel = download_button(strings.CHECK_XLSX, "check-xlsx")
            result = clickable_html(hint_html(strings.CHECK_EMPTY), elem_id="check-result")
        with gr.Column(scale=2, min_width=320, elem_classes="source-column"):
            panel = gr.HTML(hint_html(strings.CHECK_SOURCE_HINT), elem_id="check-source", label=strings.SOURCE_LABEL)
    quiet = {"api_visibility": "private", "show_progress": "hidden"}
    run.click(handler.check, [file, stored, kind, simplified], [result, checked, word, excel, run], **quiet)
    result.click(handler.open, [checked], [panel], **quiet)
    tab.select(handler.choices, None, [stored], **quiet)


def check_inputs() -> tuple[gr.File, gr.Dropdown, gr.Dropdown, gr.Checkbox]:
    """Add the form; its order is the order of `CheckHandler.check`."""
    file = gr.File(file_count="single", label=strings.CHECK_FILE, height=150, elem_id="check-file")
    with gr.Row():
        stored = gr.Dropdown(
            [],
            label=strings.CHECK_STORED,
            info=strings.CHECK_STORED_HINT,
            value=None,
            allow_custom_value=True,
            filterable=True,
            elem_id="check-stored",
            min_width=220,
        )
        kind = gr.Dropdown(
            [(strings.CHECK_TYPE_AUTO, ""), *((one.name, one.checklist_id) for one in all_checklists())],
            label=strings.CHECK_TYPE,
            value="",
            elem_id="check-type",
            min_width=180,
        )
    simplified = gr.Checkbox(label=strings.CHECK_SIMPLIFIED, value=False, elem_id="check-simplified")
    return file, stored, kind, simplified


def download_button(label: str, elem_id: str) -> gr.DownloadButton:
    """Add a button that has nothing to download yet."""
    return gr.DownloadButton(label, size="md", elem_id=elem_id, interactive=False, min_width=120)


class CheckHandler:
    """Checks plans for all sessions; every path, id and name from the browser is checked here."""

    def __init__(self, workbench: Workbench) -> None:
        self._kb = workbench.kb
        self._chosen = ChosenDocuments(workbench)

    def choices(self) -> object:
        """Return the stored documents to choose from, by title."""
        return gr.update(choices=self._chosen.choices())

    def check(self, file: object, stored: object, kind: object, simplified: object) -> Iterator[tuple[object, ...]]:
        """Yield what is being done, then the report with its files behind the buttons."""
        idle, empty = gr.update(interactive=True), gr.update(value=None, interactive=False)
        with told_in_chinese():
            checklists = checklists_called(str(kind)[:MAX_NAME]) if kind else ()
            source = self._chosen.source(file, stored, strings.CHECK_SIDE)
            yield hint_html(strings.CHECK_READING), None, empty, empty, gr.update(interactive=False)
            document = source()
            yield hint_html(strings.CHECK_CHECKING), None, empty, empty, gr.update(interactive=False)
            report = check_document(
                document,
                checklists=checklists,
                today=date.today(),
                stale=stale_titles(self._kb.summaries()),
                simplified=simplified is True,
            )
            word, excel = exported(report)
            yield report_html(report), Checked(document=document, report=report), word, excel, idle
            return
        yield hint_html(strings.CHECK_EMPTY), None, empty, empty, idle

    def open(self, event: gr.EventData, checked: Checked | None) -> str:
        """Return the checked document at the place the clicked button names; a made-up request gets the hint."""
        hint = hint_html(strings.CHECK_SOURCE_HINT)
        try:
            document_id, start, end = str(event.document_id), int(event.start), int(event.end)
        except (AttributeError, TypeError, ValueError, OverflowError):
            return hint
        if checked is None or document_id != checked.document.document_id:
            return hint
        with told_in_chinese():
            known = {one.document_id: one for one in self._kb.summaries()}
            summary = known.get(document_id) or unstored_summary(checked.document)
            return source_html(checked.document, summary, start, end)
        return hint


def exported(report: CheckReport) -> tuple[object, object]:
    """Write the report to the page's private folder and put its two files behind the buttons."""
    # The serving process points the temporary folder at its own private one.
    folder = Path(tempfile.mkdtemp(prefix="check-"))
    name = re.sub(r'[\\/:*?"<>|\s\x00-\x1f]+', "_", report.title).strip("._")[:MAX_FILE_NAME] or "check"
    word, excel = folder / f"{name}.docx", folder / f"{name}.xlsx"
    write_report(report, word)
    write_workbook(report, excel)
    return gr.update(value=str(word), interactive=True), gr.update(value=str(excel), interactive=True)


def unstored_summary(document: Document) -> DocumentSummary:
    """Return the summary of an uploaded document that is not in the base: a draft nobody approved."""
    return DocumentSummary(
        document_id=document.document_id,
        work_id=document.work_id,
        source_uri=document.source_uri,
        file_name=document.file_name,
        media_type=document.media_type,
        byte_count=document.byte_count,
        character_count=len(document.text),
        chunk_count=len(document.chunks),
        metadata=document.metadata,
        standing=DocumentStatus.DRAFT,
        superseded_by="",
        ingested_at=document.ingested_at,
        approved=False,
        warnings=document.warnings,
    )
