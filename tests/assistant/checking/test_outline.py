"""Parts by heading, tables of contents left out, headings the parser left as lines."""

from __future__ import annotations

import pytest

from assistant.checking.outline import blanked, contents_spans, fits, outline_of, plain_heading, sentence_around
from kb.records import Span
from tests.assistant.checking.plans import plan_of


@pytest.mark.parametrize(
    ("title", "plain"),
    [
        ("3.2.1 预警启动", "预警启动"),
        ("一、总 则", "总则"),
        ("附件4：应急物资清单", "应急物资清单"),
        ("第三章　应急响应", "应急响应"),
        ("8.2应急队伍保障 - 22 -", "应急队伍保障"),
        ("关键的路线、标识和图纸", "关键路线、标识和图纸"),
    ],
)
def test_heading_loses_number_spaces_and_page(title: str, plain: str) -> None:
    assert plain_heading(title) == plain


@pytest.mark.parametrize(
    ("name", "wanted", "fit"),
    [
        ("应急响应分级", "响应分级", True),
        ("总则与说明", "总则", False),
        ("总则", "总则", True),
        ("应急救援指挥组主要成员通信联系电话", "联系电话", True),
        ("应急物资装备保障能力建设的中长期规划", "物资装备保障", False),
        ("协议或备忘录", "有关协议或备忘录", True),
    ],
)
def test_heading_fits_with_few_words_beside(name: str, wanted: str, fit: bool) -> None:
    assert fits(plain_heading(name), [wanted]) is fit


def test_table_of_contents_is_blank_and_no_part() -> None:
    body = "目 录\n1 总则\n1.1 适用范围\n2 应急响应\n1 总则\n1.1 适用范围\n本预案适用于本公司。\n2 应急响应\n由总指挥启动响应。"
    document = plan_of(body)
    outline = outline_of(document)
    assert contents_spans(document)
    assert [part.name for part in outline.parts] == ["总则", "适用范围", "应急响应"]
    assert outline.body.count("适用范围") == 1
    assert len(outline.body) == len(document.text) == len(outline.content)


def test_content_holds_no_headings() -> None:
    outline = outline_of(plan_of("1 应急会议\n由总经理召集。\n2 信息公开\n由办公室负责。"))
    assert "应急会议" not in outline.content
    assert "由总经理召集" in outline.content


def test_line_that_is_a_wanted_heading_opens_a_part() -> None:
    document = plan_of("1 应急响应\n信息接收与通报\n现场人员立即报告班长。\n预警解除\n由总指挥宣布。")
    parts = outline_of(document, line_headings=["信息接收与通报", "预警解除"]).parts
    lines = {part.name: document.text[part.body : part.end].strip() for part in parts if part.depth == 9}
    assert lines == {"信息接收与通报": "现场人员立即报告班长。", "预警解除": "由总指挥宣布。"}


def test_whole_plans_bound_in_are_left_out() -> None:
    other = "一、适用范围\n" + "本专项预案适用于火灾。" * 40
    document = plan_of(f"1 总则\n本预案适用于本公司。\n2 火灾专项应急预案\n{other}")
    outline = outline_of(document, skip_parts=r"专项应急预案$")
    assert "本专项预案" not in outline.body
    assert "本预案适用于本公司" in outline.body


def test_guide_text_does_not_count_as_content() -> None:
    outline = outline_of(plan_of("1 预警\n明确预警信息发布的渠道、方式和内容。\n2 响应\n由总指挥启动。"))
    assert "渠道" not in outline.body
    assert "由总指挥启动" in outline.body


def test_blanking_keeps_length_and_line_ends() -> None:
    assert blanked("甲乙\n丙丁", [Span(start=1, end=4)]) == "甲 \n 丁"


def test_sentence_around_a_word() -> None:
    text = "第一句。 第二句有词；第三句。"
    span = sentence_around(text, text.index("有词"), text.index("有词") + 2)
    assert text[span.start : span.end] == "第二句有词；"
