"""Levels that can be asked for."""

from __future__ import annotations

import pytest

from assistant.study.questions.scales import level_mentions


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("由市长批准启动Ⅱ级响应", ["Ⅱ级"]),
        ("收到红色预警信息后停止作业", ["红色"]),
        ("发生较大以上突发事件时设立现场指挥部", ["较大"]),
        ("重大火灾隐患由市人民政府挂牌督办", []),
        ("重大传染病疫情发生时", []),
        ("一级、二级、三级和四级分别用红色、橙色、黄色和蓝色标示", []),
    ],
)
def test_levels_are_found_and_fixed_terms_are_none(text: str, found: list[str]) -> None:
    assert [one.text for one in level_mentions(text)] == found


def test_laws_use_serious_as_a_plain_word() -> None:
    assert level_mentions("发生重大事故时应当报告", loose=False) == []
    assert [one.text for one in level_mentions("发生较大以上事故时应当报告", loose=False)] == ["较大"]
