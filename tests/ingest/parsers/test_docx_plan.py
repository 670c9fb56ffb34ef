"""A whole plan with chapters, articles, items, restarts and a table, checked line by line and cell by cell."""

from __future__ import annotations

from ingest.parsers import docx
from ingest.records import BlockKind
from ingest.structure import build
from tests.ingest.parsers.word_files import (
    cell,
    definition,
    instance,
    level,
    make_docx,
    paragraph,
    paragraph_style,
    restart,
)

_LISTS = (
    definition(
        0,
        level(0, "chineseCountingThousand", "第%1章", suffix="space", extra='<w:pStyle w:val="Chapter"/>'),
        level(
            1, "chineseCountingThousand", "第%2条", suffix="space",
            extra='<w:lvlRestart w:val="0"/><w:pStyle w:val="Article"/>',
        ),
        level(2, "chineseCounting", "（%3）", suffix="nothing"),
        level(3, "decimal", "%4．", suffix="nothing"),
    )
    + definition(1, level(0, "decimal", "%1"))
    + definition(2, level(0, "decimalEnclosedCircle", "%1", suffix="nothing"))
    + instance(1, 0)
    + instance(2, 1)
    + instance(3, 2)
    + instance(4, 2, restart(0, 1))
)  # fmt: skip
_STYLES = (
    paragraph_style("Title", "Title")
    + paragraph_style("Chapter", "heading 1", '<w:numPr><w:numId w:val="1"/></w:numPr>')
    + paragraph_style("Article", "条", '<w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr>')
)


def _item(text: str, depth: int = 2) -> str:
    return paragraph(text, num=1, level=depth)


def _row(*cells: str, header: bool = False) -> str:
    mark = "<w:trPr><w:tblHeader/></w:trPr>" if header else ""
    return f"<w:tr>{mark}{''.join(cells)}</w:tr>"


_SERIAL = '<w:tc><w:tcPr/><w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="2"/></w:numPr></w:pPr></w:p></w:tc>'
_MEASURES = "".join(paragraph(text, num=3, level=0) for text in ("启动指挥部；", "通知各单位。"))
_LESS = "".join(paragraph(text, num=4, level=0) for text in ("加强值守；", "现场核查。"))
_TABLE = (
    "<w:tbl><w:tblGrid>" + "<w:gridCol/>" * 5 + "</w:tblGrid>"
    + _row(cell("序号", merge="restart"), cell("级别", merge="restart"), cell("启动条件", span=2),
           cell("措施", merge="restart"), header=True)
    + _row(cell("", merge="continue"), cell("", merge="continue"), cell("死亡（人）"), cell("重伤（人）"),
           cell("", merge="continue"))
    + _row(_SERIAL, cell("Ⅰ级", merge="restart"), cell("30以上"), cell("100以上"),
           f'<w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr>{_MEASURES}</w:tc>')
    + _row(_SERIAL, cell("", merge="continue"), cell("失联30以上", span=2), cell("", merge="continue"))
    + _row(_SERIAL, cell("Ⅱ级"), cell("10～29"), cell("50～99"), f"<w:tc><w:tcPr/>{_LESS}</w:tc>")
    + "</w:tbl>"
)  # fmt: skip

_BODY = (
    paragraph("临澜市防汛应急预案", style="Title")
    + paragraph("总则", style="Chapter")
    + paragraph("为了防汛，制定本预案。", style="Article")
    + paragraph("工作原则：", style="Article")
    + _item("人民至上；")
    + _item("分级负责：")
    + _item("市级负责Ⅰ级、Ⅱ级；", 3)
    + _item("县级负责其余。", 3)
    + _item("快速反应。")
    + paragraph("应急响应", style="Chapter")
    + paragraph("响应分级见下表：", style="Article")
    + _TABLE
    + paragraph("响应终止条件：", style="Article")
    + _item("险情排除；")
    + paragraph("附则", style="Chapter")
    + paragraph("本预案自印发之日起施行。", style="Article")
)


def test_a_plan_reads_as_word_prints_it() -> None:
    parsed = docx.parse(make_docx(_BODY, numbering=_LISTS, styles=_STYLES), "plan.docx")
    assert [(block.heading_level, block.text) for block in parsed.blocks] == [
        (None, "临澜市防汛应急预案"),
        (1, "第一章 总则"),
        (None, "第一条 为了防汛，制定本预案。"),
        (None, "第二条 工作原则："),
        (None, "（一）人民至上；"),
        (None, "（二）分级负责："),
        (None, "1．市级负责Ⅰ级、Ⅱ级；"),
        (None, "2．县级负责其余。"),
        (None, "（三）快速反应。"),
        (1, "第二章 应急响应"),
        (None, "第三条 响应分级见下表："),
        (None, ""),
        (None, "第四条 响应终止条件："),
        (None, "（一）险情排除；"),
        (1, "第三章 附则"),
        (None, "第五条 本预案自印发之日起施行。"),
    ]
    (table,) = (block for block in parsed.blocks if block.kind is BlockKind.TABLE)
    assert table.header_row_count == 2
    assert table.rows == (
        ("序号", "级别", "启动条件", "启动条件", "措施"),
        ("序号", "级别", "死亡（人）", "重伤（人）", "措施"),
        ("1", "Ⅰ级", "30以上", "100以上", "①启动指挥部； ②通知各单位。"),
        ("2", "Ⅰ级", "失联30以上", "失联30以上", "①启动指挥部； ②通知各单位。"),
        ("3", "Ⅱ级", "10～29", "50～99", "①加强值守； ②现场核查。"),
    )
    assert parsed.warnings == ()


def test_every_row_stands_as_one_line_below_both_header_rows() -> None:
    text = build(docx.parse(make_docx(_BODY, numbering=_LISTS, styles=_STYLES), "plan.docx"))
    (table,) = text.tables
    rows = [text.text[row.start : row.end] for row in table.rows]
    assert table.header_row_count == 2
    assert rows == [
        "序号 | 级别 | 启动条件 | 启动条件 | 措施",
        "序号 | 级别 | 死亡（人） | 重伤（人） | 措施",
        "1 | Ⅰ级 | 30以上 | 100以上 | ①启动指挥部； ②通知各单位。",
        "2 | Ⅰ级 | 失联30以上 | 失联30以上 | ①启动指挥部； ②通知各单位。",
        "3 | Ⅱ级 | 10～29 | 50～99 | ①加强值守； ②现场核查。",
    ]
