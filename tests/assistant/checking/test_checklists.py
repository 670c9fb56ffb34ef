"""The checklists as shipped: complete, with clauses and marks, found by type, title and name."""

from __future__ import annotations

import re

import pytest

from assistant.checking.checklists import all_checklists, checklists_called, checklists_for, words_of
from assistant.checking.records import Need
from kb.errors import InputRefused
from kb.records import Metadata
from kb.taxonomy import Mark, default_taxonomy

ELEMENTS = [(checklist, element) for checklist in all_checklists() for element in checklist.elements]


def test_every_element_is_asked_for_by_a_marked_clause() -> None:
    assert len(ELEMENTS) == 193
    for checklist, element in ELEMENTS:
        assert element.sources, element.element_id
        assert all(source.clause.strip() and isinstance(source.mark, Mark) for source in element.sources)
        assert element.points and element.headings
        assert not any(re.search(r"\((?:V|P|K|S)\)", source.clause) for source in (*element.sources, *checklist.basis))


def test_ids_are_unique_and_patterns_can_be_read() -> None:
    ids = [element.element_id for _, element in ELEMENTS]
    assert len(ids) == len(set(ids))
    for _, element in ELEMENTS:
        for point in element.points:
            assert point.cues or point.strong
            for cue in (*point.cues, *point.strong):
                assert re.compile(cue).search("") is None, (element.element_id, cue)


def test_every_conditional_element_says_when() -> None:
    assert [
        element.element_id for _, element in ELEMENTS if element.need is Need.CONDITIONAL and not element.when
    ] == []


def test_unconfirmed_facts_are_called_advice() -> None:
    unit = next(element for _, element in ELEMENTS if element.element_id == "FE01")
    assert unit.sources[0].mark is Mark.KNOWLEDGE
    assert "建议，未核原文" in unit.sources[0].text_zh


def test_document_types_of_the_lists_exist() -> None:
    known = {one.type_id for one in default_taxonomy().doc_types}
    assert {doc_type for checklist in all_checklists() for doc_type in checklist.doc_types} <= known


def test_list_follows_type_and_title() -> None:
    plan = Metadata(title="临澜市森林火灾应急预案", doc_type="plan_special")
    assert [one.checklist_id for one in checklists_for(plan)] == ["gov_special", "forest_fire_plan"]
    assert checklists_for(Metadata(title="关于放假的通知", doc_type="normative")) == ()


@pytest.mark.parametrize("name", ["onsite", "现场处置方案", "plan_unit_onsite"])
def test_list_is_found_by_id_name_and_document_type(name: str) -> None:
    assert [one.checklist_id for one in checklists_called(name)] == ["onsite"]


def test_unknown_name_is_refused_with_what_there_is() -> None:
    with pytest.raises(InputRefused, match=r"没有“菜谱”.*综合应急预案"):
        checklists_called("菜谱")


def test_words_of_a_point_also_match_with_a_gap() -> None:
    patterns = words_of("组织指挥体系(可图示)/职责")
    assert any(re.search(pattern, "组织的统一体系") for pattern in patterns)
    assert any(re.search(pattern, "明确各自职责") for pattern in patterns)
    assert not any(re.search(pattern, "可图示") for pattern in patterns)
