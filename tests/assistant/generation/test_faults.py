"""Whatever the endpoint does, the person gets the extractive answer with a notice, soon."""

from __future__ import annotations

import socket
import time

import pytest

from tests.assistant.endpoint_server import GOOD, MODES, ChatServer
from tests.assistant.generation.conftest import OpenAnswerer

QUESTION = "村民委员会发现山洪险情后多长时间报告镇值班室"
REPLY = "村民委员会应当在10分钟内电话报告镇值班室[1]。"
FAULTS = sorted(set(MODES) - {GOOD})
LIMIT_SECONDS = 10.0
BREAKER_LIMIT_SECONDS = 2.0


@pytest.fixture(scope="module", autouse=True)
def loaded_client() -> None:
    """Load the client library once, so that its loading is not measured with every fault."""
    import llama_index.llms.openai_like  # noqa: F401


@pytest.mark.parametrize("mode", FAULTS)
def test_fault_ends_in_the_extractive_answer_and_opens_the_breaker(mode: str, answerer_at: OpenAnswerer) -> None:
    with ChatServer(REPLY, mode) as server:
        answerer = answerer_at(server.url)
        started = time.monotonic()
        answer = answerer.answer(QUESTION)
        took = time.monotonic() - started
        again_started = time.monotonic()
        again = answerer.answer(QUESTION)
        again_took = time.monotonic() - again_started
    assert took < LIMIT_SECONDS
    assert not answer.generated and "10分钟" in answer.text and answer.citations
    assert "大模型" in answer.notice and "原文摘录" in answer.notice
    assert again_took < BREAKER_LIMIT_SECONDS
    assert "10分钟" in again.text and "暂时不再调用" in again.notice
    assert len(server.requests) == 1


def test_refused_connection_ends_in_the_extractive_answer(answerer_at: OpenAnswerer) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{free.getsockname()[1]}/v1"
    started = time.monotonic()
    answer = answerer_at(url).answer(QUESTION)
    assert time.monotonic() - started < LIMIT_SECONDS
    assert not answer.generated and "10分钟" in answer.text and "大模型" in answer.notice


def test_without_evidence_the_model_is_not_asked(answerer_at: OpenAnswerer) -> None:
    with ChatServer("一回路冷却剂丧失后应当立即停堆[1]。") as server:
        answer = answerer_at(server.url).answer("核电站一回路冷却剂丧失事故如何停堆")
    assert answer.refused and server.requests == []
