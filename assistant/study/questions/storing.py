"""Questions kept in the base as products, so that they retire when their clause changes."""

from __future__ import annotations

import json
from collections.abc import Sequence

from assistant.study.questions.json_shape import question_form, question_from
from assistant.study.questions.records import ClauseSource, StudyQuestion
from kb.catalog.product_records import QUESTION, ProductDraft, ProductSource, ProductState
from kb.errors import InputRefused
from kb.knowledge_base import KnowledgeBase

_LONGEST_TITLE = 80


def store(kb: KnowledgeBase, questions: Sequence[StudyQuestion], by: str) -> int:
    """Keep questions that the base does not hold yet and return how many were new.

    A known one, withdrawn or not, is left as it is: its product id is its question id.

    Raises:
        InputRefused: Nobody is named.
    """
    if not by.strip():
        raise InputRefused("保存题目要写明是谁。请加 --by 姓名。")
    known = {product.product_id for product in kb.catalog.products.products(QUESTION)}
    fresh = {one.question_id: one for one in questions if one.question_id not in known}
    drafts = [_draft(one) for one in fresh.values()]
    if drafts:
        kb.catalog.products.save_all(drafts, by.strip())
    return len(drafts)


def stored_questions(kb: KnowledgeBase) -> tuple[StudyQuestion, ...]:
    """Return the questions of the base that were not withdrawn, oldest first."""
    products = kb.catalog.products.products(QUESTION)
    kept = [product for product in products if product.state is not ProductState.WITHDRAWN]
    return tuple(question_from(json.loads(product.body)) for product in kept)


def _draft(question: StudyQuestion) -> ProductDraft:
    return ProductDraft(
        kind=QUESTION,
        title=question.stem[:_LONGEST_TITLE],
        body=json.dumps(question_form(question), ensure_ascii=False),
        sources=(_source(question.source),),
        product_id=question.question_id,
    )


def _source(source: ClauseSource) -> ProductSource:
    return ProductSource(
        document_id=source.document_id, work_id=source.work_id, title=source.title, heading_path=source.heading_path,
        start=source.start, end=source.end, quote=source.text,
    )  # fmt: skip
