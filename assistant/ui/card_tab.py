"""Tab 处置卡: draft a card, see its sources, export it to Word."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path

import gradio as gr

from assistant.cards.drafter import CardRequest
from assistant.cards.export_docx import write_card
from assistant.cards.layout import card_title
from assistant.records import Card
from assistant.ui import strings
from assistant.ui.failures import told_in_chinese
from assistant.ui.rendering.card_html import card_html
from assistant.ui.rendering.markup import action_button
from assistant.ui.rendering.source_html import hint_html
from assistant.ui.source_panel import SourcePanel, clickable_html
from assistant.wiring import Workbench

MAX_FIELD = 60
MAX_SENTENCE = 300
MAX_FILE_NAME = 60


def build_card_tab(workbench: Workbench) -> None:
    """Add the tab's components and events to the surrounding page."""
    drafted = gr.State(None)
    with gr.Row(elem_classes="split"):
        with gr.Column(scale=3, min_width=320):
            gr.HTML(hint_html(strings.CARD_INTRO))
            examples = clickable_html(examples_html(), elem_id="card-examples")
            fields = card_inputs()
            with gr.Row(elem_id="card-buttons"):
                draft = gr.Button(strings.CARD_DRAFT, variant="primary", size="md", elem_id="draft-card", min_width=120)
                export = gr.DownloadButton(
                    strings.CARD_EXPORT, size="md", elem_id="export-card", interactive=False, min_width=120
                )
            card = clickable_html(hint_html(strings.CARD_EMPTY), elem_id="card")
        with gr.Column(scale=2, min_width=320, elem_classes="source-column"):
            panel = SourcePanel(workbench, elem_id="card-source")
    panel.listen(card)
    handler = CardHandler(workbench)
    quiet = {"api_visibility": "private", "show_progress": "hidden"}
    submits = [field.submit for field in fields]
    gr.on([draft.click, *submits], handler.draft, fields, [card, drafted, export], **quiet)
    examples.example_select(example_fields, None, fields, **quiet).then(
        handler.draft, fields, [card, drafted, export], **quiet
    )


def card_inputs() -> list[gr.Textbox]:
    """Add the form; its order is the order of `CardHandler.draft`."""
    named = (
        (strings.CARD_POSITION, strings.CARD_POSITION_HINT, "card-position"),
        (strings.CARD_HAZARD, strings.CARD_HAZARD_HINT, "card-hazard"),
        (strings.CARD_SITE, strings.CARD_SITE_HINT, "card-site"),
        (strings.CARD_UNIT, strings.CARD_UNIT_HINT, "card-unit"),
    )
    with gr.Row(elem_id="card-fields"):
        fields = [
            gr.Textbox(label=label, placeholder=hint, elem_id=elem_id, min_width=150, max_length=MAX_FIELD)
            for label, hint, elem_id in named
        ]
    sentence = gr.Textbox(
        label=strings.CARD_SENTENCE,
        placeholder=strings.CARD_SENTENCE_HINT,
        elem_id="card-sentence",
        max_length=MAX_SENTENCE,
    )
    return [*fields, sentence]


def examples_html() -> str:
    """Return the example cards to click."""
    buttons = "".join(
        action_button("·".join(example[:2]), "example_select", css="example", index=index)
        for index, example in enumerate(strings.CARD_EXAMPLES)
    )
    return f'<div class="examples">{buttons}</div>'


def example_fields(event: gr.EventData) -> tuple[object, ...]:
    """Return the fields of the example that was clicked."""
    index = getattr(event, "index", None)
    if isinstance(index, int) and 0 <= index < len(strings.CARD_EXAMPLES):
        return (*strings.CARD_EXAMPLES[index], "")
    return (gr.skip(),) * 5


class CardHandler:
    """Drafts cards for all sessions and writes them to Word."""

    def __init__(self, workbench: Workbench) -> None:
        self._drafter = workbench.card_drafter

    def draft(self, position: str, hazard: str, site: str, unit: str, sentence: str) -> tuple[str, Card | None, object]:
        """Return the card as HTML, as state, and its Word file behind the export button."""
        given = [str(value or "").strip()[:MAX_FIELD] for value in (position, hazard, site, unit)]
        request = CardRequest(
            position=given[0],
            hazard=given[1],
            site=given[2],
            unit=given[3],
            sentence=str(sentence or "").strip()[:MAX_SENTENCE],
        )
        with told_in_chinese():
            card = self._drafter.draft(request)
            return card_html(card), card, exported(card)
        return hint_html(strings.CARD_EMPTY), None, gr.update(value=None, interactive=False)


def exported(card: Card) -> object:
    """Write the card to the page's private folder and put it behind the export button."""
    with told_in_chinese():
        # The serving process points the temporary folder at its own private one.
        path = Path(tempfile.mkdtemp(prefix="card-")) / f"{file_name(card_title(card))}.docx"
        write_card(card, path)
        return gr.update(value=str(path), interactive=True)
    return gr.update(value=None, interactive=False)


def file_name(title: str) -> str:
    """Return a title as a file name that every system accepts."""
    return re.sub(r'[\\/:*?"<>|\s\x00-\x1f]+', "_", title).strip("._")[:MAX_FILE_NAME] or "card"
