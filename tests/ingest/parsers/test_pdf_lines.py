from __future__ import annotations

import re
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ingest.parsers import pdf
from ingest.records import Block
from tests.ingest.parsers.pdf_files import Sheet, draw_pdf, grid, rule, turned_words, words, words_with_gaps

LEFT = "左栏市防汛抗旱指挥部接到报告后应当立即组织会商"
RIGHT = "右栏各成员单位按照职责分工开展应急处置工作并报告"
FIRST_IDEOGRAPH = 0x4E00


def read(content: bytes, *, rotate: int = 0) -> tuple[Block, ...]:
    return pdf.parse(draw_pdf([Sheet(content=content, rotate=rotate)]), "a.pdf").blocks


def texts(content: bytes, *, rotate: int = 0) -> list[str]:
    return [block.text for block in read(content, rotate=rotate)]


def test_text_drawn_out_of_order_is_read_from_top_to_bottom() -> None:
    drawn = [(700, "第三条 完。"), (780, "第一条 为了防汛。"), (740, "第二条 适用本市。")]
    assert texts(b"".join(words(72, y, text) for y, text in drawn)) == [
        "第一条 为了防汛。",
        "第二条 适用本市。",
        "第三条 完。",
    ]


def test_two_columns_are_read_one_after_the_other() -> None:
    lines = [words(180, 800, "关于双栏排版的通知", size=16)]
    for number in range(8):
        lines.append(words(60, 760 - 20 * number, LEFT[number:] + LEFT[:number], size=9.5))
        lines.append(words(310, 760 - 20 * number, RIGHT[number:] + RIGHT[:number], size=9.5))
    text = "".join(texts(b"".join(lines)))
    left, right = ("".join(side[n:] + side[:n] for n in range(8)) for side in (LEFT, RIGHT))
    assert text == "关于双栏排版的通知" + left + right


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_pages_shown_turned_are_read_as_shown(rotate: int) -> None:
    """What is upright on the shown page is drawn turned by the opposite angle."""
    drawn = {
        0: words(72, 780, "第一行。") + words(72, 740, "第二行。"),
        90: turned_words(60, 100, "第一行。") + turned_words(100, 100, "第二行。"),
    }
    if rotate in drawn:
        assert texts(drawn[rotate], rotate=rotate) == ["第一行。", "第二行。"]
    else:
        assert sorted("".join(texts(drawn[rotate - 180], rotate=rotate))) == sorted("第一行。第二行。")


def test_a_table_set_sideways_on_an_upright_page_is_read() -> None:
    lines = [turned_words(100, 100 + 8, "单位名称"), turned_words(100, 308, "值班电话号码")]
    lines += [turned_words(130, 108, "市水务局"), turned_words(130, 308, "零六零零五五五")]
    frame = grid((80, 110, 140), (500, 300, 100))
    [table] = read(b"".join(lines) + frame)
    assert table.rows == (("单位名称", "值班电话号码"), ("市水务局", "零六零零五五五"))


def test_glyphs_drawn_one_by_one_make_a_line() -> None:
    title = "".join("广西壮族自治区人民政府")
    drawn = b"".join(words(100 + 30 * place, 780, glyph, size=16) for place, glyph in enumerate(title))
    assert texts(drawn) == [title]


def test_a_sign_of_another_font_drawn_later_stands_in_its_gap() -> None:
    line = words_with_gaps(72, 780, "七丁 丂万丈三")
    content = line + words(72, 760, "以下是另一行文字。") + words(96, 780, "Ⅱ", size=8)
    assert texts(content)[0] == "七丁Ⅱ丂万丈三"


def test_text_drawn_over_other_text_stays_whole() -> None:
    content = (
        words(72, 780, "下列哪一项是物质的量的单位") + words(72, 760, "另一行。") + words(170, 780, "第二格", size=9)
    )
    assert texts(content)[0].replace(" ", "").startswith("下列哪一项是物质的量的单位第二格")


def test_columns_of_cells_that_repeat_are_no_columns_of_text() -> None:
    names = "一二三四五六七八"
    rows = [words(72, 780 - 20 * at, "锅炉安全操作技术基础知识") for at in range(8)]
    rows += [words(320, 780 - 20 * at, f"第{name}题表压力高于绝对压力") for at, name in enumerate(names)]
    assert texts(b"".join(rows)) == [f"锅炉安全操作技术基础知识 第{name}题表压力高于绝对压力" for name in names]


def test_a_number_in_a_ring_is_the_sign_for_it() -> None:
    ring = b"0 G 0.7 w 84 784 m 84 788 81 791 77 791 c 73 791 70 788 70 784 c 70 780 73 777 77 777 c 81 777 84 780 84 784 c s\n"
    assert texts(ring + words(73, 780, "3", size=8) + words(90, 780, "上级要求派出的；")) == ["③ 上级要求派出的；"]


def test_raised_marks_belong_to_their_line() -> None:
    content = words(72, 780, "响应级别") + words(120, 785, "①", size=6) + words(126, 780, "分为四级。")
    assert texts(content) == ["响应级别①分为四级。"]


def test_a_number_cut_at_its_hyphen_keeps_it() -> None:
    content = words(72, 780, "值班电话是下面这个号码请记住0312-") + words(72, 760, "5550119。")
    assert "0312-5550119。" in "".join(texts(content)).replace(" ", "")


@st.composite
def pages(draw: st.DrawFn) -> tuple[bytes, int]:
    """A page of words at different places, each of characters of its own, with any lines between them."""
    content, used = b"", 0
    places = draw(st.lists(st.tuples(st.integers(0, 7), st.integers(0, 30)), min_size=1, max_size=24, unique=True))
    for column, row in places:
        length = draw(st.integers(1, 4))
        word = "".join(chr(FIRST_IDEOGRAPH + used + at) for at in range(length))
        content += words(50 + 62 * column, 800 - 24 * row, word)
        used += length
    for _ in range(draw(st.integers(0, 12))):
        x0, x1 = sorted(draw(st.tuples(st.integers(40, 560), st.integers(40, 560))))
        y0, y1 = sorted(draw(st.tuples(st.integers(40, 820), st.integers(40, 820))))
        content += draw(
            st.sampled_from((rule(x0, y0, x1, y0), rule(x0, y0, x0, y1), grid((x0, (x0 + x1) / 2, x1), (y1, y0))))
        )
    return content, used


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
@given(pages(), st.sampled_from((0, 90, 180, 270)))
def test_every_character_is_in_a_paragraph_or_in_a_table_never_in_both(page: tuple[bytes, int], rotate: int) -> None:
    content, used = page
    drawn = {chr(FIRST_IDEOGRAPH + at) for at in range(used)}
    blocks = read(content, rotate=rotate)
    running = re.sub("[ _]", "", "".join(block.text for block in blocks))
    cells = {character for block in blocks for row in block.rows for cell in row for character in cell} - {" "}
    assert len(running) == len(set(running))
    assert set(running) | cells == drawn
    assert not set(running) & cells


SIGNS = "ⅠⅡⅢⅣ“”‘’①②③④→≥≤×αβⒶ…—％（），。：；"


@st.composite
def lines_in_pieces(draw: st.DrawFn) -> tuple[bytes, str]:
    """Lines of several fonts: signs of other fonts in gaps of the text, pieces cut anywhere and drawn in any order."""
    ideographs = st.integers(FIRST_IDEOGRAPH, FIRST_IDEOGRAPH + 0xFF).map(chr)
    signs = st.text(st.sampled_from(SIGNS), max_size=2)
    line = st.lists(st.tuples(st.text(ideographs, min_size=1, max_size=6), signs), min_size=3, max_size=5)
    pieces: list[bytes] = []
    found = ""
    for number, parts in enumerate(draw(st.lists(line, min_size=1, max_size=4))):
        x, y = 72.0, 780 - 18 * number + draw(st.sampled_from((-0.3, 0.0, 0.3)))
        body, start = "", x
        for own, other in parts:
            body, x = body + own, x + 12 * len(own)
            pieces.extend(words(x + 8.4 * at, y, sign, size=8) for at, sign in enumerate(other))
            body, x = body + " " * len(other), x + 8.4 * len(other)
            if draw(st.booleans()):
                pieces.append(words_with_gaps(start, y, body.rstrip()))
                body, start = "", x
            found += own + other
        pieces.extend([words_with_gaps(start, y, body.rstrip())] if body else [])
    return b"".join(draw(st.permutations(pieces))), found


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
@given(lines_in_pieces())
def test_pieces_of_lines_are_read_from_left_to_right_in_whatever_order_they_are_drawn(page: tuple[bytes, str]) -> None:
    content, text = page
    assert "".join(texts(content)).replace(" ", "") == text


def test_every_character_of_real_plans_is_kept(shared_dir: Path) -> None:
    for path in sorted((shared_dir / "corpora" / "files").glob("[3l]*.pdf")):
        document = pypdfium2.PdfDocument(path)
        wanted = "".join(page.get_textpage().get_text_range() for page in document)
        blocks = pdf.parse(path.read_bytes(), path.name).blocks
        found = set("".join([block.text + "".join(cell for row in block.rows for cell in row) for block in blocks]))
        assert {character for character in wanted if "\u3400" <= character <= "\u9fff"} <= found
        document.close()
