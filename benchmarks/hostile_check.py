"""Read hostile and damaged files, then good ones, and show what each kind did: `python -m benchmarks.hostile_check`.

    python -m benchmarks.hostile_check [--kinds NAME ...] [--mutations N] [--seed N] [--without-heavy] [--out FILE]

Every bad file is followed by a good one, which must be stored. Printed for each kind: files, outcomes, seconds, how much
the parent grew, the largest child. The exit code is 1 when a file got an outcome that is not its own, a good one was
refused, the parent grew by more than 50 MB (100 MB where millions of characters are accepted), or anything was left over.
Mutations are drawn from --seed, which is printed; FILE keeps the rows of other kinds.
"""

from __future__ import annotations

import argparse
import gc
import json
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from benchmarks.measured_process import PROJECT
from ingest.pipeline import ingest
from kb.freeing import give_back_freed_memory
from kb.knowledge_base import KnowledgeBase
from kb.settings import Settings
from tests.builders import HashingEncoder
from tests.ingest.hostile.generate import KINDS
from tests.ingest.hostile.good import good_files
from tests.ingest.hostile.mutations import mutations
from tests.ingest.hostile.records import STORED, BadFile, bad_file
from tests.ingest.hostile.sentences import plan
from tests.ingest.hostile.trial import Trial, run_trial

MOST_GROWTH = 50 * 1024 * 1024
# Millions of characters that are accepted: the indexes hold all terms of a document until they write them.
MOST_GROWTH_STORED = 100 * 1024 * 1024
STORED_IN_BULK = {"large", "long_texts"}
SOUND = {"good", "corpora"}  # hundreds of documents stay in the base, and its indexes grow with them
SHARED = PROJECT.parent / "shared" / "corpora"
# 68 and 26 pages to recognise: minutes
TO_RECOGNISE = {"金属非金属矿山安全规程.pdf", "2.广西壮族自治区公路水运工程生产安全事故应急预案.pdf"}
_MEGABYTE = 1024 * 1024


def main() -> None:
    """Run the kinds named on the command line, or all."""
    options = _options()
    kinds = {
        **KINDS,
        "mutations": lambda: mutations(options.mutations, options.seed),
        "good": good_files,
        "corpora": corpora,
    }
    print(f"seed {options.seed}")
    print(f"{'kind':<14}{'files':>6}{'seconds':>9}{'worst s':>9}{'parent MB':>11}{'child MB':>10}  outcomes")
    rows = []
    for name in options.kinds or kinds:
        files = [one for one in kinds[name]() if not (options.without_heavy and one.heavy)]
        if files:
            rows.append(_run(name, files, show=options.verbose))
    total = sum(row["files"] for row in rows if row["kind"] not in ("good", "corpora"))
    failed = [row for row in rows if row["wrong"] or row["lost"] or row["leftovers"] or _grew(row)]
    wrong, lost = (sum(len(row[name]) for row in rows) for name in ("wrong", "lost"))
    print(f"{total} bad files, {wrong} wrong outcomes, {lost} good files lost")
    if options.out:
        _keep(Path(options.out), rows)
    sys.exit(1 if failed else 0)


def _keep(path: Path, rows: list[dict[str, Any]]) -> None:
    """Write the rows, beside those of other kinds that the file holds."""
    former = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else []
    kinds = {row["kind"] for row in rows}
    merged = sorted([*(row for row in former if row["kind"] not in kinds), *rows], key=lambda row: str(row["kind"]))
    path.write_text(json.dumps(merged, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _grew(row: dict[str, Any]) -> bool:
    most = MOST_GROWTH_STORED if row["kind"] in STORED_IN_BULK else MOST_GROWTH
    return row["kind"] not in SOUND and row["parent_mb"] > most / _MEGABYTE


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.hostile_check")
    parser.add_argument("--kinds", nargs="*", default=[])
    parser.add_argument("--mutations", type=int, default=300)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6))
    parser.add_argument("--without-heavy", action="store_true")
    parser.add_argument("--verbose", action="store_true", help="print the outcome of each file")
    parser.add_argument("--out", default="")
    return parser.parse_args()


def corpora() -> Iterator[BadFile]:
    """Yield real documents from the shared material beside the checkout, none where it is absent; one law in thirty."""
    laws = sorted((SHARED / "laws").rglob("*.*"))[::30]
    others = [
        path for name in ("plans", "reports", "warnings", "files") for path in sorted((SHARED / name).rglob("*.*"))
    ]
    for path in [*others, *laws]:
        if path.is_file() and path.name != "_index.md":  # a heading without text
            yield bad_file(path.name, path.read_bytes(), *STORED, heavy=path.name in TO_RECOGNISE)


def _run(kind: str, files: Sequence[BadFile], *, show: bool) -> dict[str, Any]:
    with tempfile.TemporaryDirectory(prefix="hostile-") as room:
        folder = Path(room) / "files"
        folder.mkdir()
        settings = Settings(data_path=Path(room) / "data")
        with KnowledgeBase.open(settings, HashingEncoder(), writable=True) as base:
            _warm_up(base, Path(room), settings)
            started = time.perf_counter()
            trial = run_trial(base, files, folder, settings, good_between=kind not in ("good", "corpora"))
            seconds = time.perf_counter() - started
    gc.collect()
    return _row(kind, files, trial, seconds, show=show)


def _warm_up(base: KnowledgeBase, room: Path, settings: Settings) -> None:
    """Load what the first document of ordinary length needs (tables, indexes), so that growth is that of the files."""
    path = room / "first.txt"
    path.write_text(plan(0, articles=400), encoding="utf-8")
    ingest(base, [path], settings)
    gc.collect()
    give_back_freed_memory()


def _row(kind: str, files: Sequence[BadFile], trial: Trial, seconds: float, *, show: bool) -> dict[str, Any]:
    ours = {name: one for name, one in trial.outcomes.items() if not name.endswith("~good.txt")}
    counts = Counter(one.code.value for one in ours.values())
    slowest = max(ours.items(), key=lambda pair: pair[1].seconds)
    shown = " ".join(f"{code}:{count}" for code, count in counts.most_common())
    print(
        f"{kind:<14}{len(files):>6}{seconds:>9.1f}{slowest[1].seconds:>9.1f}"
        f"{trial.grown_bytes / _MEGABYTE:>11.1f}{trial.worst_child_bytes / _MEGABYTE:>10.0f}  {shown}"
    )
    for problem in (*trial.wrong, *trial.lost, *trial.leftovers):
        print("   !!", problem)
    if show:
        for name, one in ours.items():
            print(f"   {name} {one.code.value} {one.seconds:.1f}s {one.reason[:60]}")
    return {
        "kind": kind,
        "files": len(files),
        "seconds": round(seconds, 1),
        "slowest": [slowest[0], round(slowest[1].seconds, 1)],
        "parent_mb": round(trial.grown_bytes / _MEGABYTE, 1),
        "child_mb": round(trial.worst_child_bytes / _MEGABYTE),
        "outcomes": dict(counts),
        "wrong": trial.wrong,
        "lost": trial.lost,
        "leftovers": trial.leftovers,
    }


if __name__ == "__main__":
    main()
