"""Is a question understood: the kind of answer it wants, and what it names?

    python -m benchmarks.understanding_check [--show wrong]

The first line of `gold/understanding.jsonl` holds the titles of a base; each other line a question with its `kind` and
its `slots`. Hazards, phases and roles are counted where a question is labelled with them (many words hint at one);
every other slot is counted in all questions, so a document or a year that nobody named counts as wrong.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from kb.query import understand
from kb.records import Question

GOLD = Path(__file__).resolve().parent / "gold" / "understanding.jsonl"
HINTED = frozenset({"hazards", "phases", "roles"})
SLOTS: Mapping[str, Callable[[Question], Sequence[object]]] = {
    "hazards": lambda one: one.hazards,
    "phases": lambda one: one.phases,
    "roles": lambda one: one.roles,
    "level": lambda one: one.response_levels,
    "places": lambda one: one.places,
    "documents": lambda one: one.document_names,
    "document_numbers": lambda one: one.document_numbers,
    "clause": lambda one: (one.clause + one.clause_part,) if one.clause else (),
    "years": lambda one: one.years,
    "as_of": lambda one: (one.as_of.isoformat(),) if one.as_of else (),
    "earlier": lambda one: ("yes",) if one.earlier else (),
}

Row = dict[str, object]
Counts = dict[str, list[int]]


def read_gold(path: Path = GOLD) -> tuple[tuple[str, ...], list[Row]]:
    """Return the titles of the base and the labelled questions."""
    head, *rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    return tuple(head["titles"]), rows


def measure(titles: Sequence[str], rows: Sequence[Row]) -> tuple[int, Counts, list[str]]:
    """Return how many kinds are right, per slot (right, wrong, missed), and a line for each fault."""
    kinds, faults = 0, list[str]()
    counts: Counts = defaultdict(lambda: [0, 0, 0])
    for row in rows:
        question = understand(str(row["question"]), titles=titles)
        kinds += question.kind.value == row["kind"]
        if question.kind.value != row["kind"]:
            faults.append(f"{row['id']} {row['question']}: kind {question.kind.value}, wanted {row['kind']}")
        labels: Mapping[str, Sequence[object]] = row["slots"]  # type: ignore[assignment]
        for slot, read in SLOTS.items():
            if slot in HINTED and slot not in labels:
                continue
            wanted, found = set(labels.get(slot, ())), set(read(question))
            if slot == "phases":
                found &= wanted
            for place, part in enumerate((wanted & found, found - wanted, wanted - found)):
                counts[slot][place] += len(part)
            if wanted != found:
                faults.append(
                    f"{row['id']} {row['question']}: {slot} {sorted(found, key=str)}, wanted {sorted(wanted, key=str)}"
                )
    return kinds, counts, faults


def f1(right: int, wrong: int, missed: int) -> float:
    """Return the harmonic mean of precision and recall; 1 when there was nothing to find and nothing was found."""
    return 2 * right / (2 * right + wrong + missed) if right or wrong or missed else 1.0


def main(arguments: Sequence[str] | None = None) -> int:
    """Print kind accuracy and the F1 of each slot."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--show", choices=("wrong",))
    options = parser.parse_args(arguments)
    titles, rows = read_gold()
    kinds, counts, faults = measure(titles, rows)
    print(f"questions   {len(rows)}")
    print(f"kind        {kinds}/{len(rows)} {100 * kinds / len(rows):.1f} %")
    for slot, (right, wrong, missed) in counts.items():
        print(f"{slot:17} F1 {f1(right, wrong, missed):.3f}  (right {right}, wrong {wrong}, missed {missed})")
    total = [sum(column) for column in zip(*counts.values(), strict=True)]
    print(f"{'all slots':17} F1 {f1(*total):.3f}")
    if options.show:
        print("\n".join(faults))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
