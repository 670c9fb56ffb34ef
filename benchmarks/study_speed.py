"""How long a due list takes with many learners and many answers, beside a scan of everything.

    python benchmarks/study_speed.py [--learners 500] [--reviews 2000]

Fills a base of its own with the sample plans, a course over them and invented answers, then asks for the due lists of
learners drawn at random: from the catalogue alone (cards due now) and as the page does (with the questions that may be
asked, new ones and what was done today). The baseline reads every card and sorts them out in Python. Prints p50 and p95
in milliseconds, and how long the class overview takes.
"""

from __future__ import annotations

import argparse
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from assistant.study.progress import class_overview, progress_of
from assistant.study.reading_path import studied_summaries
from assistant.study.room import StudyRoom, open_room
from assistant.wiring import open_workbench
from ingest import pipeline
from kb.catalog.study_records import Course, Review, StudyCard
from kb.catalog.study_times import seconds_of
from kb.settings import Settings

TARGET_MS = 50.0
ASKED = 200
SEED = 7
PROJECT = Path(__file__).resolve().parent.parent


def main() -> int:
    """Fill, measure, print; return 1 when the page's due list misses the target at p95."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--learners", type=int, default=500)
    parser.add_argument("--reviews", type=int, default=2000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(data_path=Path(folder) / "base", workers=1)
        with open_workbench(settings, writable=True) as workbench:
            plans = sorted((PROJECT / "corpora" / "government").iterdir())
            pipeline.ingest(workbench.kb, plans, settings)
            return _measure(open_room(workbench.kb), options.learners, options.reviews)


def _measure(room: StudyRoom, learners: int, reviews: int) -> int:
    works = [one.work_id for one in studied_summaries(room.kb)]
    course = room.shelf.open("document", "", works, "benchmark")
    questions = list(room.shelf.entries(course))
    now = datetime.now(UTC).replace(microsecond=0)
    started = time.perf_counter()
    numbers = fill(room, course, questions, learners, reviews, now)
    print(f"{learners} learners x {reviews} reviews, {len(questions)} questions in the course; filled in "
          f"{time.perf_counter() - started:.0f} s")  # fmt: skip
    drawn = random.Random(SEED).choices(numbers, k=ASKED)
    schedule = room.kb.catalog.study.schedule
    naive = timed(lambda one: full_scan(room, one, now), drawn[:5])
    cards = timed(lambda one: schedule.due(one, now, course_id=course.course_id), drawn)
    page = timed(lambda one: room.practice.queue(one, course, now), drawn)
    whole = timed(lambda one: progress_of(room.kb, room.shelf, one, course, now), drawn[:40])
    for name, times in (
        ("full scan (baseline)", naive),
        ("due cards", cards),
        ("due list of the page", page),
        ("progress", whole),
    ):
        print(f"{name:24} p50 {median(times):8.2f} ms   p95 {p95(times):8.2f} ms")
    started = time.perf_counter()
    tallies = len(class_overview(room.kb, now).tallies)
    print(f"class overview of {tallies} pairs: {1000 * (time.perf_counter() - started):.0f} ms")
    print(f"ratio full scan / due list of the page (p50): {median(naive) / median(page):.0f}")
    met = p95(page) <= TARGET_MS
    print(f"target {TARGET_MS:.0f} ms at p95: {'met' if met else 'MISSED'}")
    return 0 if met else 1


def fill(
    room: StudyRoom, course: Course, questions: Sequence[str], learners: int, reviews: int, now: datetime
) -> list[int]:
    """Store learners with invented answers; half of their cards are of the course. Return their numbers."""
    chance = random.Random(SEED)
    others = [f"{number:024x}" for number in range(max(1, len(questions)))]
    study = room.kb.catalog.study
    numbers = []
    for number in range(learners):
        learner_no = study.add_learner(f"learner {number}", by_login=False, at=now).learner_no
        study.enrol(learner_no, course.course_id, now)
        known = [*questions, *others]
        study.schedule.load(
            learner_no,
            [_card(one, chance, now) for one in known],
            [_review(known[index % len(known)], index, reviews, chance, now) for index in range(reviews)],
        )
        numbers.append(learner_no)
    return numbers


def _card(question_id: str, chance: random.Random, now: datetime) -> StudyCard:
    stability = chance.uniform(1, 60)
    return StudyCard(
        question_id=question_id,
        due_at=now + timedelta(hours=chance.randint(-72, 480)),
        state=2,
        step=None,
        stability=stability,
        difficulty=5.0,
        last_at=now - timedelta(days=chance.randint(1, 40)),
        reviews=4,
        wrong=chance.randint(0, 1),
    )


def _review(question_id: str, index: int, reviews: int, chance: random.Random, now: datetime) -> Review:
    return Review(
        question_id=question_id,
        at=now - timedelta(minutes=30 * (reviews - index)),
        way="quiz",
        grade=chance.choice((1, 3, 3, 3)),
        share=1.0,
        reply="B",
        stability=10.0,
    )


def full_scan(room: StudyRoom, learner_no: int, now: datetime) -> list[str]:
    """Return the due questions of a learner by reading every card of everybody."""
    with room.kb.catalog._connections.reading() as connection:
        rows = connection.execute("SELECT learner_no, question_id, due_at, retired_at FROM study_cards NOT INDEXED")
        return [row[1] for row in rows.fetchall() if row[0] == learner_no and row[2] <= seconds_of(now) and not row[3]]


def timed(work: Callable[[int], object], learners: Sequence[int]) -> list[float]:
    """Return how long `work` took for each learner, in milliseconds; the first call is not counted."""
    work(learners[0])
    times = []
    for one in learners:
        started = time.perf_counter()
        work(one)
        times.append(1000 * (time.perf_counter() - started))
    return times


def median(times: Sequence[float]) -> float:
    """Return the middle one."""
    return statistics.median(times)


def p95(times: Sequence[float]) -> float:
    """Return the time that 19 of 20 stay below."""
    return sorted(times)[min(len(times) - 1, int(0.95 * len(times)))]


if __name__ == "__main__":
    raise SystemExit(main())
