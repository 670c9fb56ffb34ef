"""Elements of real checklists in small plans: present, partial, missing, not applicable."""

from __future__ import annotations

import pytest

from assistant.checking.checklists import checklists_called
from assistant.checking.elements import SIMPLIFIED, check_elements
from assistant.checking.records import ElementFinding, ElementState
from tests.assistant.checking.plans import plan_of


def state_of(
    body: str, element: str, *, kind: str = "unit_comprehensive", level: str = "enterprise", simplified: bool = False
) -> ElementFinding:
    (checklist,) = checklists_called(kind)
    found = check_elements(plan_of(body, level=level), checklist, simplified=simplified)
    return next(one for one in found if one.element.element_id == element)


def test_complete_element_shows_where_it_stands() -> None:
    body = "3 预警解除\n风险消除后，由总指挥宣布解除预警，通信组通知各小组。\n4 附则\n本预案由安全部解释。"
    found = state_of(body, "UC08")
    document = plan_of(body)
    assert found.state is ElementState.PRESENT
    assert (
        document.text[found.spans[0].start : found.spans[0].end]
        == "风险消除后，由总指挥宣布解除预警，通信组通知各小组。"
    )


def test_heading_without_content_is_partial() -> None:
    found = state_of("3 预警解除\n4 附则\n本预案由安全部解释。", "UC08")
    assert found.state is ElementState.PARTIAL
    assert found.reason == "有标题，没有写出要求的内容"
    assert found.missing_points == ("解除的基本条件", "要求", "责任人")


def test_instruction_of_the_guide_is_not_content() -> None:
    found = state_of("3 预警启动\n明确预警信息发布的渠道、方式和内容。\n4 附则\n本预案由安全部解释。", "UC06")
    assert found.state is ElementState.PARTIAL
    assert found.reason.startswith("有标题")


def test_absent_element_is_missing_and_has_no_span() -> None:
    found = state_of("1 总则\n本预案适用于本公司。", "UC24")
    assert (found.state, found.spans) == (ElementState.MISSING, ())
    assert found.element.sources[0].clause == "GB/T 29639-2020 9.7a-h"


def test_element_is_found_by_its_words_under_another_heading() -> None:
    body = "5 响应程序\n事故得到控制、隐患消除后，经总指挥批准，现场应急结束。应急结束后由安全部写总结。"
    assert state_of(body, "UC12").state is ElementState.PRESENT


def test_part_of_another_element_is_not_searched() -> None:
    body = "3 预警\n3.1 信息报告\n采用电话报告，内容包括时间和影响范围。\n3.2 附则\n无。"
    assert state_of(body, "UC06").state is ElementState.PARTIAL


def test_annex_referred_to_is_searched() -> None:
    body = (
        "5 物资装备保障\n物资清单见附件6.1，由仓库专人管理，每半年更新一次，按说明书使用和运输。\n6 附件\n6.1 应急物资清单\n"
        "名称 | 数量 | 存放位置\n灭火器 | 20 | 罐区\n"
    )
    found = state_of(body, "UC16")
    assert "存放位置" not in found.missing_points
    assert "台账" not in found.missing_points


@pytest.mark.parametrize(
    ("level", "state"), [("province", ElementState.NOT_APPLICABLE), ("county", ElementState.MISSING)]
)
def test_level_decides_whether_a_conditional_element_is_asked(level: str, state: ElementState) -> None:
    assert state_of("1 总则\n本预案适用于本地。", "GS16", kind="gov_special", level=level).state is state


def test_agreement_is_asked_only_of_those_who_have_one() -> None:
    assert state_of("1 总则\n本预案适用于本公司。", "UC25").state is ElementState.NOT_APPLICABLE
    signed = "5 队伍\n公司与园区救援队签订救援协议。"
    assert state_of(signed, "UC25").state is not ElementState.NOT_APPLICABLE


def test_small_unit_may_leave_out_elements_but_shows_what_is_partial() -> None:
    body = "1 总则\n本预案适用于本店。\n2 预警解除\n3 附则\n由店长解释。"
    found = state_of(body, "UC24", simplified=True)
    assert (found.state, found.reason) == (ElementState.NOT_APPLICABLE, SIMPLIFIED)
    assert state_of(body, "UC08", simplified=True).state is ElementState.PARTIAL


def test_reference_suffices_where_the_standard_allows_it() -> None:
    body = "2.6 应急保障\n应急保障见附件4、附件5。"
    assert state_of(body, "US05", kind="unit_special").state is ElementState.PRESENT


def test_every_element_gets_one_finding_in_order() -> None:
    (checklist,) = checklists_called("onsite")
    found = check_elements(plan_of("1 事故风险描述\n可能发生火灾。"), checklist)
    assert [one.element.element_id for one in found] == ["OS01", "OS02", "OS03", "OS04", "OS05", "OS06"]
    assert found[0].state is ElementState.PRESENT
