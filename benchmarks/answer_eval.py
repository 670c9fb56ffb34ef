"""Are the answers right, short, cited and refused where they should be?

    python -m benchmarks.answer_eval --data DIR --questions FILE.jsonl [--half even|odd] [--base NAME] [--show wrong]
        [--short-lists]

Question lines: {"id", "question", "answers": [...], "match": "all" | "any" | "refuse"}; "base" names the base a question
is asked of where a file holds questions of several (`--base` takes those of one, after the half); others are ignored.
The nearest clauses shown for want of an answer count like any other answer: right when they hold what is expected, and
a failure to refuse where nothing was to be found; they are counted by themselves besides.
An answer is right when it holds all (any) of the expected strings, white space and width aside, within the limit of
220 characters without its markers; procedures and lists are given whole and have no limit, lists only without
`--short-lists`.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.evaluation.answers import is_right, plain
from assistant.evaluation.records import Match
from assistant.records import Answer
from assistant.wiring import Workbench, open_workbench
from kb.settings import load_settings

__all__ = ["Judged", "evaluate", "judge", "plain", "read_rows"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """One question with its answer and the verdict."""

    row: dict[str, object]
    answer: Answer
    right: bool

    @property
    def unanswerable(self) -> bool:
        """True when the base does not hold the answer."""
        return self.row["match"] == "refuse"


def judge(row: dict[str, object], answer: Answer, *, short_lists: bool = False) -> Judged:
    """Compare an answer with what is expected."""
    expected = [str(item) for item in row["answers"]]  # type: ignore[attr-defined]
    right = is_right(answer, expected, Match(str(row["match"])), short_lists=short_lists)
    return Judged(row=row, answer=answer, right=right)


def read_rows(path: Path, half: str, base: str = "") -> list[dict[str, object]]:
    """Return the questions, all or every second one; with `base` only those asked of it."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    for row in rows:
        if not row["answers"]:
            row["match"] = "refuse"
    chosen = {"all": rows, "even": rows[0::2], "odd": rows[1::2]}[half]
    return [row for row in chosen if not base or row.get("base") == base]


def evaluate(workbench: Workbench, rows: Sequence[dict[str, object]], *, short_lists: bool = False) -> list[Judged]:
    """Answer and judge every question."""
    return [judge(row, workbench.answerer.answer(str(row["question"])), short_lists=short_lists) for row in rows]


def share(part: int, whole: int) -> str:
    """Return e.g. "47/50 94.0 %"."""
    return f"{part}/{whole} {100 * part / whole:.1f} %" if whole else "–"


def report(judged: Sequence[Judged]) -> str:
    """Return the table of figures."""
    answerable = [item for item in judged if not item.unanswerable]
    absent = [item for item in judged if item.unanswerable]
    wrongly_refused = sum(item.answer.refused for item in answerable)
    closest = [item for item in judged if item.answer.closest]
    quotes = [citation for item in judged for citation in item.answer.citations]
    times = sorted(1000 * item.answer.seconds for item in judged)
    lines = (
        ("answerable right", share(sum(item.right for item in answerable), len(answerable))),
        ("unanswerable refused", share(sum(item.right for item in absent), len(absent))),
        ("wrongly refused", share(wrongly_refused, len(answerable))),
        ("closest clauses shown", f"{len(closest)}, {sum(item.right for item in closest)} of them right"),
        ("citations made", str(len(quotes))),
        ("seconds p50 / p95", f"{statistics.median(times):.1f} / {times[int(0.95 * (len(times) - 1))]:.1f} ms"),
    )
    return "\n".join(f"{name:<22}{value}" for name, value in lines)


def peak_memory() -> str:
    """Return the greatest resident set of this process so far, "–" where the system does not tell it."""
    try:
        import resource
    except ImportError:  # Windows
        return "–"
    unit = 1 if sys.platform == "darwin" else 1024  # bytes there, kilobytes on Linux
    return f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e9:.2f} GB"


def figures(judged: Sequence[Judged]) -> dict[str, object]:
    """Return the same figures for a results file."""
    answerable = [item for item in judged if not item.unanswerable]
    absent = [item for item in judged if item.unanswerable]
    times = sorted(1000 * item.answer.seconds for item in judged)
    return {
        "answerable": len(answerable),
        "right": sum(item.right for item in answerable),
        "wrongly_refused": sum(item.answer.refused for item in answerable),
        "unanswerable": len(absent),
        "refused": sum(item.right for item in absent),
        "p50_ms": round(statistics.median(times), 1),
        "p95_ms": round(times[int(0.95 * (len(times) - 1))], 1),
    }


def by_kind(judged: Sequence[Judged]) -> str:
    """Return right answers per kind of question."""
    kinds = sorted({str(item.row.get("kind", "")) for item in judged})
    groups = {kind: [item for item in judged if str(item.row.get("kind", "")) == kind] for kind in kinds}
    return "\n".join(f"  {kind:<20}{share(sum(i.right for i in items), len(items))}" for kind, items in groups.items())


def main() -> None:
    """Read the arguments, run, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--questions", type=Path, required=True)
    parser.add_argument("--half", choices=("all", "even", "odd"), default="all")
    parser.add_argument("--base", default="", help="ask only the questions of this base")
    parser.add_argument("--json", type=Path, help="write the figures to this file")
    parser.add_argument("--short-lists", action="store_true", help="lists keep to the limit too")
    parser.add_argument("--show", choices=("", "wrong", "all"), default="")
    options = parser.parse_args()
    with open_workbench(load_settings(data_path=options.data)) as workbench:
        workbench.answerer.answer("火灾怎么报警")  # what is loaded on first use is not timed
        judged = evaluate(
            workbench, read_rows(options.questions, options.half, options.base), short_lists=options.short_lists
        )
    for item in judged:
        if options.show == "all" or (options.show == "wrong" and not item.right):
            print(f"--- {'OK' if item.right else 'WRONG'} {item.row['question']}  expected {item.row['answers']}")
            print(f"    {item.answer.status.value}: {item.answer.text[:300]!r} missing={item.answer.missing!r}")
    if options.json:
        options.json.parent.mkdir(parents=True, exist_ok=True)
        options.json.write_text(json.dumps({"half": options.half, **figures(judged)}) + "\n", encoding="utf-8")
    print(report(judged))
    print(f"{'peak memory':<22}{peak_memory()}")
    print(by_kind(judged))


if __name__ == "__main__":
    main()
