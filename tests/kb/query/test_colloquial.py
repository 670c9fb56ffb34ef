"""Spoken phrases and the words documents use for them."""

from __future__ import annotations

import pytest

from kb.query import counterparts, sayings_in, understand
from kb.query.colloquial import HINT, MAX_SAYINGS, spoken_entries


@pytest.mark.parametrize(
    ("question", "meant"),
    [
        ("氨味儿冲得很咋整", {"液氨泄漏", "应急处置"}),
        ("水漫到街上了谁说了算", {"洪水", "批准"}),
        ("啥时候得往县里报", {"报告", "小时内"}),
        ("有人电倒了", {"触电"}),
        ("山上往下淌泥", {"泥石流"}),
        ("大坝漏了让底下人跑谁下令", {"大坝", "泄漏", "批准"}),
    ],
)
def test_a_question_as_spoken_is_brought_to_the_words_of_plans(question: str, meant: set[str]) -> None:
    found = {term for saying in sayings_in(question) for term in saying.means}
    assert meant <= found


@pytest.mark.parametrize(
    ("question", "meant"),
    [
        ("衣裳燎着咧咋弄啊", "衣物着火"),
        ("接头那旮旯往外嘶嘶喷白气", "泄漏"),
        ("老李手粘电箱上甩不脱", "触电"),
        ("楼底下停车场有辆新能源冒烟", "电动汽车"),
        ("水突然变得跟黄泥汤一样", "征兆"),
        ("胳膊冻得梆硬,拿雪擦擦成吗", "冻伤部位"),
    ],
)
def test_things_and_signs_are_known_under_many_everyday_names(question: str, meant: str) -> None:
    assert meant in {term for saying in sayings_in(question) for term in saying.means}


def test_light_words_inside_a_phrase_do_not_hide_it() -> None:
    plain, stretched = sayings_in("水灌屋"), sayings_in("水都灌了屋")
    assert plain[0].means == stretched[0].means
    assert stretched[0].said == "水都灌"


def test_a_phrase_that_stands_for_two_things_is_returned_once_with_the_words_of_both() -> None:
    both = [entry for entry in spoken_entries() if "嘀嘀叫" in entry.said or "滴滴叫" in entry.said]
    found = [saying for saying in sayings_in("滴滴叫") if saying.category != HINT]
    assert len(both) > 1
    assert [saying.said for saying in found] == ["滴滴叫"]
    assert {entry.means[0] for entry in both if "滴滴叫" in entry.said} <= set(found[0].means)


def test_a_character_of_no_known_phrase_hints_at_what_phrases_with_it_mean() -> None:
    (hint,) = (saying for saying in sayings_in("啥是坟") if saying.category == HINT)
    assert hint.said == "坟"
    assert "野外用火" in hint.means
    assert hint.weight < 1


def test_nothing_is_hinted_at_where_nothing_is_spoken() -> None:
    assert sayings_in("坟") == ()


def test_phrases_come_in_the_order_of_the_question_with_what_only_asks_weighing_least() -> None:
    found = [saying for saying in sayings_in("有人电倒了该咋弄") if saying.category != HINT]
    assert [saying.said for saying in found] == ["电倒", "该咋"]
    assert found[0].weight > found[1].weight


def test_a_phrase_inside_a_longer_one_is_not_found_again() -> None:
    assert [saying.said for saying in sayings_in("谁点个头")] == ["谁点个头"]


def test_a_pattern_spans_a_few_words_but_no_comma() -> None:
    assert "泥石流" not in {term for saying in sayings_in("泥,水冲") for term in saying.means}
    broken = {term for saying in sayings_in("罐子好像裂了") for term in saying.means}
    assert "倒罐" in broken


def test_one_character_counts_only_as_a_word() -> None:
    assert not any(saying.said == "告" for saying in sayings_in("报告时限"))
    assert not any(saying.said == "料" for saying in sayings_in("资料在哪里存放"))


def test_a_question_in_the_words_of_plans_has_few_sayings() -> None:
    assert sayings_in("总体应急预案的编制依据") == ()


def test_a_very_long_question_keeps_a_bounded_number() -> None:
    every = "，".join(entry.said[0] for entry in spoken_entries())
    assert len(sayings_in(every)) == MAX_SAYINGS


def test_counterparts_of_a_word() -> None:
    assert counterparts("过电")[0] == "触电"
    assert counterparts("条例") == ()


def test_understanding_carries_the_sayings() -> None:
    assert "硫化氢" in {term for saying in understand("一股臭鸡蛋味").sayings for term in saying.means}


def test_every_entry_of_the_lexicon_can_be_used() -> None:
    entries = spoken_entries()
    assert sum(len(entry.said) for entry in entries) >= 5_000
    for entry in entries:
        assert entry.said and entry.means, entry
        assert 0 < entry.weight <= 1, entry
