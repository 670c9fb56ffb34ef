"""Drafts of plans: own words with their places, others' only to look at, blanks for everything nobody says."""

from __future__ import annotations

import pytest

from assistant.drafting.drafter import Step, draft_plan, draft_steps, title_of
from assistant.drafting.layouts import layout_called
from assistant.drafting.records import DraftSection, ItemKind, PlanDraft
from assistant.guard import check_sentence
from kb.errors import InputRefused
from kb.knowledge_base import KnowledgeBase
from tests.assistant.drafting.conftest import UNIT


@pytest.fixture(scope="module")
def draft(workbench: object) -> PlanDraft:
    return draft_plan(workbench.kb, "onsite", "液氨泄漏", UNIT)  # type: ignore[attr-defined]


def section(draft: PlanDraft, heading: str) -> DraftSection:
    return next(one for one in draft.sections if one.heading == heading)


def texts(part: DraftSection, kind: ItemKind = ItemKind.QUOTED) -> list[str]:
    return [item.text for item in part.items if item.kind is kind]


def test_chapters_follow_the_standard_and_the_title_the_unit(draft: PlanDraft) -> None:
    assert draft.title == "清河化工有限公司液氨泄漏现场处置方案"
    assert [(one.level, one.heading) for one in draft.sections] == [
        (1, "事故风险描述"),
        (1, "应急工作职责"),
        (1, "应急处置"),
        (2, "应急处置程序"),
        (2, "现场应急处置措施"),
        (2, "报警与联络"),
        (1, "注意事项"),
    ]


def test_every_quotation_stands_where_its_citation_says(draft: PlanDraft, kb: KnowledgeBase) -> None:
    by_marker = {one.marker: one for one in draft.citations}
    quoted = [item for one in draft.sections for item in one.items if item.markers]
    assert len(quoted) >= 8
    for item in quoted:
        (citation,) = (by_marker[marker] for marker in item.markers)
        assert kb.document(citation.document_id).text[citation.start : citation.end] == citation.quote == item.text
        assert check_sentence(item.text, [citation.quote]) == ()


def test_only_the_part_about_the_hazard_is_taken(draft: PlanDraft) -> None:
    everything = "\n".join(item.text for one in draft.sections for item in one.items)
    assert "卸氨臂接头" in everything
    assert "高压柜" not in everything and "未断电" not in everything


def test_own_words_are_quoted_and_the_other_firm_is_not(draft: PlanDraft) -> None:
    assert texts(section(draft, "应急处置程序")) == [
        "罐区操作工发现泄漏，立即报告当班班长。",
        "当班班长3分钟内报告应急值班室0600-7771110，并拨打119。",
        "通信联络组到南门引导救护车。",
    ]
    assert [item.label for item in section(draft, "应急处置程序").items[:3]] == ["（1）", "（2）", "（3）"]
    assert all("东山" not in item.text and "5分钟" not in item.text for one in draft.sections for item in one.items)


def test_a_table_comes_whole_with_its_caption(draft: PlanDraft) -> None:
    caption, table = section(draft, "应急工作职责").items[:2]
    assert (caption.text, caption.caption) == ("岗位职责", True)
    assert table.rows[0] == ("岗位", "职责", "电话")
    assert table.rows[2] == ("当班班长", "组织切断和撤离", "0600-7771122")


def test_points_nobody_says_are_blanks_that_name_their_material(draft: PlanDraft) -> None:
    assert "事故扩大与本单位应急预案的衔接，来自本单位现行处置方案" in texts(
        section(draft, "应急处置程序"), ItemKind.BLANK
    )
    contacts = section(draft, "报警与联络")
    assert not contacts.filled and contacts.blanks[0].name == "应急通讯录（逐个核验）"
    assert any(one.startswith("应急通讯录（逐个核验）") for one in draft.missing_sources)


def test_clause_of_a_rule_in_the_base_is_cited(draft: PlanDraft, kb: KnowledgeBase) -> None:
    basis = section(draft, "注意事项").basis
    assert [one.clause for one in basis] == [
        "GB/T 29639-2020 8.4（已核原文）",
        "生产安全事故应急预案管理办法（应急管理部令第2号）第十五条（已核原文）",
    ]
    assert basis[0].marker == 0
    cited = next(one for one in draft.citations if one.marker == basis[1].marker)
    assert cited.quote.startswith("第十五条") and cited.document_title == "生产安全事故应急预案管理办法"


def test_another_unit_is_only_to_look_at_and_its_numbers_are_left_out(kb: KnowledgeBase) -> None:
    draft = draft_plan(kb, "onsite", "液氨泄漏", "白石冷链有限公司")
    assert not any(one.filled for one in draft.sections)
    procedure = section(draft, "应急处置程序")
    assert texts(procedure, ItemKind.REFERENCE) and len(procedure.blanks) == 1
    assert all("不是本单位的规定" in item.name for item in procedure.items if item.kind is ItemKind.REFERENCE)
    everything = "".join(item.text for one in draft.sections for item in one.items)
    assert "13900001111" not in everything and "0600-777" not in everything
    assert "库内没有白石冷链有限公司自己的现行文件" in "".join(draft.notes)


def test_without_a_unit_nothing_is_own(kb: KnowledgeBase) -> None:
    draft = draft_plan(kb, "onsite", "液氨泄漏")
    assert not any(one.filled for one in draft.sections)
    assert "没有写明单位" in "".join(draft.notes)


def test_a_hazard_the_plan_does_not_know_gets_no_steps(kb: KnowledgeBase) -> None:
    draft = draft_plan(kb, "onsite", "机械伤害", UNIT)
    assert not any(one.filled for one in draft.sections)
    assert "切断阀" not in "".join(item.text for one in draft.sections for item in one.items)


def test_cover_and_approval_of_an_old_plan_are_never_taken_over(kb: KnowledgeBase) -> None:
    draft = draft_plan(kb, "unit_comprehensive", "", UNIT)
    cover, approval = draft.sections[:2]
    assert (cover.heading, approval.heading, cover.level) == ("封面", "批准页", 0)
    assert {item.kind for item in (*cover.items, *approval.items)} == {ItemKind.BLANK}
    assert [item.text.split("，")[0] for item in approval.items] == ["主要负责人签署", "日期"]


def test_a_report_of_one_occasion_gives_no_words_to_another(kb: KnowledgeBase) -> None:
    draft = draft_plan(kb, "work_summary", "2026年", "清河县应急管理局")
    assert not any(one.filled for one in draft.sections)
    assert any(item.kind is ItemKind.REFERENCE for one in draft.sections for item in one.items)


def test_single_sections_are_drafted_with_their_chapter(kb: KnowledgeBase) -> None:
    draft = draft_plan(kb, "现场处置方案", "液氨泄漏", UNIT, ["应急处置程序", "OS06"])
    assert [one.heading for one in draft.sections] == ["应急处置", "应急处置程序", "注意事项"]


def test_steps_tell_how_far_it_is(kb: KnowledgeBase) -> None:
    *steps, last = draft_steps(kb, "onsite", "液氨泄漏", UNIT)
    assert [(one.done, one.every) for one in steps if isinstance(one, Step)] == [(done, 7) for done in range(8)]
    assert isinstance(last, PlanDraft)


def test_drafting_is_repeatable(kb: KnowledgeBase) -> None:
    assert draft_plan(kb, "onsite", "液氨泄漏", UNIT) == draft_plan(kb, "onsite", "液氨泄漏", UNIT)


@pytest.mark.parametrize(
    ("kind", "topic", "unit", "title"),
    [
        ("gov_overall", "突发事件", "某县", "某县突发事件总体应急预案"),
        ("gov_special", "防汛抗旱应急预案", "临澜市人民政府", "临澜市防汛抗旱应急预案"),
        ("unit_comprehensive", "", "甲化工有限公司", "甲化工有限公司综合应急预案"),
        ("onsite", "甲化工有限公司液氨泄漏", "甲化工有限公司", "甲化工有限公司液氨泄漏现场处置方案"),
        ("drill_plan", "防汛演练", "", "防汛演练工作方案"),
    ],
)
def test_title_says_nothing_twice(kind: str, topic: str, unit: str, title: str) -> None:
    assert title_of(layout_called(kind), topic, unit) == title


@pytest.mark.parametrize(
    ("kind", "topic", "unit", "sections", "said"),
    [
        ("咖啡预案", "火灾", "", (), "不会起草“咖啡预案”"),
        ("onsite", "", "", (), "至少一项"),
        ("onsite", "长" * 81, "", (), "主题太长"),
        ("onsite", "火灾\n第二行", "", (), "含有换行"),
        ("onsite", "火灾", "", ("不存在的一节",), "没有“不存在的一节”这一节"),
        ("专项应急预案", "火灾", "", (), "可以指几类文档"),
    ],
)
def test_what_cannot_be_drafted_is_refused_in_words(
    kb: KnowledgeBase, kind: str, topic: str, unit: str, sections: tuple[str, ...], said: str
) -> None:
    with pytest.raises(InputRefused, match=said):
        draft_plan(kb, kind, topic, unit, sections)
