"""What an answer of each kind must look like."""

from __future__ import annotations

import pytest

from assistant.answering.reading.kinds import asked_units, fits, has_amount
from kb.query import understand


@pytest.mark.parametrize(
    ("question", "good", "bad"),
    [
        ("多长时间内报告", "接报后1小时内报告。", "及时报告上级。"),
        ("值班电话是多少", "值班室 0600-5550119", "值班室设在二楼。"),
        ("有多少人参加", "参演人员158人。", "共有12支队伍。"),
        ("这算几级响应", "构成Ⅲ级响应。", "由值班员登记。"),
    ],
)
def test_shape_of_the_answer(question: str, good: str, bad: str) -> None:
    understood = understand(question)
    assert fits(understood, good)
    assert not fits(understood, bad)


def test_measures_asked_for() -> None:
    assert asked_units(understand("救援队有几支、多少人")) == ("支", "人")
    assert asked_units(understand("死了几个人")) == ("人",)


def test_amount_allows_words_between_numeral_and_measure() -> None:
    assert has_amount("队伍8支165人", "支")
    assert has_amount("疏散约三百余人", "人")
    assert not has_amount("人数不详", "人")


def test_a_hidden_figure_is_none() -> None:
    assert not fits(understand("投入了多少资金"), "投入资金X万元")
    assert not fits(understand("发生了多少起事故"), "20XX年发生XX起")
    assert not fits(understand("值班电话是多少"), "值班室 0600-5550***、138****1234、12345XX")
    assert not has_amount("参演人员（ ）人", "人")
