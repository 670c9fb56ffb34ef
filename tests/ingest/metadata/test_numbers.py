"""Document numbers."""

from __future__ import annotations

import pytest

from tests.ingest.metadata.reading import read_lines


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("国办发〔2024〕5号", "国办发〔2024〕5号"),
        ("桂政办函[2018] 11 号", "桂政办函〔2018〕11号"),
        ("劳社部发﹝2008﹞3号", "劳社部发〔2008〕3号"),
        ("皖山洪警〔2025］21号", "皖山洪警〔2025〕21号"),
        ("衡安办【201x】48号", "衡安办〔201x〕48号"),
        ("1996年12月30日 中华人民共和国国务院令第208号发布", "国务院令第208号"),
        ("2021年9月1日 中华人民共和国主席令第二十五号公布", "主席令第二十五号"),
        (
            "（2016年6月3日国家安全生产监督管理总局令第88号公布，根据2019年7月11日应急管理部令第2号修正）",
            "国家安全生产监督管理总局令第88号",
        ),
        ("应急管理部令 第 2 号", "应急管理部令第2号"),
        ("GB/T 29639-2020", "GB/T 29639-2020"),
        ("预案编号：XXZYT-YA-001", "XXZYT-YA-001"),
    ],
)
def test_number_is_normalised(line: str, number: str) -> None:
    assert read_lines(f"某某管理规定\n{line}\n第一条 甲。").document_number == number


@pytest.mark.parametrize(
    "line",
    [
        "依据《道路旅客运输安全管理规范》（交运发〔2012〕33号）制定本规定。",
        "1.《生产安全事故报告和调查处理条例》（国务院令第493号）",
        "联系电话：0999-1110000",
    ],
)
def test_numbers_of_other_documents_are_left(line: str) -> None:
    assert read_lines(f"某某管理规定\n{line}\n第一条 甲。").document_number == ""
