"""Are sources that disagree shown side by side, and sources that do not left alone?

    python -m benchmarks.conflict_check [--half dev|test|last] [--show] [--json FILE]

Made-up pairs of documents (`conflict_pairs`) are taken in like any file; the question of each pair is asked. A planted
conflict counts as shown when the answer names both documents with both values side by side; whatever else is shown as a
conflict, with any answer, is false. Beside it, in the same run: the naive rule that two passages found for a question
disagree when they give two different numbers with the same unit. --show prints misses and false ones, never those of the test half.
"""

from __future__ import annotations

import argparse
import json
import statistics
import tempfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.answering.answerer import TOP_K
from assistant.conflicts.scanning import ConflictScan
from assistant.disagreements import Conflict
from assistant.guard.mentions import read_text
from assistant.records import Answer
from assistant.wiring import Workbench, open_workbench
from benchmarks import (
    conflict_templates_brief,
    conflict_templates_dev,
    conflict_templates_further,
    conflict_templates_last,
    conflict_templates_more,
    conflict_templates_test,
)
from benchmarks.conflict_pairs import Pair, write_files, written_out
from ingest.pipeline import ingest
from kb.records import Filters
from kb.settings import load_settings

HALVES = {
    "dev": (conflict_templates_dev, conflict_templates_more, conflict_templates_brief, conflict_templates_further),
    "test": (conflict_templates_test,),
    "last": (conflict_templates_last,),
}
NUMBERED = frozenset({"limit", "number", "amount"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What the answer to a pair's question showed.

    Attributes:
        shown: The planted conflict is among what is shown.
        false: Conflicts that were not planted, with this pair or another.
        naive: The naive rule saw the two documents disagree.
        naive_false: It saw others disagree, or these though they do not.
    """

    pair: Pair
    answer: Answer
    shown: bool
    false: tuple[Conflict, ...]
    naive: bool
    naive_false: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Scanned:
    """What a comparison of the whole base found.

    Attributes:
        shown: Planted conflicts that were found.
        false: Conflicts between documents that were not planted to disagree.
    """

    shown: int
    false: tuple[Conflict, ...]


def check_half(half: str) -> tuple[list[Outcome], Scanned]:
    """Take in the documents of a half, ask its questions and compare the whole base."""
    conflicts = [template for module in HALVES[half] for template in module.CONFLICTS]
    others = [template for module in HALVES[half] for template in module.OTHERS]
    pairs = written_out(conflicts, others, half)
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryDirectory() as data:
        paths = write_files(pairs, Path(folder))
        settings = load_settings(data_path=Path(data))
        with open_workbench(settings, writable=True) as workbench:
            ingest(workbench.kb, paths, settings)
            workbench.answerer.answer("火灾怎么报警")
            return [outcome_of(workbench, pair, pairs) for pair in pairs], scanned(workbench, pairs)


def scanned(workbench: Workbench, pairs: Sequence[Pair]) -> Scanned:
    """Compare the whole base, as `yubei conflicts` does."""
    found = list(ConflictScan(workbench.kb).run())
    planted = [pair for pair in pairs if pair.is_conflict]
    return Scanned(
        shown=sum(any(is_planted(one, pair) for one in found) for pair in planted),
        false=tuple(one for one in found if not any(is_planted(one, pair) for pair in planted)),
    )


def outcome_of(workbench: Workbench, pair: Pair, pairs: Sequence[Pair]) -> Outcome:
    """Ask the question of a pair and judge what is shown."""
    answer = workbench.answerer.answer(pair.question)
    planted = [one for one in answer.conflicts if pair.is_conflict and is_planted(one, pair)]
    true = [one for one in answer.conflicts if any(is_planted(one, other) for other in pairs if other.is_conflict)]
    naive, elsewhere = naive_rule(workbench, pair)
    return Outcome(
        pair=pair, answer=answer, shown=bool(planted),
        false=tuple(one for one in answer.conflicts if one not in true),
        naive=naive and pair.is_conflict, naive_false=elsewhere or (naive and not pair.is_conflict),
    )  # fmt: skip


def is_planted(conflict: Conflict, pair: Pair) -> bool:
    """Tell whether a conflict is between the two documents of the pair and holds its values."""
    sides = {Path(side.source_uri).name: side.quote for side in conflict.sides}
    if set(sides) != set(pair.files):
        return False
    return all(any(value in quote for quote in sides.values()) for value in pair.values if value)


def naive_rule(workbench: Workbench, pair: Pair) -> tuple[bool, bool]:
    """Return whether two found passages give different numbers of one unit: in the pair, and in any two others."""
    evidence = workbench.kb.search(workbench.kb.understand(pair.question), Filters(), TOP_K)
    units: dict[tuple[str, str], set[str]] = {}
    for item in evidence[:4]:
        name = Path(item.document.source_uri).name
        for mention in read_text(item.chunk.text).mentions:
            if mention.dimension not in ("date", "bare") and not mention.dimension.startswith(("clause", "paper")):
                units.setdefault((name, mention.dimension), set()).add(mention.value)
    own = elsewhere = False
    keys = list(units)
    for position, (name, dimension) in enumerate(keys):
        for other, same in keys[position + 1 :]:
            if dimension == same and name != other and units[name, dimension].isdisjoint(units[other, same]):
                in_pair = {name, other} == set(pair.files)
                own, elsewhere = own or in_pair, elsewhere or not in_pair
    return own, elsewhere


def report(outcomes: Sequence[Outcome], whole: Scanned, half: str) -> dict[str, object]:
    """Print and return the figures."""
    planted = [one for one in outcomes if one.pair.is_conflict]
    others = [one for one in outcomes if not one.pair.is_conflict]
    figures: dict[str, object] = {
        "half": half,
        "planted": len(planted),
        "shown": sum(one.shown for one in planted),
        "refused": sum(one.answer.refused for one in planted),
        "scan_shown": whole.shown,
        "scan_false": len(whole.false),
        "look_alikes": len(others),
        "false": sum(len(one.false) for one in outcomes),
        "naive_shown": sum(one.naive for one in planted),
        "naive_false": sum(one.naive_false for one in outcomes),
        "median_ms": round(statistics.median(1000 * one.answer.seconds for one in outcomes), 1),
    }
    print(
        f"half {half}: shown {figures['shown']}/{figures['planted']}, false {figures['false']} in {len(outcomes)} answers"
    )
    print(f"questions of planted pairs that were refused: {figures['refused']}")
    print(f"whole base compared: shown {whole.shown}/{len(planted)}, false {len(whole.false)}")
    print(f"naive: shown {figures['naive_shown']}/{figures['planted']}, false {figures['naive_false']}")
    print(f"median answer {figures['median_ms']} ms")
    kinds = Counter(one.pair.kind for one in planted)
    shown = Counter(one.pair.kind for one in planted if one.shown)
    print("  ".join(f"{kind} {shown[kind]}/{count}" for kind, count in kinds.items()))
    return figures


def show(outcomes: Sequence[Outcome], found_in_whole: Sequence[Conflict]) -> None:
    """Print misses and false conflicts with the answer."""
    for one in outcomes:
        if one.false or (one.pair.is_conflict and not one.shown):
            print(
                f"--- {one.pair.name} {one.pair.kind} {'MISSED' if one.pair.is_conflict and not one.shown else ''} {one.pair.question}"
            )
            print(f"    {one.answer.text!r}")
            for conflict in one.false:
                print("    FALSE", conflict.kind, [(Path(side.source_uri).name, side.quote) for side in conflict.sides])
    for conflict in found_in_whole:
        print("FALSE in whole", conflict.kind, [(Path(side.source_uri).name, side.quote) for side in conflict.sides])


def main() -> None:
    """Read the arguments, run, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--half", choices=tuple(HALVES), default="dev")
    parser.add_argument("--show", action="store_true")
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    outcomes, whole = check_half(options.half)
    figures = report(outcomes, whole, options.half)
    if options.show and options.half != "test":
        show(outcomes, whole.false)
    if options.json:
        options.json.write_text(json.dumps(figures, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
