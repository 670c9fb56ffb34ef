"""Quantities and their rivals."""

from __future__ import annotations

import random
from fractions import Fraction

import pytest

from assistant.study.questions.values import RANGE, counts_a_list, quantities, range_rivals, rivals, worth, written_like


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("应当在30分钟内报告", ["30分钟"]),
        ("自受理之日起二十个工作日内", ["二十个工作日"]),
        ("2025年3月18日印发", []),
        ("5 月 31 日前完成整改", []),
        ("第三十条 实行24小时值班", []),
        ("一个单位负责", []),
        ("至少每2年组织一次演练", ["2年"]),
        ("氧含量不低于19.5%", ["19.5%"]),
        ("紧闭进水舱四周的水密门", []),
        ("四周内完成整改", ["四周"]),
    ],
)
def test_quantities_are_read_without_dates_and_idioms(text: str, found: list[str]) -> None:
    assert [one.text for one in quantities(text)] == found


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("响应分为特别重大、重大、较大、一般 4 个等级", True),
        ("由指挥行动、策划后勤以及资金和行政五个核心职能组成", True),
        ("由低到高划分为Ⅲ级响应、Ⅱ级响应、Ⅰ级响应三个级别", True),
        ("由高到低分为十三个等级，即专业技术一级至十三级", True),
        ("镇综合应急救援队、镇半专业森林扑火队30人", False),
        ("配备不少于4个救生圈", False),
        ("90%由其留用；10%上缴", True),
        ("90%由其留用；5%上缴", False),
    ],
)
def test_a_count_that_the_list_beside_it_tells_is_seen(text: str, counts: bool) -> None:
    (one,) = list(quantities(text))[:1]
    assert counts_a_list(text, one) is counts


def test_sixty_minutes_are_one_hour() -> None:
    assert worth("60", "分钟") == worth("1", "小时") == ("second", Fraction(3600))


def test_rivals_have_the_form_of_the_value_and_exclude_what_is_printed() -> None:
    (one,) = quantities("应当在30分钟内报告")
    for seed in range(40):
        found = rivals(one, ["20", "45"], frozenset({"30分钟", "20分钟"}), random.Random(seed))
        assert len(set(found)) == 3
        assert not {"30", "20"} & set(found)
        assert all(number.isdigit() for number in found)


def test_every_rank_of_the_right_value_comes_up() -> None:
    (one,) = quantities("应当在30分钟内报告")
    ranks = {sorted([30, *map(int, rivals(one, [], frozenset(), random.Random(seed)))]).index(30) for seed in range(60)}
    assert ranks == {0, 1, 2, 3}


def test_a_number_that_is_not_round_stands_among_such() -> None:
    (one,) = quantities("涉及43个行政村")
    found = rivals(one, [], frozenset(), random.Random(1))
    assert len(found) == 3 and all(int(number) % 5 for number in found)


def test_numbers_are_written_like_the_model() -> None:
    assert written_like("三", 12) == "十二"
    assert written_like("三", 2, "次") == "两"
    assert written_like("三", 2, "年") == "二"
    assert written_like("36.50", Fraction(37)) == "37.00"


def test_ranges_keep_their_order() -> None:
    found = RANGE.search("处五万元以上二十万元以下的罚款")
    assert found is not None
    pairs = range_rivals(found, frozenset({found.group()}))
    assert len(pairs) >= 3 and ("五", "二十") not in pairs


def test_terms_of_years_are_such_as_laws_set() -> None:
    found = RANGE.search("处三年以上七年以下有期徒刑")
    assert found is not None
    pairs = range_rivals(found, frozenset({found.group()}))
    assert len(pairs) >= 3 and ("三", "七") not in pairs
    assert {number for pair in pairs for number in pair} <= {"一", "二", "三", "五", "七", "十", "十五"}
