"""Language models behind OpenAI-compatible endpoints; the only llama-index LLM import."""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Iterator
from typing import Any

from kb.errors import ChatUnavailable, SettingsError
from kb.protocols import ChatModel
from kb.settings import Settings

MAX_REPLY_CHARACTERS = 8_000  # an answer over evidence never needs more; beyond it the model is looping
STALL_SECONDS = 5.0  # longest silence between two pieces once the model speaks
BREAKER_SECONDS = 60.0  # how long a failed endpoint is left alone
END = object()


def open_chat_model(settings: Settings) -> ChatModel | None:
    """Return the model of the settings, None when none is configured; nothing is contacted yet.

    Raises:
        SettingsError: An endpoint is given without a model name, or the other way round.
    """
    if not settings.llm_base_url and not settings.llm_model:
        return None
    if not settings.llm_base_url or not settings.llm_model:
        raise SettingsError("要使用大模型，请同时设置 YUBEI_LLM_BASE_URL 与 YUBEI_LLM_MODEL；两项都不设则不用大模型。")
    return EndpointChatModel(settings)


class EndpointChatModel:
    """Streams from an OpenAI-compatible endpoint with deadlines and a circuit breaker.

    The request runs in a thread of its own, because a read time-out of the HTTP client starts anew with
    every byte and would let a trickling endpoint hold the answer for ever.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._closed_until = 0.0
        self._lock = threading.Lock()

    @property
    def model_id(self) -> str:
        """Name of the model as configured."""
        return self._settings.llm_model

    def stream(self, system: str, user: str) -> Iterator[str]:
        """Yield pieces of the reply.

        Raises:
            ChatUnavailable: Refused, too slow, too long, or not understood; or it failed a moment ago.
        """
        if time.monotonic() < self._closed_until:
            raise ChatUnavailable("大模型接口刚刚出错，暂时不再调用")
        try:
            yield from self._paced(system, user)
        except ChatUnavailable:
            with self._lock:
                self._closed_until = time.monotonic() + BREAKER_SECONDS
            raise

    def _paced(self, system: str, user: str) -> Iterator[str]:
        pieces: queue.Queue[object] = queue.Queue()
        threading.Thread(target=self._pump, args=(system, user, pieces), daemon=True).start()
        started = time.monotonic()
        length = 0
        while True:
            item = wait_for(pieces, self._patience(started, spoken=length > 0))
            if item is END:
                break
            if isinstance(item, Exception):
                raise ChatUnavailable(f"大模型接口出错（{type(item).__name__}）") from item
            assert isinstance(item, str)
            length += len(item)
            if length > MAX_REPLY_CHARACTERS:
                raise ChatUnavailable("大模型回答过长，可能陷入重复")
            if item:
                yield item
        if length == 0:
            raise ChatUnavailable("大模型没有返回内容")

    def _patience(self, started: float, *, spoken: bool) -> float:
        elapsed = time.monotonic() - started
        left = self._settings.llm_total_seconds - elapsed
        return min(left, STALL_SECONDS) if spoken else min(left, self._settings.llm_first_token_seconds - elapsed)

    def _pump(self, system: str, user: str, pieces: queue.Queue[object]) -> None:
        try:
            for piece in self._request(system, user):
                pieces.put(piece)
            pieces.put(END)
        except Exception as error:
            pieces.put(error)

    def _request(self, system: str, user: str) -> Iterator[str]:
        from llama_index.core.base.llms.types import ChatMessage, MessageRole
        from llama_index.llms.openai_like import OpenAILike

        settings = self._settings
        model: Any = OpenAILike(
            model=settings.llm_model,
            api_base=settings.llm_base_url,
            api_key=settings.llm_api_key or "not-needed",
            is_chat_model=True,
            temperature=0.0,
            max_retries=0,
            timeout=settings.llm_total_seconds,
        )
        messages = [
            ChatMessage(role=MessageRole.SYSTEM, content=system),
            ChatMessage(role=MessageRole.USER, content=user),
        ]
        for part in model.stream_chat(messages):
            yield part.delta or ""


def wait_for(pieces: queue.Queue[object], seconds: float) -> object:
    """Return the next item.

    Raises:
        ChatUnavailable: Nothing came in time.
    """
    try:
        return pieces.get(timeout=max(0.01, seconds))
    except queue.Empty:
        raise ChatUnavailable("大模型在限定时间内没有返回") from None
