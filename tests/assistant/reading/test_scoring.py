"""Scores set by hand: what is said of the level asked for comes before what is said of all levels."""

from __future__ import annotations

import pytest

from assistant.answering.reading.scoring import ScoredUnit, level_bonus, without_records
from assistant.answering.reading.units import units_of
from kb.query import understand
from tests.assistant.reading.evidence import make_evidence


@pytest.mark.parametrize(
    ("text", "path", "preferred"),
    [
        ("由指挥长提出意见，报市委同意后签发启动命令。", ("4.5 Ⅰ 级响应", "4.5.2 批准"), True),
        ("Ⅰ级响应由市长提出意见，报市委同意后启动。", ("启动程序",), True),
        ("提出启动建议，按权限批准后发布命令。", ("4.1 总体要求",), False),
        ("由分管副市长批准启动。", ("4.3 Ⅲ 级响应", "4.3.2 批准"), False),
    ],
)
def test_the_level_asked_for_is_preferred_in_text_or_heading(text: str, path: tuple[str, ...], preferred: bool) -> None:
    (unit,) = units_of(make_evidence(text, path=path))
    assert (level_bonus(understand("防汛一级响应由谁批准？"), unit) > 0) is preferred


def test_without_a_level_nothing_is_preferred() -> None:
    (unit,) = units_of(make_evidence("Ⅰ级响应由市长提出意见，报市委同意后启动。"))
    assert level_bonus(understand("防汛响应由谁批准？"), unit) == 0


def scored_in(doc_type: str, title: str) -> ScoredUnit:
    """A unit of a document of a type."""
    (unit,) = units_of(make_evidence("由分管副市长批准启动。", title=title, doc_type=doc_type))
    return ScoredUnit(unit=unit, score=1.0, signals={}, fitting=True)


def test_behind_a_rule_a_record_of_a_drill_is_no_second_answer() -> None:
    rule = scored_in("plan_special", "临澜市防汛抗旱应急预案")
    record = scored_in("drill_eval", "临澜市防汛综合应急演练评估报告")
    asked, looking_back = understand("防汛三级响应谁批准"), understand("演练中三级响应是谁批准的")
    assert without_records(asked, [rule, record]) == [rule]
    assert without_records(asked, [record, rule]) == [record, rule]
    assert without_records(looking_back, [rule, record]) == [rule, record]
    assert without_records(asked, []) == []
