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
from assistant.ui.rendering.card_html import card_html
from assistant.ui.source_panel import SourcePanel, clickable_html
from assistant.wiring import Workbench
from kb.errors import YubeiError


def build_card_tab(workbench: Workbench) -> None:
    """Add the tab's components and events to the surrounding page."""
    drafted = gr.State(None)
    gr.HTML(f'<p class="hint">{strings.CARD_INTRO}</p>')
    with gr.Row():
        with gr.Column(scale=3, min_width=320):
            fields = card_inputs()
            with gr.Row():
                draft = gr.Button(strings.CARD_DRAFT, variant="primary", elem_id="draft-card")
                export = gr.Button(strings.CARD_EXPORT, elem_id="export-card")
            exported = gr.File(visible=False, interactive=False, label=strings.CARD_EXPORT, elem_id="card-file")
            card = clickable_html(f'<p class="hint">{strings.CARD_EMPTY}</p>', elem_id="card")
        with gr.Column(scale=2, min_width=320):
            panel = SourcePanel(workbench, elem_id="card-source")
    panel.listen(card)
    handler = CardHandler(workbench)
    draft.click(handler.draft, fields, [card, drafted, exported], api_visibility="private")
    export.click(handler.export, [drafted], [exported], api_visibility="private")


def card_inputs() -> list[gr.components.Component]:
    """Add the form; its order is the order of `CardHandler.draft`."""
    with gr.Row():
        position = gr.Textbox(
            label=strings.CARD_POSITION, placeholder=strings.CARD_POSITION_HINT, min_width=140, elem_id="card-position"
        )
        hazard = gr.Textbox(
            label=strings.CARD_HAZARD, placeholder=strings.CARD_HAZARD_HINT, min_width=140, elem_id="card-hazard"
        )
        site = gr.Textbox(label=strings.CARD_SITE, placeholder=strings.CARD_SITE_HINT, min_width=140)
        unit = gr.Textbox(label=strings.CARD_UNIT, placeholder=strings.CARD_UNIT_HINT, min_width=140)
    sentence = gr.Textbox(label=strings.CARD_SENTENCE, placeholder=strings.CARD_SENTENCE_HINT)
    gr.Examples(
        [list(example) for example in strings.CARD_EXAMPLES],
        [position, hazard, site, unit],
        label=strings.EXAMPLES_LABEL,
    )
    return [position, hazard, site, unit, sentence]


class CardHandler:
    """Drafts and exports cards for all sessions."""

    def __init__(self, workbench: Workbench) -> None:
        self._drafter = workbench.card_drafter

    def draft(
        self, position: str, hazard: str, site: str, unit: str, sentence: str
    ) -> tuple[str, Card | None, dict[str, object]]:
        """Return the card as HTML, as state, and hide an older export."""
        request = CardRequest(
            position=position.strip(), hazard=hazard.strip(), site=site.strip(), unit=unit.strip(), sentence=sentence
        )
        try:
            card = self._drafter.draft(request)
        except YubeiError as error:
            gr.Warning(error.message_zh, title="")
            return f'<p class="hint">{strings.CARD_EMPTY}</p>', None, gr.update(visible=False)
        return card_html(card), card, gr.update(visible=False)

    def export(self, card: Card | None) -> dict[str, object]:
        """Return the Word file of the drafted card for download."""
        if card is None:
            gr.Warning(strings.CARD_FIRST, title="")
            return gr.update(visible=False)
        folder = Path(tempfile.mkdtemp(prefix="card-", dir=tempfile.gettempdir()))
        path = folder / f"{file_name(card_title(card))}.docx"
        try:
            write_card(card, path)
        except YubeiError as error:
            gr.Warning(error.message_zh, title="")
            return gr.update(visible=False)
        return gr.update(value=str(path), visible=True)


def file_name(title: str) -> str:
    """Return a title as a file name that every system accepts."""
    return re.sub(r'[\\/:*?"<>|\s]+', "_", title)[:60]
