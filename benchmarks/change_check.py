"""Are planted changes and disagreements found, with their kind, and nothing else; and where did the articles of a law go?

    python -m benchmarks.change_check [--held] [--show] [--json FILE]

* Versions: documents of the corpora against a text of theirs with planted changes (`change_seeds`; `--held`: `change_seeds_held`).
  A planted change counts as found when a change of its kind is reported in its words. False is every other clause that is
  not reported as unchanged, with a new number only, or with references that only followed new numbers.
* Superior plans: plans with a planted disagreement beside the corpora and eight laws (`superior_seeds`). Found: the planted
  value is shown against one of the sources it contradicts. False: every disagreement that the plan without the planted
  words does not have either and that is none of the planted ones; and what the unchanged plans show is counted apart.
* Articles: 突发事件应对法 2007 → 2024 against pairs marked by hand (`article_pairs`).

Beside it, in the same run: lines that `difflib` calls changed. A line found this way has no kind, and what was moved is one
line less and one more, so it finds no moved and no split clause. `--show` prints misses and false ones of the open set.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

from assistant.checking.reading import read_document
from assistant.comparing.records import ChangeKind, ClauseChange, ClauseState, VersionComparison
from assistant.comparing.versions import compare_versions
from benchmarks.article_pairs import ADDED, NEW_FILE, OLD_FILE, PAIRS
from benchmarks.change_seeding import planted_text
from benchmarks.change_seeds import DEV, Seed, Seeded
from benchmarks.change_seeds_held import HELD
from benchmarks.measured_process import PROJECT
from kb.query.clauses import clause_in
from kb.records import Document
from kb.text import format_numeral, normalize

CORPORA = PROJECT / "corpora"
SHARED = PROJECT.parent / "shared" / "corpora"
STATES = frozenset({"added", "removed", "moved", "split", "merged"})
QUIET = frozenset({ClauseState.UNCHANGED, ClauseState.RENUMBERED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What was reported for one document.

    Attributes:
        found, line_found: Seeds found, by the comparison and by lines that differ.
        false, line_false: Reported clauses and lines without a seed.
    """

    seeded: Seeded
    found: tuple[Seed, ...]
    false: tuple[str, ...]
    line_found: tuple[Seed, ...]
    line_false: tuple[str, ...]


def check_versions(documents: Sequence[Seeded]) -> list[Outcome]:
    """Plant the changes of each document, compare, judge."""
    return [judged(seeded, *versions_of(seeded)) for seeded in documents]


def versions_of(seeded: Seeded) -> tuple[Document, Document]:
    """Return a document and its text with the changes planted, read like any file."""
    path = SHARED / seeded.file.removeprefix("shared:") if seeded.file.startswith("shared:") else CORPORA / seeded.file
    old = read_document(path)
    with tempfile.TemporaryDirectory() as folder:
        changed = Path(folder) / f"{path.stem}.{'md' if path.suffix == '.md' else 'txt'}"
        changed.write_text(planted_text(old.text, seeded.seeds), encoding="utf-8")
        return old, read_document(changed)


def judged(seeded: Seeded, old: Document, new: Document) -> Outcome:
    """Compare two versions and return what of it was planted."""
    comparison = compare_versions(old, new)
    altered = [one for one in comparison.altered if one.state not in QUIET and not _only_followed(one)]
    hits = {seed: [one for one in altered if is_it(seed, one, comparison)] for seed in seeded.seeds}
    meant = {id(one) for found in hits.values() for one in found}
    planted = [one for seed in seeded.seeds for one in altered if _is_about(seed, one, comparison)]
    meant |= {id(one) for one in planted}
    lines = changed_lines(old.text, new.text)
    line_hits = {seed: [one for one in lines if _line_is_it(seed, one)] for seed in seeded.seeds}
    known = {one for seed in seeded.seeds for one in lines if _line_is_about(seed, one)}
    return Outcome(
        seeded=seeded,
        found=tuple(seed for seed, found in hits.items() if found),
        false=tuple(_shown(one, comparison) for one in altered if id(one) not in meant),
        line_found=tuple(seed for seed, found in line_hits.items() if found),
        line_false=tuple(line for line in lines if line not in known),
    )


def is_it(seed: Seed, change: ClauseChange, comparison: VersionComparison) -> bool:
    """Tell whether a reported change is the planted one, of its kind."""
    if not _is_about(seed, change, comparison):
        return False
    if seed.kind == "moved":
        return change.moved
    if seed.kind in STATES:
        return change.state.value == seed.kind
    return any(edit.kind is ChangeKind(seed.kind) for edit in change.edits)


def _is_about(seed: Seed, change: ClauseChange, comparison: VersionComparison) -> bool:
    old = _squeezed(comparison.quote(change.old, new=False))
    new = _squeezed(comparison.quote(change.new, new=True))
    if seed.act == "replace":
        return _squeezed(seed.old) in old and _squeezed(seed.new) in new
    if seed.act in ("add", "add_article"):
        return _squeezed(seed.new) in new and not old
    words = _squeezed(seed.old)
    if seed.act in ("remove", "remove_article"):
        return words in old and not new
    return words in old


def _line_is_it(seed: Seed, line: str) -> bool:
    return seed.kind not in ("moved", "split", "merged") and _line_is_about(seed, line)


def _line_is_about(seed: Seed, line: str) -> bool:
    words = [_squeezed(text) for text in (seed.old, seed.new, seed.at if seed.act == "split" else "") if text]
    return any(text in _squeezed(line) for text in words)


def changed_lines(old: str, new: str) -> list[str]:
    """Return the lines that a comparison line by line calls changed, both sides of a replaced one as one."""
    left, right = ([line.strip() for line in text.split("\n") if line.strip()] for text in (old, new))
    found = []
    for tag, a, b, c, d in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if tag != "equal":
            both = max(b - a, d - c)
            found += [" / ".join((*left[a + at : a + at + 1][: b - a - at], *right[c + at : c + at + 1][: d - c - at])) for at in range(both)]  # fmt: skip
    return found


def check_articles() -> dict[str, object]:
    """Return how many hand-marked articles were aligned as marked, and how many new ones were called new."""
    old, new = (read_document(next(SHARED.rglob(name))) for name in (OLD_FILE, NEW_FILE))
    comparison = compare_versions(old, new)
    to_new: dict[str, list[str]] = {}
    aligned = 0
    for change in comparison.changes:
        numbers = [clause_in(normalize(one.label)) for one in change.new if clause_in(normalize(one.label))]
        aligned += len(numbers)
        for clause in change.old:
            if number := clause_in(normalize(clause.label)):
                to_new[number] = numbers
    added = {clause_in(normalize(one.new[0].label)) for one in comparison.changes if one.state is ClauseState.ADDED}
    right = [at for at, wanted in PAIRS.items() if _meets(to_new.get(_number(at), []), wanted)]
    return {
        "pairs": len(PAIRS),
        "right": len(right),
        "wrong": [f"{at}→{to_new.get(_number(at), [])}" for at in PAIRS if at not in right],
        "new_articles": len(ADDED),
        "called_new": sum(_number(at) in added for at in ADDED),
        "articles_with_a_place": aligned,
    }


def _meets(found: Sequence[str], wanted: Sequence[int]) -> bool:
    return any(_number(at) in found for at in wanted)


def _number(at: int) -> str:
    return f"第{format_numeral(at)}条"


def _only_followed(change: ClauseChange) -> bool:
    return not change.moved and change.kinds == (ChangeKind.FOLLOWED,)


def _shown(change: ClauseChange, comparison: VersionComparison) -> str:
    old, new = comparison.quote(change.old, new=False), comparison.quote(change.new, new=True)
    return f"{change.state.value}{' moved' if change.moved else ''}: {old[:50]!r} → {new[:50]!r}"


def _squeezed(text: str) -> str:
    return "".join(normalize(text).split())


def report(outcomes: Sequence[Outcome], *, show: bool) -> dict[str, object]:
    """Print and return the figures of the versions."""
    seeds = sum(len(one.seeded.seeds) for one in outcomes)
    figures: dict[str, object] = {
        "planted": seeds,
        "found": sum(len(one.found) for one in outcomes),
        "false": sum(len(one.false) for one in outcomes),
        "lines_found": sum(len(one.line_found) for one in outcomes),
        "lines_false": sum(len(one.line_false) for one in outcomes),
    }
    if show:
        for one in outcomes:
            missed = [seed for seed in one.seeded.seeds if seed not in one.found]
            for text in (*(f"missed {seed}" for seed in missed), *(f"false {text}" for text in one.false)):
                print(f"  {one.seeded.file}: {text}")
    return figures


def main() -> None:
    """Read the arguments, run, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--held", action="store_true")
    parser.add_argument("--show", action="store_true")
    parser.add_argument("--part", choices=("versions", "superior", "articles"))
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    figures: dict[str, object] = {"set": "held" if options.held else "dev"}
    if options.part in (None, "versions"):
        figures["versions"] = report(check_versions(HELD if options.held else DEV), show=options.show)
    if options.part in (None, "articles"):
        figures["articles"] = check_articles()
    if options.part in (None, "superior"):
        from benchmarks.superior_check import check_superior

        figures["superior"] = check_superior(held=options.held, show=options.show)
    for name, value in figures.items():
        print(f"{name:<12}{value}")
    if options.json:
        options.json.write_text(json.dumps(figures, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
