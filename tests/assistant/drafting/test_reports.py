"""Reports of events: the elements the rules ask for, values as typed, blanks for the rest, limits with their clause."""

from __future__ import annotations

from datetime import datetime

import pytest

from assistant.checking.checklists import checklists_called
from assistant.drafting.given import value_notes, when_of
from assistant.drafting.records import DraftItem, DraftSection, ItemKind, PlanDraft
from assistant.drafting.report_forms import all_forms
from assistant.drafting.reports import draft_report
from kb.errors import InputRefused
from kb.knowledge_base import KnowledgeBase

NOW = datetime.fromisoformat("2026-03-12 16:00")
TOPIC = "“3·12”液氨泄漏事故"


def items(draft: PlanDraft, kind: ItemKind) -> list[DraftItem]:
    return [item for one in draft.sections for item in one.items if item.kind is kind]


def test_first_report_holds_the_six_items_in_their_order(kb: KnowledgeBase) -> None:
    draft = draft_report(kb, "首报", TOPIC, now=NOW)
    assert draft.title == "“3·12”液氨泄漏事故信息报告（首报）"
    headings = [one.heading for one in draft.sections]
    assert headings[1:7] == [
        "事故发生单位概况",
        "事故发生的时间、地点和现场情况",
        "事故的简要经过",
        "伤亡人数和直接经济损失",
        "已经采取的措施",
        "其他应当报告的情况",
    ]
    assert items(draft, ItemKind.GIVEN) == []


def test_reports_answer_every_element_of_the_checklist() -> None:
    asked = {one.element_id for one in checklists_called("info_report")[0].elements}
    for form in all_forms():
        answered = {one.element_id for one in form.chapters} - {""}
        assert answered == asked if form.form_id != "phone" else answered == {"IR01"}


def test_telephone_report_holds_three_items(kb: KnowledgeBase) -> None:
    draft = draft_report(kb, "电话快报", TOPIC, now=NOW)
    assert [one.heading for one in draft.sections[:-1]] == ["事故发生单位概况", "事故发生的时间和地点", "伤亡人数"]


def test_what_was_typed_stands_as_typed_and_the_rest_is_blank(kb: KnowledgeBase) -> None:
    values = {"事发时间": "2026-03-12 14:30", "死亡人数": "0", "联系电话": "0600-5556110", "现场情况": "两人受困"}
    draft = draft_report(kb, "首报", TOPIC, "清河化工有限公司", values=values, now=NOW)
    given = {item.name: item.text for item in items(draft, ItemKind.GIVEN)}
    assert given == {"单位名称": "清河化工有限公司", **values}
    blanks = [item.text.split("，")[0] for item in items(draft, ItemKind.BLANK)]
    assert "受伤人数" in blanks and "事发时间" not in blanks
    assert len(given) + len(blanks) == len(all_forms()[1].slots("enterprise"))


def test_follow_up_tells_changes_and_the_last_report_the_end(kb: KnowledgeBase) -> None:
    further, final = (draft_report(kb, name, TOPIC, now=NOW) for name in ("续报", "终报"))
    assert [one.heading for one in further.sections][1] == "与上次报告相比的变化"
    assert "处置结果和响应终止" in [one.heading for one in final.sections]
    assert "报告序号" in "".join(item.text for item in items(further, ItemKind.BLANK))


def test_government_reports_source_nature_range_and_trend(kb: KnowledgeBase) -> None:
    own, government = (draft_report(kb, "首报", TOPIC, audience=one, now=NOW) for one in ("enterprise", "党委"))
    assert "信息来源、事件性质、影响范围和发展趋势" not in [one.heading for one in own.sections]
    assert "信息来源、事件性质、影响范围和发展趋势" in [one.heading for one in government.sections]


def limits(draft: PlanDraft) -> DraftSection:
    return draft.sections[-1]


def test_limits_are_those_of_the_audience_each_with_its_clause(kb: KnowledgeBase) -> None:
    firm, office = (
        limits(draft_report(kb, "首报", TOPIC, audience=one, now=NOW)) for one in ("enterprise", "department")
    )
    assert any(
        "1小时内报告事发地县级以上应急管理部门" in item.text and "第493号）第九条" in item.name for item in firm.items
    )
    assert any("每级不超过2小时" in item.text and "第十一条" in item.name for item in office.items)
    assert all("库内没有这一文件" in item.name and not item.markers for item in (*firm.items, *office.items))


def test_values_that_do_not_go_together_are_named() -> None:
    late = list(value_notes({"happened_at": "2026-03-12 14:30", "reported_at": "2026年3月12日16时00分"}))
    assert late == ["报告时间比事发时间晚90分钟，请对照报送时限写明接报时间和原因。"]
    assert list(value_notes({"happened_at": "2026-03-12 14:30", "reported_at": "2026-03-12 14:00"})) == [
        "报告时间早于事发时间，请核对。"
    ]
    assert list(value_notes({"dead": "1", "injured": "3人", "at_risk": "2"})) == [
        "涉险人数少于死亡、受伤和下落不明人数之和，请核对口径。"
    ]
    assert list(value_notes({"happened_at": "2026-03-12 14:30", "reported_at": "2026-03-12 15:10"})) == []


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-03-12 14:30", datetime.fromisoformat("2026-03-12 14:30")),
        ("2026年3月12日14时30分", datetime.fromisoformat("2026-03-12 14:30")),
        ("2026年3月12日 14时", datetime.fromisoformat("2026-03-12 14:00")),
        ("2026-02-30 14:30", None),
        ("昨天下午", None),
        ("2026-03-12", None),
    ],
)
def test_moments_are_read_only_with_day_and_hour(text: str, moment: datetime | None) -> None:
    assert when_of(text) == moment


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("事发时间", "刚才", "看不出日期和时刻"),
        ("事发时间", "2026-03-12 18:00", "晚于现在"),
        ("死亡人数", "若干", "请写一个人数"),
        ("死亡人数", "-1", "请写一个人数"),
        ("联系电话", "12", "不像一个电话号码"),
        ("报告人", "13900000000", "请写姓名和职务"),
        ("现场情况", "长" * 501, "请缩短到500字以内"),
        ("现场情况", "甲\x00乙", "不能打印的字符"),
        ("天气", "晴", "没有“天气”这一项"),
    ],
)
def test_values_without_sense_are_refused_in_words(kb: KnowledgeBase, name: str, value: str, said: str) -> None:
    with pytest.raises(InputRefused, match=said):
        draft_report(kb, "首报", TOPIC, values={name: value}, now=NOW)


@pytest.mark.parametrize(
    ("kind", "topic", "audience", "said"),
    [
        ("快报", TOPIC, "enterprise", "没有“快报”"),
        ("首报", "", "enterprise", "请写出报告的是什么事件"),
        ("首报", TOPIC, "路人", "没有“路人”"),
    ],
)
def test_unknown_kind_topic_or_audience_is_refused(
    kb: KnowledgeBase, kind: str, topic: str, audience: str, said: str
) -> None:
    with pytest.raises(InputRefused, match=said):
        draft_report(kb, kind, topic, audience=audience, now=NOW)
