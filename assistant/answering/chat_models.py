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
SHORT_STALL_SECONDS = 1.5  # what is left of it when much time has passed already
FAULT_SECONDS = 9.5  # by then a person looks at something else: a silent endpoint is given up
BREAKER_SECONDS = 60.0  # how long a failed endpoint is left alone
LOOP_LENGTH, LOOP_TIMES = 24, 6  # so many characters, so often: the model goes round in circles
WAITING_PIECES = 256  # pieces held for a slow reader; more make the endpoint wait
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
        pieces: queue.Queue[object] = queue.Queue(WAITING_PIECES)
        given_up = threading.Event()
        threading.Thread(target=self._pump, args=(system, user, pieces, given_up), daemon=True).start()
        started = time.monotonic()
        reply = ""
        try:
            while True:
                item = wait_for(pieces, self._patience(started, spoken=bool(reply)))
                if item is END:
                    break
                piece = checked_piece(item)
                reply += piece
                check_length(reply)
                if piece:
                    yield piece
        finally:
            given_up.set()
        if not reply.strip():
            raise ChatUnavailable("大模型没有返回内容")

    def _patience(self, started: float, *, spoken: bool) -> float:
        elapsed = time.monotonic() - started
        left = self._settings.llm_total_seconds - elapsed
        fault = FAULT_SECONDS - elapsed
        if spoken:
            return min(left, STALL_SECONDS, max(fault, SHORT_STALL_SECONDS))
        return min(left, fault, self._settings.llm_first_token_seconds - elapsed)

    def _pump(self, system: str, user: str, pieces: queue.Queue[object], given_up: threading.Event) -> None:
        """Put pieces into the queue, then END or the error; stop when nobody waits for them any more."""
        try:
            for piece in self._request(system, user):
                if not put(pieces, piece, given_up):
                    return
            put(pieces, END, given_up)
        except Exception as error:  # whatever the client raises becomes the caller's ChatUnavailable
            put(pieces, error, given_up)

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
        finished = False
        for part in model.stream_chat(messages):
            finished = finished or says_finished(part.raw)
            yield part.delta or ""
        if not finished:
            raise ChatUnavailable("大模型的回答中途断开")


def says_finished(raw: Any) -> bool:
    """Tell whether a chunk of the protocol carries a finish reason; without one the stream was cut."""
    choices = getattr(raw, "choices", None) or ()
    return any(getattr(choice, "finish_reason", None) for choice in choices)


def put(pieces: queue.Queue[object], item: object, given_up: threading.Event) -> bool:
    """Put an item into the queue; False when the reader went away."""
    while not given_up.is_set():
        try:
            pieces.put(item, timeout=0.2)
            return True
        except queue.Full:
            continue
    return False


def checked_piece(item: object) -> str:
    """Return an item of the queue as text.

    Raises:
        ChatUnavailable: It is an error, or no text.
    """
    if isinstance(item, ChatUnavailable):
        raise item
    if isinstance(item, Exception):
        raise ChatUnavailable(f"大模型接口出错（{type(item).__name__}）") from item
    if not isinstance(item, str):
        raise ChatUnavailable("大模型返回的不是文字")
    return item


def check_length(reply: str) -> None:
    """Stop a model that does not stop by itself.

    Raises:
        ChatUnavailable: The reply is too long, or its end was said many times already.
    """
    if len(reply) > MAX_REPLY_CHARACTERS:
        raise ChatUnavailable("大模型回答过长，可能陷入重复")
    ending = reply[-LOOP_LENGTH:]
    if len(ending) == LOOP_LENGTH and reply.count(ending) >= LOOP_TIMES:
        raise ChatUnavailable("大模型陷入重复")


def wait_for(pieces: queue.Queue[object], seconds: float) -> object:
    """Return the next item.

    Raises:
        ChatUnavailable: Nothing came in time.
    """
    try:
        return pieces.get(timeout=max(0.01, seconds))
    except queue.Empty:
        raise ChatUnavailable("大模型在限定时间内没有返回") from None
