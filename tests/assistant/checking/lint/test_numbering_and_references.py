"""Numbers of headings and references to other places of the same plan."""

from __future__ import annotations

import pytest

from tests.assistant.checking.plans import found_in

RULES = ("numbering-gap", "numbering-double", "numbering-order", "numbering-level")


def numbering(*headings: str) -> list[tuple[str, str]]:
    body = "\n".join(f"{heading}\n由公司办公室负责这一部分的工作。" for heading in headings)
    return [(rule, message) for rule in RULES for message in found_in(body, rule)]


def test_numbers_in_order_have_no_fault() -> None:
    assert numbering("1 总则", "1.1 目的", "1.2 依据", "2 组织", "2.1 指挥部", "2.2 工作组", "3 响应") == []


def test_number_left_out_twice_used_and_under_another_parent() -> None:
    assert numbering("1 总则", "1.1 目的", "1.3 依据", "2 组织") == [("numbering-gap", "“1.3”之前缺少编号1.2")]
    assert numbering("1 总则", "1.1 目的", "1.1 依据", "2 组织") == [("numbering-double", "编号“1.1”重复")]
    found = numbering("1 总则", "1.1 目的", "2 组织", "2.1 指挥部", "3.2 工作组", "3 响应")
    assert found == [("numbering-level", "“3.2”排在“2.1”之后，与上级编号不一致")]


def test_chapters_are_counted_through() -> None:
    assert numbering("第一章 总则", "第二章 组织", "第四章 响应") == [("numbering-gap", "“第四章”之前缺少编号3")]
    assert numbering("第一章 总则", "一、目的", "二、依据", "第二章 组织", "一、指挥部", "二、工作组") == []


@pytest.mark.parametrize(
    ("sentence", "dangling"),
    [
        ("名单见附件9。", True),
        ("名单见附件1。", False),
        ("按照2.1的规定启动。", False),
        ("按照2.7的规定启动。", True),
        ("职责见第二章。", False),
        ("职责见第八章。", True),
        ("按照《生产安全事故应急条例》第八章执行。", False),
        ("条件见表3-9。", True),
        ("提高了2.5米。", False),
    ],
)
def test_reference_must_lead_somewhere(sentence: str, dangling: bool) -> None:
    body = f"1 总则\n{sentence}\n2 组织\n2.1 指挥部\n由总经理担任总指挥。\n附件1 通讯录\n总指挥 | 0600-5556101\n"
    assert bool(found_in(body, "dangling-reference")) is dangling


def test_several_annexes_are_each_looked_for() -> None:
    (message,) = found_in("1 总则\n清单见附件1、3。\n附件1 清单\n灭火器。\n", "dangling-reference")
    assert message == "“见附件1、3”：文中没有附件3"
