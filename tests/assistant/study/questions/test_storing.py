"""Questions kept in a base."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.study.questions.generating import generate
from assistant.study.questions.storing import store, stored_questions
from assistant.study.questions.teachable import teachable_documents
from kb.catalog.product_records import QUESTION, ProductState
from kb.errors import InputRefused
from kb.knowledge_base import KnowledgeBase
from kb.records import Document
from kb.settings import load_settings
from tests.assistant.study.questions.material import PLAN, document
from tests.builders import HashingEncoder


@pytest.fixture
def base(tmp_path: Path, plan: Document) -> Iterator[KnowledgeBase]:
    """A base with the plan in it."""
    with KnowledgeBase.open(load_settings(data_path=tmp_path / "base"), HashingEncoder(), writable=True) as kb:
        kb.replace_documents([plan], {plan.document_id: plan.text.encode()})
        yield kb


def test_questions_come_back_as_they_were(base: KnowledgeBase) -> None:
    questions = generate(teachable_documents(base), 10, 1)
    assert store(base, questions, "李教员") == len(questions) == 10
    assert set(stored_questions(base)) == set(questions)
    product = base.catalog.products.product(questions[0].question_id)
    assert product.kind == QUESTION and product.made_by == "李教员"
    assert product.sources[0].quote == questions[0].source.text


def test_a_known_question_is_not_kept_twice_nor_taken_back(base: KnowledgeBase) -> None:
    questions = generate(teachable_documents(base), 5, 1)
    store(base, questions, "李教员")
    base.catalog.products.change_state(questions[0].question_id, ProductState.WITHDRAWN, "李教员", "表述不清")
    assert store(base, questions, "王教员") == 0
    assert questions[0] not in stored_questions(base)
    assert base.catalog.products.product(questions[0].question_id).version == 1


def test_nobody_stores_nothing(base: KnowledgeBase) -> None:
    with pytest.raises(InputRefused, match="--by"):
        store(base, generate(teachable_documents(base), 1, 1), " ")


def test_only_the_questions_of_a_changed_clause_retire(base: KnowledgeBase, plan: Document, tmp_path: Path) -> None:
    questions = generate(teachable_documents(base), 60, 1)
    store(base, questions, "李教员")
    newer = document(tmp_path, PLAN.replace("在30分钟内电话报告", "在20分钟内电话报告"))
    base.replace_documents(
        [newer], {newer.document_id: newer.text.encode()}, removes={newer.document_id: (plan.document_id,)}
    )
    kept = {question.question_id for question in stored_questions(base)}
    retired = [question for question in questions if question.question_id not in kept]
    assert retired and kept
    assert {question.source.heading_path for question in retired} == {("3 信息报告", "3.1 报告时限")}
