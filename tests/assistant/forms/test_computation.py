"""Figures computed from cited ones."""

from __future__ import annotations

from fractions import Fraction

import pytest

from assistant.answering.answerer import Answerer
from assistant.answering.forms.computation import arithmetic
from assistant.answering.forms.operands import NoFigure, the_one, told, wanted_dimension
from assistant.answering.forms.quantities import NotComparable, common_unit, quantities_in, shown
from assistant.records import AnswerStatus
from kb.knowledge_base import KnowledgeBase
from tests.assistant.forms.texts import assert_verbatim, quotations


@pytest.mark.parametrize(
    ("question", "expression", "quotes"),
    [
        ("红色预警和橙色预警的发布时限相差多久", "30分钟 − 15分钟 = 15分钟", ["15分钟", "30分钟"]),
        ("红色预警比蓝色预警发布时限短多少", "60分钟 − 15分钟 = 45分钟", ["15分钟", "1小时"]),
        (
            "2019年版和2024年版预警信息发布管理办法的红色预警发布时限差几分钟",
            "30分钟 − 15分钟 = 15分钟",
            ["30分钟", "15分钟"],
        ),
        ("市水务抢险队和市森林消防大队一共多少人", "60人 + 120人 = 180人", ["60人", "120人"]),
        ("市水务抢险队和市森林消防大队平均多少人", "（60人 + 120人）÷ 2 = 90人", ["60人", "120人"]),
        ("恒泰化工员工是锦程百货员工的几倍", "320人 ÷ 800人 = 0.4倍", ["320人", "800人"]),
        ("市水务抢险队人数占市森林消防大队人数的百分之几", "60人 ÷ 120人 = 50%", ["60人", "120人"]),
    ],
)
def test_arithmetic_rests_on_cited_figures(
    answerer: Answerer, kb: KnowledgeBase, question: str, expression: str, quotes: list[str]
) -> None:
    answer = answerer.answer(question)
    computation = answer.computation
    assert computation is not None, answer.missing
    assert computation.expression == expression
    assert [one.quote for one in computation.operands] == quotes
    by_marker = {one.marker: one for one in answer.citations}
    assert all(one.quote in by_marker[one.marker].quote for one in computation.operands)
    assert answer.statements[0].derived == "计算所得"
    assert answer.text.startswith("计算所得：")
    assert_verbatim(kb, answer)


def test_conversion_is_shown(answerer: Answerer) -> None:
    answer = answerer.answer("红色预警比蓝色预警发布时限短多少")
    assert answer.statements[0].text == "1小时 = 60分钟；60分钟 − 15分钟 = 45分钟"
    assert quotations(answer) == ["红色预警信息，15分钟内发布；", "蓝色预警信息，1小时内发布。"]


@pytest.mark.parametrize(
    ("question", "missing"),
    [
        ("恒泰化工和中原化工一共有多少员工", "没有找到“中原化工”的依据，不能计算"),
        ("恒泰化工和锦程百货的注册资本相差多少", "没有找到"),
    ],
)
def test_missing_operand_is_refused(answerer: Answerer, question: str, missing: str) -> None:
    answer = answerer.answer(question)
    assert (answer.status, answer.computation, answer.statements) == (AnswerStatus.NO_EVIDENCE, None, ())
    assert missing in answer.missing


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("应当在15分钟内发布", [("15分钟", Fraction(15), "分钟")]),
        ("半小时内到达，损失1.5万元", [("半小时", Fraction(1, 2), "小时"), ("1.5万元", Fraction(3, 2), "万元")]),
        ("三十名队员", [("三十名", Fraction(30), "名")]),
        ("1,200元", [("1,200元", Fraction(1200), "元")]),
        ("2024年7月1日第3条一级响应", []),
        ("5个工作日内", [("5个工作日", Fraction(5), "个工作日")]),
    ],
)
def test_figures_are_read_with_their_unit(text: str, found: list[tuple[str, Fraction, str]]) -> None:
    assert [(one.quote, one.value, one.unit) for one in quantities_in(text)] == found


def test_ends_of_a_range_are_no_figures_of_their_own() -> None:
    figures = quantities_in("15至20分钟内到达")
    assert [one.ranged for one in figures] == [True]


@pytest.mark.parametrize(("first", "second"), [("3人", "5起"), ("3个工作日", "5天"), ("2个月", "30天")])
def test_different_measures_are_not_reckoned_with_each_other(first: str, second: str) -> None:
    figures = [quantities_in(first)[0], quantities_in(second)[0]]
    with pytest.raises(NotComparable, match="单位不同"):
        common_unit(figures)


@pytest.mark.parametrize(
    ("operation", "text", "expression"),
    [
        ("difference", "30分钟 2小时", "120分钟 − 30分钟 = 90分钟（1小时30分钟）"),
        ("sum", "1.5万元 500元", "15000元 + 500元 = 15500元"),
        ("share", "27人 24人", "27人 ÷ 24人 = 112.5%"),
        ("ratio", "1人 3人", "1人 ÷ 3人 ≈ 0.33倍"),
        ("mean", "1人 2人 2人", "（1人 + 2人 + 2人）÷ 3 ≈ 1.67人"),
        ("difference", "1公里 300米", "1000米 − 300米 = 700米"),
    ],
)
def test_arithmetic_is_written_out(operation: str, text: str, expression: str) -> None:
    figures = quantities_in(text)
    assert arithmetic(operation, figures, common_unit(figures))[0] == expression


def test_division_by_nothing_is_refused() -> None:
    figures = quantities_in("5人 0人")
    with pytest.raises(NotComparable, match="除数为 0"):
        arithmetic("share", figures, "人")


def test_figure_is_that_of_the_piece_that_names_the_label() -> None:
    text = "红色预警应当在15分钟内发布，橙色预警应当在30分钟内发布，黄色预警应当在1小时内发布。"
    assert [one.quote for one in told("橙色预警", text, "time")] == ["30分钟"]
    teams = "包括：市水务抢险队（60人）、市森林消防大队（120人）、市医疗应急队（40人）。"
    assert [one.quote for one in told("市森林消防大队", teams, "people")] == ["120人"]


def test_several_figures_without_a_choice_are_refused() -> None:
    with pytest.raises(NoFigure, match="没有可计算的数值"):
        the_one("甲", [])
    assert len(told("处置", "先处置2小时，再处置4小时", "time")) == 2


@pytest.mark.parametrize(
    ("question", "dimension"),
    [("相差多久", "time"), ("一共多少人", "people"), ("差几起", "起"), ("相差多少", ""), ("损失一共多少", "money")],
)
def test_measure_is_read_from_the_question(question: str, dimension: str) -> None:
    assert wanted_dimension(question) == dimension


def test_decimals_are_two_at_most() -> None:
    assert (shown(Fraction(1, 3), "倍"), shown(Fraction(90), "人"), shown(Fraction(5, 2), "米")) == (
        "0.33倍",
        "90人",
        "2.5米",
    )
