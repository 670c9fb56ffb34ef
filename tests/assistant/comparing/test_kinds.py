"""What kind of thing a change touches."""

from __future__ import annotations

import time

import pytest

from tests.assistant.comparing.texts import compared, edits

CASES = [
    ("接报后30分钟内报告县应急管理局。", "接报后1小时内报告县应急管理局。", ("limit", "30分钟内", "1小时内")),
    ("疏散距离为300米。", "疏散距离为500米。", ("number", "300米", "500米")),
    ("处2万元罚款。", "处5万元罚款。", ("amount", "2万元", "5万元")),
    ("启动Ⅲ级响应并会商。", "启动Ⅱ级响应并会商。", ("level", "Ⅲ", "Ⅱ")),
    ("发布橙色预警信息。", "发布红色预警信息。", ("level", "橙色", "红色")),
    ("拨打0600-5550119报告。", "拨打0600-5550118报告。", ("phone", "0600-5550119", "0600-5550118")),
    ("由市应急管理局组织会商。", "由市水务局组织会商。", ("body", "市应急管理局", "市水务局")),
    ("可以请求上级支援力量。", "应当请求上级支援力量。", ("duty", "可以", "应当")),
    ("自2019年9月1日起施行。", "自2024年7月1日起施行。", ("date", "2019年9月1日", "2024年7月1日")),
    ("依照《消防法》执行检查。", "依照《安全生产法》执行检查。", ("basis", "《消防法》", "《安全生产法》")),
    ("做好信息的收集整理。", "做好信息的汇总整理。", ("wording", "收集", "汇总")),
]


@pytest.mark.parametrize(("old", "new", "wanted"), CASES)
def test_kind_and_words_of_a_change(old: str, new: str, wanted: tuple[str, str, str]) -> None:
    found = edits(compared(f"办法\n第一条 {old}", f"办法\n第一条 {new}"))
    assert [one[0] for one in found] == [wanted[0]]
    assert wanted[1] in found[0][1]
    assert wanted[2] in found[0][2]


def test_equal_values_in_other_figures_are_wording() -> None:
    found = edits(compared("办法\n第一条 接报后30分钟内报告。", "办法\n第一条 接报后半小时内报告。"))
    assert [kind for kind, _, _ in found] == ["wording"]


def test_bound_of_a_value_is_part_of_it() -> None:
    found = edits(compared("办法\n第一条 死亡3人以上的事故。", "办法\n第一条 死亡3人以下的事故。"))
    assert [kind for kind, _, _ in found] == ["number"]


def test_what_came_is_cut_where_a_person_would_cut() -> None:
    old, new = "办法\n第一条 依据《消防法》制定。", "办法\n第一条 依据《消防法》《气象法》制定。"
    assert edits(compared(old, new)) == [("basis", "", "《气象法》")]


def test_sentence_more_is_content() -> None:
    old = "办法\n第一条 单位应当开展演练。"
    assert edits(compared(old, old + "演练结束后形成书面总结并留存备查。"))[0][0] == "content"


def test_government_in_general_is_no_body() -> None:
    found = edits(compared("办法\n第一条 预警工作遵循政府主导的原则。", "办法\n第一条 预警工作坚持政府主导的原则。"))
    assert [kind for kind, _, _ in found] == ["wording"]


def test_endless_figures_do_not_slow_the_comparison() -> None:
    begun = time.perf_counter()
    compared(f"办法\n第一条 编号{'7' * 30_000}。", f"办法\n第一条 编号{'7' * 30_000}号。")
    assert time.perf_counter() - begun < 10
