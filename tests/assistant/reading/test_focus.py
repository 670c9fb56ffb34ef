"""The thing a question asks for, and how many of it."""

from __future__ import annotations

import pytest

from assistant.answering.reading.focus import asked_count, asked_things, asks_twice, focus_share
from assistant.answering.reading.item_counts import noun_lists


@pytest.mark.parametrize(
    ("question", "things"),
    [
        ("改革后建立了哪些工作机制？", ("工作机制",)),
        ("工作机制有哪些？", ("工作机制",)),
        ("公司现在有多少员工？", ("员工",)),
        ("二级响应谁批准", ("批准",)),
        ("红色预警30分钟内发布吗？", ()),
    ],
)
def test_thing_asked_for_stands_beside_the_asking_word(question: str, things: tuple[str, ...]) -> None:
    assert asked_things(question) == things


@pytest.mark.parametrize(
    ("question", "count"),
    [
        ("采取哪三种方式储备物资？", 3),
        ("闭环管理的四个环节是什么", 4),
        ("安全宣传“五进”都进哪儿？", 5),
        ("哪两个部门牵头？", 2),
        ("第十二条说了什么？", 0),
        ("第一百零九条说了什么？", 0),
        ("二级响应谁批准？", 0),
        ("违反第三十条规定有哪些处罚？", 0),
        ("2025年有哪些演练？", 0),
    ],
)
def test_number_of_things_asked_for(question: str, count: int) -> None:
    assert asked_count(question) == count


def test_focus_is_met_by_any_of_the_texts() -> None:
    assert focus_share("建立了哪些工作机制？", ("建立多项工作机制",)) == 1.0
    assert focus_share("建立了哪些工作机制？", ("设立指挥部",)) == 0.0


@pytest.mark.parametrize(
    ("text", "lengths"),
    [
        ("建立了联席会议、信息共享和联动处置等机制。", (3,)),
        ("由公安、消防、水务参加，发改、财政配合。", (3, 2)),
        ("由市长批准。", ()),
    ],
)
def test_nouns_listed_in_a_sentence(text: str, lengths: tuple[int, ...]) -> None:
    assert noun_lists(text) == lengths


@pytest.mark.parametrize(
    ("question", "twice"),
    [
        ("出事要多久通报中心，书面呢？", True),
        ("每年拨多少钱,从哪年开始的？", True),
        ("有哪些队伍，各多少人？", True),
        ("接到报告后，多久报县？", False),
        ("红色预警多久发布？", False),
    ],
)
def test_questions_that_ask_for_two_things(question: str, twice: bool) -> None:
    assert asks_twice(question) is twice
