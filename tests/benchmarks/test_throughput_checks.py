"""Counting what a reader lost of a document with known content."""

from __future__ import annotations

from benchmarks.throughput_checks import (
    in_order,
    lines_joined,
    numbers_kept,
    repeats,
    rows_kept,
    texts_doubled,
    texts_kept,
    texts_leaked,
)

ROWS = (("Ⅰ级", "死亡30人"), ("Ⅰ级", "重伤100人"))


def test_a_number_counts_only_directly_before_its_text() -> None:
    check = numbers_kept([("第一条", "目的"), ("第二条", "依据")])
    assert check.total == 2
    assert check.lost("第一条 目的\n第二条\n依据") == 0
    assert check.lost("目的\n第二条 依据") == 1


def test_a_row_is_one_line_with_its_cells_in_order() -> None:
    check = rows_kept("merged cells lost", ROWS)
    assert check.lost("| Ⅰ级 | 死亡30人 |\n| Ⅰ级 | 重伤100人 |") == 0
    assert check.lost("| Ⅰ级 | 死亡30人 |\n|  | 重伤100人 |") == 1
    assert check.lost("Ⅰ级\n死亡30人\nⅠ级\n重伤100人") == 2
    assert check.lost("死亡30人 | Ⅰ级\n重伤100人 | Ⅰ级") == 2


def test_marks_of_markdown_are_no_loss() -> None:
    assert texts_kept("text", ["1.总则"]).lost("## 1\\. **总则**") == 0


def test_leaked_doubled_and_repeated_texts_are_counted() -> None:
    assert texts_leaked("deleted", ["旧", "新"]).lost("旧的文字") == 1
    assert texts_doubled("boxes", ["值班", "电话"]).lost("值班 值班 电话") == 1
    assert repeats("heads", "某市预案", 3).lost("某市预案\n正文\n某市 预案") == 2


def test_a_broken_paragraph_is_not_one_line() -> None:
    check = lines_joined(["各部门应当及时报告"])
    assert check.lost("　　各部门应当及时报告。") == 0
    assert check.lost("各部门应当\n及时报告") == 1


def test_order_counts_each_text_that_stands_before_its_forerunner() -> None:
    check = in_order("order", ["甲", "乙", "丙"])
    assert check.total == 2
    assert check.lost("甲乙丙") == 0
    assert check.lost("乙甲丙") == 1
    assert check.lost("甲丙") == 1
