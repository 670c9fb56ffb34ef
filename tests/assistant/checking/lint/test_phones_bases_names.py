"""Numbers to dial, rules that are no longer in force, bodies that changed name, text never filled in."""

from __future__ import annotations

import pytest

from tests.assistant.checking.plans import found_in

TABLE = "9 联系方式\n姓名 | 职务 | 电话 | 核验日期\n周启衡 | 总指挥 | {} | {}\n沈怀谷 | 安全总监 | 0600-5556102 | 2026-10-15\n"


def test_row_without_a_number() -> None:
    assert found_in(TABLE.format("0600-5556101", "2026-10-15"), "phone-missing") == []
    (message,) = found_in(TABLE.format("", "2026-10-15"), "phone-missing")
    assert "周启衡" in message and "没有电话" in message


def test_number_verified_too_long_ago() -> None:
    assert found_in(TABLE.format("0600-5556101", "2026-06-15"), "phone-stale") == []
    assert found_in(TABLE.format("0600-5556101", "2026-03-15"), "phone-stale") == [
        "电话核验于2026-03-15，已过252天，超过180天"
    ]


@pytest.mark.parametrize(
    ("number", "wrong"),
    [
        ("0600-555610", True),
        ("1380000389", True),
        ("13800003898", False),
        ("0600-5556110", False),
        ("010-12345678", False),
    ],
)
def test_number_that_cannot_be_dialled(number: str, wrong: bool) -> None:
    assert bool(found_in(f"2 值班\n值班电话：{number}。", "phone-malformed")) is wrong


def test_hollow_number_and_plan_without_any() -> None:
    body = "2 值班\n值班电话：\n由值班员接听。"
    assert found_in(body, "phone-missing") == ["“值班电话：”后面没有号码"]
    assert found_in(body, "no-duty-phone") == ["全文没有一个电话号码"]
    assert found_in("2 值班\n值班电话：0600-5556110。", "no-duty-phone") == []


def test_list_of_contacts_without_a_number() -> None:
    body = "1 值班\n电话0600-5556110。\n2 应急通讯录\n市消防支队\n市人民医院\n"
    assert found_in(body, "phone-missing") == ["“应急通讯录”里没有一个电话号码"]


@pytest.mark.parametrize(
    ("basis", "old"),
    [
        ("《中华人民共和国突发事件应对法》（主席令2007年第69号）", True),
        ("《中华人民共和国突发事件应对法》", False),
        ("《生产经营单位生产安全事故应急预案编制导则》（GB/T 29639-2013）", True),
        ("《生产经营单位生产安全事故应急预案编制导则》（GB/T 29639-2020）", False),
        ("《国家突发公共事件总体应急预案》", True),
        ("《国家突发公共事件总体应急预案》已废止", False),
        ("《生产安全事故应急预案管理办法》（应急管理部令第2号）", False),
        ("《生产安全事故应急预案管理办法》（国家安全监管总局令第88号）", True),
    ],
)
def test_basis_that_was_replaced(basis: str, old: bool) -> None:
    assert bool(found_in(f"1.2 编制依据\n{basis}。", "repealed-basis")) is old


def test_former_name_is_told_once_with_how_often() -> None:
    (message,) = found_in("2 报告\n向区安监局报告，抄送市安监局。", "former-name")
    assert message == "“安监局”是旧称（共2处），现为应急管理部门（应急管理局、厅、部）"


@pytest.mark.parametrize(
    "text",
    [
        "《国家安全监管总局关于预案的规定》",
        "《办法》（国家安全生产监督管理总局令第21号）",
        "市文化广电旅游局",
        "生态环境局",
    ],
)
def test_name_in_a_title_or_of_today_is_left_alone(text: str) -> None:
    assert found_in(f"1.2 编制依据\n{text}。", "former-name") == []


def test_short_name_needs_its_full_one() -> None:
    assert found_in("2 指挥\n由市森防指指挥。", "abbreviation-undefined") == ["简称“市森防指”没有说明全称"]
    assert (
        found_in("2 指挥\n市森林草原防灭火指挥部（以下简称市森防指）负责。由市森防指指挥。", "abbreviation-undefined")
        == []
    )
    assert found_in("2 指挥\n由公安消防指挥人员指挥。", "abbreviation-undefined") == []


def test_text_that_was_never_filled_in() -> None:
    assert found_in("3 预警\n明确预警信息发布的渠道和方式。", "guide-text-left") == [
        "照抄了编制要求：“明确预警信息发布的渠道和方式。”"
    ]
    assert found_in("3 指挥\n总指挥由XX担任。", "placeholder-left") == ["占位符“XX”没有填写"]
    assert found_in("3 指挥\n会议明确了分工。", "guide-text-left") == []
