"""The knowledge base inside a llama-index flow, without a model or a network."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from llama_index.core import PromptTemplate, get_response_synthesizer
from llama_index.core.llms import MockLLM
from llama_index.core.query_engine import RetrieverQueryEngine

from kb.knowledge_base import KnowledgeBase
from kb.llama_index_bridge import YubeiRetriever
from kb.records import Filters
from kb.settings import Settings
from tests.builders import HashingEncoder, make_document, original_of

FLOOD = "临澜市防汛应急预案\n2 应急响应\n市防汛抗旱指挥部接到报告后，应当在30分钟内启动Ⅱ级响应，并向市人民政府报告。"
QUAKE = "临澜市地震应急预案\n1 总则\n震后一小时内派出搜救队伍，抢救被埋压人员。"


@pytest.fixture
def base(tmp_path: Path) -> Iterator[KnowledgeBase]:
    """A base of two plans."""
    documents = [make_document(FLOOD), make_document(QUAKE, title="临澜市地震应急预案")]
    with KnowledgeBase.open(Settings(data_path=tmp_path), HashingEncoder(), writable=True) as opened:
        opened.replace_documents(documents, {one.document_id: original_of(one) for one in documents})
        yield opened


def test_nodes_carry_text_and_citation(base: KnowledgeBase) -> None:
    found = YubeiRetriever(base, top_k=3).retrieve("多长时间内启动二级响应")

    best = found[0]
    assert best.node.get_content() == FLOOD.splitlines()[2]
    assert best.node.metadata["title"] == "临澜市防汛应急预案"
    assert best.node.metadata["headings"] == "2 应急响应"
    assert best.node.metadata["standing"] == "现行"
    document = base.document(best.node.metadata["document_id"])
    assert document.text[best.node.metadata["start"] : best.node.metadata["end"]] == best.node.get_content()
    assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)


def test_filters_and_top_k_are_kept(base: KnowledgeBase) -> None:
    quake = make_document(QUAKE, title="临澜市地震应急预案").document_id

    found = YubeiRetriever(base, filters=Filters(document_ids=(quake,)), top_k=1).retrieve("启动二级响应")

    assert [one.node.metadata["document_id"] for one in found] == [quake]


def test_a_query_engine_runs_on_it(base: KnowledgeBase) -> None:
    template = PromptTemplate("{context_str}\n{query_str}")
    synthesizer = get_response_synthesizer(llm=MockLLM(), text_qa_template=template)
    engine = RetrieverQueryEngine(retriever=YubeiRetriever(base, top_k=1), response_synthesizer=synthesizer)

    response = engine.query("震后多久派出搜救队伍")

    assert "震后一小时内派出搜救队伍" in str(response)
    assert response.source_nodes[0].node.metadata["title"] == "临澜市地震应急预案"
