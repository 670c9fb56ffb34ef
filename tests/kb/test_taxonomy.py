"""The shipped vocabulary and finding it in texts."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from kb.records import Span
from kb.taxonomy import Mark, Taxonomy, default_taxonomy
from kb.text import default_tokenizer, normalize


@pytest.fixture(scope="module")
def taxonomy() -> Taxonomy:
    return default_taxonomy()


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("厂里煤气漏了怎么办", ("gas_leak",)),
        ("山上着火", ("forest_fire",)),
        ("车间起火", ("fire",)),
        ("失火了", ("fire",)),
        ("井下进水", ("mine",)),
        ("有人下污水池晕倒", ("poisoning",)),
        ("卡电梯了", ("special_equipment",)),
        ("后山那片林子烧荒跑火了", ("forest_fire",)),
        ("森林草原火灾", ("forest_fire",)),
        ("透水事故", ("mine",)),
        ("大坝漏水", ("dam_breach",)),
        ("被皮带机卷进去了", ("mechanical",)),
        ("值班安排表", ()),
    ],
)
def test_hazards_of_questions(taxonomy: Taxonomy, question: str, expected: tuple[str, ...]) -> None:
    assert taxonomy.find_hazards(question) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("塌方", ("geo", "collapse")),
        ("山体塌方", ("geo",)),
        ("工地塌方", ("collapse",)),
        ("井下塌方", ("mine",)),
        ("发现火情", ("forest_fire", "fire")),
        ("护林员发现火情", ("forest_fire",)),
        ("仓库有火情", ("fire",)),
        ("发生泄漏", ("gas_leak", "hazchem")),
        ("天然气发生泄漏", ("gas_leak",)),
        ("罐区发生泄漏", ("hazchem",)),
        ("个人信息泄露", ()),
        ("热点问题", ()),
        ("卫星监测到热点", ("forest_fire",)),
        ("粉尘爆炸", ("dust", "explosion")),
        ("井下涌水，巷道被淹", ("mine",)),
    ],
)
def test_words_nearby_decide_ambiguous_terms(taxonomy: Taxonomy, text: str, expected: tuple[str, ...]) -> None:
    assert taxonomy.find_hazards(text) == expected


def test_hazards_are_ordered_by_mentions_then_place(taxonomy: Taxonomy) -> None:
    assert taxonomy.find_hazards("地震、滑坡、泥石流和火灾") == ("geo", "earthquake", "fire")


def test_formal_search_leaves_spoken_expressions_out(taxonomy: Taxonomy) -> None:
    assert taxonomy.find_hazards("设备漏气，电梯困人", colloquial=False) == ("special_equipment",)


def test_mention_points_into_the_text_as_given(taxonomy: Taxonomy) -> None:
    text = "㈠厂里Ｌ煤气漏了"
    mention = taxonomy.hazard_mentions(text)[0]
    assert (text[mention.span.start : mention.span.end], mention.colloquial) == ("煤气漏了", True)
    assert mention.span == Span(start=4, end=8)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("着火了先干啥", "火灾先干啥"),
        ("起火", "火灾"),
        ("失火", "火灾"),
        ("煤气漏了", "燃气泄漏"),
        ("山上着火怎么报", "森林火灾怎么报"),
        ("Ⅱ级响应 II级响应 2级响应 二级响应", "二级响应 二级响应 二级响应 二级响应"),
        ("Ⅳ级", "四级"),
        ("8级大风", "8级大风"),
        ("统一级别", "统一级别"),
        ("泥石流", "泥石流"),
        ("塌方了", "塌方了"),
    ],
)
def test_canonicalize(taxonomy: Taxonomy, text: str, expected: str) -> None:
    assert taxonomy.canonicalize(text) == expected


def test_search_is_never_widened_to_excluded_or_ambiguous_terms(taxonomy: Taxonomy) -> None:
    flood = taxonomy.hazard_terms("flood", colloquial=True)
    assert flood[0] == "洪涝灾害"
    assert "内涝" in flood
    assert not {"透水", "突水"} & set(flood)
    assert "火情" not in taxonomy.hazard_terms("fire")
    assert "森林火灾" not in taxonomy.hazard_terms("fire")
    assert "着火" not in taxonomy.hazard_terms("fire")
    assert "烧起来了" in taxonomy.hazard_terms("fire", colloquial=True)


def test_unknown_ids_are_refused(taxonomy: Taxonomy) -> None:
    for look_up in (taxonomy.hazard, taxonomy.hazard_terms, taxonomy.phase_terms):
        with pytest.raises(KeyError, match="unheard_of"):
            look_up("unheard_of")


def test_phases_come_in_the_order_of_a_response(taxonomy: Taxonomy) -> None:
    assert [phase.order for phase in taxonomy.phases] == list(range(1, 15))
    assert taxonomy.find_phases("厂里煤气漏了怎么办") == ("reporting", "initial_response")
    assert taxonomy.find_phases("善后处置和信息报告") == ("reporting", "aftermath")
    assert taxonomy.phase_terms("initial_response")[:2] == ("先期处置", "先期处理")


def test_roles(taxonomy: Taxonomy) -> None:
    assert taxonomy.find_roles("保安发现后报告值班长，由现场总指挥决定") == ("保安/门卫", "班组长", "现场指挥官")


def test_level_systems_are_kept_apart(taxonomy: Taxonomy) -> None:
    assert {system: [level.level for level in levels] for system, levels in taxonomy.levels.items()} == {
        "warning": [1, 2, 3, 4],
        "event": [1, 2, 3, 4],
        "response": [1, 2, 3, 4],
    }
    assert [level.color for level in taxonomy.levels["warning"]] == ["红色", "橙色", "黄色", "蓝色"]
    names = {
        system: {n for level in levels for n in (level.name, *level.aliases)}
        for system, levels in taxonomy.levels.items()
    }
    assert not names["warning"] & names["response"]
    assert all(level.mark is Mark.VERIFIED for levels in taxonomy.levels.values() for level in levels)


def test_doc_types_and_accident_names(taxonomy: Taxonomy) -> None:
    types = {doc_type.type_id: doc_type for doc_type in taxonomy.doc_types}
    assert types["card"].name == "应急处置卡"
    assert {doc_type.family for doc_type in taxonomy.doc_types} == {
        "law",
        "standard",
        "plan",
        "drill",
        "report",
        "notice",
    }
    assert ("起重伤害", ("起重致害",)) in taxonomy.entries.accident_names.changed


def test_no_term_means_two_hazards_unless_listed_as_ambiguous(taxonomy: Taxonomy) -> None:
    owners: dict[str, set[str]] = {}
    for hazard in taxonomy.entries.hazards:
        for term in (hazard.name, *hazard.aliases, *hazard.colloquial):
            owners.setdefault(normalize(term), set()).add(hazard.hazard_id)
    listed = {entry.term for entry in taxonomy.entries.ambiguous}
    assert {term for term, ids in owners.items() if len(ids) > 1} <= listed


def test_every_spoken_replacement_is_a_known_expression(taxonomy: Taxonomy) -> None:
    spoken = {term for hazard in taxonomy.entries.hazards for term in hazard.colloquial}
    assert {term for terms in taxonomy.entries.spoken_as.values() for term in terms} <= spoken


def test_long_text_is_read_through(taxonomy: Taxonomy) -> None:
    assert taxonomy.find_hazards("煤气漏了怎么办，" * 2_500) == ("gas_leak",)


def test_formal_names_are_words_of_the_tokenizer(taxonomy: Taxonomy) -> None:
    tokenizer = default_tokenizer()
    names = [hazard.name for hazard in taxonomy.entries.hazards if "(" not in hazard.name]
    assert [name for name in names if name not in tokenizer.words(name)] == []


def test_agrees_with_the_shared_vocabulary(taxonomy: Taxonomy, shared_dir: Path) -> None:
    shared = yaml.safe_load((shared_dir / "domain" / "TAXONOMY.yaml").read_text(encoding="utf-8"))
    ids = [entry["id"] for group in shared["event_classes"] for entry in group["subtypes"]]
    assert [hazard.hazard_id for hazard in taxonomy.entries.hazards] == ids
    assert [entry["id"] for entry in shared["doc_types"]] == [doc_type.type_id for doc_type in taxonomy.doc_types]
    for case in shared["tests"]:
        assert case["expect_hazard"] in taxonomy.find_hazards(case["query"]), case["query"]
        assert set(case.get("expect_phase", ())) <= set(taxonomy.find_phases(case["query"])), case["query"]
    for entry in shared["ambiguous_terms"]:
        for term in entry["term"].split("/"):
            assert not set(entry.get("not", ())) & set(taxonomy.find_hazards(term)), term


def test_aliases_of_our_own_carry_the_mark_of_unconfirmed_knowledge() -> None:
    flood = default_taxonomy().hazard("flood")
    assert flood.mark is Mark.VERIFIED
    assert flood.mark_of("水旱灾害") is Mark.VERIFIED
    assert flood.mark_of("超警戒水位") is Mark.KNOWLEDGE
    assert flood.mark_of("发大水") is Mark.KNOWLEDGE
    assert set(flood.added_aliases) < set(flood.aliases)
