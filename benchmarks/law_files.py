"""The files both sides of the speed comparison read, and the questions both are asked."""

from __future__ import annotations

import json
import statistics
from collections.abc import Sequence
from pathlib import Path

QUESTION_SETS = ("chem_quiz_dev", "coal_mine_regs")


def list_files(folder: Path, count: int) -> list[Path]:
    """Return the Markdown files below a folder in a fixed order that mixes its sub-folders; 0 means all."""
    found = sorted(folder.rglob("*.md"), key=lambda path: (path.name, path.as_posix()))
    if not count or count >= len(found):
        return found
    step = len(found) / count
    return [found[int(number * step)] for number in range(count)]


def character_count(paths: Sequence[Path]) -> int:
    """Return how many characters the files hold, as decoded text."""
    return sum(len(path.read_text(encoding="utf-8", errors="replace")) for path in paths)


def read_questions(folder: Path, count: int) -> list[str]:
    """Return questions of the shared sets, an equal share of each, evenly taken."""
    share = -(-count // len(QUESTION_SETS))
    chosen: list[str] = []
    for name in QUESTION_SETS:
        lines = (folder / name / "queries.jsonl").read_text(encoding="utf-8").splitlines()
        texts = [str(json.loads(line)["text"]) for line in lines if line.strip()]
        step = max(1, len(texts) // share)
        chosen += texts[::step][:share]
    return chosen


def milliseconds(seconds: Sequence[float]) -> dict[str, float]:
    """Return the p50, p95 and maximum of durations."""
    ordered = sorted(1000 * value for value in seconds)
    return {
        "p50_ms": round(statistics.median(ordered), 2),
        "p95_ms": round(ordered[int(0.95 * (len(ordered) - 1))], 2),
        "max_ms": round(ordered[-1], 2),
        "questions": len(ordered),
    }
