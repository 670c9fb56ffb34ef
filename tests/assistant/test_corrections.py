"""How editors write the fields of a document."""

from __future__ import annotations

from dataclasses import fields
from datetime import date

import pytest

from assistant.corrections import FIELDS, checked_editor, choices_of, field_named, parse_value, show_value
from kb.errors import InputRefused
from kb.records import DocumentStatus, Metadata


@pytest.mark.parametrize(
    ("field", "written", "value"),
    [
        ("标题", "《临澜市防汛应急预案》", "临澜市防汛应急预案"),
        ("文号", "临政办[2026]3号", "临政办〔2026〕3号"),
        ("文档类型", "专项应急预案", "plan_special"),
        ("文档类型", "plan_special", "plan_special"),
        ("灾种", "洪涝灾害、山洪灾害", ["flood", "flash_flood"]),
        ("灾种", "", []),
        ("地区", "余杭区", "浙江省杭州市余杭区"),
        ("地区", "临澜市青泽县", "临澜市青泽县"),
        ("层级", "县级", "county"),
        ("效力状态", "废止", "repealed"),
        ("施行日期", "2024年11月1日", "2024-11-01"),
        ("施行日期", "2024/11/1", "2024-11-01"),
        ("施行日期", "", ""),
        ("废止的文件", "《甲办法》；《乙、丙规定》", ["甲办法", "乙、丙规定"]),
        ("密级", "秘密", "秘密"),
        ("联系电话", "0311-8765432", "0311-8765432"),
    ],
)
def test_what_an_editor_writes(field: str, written: str, value: object) -> None:
    assert parse_value(field_named(field), written) == value


@pytest.mark.parametrize(
    ("field", "written", "said"),
    [
        ("施行日期", "2024-13-01", "施行日期“2024-13-01”无效"),
        ("施行日期", "五月", "2024-11-01"),
        ("施行日期", "0024-05-01", "无效"),
        ("文档类型", "计划书", "文档类型不能是“计划书”；可选：法律、"),
        ("灾种", "洪涝灾害、外星人", "灾种不能是“外星人”"),
        ("效力状态", "", "可选：现行、尚未施行"),
        ("标题", "题" * 301, "300"),
        ("发文机关", "某局\x07", "控制字符"),
    ],
)
def test_what_is_refused_says_how_to_write_it(field: str, written: str, said: str) -> None:
    with pytest.raises(InputRefused) as refused:
        parse_value(field_named(field), written)
    assert said in refused.value.message_zh


def test_an_unknown_field_lists_the_fields() -> None:
    with pytest.raises(InputRefused, match="标题、发文机关"):
        field_named("颜色")


@pytest.mark.parametrize("name", ["", "  ", "名" * 41, "张\n三"])
def test_a_correction_needs_a_name(name: str) -> None:
    with pytest.raises(InputRefused, match="姓名"):
        checked_editor(name)


@pytest.mark.parametrize(
    ("field", "value", "shown"),
    [
        ("doc_type", "plan_special", "专项应急预案"),
        ("hazards", ("flood", "flash_flood"), "洪涝灾害、山洪灾害"),
        ("repeals", ("甲办法", "乙规定"), "甲办法；乙规定"),
        ("effective_on", date(2024, 11, 1), "2024-11-01"),
        ("effective_on", None, ""),
        ("status", DocumentStatus.IN_FORCE, "现行"),
        ("level", "", ""),
    ],
)
def test_values_are_shown_as_they_are_written(field: str, value: object, shown: str) -> None:
    assert show_value(field_named(field), value) == shown


def test_every_field_of_the_record_can_be_corrected() -> None:
    corrected = {field.name for field in FIELDS}
    assert corrected == {one.name for one in fields(Metadata)} - {"sources", "as_read"}


def test_choices_are_chinese_names() -> None:
    assert choices_of(field_named("status")) == ("现行", "尚未施行", "被替代", "废止", "草稿")
    assert choices_of(field_named("title")) == ()
    assert len(choices_of(field_named("doc_type"))) == 37
