"""A kit holds the plan's own clauses, every one called for once, and nothing of other hazards or levels."""

from __future__ import annotations

from collections import Counter

import pytest

from assistant.drills.injects import at_minutes, case_told
from assistant.drills.kit import build_kit
from assistant.drills.records import DrillForm, DrillKit, ExpectedAction, UserScenario
from kb.errors import InputRefused
from kb.knowledge_base import KnowledgeBase
from tests.assistant.drills.conftest import document_id


def action(kit: DrillKit, words: str) -> ExpectedAction:
    (found,) = [one for one in kit.actions if words in one.action]
    return found


@pytest.mark.parametrize("name", ["恒泰化工有限公司现场处置方案", "石桥村", "森林火灾", "防汛抗旱", "锦程百货"])
def test_every_action_is_a_clause_and_is_called_for_once(drill_base: KnowledgeBase, name: str) -> None:
    plan = document_id(drill_base, name)
    kit = build_kit(drill_base, plan)
    text = drill_base.document(plan).text
    clauses = [one.clause for one in kit.actions] + [one.clause for one in kit.bans] + list(kit.stops)
    clauses += [one.clause for one in kit.injects if one.clause] + list(kit.hazard_clauses)
    assert [one.quote for one in clauses if text[one.start : one.end] != one.quote] == []
    called = Counter(one for inject in kit.injects for one in inject.expected)
    assert called == Counter(one.action_id for one in kit.actions)
    assert Counter(one for group in kit.objectives for one in group.action_ids) == called
    assert [one.order for one in kit.actions] == list(range(1, len(kit.actions) + 1))
    assert [one.minute for one in kit.injects] == sorted(one.minute for one in kit.injects)


def test_who_within_how_long_and_to_whom_are_read(ammonia: DrillKit) -> None:
    report = action(ammonia, "应急值班员3分钟内报告总指挥")
    assert (report.actor, report.limit, report.limit_minutes, report.report_to) == (
        "应急值班员",
        "3分钟内",
        3.0,
        "总指挥",
    )
    upgrade = action(ammonia, "宣布启动Ⅰ级响应")
    assert upgrade.actor == "总指挥"
    assert upgrade.condition == "10分钟内不能切断泄漏，或者厂界氨浓度达到25ppm"
    assert upgrade.limit_minutes is None
    handover = action(ammonia, "交接泄漏部位")
    assert (handover.actor, handover.condition) == ("当班班长", "消防队到场")
    measured = action(ammonia, "每5分钟测一次氨浓度")
    assert measured.limit_minutes is None


def test_holders_and_deputies_are_names_of_a_post(ammonia: DrillKit, drill_base: KnowledgeBase) -> None:
    assert {"总经理", "安全总监"} <= set(action(ammonia, "召集各应急工作小组组长").names)
    store = build_kit(drill_base, document_id(drill_base, "锦程百货"))
    assert "高砚舟" in action(store, "总指挥3分钟内赶到消防控制室").names


def test_a_step_of_the_same_actor_in_the_same_list_comes_before(ammonia: DrillKit) -> None:
    dressing = action(ammonia, "两人互查后穿戴")
    entering = action(ammonia, "系搜救绳进入")
    assert entering.after == (dressing.action_id,)
    assert action(ammonia, "消防队到场").after == ()


def test_what_a_clause_names_as_done_comes_before(drill_base: KnowledgeBase) -> None:
    village = build_kit(drill_base, document_id(drill_base, "石桥村"))
    report = action(village, "副负责人在转移完成后20分钟内")
    assert report.after
    assert all("转移" in village.action(one).action for one in report.after)


def test_two_actors_of_one_sentence_are_two_actions(drill_base: KnowledgeBase) -> None:
    village = build_kit(drill_base, document_id(drill_base, "石桥村"))
    assert action(village, "监测员立即报总负责").actor == "监测员"
    assert action(village, "就可以下令转移").actor == "总负责"


def test_other_levels_and_other_hazards_are_left_out(forest: DrillKit, ammonia: DrillKit) -> None:
    assert any("常务副指挥长视情赶赴火场" in one.action for one in forest.actions)
    assert not any("指挥长坐镇指挥" in one.action for one in forest.actions)
    assert not any("甲醇" in one.action for one in ammonia.actions)


def test_conditions_of_a_response_are_no_actions_but_begin_it(forest: DrillKit) -> None:
    assert not any("超过12小时未扑灭明火" in one.action for one in forest.actions)
    (begins,) = [one for one in forest.injects if "超过12小时未扑灭明火" in one.text]
    assert any("批准启动" in forest.action(one).action for one in begins.expected)


def test_leaving_carries_its_cases(ammonia: DrillKit) -> None:
    leave = action(ammonia, "立即下令现场人员撤离")
    assert "风向突变，处置人员处于下风方向" in leave.cases
    assert len(leave.cases) == 4


def test_the_first_message_tells_the_signs_and_leaves_free_data_blank(ammonia: DrillKit) -> None:
    first = ammonia.injects[0]
    assert "闻到刺鼻氨味" in first.text
    assert "模拟伤亡人数和伤情" in first.blanks
    assert first.minute == 0


def test_the_users_words_fill_the_scenario(drill_base: KnowledgeBase) -> None:
    scenario = UserScenario(cause="卸氨臂法兰泄漏", place="V-101B", casualties="1人冻伤", minutes_between=8)
    plan = document_id(drill_base, "恒泰化工有限公司现场处置方案")
    kit = build_kit(drill_base, plan, hazard="液氨泄漏", scenario=scenario, form=DrillForm.FULL_SCALE)
    assert kit.injects[0].text == "V-101B，卸氨臂法兰泄漏，1人冻伤"
    assert [one.minute for one in kit.injects[:3]] == [0, 8, 16]
    assert "模拟伤亡人数和伤情" not in kit.injects[0].blanks


def test_general_steps_of_a_post_come_where_it_is_first_called(ammonia: DrillKit) -> None:
    calls = {ammonia.action(one).action: place for place, each in enumerate(ammonia.injects) for one in each.expected}
    assert (
        calls["应急值班员接报时问清单位、地点、物质、部位、伤员和报告人"] == calls["应急值班员3分钟内报告总指挥"] == 0
    )
    commander = calls["总指挥宣布启动响应，说明级别、处置要求和集结地点"]
    assert commander == calls["总指挥听取报告，对照综合应急预案表1-1判定响应级别"] == 1
    assert ammonia.injects[1].text.endswith("总指挥接到报告。")
    assert commander < calls["当班班长下令液氨罐区停止卸车、动火和检修作业"]


def test_a_general_step_that_the_part_says_itself_is_not_called_for_twice(ammonia: DrillKit) -> None:
    assert [one.action for one in ammonia.actions if "复述" in one.action] == ["应急值班员复述登记，记录接报时刻"]


@pytest.mark.parametrize(
    ("case", "told"),
    [
        ("电气设备着火时", "情况：电气设备着火"),
        ("水退以后", "情况：水退"),
        ("明火扑灭后", "情况：明火扑灭"),
        ("不能提升的", "情况：不能提升"),
        ("情况变化", "现场情况变化"),
        ("火灾持续2小时", "情况：火灾持续2小时"),
    ],
)
def test_a_case_is_told_as_a_message_of_its_own(case: str, told: str) -> None:
    assert case_told(case) == told


def test_messages_can_be_moved(ammonia: DrillKit) -> None:
    minutes = [90, *(one.minute for one in ammonia.injects[1:])]
    moved = at_minutes(ammonia.injects, minutes)
    assert moved[-1].inject_id == ammonia.injects[0].inject_id


def test_what_is_no_plan_or_no_hazard_of_it_is_refused(drill_base: KnowledgeBase) -> None:
    plan = document_id(drill_base, "恒泰化工有限公司现场处置方案")
    with pytest.raises(InputRefused, match="不是应急预案"):
        build_kit(drill_base, document_id(drill_base, "液氨泄漏现场处置演练评估报告"))
    with pytest.raises(InputRefused, match="没有写“雪崩”"):
        build_kit(drill_base, plan, hazard="雪崩")
    with pytest.raises(InputRefused, match="间隔"):
        build_kit(drill_base, plan, scenario=UserScenario(minutes_between=0))
    with pytest.raises(InputRefused, match="过长"):
        build_kit(drill_base, plan, scenario=UserScenario(cause="漏" * 301))


def test_a_message_never_gives_away_what_is_to_be_done(drill_base: KnowledgeBase) -> None:
    village = build_kit(drill_base, document_id(drill_base, "石桥村"))
    texts = [one.text for one in village.injects]
    assert {"情况：有人受伤", "情况：水退", "情况：达到“准备转移”或者“立即转移”指标"} <= set(texts)
    assert [text for text in texts if "打120" in text or "必须经" in text] == []
