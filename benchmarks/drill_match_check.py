"""Player actions matched to the clauses of plans, beside the cosine of character pairs.

    python -m benchmarks.drill_match_check [--data DIR] [--set FILE] [--bans] [--show]

Prints precision, recall and F1 of the matched action and the share of right verdicts for both halves of the gold set (even
positions tune, odd ones are held out), the figures of every verdict on the held-out half, and the baseline: the action
with the nearest character pairs, above the floor that suits the tuning half best. The exit code is 1 when F1 on the
held-out half is below 0.85.

`--bans` prints instead how many lines of `gold/drill_bans.jsonl` that break a ban are marked as breaking that ban, and how
many of those marked do break it; an action matched beside it does not count as a mark.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from assistant.drills.kit import build_kit
from assistant.drills.matching.matcher import ActionMatcher
from assistant.drills.matching.records import MatchResult, Verdict
from assistant.drills.records import DrillKit, UserScenario
from ingest import pipeline
from kb.encoders import open_encoder
from kb.knowledge_base import KnowledgeBase
from kb.settings import load_settings
from kb.text import default_tokenizer, normalize

CORPORA = Path(__file__).resolve().parent.parent / "corpora"
GOLD = Path(__file__).resolve().parent / "gold" / "drill_actions.jsonl"
BANS = GOLD.with_name("drill_bans.jsonl")
GOAL = 0.85
FLOORS = tuple(step / 50 for step in range(1, 40))


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A line of the gold set with the kit it belongs to and the ids of the actions meant."""

    row: dict[str, object]
    kit: DrillKit
    wanted: frozenset[str]

    @property
    def text(self) -> str:
        """What the player typed."""
        return str(self.row["text"])

    @property
    def done(self) -> tuple[str, ...]:
        """What had been done before."""
        ids = tuple(one.action_id for one in self.kit.actions if one.action_id not in self.wanted)
        return ids if self.row["done"] == "before" else ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """Figures of one half."""

    precision: float
    recall: float
    verdicts: float

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the check."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, help="a base with the sample corpora; one is made when it is left out")
    parser.add_argument("--set", type=Path, default=None)
    parser.add_argument("--bans", action="store_true", help="check bans in place of actions")
    parser.add_argument("--show", action="store_true", help="print what went wrong")
    options = parser.parse_args(arguments)
    if options.bans:
        with opened(options.data) as base:
            return check_bans(read_ban_cases(base, options.set or BANS), options.show)
    with opened(options.data) as base:
        cases = read_cases(base, options.set or GOLD)
    results = matched(cases)
    nearest = [baseline(case) for case in cases]
    floor = best_floor(cases[::2], nearest[::2])
    held_out = 0.0
    for name, half in (
        ("even (tuning)", slice(0, None, 2)),
        ("odd (held out)", slice(1, None, 2)),
        ("all", slice(None)),
    ):
        ours = figures(cases[half], [(one.action_id, one.verdict) for one in results[half]])
        theirs = figures(cases[half], [(action if score >= floor else None, None) for action, score in nearest[half]])
        held_out = ours.f1 if name.startswith("odd") else held_out
        print(
            f"{name:15s} n={len(cases[half]):3d}  P {ours.precision:.3f}  R {ours.recall:.3f}  F1 {ours.f1:.3f}  "
            f"verdicts {ours.verdicts:.3f}  | character pairs: P {theirs.precision:.3f}  R {theirs.recall:.3f}  F1 {theirs.f1:.3f}"
        )
    for verdict in Verdict:
        print(f"  held out, {verdict.value:12s} {verdict_line(cases[1::2], results[1::2], verdict)}")
    if options.show:
        show(cases, results)
    return 0 if held_out >= GOAL else 1


@contextmanager
def opened(data: Path | None) -> Iterator[KnowledgeBase]:
    """Open the base given, or one made of the sample corpora."""
    with tempfile.TemporaryDirectory() as folder:
        settings = load_settings(data_path=data or Path(folder))
        with KnowledgeBase.open(settings, open_encoder(settings), writable=data is None) as base:
            if data is None:
                pipeline.ingest(base, [CORPORA], settings)
            yield base


def read_cases(base: KnowledgeBase, path: Path) -> list[Case]:
    """Read the gold set; every fragment has to stand in exactly one action.

    Raises:
        ValueError: A fragment stands in no action or in several.
    """
    ids = {one.metadata.title: one.document_id for one in base.summaries()}
    kits: dict[tuple[str, str, str], DrillKit] = {}
    cases = []
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        key = (row["plan"], row["hazard"], row["level"])
        if key not in kits:
            kits[key] = build_kit(base, ids[key[0]], hazard=key[1], scenario=UserScenario(level=key[2]))
        wanted = frozenset(one for fragment in row["action"] for one in standing_in(kits[key], fragment, row["id"]))
        cases.append(Case(row=row, kit=kits[key], wanted=wanted))
    return cases


def standing_in(kit: DrillKit, fragment: str, key: str) -> list[str]:
    """Return the id of the action that holds a fragment, white space aside."""
    words = fragment.replace(" ", "")
    found = [one.action_id for one in kit.actions if words in one.clause.quote.replace(" ", "")]
    if len(found) != 1:
        raise ValueError(f"{key}: {fragment!r} stands in {len(found)} actions")
    return found


def matched(cases: Sequence[Case]) -> list[MatchResult]:
    """Match every case."""
    matchers: dict[int, ActionMatcher] = {}
    results = []
    for case in cases:
        if id(case.kit) not in matchers:
            matchers[id(case.kit)] = ActionMatcher(case.kit.actions, case.kit.bans)
        matcher = matchers[id(case.kit)]
        called = dict.fromkeys(case.wanted, float(str(case.row["since"])))
        minute = float(str(case.row["minute"]))
        results.append(
            matcher.match(case.text, role=str(case.row["role"]), minute=minute, done=case.done, since=called)
        )
    return results


def baseline(case: Case) -> tuple[str, float]:
    """Return the action with the nearest character pairs and their cosine."""
    pairs: Callable[[str], set[str]] = lambda text: set(default_tokenizer().bigrams(normalize(text)))  # noqa: E731
    said = pairs(case.text)
    scored = []
    for one in case.kit.actions:
        wanted = pairs(one.action)
        scored.append((len(said & wanted) / math.sqrt(max(1, len(said) * len(wanted))), one.action_id))
    best, action_id = max(scored)
    return action_id, best


def best_floor(cases: Sequence[Case], nearest: Sequence[tuple[str, float]]) -> float:
    """Return the floor of the baseline that gives the best F1 on the tuning half."""
    tried = [
        (figures(cases, [(action if score >= floor else None, None) for action, score in nearest]).f1, floor)
        for floor in FLOORS
    ]
    return max(tried)[1]


def figures(cases: Sequence[Case], found: Sequence[tuple[str | None, Verdict | None]]) -> Figures:
    """Return precision and recall of the matched action, and the share of actions and verdicts that are both right."""
    hits = sum(action in case.wanted for case, (action, _) in zip(cases, found, strict=True) if case.wanted)
    given = sum(action is not None for action, _ in found)
    meant = sum(bool(case.wanted) for case in cases)
    right = sum(
        verdict is not None and verdict.value == case.row["verdict"] and fits(case, action)
        for case, (action, verdict) in zip(cases, found, strict=True)
    )
    return Figures(
        precision=hits / given if given else 0.0, recall=hits / meant if meant else 0.0, verdicts=right / len(cases)
    )


def fits(case: Case, action: str | None) -> bool:
    """Tell whether the action found is one that is meant, or none is."""
    return action in case.wanted if case.wanted else action is None


def verdict_line(cases: Sequence[Case], results: Sequence[MatchResult], verdict: Verdict) -> str:
    """Return precision and recall of one verdict."""
    given = [case for case, one in zip(cases, results, strict=True) if one.verdict is verdict]
    meant = sum(case.row["verdict"] == verdict.value for case in cases)
    hits = sum(case.row["verdict"] == verdict.value for case in given)
    return f"P {hits / len(given) if given else 0.0:.3f}  R {hits / meant if meant else 0.0:.3f}  n={meant}"


def show(cases: Sequence[Case], results: Sequence[MatchResult]) -> None:
    """Print every case that went wrong."""
    for case, one in zip(cases, results, strict=True):
        if not fits(case, one.action_id) or one.verdict.value != case.row["verdict"]:
            action = case.kit.action(one.action_id).action if one.action_id else "-"
            print(
                f"{case.row['id']} {case.row['verdict']} → {one.verdict.value} {one.score} {case.row['role']}：{case.text} → {action}"
            )


def read_ban_cases(base: KnowledgeBase, path: Path) -> list[Case]:
    """Read the set of bans; `wanted` holds the ids of bans, and of actions with a ban of their own, that are broken.

    Raises:
        ValueError: A fragment stands in no ban and no action.
    """
    ids = {one.metadata.title: one.document_id for one in base.summaries()}
    kits: dict[tuple[str, str, str], DrillKit] = {}
    cases = []
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        key = (row["plan"], row["hazard"], row["level"])
        if key not in kits:
            kits[key] = build_kit(base, ids[key[0]], hazard=key[1], scenario=UserScenario(level=key[2]))
        texts = banned_texts(kits[key])
        wanted = frozenset(one for fragment in row["bans"] for one, text in texts.items() if fragment in text)
        if row["bans"] and not wanted:
            raise ValueError(f"{row['id']}: {row['bans']} stands in no ban")
        cases.append(Case(row=row, kit=kits[key], wanted=wanted))
    return cases


def banned_texts(kit: DrillKit) -> dict[str, str]:
    """Return the words of every ban and action by id."""
    return {one.ban_id: one.text for one in kit.bans} | {one.action_id: one.action for one in kit.actions}


def check_bans(cases: Sequence[Case], shown: bool) -> int:
    """Print precision and recall of breaches on both halves beside the nearest ban by character pairs."""
    matchers = {id(one.kit): ActionMatcher(one.kit.actions, one.kit.bans) for one in cases}
    results = [matchers[id(one.kit)].match(one.text, role=str(one.row["role"]), minute=0.5) for one in cases]
    found = [one.breach if one.action_id is None else "" for one in results]
    nearest = [nearest_ban(one) for one in cases]
    tuned = [(ban_figures(cases[::2], over(nearest[::2], floor)).f1, floor) for floor in FLOORS]
    theirs = over(nearest, max(tuned)[1])
    for name, half in (
        ("even (tuning)", slice(0, None, 2)),
        ("odd (held out)", slice(1, None, 2)),
        ("all", slice(None)),
    ):
        ours, pairs = ban_figures(cases[half], found[half]), ban_figures(cases[half], theirs[half])
        print(
            f"{name:15s} n={len(cases[half]):3d}  P {ours.precision:.3f}  R {ours.recall:.3f}  F1 {ours.f1:.3f}"
            f"  | character pairs: P {pairs.precision:.3f}  R {pairs.recall:.3f}  F1 {pairs.f1:.3f}"
        )
    for case, ban in zip(cases, found, strict=True):
        if shown and (ban not in case.wanted if case.wanted else bool(ban)):
            print(f"{case.row['id']} {case.row['role']}：{case.text} → {banned_texts(case.kit).get(ban, '-')}")
    return 0


def nearest_ban(case: Case) -> tuple[str, float]:
    """Return the ban with the nearest character pairs and their cosine."""
    said = set(default_tokenizer().bigrams(normalize(case.text)))
    scored = [("", 0.0)]
    for one in case.kit.bans:
        wanted = set(default_tokenizer().bigrams(normalize(one.text)))
        scored.append((one.ban_id, len(said & wanted) / math.sqrt(max(1, len(said) * len(wanted)))))
    return max(scored, key=lambda pair: pair[1])


def over(nearest: Sequence[tuple[str, float]], floor: float) -> list[str]:
    """Return the bans found that lie above a floor."""
    return [ban if score >= floor else "" for ban, score in nearest]


def ban_figures(cases: Sequence[Case], found: Sequence[str]) -> Figures:
    """Return precision and recall of the breaches."""
    hits = sum(ban in case.wanted for case, ban in zip(cases, found, strict=True) if ban)
    given, meant = sum(map(bool, found)), sum(bool(case.wanted) for case in cases)
    return Figures(precision=hits / given if given else 0.0, recall=hits / meant if meant else 0.0, verdicts=0.0)


if __name__ == "__main__":
    sys.exit(main())
