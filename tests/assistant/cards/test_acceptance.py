"""The seven cases by which cards are accepted, each from documents to findings."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

import pytest

from assistant.cards.check_context import context_for
from assistant.cards.checks import check
from assistant.cards.drafter import CardDrafter, CardRequest
from assistant.cards.families import family_of
from assistant.cards.review import review
from assistant.records import Card, CardField, CardLine
from kb.knowledge_base import KnowledgeBase
from tests.assistant.cards.conftest import TODAY, UNIT, MakeBase

PLAN = (
    "青石化工有限公司现场处置方案\n青石化工有限公司\n2026年1月1日施行\n1 车间火灾现场处置方案\n1.1 风险描述\n征兆：烟雾或者火光。吸入烟气会窒息。\n"
    "1.2 应急处置\n（1）操作工发现起火，立即按下报警按钮，拨打119。\n（2）操作工切断电源，用灭火器扑救。\n"
    "（3）班组长清点人数，报告值班室0600-5550001。\n（4）火势扩大，操作工撤离到东门集结点。\n1.3 注意事项\n（1）严禁未断电用水灭火。\n"
)
LIST = (
    "# 青石化工有限公司应急通讯录\n\n| 部门 | 姓名 | 岗位 | 电话 | 核验日期 |\n| --- | --- | --- | --- | --- |\n"
    "| 值班室 | 轮值 | 值班员 | 0600-5550001 | {day} |\n| 车间 | 方禾 | 班组长 | 0600-5550002 | {day} |\n"
)
REQUEST = CardRequest(position="操作工", hazard="车间火灾", unit="青石化工有限公司")


def rules(card: Card) -> dict[str, bool]:
    return {one.rule_id: one.blocking for one in card.problems}


def texts(card: Card, field: CardField) -> list[str]:
    return [line.text for line in card.lines if line.field is field and not line.blank]


def listed(days: int) -> str:
    return LIST.format(day=(TODAY - timedelta(days=days)).isoformat())


def test_1_reports_and_speeches_give_a_skeleton_in_which_every_place_lacks_its_source(make_drafter: MakeBase) -> None:
    drafter = make_drafter(
        {
            "某市应急管理局2025年工作总结.txt": "某市应急管理局2025年工作总结\n一、主要工作\n督促企业制定车间火灾应急处置卡，明确责任人，联系电话0600-5559999。\n",
            "关于车间火灾处置工作的调研报告.txt": "关于车间火灾处置工作的调研报告\n一、建议\n制定重点岗位应急处置卡，明确各环节责任人和应对措施，30分钟内完成处置。\n",
        }
    )
    card = drafter.draft(CardRequest(position="班组长", hazard="车间火灾"), today=TODAY)
    assert all(line.blank and "来源" in line.text for line in card.lines)
    steps = [line.text for line in card.lines if line.field is CardField.STEP]
    slots = family_of("班组长").skeleton("班组长")
    assert len(steps) == len(slots) and all(slot.name in text for slot, text in zip(slots, steps, strict=True))
    assert not re.search(r"\d{3,}", " ".join(line.text for line in card.lines))
    told = next(one for one in card.problems if one.rule_id == "no-procedure")
    assert told.blocking and "只有要求没有处置步骤" in told.message


def test_2_two_texts_on_gas_that_contradict_each_other_are_both_named(make_drafter: MakeBase) -> None:
    drafter = make_drafter(
        {
            "青石酒店燃气泄漏现场处置方案.txt": "青石酒店燃气泄漏现场处置方案\n1 应急处置\n（1）厨师关闭燃气阀门，开窗通风。\n（2）厨师撤到室外拨打抢修电话。\n"
            "（3）起火时厨师用灭火器扑灭火焰。\n2 注意事项\n严禁在室内拨打手机电话。\n",
            "燃气泄漏处置知识手册.txt": "燃气泄漏处置知识手册\n1 燃气泄漏应急处置\n（1）发现燃气泄漏，关闭燃气阀门。\n（2）在室内拨打手机电话报修。\n（3）不要用灭火器扑灭火焰。\n",
        }
    )
    card = drafter.draft(CardRequest(position="厨师", hazard="燃气泄漏", unit="青石酒店"), today=TODAY)
    found = [one for one in card.problems if one.rule_id == "sources-disagree"]
    told = " ".join(one.message for one in found)
    assert len(found) >= 2 and all(one.blocking for one in found)
    assert "严禁在室内拨打手机电话" in told and "不要用灭火器扑灭火焰" in told and "燃气泄漏处置知识手册" in told
    assert "在室内拨打手机电话报修" not in " ".join(texts(card, CardField.STEP))


def test_3_an_article_by_its_old_number_is_pointed_out(drafter: CardDrafter, sample_base: KnowledgeBase) -> None:
    card = drafter.draft(CardRequest(position="总指挥", hazard="液氨泄漏", unit=UNIT), today=TODAY)
    marker = card.citations[0].marker
    line = CardLine(field=CardField.BASIS, text="依据《突发事件应对法》第五十六条，单位应当先期处置", markers=(marker,))
    found = [
        one for one in review(sample_base, replace(card, lines=(*card.lines, line))) if one.rule_id == "old-article"
    ]
    assert [one.blocking for one in found] == [True] and "第78条" in found[0].message


def test_4_a_whole_plan_with_a_contact_table_fills_every_field_and_every_step_leads_back(
    drafter: CardDrafter, sample_base: KnowledgeBase
) -> None:
    card = drafter.draft(CardRequest(position="罐区操作工", hazard="液氨泄漏", unit=UNIT), today=TODAY)
    filled = {line.field for line in card.lines if not line.blank}
    assert filled == set(CardField) - {CardField.HEADING} and card.position and card.hazard and card.unit
    assert not [one for one in card.problems if one.blocking]
    by_marker = {one.marker: one for one in card.citations}
    for line in card.lines:
        if line.field is CardField.STEP:
            assert any(line.text in by_marker[marker].quote for marker in line.markers)
    for one in card.citations:
        assert sample_base.document(one.document_id).text[one.start : one.end] == one.quote


@pytest.mark.parametrize(
    ("files", "rule"),
    [
        ({"方案.txt": PLAN}, "no-contact-table"),
        ({"方案.txt": PLAN, "青石化工有限公司应急通讯录.md": listed(181)}, "stale-phone"),
        ({"方案.txt": PLAN, "青石化工有限公司应急通讯录.md": listed(180)}, ""),
    ],
)
def test_5_a_contact_table_that_is_missing_or_old_stops_approval(
    make_drafter: MakeBase, files: dict[str, str], rule: str
) -> None:
    card = make_drafter(files).draft(REQUEST, today=TODAY)
    about_phones = {one.rule_id for one in card.problems if one.blocking and one.field is CardField.PHONE}
    assert about_phones == ({rule} if rule else set())


def test_6_stopping_and_leaving_is_a_right_and_activating_a_level_is_not(drafter: CardDrafter) -> None:
    card = drafter.draft(CardRequest(position="当班班长", hazard="车间火灾", unit=UNIT), today=TODAY)
    own, beyond = (
        CardLine(field=CardField.STEP, text=text, markers=(1,))
        for text in ("险情直接危及人身安全，立即停产撤人。", "启动一级响应。")
    )
    assert "wrong-role" not in {one.rule_id for one in check(replace(card, lines=(*card.lines, own)))}
    found = [one for one in check(replace(card, lines=(*card.lines, beyond))) if one.rule_id == "wrong-role"]
    assert [one.blocking for one in found] == [True] and "[V]" in found[0].source


def test_7_the_standard_without_cards_is_no_basis_of_a_card(make_drafter: MakeBase) -> None:
    plan = PLAN.replace("1 车间火灾现场", "依据GB/T 29639-2020第8章编制应急处置卡。\n1 车间火灾现场")
    drafter = make_drafter({"方案.txt": plan, "青石化工有限公司应急通讯录.md": listed(10)})
    card = drafter.draft(REQUEST, today=TODAY)
    found = next(one for one in card.problems if one.rule_id == "standard-has-no-card")
    assert "应急管理部令第2号第十九条" in found.message and not found.blocking
    line = CardLine(field=CardField.BASIS, text="依据GB/T 29639-2020第8章编制应急处置卡", markers=(1,))
    assert rules(replace(card, problems=check(replace(card, lines=(*card.lines, line)))))["standard-has-no-card"]


def test_a_number_that_left_the_contact_table_stops_approval(make_drafter: MakeBase) -> None:
    wrong = PLAN.replace("0600-5550001", "0600-5550009")
    card = make_drafter({"方案.txt": wrong, "青石化工有限公司应急通讯录.md": listed(10)}).draft(
        CardRequest(position="班组长", hazard="车间火灾", unit="青石化工有限公司"), today=TODAY
    )
    found = [one for one in card.problems if one.rule_id == "phone-not-listed"]
    assert found and all(one.blocking and "0600-5550009" in one.message for one in found)


def test_context_knows_the_contact_table_and_what_the_unit_itself_approved(
    drafter: CardDrafter, sample_base: KnowledgeBase
) -> None:
    card = drafter.draft(CardRequest(position="电工", hazard="触电", unit=UNIT), today=TODAY)
    context = context_for(sample_base, card, today=TODAY)
    assert {"0600-5556110", "0600-5556151", "120"} <= {one.number for one in context.numbers or ()}
    steps = {line.markers[0] for line in card.lines if line.field is CardField.STEP}
    assert steps <= context.procedure_markers
