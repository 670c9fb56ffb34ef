"""What a source hides or leaves open is seen; what only looks alike is not."""

from __future__ import annotations

import pytest

from assistant.answering.reading.hidden import hidden_notice, hidden_values, without_hidden


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("投入资金X万元", ["X"]),
        ("罚款X万余元", ["X"]),
        ("副主任X带领调研组", ["X"]),
        ("X县应急委员会", ["X"]),
        ("值班电话：138****1234", ["138****1234"]),
        ("0600-555XXXX", ["0600-555XXXX"]),
        ("202X年3月", ["202X"]),
        ("20XX年发生XX起", ["20XX", "XX"]),
        ("二〇二X年", ["二〇二X"]),
        ("2025年X月X日", ["X", "X"]),
        ("××市××路×××同志", ["××", "××", "×××"]),
        ("总指挥：李*", ["李*"]),
        ("〇〇公司和○○县", ["〇〇", "○○"]),
        ("____年__月", ["____", "__"]),
        ("补助【】万元、参演（ ）人", ["【】", "（ ）"]),
        ("于 年 月 日印发", ["年 月 日"]),
        ("某公司负责人李某某", ["某", "李某某"]),
        ("联系电话***", ["***"]),
        ("送□□□医院", ["□□□"]),
    ],
)
def test_hidden_values(text: str, found: list[str]) -> None:
    hidden = hidden_values(text)
    assert [one.text for one in hidden] == found
    assert [text[one.start : one.end] for one in hidden] == found


@pytest.mark.parametrize(
    "text",
    [
        "X光机和X射线探伤",
        "XX型水泵",
        "3×8米的围堰",
        "7×24小时值守",
        "二〇〇六年、二○○四年、一九八〇年",
        "某些单位、某种情形、某一方面、某项工作",
        "编号XXZYT-YA-001",
        "GB/T 29639-2020",
        "合格 | ×",
        "□是 □否",
        "DN50×3",
        "**一、总体要求**",
        "出生年月日",
        "沿X轴方向",
    ],
)
def test_what_only_looks_alike(text: str) -> None:
    assert hidden_values(text) == ()
    assert without_hidden(text) == text


def test_blanking_keeps_the_length_and_takes_the_scale_along() -> None:
    assert without_hidden("投入X万元，20XX年") == "投入　　元，　　　　年"


def test_the_notice_names_what_is_hidden() -> None:
    notice = hidden_notice(["投入资金X万元", "电话***"])
    assert "“X”“***”" in notice and "未公布" in notice
    assert hidden_notice(["投入资金3万元"]) == ""
