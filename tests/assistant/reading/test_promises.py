"""Named sets must be spelled out, persons must be named."""

from __future__ import annotations

import pytest

from assistant.answering.reading.promises import unkept_promise
from kb.query import understand


@pytest.mark.parametrize(
    ("question", "passage"),
    [
        ("“四个一”指哪四个一？", "全市31个乡镇均完成了“四个一”建设。"),
        ("“五动局面”分别是什么？", "形成了“五动局面”，成效明显。"),
        (
            "“四个一”指哪四个一？",
            "完成“四个一”建设，达到了“六有”标准(即有班子、有机制、有队伍、有装备、有预案、有培训)。",
        ),
        ("市应急管理局局长叫什么名字？", "主任由市应急管理局局长兼任。"),
        ("应急指挥部总指挥叫什么名字？", "总指挥由分管副主席担任。"),
        ("海事局的传真是多少？", "报告海事局（电话：022-25602652）。"),
    ],
)
def test_missing_parts_and_names_are_said(question: str, passage: str) -> None:
    assert unkept_promise(understand(question), passage).startswith("原文没有")


@pytest.mark.parametrize(
    ("question", "passage"),
    [
        ("“三集中”是指什么？", "实行集中采购、集中储备、集中调拨“三集中”。"),
        ("安全宣传“五进”都进哪儿？", "推动安全宣传教育进企业、进农村、进社区、进学校、进家庭。"),
        ("“七大活动”是哪些？", "推进大宣传、大培训、大排查、大消除、大暗访、大执法、大演练等“七大活动”。"),
        ("“三种体系”分别是什么？", "建立“三种体系”。一是保障体系。二是储备体系。三是调拨体系。"),
        ("临澜恒泰总经理是谁？", "公司领导 | 周启衡 | 总经理 | 0600-5556101"),
        ("二级响应由谁批准？", "由市长批准启动。"),
        ("应急指挥部总指挥是谁？", "总指挥由分管副主席担任。"),
        ("海事局的传真是多少？", "报告海事局（电话：022-25602652，传真：022-25602653）。"),
    ],
)
def test_parts_and_names_that_are_there_are_no_problem(question: str, passage: str) -> None:
    assert unkept_promise(understand(question), passage) == ""


def test_a_mobile_number_is_there_where_it_looks_like_one() -> None:
    question = understand("指挥中心主任沈若兰的手机号码是多少？")
    assert unkept_promise(question, "市应急管理局 | 沈若兰 | 指挥中心主任 | 13800010002") == ""
    assert unkept_promise(question, "市应急管理局 | 沈若兰 | 指挥中心主任 | 138****0002") == ""
    assert unkept_promise(question, "市应急管理局 | 沈若兰 | 0600-5551111") == "原文没有写明手机号"
