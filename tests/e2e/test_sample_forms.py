"""Clauses, standing, comparisons and computed figures over the sample documents."""

from __future__ import annotations

import pytest

from assistant.records import Answer, AnswerStatus, Turn
from assistant.wiring import Workbench

pytestmark = pytest.mark.xdist_group("sample_base")

RULES = "临澜市突发事件预警信息发布管理办法"


def assert_cited(workbench: Workbench, answer: Answer) -> None:
    """Every citation is the text at its span; every quotation is one of them."""
    quotes = {}
    for citation in answer.citations:
        text = workbench.kb.document(citation.document_id).text
        assert text[citation.start : citation.end] == citation.quote
        quotes[citation.marker] = citation.quote
    for statement in answer.statements:
        assert statement.markers
        assert statement.derived or statement.text in [quotes[marker] for marker in statement.markers]


@pytest.mark.parametrize(
    ("question", "beginning"),
    [
        ("预警信息发布管理办法第十三条", "第十三条 市预警中心收到审签后的预警信息，应当按照下列时限发布："),
        ("预警发布办法第十三条第（二）项", "（二）橙色预警信息，30分钟内；"),
        ("临政规〔2024〕3号第九条", "第九条 预警信息按照下列权限审签："),
        ("第二十条旧的是怎么写的", "第二十条 引发突发事件的危险因素消除的，由原审签机关决定解除预警"),
    ],
)
def test_clause_is_gone_to_directly(sample_workbench: Workbench, question: str, beginning: str) -> None:
    answer = sample_workbench.answerer.answer(question)
    assert answer.status is AnswerStatus.GROUNDED
    assert answer.statements[0].text.startswith(beginning)
    assert_cited(sample_workbench, answer)


def test_clause_number_alone_is_asked_back(sample_workbench: Workbench) -> None:
    answer = sample_workbench.answerer.answer("第十九条怎么说")
    assert len(answer.sides) >= 2
    assert any(RULES in side.label for side in answer.sides)
    assert "请写明要看哪一份" in answer.missing
    chosen = sample_workbench.answerer.answer("预警信息发布管理办法", history=(Turn.of(answer),))
    assert chosen.statements[0].text.startswith("第十九条 基础电信运营企业")
    assert_cited(sample_workbench, chosen)


def test_standing_rests_on_the_repeal(sample_workbench: Workbench) -> None:
    answer = sample_workbench.answerer.answer("2019年的预警发布办法现在还能用吗？")
    assert "已废止，由" in answer.statements[0].text
    assert any("同时废止" in statement.text for statement in answer.statements[1:])
    assert_cited(sample_workbench, answer)


def test_editions_are_compared_each_from_its_own_text(sample_workbench: Workbench) -> None:
    answer = sample_workbench.answerer.answer(f"{RULES}2019年版和2024年版红色预警发布时限有什么不同")
    assert [(side.label, side.statements[0].text) for side in answer.sides] == [
        ("2019年版", "红色预警信息，30分钟内；"),
        ("2024年版", "红色预警信息，15分钟内；"),
    ]
    numbers = {citation.marker: citation.document_number for citation in answer.citations}
    own = [{numbers[marker] for one in side.statements for marker in one.markers} for side in answer.sides]
    assert own == [{"临政发〔2019〕14号"}, {"临政规〔2024〕3号"}]
    assert_cited(sample_workbench, answer)


def test_levels_are_compared_within_one_plan(sample_workbench: Workbench) -> None:
    answer = sample_workbench.answerer.answer("防汛二级和三级响应分别由谁批准")
    assert [side.label for side in answer.sides] == ["二级响应", "三级响应"]
    assert "由市防指指挥长（市长）批准启动" in answer.sides[0].statements[0].text
    assert "由市防指常务副指挥长（分管副市长）批准启动" in answer.sides[1].statements[0].text
    assert_cited(sample_workbench, answer)


@pytest.mark.parametrize(
    ("question", "expression"),
    [
        ("红色预警和橙色预警的发布时限相差多久", "30分钟 − 15分钟 = 15分钟"),
        ("市水务抢险队和市森林消防大队一共多少人", "60人 + 120人 = 180人"),
    ],
)
def test_figures_are_computed_from_citations(sample_workbench: Workbench, question: str, expression: str) -> None:
    answer = sample_workbench.answerer.answer(question)
    assert answer.computation is not None
    assert answer.computation.expression == expression
    assert_cited(sample_workbench, answer)


@pytest.mark.parametrize(
    "question",
    [
        "2025年死亡人数占事故起数的百分之几",  # persons and cases
        "恒泰化工和郑州化工的员工一共多少人",  # one of them is not stored
        "临澜市和郑州市的森林消防大队一共多少人",
    ],
)
def test_what_cannot_be_computed_is_refused(sample_workbench: Workbench, question: str) -> None:
    answer = sample_workbench.answerer.answer(question)
    assert (answer.status, answer.computation, answer.statements) == (AnswerStatus.NO_EVIDENCE, None, ())
    assert answer.missing
