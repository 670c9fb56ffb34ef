"""Escaping and emphasis."""

from __future__ import annotations

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.ui.rendering.emphasis import emphasised
from assistant.ui.rendering.markup import action_button, badge, escape, source_button, table

HOSTILE = "\"><script>alert('x')</script><img src=x onerror=alert(1)>"
TAG = re.compile(r"<[^>]*>")


def shown(markup: str) -> str:
    """Return what a reader sees of a piece of HTML."""
    return html.unescape(TAG.sub("", markup))


def test_escape_covers_content_and_attributes() -> None:
    assert escape("<a href='\"'>&") == "&lt;a href=&#x27;&quot;&#x27;&gt;&amp;"


@pytest.mark.parametrize(
    "markup",
    [
        source_button(HOSTILE, HOSTILE, 1, 2, title=HOSTILE),
        action_button(HOSTILE, HOSTILE, document_id=HOSTILE),
        badge(HOSTILE, "old"),
        table([HOSTILE], [["x"]], css="outcomes"),
        emphasised(HOSTILE),
    ],
)
def test_no_element_takes_a_tag_from_its_text(markup: str) -> None:
    assert "<script" not in markup
    assert "<img" not in markup
    assert 'x"><' not in markup


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_emphasis_changes_no_character(text: str) -> None:
    assert shown(emphasised(text)) == text


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("应当在30分钟内启动", '<b class="value">30分钟内</b>'),
        ("一小时以内报告", '<b class="value">一小时以内</b>'),
        ("启动Ⅱ级响应", '<b class="value">Ⅱ级响应</b>'),
        ("值班电话0600-5550122。", '<a class="phone" href="tel:06005550122">0600-5550122</a>'),
        ("拨打119报警", '<a class="phone" href="tel:119">119</a>'),
        ("转移2860人", '<b class="value">2860人</b>'),
    ],
)
def test_values_are_set_off(text: str, value: str) -> None:
    assert value in emphasised(text)


@pytest.mark.parametrize("text", ["警戒120米", "出动120人", "110kV变电站", "储罐V-120", "第119号令", "费用122元"])
def test_amounts_are_no_telephone_numbers(text: str) -> None:
    assert "tel:" not in emphasised(text)


@pytest.mark.parametrize("text", ["第三条 本办法自公布之日起施行", "第十二级以上", "编号11900", "统一指挥"])
def test_other_numbers_are_left_alone(text: str) -> None:
    assert "<" not in emphasised(text)


def test_table_names_the_column_in_each_cell() -> None:
    made = table(["文件", "结果"], [["甲", "乙"]], css="outcomes")
    assert '<td data-label="文件">甲</td><td data-label="结果">乙</td>' in made
