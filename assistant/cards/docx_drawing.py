"""Paragraphs, cells and frames of a Word card; the lines have fixed heights so that their pages can be reckoned."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from assistant.cards.printing.fitting import LINE, gap_after

FONT, HEADING_FONT = "SimSun", "SimHei"
LATIN = {FONT: "Times New Roman", HEADING_FONT: "Arial"}  # digits of known width: the Chinese fonts differ by program
BLACK, GREY, WHITE = "000000", "D9D9D9", "FFFFFF"


def add_cells(place: Any, widths: Sequence[float], *, rows: int = 1) -> list[list[Any]]:
    """Add a table without lines and return the cells of its rows; widths in millimetres."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Mm

    table = place.add_table(rows=rows, cols=len(widths))
    table.autofit = False
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), "0")
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    table._tbl.tblPr.append(margins)
    for number, width in enumerate(widths):
        table.columns[number].width = Mm(width)
        for cell in table.columns[number].cells:
            cell.width = Mm(width)
    follower = table._tbl.getnext()
    if follower is not None and follower.tag == qn("w:p"):  # what a table inside a cell is followed by
        set_tight(place.paragraphs[-1], 1.0)
    return [list(row.cells) for row in table.rows]


def drop_first(cell: Any) -> None:
    """Take the empty paragraph away that every new cell holds, unless it is the only one."""
    if len(cell.paragraphs) > 1:
        first = cell.paragraphs[0]._p
        first.getparent().remove(first)


def add_line(
    place: Any,
    text: str,
    *,
    size: float,
    bold: bool = False,
    font: str = FONT,
    ground: str = "",
    colour: str = BLACK,
    gap: float = 0.0,
) -> Any:
    """Add one tight paragraph and return it."""
    from docx.shared import Pt

    paragraph = place.add_paragraph()
    set_tight(paragraph, size)
    paragraph.paragraph_format.space_after = Pt(gap_after(size, gap))
    if ground:
        shade(paragraph, ground)
    add_run(paragraph, text, size=size, bold=bold, font=font, colour=colour)
    return paragraph


def set_tight(paragraph: Any, size: float) -> None:
    """Give a paragraph lines of a fixed height, so that every program breaks the pages alike."""
    from docx.shared import Pt

    form = paragraph.paragraph_format
    form.space_before = form.space_after = Pt(0)
    form.line_spacing = Pt(size * LINE)
    form.keep_together = True
    form.widow_control = False


def set_hanging(paragraph: Any, points: float) -> None:
    """Let the lines after the first begin under the text, not under the number."""
    from docx.shared import Pt

    form = paragraph.paragraph_format
    form.left_indent, form.first_line_indent = Pt(points), Pt(-points)
    form.tab_stops.add_tab_stop(Pt(points))


def set_frame(paragraph: Any, style: str, points: float) -> None:
    """Draw a frame around a paragraph; neighbours with the same frame share it."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    frame = OxmlElement("w:pBdr")
    for side in ("top", "left", "bottom", "right"):
        edge = OxmlElement(f"w:{side}")
        for name, value in (("val", style), ("sz", str(round(points * 8))), ("space", "0"), ("color", "auto")):
            edge.set(qn(f"w:{name}"), value)
        frame.append(edge)
    insert_property(paragraph, frame)


def shade(paragraph: Any, fill: str) -> None:
    """Give a paragraph a ground."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    ground = OxmlElement("w:shd")
    for name, value in (("w:val", "clear"), ("w:color", "auto"), ("w:fill", fill)):
        ground.set(qn(name), value)
    insert_property(paragraph, ground)


def insert_property(paragraph: Any, element: Any) -> None:
    """Add a property of a paragraph where the schema wants it: frame, then ground, before tabs and spacing."""
    from docx.oxml.ns import qn

    properties = paragraph._p.get_or_add_pPr()
    order = ("w:shd",) if element.tag == qn("w:pBdr") else ()
    later = [properties.find(qn(name)) for name in (*order, "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr")]
    first = next((one for one in later if one is not None), None)
    if first is None:
        properties.append(element)
    else:
        first.addprevious(element)


def add_run(
    paragraph: Any, text: str, *, size: float, bold: bool = False, font: str = FONT, colour: str = BLACK
) -> None:
    """Add text in a Chinese font; Word needs the East Asian font named apart."""
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    if not text:
        return
    # Numbers keep their plain hyphen: after w:noBreakHyphen LibreOffice breaks a number anywhere (measured).
    run = paragraph.add_run(text)
    run.font.size, run.font.bold, run.font.name = Pt(size), bold, LATIN[font]
    run.font.color.rgb = RGBColor.from_string(colour)
    run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)


def add_number(paragraph: Any, name: str, size: float) -> None:
    """Add a field that Word fills: the number of the page, or how many there are."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    add_run(paragraph, "1", size=size, font=HEADING_FONT)
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), name)
    run = paragraph.runs[-1]._r
    run.addprevious(field)
    field.append(run)
