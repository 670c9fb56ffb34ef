"""Titles."""

from __future__ import annotations

import pytest

from ingest.metadata.title import title_of_file_name
from tests.ingest.metadata.reading import read_lines


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("# 上海市防汛条例\n2003年8月8日 上海市人大常委会通过\n第一条 甲。", "上海市防汛条例"),
        (
            "机关、团体、企业、事业单位\n消防安全管理规定\n（2001年11月14日公安部令第61号发布）\n第一条 甲。",
            "机关、团体、企业、事业单位消防安全管理规定",
        ),
        (
            "国家安全生产监督管理总局令\n第30号\n局长骆琳\n二○一○年五月二十四日\n特种作业人员考核管理规定\n第一条 甲。",
            "特种作业人员考核管理规定",
        ),
        ("## 国家安全生产监督管理总局令（第93号）烟花爆竹经营安全规定\n第一条 甲。", "烟花爆竹经营安全规定"),
        ("# 中共中央国务院印发《国家突发事件总体应急预案》\n1 总则\n甲。", "国家突发事件总体应急预案"),
        (
            "新华社北京4月18日电 近日发布。\n《地方党政领导干部安全生产责任制规定》全文如下。\n第一条 甲。",
            "地方党政领导干部安全生产责任制规定",
        ),
        ("附件\n企业突发环境事件风险评估指南（试行）\n1 范围\n甲。", "企业突发环境事件风险评估指南（试行）"),
        (
            "QLY-YJYA-202107\n广西交科集团有限公司\n桥梁工程研究院\n安全生产事故应急预案\n2021年07月12日\n1 总则",
            "广西交科集团有限公司桥梁工程研究院安全生产事故应急预案",
        ),
        ("首页\n打印\n来源：某报\n2026年某市政府工作报告\n一、工作回顾\n甲。", "2026年某市政府工作报告"),
        ("地质灾害气象预警信息\n地灾警〔2025]第7号\n2025年5月15日发布黄色预警。", "地质灾害气象预警信息"),
        (
            "企业事业单位突发环境事件应急预案\n备案管理办法（试行）\n第一条 甲。",
            "企业事业单位突发环境事件应急预案备案管理办法（试行）",
        ),
    ],
)
def test_title_of_text(text: str, title: str) -> None:
    assert read_lines(text).title == title


@pytest.mark.parametrize(
    ("file_name", "title"),
    [
        ("突发事件应对法(2024-06-28).md", "突发事件应对法"),
        ("中华人民共和国安全生产法_20210610.md", "中华人民共和国安全生产法"),
        ("1.广西交通运输综合应急预案.pdf.txt", "广西交通运输综合应急预案"),
        ("附件3- 应急演练记录表.doc", "应急演练记录表"),
        ("（终）某县演练方案（送审稿）(4)(1).txt", "某县演练方案"),
        ("《安全生产违法行为行政处罚办法》.md", "安全生产违法行为行政处罚办法"),
        ("管理办法（试行）.docx", "管理办法（试行）"),
    ],
)
def test_title_of_file_name(file_name: str, title: str) -> None:
    assert title_of_file_name(file_name) == title


def test_file_name_stands_in_when_the_text_has_no_title() -> None:
    assert read_lines("### 2.2 水上交通事故\n立即报告。", "某工程专项应急预案.txt").title == "某工程专项应急预案"


def test_title_of_a_web_page_below_its_record() -> None:
    page = (
        "发文机关：临澜市人民政府办公室\n有效性：有效\n# 临澜市火灾事故应急预案\n发布时间：2026-01-14\n一、总则\n甲。"
    )
    known = read_lines(page)
    assert known.title == "临澜市火灾事故应急预案"
    assert known.issuer == "临澜市人民政府办公室"
