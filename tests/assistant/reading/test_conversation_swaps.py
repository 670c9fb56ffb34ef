"""Follow-ups that name another thing of the same kind."""

from __future__ import annotations

import pytest

from assistant.answering.conversation import resolve
from assistant.records import Turn


def after(question: str) -> tuple[Turn, ...]:
    return (Turn(question=question, resolved_question=question, answer_text=""),)


@pytest.mark.parametrize(
    ("before", "follow_up", "resolved"),
    [
        ("防汛二级响应由谁批准？", "那三级呢？", "防汛三级响应由谁批准？"),
        ("红色预警多久发布？", "橙色呢？", "橙色预警多久发布？"),
        ("2024年演练多少次？", "2023年呢", "2023年演练多少次？"),
        ("柳溪镇值班室电话", "石桥村呢？", "石桥村值班室电话"),
        ("液氨泄漏先干什么？", "要疏散多远？", "液氨泄漏要疏散多远"),
        ("防汛三级响应启动条件是什么", "森林火灾呢？", "森林火灾三级响应启动条件是什么"),
    ],
)
def test_the_other_thing_takes_its_place(before: str, follow_up: str, resolved: str) -> None:
    assert resolve(follow_up, after(before)) == resolved


def test_new_topic_stands_alone() -> None:
    assert resolve("发生火灾后单位多久上报？", after("柳溪镇值班室电话")) == "发生火灾后单位多久上报？"


def test_without_a_conversation_nothing_changes() -> None:
    assert resolve("那三级呢？", ()) == "那三级呢？"
