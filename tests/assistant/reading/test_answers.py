"""Whole answers over a small base: what is said, what is refused, what is cited."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from assistant.answering.answerer import Answerer
from assistant.records import AnswerStatus, Turn
from ingest.assembly import assemble
from ingest.parsers import parse_as
from ingest.records import FoundFile
from ingest.sniffing import FileFormat
from kb.encoders import open_encoder
from kb.knowledge_base import KnowledgeBase
from kb.records import Document, Metadata
from kb.settings import load_settings

FLOOD = """4 应急响应
4.4 Ⅱ级响应
4.4.1 启动条件
预报干流洪峰水位超过保证水位，或者发生较大险情。
4.4.2 批准
由市防指指挥长批准启动。
4.4.3 响应行动
（1）指挥长主持会商，部署防汛工作；
（2）常务副指挥长1小时内到达现场组织指挥；
（3）市级队伍向受威胁区域预置；
（4）每4小时向省防指报告一次情况。"""
QUAKE = """5 应急响应
5.2 Ⅱ级响应
5.2.1 批准
初判发生重大地震灾害的，由市长批准启动Ⅱ级响应。"""
CONTACTS = """附件 值班电话
市防汛办值班室 0600-5550122
澜东区防汛办值班室 0600-5551122"""


def assembled(text: str, metadata: Metadata) -> Document:
    """Structure and cut a text as ingestion does, with metadata of the test's own."""
    data = text.encode()
    found = FoundFile(path=Path(f"{metadata.title}.txt"), source_uri=f"{metadata.title}.txt", byte_count=len(data))
    parsed = parse_as(FileFormat.TEXT, data, found.path.name)
    return replace(assemble(parsed, found, data, now=datetime(2026, 1, 1, tzinfo=UTC)), metadata=metadata)


@pytest.fixture(scope="module")
def answerer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Answerer]:
    settings = load_settings(data_path=tmp_path_factory.mktemp("base"))
    flood = Metadata(title="临澜市防汛应急预案", doc_type="plan_special", hazards=("flood",))
    quake = Metadata(title="临澜市地震应急预案", doc_type="plan_special", hazards=("earthquake",))
    numbers = Metadata(title="临澜市防汛值班电话表", doc_type="plan_special", hazards=("flood",), region="临澜市")
    texts = {FLOOD: flood, QUAKE: quake, CONTACTS: numbers}
    documents = [assembled(text, metadata) for text, metadata in texts.items()]
    originals = {one.document_id: text.encode() for one, text in zip(documents, texts, strict=True)}
    with KnowledgeBase.open(settings, open_encoder(settings), writable=True) as base:
        base.replace_documents(documents, originals)
        yield Answerer(base)


def test_the_plan_for_the_hazard_answers(answerer: Answerer) -> None:
    answer = answerer.answer("防汛二级响应由谁批准？")
    assert answer.statements[0].text == "由市防指指挥长批准启动。"
    assert {citation.document_title for citation in answer.citations} == {"临澜市防汛应急预案"}


def test_procedure_is_complete_and_in_order(answerer: Answerer) -> None:
    answer = answerer.answer("防汛二级响应启动后要做什么？")
    assert [step.action[:6] for step in answer.steps] == ["指挥长主持会", "常务副指挥长", "市级队伍向受", "每4小时向省"]
    assert answer.steps[1].limit == "1小时内"
    assert answer.steps[1].actor == "常务副指挥长"


def test_every_citation_is_the_text_at_its_offsets(answerer: Answerer) -> None:
    answer = answerer.answer("防汛二级响应启动后要做什么？")
    assert answer.citations
    for citation in answer.citations:
        assert citation.quote in FLOOD
        assert citation.end - citation.start == len(citation.quote)


def test_number_of_a_district_is_not_given_for_the_city(answerer: Answerer) -> None:
    answer = answerer.answer("临澜市防汛办值班室的电话是多少？")
    assert "0600-5550122" in answer.text
    assert "0600-5551122" not in answer.text


def test_absent_matters_are_refused_with_the_nearest_passages(answerer: Answerer) -> None:
    answer = answerer.answer("核电站冷却水温度上限是多少度？")
    assert answer.status is AnswerStatus.NO_EVIDENCE
    assert answer.text == "未找到依据。"
    assert answer.citations == ()
    assert answer.nearest


def test_follow_up_is_answered_as_what_it_means(answerer: Answerer) -> None:
    first = answerer.answer("防汛二级响应由谁批准？")
    turn = Turn(question=first.question, resolved_question=first.resolved_question, answer_text=first.text)
    answer = answerer.answer("地震呢？", history=(turn,))
    assert answer.resolved_question == "地震二级响应由谁批准？"
    assert answer.statements[0].text == "初判发生重大地震灾害的，由市长批准启动Ⅱ级响应。"


def test_answer_says_for_which_day(answerer: Answerer) -> None:
    assert answerer.answer("防汛二级响应由谁批准？").as_of == date.today()


def test_model_is_given_what_the_answer_rests_on_first(answerer: Answerer) -> None:
    reader, base = answerer._reader, answerer._kb
    question = base.understand("防汛二级响应启动后要做什么？")
    evidence = base.search(question, top_k=12)
    answer = reader.read(question, evidence)
    grounds = reader.grounds(question, evidence, answer)
    assert "部署防汛工作" in grounds[0].chunk.text
    assert all(item.document.metadata.title != "临澜市地震应急预案" for item in grounds)


def test_nearest_clauses_are_marked_cited_and_never_part_of_a_form(answerer: Answerer) -> None:
    spoken = "发大水，圈里牲口咋整"
    answer = answerer.answer(spoken)
    assert answer.closest and answer.status is AnswerStatus.PARTIAL and "最接近的条文" in answer.missing
    assert all(citation.quote in FLOOD for citation in answer.citations)
    assert len(answer.citations) == len(answer.statements) >= 1
    question = answerer._kb.understand(spoken)
    assert answerer._reader.read(question, answerer._kb.search(question, top_k=12)).refused
    assert not answerer.answer("发大水，圈里有几头牲口").closest


def test_base_of_near_identical_plans_still_answers(tmp_path: Path) -> None:
    """Every word of such a base is common; it must not weigh nothing."""
    settings = load_settings(data_path=tmp_path)
    texts = {
        f"第一条 接到燃气泄漏报告后，值班员应当在{minutes}分钟内报告{city}市燃气应急指挥部。": Metadata(
            title=f"{city}市燃气事故应急预案", doc_type="plan_special", hazards=("gas_leak",)
        )
        for city, minutes in zip("甲乙丙丁戊己庚辛壬癸", range(10, 20), strict=True)
    }
    documents = [assembled(text, metadata) for text, metadata in texts.items()]
    originals = {one.document_id: text.encode() for one, text in zip(documents, texts, strict=True)}
    with KnowledgeBase.open(settings, open_encoder(settings), writable=True) as base:
        base.replace_documents(documents, originals)
        answer = Answerer(base).answer("丙市燃气泄漏多长时间内报告？")
    assert "12分钟内" in answer.text
