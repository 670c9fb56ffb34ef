"""The drill's clock, computed from the log: it runs between start and pause, at the pace of the drill."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from assistant.drills.run.records import EventKind, Phase
from kb.catalog.drill_run_records import DrillEventRow

PACES = (1.0, 2.0, 5.0, 10.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """The clock after some events.

    Attributes:
        gone: Minutes of the drill up to `since`.
        since: From when it has been running; None while it stands still.
    """

    phase: Phase = Phase.READY
    pace: float = 1.0
    gone: float = 0.0
    since: datetime | None = None
    started_at: datetime | None = None
    ended_at: datetime | None = None

    def minute_at(self, when: datetime) -> float:
        """Return the minutes of the drill at a time, never below what has gone already."""
        if self.since is None:
            return self.gone
        return self.gone + max(0.0, (when - self.since).total_seconds()) / 60 * self.pace

    def after(self, event: DrillEventRow) -> Clock:
        """Return the clock after one more event; an event that does not fit the phase changes nothing."""
        kind, at = EventKind(event.kind), event.at
        if kind is EventKind.STARTED and self.phase is Phase.READY:
            pace = float(json.loads(event.detail).get("pace", 1.0))
            return Clock(phase=Phase.RUNNING, pace=pace, since=at, started_at=at)
        if kind is EventKind.RESUMED and self.phase is Phase.PAUSED:
            return self._standing(Phase.RUNNING, at, since=at)
        if kind is EventKind.PAUSED and self.phase is Phase.RUNNING:
            return self._standing(Phase.PAUSED, at)
        if kind is EventKind.ENDED and self.phase in (Phase.RUNNING, Phase.PAUSED):
            return self._standing(Phase.ENDED, at, ended_at=at)
        return self

    def _standing(
        self, phase: Phase, at: datetime, *, since: datetime | None = None, ended_at: datetime | None = None
    ) -> Clock:
        return Clock(
            phase=phase,
            pace=self.pace,
            gone=self.minute_at(at),
            since=since,
            started_at=self.started_at,
            ended_at=ended_at,
        )


def clock_of(events: Iterable[DrillEventRow]) -> Clock:
    """Return the clock after a log."""
    clock = Clock()
    for event in events:
        clock = clock.after(event)
    return clock
