"""A card as a Word file: A6, front and back, readable in black and white; the only python-docx import of the assistant."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from assistant.cards.fitting import Sizes, back_sizes, front_sizes
from assistant.cards.guarding import guarded
from assistant.cards.layout import (
    BACK,
    DRAFT_NOTE,
    FIELD_TITLES,
    FOOTER,
    FRONT,
    card_title,
    lines_by_field,
    short_sources,
)
from assistant.exporting import write_whole
from assistant.records import Card, CardField, CardLine

A6_WIDTH_MM, A6_HEIGHT_MM, MARGIN_MM = 105, 148, 6
FONT, HEADING_FONT = "SimSun", "SimHei"
BLACK, GREY, RED, WHITE = "000000", "D9D9D9", "B00000", "FFFFFF"
SIGNATURES = "审核：＿＿＿＿　签发：＿＿＿＿　生效：＿＿＿＿"


def write_card(card: Card, path: Path) -> None:
    """Write the card; an existing file is replaced only when writing succeeds.

    Raises:
        ExportFailed: The file cannot be written.
    """
    document = render(card)
    write_whole(path, "处置卡", lambda draft: document.save(str(draft)))


def render(card: Card) -> Any:  # python-docx ships no types
    """Return the Word document of a card: fields 0–4 in front, 5–9 on the back; only what `guarded` lets through."""
    import docx
    from docx.shared import Mm

    card = guarded(card)
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(A6_WIDTH_MM), Mm(A6_HEIGHT_MM)
    for side in ("left_margin", "right_margin", "top_margin", "bottom_margin"):
        setattr(section, side, Mm(MARGIN_MM))
    section.header_distance = section.footer_distance = Mm(2)
    fields = dict(lines_by_field(card))
    add_front(document, card, fields)
    add_back(document, card, fields)
    return document


def add_front(document: Any, card: Card, fields: dict[CardField, tuple[CardLine, ...]]) -> None:
    """Print title, signs, bans, steps and whom to report to."""
    sizes = front_sizes(card)
    add_line(document, card_title(card), size=sizes.title, bold=True, font=HEADING_FONT, centred=True)
    below = "　".join(part for part in (card.unit, card.site, DRAFT_NOTE) if part)
    add_line(document, below, size=sizes.small, centred=True)
    for field in FRONT:
        if field in fields:
            add_field(document, field, fields[field], sizes)


def add_back(document: Any, card: Card, fields: dict[CardField, tuple[CardLine, ...]]) -> None:
    """Print phones, equipment, withdrawal, hand-over, basis, what is open, and the footer."""
    sizes = back_sizes(card)
    first = True
    for field in BACK:
        if field in fields:
            add_field(document, field, fields[field], sizes, new_page=first)
            first = False
    for text in open_points(card):
        add_line(document, text, size=sizes.small, bold=True)
    add_line(document, f"起草 {card.drafted_on.isoformat()}　{SIGNATURES}", size=sizes.small)
    for text in short_sources(card):
        add_line(document, text, size=sizes.fine)
    add_line(document, FOOTER, size=sizes.fine, bold=True)


def open_points(card: Card) -> list[str]:
    """Return what has to be settled before the card is signed."""
    points = dict.fromkeys(
        f"{FIELD_TITLES[problem.field].removeprefix('✕ ')}：{problem.message}"
        for problem in card.problems
        if problem.blocking
    )
    return [f"签发前须处理　{point}" for point in points]


def add_field(
    document: Any, field: CardField, lines: tuple[CardLine, ...], sizes: Sizes, *, new_page: bool = False
) -> None:
    """Print one field: its title on a bar, then its lines."""
    banned = field is CardField.PROHIBITION
    bar = add_line(
        document,
        FIELD_TITLES[field],
        size=sizes.body,
        bold=True,
        font=HEADING_FONT,
        ground=RED if banned else GREY,
        colour=WHITE if banned else BLACK,
    )
    bar.paragraph_format.page_break_before = new_page
    bar.paragraph_format.keep_with_next = True
    for order, line in enumerate(lines, start=1):
        add_card_line(document, field, order, line, sizes)


def add_card_line(document: Any, field: CardField, order: int, line: CardLine, sizes: Sizes) -> None:
    """Print one line with its markers; a phone number stands large and bold."""
    lead = "" if line.blank else {CardField.STEP: f"{order}. ", CardField.PROHIBITION: "✕ "}.get(field, "")
    size = sizes.step if field is CardField.STEP and not line.blank else sizes.body
    reference = "（参考）" if line.reference_only else ""
    if field is CardField.PHONE and not line.blank:
        who, _, number = line.text.partition(" ")
        number, _, checked = number.partition("（")
        paragraph = add_line(document, f"{who} ", size=sizes.body)
        add_run(paragraph, number, size=sizes.phone, bold=True, font=HEADING_FONT)
        add_run(paragraph, f" （{checked}" if checked else "", size=sizes.fine)
    else:
        paragraph = add_line(
            document, lead + line.text, size=size, bold=field is CardField.PROHIBITION and not line.blank
        )
    markers = "".join(f"[{marker}]" for marker in line.markers)
    add_run(paragraph, reference + markers, size=sizes.fine)


def add_line(
    document: Any,
    text: str,
    *,
    size: float,
    bold: bool = False,
    font: str = FONT,
    centred: bool = False,
    ground: str = "",
    colour: str = BLACK,
) -> Any:
    """Add one tight paragraph and return it."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    paragraph = document.add_paragraph()
    paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(0.5)
    paragraph.paragraph_format.line_spacing = Pt(size * 1.22)
    if centred:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    if ground:
        shade(paragraph, ground)
    add_run(paragraph, text, size=size, bold=bold, font=font, colour=colour)
    return paragraph


def add_run(
    paragraph: Any, text: str, *, size: float, bold: bool = False, font: str = FONT, colour: str = BLACK
) -> None:
    """Add text in a Chinese font; Word needs the East Asian font named apart. Tall text widens its line."""
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    if not text:
        return
    run = paragraph.add_run(text)
    run.font.size, run.font.bold, run.font.name = Pt(size), bold, font
    run.font.color.rgb = RGBColor.from_string(colour)
    run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)
    if paragraph.paragraph_format.line_spacing < Pt(size * 1.15):
        paragraph.paragraph_format.line_spacing = Pt(size * 1.15)


def shade(paragraph: Any, fill: str) -> None:
    """Give a paragraph a ground that keeps its contrast on a black-and-white printer."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    ground = OxmlElement("w:shd")
    for name, value in (("w:val", "clear"), ("w:color", "auto"), ("w:fill", fill)):
        ground.set(qn(name), value)
    paragraph._p.get_or_add_pPr().append(ground)
