from __future__ import annotations

import pytest

from ingest.parsers import markdown, text
from ingest.parsers.markdown import strip_marks
from ingest.records import Block


def parse(source: str) -> tuple[Block, ...]:
    return markdown.parse(source.encode(), "a.md").blocks


def shapes(source: str) -> list[tuple[str, int | None, str]]:
    return [(block.kind.value, block.heading_level, block.text) for block in parse(source)]


def test_a_law_file_keeps_lines_as_paragraphs_and_drops_comments() -> None:
    source = (
        "# 安全生产法\n\n2002年6月29日 通过\n\n<!-- INFO END -->\n\n## 第一章 总则\n\n"
        "第一条 为了加强安全生产工作。\n第二条 适用本法。\n"
    )
    assert shapes(source) == [
        ("heading", 1, "安全生产法"),
        ("paragraph", None, "2002年6月29日 通过"),
        ("heading", 2, "第一章 总则"),
        ("paragraph", None, "第一条 为了加强安全生产工作。"),
        ("paragraph", None, "第二条 适用本法。"),
    ]


def test_front_matter_gives_the_title_only() -> None:
    parsed = markdown.parse("---\ntitle: “八一七”预案\ntags: [火灾]\n---\n正文\n".encode(), "a.md")
    assert parsed.title == "“八一七”预案"
    assert [block.text for block in parsed.blocks] == ["正文"]


def test_setext_headings_rules_lists_quotes_and_fences() -> None:
    source = "总体预案\n====\n\n分级\n----\n\n---\n\n- 甲\n* [x] 乙\n1. 丙\n> 引用\n\n```\n# 不是标题\n```\n"
    assert shapes(source) == [
        ("heading", 1, "总体预案"),
        ("heading", 2, "分级"),
        ("paragraph", None, "甲"),
        ("paragraph", None, "乙"),
        ("paragraph", None, "1. 丙"),
        ("paragraph", None, "引用"),
        ("paragraph", None, "# 不是标题"),
    ]


def test_tables_keep_their_header_and_even_rows() -> None:
    source = "| 级别 | 条件 |\n|:---|---:|\n| **Ⅰ级** | 30人<br>以上 |\n| Ⅱ级 |\n\n之后"
    table, after = parse(source)
    assert table.rows == (("级别", "条件"), ("Ⅰ级", "30人 以上"), ("Ⅱ级", ""))
    assert table.header_row_count == 1
    assert after.text == "之后"


@pytest.mark.parametrize(
    ("marked", "plain"),
    [
        ("**第三条** 市政府，*应当*，报告", "第三条 市政府，应当，报告"),
        ("__重要__ 和 ~~旧~~", "重要 和 旧"),
        ("见[应急预案](https://x.cn/a(1).html)和![图](a.png)。", "见应急预案和。"),
        ("电话138****1234和139****5678", "电话138****1234和139****5678"),
        ("张***和李***在场", "张***和李***在场"),
        ("2*3*4=24", "2*3*4=24"),
        ("file_name_v2", "file_name_v2"),
        ("当 x < 5 且 y > 3 时", "当 x < 5 且 y > 3 时"),
        ("<font color='red'>红色</font>预警&nbsp;A&lt;B", "红色预警 A<B"),
        (r"1\. 第一 \*星\*", "1. 第一 *星*"),
        ("`yubei ingest`", "yubei ingest"),
        ("\u3000\u3000段首\u200b缩进\u00a0文字", "段首缩进 文字"),
    ],
)
def test_marks_go_and_redactions_stay(marked: str, plain: str) -> None:
    assert strip_marks(marked) == plain


def test_hard_wrapped_markdown_is_joined_to_paragraphs() -> None:
    line = "为了加强和规范突发事件应急预案管理工作增强应急预案的针对性实用性"
    source = "# 办法\n\n" + "\n".join(["第一条 " + line[4:], *[line] * 9, "操作性，制定本办法。", "第二条 短句。"])
    heading, first, second = parse(source)
    assert heading.text == "办法"
    assert first.text.startswith("第一条 ") and first.text.endswith("操作性，制定本办法。")
    assert second.text == "第二条 短句。"


def test_markdown_in_a_text_file_is_recognised() -> None:
    parsed = text.parse("### 2.2 水上交通事故\n#### 2.2.1 适用范围\n正文。\n".encode(), "a.txt")
    assert [block.heading_level for block in parsed.blocks] == [3, 4, None]
