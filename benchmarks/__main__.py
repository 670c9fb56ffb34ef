"""Run every benchmark, one after the other: `python -m benchmarks`, also `python dev.py bench`.

    python -m benchmarks [--quick] [NAME ...]      names: sample, reports, retrieval, outcomes, fidelity, throughput,
                                                   speed, numbering, old-numbering, html, recognition,
                                                   quality, hostile

Those that need the shared material beside the checkout are left out, with a line that says so, where it is absent.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from benchmarks.measured_process import PROJECT, environment

SHARED = PROJECT.parent / "shared"
SCAN = SHARED / "corpora" / "files" / "金属非金属矿山安全规程.pdf"
BASE = "{base}"  # replaced by the data folder the documents were ingested into


@dataclass(frozen=True, slots=True, kw_only=True)
class Benchmark:
    """One benchmark: the command, and what it reads.

    Attributes:
        documents: Ingested into an empty base first; its folder replaces BASE in the command.
        needs: A folder or file that must exist.
        quick: Arguments added for a run of a few minutes.
    """

    name: str
    command: tuple[str, ...]
    needs: Path
    documents: Path | None = None
    quick: tuple[str, ...] = ()


BENCHMARKS = (
    Benchmark(
        name="sample",
        command=("benchmarks.answer_eval", "--data", BASE, "--questions", "benchmarks/gold/sample_questions.jsonl"),
        documents=PROJECT / "corpora",
        needs=PROJECT / "corpora",
    ),
    Benchmark(
        name="reports",
        command=(
            *("benchmarks.answer_eval", "--data", BASE),
            *("--questions", str(SHARED / "eval" / "reports_qa" / "questions.jsonl")),
        ),
        documents=SHARED / "corpora" / "reports",
        needs=SHARED / "eval" / "reports_qa",
    ),
    Benchmark(
        name="retrieval",
        command=("benchmarks.retrieval_eval", "--sets", str(SHARED / "eval")),
        needs=SHARED / "eval",
        quick=("--set", "coal_mine_regs"),
    ),
    Benchmark(
        name="outcomes",
        command=("benchmarks.outcomes",),
        needs=SHARED / "corpora",
        quick=("--files", "30", "--out", str(Path(tempfile.gettempdir()) / "yubei-outcomes.json")),
    ),
    Benchmark(
        name="fidelity",
        command=("benchmarks.fidelity", str(SHARED / "corpora" / "files")),
        needs=SHARED / "corpora" / "files",
        quick=("--only", "reg_"),
    ),
    Benchmark(
        name="throughput",
        command=("benchmarks.throughput",),
        needs=SHARED / "corpora" / "files",
        quick=("--repeats", "1"),
    ),
    Benchmark(
        name="speed",
        command=("benchmarks.speed",),
        needs=SHARED / "corpora" / "laws",
        quick=(
            *("--files", "200", "--peer-files", "60", "--questions", "200"),
            *("--out", str(Path(tempfile.gettempdir()) / "yubei-speed.json")),
        ),
    ),
    Benchmark(name="numbering", command=("benchmarks.numbering_check",), needs=PROJECT, quick=("--walks", "20")),
    Benchmark(name="old-numbering", command=("benchmarks.old_word_numbering",), needs=PROJECT, quick=("--limit", "10")),
    Benchmark(name="html", command=("benchmarks.html_check",), needs=PROJECT),
    Benchmark(
        name="recognition", command=("benchmarks.recognition_check", str(SCAN)), needs=SCAN, quick=("--pages", "8")
    ),
    Benchmark(name="quality", command=("benchmarks.quality_check",), needs=SHARED / "corpora"),
    Benchmark(
        name="hostile",
        command=("benchmarks.hostile_check",),
        needs=PROJECT,
        quick=("--without-heavy", "--kinds", "basic", "office", "wrong_names", "mutations", "--mutations", "60"),
    ),
)


def run(benchmark: Benchmark, *, quick: bool) -> int:
    """Run one benchmark; return its exit code."""
    if not benchmark.needs.exists():
        print(f"left out: {benchmark.needs} is absent")
        return 0
    with tempfile.TemporaryDirectory() as folder:
        if benchmark.documents is not None:
            code = python("assistant", "ingest", str(benchmark.documents), "--data", folder)
            if code:
                return code
        arguments = [folder if word == BASE else word for word in benchmark.command]
        return python(*arguments, *(benchmark.quick if quick else ()))


def python(module: str, *arguments: str) -> int:
    """Run a module of the project in a process of its own."""
    return subprocess.call([sys.executable, "-m", module, *arguments], cwd=PROJECT, env=environment())


def main() -> int:
    """Run the chosen benchmarks, all without a name; return the worst exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", metavar="NAME")
    parser.add_argument("--quick", action="store_true", help="small parts only; results go to a temporary folder")
    options = parser.parse_args()
    unknown = set(options.names) - {one.name for one in BENCHMARKS}
    if unknown:
        parser.error(f"no benchmark is called {', '.join(sorted(unknown))}")
    worst = 0
    for benchmark in BENCHMARKS:
        if not options.names or benchmark.name in options.names:
            print(f"\n## {benchmark.name}", flush=True)
            worst = max(worst, run(benchmark, quick=options.quick))
    return worst


if __name__ == "__main__":
    sys.exit(main())
