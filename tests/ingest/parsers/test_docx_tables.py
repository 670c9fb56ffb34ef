from __future__ import annotations

import pytest

from ingest.parsers import docx
from ingest.parsers.docx_tables import cell_text
from ingest.records import Block, BlockKind
from tests.ingest.parsers.word_files import cell, make_docx, paragraph, table

_BY = 'w:id="9" w:author="a" w:date="2026-01-01T00:00:00Z"'


def blocks(body: str) -> tuple[Block, ...]:
    return docx.parse(make_docx(body), "a.docx").blocks


def row(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def whole(*rows: str) -> str:
    return f"<w:tbl><w:tblGrid/>{''.join(rows)}</w:tbl>"


def plain(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(text)}</w:tc>"


def test_rows_that_begin_late_and_end_early_keep_their_columns() -> None:
    body = whole(
        row(plain("姓名"), plain("电话"), plain("地址")),
        row(plain("119"), plain("路一号"), properties='<w:gridBefore w:val="1"/>'),
        row(plain("张三"), properties='<w:gridAfter w:val="2"/>'),
    )
    (block,) = blocks(body)
    assert block.rows == (("姓名", "电话", "地址"), ("", "119", "路一号"), ("张三", "", ""))


def test_deleted_and_hidden_rows_and_deleted_cells_are_not_there() -> None:
    body = whole(
        row(plain("物资"), plain("数量")),
        row(plain("旧"), plain("1"), properties=f"<w:del {_BY}/>"),
        row(plain("藏"), plain("2"), properties="<w:hidden/>"),
        row(plain("新"), plain("废", f"<w:cellDel {_BY}/>"), plain("3"), properties=f"<w:ins {_BY}/>"),
    )
    (block,) = blocks(body)
    assert block.rows == (("物资", "数量"), ("新", "3"))


def test_a_merge_whose_first_row_is_deleted_takes_nothing_from_elsewhere() -> None:
    body = whole(
        row(plain("级别"), plain("条件")),
        row(cell("Ⅰ级", merge="restart"), plain("甲"), properties=f"<w:del {_BY}/>"),
        row(cell("余", merge="continue"), plain("乙")),
    )
    (block,) = blocks(body)
    assert block.rows == (("级别", "条件"), ("余", "乙"))


def test_two_merges_of_equal_text_and_wide_merged_cells() -> None:
    body = whole(
        row(plain("甲"), plain("乙"), plain("丙")),
        row(cell("同", span=2, merge="restart"), plain("1")),
        row(cell("", span=2, merge="continue"), plain("2")),
        row(cell("同", span=2, merge="restart"), plain("3")),
        row(cell("", span=2, merge="continue"), plain("4")),
    )
    (block,) = blocks(body)
    assert block.rows[1:] == (("同", "同", "1"), ("同", "同", "2"), ("同", "同", "3"), ("同", "同", "4"))


def test_marked_header_rows_reach_as_far_as_their_merged_cells() -> None:
    mark = "<w:tblHeader/>"
    body = whole(
        row(cell("级别", merge="restart"), plain("条件"), properties=mark),
        row(cell("", merge="continue"), plain("人数")),
        row(plain("Ⅰ级"), plain("30")),
    )
    (block,) = blocks(body)
    assert block.header_row_count == 2


def test_a_caption_over_the_whole_width_belongs_to_the_header() -> None:
    body = whole(row(cell("应急物资清单", span=2)), row(plain("名称"), plain("数量")), row(plain("水泵"), plain("3台")))
    (block,) = blocks(body)
    assert block.header_row_count == 2
    assert block.rows[0] == ("应急物资清单", "应急物资清单")


def test_a_frame_of_one_cell_is_no_table() -> None:
    inner = table([cell("名称"), cell("数量")], [cell("水泵"), cell("3台")])
    body = whole(row(f"<w:tc>{paragraph('第一条 甲。')}{inner}{paragraph('第二条 乙。')}</w:tc>"))
    found = blocks(body)
    assert [block.kind for block in found] == [BlockKind.PARAGRAPH, BlockKind.TABLE, BlockKind.PARAGRAPH]
    assert [block.text for block in found] == ["第一条 甲。", "", "第二条 乙。"]


def test_tables_nested_without_end_stop_and_that_is_said() -> None:
    nest = paragraph("底")
    for _ in range(40):
        nest = whole(row(f"<w:tc>{paragraph('层')}{nest}</w:tc>", plain("右")))
    parsed = docx.parse(make_docx(nest), "a.docx")
    assert 1 < len(parsed.blocks) < 20
    assert all(block.kind is BlockKind.TABLE for block in parsed.blocks)
    assert parsed.warnings == ("有 1 处嵌套过深的表格或文本框没有读取，请在 Word 中改为并列后重试。",)


def test_a_table_over_the_limits_is_named() -> None:
    wide = whole(row(*(plain(f"列{number}") for number in range(250))))
    parsed = docx.parse(make_docx(wide), "a.docx")
    assert len(parsed.blocks[0].rows[0]) == 200
    assert parsed.warnings == ("有 1 个表格过大，只读取了前面的部分，请拆分后重试。",)


@pytest.mark.parametrize(
    ("lines", "room", "joined"),
    [
        (["级", "别"], 0, "级别"),
        (["安全", "生产", "费用"], 2, "安全生产费用"),
        (["安全", "生产", "费用"], 0, "安全 生产 费用"),
        (["张三", "李四"], 2, "张三 李四"),
        (["对讲机", "急救箱"], 10, "对讲机 急救箱"),
        (["1.立即报告；", "2.组织救援。"], 3, "1.立即报告； 2.组织救援。"),
        (["A", "级"], 0, "A 级"),
    ],
)
def test_paragraphs_of_a_cell(lines: list[str], room: int, joined: str) -> None:
    assert cell_text(lines, room) == joined


def test_the_width_of_a_cell_tells_labels_from_lines() -> None:
    two = paragraph("检查") + paragraph("项目")
    narrow = f'<w:tc><w:tcPr><w:tcW w:w="699" w:type="dxa"/></w:tcPr>{two}</w:tc>'
    wide = f'<w:tc><w:tcPr><w:tcW w:w="5600" w:type="dxa"/></w:tcPr>{two}</w:tc>'
    (block,) = blocks(whole(row(narrow, wide)))
    assert block.rows == (("检查项目", "检查 项目"),)
