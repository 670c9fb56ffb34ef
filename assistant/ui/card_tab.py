"""Tab 处置卡: draft a card and see it as it prints, make a set of cards, look after kept ones."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import gradio as gr

from assistant.cards.drafter import CardRequest
from assistant.cards.life.keeping import keep_card, kept_card
from assistant.cards.life.states import printable, standing_of
from assistant.cards.printing.standing import NOT_KEPT, Standing
from assistant.corrections import MAX_EDITOR, checked_editor
from assistant.records import Card
from assistant.ui import strings
from assistant.ui import strings_card_print as words
from assistant.ui.card_desk_panel import build_card_desk
from assistant.ui.card_print_panel import PrintPanel
from assistant.ui.card_set_panel import build_card_set_panel
from assistant.ui.editors import NO_LOGIN, require_editor
from assistant.ui.failures import inform, told_in_chinese
from assistant.ui.rendering.card_html import card_html
from assistant.ui.rendering.markup import action_button
from assistant.ui.rendering.source_html import hint_html
from assistant.ui.source_panel import SourcePanel, clickable_html
from assistant.wiring import Workbench
from kb.errors import InputRefused

MAX_FIELD = 60
MAX_SENTENCE = 300
QUIET = {"api_visibility": "private", "show_progress": "hidden"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Drafted:
    """The card a session has drafted, and how far it is."""

    card: Card
    standing: Standing = NOT_KEPT


def build_card_tab(workbench: Workbench) -> None:
    """Add the tab's parts to the surrounding page."""
    with gr.Tabs(elem_id="card-parts"):
        with gr.Tab(words.PART_DRAFT, id="card-draft", elem_id="part-draft"):
            build_draft_part(workbench)
        with gr.Tab(words.PART_SET, id="card-set", elem_id="part-set") as sets:
            build_card_set_panel(workbench, sets)
        with gr.Tab(words.PART_DESK, id="card-desk", elem_id="part-desk") as desk:
            build_card_desk(workbench, desk)


def build_draft_part(workbench: Workbench) -> None:
    """Add the form, the card, its print and its sources."""
    drafted = gr.State(None)
    with gr.Row(elem_classes="split"):
        with gr.Column(scale=3, min_width=320):
            gr.HTML(hint_html(strings.CARD_INTRO))
            examples = clickable_html(examples_html(), elem_id="card-examples")
            fields = card_inputs()
            with gr.Row(elem_id="card-buttons"):
                draft = gr.Button(strings.CARD_DRAFT, variant="primary", size="md", elem_id="draft-card", min_width=120)
            panel = PrintPanel(workbench.settings.page_url)
            card = clickable_html(hint_html(strings.CARD_EMPTY), elem_id="card")
            name, save = save_inputs()
        with gr.Column(scale=2, min_width=320, elem_classes="source-column"):
            source = SourcePanel(workbench, elem_id="card-source")
    source.listen(card)
    handler = CardHandler(workbench, panel)
    shown = [card, drafted, *panel.outputs]
    gr.on([draft.click, *(field.submit for field in fields)], handler.draft, [*fields, panel.shape], shown, **QUIET)
    examples.example_select(example_fields, None, fields, **QUIET).then(
        handler.draft, [*fields, panel.shape], shown, **QUIET
    )
    panel.shape.input(handler.reprint, [drafted, panel.shape], panel.outputs, **QUIET)
    save.click(handler.save, [drafted, name, panel.shape], shown, **QUIET)


def save_inputs() -> tuple[gr.Textbox, gr.Button]:
    """Add what keeps the drafted card."""
    with gr.Row(elem_id="card-save"):
        name = gr.Textbox(
            label=words.SAVE_BY,
            placeholder=words.SAVE_BY_HINT,
            elem_id="card-save-by",
            max_length=MAX_EDITOR,
            min_width=160,
        )
        save = gr.Button(words.SAVE, size="md", elem_id="card-keep", min_width=120)
    return name, save


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
    """Drafts, prints and keeps cards for all sessions."""

    def __init__(self, workbench: Workbench, panel: PrintPanel) -> None:
        self._workbench = workbench
        self._drafter = workbench.card_drafter
        self._panel = panel

    def draft(
        self, position: str, hazard: str, site: str, unit: str, sentence: str, shape: object
    ) -> Iterator[tuple[object, ...]]:
        """Yield the card as HTML and as state, then how it prints with its files behind the buttons."""
        given = [str(value or "").strip()[:MAX_FIELD] for value in (position, hazard, site, unit)]
        request = CardRequest(
            position=given[0],
            hazard=given[1],
            site=given[2],
            unit=given[3],
            sentence=str(sentence or "").strip()[:MAX_SENTENCE],
        )
        drafted = None
        with told_in_chinese():
            drafted = Drafted(card=self._drafter.draft(request))
        shown = card_html(drafted.card) if drafted else hint_html(strings.CARD_EMPTY)
        yield shown, drafted, *self._panel.nothing()
        if drafted:
            yield shown, drafted, *self.reprint(drafted, shape)

    def reprint(self, drafted: Drafted | None, shape: object) -> tuple[object, ...]:
        """Return how the card of the session prints in a shape."""
        if not isinstance(drafted, Drafted):
            return self._panel.nothing()
        return self._panel.show(drafted.card, drafted.standing, shape)

    def save(self, drafted: Drafted | None, name: object, shape: object, request: gr.Request) -> tuple[object, ...]:
        """Keep the card of the session; it prints with its version from then on."""
        with told_in_chinese():
            user = require_editor(request, self._workbench.settings)
            if not isinstance(drafted, Drafted):
                raise InputRefused(words.SAVE_NOTHING)
            by = checked_editor(str(name or "") if user == NO_LOGIN else user)
            kb = self._workbench.kb
            product = keep_card(kb, drafted.card, by)
            kept = kept_card(kb, product.product_id)
            drafted = Drafted(card=printable(kb, kept), standing=standing_of(kb, kept))
            inform(words.SAVED.format(card=product.product_id, version=product.version))
            return card_html(drafted.card), drafted, *self.reprint(drafted, shape)
        return (gr.skip(),) * (2 + len(self._panel.outputs))
