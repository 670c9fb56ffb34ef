"""A card as a Word file: A6, readable in black and white; the only python-docx import of the assistant."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from assistant.cards.layout import FIELD_TITLES, FOOTER, card_title, lines_by_field
from assistant.records import Card, CardField, CardLine
from kb.errors import ExportFailed
from kb.records import STATUS_ZH

A6_WIDTH_MM, A6_HEIGHT_MM = 105, 148
MARGIN_MM = 7
BODY_PT, STEP_PT, PHONE_PT, SMALL_PT, TITLE_PT = 9, 10.5, 14, 6.5, 15
FONT = "SimSun"
HEADING_FONT = "SimHei"


def write_card(card: Card, path: Path) -> None:
    """Write the card; an existing file is replaced only when writing succeeds.

    Raises:
        ExportFailed: The file cannot be written.
    """
    document = render(card)
    draft = path.with_name(path.name + ".part")
    try:
        document.save(str(draft))
        draft.replace(path)
    except OSError as error:
        draft.unlink(missing_ok=True)
        reason = error.strerror or str(error)
        raise ExportFailed(f"处置卡没有写到 {path}：{reason}。请换一个可写的位置，或关闭正在打开它的程序。") from error


def render(card: Card) -> Any:  # python-docx ships no types
    """Return the Word document of a card."""
    import docx
    from docx.shared import Mm

    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(A6_WIDTH_MM), Mm(A6_HEIGHT_MM)
    for side in ("left_margin", "right_margin", "top_margin", "bottom_margin"):
        setattr(section, side, Mm(MARGIN_MM))
    add_line(document, card_title(card), size=TITLE_PT, bold=True, font=HEADING_FONT, centred=True)
    below = "　".join(part for part in (card.unit, card.site, card.family) if part)
    add_line(document, below, size=BODY_PT, centred=True)
    for field, lines in lines_by_field(card):
        if field is not CardField.BASIS:
            add_field(document, field, lines)
    add_back(document, card)
    return document


def add_field(document: Any, field: CardField, lines: tuple[CardLine, ...]) -> None:
    """Print one field: its title on a grey bar, then its lines."""
    add_line(document, FIELD_TITLES[field], size=BODY_PT, bold=True, font=HEADING_FONT, shaded=True)
    size = {CardField.STEP: STEP_PT, CardField.PHONE: PHONE_PT}.get(field, BODY_PT)
    for order, line in enumerate(lines, start=1):
        lead = f"{order}. " if field is CardField.STEP else ("✕ " if field is CardField.PROHIBITION else "")
        reference = "（参考）" if line.reference_only else ""
        markers = "".join(f"[{marker}]" for marker in line.markers)
        paragraph = add_line(document, f"{lead}{line.text}{reference}", size=BODY_PT if line.blank else size)
        add_run(paragraph, markers, size=SMALL_PT)


def add_back(document: Any, card: Card) -> None:
    """Print basis, open problems, sources and the footer on the back."""
    document.add_page_break()
    add_line(document, FIELD_TITLES[CardField.BASIS], size=BODY_PT, bold=True, font=HEADING_FONT, shaded=True)
    for line in card.lines:
        if line.field is CardField.BASIS:
            add_line(document, line.text, size=BODY_PT)
    add_line(document, f"起草日期 {card.drafted_on.isoformat()}　审核人：＿＿＿＿　签发人：＿＿＿＿　生效日期：＿＿＿＿", size=SMALL_PT + 1)
    for problem in card.problems:
        if problem.blocking:
            add_line(document, f"签发前须处理：{FIELD_TITLES[problem.field]}——{problem.message}", size=SMALL_PT + 0.5)
    for citation in card.citations:
        path = " › ".join(citation.heading_path)
        page = f" 第{citation.page}页" if citation.page else ""
        standing = STATUS_ZH[citation.status]
        text = f"[{citation.marker}]《{citation.document_title}》{path}{page}（{standing}）"
        add_line(document, text, size=SMALL_PT)
    add_line(document, FOOTER, size=SMALL_PT + 0.5, bold=True)


def add_line(
    document: Any,
    text: str,
    *,
    size: float,
    bold: bool = False,
    font: str = FONT,
    centred: bool = False,
    shaded: bool = False,
) -> Any:
    """Add one tight paragraph and return it."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    paragraph = document.add_paragraph()
    paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(0.5)
    paragraph.paragraph_format.line_spacing = 1.0
    if centred:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    if shaded:
        shade(paragraph)
    add_run(paragraph, text, size=size, bold=bold, font=font)
    return paragraph


def add_run(paragraph: Any, text: str, *, size: float, bold: bool = False, font: str = FONT) -> None:
    """Add text in a Chinese font; Word needs the East Asian font named apart."""
    from docx.oxml.ns import qn
    from docx.shared import Pt

    run = paragraph.add_run(text)
    run.font.size, run.font.bold, run.font.name = Pt(size), bold, font
    run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)


def shade(paragraph: Any) -> None:
    """Give a paragraph a light grey ground, which survives a black-and-white printer."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    ground = OxmlElement("w:shd")
    for name, value in (("w:val", "clear"), ("w:color", "auto"), ("w:fill", "D9D9D9")):
        ground.set(qn(name), value)
    paragraph._p.get_or_add_pPr().append(ground)
