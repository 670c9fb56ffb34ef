"""What a refusal says is missing, over a small base, read as somebody who has to look on."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.answering.answerer import Answerer
from assistant.answering.reading.hidden import hidden_values
from kb.encoders import open_encoder
from kb.knowledge_base import KnowledgeBase
from kb.records import Metadata
from kb.settings import load_settings
from tests.assistant.reading.test_answers import assembled

REPORT = """青泽县2024年应急管理工作总结
一、队伍建设
2024年组建县乡综合救援队伍8支165人，依托消防救援大队组建水域救援队1支。
全年开展群众转移避险演练110场，参加群众12600人次。
2021年以来投入资金X万元，用于指挥中心建设。
二、存在的问题
应急机制运转不够顺畅，指挥平台尚未联通，部门之间存在数据孤岛。
三、宣传教育
推动安全宣传教育进企业、进农村、进社区、进学校、进家庭。
全县乡镇完成“四个一”建设，达到“六有”标准（有班子、有机制、有队伍、有装备、有预案、有培训）。"""


@pytest.fixture(scope="module")
def answerer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Answerer]:
    metadata = Metadata(title="青泽县2024年应急管理工作总结", region="青泽县", doc_type="work_report")
    document = assembled(REPORT, metadata)
    settings = load_settings(data_path=tmp_path_factory.mktemp("missing"))
    with KnowledgeBase.open(settings, open_encoder(settings), writable=True) as base:
        base.replace_documents([document], {document.document_id: REPORT.encode()})
        yield Answerer(base)


@pytest.mark.parametrize(
    ("question", "missing"),
    [
        ("青泽县2023年开展演练多少场？", "没有2023年的内容，找到的是2024年"),
        ("郑州市开展群众转移避险演练多少场？", "没有关于郑州市的内容，找到的是青泽县的"),
        ("青泽县“四个一”建设指哪四个一？", "原文没有说明“四个一”的具体内容"),
        ("青泽县“七大活动”开展得怎么样？", "没有提到“七大活动”"),
        ("青泽县放射源丢失应当几小时报告？", "没有提到“放射源"),
    ],
)
def test_a_refusal_says_what_is_missing_and_shows_the_nearest_passages(
    answerer: Answerer, question: str, missing: str
) -> None:
    answer = answerer.answer(question)
    assert answer.refused and missing in answer.missing
    assert answer.nearest


def test_a_refusal_for_a_hidden_value_cites_the_passage_that_hides_it(answerer: Answerer) -> None:
    answer = answerer.answer("青泽县指挥中心建设投入了多少资金？")
    assert answer.refused and answer.missing.endswith("[1]")
    (citation,) = answer.citations
    assert "资金X万元" in citation.quote and hidden_values(citation.quote)
    assert answer.nearest[0].chunk.text.find(citation.quote) >= 0


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("青泽县2024年开展了多少场演练？", "110场"),
        ("青泽县应急机制运转有什么毛病？", "数据孤岛"),
        ("安全宣传“五进”都进哪儿？", "进社区"),
    ],
)
def test_what_the_base_tells_is_not_refused(answerer: Answerer, question: str, told: str) -> None:
    answer = answerer.answer(question)
    assert not answer.refused and told in answer.text
