"""A drafted skeleton passes its own checklist: written as Word, read back and checked, no required element has no section."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.checking.elements import check_elements
from assistant.checking.outline import fits, plain_heading
from assistant.checking.reading import read_document
from assistant.checking.records import ElementState, Need
from assistant.drafting.drafter import draft_plan
from assistant.drafting.layouts import Layout, all_layouts
from assistant.drafting.printing import official_document
from assistant.official_documents.docx_writer import write_document
from kb.knowledge_base import KnowledgeBase

PLAN_LAYOUTS = [one for one in all_layouts() if any(kind.startswith("plan_") for kind in one.checklist.doc_types)]


@pytest.mark.parametrize("layout", all_layouts(), ids=lambda one: one.checklist.checklist_id)
def test_layout_answers_every_element_under_a_heading_its_list_knows(layout: Layout) -> None:
    answered = [part.element_id for part in layout.parts if part.element_id]
    assert sorted(answered) == sorted(one.element_id for one in layout.checklist.elements)
    for part in layout.parts:
        if not part.element_id or not part.level:
            continue
        headings = layout.element(part.element_id).headings
        known = fits(plain_heading(part.heading), headings) or (part.attachment and "附件" in headings)
        assert known, f"{part.heading} is no heading of {part.element_id}"


def test_there_are_layouts_for_all_kinds_of_plans() -> None:
    assert [one.checklist.checklist_id for one in PLAN_LAYOUTS] == [
        "unit_comprehensive",
        "unit_special",
        "onsite",
        "fire_evac_plan",
        "gov_overall",
        "gov_special",
        "town_plan",
        "village_plan",
        "event_support",
        "joint_plan",
        "plan_eval_report",
    ]


@pytest.mark.parametrize("layout", PLAN_LAYOUTS, ids=lambda one: one.checklist.checklist_id)
def test_skeleton_read_back_from_word_lacks_no_required_element(
    kb: KnowledgeBase, layout: Layout, tmp_path: Path
) -> None:
    # A unit the base knows nothing of: what stands there are headings and blanks.
    draft = draft_plan(kb, layout.checklist.checklist_id, "液氨泄漏", "白石冷链有限公司")
    path = tmp_path / f"{draft.title}.docx"
    write_document(official_document(draft, with_note=False), path)
    findings = check_elements(read_document(path), layout.checklist)
    lacking = [one.element.name for one in findings if _lacks(one.state, one.element.need)]
    assert lacking == []


def _lacks(state: ElementState, need: Need) -> bool:
    return need is Need.REQUIRED and state is ElementState.MISSING
