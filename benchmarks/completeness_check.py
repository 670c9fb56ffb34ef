"""Completeness against marks made by hand before the matcher existed: precision, recall and F1 beside a baseline.

`python -m benchmarks.completeness_check [--shared DIR] [--split tuning|unseen|fresh|samples|last|all] [--show]` (--show only for tuning).
Marks: gold/completeness_marks.jsonl, seventeen documents, each read and marked before anything was run on it:
- tuning: four real plans; the cues were tuned on them;
- unseen: three real plans marked together with these, never tuned on, but their words were known when the cues were
  written;
- fresh: three real documents read only after the cues stood, two of types whose lists had no cues by hand then: state F1
  .586 on the first run; what differed was then mended;
- samples: four samples of the project, marked after that: .750 on the first run, then mended;
- last: three more samples, marked after that and left as they came out.
An element counts
as right when its state (present, partial, missing) is the marked one; "not applicable" is right when both say so and
counts neither way. Two looser readings are printed beside it: gaps (partial or missing, against present) and presence
(anything there, against missing). The baseline calls an element present when a heading holds one of its synonyms.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.checking.checklists import checklists_called
from assistant.checking.elements import check_elements
from assistant.checking.reading import read_document
from assistant.checking.records import Checklist, ElementState
from kb.records import Document

CORPORA = Path(__file__).resolve().parents[1]
MARKS = Path(__file__).parent / "gold" / "completeness_marks.jsonl"
GAPS = {ElementState.PARTIAL, ElementState.MISSING}
THERE = {ElementState.PRESENT, ElementState.PARTIAL}
NONE = ElementState.NOT_APPLICABLE


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """One marked element of one plan, with what the matcher and the baseline say."""

    file: str
    element: str
    split: str
    gold: ElementState
    said: ElementState
    baseline: ElementState
    why: str


def f1_of(pairs: Iterable[tuple[bool, bool, bool]]) -> tuple[float, float, float]:
    """Return precision, recall and F1 of (marked, said, right) triples."""
    rows = list(pairs)
    right = sum(ok for _, _, ok in rows)
    said, marked = sum(one for _, one, _ in rows), sum(one for one, _, _ in rows)
    precision, recall = right / said if said else 0.0, right / marked if marked else 0.0
    return precision, recall, 2 * precision * recall / (precision + recall) if right else 0.0


def exact(gold: ElementState, said: ElementState) -> tuple[bool, bool, bool]:
    """Judge the state itself."""
    return gold is not NONE, said is not NONE, gold is said is not NONE


def within(group: set[ElementState], gold: ElementState, said: ElementState) -> tuple[bool, bool, bool]:
    """Judge membership in a group of states."""
    return gold in group, said in group, gold in group and said in group


def baseline_of(checklist: Checklist, document: Document) -> dict[str, ElementState]:
    """Return what looking for the synonyms in the headings says."""
    titles = [section.title for section in document.sections[1:]]
    return {
        element.element_id: ElementState.PRESENT
        if any(words in title for words in element.headings for title in titles)
        else ElementState.MISSING
        for element in checklist.elements
    }


def judge(shared: Path, split: str) -> list[Marked]:
    """Check every marked plan of a split."""
    marks = [json.loads(line) for line in MARKS.read_text(encoding="utf-8").splitlines()]
    rows = []
    for file in dict.fromkeys(mark["file"] for mark in marks if split in ("all", mark["split"])):
        own = {mark["element"]: mark for mark in marks if mark["file"] == file}
        document = read_document(CORPORA / file if file.startswith("corpora/") else shared / "corpora" / file)
        (checklist,) = checklists_called(next(iter(own.values()))["doc_type"])
        baseline = baseline_of(checklist, document)
        for finding in check_elements(document, checklist):
            mark = own[finding.element.element_id]
            rows.append(
                Marked(
                    file=file,
                    element=finding.element.element_id,
                    split=mark["split"],
                    gold=ElementState(mark["state"]),
                    said=finding.state,
                    baseline=baseline[finding.element.element_id],
                    why=finding.reason,
                )
            )
    return rows


def print_figures(name: str, rows: Sequence[Marked]) -> None:
    """Print the three readings for the matcher and the baseline."""
    print(f"{name}: {len(rows)} elements of {len({row.file for row in rows})} plans")
    readings = (
        ("state", exact),
        ("gaps", lambda gold, said: within(GAPS, gold, said)),
        ("presence", lambda gold, said: within(THERE, gold, said)),
    )
    for label, judged in readings:
        ours = f1_of(judged(row.gold, row.said) for row in rows)
        base = f1_of(judged(row.gold, row.baseline) for row in rows)
        print(
            f"  {label:9s} P {ours[0]:.3f} R {ours[1]:.3f} F1 {ours[2]:.3f}"
            f"   | headings only: P {base[0]:.3f} R {base[1]:.3f} F1 {base[2]:.3f}"
        )


def main() -> int:
    """Run the check and print it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path(__file__).resolve().parents[2] / "shared")
    parser.add_argument("--split", choices=("tuning", "unseen", "fresh", "samples", "last", "all"), default="all")
    parser.add_argument("--show", action="store_true", help="list what differs in the tuning plans")
    options = parser.parse_args()
    rows = judge(options.shared, options.split)
    for split in ("tuning", "unseen", "fresh", "samples", "last"):
        chosen = [row for row in rows if row.split == split]
        if chosen:
            print_figures(split, chosen)
    if len({row.split for row in rows}) > 1:
        print_figures("all", rows)
    for row in rows:
        if options.show and row.split == "tuning" and row.gold is not row.said:
            print(f"{row.element} marked {row.gold} said {row.said}: {row.why}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
