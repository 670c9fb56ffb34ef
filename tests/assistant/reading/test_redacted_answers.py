"""Whole answers over documents that hide values: no answer gives a mark of hiding for a figure, a name or a number."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.answering.answerer import Answerer
from assistant.answering.reading.hidden import hidden_values
from assistant.records import AnswerStatus
from kb.encoders import open_encoder
from kb.knowledge_base import KnowledgeBase
from kb.records import Metadata
from kb.settings import load_settings
from tests.assistant.reading.test_answers import assembled

REPORT = """青泽县防汛工作调研报告
一、基本情况
2024年9月下旬,县人大常委会副主任X带领调研组,深入县应急物资储备库和县综合救援大队开展调研。
2021年以来,共投入资金X万元,用于指挥中心建设和运行维护,建成视频会议终端32个。
通过监管平台发现违法行为1450次,立案查处12件,罚款X万余元。
202X年全县发生山洪灾害XX起,转移群众318人。
全县防汛物资储备库面积为____平方米,储备冲锋舟18艘。
二、联系方式
县防汛办值班电话：0600-555****
县水利局值班电话：0600-5550133
三、处置步骤
（1）发现险情后，值班员立即向XX县人民政府报告；
（2）××镇组织群众转移到安置点；
（3）抢险队1小时内到达现场封堵管涌。"""
HIDDEN_ASKED = (
    "青泽县指挥中心建设投入了多少资金？",
    "青泽县监管平台罚款多少？",
    "青泽县全县发生山洪灾害多少起？",
    "青泽县防汛物资储备库面积是多少平方米？",
    "青泽县防汛办值班电话是多少？",
    "青泽县防汛调研组由谁带领？",
)
STATED_ASKED = {
    "青泽县监管平台发现违法行为多少次？": "1450",
    "青泽县山洪灾害转移群众多少人？": "318",
    "青泽县建成视频会议终端多少个？": "32",
    "青泽县水利局值班电话是多少？": "0600-5550133",
    "青泽县储备冲锋舟多少艘？": "18",
}


@pytest.fixture(scope="module")
def answerer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Answerer]:
    settings = load_settings(data_path=tmp_path_factory.mktemp("base"))
    metadata = Metadata(title="青泽县防汛工作调研报告", doc_type="plan_special", hazards=("flood",), region="青泽县")
    document = assembled(REPORT, metadata)
    with KnowledgeBase.open(settings, open_encoder(settings), writable=True) as base:
        base.replace_documents([document], {document.document_id: REPORT.encode()})
        yield Answerer(base)


@pytest.mark.parametrize("question", HIDDEN_ASKED)
def test_a_hidden_value_is_said_to_be_hidden(answerer: Answerer, question: str) -> None:
    answer = answerer.answer(question)
    assert answer.status is AnswerStatus.NO_EVIDENCE
    assert "未公布或已隐去" in answer.missing
    assert hidden_values(answer.nearest[0].chunk.text), "the passage that hides it is shown first"


@pytest.mark.parametrize(("question", "value"), STATED_ASKED.items())
def test_a_value_beside_a_hidden_one_is_given(answerer: Answerer, question: str, value: str) -> None:
    answer = answerer.answer(question)
    assert not answer.refused
    assert value in answer.text
    if any(hidden_values(statement.text) for statement in answer.statements):
        assert "未公布" in answer.notice


def test_steps_name_no_hidden_receiver_or_actor(answerer: Answerer) -> None:
    answer = answerer.answer("青泽县防汛发现险情后的处置步骤是什么？")
    assert len(answer.steps) == 3
    assert [hidden_values(step.actor + step.limit + step.report_to) for step in answer.steps] == [(), (), ()]
    assert answer.steps[2].limit == "1小时内"
    assert "“XX”" in answer.notice and "“××”" in answer.notice
