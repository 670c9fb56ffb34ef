"""A card as PDF and as pictures of its sides."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

from assistant.cards.printing.content import PrintedCard, PrintedField, printed
from assistant.cards.printing.outcome import Pages, sides_note
from assistant.cards.printing.shapes import SHAPES, PageShape, Shape
from assistant.cards.printing.standing import NOT_KEPT, Standing
from assistant.cards.qr_code import code_svg
from assistant.exporting import write_whole
from assistant.records import Card
from assistant.typesetting import set_facts, set_pdf, set_pictures

TEMPLATE = "cards/card.typ"


def write_pdf(
    card: Card, path: Path, shape: Shape = Shape.A6, standing: Standing = NOT_KEPT, page_url: str = ""
) -> Pages:
    """Write the card as PDF; an existing file is replaced only when writing succeeds.

    Raises:
        ExportFailed: There is no Chinese font here, or the file cannot be written.
    """
    data = page_data(printed(card, standing, page_url), SHAPES[shape])
    content = set_pdf(TEMPLATE, data, card.drafted_on)
    write_whole(path, "处置卡", lambda draft: _fill(draft, content))
    return pages_of(data, SHAPES[shape])


def pictures(
    card: Card, shape: Shape = Shape.A6, standing: Standing = NOT_KEPT, page_url: str = ""
) -> tuple[bytes, ...]:
    """Return each side as a PNG file, as it prints.

    Raises:
        ExportFailed: There is no Chinese font here.
    """
    return set_pictures(TEMPLATE, page_data(printed(card, standing, page_url), SHAPES[shape]))


def pages_of(data: dict[str, object], shape: PageShape) -> Pages:
    """Return how the template filled its pages."""
    facts = set_facts(TEMPLATE, data, "pages")
    sides, step = int(facts["sides"]), float(facts["step"])
    return Pages(shape=shape.shape, sides=sides, step_size=step, note=sides_note(shape, sides))


def page_data(content: PrintedCard, shape: PageShape) -> dict[str, object]:
    """Return a card and its shape as the template takes them: plain values only, texts as they are."""
    return {
        "width": shape.width,
        "height": shape.height,
        "margin": shape.margin,
        "columns": shape.two_columns,
        "ladder": [asdict(sizes) for sizes in shape.ladder],
        "title": content.title,
        "below": content.below,
        "state": content.state,
        "colour": content.colour,
        "front": [field_data(field) for field in content.front],
        "back": [field_data(field) for field in content.back],
        "points": content.points,
        "standing": content.standing,
        "sources": content.sources,
        "footer": content.footer,
        "code": code_svg(content.code) if content.code else "",
        "codesize": shape.code,
        "caption": content.caption,
    }


def field_data(field: PrintedField) -> dict[str, object]:
    """Return a field as the template takes it."""
    return {"key": field.field.value, "title": field.title, "lines": [asdict(line) for line in field.lines]}


def _fill(path: Path, content: bytes) -> None:
    path.write_bytes(content)
