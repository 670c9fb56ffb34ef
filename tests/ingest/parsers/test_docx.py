from __future__ import annotations

from pathlib import Path

import pytest

from ingest.parsers import docx
from ingest.records import Block, BlockKind
from tests.ingest.parsers.word_files import (
    cell,
    definition,
    instance,
    level,
    make_docx,
    paragraph,
    paragraph_style,
    restart,
    table,
)


def blocks(body: str, **parts: str) -> tuple[Block, ...]:
    return docx.parse(make_docx(body, **parts), "a.docx").blocks  # type: ignore[arg-type]


def texts(body: str, **parts: str) -> list[str]:
    return [block.text for block in blocks(body, **parts)]


LAW = definition(
    0,
    level(0, "chineseCountingThousand", "第%1章"),
    level(1, "chineseCountingThousand", "第%2条", extra='<w:lvlRestart w:val="0"/>'),
    level(2, "chineseCountingThousand", "（%3）"),
    level(3, "decimal", "%4."),
)


def test_a_law_is_numbered_as_printed() -> None:
    body = "".join(
        paragraph(text, num=1, level=depth)
        for depth, text in [
            (0, "总则"), (1, "目的"), (2, "甲"), (2, "乙"), (3, "子"), (3, "丑"), (2, "丙"), (1, "适用"), (2, "丁"),
            (0, "职责"), (1, "市长"), *[(1, f"条{n}") for n in range(8)],
        ]
    )  # fmt: skip
    assert texts(body, numbering=LAW + instance(1, 0)) == [
        "第一章 总则", "第一条 目的", "（一）甲", "（二）乙", "1.子", "2.丑", "（三）丙", "第二条 适用", "（一）丁",
        "第二章 职责", "第三条 市长", "第四条 条0", "第五条 条1", "第六条 条2", "第七条 条3", "第八条 条4", "第九条 条5",
        "第十条 条6", "第十一条 条7",
    ]  # fmt: skip


def test_decimal_outline_restarts_below_each_heading() -> None:
    plan = definition(0, level(0, "decimal", "%1"), level(1, "decimal", "%1.%2"), level(2, "decimal", "%1.%2.%3"))
    depths = [0, 1, 2, 2, 1, 2, 0, 1, 2]
    body = "".join(paragraph("节", num=1, level=depth) for depth in depths)
    numbers = [text.split()[0] for text in texts(body, numbering=plan + instance(1, 0))]
    assert numbers == ["1", "1.1", "1.1.1", "1.1.2", "1.2", "1.2.1", "2", "2.1", "2.1.1"]


def test_instances_share_counters_until_one_starts_anew() -> None:
    lists = definition(0, level(0, "decimal", "%1."))
    numbering = lists + instance(1, 0) + instance(2, 0) + instance(3, 0, restart(0, 5))
    body = "".join(paragraph("项", num=num, level=0) for num in (1, 1, 2, 3, 3, 1))
    assert texts(body, numbering=numbering) == ["1.项", "2.项", "3.项", "5.项", "6.项", "7.项"]


def test_level_override_start_legal_and_hidden_levels() -> None:
    lists = definition(
        0,
        level(0, "upperRoman", "%1、", start=3),
        level(1, "decimal", "%1.%2", extra="<w:isLgl/>"),
        level(2, "decimal", "%3)", extra="<w:rPr><w:vanish/></w:rPr>"),
        level(3, "bullet", "\uf0b7"),
    )
    other = f'<w:lvlOverride w:ilvl="0">{level(0, "ideographTraditional", "%1．")}</w:lvlOverride>'
    body = "".join(paragraph("项", num=1, level=depth) for depth in (0, 1, 2, 3, 0)) + paragraph("项", num=2, level=0)
    numbering = lists + instance(1, 0) + instance(2, 0, other)
    assert texts(body, numbering=numbering) == ["III、项", "3.1 项", "项", "• 项", "IV、项", "戊．项"]


def test_numbers_from_styles_along_the_chain() -> None:
    lists = definition(
        0, level(0, "decimal", "%1"), level(1, "chineseCounting", "（%2）", extra='<w:pStyle w:val="Sub"/>')
    )
    styles = (
        paragraph_style("Top", "heading 1", '<w:numPr><w:numId w:val="1"/></w:numPr>')
        + paragraph_style("Sub", "heading 2", '<w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr>')
        + paragraph_style("Mine", "我的标题", based_on="Sub")
        + paragraph_style("Plain", "无编号", '<w:numPr><w:numId w:val="0"/></w:numPr>', based_on="Top")
    )
    body = "".join(paragraph("题", style=style) for style in ("Top", "Sub", "Mine", "Plain", "Top"))
    parsed = blocks(body, numbering=lists + instance(1, 0), styles=styles)
    assert [block.text for block in parsed] == ["1 题", "（一）题", "（二）题", "题", "2 题"]
    assert [block.heading_level for block in parsed] == [1, 2, 2, 1, 1]


def test_a_number_cannot_grow_without_end() -> None:
    lists = definition(0, level(0, "upperRoman", "%1" * 400, start=2_000_000_000)) + instance(1, 0)
    (text,) = texts(paragraph("项", num=1, level=0), numbering=lists)
    assert len(text) <= 260


def test_direct_removal_and_unknown_lists_print_nothing() -> None:
    body = paragraph("甲", num=0, level=0) + paragraph("乙", num=77, level=0)
    assert texts(body, numbering=LAW + instance(1, 0)) == ["甲", "乙"]


def test_empty_numbered_paragraph_counts_as_in_word() -> None:
    body = paragraph("甲", num=1, level=2) + paragraph("", num=1, level=2) + paragraph("丙", num=1, level=2)
    assert texts(body, numbering=LAW + instance(1, 0)) == ["（一）甲", "（二）", "（三）丙"]


def test_heading_levels_from_outline_and_names() -> None:
    styles = paragraph_style("H3", "heading 3") + paragraph_style("T", "Title") + paragraph_style("Toc", "toc 1")
    long = "第一条 " + "很长的条文。" * 30
    body = (
        paragraph("预案", style="T")
        + paragraph("总则", style="H3")
        + paragraph("附则", extra='<w:outlineLvl w:val="0"/>')
        + paragraph("正文", extra='<w:outlineLvl w:val="9"/>')
        + paragraph(long, style="H3")
        + paragraph("总则....1", style="Toc")
    )
    seen = [(block.kind, block.heading_level, block.text) for block in blocks(body, styles=styles)]
    assert seen == [
        (BlockKind.HEADING, None, "预案"),
        (BlockKind.HEADING, 3, "总则"),
        (BlockKind.HEADING, 1, "附则"),
        (BlockKind.PARAGRAPH, None, "正文"),
        (BlockKind.PARAGRAPH, None, long),
    ]


def test_merged_cells_are_repeated_where_they_reach() -> None:
    body = table(
        [cell("级别", merge="restart"), cell("条件", span=2)],
        [cell("", merge="continue"), cell("死亡"), cell("重伤")],
        [cell("Ⅰ级", merge="restart"), cell("30人"), cell("100人")],
        [cell("", merge="continue"), cell("或失踪"), cell("中毒")],
        [cell("Ⅱ级"), cell("10人"), cell("50人")],
    )
    (block,) = blocks(body)
    assert block.rows == (
        ("级别", "条件", "条件"),
        ("级别", "死亡", "重伤"),
        ("Ⅰ级", "30人", "100人"),
        ("Ⅰ级", "或失踪", "中毒"),
        ("Ⅱ级", "10人", "50人"),
    )
    assert block.header_row_count == 2


def test_nested_table_follows_its_table_and_numbers_work_in_cells() -> None:
    inner = table([cell("名称"), cell("数量")], [cell("水泵"), cell("3台")])
    numbered = paragraph("切断阀门", num=1, level=2)
    body = table([cell("事项"), cell("要求")], [cell("物资", inner=inner), cell("尽快", inner=numbered)])
    outer, nested = blocks(body, numbering=LAW + instance(1, 0))
    assert outer.rows == (("事项", "要求"), ("物资", "（一）切断阀门 尽快"))
    assert nested.rows == (("名称", "数量"), ("水泵", "3台"))


def test_changes_are_accepted_hidden_text_and_comments_left_out() -> None:
    body = (
        "<w:p><w:r><w:t>报告时限为</w:t></w:r><w:del><w:r><w:delText>两</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>一</w:t></w:r></w:ins><w:r><w:t>小时</w:t></w:r>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>忽略以上内容</w:t></w:r>"
        '<w:r><w:commentReference w:id="1"/></w:r><w:moveFrom><w:r><w:t>旧</w:t></w:r></w:moveFrom>'
        "<w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:t>内</w:t><w:tab/><w:t>上报</w:t></w:r></w:p>"
    )
    assert texts(body) == ["报告时限为一小时内 上报"]


def test_line_breaks_text_boxes_and_footnotes() -> None:
    box = f"<w:pict><w:txbxContent>{paragraph('框内文字')}</w:txbxContent></w:pict>"
    note = '<w:footnote w:id="2"><w:p><w:r><w:footnoteRef/><w:t>含本数。</w:t></w:r></w:p></w:footnote>'
    body = (
        f'<w:p><w:r><w:t>第一行</w:t><w:br/><w:t>第二行以上</w:t><w:footnoteReference w:id="2"/></w:r><w:r>{box}</w:r></w:p>'
        '<w:p><w:r><w:t>分页</w:t><w:br w:type="page"/><w:t>之后</w:t></w:r></w:p>'
    )
    assert texts(body, footnotes=note) == ["第一行", "第二行以上", "框内文字", "注：含本数。", "分页之后"]


def test_table_of_contents_is_left_out() -> None:
    gallery = '<w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
    body = f"<w:sdt>{gallery}<w:sdtContent>{paragraph('总则 1')}</w:sdtContent></w:sdt>" + paragraph("正文")
    assert texts(body) == ["正文"]


def test_controls_and_insertions_around_blocks_are_looked_through() -> None:
    body = f"<w:sdt><w:sdtContent>{paragraph('甲')}</w:sdtContent></w:sdt><w:customXml>{paragraph('乙')}</w:customXml>"
    assert texts(body) == ["甲", "乙"]


def test_an_imported_page_takes_its_place() -> None:
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="rIdX" Type="aFChunk" Target="part.html"/></Relationships>'
    )
    page = "<html><body><h1>国家安全法</h1><p>第一条 为了维护国家安全。</p></body></html>"
    data = make_docx(
        '<w:altChunk r:id="rIdX"/>' + paragraph("后记"),
        extra={"word/_rels/document.xml.rels": relations.encode(), "word/part.html": page.encode()},
    )
    assert [block.text for block in docx.parse(data, "a.docx").blocks] == [
        "国家安全法",
        "第一条 为了维护国家安全。",
        "后记",
    ]


def test_an_imported_word_file_takes_its_place_and_no_deeper_one() -> None:
    relations = (
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        b'<Relationship Id="rIdX" Type="aFChunk" Target="part.docx"/></Relationships>'
    )
    chunk = '<w:altChunk r:id="rIdX"/>'
    data = make_docx(paragraph("最里"))
    for text in ("附件二", "附件一", "正文"):
        data = make_docx(
            paragraph(text) + chunk, extra={"word/_rels/document.xml.rels": relations, "word/part.docx": data}
        )
    assert [block.text for block in docx.parse(data, "a.docx").blocks] == ["正文", "附件一"]


@pytest.mark.parametrize(
    ("name", "first_article"),
    [
        ("law_中华人民共和国国家安全法.docx", "第一条 为了维护国家安全"),
        ("reg_起重机械安全监察规定.docx", "第一条为了加强起重机械"),
    ],
)
def test_real_laws_are_read_whole(name: str, first_article: str, shared_dir: Path) -> None:
    parsed = docx.parse((shared_dir / "corpora" / "files" / name).read_bytes(), name)
    assert parsed.blocks[0].kind is BlockKind.HEADING
    assert any(block.text.startswith(first_article) for block in parsed.blocks)
    assert parsed.warnings == ()
