"""Whatever the endpoint does, the person gets the extractive answer with a notice, soon."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest

from assistant.answering.answerer import Answerer
from assistant.answering.breaker import CircuitBreaker
from assistant.answering.chat_models import EndpointChatModel
from kb.errors import ChatUnavailable
from kb.knowledge_base import KnowledgeBase
from kb.settings import Settings, load_settings
from tests.assistant.endpoint_server import FAULTS, ChatServer
from tests.assistant.fault_server import REFUSED, TWELVE_MODES, FaultServer
from tests.assistant.generation.conftest import OpenAnswerer

QUESTION = "村民委员会发现山洪险情后多长时间报告镇值班室"
REPLY = "村民委员会应当在10分钟内电话报告镇值班室[1]。"
FIRST_SECONDS, TOTAL_SECONDS = 1.0, 2.0
SLACK_SECONDS = 3.0  # for searching and for a busy machine
BREAKER_LIMIT_SECONDS = 2.0


@pytest.fixture(scope="module")
def faults() -> Iterator[FaultServer]:
    """The server process; the client library is loaded first, so that its loading is not measured with a fault."""
    import llama_index.llms.openai_like  # noqa: F401

    with FaultServer(REPLY) as server:
        yield server


def hasty(url: str) -> Settings:
    """Return settings with short deadlines."""
    return load_settings(
        llm_base_url=url, llm_model="tiny", llm_first_token_seconds=FIRST_SECONDS, llm_total_seconds=TOTAL_SECONDS
    )


@pytest.mark.parametrize("mode", [*TWELVE_MODES, *(mode for mode in FAULTS if mode not in TWELVE_MODES)])
def test_fault_ends_in_the_extractive_answer_and_opens_the_breaker(
    mode: str, faults: FaultServer, plan_base: KnowledgeBase
) -> None:
    answerer = Answerer(plan_base, EndpointChatModel(hasty(faults.url(mode))))
    started = time.monotonic()
    answer = answerer.answer(QUESTION)
    took = time.monotonic() - started
    again_started = time.monotonic()
    again = answerer.answer(QUESTION)
    again_took = time.monotonic() - again_started
    assert took < TOTAL_SECONDS + SLACK_SECONDS
    assert not answer.generated and "10分钟" in answer.text and answer.citations
    assert "大模型" in answer.notice and "原文摘录" in answer.notice
    assert again_took < BREAKER_LIMIT_SECONDS
    assert "10分钟" in again.text and "暂时不再调用" in again.notice


def test_the_same_process_answers_well_where_no_fault_is_asked_for(
    faults: FaultServer, plan_base: KnowledgeBase
) -> None:
    answer = Answerer(plan_base, EndpointChatModel(hasty(faults.url("good")))).answer(QUESTION)
    assert answer.generated and answer.text == "村民委员会应当在10分钟内电话报告镇值班室。[1]"


def test_with_the_breaker_open_the_endpoint_is_not_asked(answerer_at: OpenAnswerer) -> None:
    with ChatServer(REPLY, "500") as server:
        answerer = answerer_at(server.url)
        answers = [answerer.answer(QUESTION) for _ in range(3)]
    assert len(server.requests) == 1 and not any(answer.generated for answer in answers)


def test_after_a_while_one_call_tries_the_endpoint_again() -> None:
    now = [0.0]
    breaker = CircuitBreaker(open_seconds=60.0, clock=lambda: now[0])
    with ChatServer(REPLY, "500") as server:
        model = EndpointChatModel(hasty(server.url), breaker)
        with pytest.raises(ChatUnavailable, match="接口出错"):
            list(model.stream("规则", "问题"))
        with pytest.raises(ChatUnavailable, match="暂时不再调用"):
            list(model.stream("规则", "问题"))
        now[0], server.mode = 61.0, "good"
        trial = model.stream("规则", "问题")
        assert next(trial) == REPLY[:7]
        with pytest.raises(ChatUnavailable, match="暂时不再调用"):
            list(model.stream("规则", "问题"))
        assert "".join(trial) == REPLY[7:]
        assert "".join(model.stream("规则", "问题")) == REPLY


def test_a_trial_that_nobody_waited_for_does_not_block_the_next() -> None:
    now = [0.0]
    breaker = CircuitBreaker(open_seconds=60.0, clock=lambda: now[0])
    breaker.enter()
    breaker.failed()
    now[0] = 61.0
    with ChatServer(REPLY) as server:
        model = EndpointChatModel(hasty(server.url), breaker)
        trial = model.stream("规则", "问题")
        next(trial)
        trial.close()  # type: ignore[attr-defined]
        assert "".join(model.stream("规则", "问题")) == REPLY


def test_refused_port_is_named_in_chinese(faults: FaultServer) -> None:
    with pytest.raises(ChatUnavailable, match="大模型接口出错"):
        list(EndpointChatModel(hasty(faults.url(REFUSED))).stream("规则", "问题"))


def test_without_evidence_the_model_is_not_asked(answerer_at: OpenAnswerer) -> None:
    with ChatServer("一回路冷却剂丧失后应当立即停堆[1]。") as server:
        answer = answerer_at(server.url).answer("核电站一回路冷却剂丧失事故如何停堆")
    assert answer.refused and server.requests == []
