"""The stored text: lines, tables, pages, clean characters."""

from __future__ import annotations

from ingest.records import Block, BlockKind, ParsedFile
from ingest.structure import build
from kb.records import PageStart
from tests.ingest.structure.lines import parsed_lines, structured_lines, table_block


def _file(*blocks: Block) -> ParsedFile:
    return ParsedFile(media_type="text/plain", blocks=blocks)


def test_paragraphs_are_joined_with_line_ends() -> None:
    assert structured_lines("一、总则\n为做好防汛工作，制定本预案。").text == "一、总则\n为做好防汛工作，制定本预案。"


def test_invisible_characters_blank_lines_and_outer_spaces_go() -> None:
    text = build(parsed_lines("　　立即\u200b报告。\u00a0\n\n\n　\n第二\u0007行<!-- 注 -->\ufeff")).text
    assert text == "立即报告。\n第二行"


def test_line_ends_inside_a_block_split_it() -> None:
    assert build(_file(Block(kind=BlockKind.PARAGRAPH, text="甲\r\n乙\n丙"))).text == "甲\n乙\n丙"


def test_emphasis_marks_go_and_masked_numbers_stay() -> None:
    assert structured_lines("**第一条** 联系人李**，电话138****1234。").text == "第一条 联系人李**，电话138****1234。"


def test_table_rows_are_lines_and_their_spans_are_kept() -> None:
    parsed = _file(
        Block(kind=BlockKind.PARAGRAPH, text="附表"),
        table_block(("姓名", "电话"), ("张三", "0999-1110001"), ("李四", "0999-1110002")),
    )
    structured = build(parsed)
    assert structured.text == "附表\n姓名 | 电话\n张三 | 0999-1110001\n李四 | 0999-1110002"
    [table] = structured.tables
    assert [structured.text[row.start : row.end] for row in table.rows] == [
        "姓名 | 电话",
        "张三 | 0999-1110001",
        "李四 | 0999-1110002",
    ]
    assert table.header_row_count == 1


def test_row_that_is_one_merged_cell_is_printed_once() -> None:
    parsed = _file(table_block(("一级响应", "一级响应"), ("条件", "死亡30人以上"), header_row_count=0))
    assert build(parsed).text == "一级响应\n条件 | 死亡30人以上"


def test_numbers_inside_tables_open_no_sections() -> None:
    parsed = _file(table_block(("一、序号", "第一条"), ("1 总则", "第二条")))
    assert len(build(parsed).sections) == 1


def test_pages_begin_where_their_first_block_stands() -> None:
    parsed = _file(
        Block(kind=BlockKind.PARAGRAPH, text="首页", page=1),
        Block(kind=BlockKind.PARAGRAPH, text="次段", page=1),
        Block(kind=BlockKind.PARAGRAPH, text="三页", page=3),
    )
    assert build(parsed).pages == (PageStart(number=1, start=0), PageStart(number=3, start=6))


def test_pages_begin_inside_a_paragraph_too() -> None:
    parsed = _file(
        Block(kind=BlockKind.PARAGRAPH, text="首页", page=1),
        Block(kind=BlockKind.PARAGRAPH, text=" 甲\u200b乙丙丁", page=1, page_breaks=((4, 2), (5, 3))),
        Block(kind=BlockKind.PARAGRAPH, text="末段", page=3),
    )
    structured = build(parsed)
    assert structured.text == "首页\n甲乙丙丁\n末段"
    assert [(page.number, structured.text[page.start]) for page in structured.pages] == [
        (1, "首"),
        (2, "丙"),
        (3, "丁"),
    ]


def test_empty_file_has_empty_text_and_a_root() -> None:
    structured = build(_file())
    assert structured.text == ""
    assert len(structured.sections) == 1


def test_stars_and_signs_that_stand_on_a_page_are_kept() -> None:
    cells = Block(kind=BlockKind.TABLE, rows=(("题目", "选项"), ("> 0.1MPa", "**A.正确**B.错误")), header_row_count=1)
    line = Block(kind=BlockKind.PARAGRAPH, text="**注** <!-- 未定 -->\u200b")
    for media_type, expected in (
        ("application/vnd.ms-excel", ["**注** <!-- 未定 -->", "题目 | 选项", "> 0.1MPa | **A.正确**B.错误"]),
        ("text/markdown", ["注", "题目 | 选项", "0.1MPa | A.正确B.错误"]),
    ):
        assert build(ParsedFile(media_type=media_type, blocks=(line, cells))).text.split("\n") == expected


def test_leaders_are_shortened_and_pages_stay_in_place() -> None:
    parsed = _file(
        Block(kind=BlockKind.PARAGRAPH, text="1.1 编制目的" + "." * 90 + "1", page=1),
        Block(kind=BlockKind.PARAGRAPH, text="1.2 依据 · · · · · · 2", page=1),
        Block(kind=BlockKind.PARAGRAPH, text="甲" + "…" * 30 + "乙丙", page=1, page_breaks=((32, 2),)),
        Block(kind=BlockKind.PARAGRAPH, text="等等……依次类推...3.14", page=2),
    )
    structured = build(parsed)
    assert structured.text == "1.1 编制目的……1\n1.2 依据 …… 2\n甲……乙丙\n等等……依次类推...3.14"
    assert structured.text[structured.pages[1].start :].startswith("丙")
