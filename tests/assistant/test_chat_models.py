"""Opening a model: configured whole or not at all; nothing is contacted before it is asked."""

from __future__ import annotations

import subprocess
import sys

import pytest

from assistant.answering.chat_models import EndpointChatModel, open_chat_model
from kb.errors import ChatUnavailable, SettingsError
from kb.settings import load_settings
from tests.assistant.endpoint_server import ChatServer


def test_no_endpoint_means_no_model() -> None:
    assert open_chat_model(load_settings(llm_base_url="", llm_model="")) is None


@pytest.mark.parametrize("half", [{"llm_base_url": "http://127.0.0.1:9/v1"}, {"llm_model": "tiny"}])
def test_half_a_configuration_is_named(half: dict[str, str]) -> None:
    with pytest.raises(SettingsError, match="YUBEI_LLM_MODEL"):
        open_chat_model(load_settings(**half))


def test_pieces_arrive_in_order_and_the_key_is_sent() -> None:
    with ChatServer("应当在10分钟内报告。") as server:
        model = EndpointChatModel(load_settings(llm_base_url=server.url, llm_model="tiny", llm_api_key="k"))
        pieces = list(model.stream("规则", "问题"))
    assert len(pieces) > 1 and "".join(pieces) == "应当在10分钟内报告。"
    request = server.requests[0]
    assert request["model"] == "tiny" and request["stream"] is True
    assert [message["role"] for message in request["messages"]] == ["system", "user"]  # type: ignore[attr-defined]


def test_short_deadlines_of_the_settings_are_kept() -> None:
    with ChatServer(mode="hang") as server:
        settings = load_settings(
            llm_base_url=server.url, llm_model="tiny", llm_first_token_seconds=0.5, llm_total_seconds=1.0
        )
        with pytest.raises(ChatUnavailable, match="限定时间"):
            list(EndpointChatModel(settings).stream("规则", "问题"))


def test_the_client_asks_no_other_machine() -> None:
    program = (
        "import sys\nseen = []\n"
        "sys.addaudithook(lambda e, a: seen.append(a) if e in ('socket.getaddrinfo', 'socket.gethostbyname') else None)\n"
        "from assistant.answering.chat_models import EndpointChatModel\n"
        "from kb.settings import load_settings\nfrom tests.assistant.endpoint_server import ChatServer\n"
        "with ChatServer('好的。') as server:\n"
        "    model = EndpointChatModel(load_settings(llm_base_url=server.url, llm_model='gpt-4o-mini'))\n"
        "    print('REPLY', ''.join(model.stream('a', 'b')))\n"
        "print('HOSTS', sorted({str(a[0]) for a in seen}))\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, timeout=120, check=True)
    lines = done.stdout.decode("utf-8").splitlines()
    assert lines[-2:] == ["REPLY 好的。", "HOSTS ['127.0.0.1']"]
