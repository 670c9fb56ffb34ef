"""Language models behind OpenAI-compatible endpoints; the only llama-index LLM import."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from assistant.answering.breaker import CircuitBreaker
from assistant.answering.pacing import Deadlines, paced
from kb.errors import ChatUnavailable, SettingsError
from kb.protocols import ChatModel, ReplyShape
from kb.settings import Settings

# How servers say that they do not know `response_format`; any other failure is a failure of the endpoint.
SHAPE_REFUSED = frozenset({400, 415, 422, 501})

MAX_REPLY_TOKENS = 2_000  # an answer takes a few hundred; the rest is for models that think aloud


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
    """Streams from an OpenAI-compatible endpoint with deadlines and a circuit breaker."""

    def __init__(self, settings: Settings, breaker: CircuitBreaker | None = None) -> None:
        self._settings = settings
        self._breaker = breaker or CircuitBreaker()
        self._knows_shapes = True

    @property
    def model_id(self) -> str:
        """Name of the model as configured."""
        return self._settings.llm_model

    def stream(self, system: str, user: str, shape: ReplyShape | None = None) -> Iterator[str]:
        """Yield pieces of the reply.

        Raises:
            ChatUnavailable: Refused, too slow, too long, or not understood; or it failed a moment ago.
        """
        self._breaker.enter()
        settle = self._breaker.abandoned
        call: EndpointCall | None = None
        try:
            call = EndpointCall(self._settings)
            yield from paced(partial(self._reply, call, system, user, shape), deadlines_of(self._settings))
            settle = self._breaker.succeeded
        except ChatUnavailable:
            settle = self._breaker.failed
            raise
        finally:
            settle()
            if call is not None:
                call.close()

    def _reply(self, call: EndpointCall, system: str, user: str, shape: ReplyShape | None) -> Iterator[str]:
        """Ask for a shaped reply; an endpoint that does not know shapes is asked again without, now and later."""
        if shape is not None and self._knows_shapes:
            try:
                yield from call.pieces(shape.system, user, response_format=response_format(shape))
                return
            except Exception as error:
                if getattr(error, "status_code", None) not in SHAPE_REFUSED:
                    raise
            yield from call.pieces(system, user)
            self._knows_shapes = False
            return
        yield from call.pieces(system, user)


class EndpointCall:
    """The connection of one answer. Its library is loaded here, before any deadline runs.

    Raises:
        ChatUnavailable: The library cannot be set up, e.g. by what the environment says of proxies.
    """

    def __init__(self, settings: Settings) -> None:
        try:
            from llama_index.llms.openai_like import OpenAILike
            from openai import DefaultHttpxClient

            # No redirects: an endpoint must not send questions on to another machine.
            self._http: Any = DefaultHttpxClient(timeout=settings.llm_total_seconds, follow_redirects=False)
            self._model: Any = OpenAILike(
                http_client=self._http,
                model=settings.llm_model,
                api_base=settings.llm_base_url,
                api_key=settings.llm_api_key or "not-needed",
                is_chat_model=True,
                temperature=0.0,
                max_tokens=MAX_REPLY_TOKENS,
                max_retries=0,
                timeout=settings.llm_total_seconds,
            )
        except Exception as error:
            raise ChatUnavailable(f"大模型接口无法使用（{type(error).__name__}），请检查接口地址和代理设置") from error

    def pieces(self, system: str, user: str, **extra: Any) -> Iterator[str]:
        """Yield the pieces of one reply.

        Raises:
            ChatUnavailable: The reply ended without saying that it was finished.
            Exception: Whatever the library raises.
        """
        from llama_index.core.base.llms.types import ChatMessage, MessageRole

        messages = [
            ChatMessage(role=MessageRole.SYSTEM, content=system),
            ChatMessage(role=MessageRole.USER, content=user),
        ]
        finished = False
        for part in self._model.stream_chat(messages, **extra):
            finished = finished or says_finished(part.raw)
            yield part.delta or ""
        if not finished:
            raise ChatUnavailable("大模型的回答中途断开")

    def close(self) -> None:
        """Close the connection; a request that nobody waits for any more ends with it."""
        self._http.close()


def deadlines_of(settings: Settings) -> Deadlines:
    """Return the deadlines of the settings."""
    return Deadlines(first_token=settings.llm_first_token_seconds, total=settings.llm_total_seconds)


def response_format(shape: ReplyShape) -> dict[str, object]:
    """Return a shape as the protocol's `response_format`."""
    return {
        "type": "json_schema",
        "json_schema": {"name": shape.name, "schema": dict(shape.schema), "strict": True},
    }


def says_finished(raw: Any) -> bool:
    """Tell whether a chunk of the protocol carries a finish reason; without one the stream was cut."""
    choices = getattr(raw, "choices", None) or ()
    return any(getattr(choice, "finish_reason", None) for choice in choices)
