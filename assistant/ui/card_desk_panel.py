"""Tab 处置卡, part 卡片管理: kept cards, their changed sources, and the people who answer for them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import gradio as gr

from assistant.cards.layout import FIELD_TITLES
from assistant.cards.life.editing import (
    MAX_LINE,
    MAX_WHY,
    accept_notes,
    adopt_clause,
    confirm_lines,
    edit_line,
    remove_line,
)
from assistant.cards.life.keeping import kept_card, kept_cards
from assistant.cards.life.records import KeptCard
from assistant.cards.life.states import (
    approve_card,
    back_to_draft,
    next_review,
    printable,
    renew_card,
    review_card,
    standing_of,
    withdraw_card,
)
from assistant.cards.printing.standing import STATE_ZH
from assistant.corrections import MAX_EDITOR, checked_editor
from assistant.ui import strings_card_desk as words
from assistant.ui.card_desk_forms import BUTTONS, MAX_QUOTE, MAX_TITLE, LineForm, SignForm, possible
from assistant.ui.card_print_panel import PrintPanel
from assistant.ui.editors import NO_LOGIN, require_editor
from assistant.ui.failures import inform, told_in_chinese
from assistant.ui.rendering.card_desk_html import desk_list_html, kept_html
from assistant.ui.rendering.source_html import hint_html
from assistant.ui.source_panel import SourcePanel, clickable_html
from assistant.wiring import Workbench
from kb.catalog.product_records import Product
from kb.errors import InputRefused

QUIET = {"api_visibility": "private", "show_progress": "hidden"}
MAX_ID = 32
SHOW_CARD = "() => document.getElementById('desk-card').scrollIntoView({ block: 'nearest' })"
SHOW_FORM = "() => document.getElementById('desk-form').scrollIntoView({ block: 'center' })"
Opened = tuple[str, int]  # id and version that a session looks at
NOTHING: Opened = ("", 0)
Shown = tuple[object, ...]  # list, card, opened, line form, then one update per button


class CardDesk:
    """Serves the part for all sessions; every change asks for an editor and a name, every value is checked here."""

    def __init__(self, workbench: Workbench, panel: PrintPanel | None = None) -> None:
        self._kb = workbench.kb
        self._panel = panel
        self._settings = workbench.settings
        self._steps: dict[str, Callable[[Opened, str, str], tuple[Product, tuple[str, ...]]]] = {
            "review": lambda at, by, note: review_card(self._kb, at[0], by, note, version=at[1]),
            "approve": self._approve,
            "renew": self._renew,
            "back": lambda at, by, note: (back_to_draft(self._kb, at[0], by, note, version=at[1]), ()),
            "withdraw": lambda at, by, note: (withdraw_card(self._kb, at[0], by, note, version=at[1]), ()),
            "confirm": lambda at, by, _: (confirm_lines(self._kb, at[0], by, version=at[1]), ()),
            "accept": lambda at, by, note: (accept_notes(self._kb, at[0], by, note, version=at[1]), ()),
        }

    def listing(self) -> str:
        """Return the kept cards, those to be looked at first; a newer edition may have come into force over night."""
        with told_in_chinese():
            if self._kb.catalog.writable:
                self._kb.catalog.follow_products()
            return desk_list_html(kept_cards(self._kb), date.today())
        return ""

    def open(self, event: gr.EventData) -> Shown:
        """Open the card of the clicked button."""
        with told_in_chinese():
            return self._shown(kept_card(self._kb, text_in(event)))
        return self._nothing()

    def start_edit(self, event: gr.EventData, opened: Opened) -> tuple[object, ...]:
        """Return the form filled with the clicked line: box, heading, text, document, quote, index."""
        with told_in_chinese():
            kept = self._seen(opened)
            index = getattr(event, "index", None)
            if not isinstance(index, int) or not 0 <= index < len(kept.card.lines):
                raise InputRefused(words.DESK_NONE_OPEN)
            line = kept.card.lines[index]
            head = words.DESK_FORM.format(number=index + 1, field=FIELD_TITLES[line.field])
            text = "" if line.blank else line.text
            return gr.update(visible=True), hint_html(head), text, "", "", index
        return (gr.update(visible=False), "", "", "", "", -1)

    def save_line(
        self, opened: Opened, index: int, text: str, document: str, quote: str, name: str, request: gr.Request
    ) -> Shown:
        """Give a line other words; what is refused stays in the form."""
        with told_in_chinese():
            by = self._named(request, name)
            product_id, version = self._at(opened)
            cited = {"document": str(document or "")[:MAX_TITLE], "quote": str(quote or "")[:MAX_QUOTE]}
            product = edit_line(
                self._kb, product_id, number(index), str(text or "")[: 2 * MAX_LINE], by, version=version, **cited
            )
            return self._done(product, ())
        return (gr.skip(),) * (4 + len(BUTTONS))

    def remove_line(self, opened: Opened, index: int, name: str, request: gr.Request) -> Shown:
        """Take the line in the form off the card."""
        with told_in_chinese():
            by = self._named(request, name)
            product_id, version = self._at(opened)
            return self._done(remove_line(self._kb, product_id, number(index), by, version=version), ())
        return (gr.skip(),) * (4 + len(BUTTONS))

    def adopt(self, event: gr.EventData, opened: Opened, name: str, request: gr.Request) -> Shown:
        """Take over the new words of the clicked source."""
        with told_in_chinese():
            by = self._named(request, name)
            product_id, version = self._at(opened)
            ordinal = number(getattr(event, "index", -1))
            return self._done(adopt_clause(self._kb, product_id, ordinal, by, version=version), ())
        return (gr.skip(),) * (4 + len(BUTTONS))

    def step(self, what: str, opened: Opened, name: str, note: str, request: gr.Request) -> Shown:
        """Take the opened card a step further."""
        with told_in_chinese():
            by = self._named(request, name)
            product, advice = self._steps[what](self._at(opened), by, str(note or "").strip()[:MAX_WHY])
            return self._done(product, advice)
        return (gr.skip(),) * (4 + len(BUTTONS))

    def prints(self, opened: Opened, shape: str) -> tuple[object, ...]:
        """Return the opened card as it prints, for its preview and its files."""
        with told_in_chinese():
            kept = self._seen(opened)
            if self._panel is not None:
                return self._panel.show(printable(self._kb, kept), standing_of(self._kb, kept), shape)
        return PrintPanel.nothing()

    def _approve(self, at: Opened, by: str, note: str) -> tuple[Product, tuple[str, ...]]:
        due = next_review(self._settings.card_review_days)
        return approve_card(self._kb, at[0], by, note, review_on=due, version=at[1])

    def _renew(self, at: Opened, by: str, note: str) -> tuple[Product, tuple[str, ...]]:
        return renew_card(self._kb, at[0], by, note, review_on=next_review(self._settings.card_review_days)), ()

    def _done(self, product: Product, advice: tuple[str, ...]) -> Shown:
        told = words.DESK_DONE.format(title=product.title, version=product.version, state=STATE_ZH[product.state])
        inform(told + "".join(advice))
        return self._shown(kept_card(self._kb, product.product_id))

    def _shown(self, kept: KeptCard) -> Shown:
        product = kept.product
        history = self._kb.catalog.products.history(product.product_id)
        today = printable(self._kb, kept)
        buttons = [gr.update(interactive=possible(kept, today, what)) for _, what in BUTTONS]
        card = kept_html(kept, today, history)
        rows = desk_list_html(kept_cards(self._kb), date.today())
        return rows, card, (product.product_id, product.version), gr.update(visible=False), *buttons

    def _nothing(self) -> Shown:
        idle = [gr.update(interactive=False)] * len(BUTTONS)
        return self.listing(), hint_html(words.DESK_NOTHING_OPEN), NOTHING, gr.update(visible=False), *idle

    def _seen(self, opened: Opened) -> KeptCard:
        product_id, version = self._at(opened)
        return kept_card(self._kb, product_id, version)

    def _at(self, opened: object) -> Opened:
        """Return what the session has open.

        Raises:
            InputRefused: Nothing is.
        """
        if isinstance(opened, tuple | list) and len(opened) == 2 and opened[0]:
            return str(opened[0])[:MAX_ID], number(opened[1])
        raise InputRefused(words.DESK_NONE_OPEN)

    def _named(self, request: gr.Request | None, name: str) -> str:
        """Return who signs: the one who is logged in, else the name that was typed.

        Raises:
            InputRefused: Somebody is logged in who is no editor, or no name was given.
        """
        user = require_editor(request, self._settings)
        return user if user != NO_LOGIN else checked_editor(str(name or "")[: 2 * MAX_EDITOR])


def text_in(event: gr.EventData) -> str:
    """Return the id the clicked button names, "" for a made-up request."""
    found = getattr(event, "document_id", "")
    return found[:MAX_ID] if isinstance(found, str) else ""


def number(value: object) -> int:
    """Return a whole number from the browser, -1 for anything else."""
    if isinstance(value, bool) or not isinstance(value, int | float) or value != value or not 0 <= value < 2**31:
        return -1
    return int(value)


def build_card_desk(workbench: Workbench, tab: gr.Tab) -> None:
    """Add the components and events to the surrounding page; the list is read when `tab` is opened."""
    opened, index = gr.State(NOTHING), gr.State(-1)
    with gr.Row(elem_classes="split"):
        with gr.Column(scale=3, min_width=320):
            with gr.Row():
                gr.HTML(hint_html(words.DESK_INTRO))
                refresh = gr.Button(words.DESK_REFRESH, size="md", scale=0, min_width=90, elem_id="desk-refresh")
            listing = clickable_html("", elem_id="desk-list")
            form = LineForm()
            sign = SignForm()
            card = clickable_html(hint_html(words.DESK_NOTHING_OPEN), elem_id="desk-card")
            with gr.Accordion(words.DESK_PRINT, open=False, elem_id="desk-print"):
                layout = gr.Button(words.DESK_LAYOUT, size="md", elem_id="desk-layout")
                printing = PrintPanel(workbench.settings.page_url, prefix="desk-")
        with gr.Column(scale=2, min_width=320, elem_classes="source-column"):
            panel = SourcePanel(workbench, elem_id="desk-source", hint=words.DESK_SOURCE_HINT)
    panel.listen(card)
    desk = CardDesk(workbench, printing)
    shown = [listing, card, opened, form.box, *sign.buttons]
    gr.on([tab.select, refresh.click], desk.listing, None, [listing], **QUIET)
    listing.expand(desk.open, None, shown, **QUIET).then(None, None, None, js=SHOW_CARD)
    card.change(PrintPanel.nothing, None, printing.outputs, **QUIET)  # what was laid out before is not this card
    gr.on([layout.click, printing.shape.input], desk.prints, [opened, printing.shape], printing.outputs, **QUIET)
    filled = [form.box, form.head, form.text, form.document, form.quote, index]
    card.edit(desk.start_edit, [opened], filled, **QUIET).then(None, None, None, js=SHOW_FORM)
    card.apply(desk.adopt, [opened, sign.name], shown, **QUIET)
    line = [opened, index, form.text, form.document, form.quote, sign.name]
    form.save.click(desk.save_line, line, shown, **QUIET)
    form.remove.click(desk.remove_line, [opened, index, sign.name], shown, **QUIET)
    form.close.click(lambda: gr.update(visible=False), None, [form.box], **QUIET)
    for button, (_, what) in zip(sign.buttons, BUTTONS, strict=True):
        button.click(stepping(desk, what), [opened, sign.name, sign.note], shown, **QUIET)


def stepping(desk: CardDesk, what: str) -> Callable[[Opened, str, str, gr.Request], Shown]:
    """Return the handler of one button; Gradio finds the request by its annotation."""

    def step(opened: Opened, name: str, note: str, request: gr.Request) -> Shown:
        return desk.step(what, opened, name, note, request)

    return step
