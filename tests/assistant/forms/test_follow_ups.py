"""Follow-ups to clauses, comparisons, computations and answers whose source is asked for."""

from __future__ import annotations

import pytest

from assistant.answering.answerer import Answerer
from assistant.answering.conversation import resolve
from assistant.records import Turn
from tests.assistant.forms.texts import quotations

RULES = "临澜市预警信息发布管理办法"


def after(question: str, *cited: str) -> tuple[Turn, ...]:
    return (Turn(question=question, resolved_question=question, answer_text="", cited_titles=cited),)


@pytest.mark.parametrize(
    ("before", "follow_up", "resolved"),
    [
        ("应急预案管理办法第三十二条", "那第三十三条呢？", "应急预案管理办法第三十三条"),
        ("应急预案管理办法第三十二条", "第二款呢", "应急预案管理办法第三十二条第二款"),
        ("应急预案管理办法第三十二条第二款", "第（三）项呢", "应急预案管理办法第三十二条第二款第（三）项"),
        ("应急预案管理办法第三十二条第二款怎么说", "第一款呢", "应急预案管理办法第三十二条第一款怎么说"),
        ("第十九条怎么说", "是安全生产法", "安全生产法第十九条怎么说"),
        ("第十九条怎么说", "《突发事件应对法》", "《突发事件应对法》第十九条怎么说"),
        ("安全生产法什么时候施行", "第十九条怎么说", "安全生产法第十九条怎么说"),
        ("防汛一级和二级响应分别由谁批准", "那三级呢？", "防汛三级响应由谁批准"),
        ("防汛一级和二级响应分别由谁批准", "多久报告一次", "防汛一级响应和二级响应分别多久报告一次"),
        ("红色预警和橙色预警的发布时限相差多久", "那黄色预警呢", "黄色预警多久发布"),
        ("红色预警和橙色预警的发布时限相差多久", "谁签发？", "红色预警和橙色预警分别谁签发"),
        ("临澜市防汛指挥部总指挥是谁", "电话多少？", "临澜市防汛指挥部总指挥电话多少"),
        ("红色预警多久内发布", "依据哪个文件？", "红色预警多久内发布"),
        ("总体应急预案什么时候印发的", "还有效吗", "总体应急预案还有效吗"),
    ],
)
def test_follow_up_is_led_back(before: str, follow_up: str, resolved: str) -> None:
    assert resolve(follow_up, after(before)) == resolved


def test_standing_is_asked_of_the_document_that_was_cited() -> None:
    assert resolve("还有效吗？", after("红色预警谁审签", RULES)) == f"《{RULES}》还有效吗"
    assert resolve("现在废止了吗", after("红色预警谁审签", RULES)) == f"《{RULES}》现在废止了吗"


def test_clause_with_its_document_stands_alone() -> None:
    assert resolve("安全生产法第十九条", after("突发事件应对法第三条")) == "安全生产法第十九条"


def test_conversation_goes_from_clause_to_comparison_and_back(answerer: Answerer) -> None:
    history: tuple[Turn, ...] = ()
    said = []
    for question in (
        "预警信息发布管理办法第二条",
        "那第三条呢",
        "红色预警和橙色预警的发布时限相差多久",
        "那蓝色预警呢",
    ):
        answer = answerer.answer(question, history=history)
        history = (*history, Turn.of(answer))
        said.append(quotations(answer)[0])
    assert said[0].startswith("第二条 预警信息按照下列时限发布：")
    assert said[1] == "第三条 红色预警信息由市人民政府主要负责人审签。"
    assert said[3] == "蓝色预警信息，1小时内发布。"
    assert history[-1].cited_titles == (RULES,)
