"""What plans rule on shared matters."""

from __future__ import annotations

import pytest

from assistant.comparing.actors import Level
from assistant.comparing.provisions import provisions_of
from tests.assistant.comparing.texts import document_of

CASES = [
    ("乡镇人民政府接报后，应当在30分钟内电话报告县应急管理局，1小时内书面报告。", [(("报告", "乡镇"), "电话", 1800), (("报告", "乡镇"), "书面", 3600)]),
    ("单位负责人接到报告后，应当于1小时内向事故发生地县级以上人民政府有关部门报告。", [(("报告", "事故单位"), "", 3600)]),
    ("Ⅰ级响应每2小时、Ⅱ级响应每4小时续报。", [(("续报", "1"), "", 7200), (("续报", "2"), "", 14400)]),
    ("Ⅲ级响应由分管副市长批准启动。", [(("批准", "3"), "", 2)]),
    ("Ⅰ级响应由市长提出意见，报市委同意后启动。", [(("批准", "1"), "", 4)]),
    ("Ⅳ级响应启动后，派出工作组，4小时内到达现场。", [(("到达", "4", "工作组"), "", 14400)]),
    ("较大事故：造成3人以上10人以下死亡。", [(("等级", "事故", "较大", "死亡", "下限"), "", 3), (("等级", "事故", "较大", "死亡", "上限"), "", 10)]),
    ("响应启动后5小时内发布首条信息，24小时内举行首场新闻发布会。", [(("首次发布信息",), "", 18000), (("首场新闻发布会",), "", 86400)]),
    ("市气象局应当在10分钟内电话叫应区县责任人。", [(("叫应", "县"), "", 600)]),
]  # fmt: skip
NOTHING = [
    "中控室值班员1分钟内报告应急值班室。",
    "每2小时报告一次情况。",
    "事后24小时内补办书面手续。",
    "启动条件：造成3人以上10人以下死亡的，启动Ⅲ级响应。",
    "应急管理局值班室 | 事故报告（24小时） | 0600-5551119",
]


@pytest.mark.parametrize(("text", "wanted"), CASES)
def test_ruled_values_are_read(text: str, wanted: list[tuple[tuple[str, ...], str, int]]) -> None:
    found = provisions_of(document_of(f"临澜市预案\n{text}"), Level.CITY)
    assert [(one.matter, one.mode, int(one.value)) for one in found] == wanted


@pytest.mark.parametrize("text", NOTHING)
def test_other_limits_are_left_alone(text: str) -> None:
    assert provisions_of(document_of(f"预案\n{text}"), Level.UNIT) == ()


def test_sentence_without_subject_is_about_whose_plan_it_is() -> None:
    text = document_of("镇预案\n火灾事故：接报后立即报告县应急管理局，最迟不超过30分钟。")
    (found,) = provisions_of(text, Level.TOWN)
    assert (found.matter, found.printed) == (("报告", "乡镇"), "30分钟")


def test_level_comes_from_the_heading_above() -> None:
    text = document_of(
        "预案\n4 应急响应\n4.1 Ⅱ级响应\n（1）批准权限：由市长批准启动。\n（2）分管副市长1小时内到达现场。"
    )
    found = provisions_of(text, Level.CITY)
    assert [one.matter for one in found] == [("批准", "2"), ("到达", "2", "领导")]
    assert all(text.text[one.span.start : one.span.end] for one in found)
