"""Nobody named, no limit, limits looser than the law, vague words in place of something definite."""

from __future__ import annotations

import pytest

from tests.assistant.checking.plans import found_in


def test_decision_without_a_body_is_found_and_with_one_is_not() -> None:
    assert found_in("3 响应终止\n事态得到控制、被困人员获救后，宣布终止响应。", "no-body-in-section") == [
        "“响应终止”没有写由谁决定或执行"
    ]
    assert found_in("3 响应终止\n事态得到控制后，由总指挥宣布终止响应。", "no-body-in-section") == []
    assert found_in("3 响应终止的条件\n事态得到控制、隐患消除后终止响应。", "no-body-in-section") == []


def test_duty_without_a_body_is_found_unless_the_list_names_one() -> None:
    assert found_in("4 疏散\n应当立即组织疏散并清点人数。", "no-body") == [
        "没有写由谁来做：“应当立即组织疏散并清点人数。”"
    ]
    assert found_in("4 疏散\n保卫部负责下列事项：\n（1）应当立即组织疏散。", "no-body") == []
    assert found_in("4 疏散\n应当立即组织疏散，由保卫部实施。", "no-body") == []


def test_report_without_any_limit() -> None:
    without = "2 信息报告\n现场人员向班长报告，班长向总经理报告，总经理向区应急管理局报告事故情况。"
    assert found_in(without, "no-limit") == ["“信息报告”没有写报告时限"]
    assert found_in(without.replace("班长向", "班长10分钟内向"), "no-limit") == []


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("总指挥接报后2小时内向区应急管理局报告。", "不超过1小时"),
        ("总指挥向县级以上人民政府有关部门报告，最迟不超过3小时。", "不超过1小时"),
        ("总指挥接报后一小时内向区应急管理局报告。", ""),
        ("总指挥接报后2小时内向区应急管理局书面报告。", ""),
        ("发生较大以上事故的，公司应当在2小时内报省应急管理厅。", "报省级部门"),
        ("综合应急预案演练每两年组织一次。", "每年至少演练1次"),
        ("每年组织一次现场处置方案演练。", "每半年"),
        ("每五年评估一次本预案，公司每五年对预案评估。", "每3年评估1次"),
        ("本预案自公布之日起2个月内报应急管理局备案。", "20个工作日"),
        ("本预案自公布之日起20日内报应急管理局备案。", ""),
        ("特种设备事故发生后2小时内报告市场监督管理局。", "市场监管部门"),
    ],
)
def test_limit_is_held_against_the_law(sentence: str, said: str) -> None:
    found = found_in(f"2 信息报告\n{sentence}", "limit-looser")
    assert bool(found) is bool(said)
    assert all(said in message for message in found)


def test_limit_of_units_is_not_asked_of_governments() -> None:
    sentence = "2 信息报告\n县应急局2小时内向市人民政府报告。"
    assert found_in(sentence, "limit-looser", doc_type="plan_special", level="county") == []


@pytest.mark.parametrize(
    ("sentence", "rule", "count"),
    [
        ("班长及时向调度室报告。", "vague-limit", 1),
        ("班长及时向调度室报告，不超过5分钟。", "vague-limit", 0),
        ("及时组织抢修。", "vague-limit", 0),
        ("由有关部门负责处置。", "vague-body", 1),
        ("公安、消防等有关部门到场。", "vague-body", 0),
        ("按照有关部门规定执行。", "vague-body", 0),
        ("必要时请求支援。", "vague-condition", 1),
        ("必要时佩戴手套。", "vague-condition", 0),
    ],
)
def test_vague_word_counts_only_in_place_of_something(sentence: str, rule: str, count: int) -> None:
    assert len(found_in(f"3 处置\n{sentence}", rule)) == count
