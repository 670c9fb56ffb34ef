"""Everyday words meet the words of documents."""

from __future__ import annotations

import pytest

from assistant.answering.reading.answerability import held
from assistant.answering.reading.everyday import equivalents


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("老百姓", "组织群众转移到安置点"),
        ("毛病", "存在的问题和不足"),
        ("外援", "需要外部支援时报指挥部"),
        ("压不住", "火势5分钟内没有得到控制"),
    ],
)
def test_an_everyday_word_is_spoken_of_in_formal_words(said: str, written: str) -> None:
    assert held(said, written, {})


def test_a_word_without_equivalents_has_to_stand_there() -> None:
    assert equivalents("放射源") == ()
    assert not held("放射源", "对油气管道开展隐患排查", {})
    assert held("放射源", "对放射源开展隐患排查", {})


def test_a_long_word_is_met_by_its_parts() -> None:
    assert held("救助款物", "灾害救助款、助款物资的发放按救助款物办法", {})
    assert not held("碱液", "用水稀释", {})
