"""All fields of whole documents, and the spans they came from."""

from __future__ import annotations

from datetime import date

import pytest

from ingest import metadata
from ingest.structure import build
from kb.records import DocumentStatus
from tests.ingest.metadata.reading import read_lines
from tests.ingest.structure.lines import parsed_lines

LAW = (
    "中华人民共和国突发事件应对法\n（2007年8月30日第十届全国人民代表大会常务委员会第二十九次会议通过　"
    "2024年6月28日第十四届全国人民代表大会常务委员会第十次会议修订）\n目　　录\n第一章　总　　则\n第二章　附　　则\n"
    "第一章　总　　则\n第一条　为了预防和减少突发事件的发生，制定本法。\n第二条　本法适用于突发事件应对活动。\n"
    "第二章　附　　则\n第三条　军队按照规定执行。\n第一百零六条　本法自2024年11月1日起施行。"
)
NOTICE = (
    "# 临澜市人民政府关于印发《临澜市突发事件预警信息发布管理办法》的通知\n临政规[2024]3号\n各区县人民政府：\n现印发给你们，请遵照执行。\n"
    "临澜市人民政府\n2024年6月12日\n# 临澜市突发事件预警信息发布管理办法\n第一条 为规范发布工作，制定本办法。\n第二条 市气象局负责平台。\n"
    "第三条 本办法自2024年7月1日起施行，有效期5年。2019年7月26日印发的《临澜市突发事件预警信息发布管理办法》（临政发〔2019〕14号）同时废止。"
)


def test_law() -> None:
    known = read_lines(LAW, "中华人民共和国突发事件应对法_20240628.md")
    assert known.title == "中华人民共和国突发事件应对法"
    assert known.issuer == "全国人民代表大会常务委员会"
    assert known.adopted_on == date(2007, 8, 30)
    assert known.revised_on == date(2024, 6, 28)
    assert known.issued_on == date(2024, 6, 28)
    assert known.effective_on == date(2024, 11, 1)
    assert (known.doc_type, known.level, known.region) == ("law", "national", "")
    assert known.status is DocumentStatus.IN_FORCE


def test_notice_with_the_rule_it_issues() -> None:
    known = read_lines(NOTICE)
    assert known.title == "临澜市突发事件预警信息发布管理办法"
    assert known.issuer == "临澜市人民政府"
    assert known.document_number == "临政规〔2024〕3号"
    assert known.issued_on == date(2024, 6, 12)
    assert known.effective_on == date(2024, 7, 1)
    assert known.expires_on == date(2029, 7, 1)
    assert known.repeals == ("临澜市突发事件预警信息发布管理办法（2019-07-26）",)
    assert (known.doc_type, known.level, known.region) == ("normative", "city", "临澜市")


@pytest.mark.parametrize(
    ("field", "quote"),
    [
        ("title", "临澜市突发事件预警信息发布管理办法"),
        ("document_number", "临政规[2024]3号"),
        ("issued_on", "2024年6月12日"),
        ("effective_on", "自2024年7月1日起施行"),
        ("expires_on", "有效期5年"),
    ],
)
def test_spans_point_at_the_source(field: str, quote: str) -> None:
    parsed = parsed_lines(NOTICE)
    structured = build(parsed)
    span = dict(metadata.read(structured, parsed, "文件.txt").sources)[field]
    assert structured.text[span.start : span.end] == quote


def test_enterprise_plan_is_not_issued_by_what_it_cites() -> None:
    known = read_lines(
        "应急预案编号：HT-YA-001\n临澜恒泰化工有限公司\n生产安全事故应急预案\n二〇二四年四月\n1 总则\n1.1 编制依据\n"
        "《中华人民共和国突发事件应对法》（中华人民共和国主席令第六十九号）\n《生产安全事故应急条例》（国务院令第708号）"
    )
    assert known.title == "临澜恒泰化工有限公司生产安全事故应急预案"
    assert known.issuer == "临澜恒泰化工有限公司"
    assert known.document_number == "HT-YA-001"
    assert (known.doc_type, known.level) == ("plan_unit_comprehensive", "enterprise")


def test_township_plan_is_placed_in_its_county_and_city() -> None:
    known = read_lines(
        "青泽县柳溪镇突发事件应急预案\n1 总则\n1.1 适用范围\n本预案适用于临澜市青泽县柳溪镇行政区域内发生的突发事件。\n"
        "1.2 概况\n柳溪镇位于临澜市青泽县柳溪镇政府驻地。"
    )
    assert (known.region, known.level, known.doc_type) == ("临澜市青泽县柳溪镇", "town", "plan_town")


def test_hazards_come_from_title_and_headings() -> None:
    assert read_lines("临澜市防汛抗旱应急预案\n1 总则\n防止次生火灾、爆炸和踩踏。").hazards[:2] == ("flood", "drought")
    plan = "某公司现场处置方案\n一、火灾事故\n断电。\n二、触电事故\n断电。\n三、火灾扑救要点\n断电。\n四、触电急救要点\n断电。"
    assert set(read_lines(plan).hazards) == {"fire", "electric_shock"}


def test_empty_text_has_only_the_name_of_its_file() -> None:
    known = read_lines(" ", "临澜市应急通讯录(2025-03-01).xlsx")
    assert known.title == "临澜市应急通讯录"
    assert known.issuer == known.document_number == known.doc_type == ""
