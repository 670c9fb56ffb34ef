"""What players type is matched to clauses, with the verdict and what speaks for it."""

from __future__ import annotations

import pytest

from assistant.drills.kit import build_kit
from assistant.drills.matching.matcher import ActionMatcher, match_action
from assistant.drills.matching.records import MatchResult, Verdict
from assistant.drills.matching.roles import fits_role
from assistant.drills.matching.wording import meanings_in
from assistant.drills.records import DrillKit
from kb.knowledge_base import KnowledgeBase
from tests.assistant.drills.conftest import document_id


def played(kit: DrillKit, text: str, role: str, *, minute: float = 0.5, undone: str = "") -> MatchResult:
    """Match an action where all others but those with the words are done."""
    done = [one.action_id for one in kit.actions if not undone or undone not in one.action]
    return ActionMatcher(kit.actions, kit.bans).match(text, role=role, minute=minute, done=done)


def clause(kit: DrillKit, result: MatchResult) -> str:
    return kit.action(result.action_id).action if result.action_id else ""


@pytest.mark.parametrize(
    ("text", "role", "words"),
    [
        ("所有卸车的、动火的全给我停下来", "赵班长", "停止卸车、动火"),
        ("远程把进出口的切断阀关了，氨泵停掉", "中控", "进出口紧急切断阀"),
        ("把雨水口的闸板放下来，水引到事故池", "后勤保障组", "雨水总排口闸板"),
        ("风向变了，人在下风，全部撤", "当班班长", "下令现场人员撤离"),
    ],
)
def test_spoken_actions_find_their_clause(ammonia: DrillKit, text: str, role: str, words: str) -> None:
    result = played(ammonia, text, role)
    assert words in clause(ammonia, result)
    assert result.verdict is Verdict.RIGHT


def test_a_wrong_role_is_marked(ammonia: DrillKit) -> None:
    result = played(ammonia, "我宣布启动Ⅰ级响应", "当班班长")
    assert "宣布启动Ⅰ级响应" in clause(ammonia, result)
    assert result.verdict is Verdict.WRONG_ROLE


def test_a_deputy_may_act(ammonia: DrillKit) -> None:
    assert played(ammonia, "决定全厂停车和疏散范围", "安全总监").verdict is Verdict.RIGHT


def test_what_should_have_come_first_is_named(ammonia: DrillKit) -> None:
    result = played(ammonia, "系上搜救绳进去，把伤员先弄到上风处", "罐区操作工", undone="互查后穿戴")
    assert result.verdict is Verdict.WRONG_ORDER
    assert ["互查后穿戴" in ammonia.action(one).action for one in result.before] == [True]


def test_lateness_counts_from_when_it_was_called_for(ammonia: DrillKit) -> None:
    (wanted,) = [one for one in ammonia.actions if one.action == "应急值班员3分钟内报告总指挥"]
    done = [one.action_id for one in ammonia.actions if one is not wanted]

    def verdict(since: float) -> MatchResult:
        return match_action(
            "给总指挥打电话报告", "应急值班员", 20, ammonia.actions, done, since={wanted.action_id: since}
        )

    assert verdict(18).verdict is Verdict.RIGHT
    late = verdict(10)
    assert (late.verdict, late.overdue_minutes) == (Verdict.LATE, 7.0)


@pytest.mark.parametrize(
    "text", ["先抽根烟缓一缓", "联系食堂准备盒饭", "给家里人打个电话报平安", "", "，。！", "a" * 300]
)
def test_what_the_plan_does_not_ask_for_matches_nothing(ammonia: DrillKit, text: str) -> None:
    result = played(ammonia, text, "当班班长")
    assert (result.action_id, result.verdict) == (None, Verdict.UNMATCHED)


def test_what_is_not_done_is_not_matched_as_done(ammonia: DrillKit) -> None:
    assert played(ammonia, "先别启动响应，怕影响生产", "总指挥").action_id is None
    assert played(ammonia, "不用报警，等等看", "应急值班员").action_id is None


def test_what_the_plan_forbids_is_a_breach(drill_base: KnowledgeBase) -> None:
    store = build_kit(drill_base, document_id(drill_base, "锦程百货"))
    result = played(store, "端盆水往油锅里泼", "厨师")
    assert result.verdict is Verdict.UNMATCHED
    assert "不得向油锅泼水" in store.action(result.breach).action


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("没戴空呼就进去关阀", "未佩戴正压式空气呼吸器进入白雾区"),
        ("我一个人冲进白雾区关阀门", "单人进入泄漏区"),
        ("用水枪对着泄漏口冲", "泄漏口直接射水"),
        ("直接戴防毒面具冲进去关阀", "只用于逃生"),
        ("在警戒线里面掏手机给中控打电话", "手机"),
    ],
)
def test_a_broken_ban_comes_before_every_action(ammonia: DrillKit, text: str, words: str) -> None:
    result = played(ammonia, text, "罐区操作工")
    assert (result.action_id, result.verdict) == (None, Verdict.UNMATCHED)
    assert words in {one.ban_id: one.text for one in ammonia.bans}[result.breach]


@pytest.mark.parametrize(
    "text",
    ["不单独进入，等搭档穿好再进", "严禁没戴空呼进白雾区", "戴好空呼，两个人一起进白雾区关阀", "把手机留在警戒区外"],
)
def test_who_keeps_a_ban_breaks_none(ammonia: DrillKit, text: str) -> None:
    assert played(ammonia, text, "罐区操作工").breach == ""


def test_one_verb_alone_is_no_match(ammonia: DrillKit) -> None:
    assert played(ammonia, "去食堂看看晚饭", "当班班长").action_id is None


def test_the_receiver_named_decides_between_like_actions(ammonia: DrillKit) -> None:
    assert "园区应急响应中心" in clause(ammonia, played(ammonia, "打电话给园区", "应急值班员"))
    assert "应急值班室" in clause(ammonia, played(ammonia, "打电话给应急值班室", "中控室值班员"))


def test_left_out_items_are_named(ammonia: DrillKit) -> None:
    result = played(ammonia, "报清泄漏罐号和部位", "罐区操作工")
    assert "风向" in result.missing
    assert "罐号" not in " ".join(result.missing)


def test_evidence_points_into_both_texts(ammonia: DrillKit) -> None:
    text = "水幕打开，喷淋打开"
    result = played(ammonia, text, "中控室值班员")
    action = clause(ammonia, result)
    pairs = [(text[one.start : one.end], action[one.clause_start : one.clause_end]) for one in result.evidence]
    assert ("水幕", "水幕") in pairs
    assert result.close


@pytest.mark.parametrize(
    ("role", "names", "fits"),
    [
        ("赵班长", ("当班班长",), True),
        ("操作工小李", ("罐区操作工",), True),
        ("周总", ("总指挥", "总经理"), True),
        ("市卫健委", ("市卫生健康委员会",), True),
        ("柳溪镇人民政府", ("乡镇人民政府",), True),
        ("中控室值班员", ("应急值班员",), False),
        ("灭火行动组组长", ("工程保障组",), False),
        ("", ("总指挥",), True),
        ("总指挥", (), True),
    ],
)
def test_roles(role: str, names: tuple[str, ...], fits: bool) -> None:
    assert fits_role(role, names) is fits


def test_telling_the_right_post_to_act_is_right() -> None:
    assert fits_role("当班班长", ("中控室值班员",), "请中控把切断阀关了")


def test_a_negation_denies_what_follows_it() -> None:
    denied = {one.name for one in meanings_in("不用报警，关掉阀门") if one.denied}
    assert "dial" in denied
    assert "close" not in denied
