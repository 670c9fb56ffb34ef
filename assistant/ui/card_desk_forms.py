"""The forms of the part 卡片管理: one line, and the steps a person signs."""

from __future__ import annotations

import gradio as gr

from assistant.cards.life.editing import MAX_LINE, MAX_WHY
from assistant.cards.life.problems import SETTLED_WITH_REASON
from assistant.cards.life.records import KeptCard
from assistant.corrections import MAX_EDITOR
from assistant.records import Card
from assistant.ui import strings_card_desk as words
from kb.catalog.product_records import ProductState

MAX_TITLE = 300
MAX_QUOTE = 4_000
BUTTONS: tuple[tuple[str, str], ...] = (
    (words.DESK_REVIEW, "review"),
    (words.DESK_APPROVE, "approve"),
    (words.DESK_BACK, "back"),
    (words.DESK_RENEW, "renew"),
    (words.DESK_CONFIRM, "confirm"),
    (words.DESK_ACCEPT, "accept"),
    (words.DESK_WITHDRAW, "withdraw"),
)


def possible(kept: KeptCard, card: Card, what: str) -> bool:
    """Tell whether a step makes sense for a card now; the step itself checks again.

    Args:
        card: With what stands against it today.
    """
    state = kept.product.state
    waiting = {
        "confirm": any(one.rewritten and not one.confirmed_by for one in kept.content.marks),
        "accept": any(one.rule_id in SETTLED_WITH_REASON or one in kept.content.notes for one in card.problems),
    }
    if what in waiting:
        return state is not ProductState.WITHDRAWN and waiting[what]
    allowed = {
        "review": (ProductState.DRAFT,),
        "approve": (ProductState.REVIEWED,),
        "back": (ProductState.REVIEWED, ProductState.WITHDRAWN),
        "renew": (ProductState.APPROVED,),
        "withdraw": (ProductState.DRAFT, ProductState.REVIEWED, ProductState.APPROVED),
    }
    return state in allowed[what]


class LineForm:
    """The form that changes one line; hidden until a line is chosen."""

    def __init__(self) -> None:
        with gr.Column(visible=False, elem_id="desk-form") as self.box:
            self.head = gr.HTML()
            self.text = gr.Textbox(label=words.DESK_TEXT, lines=2, max_length=MAX_LINE, elem_id="desk-text")
            with gr.Row():
                self.document = gr.Textbox(
                    label=words.DESK_DOCUMENT, placeholder=words.DESK_DOCUMENT_HINT, max_length=MAX_TITLE, min_width=200
                )
                self.quote = gr.Textbox(
                    label=words.DESK_QUOTE, placeholder=words.DESK_QUOTE_HINT, max_length=MAX_QUOTE, min_width=200
                )
            with gr.Row():
                self.save = gr.Button(words.DESK_SAVE, variant="primary", size="md", elem_id="desk-save")
                self.remove = gr.Button(words.DESK_REMOVE, size="md", elem_id="desk-remove")
                self.close = gr.Button(words.DESK_CLOSE, size="md", elem_id="desk-close")


class SignForm:
    """Name, note, and one button per step; what cannot follow is greyed out."""

    def __init__(self) -> None:
        with gr.Column(elem_id="desk-sign"):
            with gr.Row():
                self.name = gr.Textbox(
                    label=words.DESK_NAME,
                    placeholder=words.DESK_NAME_HINT,
                    max_length=MAX_EDITOR,
                    elem_id="desk-name",
                    min_width=160,
                )
                self.note = gr.Textbox(
                    label=words.DESK_NOTE,
                    placeholder=words.DESK_NOTE_HINT,
                    max_length=MAX_WHY,
                    elem_id="desk-note",
                    min_width=200,
                )
            with gr.Row(elem_id="desk-steps"):
                self.buttons = [
                    gr.Button(label, size="md", interactive=False, elem_id=f"desk-{what}", min_width=110)
                    for label, what in BUTTONS
                ]
