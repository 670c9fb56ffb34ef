"""How many false sentences the value guard catches, and how many true ones it takes for false.

    python -m benchmarks.guard_check [--half tuning|test] [--show OPERATOR] [--per 160] [--json FILE]

False sentences are made from true ones by `guard_mutations`, true ones are reworded by `guard_rewordings` or written by
hand (`gold/guard_paraphrases.jsonl`). The documents are split into a half for tuning and a test half; --show prints
sentences of the tuning half only. Every second false sentence is reworded first. Beside the guard, in the same run: the
check that was used before it, which looks whether each value stands anywhere in the evidence.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.guard import Problem, check_sentence
from benchmarks.guard_mutations import MUTATIONS
from benchmarks.guard_rewordings import reworded
from benchmarks.guard_sentences import TrueSentence, all_sentences
from benchmarks.measured_process import PROJECT
from kb.text import default_tokenizer

SHARED = PROJECT.parent / "shared"
GOLD = Path(__file__).resolve().parent / "gold" / "guard_paraphrases.jsonl"
HALVES = ("tuning", "test")


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A sentence to check; `operator` made it."""

    operator: str
    text: str
    evidence: tuple[str, ...]
    is_true: bool


def false_cases(sources: Sequence[TrueSentence], per: int) -> Iterator[Case]:
    """Yield at most `per` changed sentences of each operator."""
    for name, mutation in MUTATIONS.items():
        draw = random.Random(name)
        made = 0
        for source in draw.sample(list(sources), len(sources)):
            changed = mutation(source, draw)
            if made >= per:
                break
            if changed and changed != source.text:
                made += 1
                if made % 2:
                    wrapped = TrueSentence(
                        document=source.document, text=changed, follower="", evidence=source.evidence
                    )
                    changed = _lightly(wrapped, draw)
                yield Case(operator=name, text=changed, evidence=source.evidence, is_true=False)


def changed_by_hand_cases(half: str) -> Iterator[Case]:
    """Yield the sentences written by hand with one thing changed: false sentences in other words than the source's."""
    for case in hand_cases(half):
        source = TrueSentence(document="", text=case.text, follower="", evidence=case.evidence)
        for name, mutation in MUTATIONS.items():
            changed = mutation(source, random.Random(case.text))
            if changed and changed != case.text:
                yield Case(operator=f"{name}, by hand", text=changed, evidence=case.evidence, is_true=False)


def _lightly(source: TrueSentence, draw: random.Random) -> str:
    """Reword what was changed with an opening only: other rewordings could undo the change."""
    return draw.choice(("按规定，", "根据预案，", "具体来说，", "")) + source.text


def true_cases(sources: Sequence[TrueSentence], count: int) -> Iterator[Case]:
    """Yield reworded true sentences."""
    draw = random.Random("true")
    made = 0
    for source in draw.sample(list(sources), len(sources)):
        text, done = reworded(source, draw)
        if done and made < count:
            made += 1
            yield Case(operator="+".join(sorted(done)), text=text, evidence=source.evidence, is_true=True)


def hand_cases(half: str) -> Iterator[Case]:
    """Yield the sentences written by hand; clauses with an odd number are the test half."""
    for number, line in enumerate(GOLD.read_text(encoding="utf-8").splitlines()):
        row = json.loads(line)
        if (number % 2 == 1) is (half == "test"):
            for text in row["sentences"]:
                yield Case(operator="by hand", text=text, evidence=tuple(row["evidence"]), is_true=True)


def anywhere(case: Case) -> bool:
    """Tell whether every value of a sentence stands somewhere in its evidence: the check before the guard."""
    words = default_tokenizer().words
    known = {word for text in case.evidence for word in words(text)}
    return all(word in known for word in words(case.text) if word.startswith("§") or word.isdigit())


def run(cases: Sequence[Case]) -> tuple[dict[str, list[tuple[Case, tuple[Problem, ...]]]], list[float]]:
    """Check all cases; return the results by operator and the seconds each took."""
    results: dict[str, list[tuple[Case, tuple[Problem, ...]]]] = defaultdict(list)
    seconds = []
    for case in cases:
        started = time.process_time()
        problems = check_sentence(case.text, case.evidence)
        seconds.append(time.process_time() - started)
        results[case.operator if not case.is_true else f"true: {case.operator}"].append((case, problems))
    return results, seconds


def report(cases: Sequence[Case], *, show: str, limit: int) -> dict[str, object]:
    """Print and return the figures."""
    results, seconds = run(cases)
    rows = {}
    for name, found in results.items():
        flagged = sum(bool(problems) for _, problems in found)
        rows[name] = {"sentences": len(found), "flagged": flagged, "share": round(flagged / len(found), 4)}
        if not name.startswith("true:") or name == "true: by hand":
            print(f"{name:22} {len(found):5}  flagged {100 * flagged / len(found):6.2f} %")
        if show and (show == name or (show == "true" and name.startswith("true:"))):
            _show(found, expected=name.startswith("true:"), limit=limit)
    totals = {name: _share(results, is_true=is_true) for name, is_true in (("caught", False), ("false alarms", True))}
    before = {
        name: sum(not anywhere(c) for c in cases if c.is_true is is_true) / sum(c.is_true is is_true for c in cases)
        for name, is_true in (("caught", False), ("false alarms", True))
    }
    times = {"mean_ms": 1000 * statistics.mean(seconds), "p95_ms": 1000 * sorted(seconds)[int(0.95 * len(seconds))]}
    for name, (flagged, count) in totals.items():
        print(
            f"{name}: {flagged} of {count} = {100 * flagged / count:.2f} %   (values anywhere in the evidence: {100 * before[name]:.2f} %)"
        )
    print(f"per sentence, processor time: mean {times['mean_ms']:.2f} ms, p95 {times['p95_ms']:.2f} ms")
    return {"operators": rows, "totals": totals, "anywhere": before, "times": times}


def _share(results: dict[str, list[tuple[Case, tuple[Problem, ...]]]], *, is_true: bool) -> tuple[int, int]:
    found = [problems for rows in results.values() for case, problems in rows if case.is_true is is_true]
    return sum(map(bool, found)), len(found)


def _show(found: Sequence[tuple[Case, tuple[Problem, ...]]], *, expected: bool, limit: int) -> None:
    for case, problems in [one for one in found if bool(one[1]) is expected][:limit]:
        print("   S", case.text)
        print("   E", " ¶ ".join(case.evidence))
        for problem in problems:
            print("   !", problem.kind, problem.value, problem.reason)


def main(arguments: Sequence[str] | None = None) -> int:
    """Make the sentences of one half, check them, print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--half", choices=HALVES, default="tuning")
    parser.add_argument("--per", type=int, default=160, help="false sentences of each operator")
    parser.add_argument("--true", type=int, default=2_000, help="true sentences")
    parser.add_argument(
        "--show", default="", help="print what went wrong with an operator, or 'true'; tuning half only"
    )
    parser.add_argument("--limit", type=int, default=15)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args(arguments)
    if options.show and options.half == "test":
        parser.error("the test half is not looked at")
    sources = [one for one in all_sentences(PROJECT, SHARED) if one.is_test is (options.half == "test")]
    cases = [
        *false_cases(sources, options.per),
        *changed_by_hand_cases(options.half),
        *true_cases(sources, options.true),
        *hand_cases(options.half),
    ]
    print(f"{options.half} half: {len({one.document for one in sources})} documents, {len(sources)} sentences")
    figures = report(cases, show=options.show, limit=options.limit)
    if options.json:
        options.json.write_text(json.dumps(figures, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
