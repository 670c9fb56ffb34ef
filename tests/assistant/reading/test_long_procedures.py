"""Procedures of many steps are given whole; what is left out of very long ones is said."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.answering.answerer import Answerer
from kb.encoders import open_encoder
from kb.knowledge_base import KnowledgeBase
from kb.records import Metadata
from kb.settings import load_settings
from tests.assistant.reading.test_answers import assembled

NUMBERED = "\n".join(f"（{n}）值班员立即关闭{n}号阀门。" for n in range(1, 16))
LONG = "\n".join(f"（{n}）检修工立即断开{n}号开关。" for n in range(1, 46))


@pytest.fixture(scope="module")
def answerer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Answerer]:
    settings = load_settings(data_path=tmp_path_factory.mktemp("long"))
    text = f"1 氯气泄漏处置\n1.1 处置措施\n{NUMBERED}\n2 变压器着火处置\n2.1 处置措施\n{LONG}"
    document = assembled(text, Metadata(title="北河化工厂现场处置方案", doc_type="plan_unit_onsite"))
    with KnowledgeBase.open(settings, open_encoder(settings), writable=True) as base:
        base.replace_documents([document], {document.document_id: text.encode()})
        yield Answerer(base)


def test_fifteen_steps_are_all_given(answerer: Answerer) -> None:
    answer = answerer.answer("氯气泄漏怎么处置？")
    assert [step.action for step in answer.steps] == [f"值班员立即关闭{n}号阀门。" for n in range(1, 16)]


def test_what_is_left_out_of_a_very_long_procedure_is_said_with_its_place(answerer: Answerer) -> None:
    answer = answerer.answer("变压器着火怎么处置？")
    assert len(answer.steps) == 40
    assert "还有5步没有列出，见《北河化工厂现场处置方案》" in answer.missing
