"""Part 比较 of tab 编制: two versions side by side, or a plan beside what ranks above it."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import gradio as gr

from assistant.comparing.export_docx import write_comparison, write_superior
from assistant.comparing.export_xlsx import write_comparison_workbook, write_superior_workbook
from assistant.comparing.impact import Impact, impact_of
from assistant.comparing.records import VersionComparison
from assistant.comparing.superior import superior_steps
from assistant.comparing.superior_records import SuperiorComparison
from assistant.comparing.versions import compare_versions
from assistant.ui import strings_compare as strings
from assistant.ui.chosen_documents import ChosenDocuments
from assistant.ui.failures import told_in_chinese
from assistant.ui.rendering.compare_html import comparison_html, superior_html
from assistant.ui.rendering.source_html import hint_html
from assistant.wiring import Workbench
from kb.errors import InputRefused

MAX_FILE_NAME = 60
Update = tuple[object, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedVersions:
    """What a session has compared, kept for its filters."""

    comparison: VersionComparison
    impacts: tuple[Impact, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Form:
    """The inputs, in the order of the handlers' arguments."""

    mode: gr.Radio
    old_file: gr.File
    old_stored: gr.Dropdown
    new_file: gr.File
    new_stored: gr.Dropdown

    @property
    def inputs(self) -> list[object]:
        return [self.mode, self.old_file, self.old_stored, self.new_file, self.new_stored]


def build_compare_panel(workbench: Workbench, tab: gr.Tab | None = None) -> None:
    """Add the panel's components and events to the surrounding page.

    Args:
        tab: The lists of stored documents are read anew when it is opened; without it when a list is entered.
    """
    handler = CompareHandler(workbench)
    compared = gr.State(None)
    gr.HTML(hint_html(strings.COMPARE_INTRO))
    form = _form()
    with gr.Row(elem_id="compare-buttons"):
        run = gr.Button(strings.COMPARE_RUN, variant="primary", size="md", elem_id="compare-run", min_width=120)
        word = _download(strings.COMPARE_DOCX, "compare-docx")
        excel = _download(strings.COMPARE_XLSX, "compare-xlsx")
    chosen = gr.Radio(
        list(strings.FILTERS),
        value=strings.FILTER_ALL,
        label=strings.COMPARE_FILTER,
        elem_id="compare-filter",
        visible=False,
    )
    result = gr.HTML(hint_html(strings.COMPARE_EMPTY), elem_id="compare-result")
    quiet = {"api_visibility": "private", "show_progress": "hidden"}
    run.click(handler.compare, form.inputs, [result, compared, chosen, word, excel, run], **quiet)
    chosen.change(handler.filtered, [compared, chosen], [result], **quiet)
    form.mode.change(
        handler.for_mode, [form.mode], [form.old_file, form.old_stored, form.new_file, form.new_stored], **quiet
    )
    lists = [form.old_stored, form.new_stored]
    if tab is not None:
        tab.select(handler.choices, None, lists, **quiet)
    else:
        gr.on([one.focus for one in lists], handler.choices, None, lists, **quiet)


def _form() -> _Form:
    mode = gr.Radio(
        [strings.COMPARE_VERSIONS, strings.COMPARE_SUPERIOR],
        value=strings.COMPARE_VERSIONS, label=strings.COMPARE_MODE, elem_id="compare-mode",
    )  # fmt: skip
    with gr.Row():
        with gr.Column(min_width=280):
            old_file = gr.File(file_count="single", label=strings.COMPARE_OLD_FILE, height=150, elem_id="compare-old")
            old_stored = _stored(strings.COMPARE_OLD_STORED, "compare-old-stored")
        with gr.Column(min_width=280):
            new_file = gr.File(file_count="single", label=strings.COMPARE_NEW_FILE, height=150, elem_id="compare-new")
            new_stored = _stored(strings.COMPARE_NEW_STORED, "compare-new-stored")
    return _Form(mode=mode, old_file=old_file, old_stored=old_stored, new_file=new_file, new_stored=new_stored)


def _stored(label: str, elem_id: str) -> gr.Dropdown:
    return gr.Dropdown(
        [],
        label=label,
        info=strings.COMPARE_STORED_HINT,
        value=None,
        allow_custom_value=True,
        filterable=True,
        elem_id=elem_id,
    )


def _download(label: str, elem_id: str) -> gr.DownloadButton:
    return gr.DownloadButton(label, size="md", elem_id=elem_id, interactive=False, min_width=120)


class CompareHandler:
    """Compares for all sessions."""

    def __init__(self, workbench: Workbench) -> None:
        self._kb = workbench.kb
        self._chosen = ChosenDocuments(workbench)

    def choices(self) -> tuple[object, object]:
        """Return the stored documents for both lists."""
        named = self._chosen.choices()
        return gr.update(choices=named), gr.update(choices=named)

    def for_mode(self, mode: object) -> Update:
        """Name the inputs for what is compared; the superior document is chosen from the base."""
        if mode == strings.COMPARE_SUPERIOR:
            labels = strings.COMPARE_OWN_FILE, strings.COMPARE_OWN_STORED, strings.COMPARE_ABOVE_STORED
        else:
            labels = strings.COMPARE_OLD_FILE, strings.COMPARE_OLD_STORED, strings.COMPARE_NEW_STORED
        return (
            gr.update(label=labels[0]),
            gr.update(label=labels[1]),
            gr.update(visible=mode != strings.COMPARE_SUPERIOR, value=None),
            gr.update(label=labels[2]),
        )

    def compare(
        self, mode: object, old_file: object, old_stored: object, new_file: object, new_stored: object
    ) -> Iterator[Update]:
        """Yield what is being done, then the comparison with its files behind the buttons."""
        with told_in_chinese():
            if mode == strings.COMPARE_SUPERIOR:
                yield from self._with_superior(old_file, old_stored, new_stored)
            else:
                yield from self._versions(old_file, old_stored, new_file, new_stored)
            return
        yield _update(hint_html(strings.COMPARE_EMPTY), idle=True)

    def filtered(self, compared: ComparedVersions | None, chosen: object) -> object:
        """Return the comparison with the chosen kind of changes; without one nothing changes."""
        if not isinstance(compared, ComparedVersions):
            return gr.skip()
        return comparison_html(compared.comparison, compared.impacts, str(chosen))

    def _versions(self, old_file: object, old_stored: object, new_file: object, new_stored: object) -> Iterator[Update]:
        sources = (
            self._chosen.source(old_file, old_stored, strings.SIDE_OLD),
            self._chosen.source(new_file, new_stored, strings.SIDE_NEW),
        )
        yield _update(hint_html(strings.COMPARE_READING_OLD))
        old = sources[0]()
        yield _update(hint_html(strings.COMPARE_READING_NEW))
        new = sources[1]()
        if old.document_id == new.document_id:
            raise InputRefused(strings.COMPARE_SAME)
        yield _update(hint_html(strings.COMPARE_COMPARING))
        comparison = compare_versions(old, new)
        impacts = impact_of(self._kb, comparison)
        shown = comparison_html(comparison, impacts)
        yield _update(shown + hint_html(strings.COMPARE_EXPORTING))
        word, excel = _files(strings.COMPARE_FILE_STEM.format(title=new.metadata.title or new.file_name))
        write_comparison(comparison, impacts, word)
        write_comparison_workbook(comparison, impacts, excel)
        kept = ComparedVersions(comparison=comparison, impacts=impacts)
        yield _update(shown, compared=kept, files=(word, excel), idle=True)

    def _with_superior(self, file: object, stored: object, above: object) -> Iterator[Update]:
        source = self._chosen.source(file, stored, strings.SIDE_OWN)
        superior = self._chosen.source(None, above, strings.SIDE_NEW) if above else None
        yield _update(hint_html(strings.COMPARE_READING_OLD))
        document = source()
        yield _update(hint_html(strings.COMPARE_SEARCHING))
        comparison: SuperiorComparison | None = None
        for step in superior_steps(self._kb, document, superior() if superior else None):
            comparison = step.comparison
            if comparison is None:
                yield _update(hint_html(strings.COMPARE_STEP.format(done=step.done, total=step.total)))
        if comparison is None:
            return
        word, excel = _files(strings.COMPARE_SUPERIOR_STEM.format(title=document.metadata.title or document.file_name))
        _write_superior(comparison, word, excel)
        yield _update(superior_html(comparison), files=(word, excel), idle=True)


def _write_superior(comparison: SuperiorComparison, word: Path, excel: Path) -> None:
    write_superior(comparison, word)
    write_superior_workbook(comparison, excel)


def _files(stem: str) -> tuple[Path, Path]:
    """Return where the two exports are written; the serving process points the temporary folder at its own private one."""
    folder = Path(tempfile.mkdtemp(prefix="compare-"))
    name = re.sub(r'[\\/:*?"<>|\s\x00-\x1f]+', "_", stem).strip("._")[:MAX_FILE_NAME] or "compare"
    return folder / f"{name}.docx", folder / f"{name}.xlsx"


def _update(
    shown: str, *, compared: ComparedVersions | None = None, files: tuple[Path, Path] | None = None, idle: bool = False
) -> Update:
    """Return the values of result, state, filter, both files and the button."""
    buttons = [gr.update(value=str(path), interactive=True) for path in files or ()] or [
        gr.update(value=None, interactive=False)
    ] * 2
    chosen = gr.update(visible=compared is not None, value=strings.FILTER_ALL)
    return shown, compared, chosen, *buttons, gr.update(interactive=idle)
