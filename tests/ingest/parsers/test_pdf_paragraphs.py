from __future__ import annotations

from ingest.parsers import pdf
from ingest.records import Block, BlockKind
from tests.ingest.parsers.pdf_files import FIRST_EXTRA, Sheet, draw_pdf, words

FULL = "市防汛抗旱指挥部接到报告后应当立即组织会商研判并在三十分钟内启动响应"  # 34 characters
INDENT = 24.0


def paragraph(y: float, *lines: str, size: float = 12) -> bytes:
    """Draw lines 20 points apart, the first indented by two characters."""
    return b"".join(
        words(72 + (0 if number else INDENT), y - 20 * number, line, size=size) for number, line in enumerate(lines)
    )


def read(*contents: bytes, catalog: str = "", extra: tuple[bytes, ...] = ()) -> tuple[Block, ...]:
    sheets = [Sheet(content=content) for content in contents]
    return pdf.parse(draw_pdf(sheets, catalog=catalog, extra=extra), "a.pdf").blocks


def test_a_sentence_may_end_at_the_margin_of_its_paragraph() -> None:
    first = (FULL[:31] + "。", FULL, FULL[:33] + "。", "各单位照此办理。")
    second = (FULL[:31] + "，", FULL[:20] + "。")
    blocks = read(paragraph(780, *first) + paragraph(700, *second))
    assert [block.text for block in blocks] == ["".join(first), "".join(second)]


def test_a_clause_named_at_the_beginning_of_a_line_opens_no_paragraph() -> None:
    lines = (FULL[:32], FULL, "第十条的规定办理。")
    assert read(paragraph(780, *lines) + paragraph(700, FULL[:32], FULL, "以上。"))[0].text == "".join(lines)


def test_headings_are_not_glued_into_text() -> None:
    body = paragraph(740, FULL[:32], FULL, "以上。") + paragraph(660, FULL[:32], FULL, "完毕。")
    blocks = read(words(200, 780, "应急处置工作的总体要求", size=16) + body)
    assert blocks[0].text == "应急处置工作的总体要求"
    assert len(blocks) == 3


def test_a_footnote_does_not_cut_the_paragraph_that_goes_on_over_the_page() -> None:
    body = paragraph(780, FULL[:32], *[FULL] * 2) + paragraph(720, FULL[:32], FULL[::-1], FULL)
    note = words(72, 60, "① 脚注说明文字。", size=8)
    blocks = read(body + note, words(72, 780, "级别。") + paragraph(760, "下一段。"))
    assert [block.text[-5:] for block in blocks[1:]] == [FULL[-2:] + "级别。", "说明文字。", "下一段。"]
    assert blocks[1].page_breaks == ((len(blocks[1].text) - 3, 2),)


def test_bookmarks_make_headings_of_the_lines_they_name() -> None:
    top, item = FIRST_EXTRA, FIRST_EXTRA + 1
    page = FIRST_EXTRA + 2 + 1 + 2 * 4  # after the glyph and the fonts of four upper bytes
    title = "<FEFF" + "组织体系".encode("utf-16-be").hex() + ">"
    outline = (
        f"<< /Type /Outlines /First {item} 0 R /Last {item} 0 R /Count 1 >>".encode(),
        f"<< /Title {title} /Parent {top} 0 R /Dest [{page} 0 R /Fit] >>".encode(),
    )
    content = words(72, 780, "组织体系") + words(72, 740, "市级组织体系")
    heading, other = read(content, catalog=f"/Outlines {top} 0 R", extra=outline)
    assert (heading.kind, heading.heading_level, heading.text) == (BlockKind.HEADING, 1, "组织体系")
    assert other.kind is BlockKind.PARAGRAPH
