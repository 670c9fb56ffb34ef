"""Follow-ups, corrections, topic changes and pointing words, each as a stand-alone question."""

from __future__ import annotations

import pytest

from assistant.answering.conversation import resolve
from assistant.records import Turn

PLAN = "临澜市防汛抗旱应急预案"
FLOOD = "防汛二级响应由谁批准？"


def after(*questions: str, cited: tuple[str, ...] = (PLAN,), said: str = "") -> tuple[Turn, ...]:
    return tuple(
        Turn(question=question, resolved_question=question, answer_text=said, cited_titles=cited)
        for question in questions
    )


@pytest.mark.parametrize(
    ("before", "follow_up", "resolved"),
    [
        (FLOOD, "那一级呢", "防汛一级响应由谁批准？"),
        (FLOOD, "三级多久报告一次", "防汛三级响应多久报告一次"),
        (FLOOD, "启动条件是什么", "防汛二级响应启动条件是什么"),
        (FLOOD, "森林火灾由谁批准", "森林火灾二级响应由谁批准"),
        (FLOOD, "柳溪镇的呢", "柳溪镇防汛二级响应由谁批准？"),
        ("地震响应由谁批准启动", "三级呢", "地震三级响应由谁批准启动"),
        ("红色预警多久内发布？", "谁审签", "红色预警谁审签"),
        ("红色预警多久内发布？", "那黄色和蓝色呢", "黄色和蓝色预警多久内发布？"),
        ("红色、橙色预警多久通知到村", "黄色预警呢", "黄色预警多久通知到村"),
        ("发生事故后单位负责人向谁报告？", "多久？", "发生事故后单位负责人多久报告"),
        ("发生事故后单位负责人向谁报告？", "政府呢", "发生事故后政府向谁报告？"),
        ("较大事故是怎么划分的", "特别重大呢", "特别重大事故是怎么划分的"),
        ("柳溪镇值班电话是多少", "市里呢", "市里值班电话是多少"),
        ("市水务局负责什么", "气象局呢", "市气象局负责什么"),
        ("市储备中心有多少艘冲锋舟", "救生衣呢", "市储备中心有多少救生衣"),
        ("市防指指挥长由谁担任", "常务副指挥长呢", "市防指常务副指挥长由谁担任"),
        ("石桥村一组转移到哪里", "二组谁带队", "石桥村二组转移谁带队"),
        ("液氨泄漏先干什么", "甲醇呢", "甲醇泄漏先干什么"),
        ("液氨泄漏先干什么", "如果有人中毒呢", "有人中毒，液氨泄漏先干什么"),
    ],
)
def test_what_is_named_takes_its_place_and_the_rest_is_kept(before: str, follow_up: str, resolved: str) -> None:
    assert resolve(follow_up, after(before)) == resolved


@pytest.mark.parametrize(
    ("follow_up", "resolved"),
    [
        ("我问的是三级", "防汛三级响应由谁批准？"),
        ("不对，是一级", "防汛一级响应由谁批准？"),
        ("不是防汛，是地震", "地震二级响应由谁批准？"),
        ("不是二级，是四级", "防汛四级响应由谁批准？"),
        ("改成四级", "防汛四级响应由谁批准？"),
    ],
)
def test_a_correction_replaces_what_was_said_wrong(follow_up: str, resolved: str) -> None:
    assert resolve(follow_up, after(FLOOD)) == resolved


@pytest.mark.parametrize(
    ("follow_up", "resolved"),
    [
        ("换个问题，灭火器每年检查几次？", "灭火器每年检查几次？"),
        ("换个话题：谁批准？", "谁批准？"),
        ("那森林火灾三级响应由谁批准", "森林火灾三级响应由谁批准"),
        ("那红色预警由谁签发", "红色预警由谁签发"),
        ("青泽县有几座核电站？", "青泽县有几座核电站？"),
        ("那发生事故后逐级上报每级不超过几小时", "发生事故后逐级上报每级不超过几小时"),
        ("点名少了一个，能不能回头进去找他", "点名少了一个，能不能回头进去找他"),
        ("他在底下栽倒了，我跳下去拽他行吗", "他在底下栽倒了，我跳下去拽他行吗"),
        ("那家具厂半夜到底咋燎起来的", "那家具厂半夜到底咋燎起来的"),
        ("要开闸了，提前多会儿告诉底下", "要开闸了，提前多会儿告诉底下"),
        ("煤气管子呼呼着，我给它扑灭对不对", "煤气管子呼呼着，我给它扑灭对不对"),
    ],
)
def test_a_new_question_inherits_nothing(follow_up: str, resolved: str) -> None:
    assert resolve(follow_up, after(FLOOD)) == resolved


@pytest.mark.parametrize(
    ("before", "follow_up", "resolved"),
    [
        (FLOOD, "该预案什么时候印发的", f"《{PLAN}》什么时候印发的"),
        ("消防法第十六条", "该法什么时候施行？", "消防法什么时候施行？"),
        (FLOOD, "它多久报告一次", "防汛二级响应多久报告一次"),
        ("柳溪镇由谁通知转移", "那里的电话是多少", "柳溪镇的电话是多少"),
        ("液氨泄漏多久通知园区应急响应中心？", "它的电话是多少？", "园区应急响应中心的电话是多少？"),
        ("总指挥是谁", "他的电话", "总指挥电话"),
    ],
)
def test_pointing_words_are_replaced_by_what_was_asked_about(before: str, follow_up: str, resolved: str) -> None:
    assert resolve(follow_up, after(before)).replace("的电话", "电话") == resolved.replace("的电话", "电话")


@pytest.mark.parametrize("follow_up", ["上一条是哪个文件的", "这是哪个文件规定的？", "依据在哪", "再说一遍", "详细点"])
def test_asking_back_asks_the_same_question_again(follow_up: str) -> None:
    assert resolve(follow_up, after(FLOOD)) == FLOOD


def test_steps_are_counted_on() -> None:
    second = resolve("再说说第二步", after("液氨泄漏先干什么？"))
    assert second == "液氨泄漏先干什么，第二步是什么"
    assert resolve("下一步呢？", after(second)) == "液氨泄漏先干什么，第三步是什么"


def test_thanks_are_passed_over() -> None:
    assert resolve("那一级呢", after(FLOOD, "好的，谢谢")) == "防汛一级响应由谁批准？"


def test_what_an_answer_said_never_gets_into_the_next_question() -> None:
    said = "值班电话是0600-1111111，时限为45分钟，由张三批准。"
    for follow_up in (
        "那一级呢",
        "它的电话是多少",
        "他们多久报告一次",
        "再说一遍",
        "谁批准",
        "第二步呢",
        "不对，是三级",
    ):
        resolved = resolve(follow_up, after(FLOOD, said=said))
        assert not any(value in resolved for value in ("0600", "45", "张三")), resolved


def test_without_a_conversation_a_fragment_stays_as_it_is() -> None:
    assert resolve("不是地震，是火灾", ()) == "不是地震，是火灾"
    assert resolve("换个问题，谁批准？", ()) == "谁批准？"


@pytest.mark.parametrize(
    ("before", "follow_up", "resolved"),
    [
        ("橙色预警要停工吗？", "学校要停课吗", "橙色预警学校要停课吗"),
        ("橙色预警学校要停课吗", "景区呢", "橙色预警景区要停课吗"),
        ("高火险期是什么时候？", "能野外用火吗", "高火险期能野外用火吗"),
        ("谁可以下达停产撤人命令？", "班组长行不行", "班组长可以下达停产撤人命令吗"),
        ("谁可以下达停产撤人命令？", "要等上级批准吗", "下达停产撤人命令要等上级批准吗"),
        ("倒塌住房500户启动几级响应？", "1000户呢", "倒塌住房1000户启动几级响应"),
        ("倒塌住房500户启动几级响应？", "死亡20人呢", "死亡20人启动几级响应"),
        ("液氨泄漏集结点在哪里", "刮北风的时候呢", "刮北风的时候，液氨泄漏集结点在哪里"),
        ("森林火灾发生后护林员向谁报告？", "镇里接到后呢", "森林火灾镇里接到后向谁报告？"),
        ("液氨泄漏用什么防护装备？", "有几套", "液氨泄漏防护装备有几套"),
        ("液氨泄漏防化服放在哪", "微型消防站有几套", "微型消防站防化服有几套"),
        ("安全生产法对主要负责人没履行怎么处罚", "导致事故呢", "安全生产法对主要负责人没履行导致事故怎么处罚"),
        ("救助应急响应分几级？", "四级响应条件是什么", "救助四级响应条件是什么"),
        ("青泽水库泄洪前多久通知下游？", "由谁通知", "青泽水库泄洪前由谁通知"),
        ("好的，那我想知道橙色预警谁签", "红色的", "红色预警谁签"),
        ("着火点在东侧集结到哪", "北侧呢", "着火点在北侧集结到哪"),
        ("储备中心有几套大型照明？", "澜西前置点呢", "澜西前置点有几套大型照明"),
        ("澜东区应急管理局值班电话", "市里的呢", "市里应急管理局值班电话"),
        ("澜东区应急管理局值班电话", "市的呢", "市应急管理局值班电话"),
        ("发生火灾后值班员要做什么？", "下一步呢", "发生火灾后值班员要做什么，第二步是什么"),
    ],
)
def test_what_is_left_out_is_filled_in(before: str, follow_up: str, resolved: str) -> None:
    assert resolve(follow_up, after(before)) == resolved
