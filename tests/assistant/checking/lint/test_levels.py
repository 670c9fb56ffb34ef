"""Thresholds of neighbouring levels."""

from __future__ import annotations

from tests.assistant.checking.plans import found_in

GOVERNMENT = {"doc_type": "plan_special", "level": "city"}
LEVELS = (
    "1.5 事件分级\n"
    "（1）特别重大事故：造成30人以上死亡的。\n"
    "（2）重大事故：造成10人以上30人以下死亡的。\n"
    "（3）较大事故：造成3人以上10人以下死亡的。\n"
    "（4）一般事故：造成3人以下死亡的。\n"
)


def level_faults(body: str) -> list[str]:
    return [
        message
        for rule in ("level-gap", "level-overlap", "level-same", "level-order", "level-missing")
        for message in found_in(body, rule, **GOVERNMENT)
    ]


def test_levels_that_meet_have_no_fault() -> None:
    assert level_faults(LEVELS) == []


def test_gap_and_overlap_name_both_bounds() -> None:
    assert level_faults(LEVELS.replace("3人以上10人", "3人以上8人")) == [
        "相邻两级之间有空档：死亡“10人以上30人以下”与“3人以上8人以下”"
    ]
    assert level_faults(LEVELS.replace("3人以上10人", "3人以上15人")) == [
        "相邻两级互相重叠：死亡“10人以上30人以下”与“3人以上15人以下”"
    ]


def test_equal_and_missing_levels() -> None:
    same = LEVELS.replace("3人以上10人以下", "10人以上30人以下")
    assert level_faults(same)[-1] == "相邻两级的标准相同：死亡“10人以上30人以下”与“10人以上30人以下”"
    missing = LEVELS.replace("（3）较大事故：造成3人以上10人以下死亡的。\n", "")
    assert level_faults(missing) == ["分级里没有Ⅲ级的条件"]


def test_nested_thresholds_must_rise_with_the_level() -> None:
    body = "4 响应\n一级响应：超过{}小时未扑灭明火的。\n二级响应：超过24小时未扑灭明火的。\n"
    assert level_faults(body.format(72)) == []
    assert level_faults(body.format(12)) == ["低一级的数值反而不小于高一级：未扑灭“超过12小时”与“超过24小时”"]


def test_levels_at_the_end_of_a_sentence() -> None:
    body = "1.6 分级\n造成10人以上{}人以下死亡的，为重大事故；造成3人以上10人以下死亡的，为较大事故；造成30人以上死亡的，为特别重大事故。\n"
    assert level_faults(body.format(30)) == []
    assert level_faults(body.format(20)) == ["相邻两级之间有空档：死亡“30人以上”与“10人以上20人以下”"]


def test_lightest_level_comes_first_in_evacuation_plans() -> None:
    body = "三、预案分级\n二级 | 可能有3人以下伤亡\n三级 | 可能有3人以上10人以下伤亡\n"
    assert found_in(body, "level-overlap", doc_type="plan_fire_evac") == []


def test_level_the_plan_does_not_have() -> None:
    body = "1.2 响应分级\n应急响应分为Ⅰ级、Ⅱ级、Ⅲ级。\n3 启动\n达到条件时，启动Ⅳ级响应。\n"
    assert found_in(body, "level-undefined") == ["“启动Ⅳ级”不在本预案规定的级别里"]
    assert found_in(body.replace("Ⅳ", "Ⅲ"), "level-undefined") == []
