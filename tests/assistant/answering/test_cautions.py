"""Recognised text in answers: which characters are doubtful, and where the warning stands."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from assistant.answering.cautions import doubt_of, law_left_out, with_cautions
from assistant.answering.citations import CitationList
from assistant.json_forms import answer_form
from assistant.records import Answer, AnswerStatus, Citation, ProcedureStep, Statement
from assistant.ui.rendering.answer_html import turn_html
from assistant.ui.rendering.source_html import source_html
from kb.records import Document, DocumentStatus, DocumentSummary, Evidence, PageStart, RecognisedSpan
from tests.builders import make_document

TEXT = "值班电话 0312-5550119\n氨的浓度不应超过0.004%。"
PHONE, AMMONIA = (0, 17), (18, 33)


@pytest.fixture
def scan() -> Document:
    """A document of two pages: on the first a figure of the phone number is doubtful, the second is sure."""
    document = make_document(TEXT, pages=(PageStart(number=7, start=0), PageStart(number=8, start=18)))
    runs = (
        RecognisedSpan(start=0, end=10, confidence=0.999),
        RecognisedSpan(start=10, end=12, confidence=0.62),
        RecognisedSpan(start=12, end=33, confidence=0.99),
    )
    return replace(document, recognised=runs)


def summary_of(document: Document) -> DocumentSummary:
    return DocumentSummary(
        document_id=document.document_id,
        work_id=document.work_id,
        source_uri=document.source_uri,
        file_name=document.file_name,
        media_type=document.media_type,
        byte_count=1,
        character_count=len(document.text),
        chunk_count=len(document.chunks),
        metadata=document.metadata,
        standing=DocumentStatus.IN_FORCE,
        superseded_by="",
        ingested_at=datetime(2026, 3, 1, tzinfo=UTC),
        approved=True,
        recognised_characters=33,
    )


def citations_of(document: Document) -> tuple[Citation, ...]:
    evidence = Evidence(rank=1, score=1.0, chunk=document.chunks[0], document=summary_of(document))
    citations = CitationList(lambda _: document)
    for start, end in (PHONE, AMMONIA):
        citations.cite(evidence, start, end)
    return citations.citations


def answer_of(document: Document) -> Answer:
    return Answer(
        question="电话？",
        resolved_question="电话？",
        status=AnswerStatus.GROUNDED,
        text="值班电话 0312-5550119[1]\n氨的浓度不应超过0.004%。[2]",
        statements=(
            Statement(text="值班电话 0312-5550119", markers=(1,)),
            Statement(text="氨的浓度不应超过0.004%。", markers=(2,)),
        ),
        steps=(ProcedureStep(order=1, action="打电话", markers=(2, 1)),),
        citations=citations_of(document),
    )


def test_a_citation_knows_its_lowest_confidence_and_its_doubtful_characters(scan: Document) -> None:
    phone, ammonia = citations_of(scan)
    assert (phone.confidence, phone.doubtful, phone.page) == (0.62, (TEXT[10:12],), 7)
    assert (ammonia.confidence, ammonia.doubtful, ammonia.page) == (0.99, (), 8)
    [typed, _] = citations_of(replace(scan, recognised=()))
    assert (typed.confidence, typed.doubtful) == (None, ())


def test_the_warning_stands_in_the_statement_and_in_the_text(scan: Document) -> None:
    answer = with_cautions(answer_of(scan))
    said = f"识别文字，“{TEXT[10:12]}”可能有误，请核对原件第7页"
    assert answer.text == f"值班电话 0312-5550119[1]（{said}）\n氨的浓度不应超过0.004%。[2]"
    assert [one.caution for one in answer.statements] == [said, ""]
    assert answer.steps[0].caution == said
    form = answer_form(answer)
    assert form["statements"] == [
        {"text": "值班电话 0312-5550119", "markers": [1], "caution": said, "derived": ""},
        {"text": "氨的浓度不应超过0.004%。", "markers": [2], "caution": "", "derived": ""},
    ]
    typed = answer_of(replace(scan, recognised=()))
    assert with_cautions(typed) == typed


def test_many_doubts_are_cut(scan: Document) -> None:
    citation = replace(citations_of(scan)[0], doubtful=("一", "二", "三", "四", "五" * 20), page=None)
    assert doubt_of(citation) == "识别文字，“一”、“二”、“三”、“四”等 5 处可能有误，请核对原件"


def test_the_page_shows_the_warning_and_the_badges(scan: Document) -> None:
    markup = turn_html(with_cautions(answer_of(scan)))
    assert f"（识别文字，“{TEXT[10:12]}”可能有误，请核对原件第7页）" in markup
    assert "识别文字，置信度最低 62%，请核对原件" in markup
    assert "识别文字，请核对原件</span>" in markup
    assert "识别文字" not in turn_html(answer_of(replace(scan, recognised=())))


def test_the_source_panel_names_what_to_compare_on_which_page(scan: Document) -> None:
    markup = source_html(scan, summary_of(scan), *PHONE)
    assert "识别件" in markup
    assert f"引用前请核对原件第7页。识别存疑：“{TEXT[10:12]}”（62%）。" in markup
    assert "引用前请核对原件第8页。识别存疑：没有。" in source_html(scan, summary_of(scan), *AMMONIA)
    typed = replace(summary_of(scan), recognised_characters=0)
    assert "识别" not in source_html(replace(scan, recognised=()), typed, *PHONE)


def test_an_answer_from_the_law_of_another_place_says_so(scan: Document) -> None:
    answer = answer_of(replace(scan, recognised=()))
    foreign = replace(answer.citations[0], elsewhere="重庆市")
    warned = with_cautions(replace(answer, citations=(foreign, answer.citations[1])))
    assert warned.notice == "依据中有重庆市的规定，不一定适用于本地。"
    assert (warned.text, warned.statements) == (answer.text, answer.statements)
    told = replace(answer, citations=(foreign,), notice="接口拒绝连接，已改用原文摘录。")
    assert with_cautions(told).notice == told.notice


def test_places_whose_law_was_left_out_are_named() -> None:
    assert law_left_out(()) == ""
    assert law_left_out(("重庆市",)).startswith("库中有重庆市的相关规定，没有用作依据。")
    assert "甲省、乙省、丙省等地" in law_left_out(("甲省", "乙省", "丙省", "丁省"))
