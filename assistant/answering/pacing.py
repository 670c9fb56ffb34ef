"""Deadlines over a stream that somebody else produces: first piece, silence, whole, length, loops."""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from kb.errors import ChatUnavailable

MAX_REPLY_CHARACTERS = 8_000  # an answer over evidence never needs more; beyond it the model is looping
STALL_SECONDS = 5.0  # longest silence between two pieces once the model speaks
SHORT_STALL_SECONDS = 1.5  # what is left of it when much time has passed already
FAULT_SECONDS = 9.5  # by then a person looks at something else: a silent endpoint is given up
LOOP_LENGTH, LOOP_TIMES = 24, 6  # so many characters, so often: the model goes round in circles
WAITING_PIECES = 256  # pieces held for a slow reader; more make the endpoint wait
END = object()


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadlines:
    """How long an endpoint may take, in seconds."""

    first_token: float
    total: float

    def patience(self, elapsed: float, *, spoken: bool) -> float:
        """Return how long to wait for the next piece when `elapsed` has passed; not above 0 when it is too late."""
        left, fault = self.total - elapsed, FAULT_SECONDS - elapsed
        if spoken:
            return min(left, STALL_SECONDS, max(fault, SHORT_STALL_SECONDS))
        return min(left, fault, self.first_token - elapsed)


def paced(produce: Callable[[], Iterator[str]], deadlines: Deadlines) -> Iterator[str]:
    """Yield the pieces of `produce`, which runs in a thread of its own.

    A read time-out of an HTTP client starts anew with every byte and would let a trickling endpoint hold the answer
    for ever; here the time runs outside of it.

    Raises:
        ChatUnavailable: `produce` failed, was too slow, said too much, went in circles, or said nothing.
    """
    pieces: queue.Queue[object] = queue.Queue(WAITING_PIECES)
    given_up = threading.Event()
    threading.Thread(target=pump, args=(produce, pieces, given_up), name="chat", daemon=True).start()
    started = time.monotonic()
    reply = ""
    try:
        while (item := wait_for(pieces, deadlines.patience(time.monotonic() - started, spoken=bool(reply)))) is not END:
            piece = checked_piece(item)
            reply += piece
            check_length(reply)
            if piece:
                yield piece
    finally:
        given_up.set()
    if not reply.strip():
        raise ChatUnavailable("大模型没有返回内容")


def pump(produce: Callable[[], Iterator[str]], pieces: queue.Queue[object], given_up: threading.Event) -> None:
    """Put pieces into the queue, then END or the error; stop when nobody waits for them any more."""
    try:
        for piece in produce():
            if not put(pieces, piece, given_up):
                return
        put(pieces, END, given_up)
    except Exception as error:  # whatever the client raises becomes the caller's ChatUnavailable
        put(pieces, error, given_up)


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
