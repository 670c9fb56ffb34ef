"""Clauses by number."""

from __future__ import annotations

import pytest

from assistant.answering.answerer import Answerer
from assistant.answering.forms.clauses import clause_key, labelled_lines, part_span
from assistant.records import AnswerStatus
from kb.knowledge_base import KnowledgeBase
from kb.records import Span
from tests.assistant.forms.texts import assert_verbatim, quotations

ARTICLE = "第九条 报告包括：\n（一）时间；\n（二）地点。\n情况紧急的，可以先口头报告：\n（一）姓名；\n（二）电话。"


def test_clause_of_a_named_rule_is_the_whole_article_in_force(answerer: Answerer, kb: KnowledgeBase) -> None:
    answer = answerer.answer("预警信息发布管理办法第二条")
    assert answer.status is AnswerStatus.GROUNDED
    (text,) = quotations(answer)
    assert text.startswith("第二条 预警信息按照下列时限发布：\n（一）红色预警信息，15分钟内发布；")
    assert text.endswith("发布后应当立即核对。")
    assert_verbatim(kb, answer)


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("预警信息发布管理办法第二条第二款", "发布后应当立即核对。"),
        ("预警信息发布管理办法第二条第一款第（三）项", "（三）蓝色预警信息，1小时内发布。"),
        ("临政规〔2024〕3号第二条第2项怎么写的", "（二）橙色预警信息，30分钟内发布；"),
        ("第三条旧的是怎么写的", "第三条 红色预警信息由市长审签。"),
        ("2019年的预警发布办法第三条", "第三条 红色预警信息由市长审签。"),
        ("预警发布办法第三条修订前怎么规定", "第三条 红色预警信息由市长审签。"),
    ],
)
def test_part_number_and_version_lead_to_the_text(
    answerer: Answerer, kb: KnowledgeBase, question: str, text: str
) -> None:
    answer = answerer.answer(question)
    assert quotations(answer) == [text]
    assert_verbatim(kb, answer)


def test_clause_of_several_documents_is_asked_back_with_each(answerer: Answerer, kb: KnowledgeBase) -> None:
    answer = answerer.answer("第二条怎么说")
    assert answer.status is AnswerStatus.PARTIAL
    assert sorted(side.label for side in answer.sides) == [
        "《临澜园区应急联动规定》（临园管〔2023〕7号）",
        "《临澜市预警信息发布管理办法》（临政规〔2024〕3号）",
    ]
    assert answer.missing.startswith("有2份文件有第二条，请写明要看哪一份")
    assert_verbatim(kb, answer)


def test_missing_part_shows_the_article_and_says_so(answerer: Answerer) -> None:
    answer = answerer.answer("预警信息发布管理办法第三条第四款")
    assert (answer.status, answer.missing) == (AnswerStatus.PARTIAL, "第三条没有第四款，以下是全条")
    assert quotations(answer) == ["第三条 红色预警信息由市人民政府主要负责人审签。"]


@pytest.mark.parametrize(
    ("question", "missing"),
    [
        ("预警信息发布管理办法第九条", "《临澜市预警信息发布管理办法》（临政规〔2024〕3号）里没有第九条"),
        ("第八十八条怎么说", "检索范围内的文件里没有第八十八条"),
        ("《没有的办法》第一条", "知识库中没有《没有的办法》"),
        ("国发〔2021〕36号第一条", "知识库中没有国发〔2021〕36号"),
    ],
)
def test_clause_that_is_not_stored_is_refused_with_the_reason(answerer: Answerer, question: str, missing: str) -> None:
    answer = answerer.answer(question)
    assert (answer.status, answer.missing, answer.citations) == (AnswerStatus.NO_EVIDENCE, missing, ())


@pytest.mark.parametrize(
    ("part", "text"),
    [
        ("", ARTICLE),
        ("第一款", "第九条 报告包括：\n（一）时间；\n（二）地点。"),
        ("第二款", "情况紧急的，可以先口头报告：\n（一）姓名；\n（二）电话。"),
        ("第二款第一项", "（一）姓名；"),
        ("第二项", "（二）地点。"),
        ("第三款", None),
        ("第二款第三项", None),
    ],
)
def test_parts_of_an_article(part: str, text: str | None) -> None:
    span = part_span(ARTICLE, Span(start=0, end=len(ARTICLE)), part)
    assert (None if span is None else ARTICLE[span.start : span.end]) == text


@pytest.mark.parametrize(
    ("label", "key"),
    [
        ("第十九条", "第十九条"),
        ("第 19 条", "第十九条"),
        ("第一百○一条", "第一百零一条"),
        ("第三条之二", "第三条之二"),
        ("第三章", ""),
    ],
)
def test_labels_have_one_spelling(label: str, key: str) -> None:
    assert clause_key(label) == key


def test_articles_that_were_not_recognised_are_found_by_their_lines() -> None:
    text = "通知\n第一条 甲。\n乙。\n第二条 丙。"
    (span,) = labelled_lines(text, "第一条")
    assert text[span.start : span.end] == "第一条 甲。\n乙。\n"
    assert labelled_lines("没有条款的通知", "第一条") == []
