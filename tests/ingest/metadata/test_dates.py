"""Dates."""

from __future__ import annotations

from datetime import date

import pytest

from tests.ingest.metadata.reading import read_lines


def test_events_of_a_head() -> None:
    known = read_lines(
        "# 某市绿化条例\n1988年6月24日 某市人民代表大会常务委员会第七次会议通过\n1988年9月26日 某省人民代表大会常务委员会第五次会议批准\n"
        "2010年12月22日 某市人民代表大会常务委员会第二十九次会议修订\n2011年6月9日 某市人民代表大会常务委员会公告第51号公布\n2011年10月1日 施行\n第一条 甲。"
    )
    assert known.adopted_on == date(1988, 6, 24)
    assert known.revised_on == date(2010, 12, 22)
    assert known.issued_on == date(2011, 6, 9)
    assert known.effective_on == date(2011, 10, 1)


@pytest.mark.parametrize(
    ("clause", "day"),
    [
        ("本办法自2024年11月1日起施行。", date(2024, 11, 1)),
        ("本办法自二○一五年三月一日起施行。", date(2015, 3, 1)),
        ("本办法自发布之日起施行。", date(2020, 5, 6)),
        ("本办法自印发之日起30日后实施。", date(2020, 6, 5)),
    ],
)
def test_effective_clause(clause: str, day: date) -> None:
    text = f"某市管理办法\n2020年5月6日 某市人民政府令第3号公布\n第一条 甲。\n第二条 乙。\n第三条 {clause}"
    assert read_lines(text).effective_on == day


def test_effective_day_of_another_rule_does_not_count() -> None:
    text = "某市管理办法\n第一条 《某条例》自2001年1月1日起施行后设立的单位，应当备案。\n第二条 乙。\n第三条 本办法自2020年1月1日起施行。"
    assert read_lines(text).effective_on == date(2020, 1, 1)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("关于加强值班工作的通知\n各单位：\n请认真执行。\n某市应急管理局\n2013年11月15日", date(2013, 11, 15)),
        ("关于加强值班工作的意见\n各单位：\n请认真执行。\n某市应急管理局\n二○○九年十月十八日", date(2009, 10, 18)),
        ("山洪灾害气象预警\n请注意防范。\n2025年6月27日18时", date(2025, 6, 27)),
        ("某单位工作总结\n发布时间：2022-01-30\n一、概况\n甲。", date(2022, 1, 30)),
        ("临防指〔2026〕9号　临澜市防汛抗旱指挥部　2026年5月8日\n演练工作方案\n一、目的\n甲。", date(2026, 5, 8)),
        (
            "2026年某市政府工作报告\n——2026年2月3日在某市第十六届人民代表大会第四次会议上\n一、回顾\n甲。",
            date(2026, 2, 3),
        ),
    ],
)
def test_day_of_issue(text: str, day: date) -> None:
    assert read_lines(text).issued_on == day


def test_file_name_gives_the_day_the_text_does_not_state() -> None:
    known = read_lines("# 某条例\n2019年5月31日 某省人民代表大会常务委员会批准\n第一条 甲。", "某条例(2019-06-05).md")
    assert known.issued_on == date(2019, 6, 5)


def test_later_day_of_a_file_name_is_that_of_the_edition() -> None:
    text = "# 某条例\n2002年1月26日 中华人民共和国国务院令第344号公布\n第一条 甲。"
    known = read_lines(text, "某条例(2013-12-07).md")
    assert (known.issued_on, known.revised_on) == (date(2002, 1, 26), date(2013, 12, 7))


def test_earlier_day_of_a_file_name_is_not_believed() -> None:
    known = read_lines("# 某条例\n2019年5月31日 某市人民代表大会常务委员会通过\n第一条 甲。", "某条例(2010-07-30).md")
    assert (known.adopted_on, known.issued_on) == (date(2019, 5, 31), None)


def test_impossible_dates_are_left_out() -> None:
    assert read_lines("关于值班的通知\n请执行。\n2023年2月30日").issued_on is None


@pytest.mark.parametrize(
    ("clause", "day"),
    [
        ("有效期至2025年12月31日。", date(2026, 1, 1)),
        ("有效期5年。", date(2029, 7, 1)),
        ("有效期为二年。", date(2026, 7, 1)),
    ],
)
def test_expiry_is_the_first_day_after(clause: str, day: date) -> None:
    text = f"某市管理办法\n第一条 甲。\n第二条 乙。\n第三条 本办法自2024年7月1日起施行，{clause}"
    assert read_lines(text).expires_on == day


@pytest.mark.parametrize(
    "clause",
    ["救援协议有效期至2027年12月31日。", "许可证有效期4年。", "备案自准予之日起生效，有效期为10年。"],
)
def test_validity_of_something_else_is_not_that_of_the_document(clause: str) -> None:
    text = f"某市管理办法\n第一条 甲。\n第二条 {clause}\n第三条 本办法自2024年7月1日起施行。"
    assert read_lines(text).expires_on is None


def test_the_day_of_the_order_goes_before_the_day_of_the_page() -> None:
    known = read_lines(
        "起重机械安全监察规定\n来源：某网发布时间：2007-04-23 15:04\n"
        "（2006年12月29日国家质量监督检验检疫总局令第92号公布自2007年6月1日起施行）\n第一条 甲。\n第二条 乙。\n第三条 丙。"
    )
    assert known.issued_on == date(2006, 12, 29)
    assert known.effective_on == date(2007, 6, 1)


def test_the_day_a_page_was_fetched_is_no_date_of_the_document() -> None:
    assert read_lines("某单位工作总结\n抓取时间：2026-04-03\n一、主要工作").issued_on is None


def test_a_day_the_last_sentence_ran_into() -> None:
    assert read_lines("某地山洪预警\n请各地确保人民群众生命安全，2025年5月31日18时").issued_on == date(2025, 5, 31)
