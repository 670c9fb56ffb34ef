"""How a card prints: its shape, pictures of its sides, and its files behind two buttons."""

from __future__ import annotations

import tempfile
from pathlib import Path

import gradio as gr

from assistant.cards.export_docx import write_card
from assistant.cards.layout import card_title
from assistant.cards.printing.naming import file_name
from assistant.cards.printing.shapes import Shape
from assistant.cards.printing.standing import Standing
from assistant.cards.printing.typeset import pictures, write_pdf
from assistant.records import Card
from assistant.ui import strings_card_print as words
from assistant.ui.failures import told_in_chinese
from assistant.ui.rendering.print_html import preview_html
from assistant.ui.rendering.source_html import hint_html

Shown = tuple[object, object, object]  # preview, Word, PDF


class PrintPanel:
    """The components and what they show; every card that comes in is printed anew, a file is never handed on."""

    def __init__(self, page_url: str, *, prefix: str = "") -> None:
        self._page_url = page_url
        with gr.Row(elem_id=f"{prefix}print-row", elem_classes="print-row"):
            self.shape = gr.Radio(
                list(words.SHAPES),
                value=Shape.A6.value,
                label=words.SHAPE,
                elem_id=f"{prefix}card-shape",
                min_width=300,
                scale=2,
            )
            self.word = _download(words.WORD, f"{prefix}export-card")
            self.pdf = _download(words.PDF, f"{prefix}export-card-pdf")
        self.preview = gr.HTML(hint_html(words.PREVIEW_EMPTY), elem_id=f"{prefix}card-preview")
        self.outputs: list[gr.components.Component] = [self.preview, self.word, self.pdf]

    @staticmethod
    def nothing() -> Shown:
        """Return the panel without a card."""
        empty = gr.update(value=None, interactive=False)
        return hint_html(words.PREVIEW_EMPTY), empty, empty

    def show(self, card: Card | None, standing: Standing, shape: object) -> Shown:
        """Return the panel with a card; what cannot be made on this machine says why and leaves its button idle."""
        preview, word, pdf = self.nothing()
        if card is None:
            return preview, word, pdf
        wanted = shape_of(shape)
        # The serving process points the temporary folder at its own private one.
        folder = Path(tempfile.mkdtemp(prefix="card-"))
        name = file_name(card_title(card))
        with told_in_chinese():
            write_card(card, folder / f"{name}.docx", wanted, standing, self._page_url)
            word = gr.update(value=str(folder / f"{name}.docx"), interactive=True)
        with told_in_chinese():
            pages = write_pdf(card, folder / f"{name}.pdf", wanted, standing, self._page_url)
            pdf = gr.update(value=str(folder / f"{name}.pdf"), interactive=True)
            said = pages.note or words.PREVIEW_SIZE.format(step=f"{pages.step_size:g}", sides=pages.sides)
            preview = preview_html(pictures(card, wanted, standing, self._page_url), wanted.value, said)
        return preview, word, pdf


def shape_of(value: object) -> Shape:
    """Return the shape that the browser names; anything else is the first."""
    known = {shape.value: shape for shape in Shape}
    return known.get(str(value), Shape.A6)


def _download(label: str, elem_id: str) -> gr.DownloadButton:
    return gr.DownloadButton(label, size="md", elem_id=elem_id, interactive=False, min_width=120)
