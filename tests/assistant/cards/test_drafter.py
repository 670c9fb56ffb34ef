"""Cards drafted from the sample corpora, read as the people who would carry them."""

from __future__ import annotations

import re

import pytest

from assistant.cards.drafter import CardDrafter, CardRequest
from assistant.records import Card, CardField
from kb.errors import InputRefused
from kb.knowledge_base import KnowledgeBase
from tests.assistant.cards.conftest import POSITIONS, TODAY, UNIT, MakeBase

EVERY_CARD = [(position, hazard) for hazard, positions in POSITIONS.items() for position in positions]
PHONE = re.compile(r"(?<!\d)(?:0\d{3}-\d{7}|1(?:10|19|20|22))(?!\d)")
LIMIT = re.compile(r"\d+(?:分钟|小时|日|天|秒)")


def texts(card: Card, field: CardField) -> list[str]:
    return [line.text for line in card.lines if line.field is field]


def draft(drafter: CardDrafter, position: str, hazard: str) -> Card:
    return drafter.draft(CardRequest(position=position, hazard=hazard, unit=UNIT), today=TODAY)


@pytest.mark.parametrize(("position", "hazard"), EVERY_CARD)
def test_every_line_is_carried_by_what_it_cites(
    drafter: CardDrafter, sample_base: KnowledgeBase, position: str, hazard: str
) -> None:
    card = draft(drafter, position, hazard)
    quotes = {item.marker: item for item in card.citations}
    for item in card.citations:
        assert sample_base.document(item.document_id).text[item.start : item.end] == item.quote
    for line in card.lines:
        if line.blank:
            assert line.text.startswith("【待补充") and not line.markers
            continue
        cited = " ".join(quotes[marker].quote for marker in line.markers)
        assert cited
        if line.field not in (CardField.BASIS, CardField.PHONE):
            assert all(value in cited for value in PHONE.findall(line.text) + LIMIT.findall(line.text)), line.text
        if line.field in (CardField.STEP, CardField.PROHIBITION, CardField.RECOGNITION, CardField.HANDOVER):
            assert line.text in cited
        if line.field is CardField.PHONE:
            assert all(number in cited for number in PHONE.findall(line.text)) and PHONE.search(line.text)


@pytest.mark.parametrize(("position", "hazard"), EVERY_CARD)
def test_card_is_complete_short_and_without_blocking_finding(drafter: CardDrafter, position: str, hazard: str) -> None:
    card = draft(drafter, position, hazard)
    assert [problem for problem in card.problems if problem.blocking] == []
    assert 2 <= len(texts(card, CardField.STEP)) <= 8 and len(texts(card, CardField.PROHIBITION)) == 3
    assert all(len(text) <= 60 for text in texts(card, CardField.STEP))
    assert all(text.startswith("严禁") for text in texts(card, CardField.PROHIBITION))
    assert not any(line.reference_only for line in card.lines)
    order = list(CardField)
    assert [order.index(line.field) for line in card.lines] == sorted(order.index(line.field) for line in card.lines)


def test_tank_operator_card_field_by_field(drafter: CardDrafter) -> None:
    card = draft(drafter, "罐区操作工", "液氨泄漏")
    assert texts(card, CardField.RECOGNITION)[0] == "闻到刺鼻氨味；接头或法兰处出现白雾、结霜"
    assert texts(card, CardField.STEP) == [
        "发现泄漏，立即向上风方向退出白雾区。",
        "用防爆对讲机报告中控室和当班班长。",
        "报清泄漏罐号、部位、漏量大小、风向和有无伤员。",
        "在防火堤外按下泄漏储罐的手动切断按钮。",
        "从液氨罐区应急器材柜取正压式空气呼吸器和重型防化服，两人互查后穿戴。",
        "系搜救绳进入，先把伤员移到上风处。",
        "关闭泄漏点两侧手动阀，关不严的用捆扎带或者堵漏夹具堵漏。",
    ]
    assert texts(card, CardField.REPORT) == ["中控室 0600-5556112：罐号、部位、漏量、风向、伤员"]
    assert texts(card, CardField.PHONE)[0] == "中控室（24小时） 0600-5556112（2026-10-15核验）"
    assert "正压式空气呼吸器4套（液氨罐区应急器材柜）" in texts(card, CardField.EQUIPMENT)
    leaving = texts(card, CardField.EVACUATION)
    assert "空气呼吸器报警或者防护服破损" in leaving
    assert "1号集结点设在南门外停车场，2号集结点设在西门外绿地。" in leaving
    assert "当班班长交接泄漏部位" in texts(card, CardField.HANDOVER)[0]
    assert texts(card, CardField.BASIS) == ["《临澜恒泰化工有限公司现场处置方案》 HTYJ-2025-03-XC 2025-06-20施行"]
    assert (card.unit, card.family, card.drafted_on) == (UNIT, "一线岗位", TODAY)


def test_no_step_of_another_position_is_printed(drafter: CardDrafter) -> None:
    others = {"罐区操作工", "装卸工", "中控室值班员", "应急值班员", "总指挥", "电工", "监护人", "合成车间操作工"}
    for position, hazard in EVERY_CARD:
        for text in texts(draft(drafter, position, hazard), CardField.STEP):
            starts_with = next((name for name in others if text.startswith(name)), position)
            assert starts_with == position or position in text, (position, hazard, text)


def test_duty_officer_card_joins_its_procedure_and_the_hazard(drafter: CardDrafter) -> None:
    steps = texts(draft(drafter, "应急值班员", "液氨泄漏"), CardField.STEP)
    assert steps[0] == "接报时问清单位、地点、物质、部位、伤员和报告人。"
    alarm = next(i for i, text in enumerate(steps) if "119和120" in text)
    upwards = next(i for i, text in enumerate(steps) if "报告总指挥" in text)
    assert alarm < upwards
    assert any("0600-5551600" in text for text in steps[upwards:])


def test_electrician_cuts_the_power_before_touching(drafter: CardDrafter) -> None:
    steps = texts(draft(drafter, "电工", "触电"), CardField.STEP)
    assert steps[0].startswith("立即断开电源")
    assert next(i for i, text in enumerate(steps) if "验明无电" in text) < next(
        i for i, text in enumerate(steps) if "心肺复苏" in text
    )


def test_what_did_not_fit_is_said(drafter: CardDrafter) -> None:
    card = draft(drafter, "总指挥", "液氨泄漏")
    left_out = next(problem for problem in card.problems if problem.rule_id == "left-out")
    assert left_out.message.startswith("来源中本岗位另有 1 步") and not left_out.blocking


def test_village_head_card_uses_the_names_of_the_village_plan(drafter: CardDrafter) -> None:
    card = drafter.draft(CardRequest(sentence="石桥村村主任山洪处置卡"), today=TODAY)
    assert (card.unit, card.position, card.hazard, card.family) == ("石桥村", "村主任", "山洪", "值班与指挥")
    steps = texts(card, CardField.STEP)
    assert "总负责不必等镇里指令就可以下令转移" in steps[0]
    assert any("老人、小孩、孕妇、病人先走" in text for text in steps)
    assert any(text.startswith("立即转移：1小时雨量达到60毫米") for text in texts(card, CardField.EVACUATION))
    assert {"镇值班室 0600-5553001", "火警 119"} <= set(texts(card, CardField.PHONE))


def test_position_the_plan_does_not_know_is_not_passed_off_as_its_own(drafter: CardDrafter) -> None:
    card = drafter.draft(CardRequest(sentence="石桥村网格员山洪处置卡"), today=TODAY)
    found = [problem for problem in card.problems if problem.rule_id == "no-own-steps"]
    assert found and found[0].blocking and "网格员" in found[0].message


def test_government_duty_card_comes_from_the_office_on_duty(drafter: CardDrafter) -> None:
    card = drafter.draft(CardRequest(sentence="值班员森林火灾处置卡"), today=TODAY)
    assert (card.position, card.hazard) == ("值班员", "森林火灾")
    assert "接到卫星热点信息后，10分钟内通知有关区县核查" in texts(card, CardField.STEP)
    assert "市森防办 0600-5550125" in texts(card, CardField.PHONE)


def test_what_to_do_when_something_cannot_be_is_no_ban(make_drafter: MakeBase) -> None:
    plan = (
        "青石商场灭火和应急疏散预案\n1 火灾应急处置\n（1）保安发现起火立即拨打119。\n（2）不能确认断电时使用干粉灭火器。\n"
        "（3）保安引导顾客撤离。\n（4）保安报告值班室。\n（5）不得乘坐电梯。\n"
    )
    card = make_drafter({"预案.txt": plan}).draft(CardRequest(position="保安", hazard="火灾"), today=TODAY)
    assert texts(card, CardField.PROHIBITION) == ["不得乘坐电梯"]
    assert texts(card, CardField.STEP)[0] == "发现起火立即拨打119。"


def test_work_reports_alone_give_an_empty_skeleton_that_says_what_is_missing(make_drafter: MakeBase) -> None:
    report = (
        "某市应急管理局2025年工作总结\n一、主要工作\n全年督促企业制定车间火灾重点岗位应急处置卡，明确各环节责任人和应对措施，"
        "开展车间火灾班组长培训12次。联系电话0600-5559999。\n二、下一步打算\n加强车间火灾处置卡推广。\n"
    )
    speech = "某局长在全市安全生产工作会议上的讲话\n同志们：车间火灾教训深刻，要在30分钟内做好处置，制定处置卡。\n"
    drafter = make_drafter({"某市应急管理局2025年工作总结.txt": report, "在全市安全生产工作会议上的讲话.txt": speech})
    card = drafter.draft(CardRequest(position="班组长", hazard="车间火灾"), today=TODAY)
    assert card.lines and all(line.blank for line in card.lines) and card.citations == ()
    assert all("来源" in line.text for line in card.lines if line.field is CardField.STEP)
    assert not PHONE.search(" ".join(line.text for line in card.lines))
    assert any(problem.blocking and "没有处置步骤" in problem.message for problem in card.problems)


def test_standard_without_cards_is_named_as_a_false_basis(make_drafter: MakeBase) -> None:
    plan = (
        "青石化工有限公司现场处置方案\n1 总则\n依据GB/T 29639-2020第8章编制应急处置卡。\n2 液氨泄漏现场处置方案\n2.1 应急处置\n"
        "（1）操作工立即关闭阀门，向上风方向撤离。\n（2）操作工报告班长。\n（3）班长立即拨打119。\n"
    )
    card = make_drafter({"方案.txt": plan}).draft(CardRequest(position="操作工", hazard="液氨泄漏"), today=TODAY)
    found = [problem for problem in card.problems if problem.rule_id == "standard-has-no-card"]
    assert found and "第2号第十九条" in found[0].message and not found[0].blocking


def test_another_unit_is_for_reference_only(drafter: CardDrafter) -> None:
    request = CardRequest(position="罐区操作工", hazard="液氨泄漏", unit="海宁宏远冷链有限公司")
    card = drafter.draft(request, today=TODAY)
    shown = [line for line in card.lines if not line.blank and line.field is not CardField.BASIS]
    assert shown and all(line.reference_only for line in shown)
    assert any(problem.rule_id == "foreign-unit" and problem.blocking for problem in card.problems)
    assert all(line.blank for line in card.lines if line.field is CardField.PHONE)


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        ("给罐区操作工做一张液氨泄漏处置卡", ("", "罐区操作工", "液氨泄漏")),
        ("石桥村山洪避险卡", ("石桥村", "", "山洪")),
        ("请帮我起草一份电工触电应急处置卡", ("", "电工", "触电")),
        ("临澜恒泰化工有限公司当班班长车间火灾处置卡", (UNIT, "当班班长", "车间火灾")),
        ("值班员森林火灾怎么办", ("", "值班员", "森林火灾")),
        ("综合应急预案 应急值班员 液氨泄漏", ("", "应急值班员", "液氨泄漏")),
        ("青石酒店有限公司组长触电处置卡", ("青石酒店有限公司", "组长", "触电")),
    ],
)
def test_sentence_is_read_into_fields(sentence: str, wanted: tuple[str, str, str]) -> None:
    from assistant.cards.request import complete

    request = complete(CardRequest(sentence=sentence))
    assert (request.unit, request.position, request.hazard) == wanted


def test_request_without_hazard_or_too_long_is_refused(drafter: CardDrafter) -> None:
    with pytest.raises(InputRefused, match="险情"):
        drafter.draft(CardRequest(position="电工"))
    with pytest.raises(InputRefused, match="过长"):
        drafter.draft(CardRequest(position="电" * 61, hazard="触电"))
