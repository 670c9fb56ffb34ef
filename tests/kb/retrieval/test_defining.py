"""Questions for a meaning, criteria or kinds, and the chunks that give them."""

from __future__ import annotations

import pytest

from kb.retrieval.defining import asked_term, defining_fit

GRADES = (
    "事故一般分为以下等级：（一）特别重大事故，是指造成30人以上死亡的事故；（二）重大事故，是指造成10人以上死亡的事故。"
)


@pytest.mark.parametrize(
    ("question", "term"),
    [
        ("特别重大事故的标准是什么？", "特别重大事故"),
        ("重大事故是怎么划分的", "重大事故"),
        ("什么是先期处置", "先期处置"),
        ("较大事故是什么意思", "较大事故"),
        ("突发事件分哪几类", "突发事件"),
        ("草原火灾怎么分级", "草原火灾"),
        ("消防安全重点单位的界定标准", "消防安全重点单位"),
        ("谁批准二级响应", ""),
        ("应急预案包括哪些内容", ""),
    ],
)
def test_the_term_asked_about_is_found(question: str, term: str) -> None:
    assert asked_term(question) == term


def test_a_chunk_that_defines_the_term_fits() -> None:
    assert defining_fit("特别重大事故的标准是什么", GRADES) == 1.0
    assert defining_fit("突发事件分哪几类", "本法所称突发事件，是指突然发生的自然灾害等事件。") == 1.0
    assert defining_fit("草原火灾怎么分级", "根据受害面积，草原火灾分为特别重大、重大、较大、一般四个等级。") == 1.0


def test_a_chunk_that_only_uses_the_term_does_not() -> None:
    assert defining_fit("特别重大事故的标准是什么", "特别重大事故由国务院组织调查。") == 0.0
    assert defining_fit("特别重大事故由谁调查", GRADES) == 0.0
