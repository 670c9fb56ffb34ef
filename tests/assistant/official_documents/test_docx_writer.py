"""A Word file read back: words in order, numbers, fonts, margins, tables, marks, attachments."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn

from assistant.official_documents.docx_writer import write_document
from assistant.official_documents.records import (
    Align,
    Attachment,
    Blank,
    Heading,
    OfficialDocument,
    PageBreak,
    Paragraph,
    Run,
    Sources,
    Table,
)
from kb.errors import ExportFailed

DOCUMENT = OfficialDocument(
    title="液氨泄漏专项应急预案",
    number="恒泰〔2026〕3号",
    organ="临澜恒泰化工有限公司",
    day=date(2026, 3, 7),
    header_note="草稿，未经审核",
    blocks=(
        Heading(level=1, text="适用范围"),
        Paragraph(text=(Run(text="适用于液氨罐区。"), Run(text="[1]", raised=True))),
        Heading(level=1, text="响应启动"),
        Heading(level=2, text="信息上报"),
        Heading(level=3, text="电话快报"),
        Paragraph(text="值班电话：【待补充：值班电话，来自通讯录】，逐级上报。"),
        Blank(text="续报的时限"),
        Heading(level=2, text="应急会议"),
        Table(
            header=("条款", "旧", "新"),
            rows=(("3.1", (Run(text="30分钟", strike=True),), (Run(text="15分钟", bold=True, underline=True),)),),
            widths=(1, 2, 2),
        ),
        PageBreak(),
        Paragraph(text="另页。", align=Align.CENTRED),
        Sources(items=("《甲预案》第三条", "《乙预案》4.2")),
    ),
    attachments=(
        Attachment(title="应急通讯录", blocks=(Heading(level=1, text="内部"), Paragraph(text="名单见表。"))),
        Attachment(title="物资清单"),
    ),
)


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Any:
    path = tmp_path_factory.mktemp("docx") / "plan.docx"
    write_document(DOCUMENT, path)
    return docx.Document(str(path))


def _paragraph(written: Any, text: str) -> Any:
    return next(one for one in written.paragraphs if one.text == text)


def test_words_stand_in_order_with_numbered_headings(written: Any) -> None:
    assert [one.text for one in written.paragraphs if one.text] == [
        "液氨泄漏专项应急预案",
        "恒泰〔2026〕3号",
        "一、适用范围",
        "适用于液氨罐区。[1]",
        "二、响应启动",
        "（一）信息上报",
        "1.电话快报",
        "值班电话：【待补充：值班电话，来自通讯录】，逐级上报。",
        "【待补充：续报的时限】",
        "（二）应急会议",
        "另页。",
        "资料来源",
        "[1]　《甲预案》第三条",
        "[2]　《乙预案》4.2",
        "附件：1.应急通讯录",
        "　　　2.物资清单",
        "临澜恒泰化工有限公司　　",
        "2026年3月7日　　",
        "附件1",
        "应急通讯录",
        "一、内部",
        "名单见表。",
        "附件2",
        "物资清单",
    ]


def test_page_has_the_size_and_margins_of_official_documents(written: Any) -> None:
    section = written.sections[0]
    edges = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [round(edge.mm) for edge in edges] == [37, 35, 28, 26]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)


def test_page_numbers_stand_outside_and_the_remark_on_every_page(written: Any) -> None:
    section = written.sections[0]
    assert section.footer.paragraphs[0]._p.xpath(".//w:fldSimple/@w:instr") == ["PAGE"]
    assert "".join(section.footer.paragraphs[0]._p.xpath(".//w:t/text()")) == "— 1 —　"
    assert "".join(section.even_page_footer.paragraphs[0]._p.xpath(".//w:t/text()")) == "　— 1 —"
    assert section.header.paragraphs[0].text == section.even_page_header.paragraphs[0].text == "草稿，未经审核"


@pytest.mark.parametrize(
    ("text", "font", "size", "bold"),
    [
        ("液氨泄漏专项应急预案", "方正小标宋简体", 22, False),
        ("一、适用范围", "黑体", 16, False),
        ("（一）信息上报", "楷体", 16, False),
        ("1.电话快报", "仿宋", 16, True),
        ("适用于液氨罐区。[1]", "仿宋", 16, False),
    ],
)
def test_fonts_follow_the_level(written: Any, text: str, font: str, size: float, bold: bool) -> None:
    run = _paragraph(written, text).runs[0]
    fonts = run._element.rPr.rFonts
    assert (fonts.get(qn("w:eastAsia")), run.font.size.pt, run.font.bold) == (font, size, bold)


def test_body_lines_are_28_points_apart_and_begin_two_characters_in(written: Any) -> None:
    shape = _paragraph(written, "适用于液氨罐区。[1]").paragraph_format
    assert (shape.line_spacing.pt, shape.first_line_indent.pt) == (28, 32)


def test_headings_can_be_navigated(written: Any) -> None:
    styles = [one.style.name for one in written.paragraphs if one.text.startswith(("一、适用", "（一）", "1."))]
    assert styles == ["Heading 1", "Heading 2", "Heading 3"]


def test_blanks_are_shaded_and_nothing_else(written: Any) -> None:
    shaded = [run.text for one in written.paragraphs for run in one.runs if run._element.xpath("./w:rPr/w:shd")]
    assert shaded == ["【待补充：值班电话，来自通讯录】", "【待补充：续报的时限】"]


def test_number_of_a_source_is_raised(written: Any) -> None:
    runs = _paragraph(written, "适用于液氨罐区。[1]").runs
    assert [(run.text, bool(run.font.superscript)) for run in runs] == [("适用于液氨罐区。", False), ("[1]", True)]


def test_table_repeats_its_header_and_marks_what_changed(written: Any) -> None:
    table = written.tables[0]
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["条款", "旧", "新"],
        ["3.1", "30分钟", "15分钟"],
    ]
    assert len(table.rows[0]._tr.xpath("./w:trPr/w:tblHeader")) == 1
    old, new = (table.rows[1].cells[index].paragraphs[0].runs[0] for index in (1, 2))
    assert old.font.strike and not old.font.bold
    assert new.font.bold and new.font.underline
    assert [round(column.width.mm) for column in table.columns] == [31, 62, 62]


def test_page_break_and_attachments_begin_new_pages(written: Any) -> None:
    broken = [one.text for one in written.paragraphs if one.paragraph_format.page_break_before]
    assert broken == ["另页。", "附件1", "附件2"]


def test_signs_that_xml_refuses_are_left_out(tmp_path: Path) -> None:
    path = tmp_path / "odd.docx"
    write_document(OfficialDocument(title="标题\x00\ud800", blocks=(Paragraph(text="甲\x0b乙"),)), path)
    assert [one.text for one in docx.Document(str(path)).paragraphs if one.text] == ["标题", "甲乙"]


def test_single_attachment_has_no_number_and_wide_pages_lie_across(tmp_path: Path) -> None:
    path = tmp_path / "wide.docx"
    write_document(
        OfficialDocument(title="比较表", blocks=(), attachments=(Attachment(title="明细"),), landscape=True), path
    )
    read = docx.Document(str(path))
    assert [one.text for one in read.paragraphs if one.text] == ["比较表", "附件：明细", "附件", "明细"]
    assert round(read.sections[0].page_width.mm) == 297


def test_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    with pytest.raises(ExportFailed, match="没有写到"):
        write_document(DOCUMENT, tmp_path / "missing" / "plan.docx")
