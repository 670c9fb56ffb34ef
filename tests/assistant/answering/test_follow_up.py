"""Which short questions lean on the one before them."""

from __future__ import annotations

import pytest

from assistant.answering.conversation import is_follow_up, resolve
from assistant.records import Turn

BEFORE = (
    Turn(
        question="防汛Ⅲ级响应由谁批准启动？",
        resolved_question="防汛Ⅲ级响应由谁批准启动？",
        answer_text="由副总指挥批准。[1]",
    ),
)


@pytest.mark.parametrize(
    "question",
    [
        "谁批准？",
        "多久报告一次？",
        "值班电话是多少？",
        "总指挥由谁担任？",
        "需要准备哪些物资？",
        "那Ⅱ级呢？",
        "它什么时候解除？",
    ],
)
def test_fragment_leans_on_the_conversation(question: str) -> None:
    assert is_follow_up(question)


@pytest.mark.parametrize(
    "question",
    [
        "青泽县有几座核电站？",
        "红色预警由谁签发？",
        "灭火器每年检查几次？",
        "森林火灾怎么报警？",
        "避难场所在云台乡哪里？",
    ],
)
def test_question_with_a_subject_of_its_own_stands_alone(question: str) -> None:
    assert not is_follow_up(question)
    assert resolve(question, BEFORE) == question


def test_other_level_takes_the_place_of_the_first() -> None:
    assert resolve("那Ⅱ级呢？", BEFORE) == "防汛Ⅱ级响应由谁批准启动？"
