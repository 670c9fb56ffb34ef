"""Faults planted into clean cards of the sample enterprise: found by the checks, and by a naive checker beside them.

    python -m benchmarks.card_faults_check [--data DIR] [--set work|held|third|fourth] [--show]

The clean cards are all positions × hazards of the enterprise's on-site plan. A fault is found when the card with it has a
finding of that failure which the clean card has not. False alarms are findings on the clean cards, blocking ones and advice
apart. Beside it a naive checker runs over the same cards: placeholders, more than eight steps, numbers that no citation
holds. The exit code is 1 when a clean card is blocked or fewer than 58 of 60 faults are found.
"""

from __future__ import annotations

import argparse
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from assistant.cards.check_context import CheckContext, context_for
from assistant.cards.checks import check
from assistant.cards.drafter import CardDrafter, CardRequest
from assistant.cards.failures import failure_of, failures
from assistant.cards.positions import positions_of
from assistant.records import Card, CardField, CardProblem
from benchmarks.card_fault_planting import COMPLETE, Fault, planted, read_faults
from ingest import pipeline
from kb.encoders import open_encoder
from kb.knowledge_base import KnowledgeBase
from kb.settings import load_settings
from tests.assistant.cards.conftest import TODAY, UNIT

HERE = Path(__file__).resolve().parent
CORPORA = HERE.parent / "corpora"
SETS = {
    "work": HERE / "card_faults.yaml",
    "held": HERE / "card_faults_held.yaml",
    "third": HERE / "card_faults_third.yaml",
    "fourth": HERE / "card_faults_fourth.yaml",
}
PLAN = f"{UNIT}现场处置方案"
LEAST_FOUND = 58 / 60
NUMBERS = re.compile(r"(?<![\d.\-])(?:0\d{2,3}-\d{7,8}|1\d{10}|\d{8})(?!\d)")
PLACEHOLDERS = re.compile(r"X{2,}|\*{2,}|_{2,}|待定")
MOST_STEPS = 8
Checker = Callable[[Card, CheckContext], set[tuple[str, str, bool]]]


def ours(card: Card, context: CheckContext) -> set[tuple[str, str, bool]]:
    """Return (failure, message, blocking) of what the checks find."""
    return {(named(one), one.message, one.blocking) for one in check(card, context)}


def named(problem: CardProblem) -> str:
    """Return the failure a finding belongs to, its own id when it is none of the fourteen."""
    failure = failure_of(problem.rule_id)
    return failure.failure_id if failure else problem.rule_id


def naive(card: Card, _context: CheckContext) -> set[tuple[str, str, bool]]:
    """Return what a checker of an afternoon finds."""
    quotes = " ".join(one.quote for one in card.citations)
    steps = [one for one in card.lines if one.field is CardField.STEP]
    found = {("too-long", f"{len(steps)}", True)} if len(steps) > MOST_STEPS else set()
    for line in card.lines:
        found |= {("placeholder", one, True) for one in PLACEHOLDERS.findall(line.text)}
        found |= {("phone", one, True) for one in NUMBERS.findall(line.text) if one not in quotes}
    return found


def drafted(base: KnowledgeBase) -> dict[tuple[str, str], tuple[Card, CheckContext]]:
    """Return the clean cards with what they are checked against."""
    drafter = CardDrafter(base)
    plan = next(one for one in base.summaries() if one.metadata.title == PLAN)
    cards = {}
    for place in positions_of(base, plan.document_id):
        request = CardRequest(position=place.position, hazard=place.hazard, unit=UNIT)
        card = drafter.draft(request, today=TODAY)
        cards[place.position, place.hazard] = (card, context_for(base, card, today=TODAY))
    return cards


def is_found(fault: Fault, clean: tuple[Card, CheckContext], checker: Checker) -> tuple[bool, bool]:
    """Return whether a fault is found, and whether it stops approval."""
    new = checker(*planted(fault, *clean)) - checker(*clean)
    mine = [blocking for failure, _, blocking in new if failure == fault.rule]
    return bool(mine), any(mine)


def main() -> int:
    """Print what was found of the planted faults and what the clean cards are accused of."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, help="a base that holds the sample corpora")
    parser.add_argument("--set", choices=SETS, default="work")
    parser.add_argument(
        "--show", action="store_true", help="print what was missed and every finding on the clean cards"
    )
    options = parser.parse_args()
    faults = read_faults(SETS[options.set])
    with tempfile.TemporaryDirectory() as folder:
        settings = load_settings(data_path=options.data or Path(folder))
        with KnowledgeBase.open(settings, open_encoder(settings), writable=options.data is None) as base:
            if options.data is None:
                pipeline.ingest(base, [CORPORA], settings)
            cards = drafted(base)
    out, passed = report(faults, cards, show=options.show)
    sys.stdout.write("\n".join(out) + "\n")
    return 0 if passed else 1


def report(
    faults: tuple[Fault, ...], cards: dict[tuple[str, str], tuple[Card, CheckContext]], *, show: bool
) -> tuple[list[str], bool]:
    """Return the lines to print, and whether enough was found without a false alarm."""
    results = {one.fault_id: is_found(one, cards[one.position, one.hazard], ours) for one in faults}
    beside = Counter(one.rule for one in faults if is_found(one, cards[one.position, one.hazard], naive)[0])
    out = []
    for failure in failures():
        own = [one for one in faults if one.rule == failure.failure_id]
        found = sum(results[one.fault_id][0] for one in own)
        stopped = sum(results[one.fault_id][1] for one in own)
        counts = f"found {found}/{len(own)} (stops approval {stopped}), naive {beside[failure.failure_id]}/{len(own)}"
        out.append(f"{failure.number:2} {failure.failure_id:14}{counts}")
    total = sum(found for found, _ in results.values())
    out.append(f"all: found {total}/{len(faults)}, naive {beside.total()}/{len(faults)}")
    alarms, lines = false_alarms(cards)
    out += [lines, *source_figures(cards)]
    if show:
        out += [f"missed: {one.fault_id} {one.ops}" for one in faults if not results[one.fault_id][0]]
        out += [f"clean: {key} {item}" for key, case in cards.items() for item in sorted(ours(*case))]
    return out, total >= LEAST_FOUND * len(faults) and not alarms


def false_alarms(cards: dict[tuple[str, str], tuple[Card, CheckContext]]) -> tuple[int, str]:
    """Return how many findings block clean cards, as drafts and with a complete approval, and a line on all of them."""
    blocking, advice, naively = 0, Counter[str](), 0
    for card, context in cards.values():
        for failure, _, stops in ours(card, context) | ours(card, with_release(context)):
            blocking += stops
            advice.update([] if stops else [failure])
        naively += len(naive(card, context))
    counts = ", ".join(f"{name} {count}" for name, count in advice.most_common())
    line = f"{len(cards)} clean cards: {blocking} blocking false alarms (naive {naively}); advice {advice.total()}: {counts}"
    return blocking, line


def with_release(context: CheckContext) -> CheckContext:
    """Return the context with an approval that lacks nothing."""
    from dataclasses import replace

    return replace(context, release=COMPLETE)


def source_figures(cards: dict[tuple[str, str], tuple[Card, CheckContext]]) -> list[str]:
    """Return figures on the clean cards: lines carried by what they cite, and numbers and limits that nothing carries."""
    steps = verbatim = invented = values = 0
    for card, _ in cards.values():
        quotes = {one.marker: one.quote for one in card.citations}
        for line in card.lines:
            if line.blank or line.field is CardField.BASIS:
                continue
            cited = " ".join(quotes[marker] for marker in line.markers)
            if line.field is CardField.STEP:
                steps += 1
                verbatim += line.text in cited
            found = re.findall(r"0\d{2,3}-\d{7,8}|(?<!\d)1(?:10|19|20|22)(?!\d)|\d+(?:分钟|小时|秒|日|天)", line.text)
            values += len(found)
            invented += sum(one not in cited for one in found)
    return [f"steps: {verbatim}/{steps} verbatim spans; invented phones and limits: {invented} of {values}"]


if __name__ == "__main__":
    sys.exit(main())
