"""Sentences, clauses and list items."""

from __future__ import annotations

from itertools import pairwise

import pytest

from kb.text import sentence_spans


def pieces(text: str) -> list[str]:
    return [text[span.start : span.end] for span in sentence_spans(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("立即报警。疏散人员！是否完成？完成", ["立即报警。", "疏散人员！", "是否完成？", "完成"]),
        ("一级响应；二级响应;三级响应。", ["一级响应；", "二级响应;", "三级响应。"]),
        ("1 总则\n  编制目的。\n\n适用范围", ["1 总则", "编制目的。", "适用范围"]),
        ("应当采取：（一）报警；（二）疏散。", ["应当采取：", "（一）报警；", "（二）疏散。"]),
        ("分工如下：①报警，②疏散。", ["分工如下：", "①报警，", "②疏散。"]),
        ("做到：一是快，二是准。", ["做到：", "一是快，", "二是准。"]),
        ("启动响应（见附件。详表）后报告。", ["启动响应（见附件。详表）后报告。"]),
        ("他说“快跑。”大家撤离。", ["他说“快跑。”", "大家撤离。"]),
        ("发布“请立即转移！”的指令。", ["发布“请立即转移！”的指令。"]),
        ("完成任务。”随后", ["完成任务。”", "随后"]),
        ("浓度为3.5%时撤离", ["浓度为3.5%时撤离"]),
        ("依据（三）项规定处理。", ["依据（三）项规定处理。"]),
        (" \n\u3000\n", []),
        ("", []),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert pieces(text) == expected


def test_long_bracket_is_split_inside() -> None:
    text = "甲（" + "乙" * 70 + "。丙）丁。"
    assert pieces(text) == ["甲（" + "乙" * 70 + "。", "丙）丁。"]


def test_spans_cover_everything_but_white_space_in_order() -> None:
    text = "第一条 为了加强管理，制定本办法。\n第二条 下列情形：（一）火灾；（二）“爆炸。”。 \n"
    spans = sentence_spans(text)
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert "".join(text[s.start : s.end] for s in spans).replace(" ", "") == "".join(text.split())
