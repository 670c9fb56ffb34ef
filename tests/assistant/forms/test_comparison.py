"""Things set side by side, each from its own evidence."""

from __future__ import annotations

import pytest

from assistant.answering.answerer import Answerer
from assistant.answering.forms.sides import sides_of
from assistant.records import Answer, AnswerStatus
from kb.knowledge_base import KnowledgeBase
from kb.query import understand
from tests.assistant.forms.texts import assert_verbatim

TITLES = ("临澜市总体应急预案", "青泽县柳溪镇突发事件应急预案")


def columns(answer: Answer) -> dict[str, list[str]]:
    return {side.label: [one.text for one in side.statements] for side in answer.sides}


def test_levels_are_answered_each_for_itself(answerer: Answerer, kb: KnowledgeBase) -> None:
    answer = answerer.answer("防汛一级和二级响应分别由谁批准")
    assert columns(answer) == {
        "一级响应": ["Ⅰ级响应由市长批准启动。"],
        "二级响应": ["Ⅱ级响应由常务副市长批准启动。"],
    }
    assert [one.text for one in answer.statements] == ["Ⅰ级响应由市长批准启动。", "Ⅱ级响应由常务副市长批准启动。"]
    assert answer.text == "【一级响应】\nⅠ级响应由市长批准启动。[1]\n\n【二级响应】\nⅡ级响应由常务副市长批准启动。[2]"
    assert_verbatim(kb, answer)


@pytest.mark.parametrize(
    "question",
    [
        "预警信息发布管理办法2019年版和2024年版红色预警发布时限有什么不同",
        "新旧预警发布办法红色预警发布时限有什么变化",
        "修订前后红色预警的发布时限有什么不同",
    ],
)
def test_editions_keep_their_figures_apart(answerer: Answerer, kb: KnowledgeBase, question: str) -> None:
    answer = answerer.answer(question)
    assert [texts[0] for texts in columns(answer).values()] == [
        "红色预警信息，30分钟内发布；",
        "红色预警信息，15分钟内发布；",
    ]
    titles = {one.marker: one.document_number for one in answer.citations}
    assert [titles[side.statements[0].markers[0]] for side in answer.sides] == [
        "临政发〔2019〕14号",
        "临政规〔2024〕3号",
    ]
    assert_verbatim(kb, answer)


def test_enterprises_are_answered_from_their_own_plans(answerer: Answerer, kb: KnowledgeBase) -> None:
    answer = answerer.answer("恒泰化工和锦程百货的疏散时间哪个更长")
    found = columns(answer)
    assert found["恒泰化工"] == ["全厂人员应当在20分钟内完成疏散。"]
    assert "大楼人员应当在15分钟内完成疏散。" in found["锦程百货"]
    titles = {one.marker: one.document_title for one in answer.citations}
    for side in answer.sides:
        assert all(side.label in titles[marker] for one in side.statements for marker in one.markers)
    assert_verbatim(kb, answer)


@pytest.mark.parametrize("other", ["中原化工", "郑州百货"])
def test_side_that_is_not_stored_gets_no_figure_of_the_other(answerer: Answerer, other: str) -> None:
    answer = answerer.answer(f"恒泰化工和{other}的疏散时间哪个更长")
    assert answer.status is AnswerStatus.PARTIAL
    assert columns(answer) == {"恒泰化工": ["全厂人员应当在20分钟内完成疏散。"], other: []}
    assert answer.missing == f"没有找到“{other}”的依据"
    assert f"【{other}】\n未找到依据。" in answer.text


def test_nothing_found_on_any_side_is_a_refusal(answerer: Answerer) -> None:
    answer = answerer.answer("中原化工和郑州百货的注册资本哪个更多")
    assert (answer.status, answer.sides, answer.statements) == (AnswerStatus.NO_EVIDENCE, (), ())


@pytest.mark.parametrize(
    ("question", "sides"),
    [
        ("防汛一级和二级响应分别由谁批准", {"一级响应": "防汛一级响应由谁批准", "二级响应": "防汛二级响应由谁批准"}),
        ("红色、橙色和黄色预警的发布时限有什么区别", {f"{c}色预警": f"{c}色预警多久发布" for c in "红橙黄"}),
        ("市和镇的报告时限哪个短", {"市": "市多久报告", "镇": "镇多久报告"}),
        ("临澜市和柳溪镇救援队人数对比", {"临澜市": "临澜市救援队有多少人", "柳溪镇": "柳溪镇救援队有多少人"}),
        ("先期处置跟应急响应有啥差别", {"先期处置": "先期处置是什么", "应急响应": "应急响应是什么"}),
        ("2024年和2025年的事故起数相比怎么样", {"2024年": "2024年的事故有多少起", "2025年": "2025年的事故有多少起"}),
        ("一级响应和二级响应有什么不同", {f"{n}级响应": f"{n}级响应的启动条件是什么" for n in "一二"}),
        (
            "红色预警的发布时限比橙色预警短多少",
            {"红色预警的发布时限": "红色预警多久发布", "橙色预警的发布时限": "橙色预警多久发布"},
        ),
        (
            "2025年死亡人数占受伤人数的百分之几",
            {"2025年死亡人数": "2025年死亡有多少人", "2025年受伤人数": "2025年受伤有多少人"},
        ),
    ],
)
def test_question_is_taken_apart(question: str, sides: dict[str, str]) -> None:
    assert {side.label: side.question for side in sides_of(understand(question, titles=TITLES))} == sides


@pytest.mark.parametrize("question", ["预警信息发布管理办法有什么变化", "两支救援队合计多少人", "应急响应和"])
def test_question_about_one_thing_is_left_whole(question: str) -> None:
    assert sides_of(understand(question)) == ()
