"""A branch named in the question binds the sources; levels by name are never taken for numbered ones."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.answering.answerer import Answerer
from assistant.answering.reading.industry import of_industry
from assistant.records import AnswerStatus
from kb.encoders import open_encoder
from kb.knowledge_base import KnowledgeBase
from kb.query import understand
from kb.records import Metadata
from kb.settings import load_settings
from tests.assistant.reading.evidence import make_evidence
from tests.assistant.reading.test_answers import FLOOD, assembled
from tests.assistant.reading.test_graded import ROAD


@pytest.fixture(scope="module")
def answerer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Answerer]:
    settings = load_settings(data_path=tmp_path_factory.mktemp("industry"))
    texts = {
        ROAD: Metadata(title="澜江高速公路突发事件应急预案", doc_type="plan_special"),
        FLOOD: Metadata(title="临澜市防汛应急预案", doc_type="plan_special", hazards=("flood",)),
    }
    documents = [assembled(text, metadata) for text, metadata in texts.items()]
    originals = {one.document_id: text.encode() for one, text in zip(documents, texts, strict=True)}
    with KnowledgeBase.open(settings, open_encoder(settings), writable=True) as base:
        base.replace_documents(documents, originals)
        yield Answerer(base)


def test_passages_of_other_branches_stay_out_where_one_document_is_about_the_branch() -> None:
    road = make_evidence("由指挥长批准启动。", title="澜江高速公路突发事件应急预案", path=("2 响应",), hazards=())
    flood = make_evidence("由市长批准启动。", rank=2)
    mention = make_evidence("高速公路积水的，由交警封闭。", title="临澜市内涝应急预案", rank=3)
    kept = of_industry(understand("高速公路突发事件谁批准响应"), [road, flood, mention])
    assert [item.chunk.text for item in kept] == ["由指挥长批准启动。", "高速公路积水的，由交警封闭。"]


def test_without_a_document_of_the_branch_nothing_is_left_out() -> None:
    flood = make_evidence("由市长批准启动。")
    assert of_industry(understand("铁路事故谁批准响应"), [flood]) == [flood]
    assert of_industry(understand("谁批准响应"), [flood]) == [flood]


@pytest.mark.parametrize("question", ["高速公路二级响应的条件是什么？", "澜江高速公路Ⅱ级响应谁批准？"])
def test_a_plan_that_names_its_levels_is_quoted_and_not_equated(answerer: Answerer, question: str) -> None:
    answer = answerer.answer(question)
    assert answer.status is AnswerStatus.PARTIAL
    assert [one.text for one in answer.statements] == [
        "根据严重程度，高速公路应急响应分为特别重大、重大、较大、一般四级。"
    ]
    assert "写作“特别重大、重大、较大、一般”，没有写“二级”" in answer.missing
