"""A progress bar on standard error with rate and remaining time."""

from __future__ import annotations

import time
from collections.abc import Callable
from types import TracebackType

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn

from ingest.records import Progress as ProgressRecord


class ProgressBar:
    """Draws `ingest.records.Progress`; on a stream that is no terminal it draws nothing until the end."""

    def __init__(self, *, enabled: bool) -> None:
        self._bar = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.fields[speed]}"),
            console=Console(stderr=True),
            disable=not enabled,
        )
        self._tasks: dict[str, TaskID] = {}

    def __enter__(self) -> ProgressBar:
        self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._bar.stop()

    def show(self, step: ProgressRecord) -> None:
        """Draw one step; each stage has a line of its own."""
        if step.stage not in self._tasks:
            self._tasks[step.stage] = self._bar.add_task(step.stage, total=step.total, speed="")
        self._bar.update(self._tasks[step.stage], completed=step.done, total=step.total, speed=speed_text(step))

    def counter(self, stage: str, unit: str) -> Callable[[int, int], None]:
        """Return a listener for work that reports (done, total) only; rate and remaining time are reckoned here."""
        started = time.monotonic()

        def show(done: int, total: int) -> None:
            elapsed = time.monotonic() - started
            rate = done / elapsed if elapsed > 0 else 0.0
            remaining = (total - done) / rate if rate > 0 else None
            self.show(
                ProgressRecord(stage=stage, done=done, total=total, unit=unit, rate=rate, remaining_seconds=remaining)
            )

        return show


def speed_text(step: ProgressRecord) -> str:
    """Return e.g. "123 个/秒 剩余 0:12"."""
    rate = f"{step.rate:.0f} {step.unit}/秒" if step.rate else ""
    if step.remaining_seconds is None:
        return rate
    minutes, seconds = divmod(round(step.remaining_seconds), 60)
    return f"{rate} 剩余 {minutes}:{seconds:02d}"
