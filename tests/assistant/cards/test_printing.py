"""Cards as PDF: nothing lost or cut off, least sizes kept, state and source printed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pypdfium2
import pytest

from assistant.cards.drafter import CardDrafter, CardRequest
from assistant.cards.layout import FOOTER
from assistant.cards.printing.content import colour_of, hazard_colours, printed, printed_line
from assistant.cards.printing.fitting import line_count, planned
from assistant.cards.printing.shapes import PHONE_FLOOR, SHAPES, STEP_FLOOR, Shape
from assistant.cards.printing.standing import Standing
from assistant.cards.printing.typeset import pictures, write_pdf
from assistant.cards.qr_code import code_content, code_svg
from assistant.records import Card, CardField, CardLine
from assistant.typesetting import fonts_here
from kb.catalog.product_records import ProductState
from kb.errors import ExportFailed
from tests.assistant.cards.conftest import TODAY, UNIT, MakeBase
from tests.assistant.cards.word_text import letters


@pytest.fixture()
def fonts() -> None:
    try:
        fonts_here()
    except ExportFailed:
        pytest.skip("this machine has no Chinese font: no PDF can be set")


@pytest.fixture(scope="module")
def card(drafter: CardDrafter) -> Card:
    return drafter.draft(CardRequest(position="罐区操作工", hazard="液氨泄漏", unit=UNIT), today=TODAY)


def pages(path: Path) -> list[str]:
    with pypdfium2.PdfDocument(path) as opened:
        return [letters(page.get_textpage().get_text_range()) for page in opened]


@pytest.mark.usefixtures("fonts")
@pytest.mark.parametrize(("shape", "sides"), [(Shape.A6, 2), (Shape.A4, 1), (Shape.POCKET, 5)])
def test_every_text_stands_on_the_pages(card: Card, tmp_path: Path, shape: Shape, sides: int) -> None:
    written = write_pdf(card, tmp_path / "card.pdf", shape)
    texts = pages(tmp_path / "card.pdf")
    assert (written.sides, written.note) == (len(texts), "") and len(texts) <= sides + 1
    whole = "".join(texts)
    content = printed(card)
    for line in (line for field in (*content.front, *content.back) for line in field.lines):
        assert letters(line.text) in whole and letters(line.number) in whole, line
    for text in (*content.standing, *content.sources, content.footer, content.below):
        assert letters(text) in whole, text
    with pypdfium2.PdfDocument(tmp_path / "card.pdf") as opened:
        size = [round(value / 72 * 25.4) for value in opened[0].get_size()]
    assert size == [SHAPES[shape].width, SHAPES[shape].height]


@pytest.mark.usefixtures("fonts")
def test_front_of_a6_holds_bans_before_steps_and_the_back_the_footer(card: Card, tmp_path: Path) -> None:
    write_pdf(card, tmp_path / "card.pdf")
    front, back = pages(tmp_path / "card.pdf")
    titles = ["一眼识别", "严禁", "处置步骤"]
    assert [front.index(title) for title in titles] == sorted(front.index(title) for title in titles)
    assert "草稿签发后生效" in front and "联络电话" in back and letters(FOOTER) in back


@pytest.mark.usefixtures("fonts")
def test_card_that_is_too_long_goes_on_and_says_so(card: Card, tmp_path: Path) -> None:
    more = [CardLine(field=CardField.STEP, text=f"第{n}项。" + "检查阀门并报告，" * 6, blank=True) for n in range(12)]
    long = replace(card, lines=(*card.lines, *more))
    written = write_pdf(long, tmp_path / "card.pdf")
    texts = pages(tmp_path / "card.pdf")
    assert written.sides == len(texts) > 2
    assert "没有删字" in written.note and f"共 {len(texts)} 面" in written.note
    assert all(f"第{n}项" in "".join(texts) for n in range(12))
    assert all("罐区操作工液氨泄漏应急处置卡" in text for text in texts)  # every side names its card


@pytest.mark.usefixtures("fonts")
def test_state_of_a_signed_card_is_printed(card: Card, tmp_path: Path) -> None:
    standing = Standing(
        state=ProductState.APPROVED,
        card_id="0123456789abcdef",
        version=3,
        reviewed_by="李四",
        approved_by="张三",
        approved_on=date(2026, 11, 20),
        review_on=date(2027, 5, 19),
    )
    write_pdf(card, tmp_path / "card.pdf", standing=standing)
    front, back = pages(tmp_path / "card.pdf")
    assert "已签发" in front and "草稿" not in front + back
    for text in ("版本3", "签发20261120", "下次复审20270519", "审核李四", "签发张三"):
        assert text in back


@pytest.mark.usefixtures("fonts")
def test_same_card_gives_the_same_file_and_as_many_pictures_as_pages(card: Card, tmp_path: Path) -> None:
    sides = write_pdf(card, tmp_path / "one.pdf", Shape.POCKET).sides
    write_pdf(card, tmp_path / "two.pdf", Shape.POCKET)
    assert (tmp_path / "one.pdf").read_bytes() == (tmp_path / "two.pdf").read_bytes()
    assert len(pictures(card, Shape.POCKET)) == sides


def test_sizes_never_fall_below_the_least() -> None:
    for shape, least in ((Shape.A6, STEP_FLOOR), (Shape.A4, STEP_FLOOR), (Shape.POCKET, 9.0)):
        steps = [sizes.step for sizes in SHAPES[shape].ladder]
        assert steps == sorted(steps, reverse=True) and steps[-1] == least
        assert min(sizes.phone for sizes in SHAPES[shape].ladder) >= PHONE_FLOOR


def test_ground_of_the_heading_is_dark_and_no_warning_colour() -> None:
    default, colours = hazard_colours()
    for colour in {default, *colours.values()}:
        red, green, blue = (int(colour[place : place + 2], 16) for place in (1, 3, 5))
        assert 0.2126 * red + 0.7152 * green + 0.0722 * blue < 96  # white letters stand out on it, also in grey
        pure = max(red, green, blue) > 150 and max(red, green, blue) - min(red, green, blue) > 120
        assert not pure, colour
    assert colour_of("液氨泄漏") == colours["hazchem"] != colour_of("车间火灾") == colours["fire"]
    assert colour_of("未知的事") == default


def test_open_points_are_counted_where_there_are_many(card: Card) -> None:
    problem = replace(card.problems[0], blocking=True) if card.problems else None
    assert problem is not None
    many = replace(card, problems=tuple(replace(problem, message=f"第{n}处") for n in range(9)))
    points = printed(many).points
    assert len(points) == 4 and points[-1] == "签发前另有 6 项须处理，见检查结果"
    assert printed(many, Standing(state=ProductState.APPROVED, version=1)).points == ()


def test_reference_lines_and_blanks_are_told(card: Card) -> None:
    lines = (
        replace(next(line for line in card.lines if line.field is CardField.STEP), reference_only=True),
        CardLine(field=CardField.STEP, text="【待补充：处置步骤】", blank=True),
    )
    front = printed(replace(card, lines=lines)).front
    assert front[0].lines[0].tail.startswith("（参考）[") and front[0].lines[0].lead == "1."
    assert front[0].lines[1].blank and front[0].lines[1].lead == ""


@pytest.mark.parametrize(
    ("text", "printed_as"),
    [
        (
            "应急值班室（24小时） 0600-5556110（2026-10-15核验）",
            ("应急值班室（24小时）", "0600-5556110", "（2026-10-15核验）"),
        ),
        ("火警 119", ("火警", "119", "")),
        ("总机 0600-5550100转801", ("总机", "0600-5550100转801", "")),
        (
            "值班岗位 | 应急值班员 | 拨打119和120 | 0600-5556110",
            ("值班岗位 | 应急值班员 | 拨打119和120 | 0600-5556110", "", ""),
        ),
        ("见本单位通讯录", ("见本单位通讯录", "", "")),
    ],
)
def test_number_stands_apart_only_where_a_line_names_one(text: str, printed_as: tuple[str, str, str]) -> None:
    line = printed_line(CardLine(field=CardField.PHONE, text=text), 1)
    assert (line.text, line.number, line.note) == printed_as


def test_code_says_the_clause_or_leads_to_it(card: Card) -> None:
    words = code_content(card, Standing(card_id="0123456789ab", version=2))
    assert words.splitlines()[:3] == [
        "《临澜恒泰化工有限公司现场处置方案》HTYJ-2025-03-XC",
        "2.3.1 应急处置程序",
        "卡号 0123456789ab 版本 2",
    ]
    step = next(line for line in card.lines if line.field is CardField.STEP)
    source = next(one for one in card.citations if one.marker == step.markers[0])
    link = code_content(card, Standing(), "http://yubei.example:7860/")
    assert link == f"http://yubei.example:7860/?document={source.document_id}&start={source.start}&end={source.end}"
    assert code_content(replace(card, citations=(), lines=()), Standing()) == ""
    assert code_svg(words) == code_svg(words) != code_svg(link) and code_svg(link).startswith("<svg")


def test_card_without_any_source_is_printed_with_its_blanks(make_drafter: MakeBase, tmp_path: Path) -> None:
    drafter = make_drafter({"甲厂2025年工作总结.txt": "甲厂2025年工作总结\n一、主要成效\n制定了重点岗位应急处置卡。\n"})
    blank = drafter.draft(CardRequest(position="班组长", hazard="车间火灾", unit="甲厂"), today=TODAY)
    content = printed(blank)
    assert content.code == "" and all(line.blank for field in content.front for line in field.lines)
    assert planned(content, SHAPES[Shape.A6]).sides == 2


def test_lines_are_reckoned_with_words_whole_and_marks_not_first() -> None:
    assert line_count("一二三四五六", 3.0) == 2
    assert line_count("一二三四五六", 2.9) == 3
    assert line_count("一二，三", 2.0) == 3  # the comma stays with its letter
    assert line_count("甲0600-5556112", 4.0) == 3  # a number is longer than the line
