"""Blocks that a heading or a sentence announces, whole and in order; and what one post does."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.answering.answerer import Answerer
from assistant.answering.reading.announced import asked_aspects
from assistant.records import Answer, AnswerStatus
from kb.encoders import open_encoder
from kb.knowledge_base import KnowledgeBase
from kb.query import understand
from kb.records import Metadata
from kb.settings import load_settings
from tests.assistant.reading.test_answers import assembled

HOTEL = """1 组织机构
1.1 应急指挥部
总指挥主要职责：全面指挥酒店的应急工作。
指挥部主要职责：
①贯彻上级关于酒店应急工作的要求；
②组织酒店各部门开展应急处置；必要时请求外部支援；
③批准酒店应急预案的启动和终止。
1.2 应急小组
抢险救援组
组长：杨某
主要职责：
熟悉灭火器材的存放地点和用法。
协助被困人员脱险。
切断事故现场的电源。
通讯联络组
组长：靳某
主要职责：
负责对外联络。
传达指挥部的指令。
2 信息报告
2.1 报告流程
（1）报告程序：发现人→值班经理→总指挥→区应急管理局。
（2）酒店预警的启动程序如下：值班经理对收到的信息进行研判；达到条件的，向总指挥提出建议；经总指挥同意后启动预警。
2.2 现场处置流程
具体处置步骤如下：
(1)发现人员立即报告，讲清地点。
(2)接到报告后，值班经理安排以下工作：
①安排急救；
②封闭现场。
(3)抢救结束后清点人数。
2.4 控制措施
1、现场控制措施：为防止事故扩大，采取下列做法，包括：
立即停用着火楼层的电梯。
关闭燃气总阀。
3 后期工作
(4)恢复营业前检查电器。"""
PLANT = """1 氨泄漏处置
1.1 处置程序
（1）操作工发现泄漏，立即退到上风方向。
（2）操作工报告中控室。
（3）中控室值班员拨打119。
（4）当班班长下令停止卸车。
（5）消防救援队伍到场，总指挥移交指挥权。
（6）总指挥宣布响应终止。"""


@pytest.fixture(scope="module")
def answerer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Answerer]:
    settings = load_settings(data_path=tmp_path_factory.mktemp("announced"))
    texts = {
        HOTEL: Metadata(title="云栖酒店应急预案", doc_type="plan_unit_comprehensive"),
        PLANT: Metadata(title="北河制冷厂现场处置方案", doc_type="plan_unit_onsite", hazards=("hazchem",)),
    }
    documents = [assembled(text, metadata) for text, metadata in texts.items()]
    originals = {one.document_id: text.encode() for one, text in zip(documents, texts, strict=True)}
    with KnowledgeBase.open(settings, open_encoder(settings), writable=True) as base:
        base.replace_documents(documents, originals)
        yield Answerer(base)


def actions(answer: Answer) -> list[str]:
    """Return the steps of an answer without line ends."""
    return [step.action.replace("\n", "") for step in answer.steps]


def test_the_sentence_that_names_what_is_asked_wins_over_its_neighbour(answerer: Answerer) -> None:
    answer = answerer.answer("云栖酒店指挥部的主要职责是什么？")
    assert "总指挥主要职责" not in answer.text
    places = [answer.text.index(one) for one in ("贯彻上级", "必要时请求外部支援", "批准酒店应急预案")]
    assert places == sorted(places)


def test_the_duties_of_a_body_are_not_given_for_those_of_its_office(answerer: Answerer) -> None:
    answer = answerer.answer("云栖酒店指挥部办公室的职责是什么？")
    assert answer.status is not AnswerStatus.GROUNDED and "办公室" in answer.missing


def test_unnumbered_lines_below_a_colon_are_the_list_up_to_the_next_heading(answerer: Answerer) -> None:
    answer = answerer.answer("云栖酒店抢险救援组的职责是什么？")
    assert all(one in answer.text for one in ("熟悉灭火器材", "协助被困人员脱险", "切断事故现场的电源"))
    assert "通讯联络组" not in answer.text and "对外联络" not in answer.text


def test_a_chain_written_in_one_line_is_given_whole(answerer: Answerer) -> None:
    assert actions(answerer.answer("云栖酒店的报告程序是什么？")) == ["发现人→值班经理→总指挥→区应急管理局。"]


def test_a_running_sentence_is_cut_into_steps_at_its_semicolons(answerer: Answerer) -> None:
    assert actions(answerer.answer("云栖酒店预警的启动程序是什么？")) == [
        "值班经理对收到的信息进行研判；",
        "达到条件的，向总指挥提出建议；",
        "经总指挥同意后启动预警。",
    ]


def test_a_colon_at_the_end_of_the_line_leads_to_the_lines_below(answerer: Answerer) -> None:
    answer = answerer.answer("云栖酒店的现场控制措施有哪些？")
    assert "立即停用着火楼层的电梯。" in answer.text and "关闭燃气总阀。" in answer.text


def test_a_step_keeps_its_sub_items_and_the_count_ends_with_its_section(answerer: Answerer) -> None:
    assert actions(answerer.answer("云栖酒店的现场处置步骤是什么？")) == [
        "发现人员立即报告，讲清地点。",
        "接到报告后，值班经理安排以下工作：①安排急救；②封闭现场。",
        "抢救结束后清点人数。",
    ]


def test_one_post_gets_its_own_steps(answerer: Answerer) -> None:
    assert actions(answerer.answer("氨泄漏了操作工第一步做什么？")) == [
        "操作工发现泄漏，立即退到上风方向。",
        "操作工报告中控室。",
    ]


def test_of_a_post_the_step_for_the_case_is_given(answerer: Answerer) -> None:
    assert actions(answerer.answer("氨泄漏时消防队来了，总指挥做什么？")) == ["消防救援队伍到场，总指挥移交指挥权。"]


def test_what_is_asked_for_is_named_by_the_question() -> None:
    assert asked_aspects(understand("指挥部有哪些职责")) == ("职责",)
    assert asked_aspects(understand("泄漏怎么处置")) == ()
    assert asked_aspects(understand("处置流程是什么")) == ("流程",)
