"""A card as a Word file in any of its shapes, readable in black and white."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from assistant.cards.docx_drawing import (
    BLACK,
    FONT,
    GREY,
    HEADING_FONT,
    WHITE,
    add_cells,
    add_line,
    add_number,
    add_run,
    drop_first,
    set_frame,
    set_hanging,
    set_tight,
)
from assistant.cards.printing.content import PrintedCard, PrintedField, PrintedLine, printed
from assistant.cards.printing.fitting import (
    BELOW_COLUMNS,
    LEAD,
    column_width,
    in_columns,
    phone_columns,
    planned,
)
from assistant.cards.printing.outcome import Pages, sides_note
from assistant.cards.printing.shapes import SHAPES, PageShape, Shape, Sizes
from assistant.cards.printing.standing import NOT_KEPT, Standing
from assistant.cards.qr_code import code_png
from assistant.exporting import write_whole
from assistant.records import Card, CardField

HEADER_POINTS = 6.0
FRAME_POINTS = 1.4


def write_card(
    card: Card, path: Path, shape: Shape = Shape.A6, standing: Standing = NOT_KEPT, page_url: str = ""
) -> Pages:
    """Write the card; an existing file is replaced only when writing succeeds.

    Returns:
        How many sides the file takes as reckoned; Word sets the pages itself when it opens the file.

    Raises:
        ExportFailed: The file cannot be written.
    """
    content = printed(card, standing, page_url)
    plan = planned(content, SHAPES[shape])
    document = render(content, shape)
    write_whole(path, "处置卡", lambda draft: document.save(str(draft)))
    note = sides_note(SHAPES[shape], plan.sides)
    return Pages(shape=shape, sides=plan.sides, step_size=plan.front_sizes.step, note=note)


def render(content: PrintedCard, shape: Shape) -> Any:  # python-docx ships no types
    """Return the Word document of a card."""
    import docx

    page, plan = SHAPES[shape], planned(content, SHAPES[shape])
    document = docx.Document()
    set_page(document, page)
    set_running_head(document, content)
    document.core_properties.title, document.core_properties.author = content.title, ""
    add_head(document, content, plan.front_sizes)
    add_fields(document, plan.front, plan.front_sizes, page.inner_width)
    if page.two_columns:
        add_columns(document, plan.back, plan.back_sizes, page)
    else:
        add_fields(document, plan.back, plan.back_sizes, page.inner_width, new_page=True)
    add_foot(document, content, plan.back_sizes, page)
    return document


def set_page(document: Any, page: PageShape) -> None:
    """Set the size of the paper and its margins."""
    from docx.shared import Mm

    section = document.sections[0]
    section.page_width, section.page_height = Mm(page.width), Mm(page.height)
    for side in ("left_margin", "right_margin", "top_margin", "bottom_margin"):
        setattr(section, side, Mm(page.margin))
    section.header_distance = section.footer_distance = Mm(page.margin * 0.25)
    section.different_first_page_header_footer = True


def set_running_head(document: Any, content: PrintedCard) -> None:
    """Print title, state and the number of the side above every side but the first."""
    paragraph = document.sections[0].header.paragraphs[0]
    set_tight(paragraph, HEADER_POINTS)
    add_run(paragraph, f"{content.title}　{content.state}　第 ", size=HEADER_POINTS, font=HEADING_FONT)
    add_number(paragraph, "PAGE", HEADER_POINTS)
    add_run(paragraph, " 面 共 ", size=HEADER_POINTS, font=HEADING_FONT)
    add_number(paragraph, "NUMPAGES", HEADER_POINTS)
    add_run(paragraph, " 面", size=HEADER_POINTS, font=HEADING_FONT)


def add_head(place: Any, content: PrintedCard, sizes: Sizes) -> None:
    """Print title, unit and state on a ground in the colour of the hazard."""
    ground = content.colour.removeprefix("#")
    add_line(place, content.title, size=sizes.title, bold=True, font=HEADING_FONT, ground=ground, colour=WHITE)
    below = add_line(place, content.below, size=sizes.small, ground=ground, colour=WHITE, gap=sizes.gap)
    add_run(below, f"　【{content.state}】", size=sizes.small, bold=True, font=HEADING_FONT, colour=WHITE)


def add_fields(
    place: Any, fields: Sequence[PrintedField], sizes: Sizes, width: float, *, new_page: bool = False
) -> None:
    """Print fields: each a title on a bar, then its lines; what is forbidden white on black in a frame."""
    for number, field in enumerate(fields):
        ban = field.field is CardField.PROHIBITION
        bar = add_line(
            place,
            field.title,
            size=sizes.bar,
            bold=True,
            font=HEADING_FONT,
            ground=BLACK if ban else GREY,
            colour=WHITE if ban else BLACK,
            gap=sizes.gap + 1,
        )
        bar.paragraph_format.page_break_before = new_page and number == 0
        bar.paragraph_format.keep_with_next = True
        phones = [line for line in field.lines if line.number]
        paragraphs = [bar, *(add_card_line(place, field.field, line, sizes) for line in field.lines if not line.number)]
        if phones:
            add_phones(place, phones, sizes, width)
        if ban:
            for paragraph in paragraphs:
                set_frame(paragraph, "single", FRAME_POINTS)


def add_card_line(place: Any, field: CardField, line: PrintedLine, sizes: Sizes) -> Any:
    """Print one line with its markers; a blank in a broken frame."""
    size = sizes.step if field is CardField.STEP and not line.blank else sizes.body
    font, bold = (HEADING_FONT, field is CardField.PROHIBITION) if line.lead else (FONT, False)
    paragraph = add_line(place, "", size=size, gap=sizes.gap)
    if line.lead:
        set_hanging(paragraph, size * LEAD)
        add_run(paragraph, f"{line.lead}\t", size=size, bold=True, font=HEADING_FONT)
    add_run(paragraph, line.text, size=size, bold=bold, font=font)
    add_run(paragraph, line.tail, size=sizes.fine)
    if line.blank:
        set_frame(paragraph, "dashed", 0.5)
    return paragraph


def add_phones(place: Any, lines: Sequence[PrintedLine], sizes: Sizes, width: float) -> None:
    """Print whom a number reaches, the number large, and when it was checked, in three columns."""
    cells = add_cells(place, phone_columns(lines, sizes, width), rows=len(lines))
    for row, line in zip(cells, lines, strict=True):
        add_line(row[0], line.text, size=sizes.body)
        add_line(row[1], line.number, size=sizes.phone, bold=True, font=HEADING_FONT)
        for text in (line.note, line.tail):
            add_line(row[2], text, size=sizes.fine)
        for cell in row:
            drop_first(cell)
            cell.vertical_alignment = 1  # in the middle


def add_columns(document: Any, fields: Sequence[PrintedField], sizes: Sizes, page: PageShape) -> None:
    """Print the fields of the back of a poster in two columns, the basis below them."""
    width = column_width(page)
    gap = page.inner_width - 2 * width
    cells = add_cells(document, (width, gap, width))[0]
    for cell, column in zip((cells[0], cells[2]), in_columns(fields), strict=True):
        add_fields(cell, column, sizes, width)
        drop_first(cell)
    add_fields(document, [field for field in fields if field.field in BELOW_COLUMNS], sizes, page.inner_width)


def add_foot(document: Any, content: PrintedCard, sizes: Sizes, page: PageShape) -> None:
    """Print open points, state, sources and the footer, beside them the code that leads to the source."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Mm

    place, aside = document, None
    if content.code:
        place, aside = add_cells(document, (page.inner_width - page.code, page.code))[0]
    for number, text in enumerate((*content.points, *content.standing)):
        leading = number <= len(content.points)
        add_line(place, text, size=sizes.small, bold=leading, font=HEADING_FONT if leading else FONT)
    for text in content.sources:
        add_line(place, text, size=sizes.fine)
    add_line(place, content.footer, size=sizes.fine, bold=True, font=HEADING_FONT)
    if aside is not None:
        picture = aside.add_paragraph()
        picture.add_run().add_picture(io.BytesIO(code_png(content.code)), width=Mm(page.code))
        caption = add_line(aside, content.caption, size=sizes.fine)
        picture.alignment = caption.alignment = WD_ALIGN_PARAGRAPH.CENTER
        picture.paragraph_format.space_after = 0
        drop_first(place)
        drop_first(aside)
        set_tight(document.add_paragraph(), 1.0)  # Word wants a paragraph after a table: the least there is
