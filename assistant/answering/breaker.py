"""A circuit breaker: after a failure an endpoint is left alone for a while, then tried by one caller at a time."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

from kb.errors import ChatUnavailable

BREAKER_SECONDS = 60.0  # how long a failed endpoint is left alone
CLOSED = float("-inf")


class CircuitBreaker:
    """Closed: everybody may call. Open: nobody. Half-open (the time is over): one caller tries. Safe between threads."""

    def __init__(self, open_seconds: float = BREAKER_SECONDS, clock: Callable[[], float] = time.monotonic) -> None:
        self._open_seconds = open_seconds
        self._clock = clock
        self._open_until = CLOSED
        self._trying = False
        self._lock = threading.Lock()

    def enter(self) -> None:
        """Ask to call; every call that was let through ends in `succeeded`, `failed` or `abandoned`.

        Raises:
            ChatUnavailable: The endpoint failed a moment ago, or somebody else is trying it just now.
        """
        with self._lock:
            if self._open_until == CLOSED:
                return
            if self._trying or self._clock() < self._open_until:
                raise ChatUnavailable("大模型接口刚刚出错，暂时不再调用")
            self._trying = True

    def succeeded(self) -> None:
        """Let everybody call again."""
        with self._lock:
            self._open_until, self._trying = CLOSED, False

    def failed(self) -> None:
        """Keep everybody away for a while."""
        with self._lock:
            self._open_until, self._trying = self._clock() + self._open_seconds, False

    def abandoned(self) -> None:
        """Take a call back that was neither: the person went away before the end."""
        with self._lock:
            self._trying = False
