"""Drills held are read from documents, linked to their plans, and tell which plans are due by which rule."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from assistant.drills.held.due import chart_figures, due_plans, months_later, overdue
from assistant.drills.held.entering import DrillEntry, enter_drill
from assistant.drills.held.frequency import rules_for, shipped
from assistant.drills.held.json_shape import calendar_form
from assistant.drills.held.ledger import drill_records
from assistant.drills.held.records import DrillRecord, DueState, PlanDue
from assistant.drills.held.registering import register_run
from kb.catalog.drill_run_records import DrillEventRow, DrillRunRow
from kb.errors import InputRefused
from kb.knowledge_base import KnowledgeBase
from kb.records import Metadata
from tests.assistant.drills.conftest import document_id
from tests.builders import make_document, original_of

TODAY = date(2026, 11, 23)


def record(base: KnowledgeBase, words: str) -> DrillRecord:
    (found,) = [one for one in drill_records(base) if words in one.name]
    return found


def due(base: KnowledgeBase, words: str, today: date = TODAY) -> PlanDue:
    (found,) = [one for one in due_plans(base, today) if words in one.title]
    return found


def titles(base: KnowledgeBase, ids: tuple[str, ...]) -> list[str]:
    return [base.document(one).metadata.title for one in ids]


def test_record_and_evaluation_make_one_drill(drill_base: KnowledgeBase) -> None:
    drill = record(drill_base, "液氨泄漏现场处置演练")
    assert drill.day == date(2026, 9, 16)
    assert (drill.form, drill.participants, drill.grade) == ("单项、实战、检验性", 23, "良")
    assert len(drill.documents) == 2
    assert drill.problems == ("切断超时", "警戒超时", "门禁名单缺项", "防化服维护", "频道抢占")
    assert drill.improvements[0] == "在防火堤外增设手动切断按钮1处，重新训练穿戴"


def test_an_on_site_drill_counts_for_the_on_site_plan_alone(drill_base: KnowledgeBase) -> None:
    drill = record(drill_base, "液氨泄漏现场处置演练")
    assert titles(drill_base, drill.plan_ids) == ["临澜恒泰化工有限公司现场处置方案"]


def test_sentences_are_read_where_there_is_no_table(drill_base: KnowledgeBase) -> None:
    drill = record(drill_base, "防汛综合应急演练")
    assert drill.day == date(2026, 6, 12)
    assert (drill.participants, drill.grade) == (236, "良")
    assert titles(drill_base, drill.plan_ids) == ["临澜市防汛抗旱应急预案"]
    assert len(drill.problems) == 7
    assert "三组转移超时" in drill.problems[1]


def test_problems_are_spans_of_the_document(drill_base: KnowledgeBase) -> None:
    clauses = [
        one for drill in drill_records(drill_base) for one in (*drill.problem_clauses, *drill.improvement_clauses)
    ]
    assert clauses
    wrong = [one for one in clauses if drill_base.document(one.document_id).text[one.start : one.end] != one.quote]
    assert wrong == []


def test_a_blank_form_or_a_drill_plan_is_no_drill_held(own_base: KnowledgeBase) -> None:
    form = make_document(
        "应急演练记录表\n组织单位 |  | 演练项目 | \n演练地点 |  | 演练时间 | \n", title="应急演练记录表"
    )
    scheme = make_document("某公司演练方案\n演练时间为2026年9月16日14时。\n", title="某公司演练方案")
    for document in (form, scheme):
        own_base.replace_documents([document], {document.document_id: original_of(document)})
    assert drill_records(own_base) == ()


def test_the_strictest_confirmed_rule_decides(drill_base: KnowledgeBase) -> None:
    onsite = due(drill_base, "恒泰化工有限公司现场处置方案")
    assert onsite.rules[0].months == 6
    assert (onsite.due, onsite.state) == (date(2027, 3, 16), DueState.FINE)
    flood = due(drill_base, "防汛抗旱")
    assert (flood.rules[0].rule_id, flood.due) == ("gov_plan", date(2029, 6, 12))
    assert "第三十二条" in flood.rules[0].source


def test_a_plan_never_drilled_counts_from_its_first_day(drill_base: KnowledgeBase) -> None:
    store = due(drill_base, "锦程百货")
    assert store.last is None
    assert (store.counted_from, store.due) == (date(2025, 9, 1), date(2026, 3, 1))
    assert store.state is DueState.OVERDUE
    assert store.rules[0].rule_id == "fire_key"
    assert [one.title for one in overdue(drill_base, TODAY)][-1:] == ["临澜市锦程百货大楼灭火和应急疏散预案"]
    assert due(drill_base, "锦程百货", date(2026, 2, 1)).state is DueState.SOON


def test_what_a_plan_says_of_itself_binds_and_opens_its_clause(drill_base: KnowledgeBase) -> None:
    store = drill_base.document(document_id(drill_base, "锦程百货"))
    (own,) = [one for one in rules_for(store) if one.rule_id == "stated"]
    assert (own.months, own.binding) == (6, True)
    assert own.clause is not None
    assert store.text[own.clause.start : own.clause.end] == own.clause.quote


def test_unconfirmed_rules_are_advice_only(drill_base: KnowledgeBase) -> None:
    village = drill_base.document(document_id(drill_base, "石桥村"))
    (advice,) = [one for one in rules_for(village) if one.rule_id == "village"]
    assert not advice.binding
    assert [one.rule.mark for one in shipped() if one.rule.rule_id in ("coal", "village")] == ["P", "P"]
    village_plan = Metadata(title="某村山洪应急预案", doc_type="plan_village")
    plain = make_document("某村应急预案\n一、行动\n发现险情立即转移群众。\n", metadata=village_plan)
    assert [(one.rule_id, one.binding) for one in rules_for(plain)] == [("village", False)]


def test_a_drill_entered_by_hand_moves_the_day(own_base: KnowledgeBase) -> None:
    plan = document_id(own_base, "锦程百货")
    number = enter_drill(
        own_base, DrillEntry(name="秋季疏散", day=date(2026, 10, 10), by="周导调", document_id=plan), today=TODAY
    )
    assert (due(own_base, "锦程百货").due, due(own_base, "锦程百货").state) == (date(2027, 4, 10), DueState.FINE)
    own_base.catalog.drills_held.withdraw(number, "周导调")
    assert due(own_base, "锦程百货").state is DueState.OVERDUE


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"day": date(2026, 12, 1)}, "还没有到"),
        ({"name": "  "}, "演练名称"),
        ({"by": ""}, "登记人"),
        ({"participants": -1}, "不合理"),
        ({"name": "演" * 201}, "过长"),
        ({"problems": "问题\n" * 51}, "50条"),
    ],
)
def test_impossible_entries_are_refused(own_base: KnowledgeBase, fields: dict[str, object], message: str) -> None:
    given: dict[str, object] = {"name": "秋季疏散", "day": date(2026, 10, 10), "by": "周导调", **fields}
    with pytest.raises(InputRefused, match=message):
        enter_drill(own_base, DrillEntry(**given), today=TODAY)  # type: ignore[arg-type]
    assert own_base.catalog.drills_held.held() == []


def test_a_run_played_to_its_end_counts_once_somebody_registers_it(own_base: KnowledgeBase) -> None:
    plan = document_id(own_base, "锦程百货")
    at = datetime(2026, 11, 2, 6, 0, tzinfo=UTC)
    runs = own_base.catalog.drill_runs
    for run_id in ("a1", "b2"):
        runs.add(
            DrillRunRow(
                run_id=run_id,
                title=f"桌面{run_id}",
                document_id=plan,
                kit="{}",
                director_code="1",
                made_by="周导调",
                created_at=at,
                seen_at=at,
            )
        )
        runs.append([DrillEventRow(run_id=run_id, at=at, kind="started", who="周导调", detail="{}")])
    ended = at + timedelta(hours=1)
    runs.append([DrillEventRow(run_id="a1", at=ended, kind="ended", who="周导调", detail="{}")])
    (drill,) = drill_records(own_base)
    assert (drill.record_id, drill.form, drill.plan_ids) == ("run-a1", "桌面", (plan,))
    before = due(own_base, "锦程百货")
    assert (drill.counted, before.last) == (False, None)
    number = register_run(own_base, "a1", "周导调")
    (drill,) = drill_records(own_base)
    assert (drill.record_id, drill.counted, drill.day) == (f"hand-{number}", True, at.astimezone().date())
    last = due(own_base, "锦程百货").last
    assert last is not None and last.record_id == drill.record_id
    with pytest.raises(InputRefused, match="已经登记"):
        register_run(own_base, "a1", "周导调")
    with pytest.raises(InputRefused, match="还没有结束"):
        register_run(own_base, "b2", "周导调")
    own_base.catalog.drills_held.withdraw(number, "周导调")
    assert [one.counted for one in drill_records(own_base)] == [False]
    assert register_run(own_base, "a1", "周导调") == number + 1


def test_charts_count_held_and_due_by_month(drill_base: KnowledgeBase) -> None:
    records = drill_records(drill_base)
    plans = due_plans(drill_base, TODAY, records)
    figures = chart_figures(plans, records, TODAY)
    months = {str(row["month"]): row for row in figures["months"]}
    assert len(months) == 25
    assert (months["2026-09"]["held"], months["2027-03"]["due"]) == (1, 1)
    assert sum(int(str(row["plans"])) for row in figures["states"]) == len(plans)
    form = calendar_form(plans, records, TODAY)
    assert form["today"] == "2026-11-23"


def test_months_end_where_the_month_ends() -> None:
    assert months_later(date(2026, 8, 31), 6) == date(2027, 2, 28)
    assert months_later(date(2026, 3, 15), -12) == date(2025, 3, 15)


def test_a_plan_without_a_day_to_count_from_says_so(own_base: KnowledgeBase) -> None:
    hotel = Metadata(title="青石酒店生产安全事故综合应急预案", doc_type="plan_unit_comprehensive")
    document = make_document("青石酒店预案\n一、行动\n发现险情立即疏散。\n", metadata=hotel)
    own_base.replace_documents([document], {document.document_id: original_of(document)})
    found = due(own_base, "青石酒店")
    assert (found.state, found.due) == (DueState.NO_DAY, None)
    assert found.rules[0].rule_id == "unit_danger"
