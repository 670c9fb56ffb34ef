"""To whom a step reports: a body or a post that the text names after 向 or 报."""

from __future__ import annotations

import pytest

from assistant.answering.reading.procedure import REPORT_TO


@pytest.mark.parametrize(
    ("text", "receiver"),
    [
        ("应当在30分钟内启动Ⅱ级响应，并向市人民政府报告。", "市人民政府"),
        ("用防爆对讲机报告中控室和当班班长。", "中控室和当班班长"),
        ("Ⅱ级响应报市长批准启动", "市长"),
        ("并报省应急管理部门备案。", "省应急管理部门"),
        (
            "1小时内向事发地县级以上人民政府应急管理部门和有关部门如实报告",
            "事发地县级以上人民政府应急管理部门和有关部门",
        ),
    ],
)
def test_receiver_is_read(text: str, receiver: str) -> None:
    found = REPORT_TO.search(text)
    assert found is not None
    assert found["receiver"] == receiver


@pytest.mark.parametrize(
    "text",
    [
        "设置不小于300米的下风向疏散距离；",
        "不得将直流水直接射向泄漏口或者液氨液面；",
        "沿侧风向转向上风向撤离（湿毛巾只用于短时撤离）",
        "接到报告后立即组织抢险。",
        "通信联络组按3.1.1的时限上报；",
        "向下游群众和下游单位发出警报",
    ],
)
def test_directions_and_warnings_are_no_reports(text: str) -> None:
    assert REPORT_TO.search(text) is None
