"""Tab 处置卡, part 成套编卡: the cards of all positions of one plan, and what they lack."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import gradio as gr

from assistant.cards.batch.sets import PlannedSet, drafted, planned_set
from assistant.cards.batch.writing import GAP_FILE, SetForm, WrittenSet, write_archive, write_set
from assistant.cards.layout import card_title
from assistant.cards.printing.naming import file_name
from assistant.cards.printing.shapes import Shape
from assistant.records import Card
from assistant.ui import strings_card_print as words
from assistant.ui.card_print_panel import shape_of
from assistant.ui.chosen_documents import ChosenDocuments
from assistant.ui.failures import told_in_chinese
from assistant.ui.rendering.print_html import set_html
from assistant.ui.rendering.source_html import hint_html
from assistant.wiring import Workbench
from kb.errors import InputRefused

QUIET = {"api_visibility": "private", "show_progress": "hidden"}
FORMATS = tuple(value for _, value in words.SET_FORMAT_CHOICES)
PLAN_TYPES = ("plan_", "manual", "card", "action_plan")
Shown = tuple[object, object, object, object]  # result, archive, table, run


def build_card_set_panel(workbench: Workbench, tab: gr.Tab) -> None:
    """Add the components and events to the surrounding tab."""
    handler = CardSetHandler(workbench)
    gr.HTML(hint_html(words.SET_INTRO))
    with gr.Row():
        document = gr.Dropdown(
            [],
            label=words.SET_DOCUMENT,
            info=words.SET_DOCUMENT_HINT,
            value=None,
            allow_custom_value=True,
            filterable=True,
            elem_id="set-document",
            min_width=280,
        )
        shape = gr.Radio(
            list(words.SHAPES), value=Shape.A6.value, label=words.SHAPE, elem_id="set-shape", min_width=280
        )
        formats = gr.CheckboxGroup(
            list(words.SET_FORMAT_CHOICES), value=list(FORMATS), label=words.SET_FORMATS, min_width=160
        )
    with gr.Row(elem_id="set-buttons"):
        run = gr.Button(words.SET_RUN, variant="primary", size="md", elem_id="set-run", min_width=120)
        archive = gr.DownloadButton(words.SET_ZIP, size="md", elem_id="set-zip", interactive=False, min_width=120)
        gaps = gr.DownloadButton(words.SET_TABLE, size="md", elem_id="set-table", interactive=False, min_width=120)
    result = gr.HTML(hint_html(words.SET_EMPTY), elem_id="set-result")
    run.click(handler.make, [document, shape, formats], [result, archive, gaps, run], **QUIET)
    tab.select(handler.choices, None, [document], **QUIET)


class CardSetHandler:
    """Makes sets of cards for all sessions; what the browser names is checked here."""

    def __init__(self, workbench: Workbench) -> None:
        self._kb = workbench.kb
        self._drafter = workbench.card_drafter
        self._page_url = workbench.settings.page_url
        self._documents = ChosenDocuments(workbench)

    def choices(self) -> object:
        """Return the plans to choose from, by title."""
        plans = {one.document_id for one in self._kb.summaries() if one.metadata.doc_type.startswith(PLAN_TYPES)}
        return gr.update(choices=[one for one in self._documents.choices() if one[1] in plans])

    def make(self, document: object, shape: object, formats: object) -> Iterator[Shown]:
        """Yield how far the set is, then its tables with the files behind the buttons."""
        idle, empty = gr.update(interactive=True), gr.update(value=None, interactive=False)
        with told_in_chinese():
            chosen = formats if isinstance(formats, list) else []
            wanted_formats = [value for value in FORMATS if value in chosen]
            if not str(document or "").strip():
                raise InputRefused(words.SET_CHOOSE)
            if not wanted_formats:
                raise InputRefused(words.SET_NO_FORMAT)
            wanted = planned_set(self._kb, self._documents.source(None, document, words.SET_DOCUMENT)().document_id)
            cards: list[Card] = []
            for card in drafted(self._drafter, wanted):
                cards.append(card)
                told = words.SET_DRAFTING.format(done=len(cards), total=len(wanted.positions), title=card_title(card))
                yield hint_html(told), empty, empty, gr.update(interactive=False)
            yield from self._written(wanted, cards, shape_of(shape), wanted_formats)
            return
        yield hint_html(words.SET_EMPTY), empty, empty, idle

    def _written(self, wanted: PlannedSet, cards: list[Card], shape: Shape, formats: list[str]) -> Iterator[Shown]:
        busy, empty = gr.update(interactive=False), gr.update(value=None, interactive=False)
        # The serving process points the temporary folder at its own private one.
        folder = Path(tempfile.mkdtemp(prefix="cards-"))
        form = SetForm(shape=shape, word="docx" in formats, pdf="pdf" in formats, page_url=self._page_url)
        written = WrittenSet(files=(), notes=())
        for done, written in enumerate(write_set(cards, folder, form), start=1):  # noqa: B007 - the last one counts
            told = words.SET_WRITING.format(done=min(done, len(cards)), total=len(cards))
            yield hint_html(told), empty, empty, busy
        archive = folder / f"{file_name(words.SET_ARCHIVE.format(title=wanted.title))}.zip"
        write_archive(written.files, archive)
        shown = set_html(cards, wanted.title, written.notes)
        ready = [gr.update(value=str(path), interactive=True) for path in (archive, folder / GAP_FILE)]
        yield shown, *ready, gr.update(interactive=True)
