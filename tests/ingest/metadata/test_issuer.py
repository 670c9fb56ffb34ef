"""The body that issued a document."""

from __future__ import annotations

import pytest

from ingest.metadata.issuer import separate_bodies
from tests.ingest.metadata.reading import read_lines


@pytest.mark.parametrize(
    ("printed", "bodies"),
    [
        ("安徽省水利厅安徽省气象局安徽省应急管理厅", "安徽省水利厅、安徽省气象局、安徽省应急管理厅"),
        ("国家市场监督管理总局国家标准化管理委员会", "国家市场监督管理总局、国家标准化管理委员会"),
        ("中共中央国务院", "中共中央、国务院"),
        ("应急管理部,水利部", "应急管理部、水利部"),
        ("国家税务总局北京市税务局", "国家税务总局北京市税务局"),
        ("临澜市应急管理局", "临澜市应急管理局"),
    ],
)
def test_joint_bodies_are_separated(printed: str, bodies: str) -> None:
    assert separate_bodies(printed) == bodies


@pytest.mark.parametrize(
    ("text", "issuer"),
    [
        (
            "地质灾害预警信息\n现发布预警。\n安徽省自然资源厅\n安徽省气象局\n安徽省应急管理厅\n2025年5月15日",
            "安徽省自然资源厅、安徽省气象局、安徽省应急管理厅",
        ),
        (
            "2026年政府工作报告\n——2026年1月28日在云南省第十四届人民代表大会第四次会议上\n省长 某某\n各位代表：",
            "云南省人民政府",
        ),
        ("中共中央国务院印发《国家突发事件总体应急预案》\n1 总则\n本预案适用于全国。", "中共中央、国务院"),
        ("监测预警政策解读\n2025年6月16日\n交通运输部公路局 李某某\n一、总则", "交通运输部公路局"),
        ("桂西公路发展中心2025年度应急演练方案\n一、演练单位", "桂西公路发展中心"),
        (
            "安全检查办法\n第一条 为促进中国化学工程集团公司（以下简称集团公司）安全发展，制定本办法。\n第二条 乙。\n第三条 丙。",
            "中国化学工程集团公司",
        ),
        ("某规定\n第一条 为规范证券投资基金管理公司（以下简称公司）行为。\n第二条 乙。\n第三条 丙。", ""),
    ],
)
def test_where_the_issuer_stands(text: str, issuer: str) -> None:
    assert read_lines(text).issuer == issuer


def test_the_division_before_a_body_gives_its_region() -> None:
    text = "桂西公路发展中心2025年度演练方案\n主办单位：南宁市应急管理局、广西壮族自治区桂西公路发展中心。"
    assert read_lines(text).region == "广西壮族自治区"
