"""A figure is given only of the act it is asked of, a body only for the decision it is asked for."""

from __future__ import annotations

import pytest

from assistant.answering.reading.asked_acts import asked_act, decided_act, decides, lead_in, open_part, untold
from kb.query import understand

RESPONSE = "澜水临澜站水位达到保证水位38.20米，或者干流堤防出现重大险情；"


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("澜水涨到多少米要封桥", "封桥"),
        ("风力达到几级就要停止吊装", "停止吊装"),
        ("一小时下多少毫米雨就要转移人", "转移人"),
        ("警戒距离是多少米", ""),
        ("青泽水库水位多少", ""),
    ],
)
def test_act_from_a_value_on(text: str, act: str) -> None:
    assert asked_act(understand(text)) == act


def test_level_of_water_says_nothing_of_a_bridge() -> None:
    asked = understand("澜水涨到多少米要封桥")
    assert untold(asked, [f"4.4.1 启动条件 {RESPONSE}"], [RESPONSE]) == "封桥"
    assert untold(asked, ["水位达到37米时封闭大桥，禁止通行。"], [RESPONSE]) == ""


def test_act_may_stand_in_the_line_that_leads_in() -> None:
    text = "达到下列情形之一的，立即转移群众：\n（1）1小时雨量达到50毫米；"
    start = text.index("1小时")
    asked = understand("一小时下多少毫米雨就要转移人")
    assert untold(asked, [f"{lead_in(text, start)} {text[start:]}"], [text]) == ""
    assert untold(asked, ["1小时雨量达到30毫米时，监测员开始逐小时记录；"], [text]) == "转移人"


def test_river_of_another_name_is_another_river() -> None:
    asked = understand("澜江水位超过多少米算超警戒")
    assert untold(asked, [RESPONSE], [RESPONSE]) == "澜江"
    assert untold(understand("青泽水库水位多少启动Ⅲ级响应"), ["4.3 Ⅲ级响应"], ["青泽水库水位达到144米"]) == ""


def test_announcing_and_approving_are_one_act() -> None:
    asked = understand("防汛二级响应由谁来宣布启动")
    assert decided_act(asked) == "启动"
    assert decides("启动", "由市防指指挥长（市长）批准启动。")
    assert not decides("启动", "指挥长主持会商，必要时依法宣布进入紧急防汛期；")
    assert untold(asked, ["4.4.3 响应行动 依法宣布进入紧急防汛期；"], []) == "启动"


def test_ending_goes_by_several_names() -> None:
    assert decided_act(understand("谁决定结束应急响应")) == "结束"
    assert decides("结束", "由启动机关宣布终止响应。")


def test_open_half_of_a_question_is_named() -> None:
    asked = understand("石桥村转移到哪里去，谁负责敲锣通知")
    assert open_part(asked, ["预警员 | 牛广声 | 敲锣、吹哨、开警报器"]) == "石桥村转移到哪里去"
    assert open_part(asked, ["转移到石桥小学。", "预警员负责敲锣。"]) == ""
    assert open_part(understand("谁负责敲锣通知"), ["牛广声"]) == ""
