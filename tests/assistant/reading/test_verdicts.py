"""Refusals that need no weighing: a term that no passage explains."""

from __future__ import annotations

import pytest

from assistant.answering.reading.scoring import ScoredUnit
from assistant.answering.reading.units import units_of
from assistant.answering.reading.verdicts import undefined_term
from kb.query import understand
from tests.assistant.reading.evidence import make_evidence


def scored(text: str) -> list[ScoredUnit]:
    return [ScoredUnit(unit=unit, score=1.0, signals={}, fitting=True) for unit in units_of(make_evidence(text))]


@pytest.mark.parametrize(
    ("question", "text", "undefined"),
    [
        ("什么是先期处置？", "岗位人员按现场处置方案先期处置，应急指挥部按照本预案指挥。", "先期处置"),
        ("什么是先期处置？", "先期处置，是指在上级力量到达前采取的控制措施。", ""),
        ("什么是先期处置？", "现场先期处置，立即报告。", "先期处置"),
        ("临灾预警是什么意思？", "临灾预警指灾害即将发生时发布的预警，临灾预警是指向性的。", ""),
        ("应急响应由谁启动？", "应急响应由市长启动。", ""),
    ],
)
def test_a_sentence_that_uses_a_term_does_not_define_it(question: str, text: str, undefined: str) -> None:
    assert undefined_term(understand(question), scored(text)) == undefined
