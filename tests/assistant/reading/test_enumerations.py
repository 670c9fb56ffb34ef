"""Enumerations: found from the announcing sentence or from any item, over paragraphs, in order and complete."""

from __future__ import annotations

import pytest

from assistant.answering.reading.enumerations import Enumeration, enumeration_at

ARTICLE = """第十二条 应急救援队伍应当具备下列条件：
（一）有固定的驻地；
（二）有专职人员，并符合下列要求之一：
1. 取得消防员证书；
2. 从事救援满三年；
（三）有必要的装备。
第十三条 队伍实行下列制度：
（一）值班制度；
（二）演练制度。"""
REPORT = """二、形成“三动局面”
在学习贯彻中，形成了“三动局面”。一是龙头舞动。领导带头，全员上阵，市长任指挥长。
印发责任规定，层层落实。二是上下连动。建立五层网格，配备对讲机，做到第一时间响应，31个乡镇第二是重点。
三是左右互动，部门会商，信息共享。"""


def texts(found: Enumeration | None, text: str) -> list[str]:
    assert found is not None
    return [text[start:end] for start, end in found.items]


def span(text: str, part: str) -> tuple[int, int]:
    start = text.index(part)
    return start, start + len(part)


def test_announcing_sentence_gives_its_items_and_not_those_of_the_next_article() -> None:
    found = enumeration_at(ARTICLE, *span(ARTICLE, "第十二条 应急救援队伍应当具备下列条件："))
    assert texts(found, ARTICLE) == [
        "（一）有固定的驻地；",
        "（二）有专职人员，并符合下列要求之一：\n1. 取得消防员证书；\n2. 从事救援满三年；",
        "（三）有必要的装备。",
    ]


def test_inner_list_is_found_from_its_own_lead() -> None:
    found = enumeration_at(ARTICLE, *span(ARTICLE, "1. 取得消防员证书；"))
    assert texts(found, ARTICLE) == ["1. 取得消防员证书；", "2. 从事救援满三年；"]


@pytest.mark.parametrize("item", ["（一）值班制度；", "（二）演练制度。"])
def test_any_item_leads_to_the_whole_with_its_announcing_sentence(item: str) -> None:
    found = enumeration_at(ARTICLE, *span(ARTICLE, item))
    assert texts(found, ARTICLE) == ["（一）值班制度；", "（二）演练制度。"]
    assert found is not None
    assert ARTICLE[found.lead[0] : found.lead[1]] == "第十三条 队伍实行下列制度："


def test_spoken_items_are_paragraphs_whose_heads_are_listed() -> None:
    found = enumeration_at(REPORT, *span(REPORT, "在学习贯彻中，形成了“三动局面”。"))
    assert found is not None
    assert found.spoken
    assert [REPORT[start:end] for start, end in found.heads] == ["一是龙头舞动。", "二是上下连动。", "三是左右互动，"]


def test_lines_without_numbers_are_items_behind_a_colon() -> None:
    text = "发现险情后立即：\n切断电源；\n疏散人员；\n报告值班室。\n其他事项另行规定。"
    found = enumeration_at(text, *span(text, "发现险情后立即："))
    assert texts(found, text) == ["切断电源；", "疏散人员；", "报告值班室。"]


def test_more_than_ten_items_are_followed() -> None:
    numerals = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"]
    text = "成员单位包括：\n" + "\n".join(f"（{n}）第{n}工作组；" for n in numerals)
    found = enumeration_at(text, 0, 7)
    assert len(texts(found, text)) == 12


@pytest.mark.parametrize("text", ["由市长批准启动Ⅱ级响应。", "一是由市长批准。", "发现险情后立即：\n切断电源。"])
def test_a_single_sentence_is_no_enumeration(text: str) -> None:
    assert enumeration_at(text, 0, len(text)) is None
