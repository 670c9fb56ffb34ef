from __future__ import annotations

from ingest.progress import ProgressMeter
from ingest.records import Progress


class SteppingClock:
    """A clock that moves only when told."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def run(steps: int, seconds_per_step: float) -> list[Progress]:
    clock, events = SteppingClock(), list[Progress]()
    meter = ProgressMeter("解析入库", steps, "个文件", events.append, clock)
    for number in range(steps):
        clock.now += seconds_per_step
        meter.advance(current=f"{number}.txt")
    return events


def test_at_most_five_events_a_second_and_the_last_is_sent() -> None:
    events = run(steps=1000, seconds_per_step=0.01)
    assert 45 <= len(events) <= 52
    assert (events[-1].done, events[-1].total, events[-1].current) == (1000, 1000, "999.txt")
    assert events[-1].remaining_seconds == 0.0


def test_rate_and_remaining_time() -> None:
    events = run(steps=40, seconds_per_step=0.5)
    halfway = events[19]
    assert (halfway.done, halfway.stage, halfway.unit) == (20, "解析入库", "个文件")
    assert round(halfway.rate, 3) == 2.0
    assert halfway.remaining_seconds is not None
    assert round(halfway.remaining_seconds, 3) == 10.0


def test_no_estimate_in_the_first_moments() -> None:
    first = run(steps=100, seconds_per_step=0.05)[0]
    assert (first.done, first.rate, first.remaining_seconds) == (1, 0.0, None)


def test_without_a_listener_it_only_counts() -> None:
    meter = ProgressMeter("检查文件", 2, "个文件", None)
    meter.advance()
    meter.reach(2)
