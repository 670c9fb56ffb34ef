"""Comparing two texts of one file."""

from __future__ import annotations

import random

import pytest

from benchmarks.fidelity_measure import common_subsequence_length, compare, order_share, runs_absent


def table_of_prefixes(left: str, right: str) -> int:
    """Return the longest common subsequence by the textbook recurrence."""
    row = [0] * (len(right) + 1)
    for one in left:
        before = 0
        for place, other in enumerate(right, start=1):
            row[place], before = (before + 1 if one == other else max(row[place], row[place - 1])), row[place]
    return row[-1]


def test_common_subsequence_agrees_with_the_recurrence() -> None:
    chance = random.Random(7)
    for _ in range(60):
        left, right = ("".join(chance.choices("一二三四五", k=chance.randint(0, 150))) for _ in "ab")
        assert common_subsequence_length(left, right) == table_of_prefixes(left, right)


def test_equal_texts_agree_in_everything() -> None:
    found = compare("第一条　总则\n第二条 组织", ["第一条 总则 第二条组织"])
    assert (found.recall, found.precision, found.order) == (1.0, 1.0, 1.0)
    assert (found.missing, found.invented, found.repeated) == (0, 0, 0)


def test_a_lost_number_lowers_recall_only() -> None:
    found = compare("总则组织", ["第一条总则第二条组织"])
    assert found.missing == 6
    assert found.recall == pytest.approx(4 / 10)
    assert (found.precision, found.order) == (1.0, 1.0)


def test_text_given_twice_is_invented() -> None:
    found = compare("值班电话值班电话", ["值班电话"])
    assert (found.recall, found.precision, found.invented) == (1.0, 0.5, 4)


def test_repetition_of_a_merged_cell_is_accepted_once_per_covered_place() -> None:
    found = compare("Ⅰ级 | 甲\nⅠ级 | 乙\nⅠ级 | 丙", ["Ⅰ级\n甲\n乙\n丙"], "Ⅰ级")
    assert (found.repeated, found.invented) == (2, 2)


def test_moved_text_lowers_order_only() -> None:
    found = compare("丙丁甲乙", ["甲乙丙丁"])
    assert (found.recall, found.precision, found.order) == (1.0, 1.0, 0.5)


def test_order_comes_from_the_reading_that_agrees_best() -> None:
    assert compare("丙丁甲乙", ["甲乙丙丁", "丙丁甲乙"]).order == 1.0


def test_no_independent_text_is_an_error() -> None:
    with pytest.raises(ValueError, match="no independent text"):
        compare("甲", [" \n"])


def test_order_of_texts_with_nothing_in_common() -> None:
    assert order_share("甲", "乙") == 1.0


def test_runs_absent_names_what_the_other_text_lacks() -> None:
    whole = "发生火灾时立即报警并组织疏散，拨打119。各部门按职责开展救援工作。"
    part = "发生火灾时立即报警并组织疏散，各部门按职责开展救援工作。"
    assert runs_absent(whole, part) == ["拨打119。"]
    assert runs_absent(part, whole) == []


def test_a_sign_that_moved_breaks_its_line_only() -> None:
    found = compare("启动级响应Ⅱ。\n各部门到岗。", ["启动Ⅱ级响应。\n各部门到岗。"])
    assert (found.recall, found.precision) == (1.0, 1.0)
    assert found.order > 0.9
    assert found.whole_lines == 0.5
