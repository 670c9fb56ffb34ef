"""Progress of long work: how far, how fast, how long still."""

from __future__ import annotations

import time
from collections.abc import Callable

from ingest.records import Progress

ProgressListener = Callable[[Progress], None]
MIN_SECONDS_BETWEEN_EVENTS = 0.2
_SECONDS_BEFORE_ESTIMATE = 0.5


class ProgressMeter:
    """Counts the units of one stage and tells a listener, at most five times a second.

    The first and the last event of a stage are always sent.
    """

    def __init__(
        self,
        stage: str,
        total: int,
        unit: str,
        listener: ProgressListener | None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._stage = stage
        self._total = total
        self._unit = unit
        self._listener = listener
        self._clock = clock
        self._started = clock()
        self._last_sent: float | None = None
        self._done = 0

    def advance(self, count: int = 1, current: str = "") -> None:
        """Add finished units; `current` names the one just finished."""
        self.reach(self._done + count, current)

    def reach(self, done: int, current: str = "") -> None:
        """Set the number of finished units."""
        self._done = done
        if self._listener is None:
            return
        now = self._clock()
        due = self._last_sent is None or now - self._last_sent >= MIN_SECONDS_BETWEEN_EVENTS
        if due or done >= self._total:
            self._last_sent = now
            self._listener(self._snapshot(now, current))

    def _snapshot(self, now: float, current: str) -> Progress:
        elapsed = now - self._started
        rate = self._done / elapsed if elapsed > 0 else 0.0
        known = rate > 0 and (elapsed >= _SECONDS_BEFORE_ESTIMATE or self._done >= self._total)
        return Progress(
            stage=self._stage,
            done=self._done,
            total=self._total,
            unit=self._unit,
            rate=rate if known else 0.0,
            remaining_seconds=max(self._total - self._done, 0) / rate if known else None,
            current=current,
        )
