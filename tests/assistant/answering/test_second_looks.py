"""Limits for reporting that the number of casualties hid, the last exercise, and the steps of one room."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.answering.answerer import Answerer
from assistant.answering.reading.actors import asked_unit, names_of, other_accident
from assistant.answering.second_looks import CASUALTIES, general_limit, problem_lines
from assistant.records import AnswerStatus
from kb.query import understand
from kb.records import Metadata
from tests.assistant.answering.small_base import answering_from

PLAN = """2 液氨泄漏现场处置方案
2.1 应急处置程序
（1）罐区操作工发现泄漏，立即向上风方向退出白雾区，用对讲机报告中控室和当班班长。
（2）中控室值班员启动声光报警和应急广播。
（3）中控室值班员1分钟内电话报告应急值班室。
（4）警戒疏散组设置警戒。"""
OLDER = """演练评估报告
2026年6月15日
三、演练情况分析
（四）存在问题
1.叫应超时。
2.转移超时。
（五）成本"""
NEWER = """液氨泄漏演练评估报告
2026年9月28日
3 演练情况分析
存在问题：警戒设置超时；门禁名单不含外来人员。
4 改进意见和建议
增加门禁登记。"""


@pytest.fixture(scope="module")
def answerer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Answerer]:
    texts = {
        PLAN: Metadata(title="恒泰公司现场处置方案", doc_type="plan_unit_onsite"),
        OLDER: Metadata(title="临澜市防汛演练评估报告", doc_type="drill_eval", hazards=("flood",)),
        NEWER: Metadata(title="恒泰公司液氨泄漏演练评估报告", doc_type="drill_eval"),
    }
    with answering_from(tmp_path_factory.mktemp("second"), texts) as opened:
        yield opened


@pytest.mark.parametrize("question", ["上次演练暴露了什么问题？", "最近一次演练有哪些不足"])
def test_last_exercise_is_the_newest_one(answerer: Answerer, question: str) -> None:
    answer = answerer.answer(question)
    assert [one.text for one in answer.statements] == ["存在问题：警戒设置超时；门禁名单不含外来人员。"]
    assert "2026-09-28" in answer.missing


def test_last_exercise_of_a_hazard(answerer: Answerer) -> None:
    answer = answerer.answer("上次防汛演练暴露了什么问题？")
    assert [one.text for one in answer.statements] == ["叫应超时。", "转移超时。"]


def test_room_gets_the_steps_of_its_post(answerer: Answerer) -> None:
    answer = answerer.answer("中控室现在先干什么")
    assert [step.actor for step in answer.steps] == ["中控室值班员", "中控室值班员"]
    assert answer.status is AnswerStatus.PARTIAL
    assert "液氨泄漏" in answer.missing


def test_unit_that_acts_is_told_from_one_that_is_called() -> None:
    assert asked_unit(understand("值班室接到电话先做什么")) == "值班室"
    assert "中控室" in names_of(asked_unit(understand("现在中控室先干什么")))
    assert asked_unit(understand("报告中控室以后该怎么办")) == ""


def test_source_of_another_accident_is_marked() -> None:
    path = ("5 触电现场处置方案", "5.3 应急处置")
    assert "触电" in other_accident(understand("反应釜边上有人晕倒能不能搬动"), path)
    assert other_accident(understand("触电的人能不能搬动"), path) == ""
    assert other_accident(understand("人被电了能不能搬动"), path) == ""


@pytest.mark.parametrize(
    ("text", "harm"),
    [
        ("死亡1人的事故多长时间内报告", "死亡1人的事故"),
        ("厂里死了一个人，多久要报", "死了一个人"),
        ("两名工人受伤，多久上报", "两名工人受伤"),
    ],
)
def test_casualties_in_a_question(text: str, harm: str) -> None:
    found = CASUALTIES.search(text)
    assert found is not None
    assert found.group() == harm


def test_general_limit_is_neither_of_a_grade_nor_a_tale() -> None:
    assert general_limit("总指挥接到事故报告后，1小时内向澜东区应急管理局报告；")
    assert not general_limit("发生较大以上事故的，同时在1小时内报告省应急管理厅。")
    assert not general_limit("罗某4时20分才首次电话报告，用时1小时20分，超过单位负责人1小时内报告的规定。")


def test_problems_stand_in_a_line_or_below_a_heading() -> None:
    assert [OLDER[a:b] for a, b in problem_lines(OLDER)] == ["1.叫应超时。", "2.转移超时。"]
    assert [NEWER[a:b] for a, b in problem_lines(NEWER)] == ["存在问题：警戒设置超时；门禁名单不含外来人员。"]
    assert problem_lines("3 演练情况分析\n演练顺利。") == []


TALE = """三、信息报告核查
市应急管理局4时10分确认3人死亡，4时25分电话报告省应急管理厅、4时58分书面报告，用时15分钟、48分钟。"""
RULE = """第四章 信息报告
二、事故单位负责人接到事故报告后，应当在1小时内报告事故发生地应急管理局。"""


def test_a_limit_is_given_from_the_rule_and_not_from_what_was_once_done(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    texts = {
        TALE: Metadata(title="8·17火灾事故调查报告", doc_type="investigation_report"),
        RULE: Metadata(title="临澜市危险化学品事故应急预案", doc_type="plan_special"),
    }
    with answering_from(tmp_path_factory.mktemp("tale"), texts) as answerer:
        answer = answerer.answer("死亡2人的事故多久报告应急管理局？")
    assert [one.document_title for one in answer.citations] == ["临澜市危险化学品事故应急预案"]
    assert "1小时内" in answer.text


READING = """三、现场监测
环境监测组布设厂界四个点，每5分钟报一次氨浓度。
四、信息报告
发生人员死亡的，应当立即报告应急管理局。"""


def test_a_reading_that_is_reported_every_five_minutes_is_no_limit_for_deaths(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    metadata = Metadata(title="恒泰公司综合应急预案", doc_type="plan_unit_comprehensive")
    with answering_from(tmp_path_factory.mktemp("reading"), {READING: metadata}) as answerer:
        answer = answerer.answer("死了两个人，多久报到应急局？")
    assert "氨浓度" not in answer.text
    assert "立即报告" in answer.text
