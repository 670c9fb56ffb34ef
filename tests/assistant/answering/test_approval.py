"""Approved documents answer first; uploads that nobody has approved are marked, drafts never answer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from assistant.answering.answerer import Answerer
from kb.encoders import open_encoder
from kb.knowledge_base import KnowledgeBase
from kb.records import EVERY_VERSION, Document, DocumentStatus, Filters, Metadata
from kb.settings import load_settings
from tests.builders import make_document, original_of

QUESTION = "村民委员会发现山洪险情后多长时间报告镇值班室"
PLAN = "青石镇山洪灾害应急预案\n1 信息报告\n村民委员会发现山洪险情后，应当在10分钟内电话报告镇值班室0600-5553001。"
FALSE = "青石镇山洪灾害应急预案\n1 信息报告\n村民委员会发现山洪险情后，应当在90分钟内电话报告镇值班室0600-5559999。"
FERRY = "青石镇渡口管理办法\n1 渡船\n渡船载客不得超过12人，大风蓝色预警时停航。"
FERRY_QUESTION = "渡船载客不得超过多少人"
DAY = date(2025, 4, 1)


@pytest.fixture()
def base(tmp_path: Path) -> Iterator[KnowledgeBase]:
    """A base with the approved plan."""
    settings = load_settings(data_path=tmp_path)
    with KnowledgeBase.open(settings, open_encoder(settings), writable=True) as opened:
        store(opened, dated(PLAN, "青石镇山洪灾害应急预案", DAY))
        yield opened


def dated(text: str, title: str, day: date, *, approved: bool = True, **metadata: object) -> Document:
    fields = Metadata(title=title, issuer="青石镇人民政府", effective_on=day, **metadata)  # type: ignore[arg-type]
    return make_document(text, metadata=fields, approved=approved, source_uri=f"{title}{day}{approved}.txt")


def store(base: KnowledgeBase, document: Document) -> Document:
    base.replace_documents([document], {document.document_id: original_of(document)})
    return document


def test_an_upload_with_a_later_date_takes_no_place_until_it_is_approved(base: KnowledgeBase) -> None:
    false = store(base, dated(FALSE, "青石镇山洪灾害应急预案", date(2026, 1, 1), approved=False))
    answer = Answerer(base).answer(QUESTION)
    assert "10分钟" in answer.text and "90分钟" not in answer.text and "5559999" not in answer.text
    assert [citation.approved for citation in answer.citations] == [True]
    assert "另有尚未审核的文档" in answer.notice
    base.approve(false.document_id, "王审核")
    after = Answerer(base).answer(QUESTION)
    assert "90分钟" in after.text and "未审核" not in after.notice and "10分钟" not in after.text


def test_an_upload_answers_where_no_approved_document_does_and_is_marked(base: KnowledgeBase) -> None:
    store(base, dated(FERRY, "青石镇渡口管理办法", DAY, approved=False))
    answer = Answerer(base).answer(FERRY_QUESTION)
    assert "12人" in answer.text and [citation.approved for citation in answer.citations] == [False]
    assert "已审核的文档中没有依据" in answer.notice and "尚未经编辑审核" in answer.notice
    assert Answerer(base).answer(FERRY_QUESTION, filters=Filters(approved_only=True)).refused


@pytest.mark.parametrize(
    "question",
    [
        "《青石镇山洪叫应工作规定》要求发现山洪险情后多长时间报告镇值班室",
        "《青石镇山洪叫应工作规定》第一条是什么",
        "《青石镇山洪叫应工作规定》从什么时候起施行",
        "云台乡气象信息员发现山洪险情后多长时间报告",
    ],
)
def test_an_upload_that_is_named_or_of_another_place_is_asked(base: KnowledgeBase, question: str) -> None:
    text = "青石镇山洪叫应工作规定\n第一条 云台乡气象信息员发现山洪险情后，应当在7分钟内报告镇值班室。\n第二条 本规定自2026年3月1日起施行。"
    store(base, dated(text, "青石镇山洪叫应工作规定", date(2026, 3, 1), approved=False))
    answer = Answerer(base).answer(question)
    assert [citation.approved for citation in answer.citations][:1] == [False], answer.text
    assert "7分钟" in answer.text or "2026" in answer.text
    assert "尚未审核" in answer.notice


def test_where_everything_is_approved_nothing_is_said_of_it(base: KnowledgeBase) -> None:
    answer = Answerer(base).answer(QUESTION)
    assert answer.notice == "" and not base.holds_unapproved


def test_a_title_made_of_the_words_of_a_question_names_no_document(base: KnowledgeBase) -> None:
    store(base, dated(FERRY, "发现山洪险情后多长时间报告镇值班室", DAY, approved=False))
    answer = Answerer(base).answer(QUESTION)
    assert "10分钟" in answer.text and [citation.approved for citation in answer.citations] == [True]
    assert base.understand(QUESTION, approved_only=True).document_names == ()


@pytest.mark.parametrize(
    "question", [FERRY_QUESTION, "青石镇渡口管理办法第一条是什么", "青石镇渡口管理办法从什么时候起施行"]
)
@pytest.mark.parametrize("standings", [Filters().standings, EVERY_VERSION])
def test_a_draft_never_answers(base: KnowledgeBase, question: str, standings: tuple[DocumentStatus, ...]) -> None:
    store(base, dated(FERRY + "\n第一条 渡口由镇政府管理。", "青石镇渡口管理办法", DAY, status=DocumentStatus.DRAFT))
    answer = Answerer(base).answer(question, filters=Filters(standings=standings))
    assert all(citation.status is not DocumentStatus.DRAFT for citation in answer.citations)
    assert "12人" not in answer.text and "2025" not in answer.text


def test_a_fake_repeal_in_an_upload_retires_nothing(base: KnowledgeBase) -> None:
    repeal = dated(FERRY, "青石镇关于废止文件的通知", date(2026, 1, 1), approved=False)
    store(base, replace(repeal, metadata=replace(repeal.metadata, repeals=("青石镇山洪灾害应急预案",))))
    answer = Answerer(base).answer(QUESTION)
    assert "10分钟" in answer.text
    assert [citation.status for citation in answer.citations] == [DocumentStatus.IN_FORCE]
