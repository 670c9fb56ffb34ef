"""Rank the same passages by Yubei and by other libraries, all with the shipped encoder.

    python -m benchmarks.peers --sets ../shared/eval [--set coal_mine_regs ...] [--json FILE]

Printed per set: hit@1, hit@5, hit@10, and whether a right passage is whole within the first 1,500 characters of
evidence, the budget every side gets. Only questions at odd positions count: the product's ranking was learned on the even
ones. The libraries (bm25s, haystack-ai, txtai, llama-index-retrievers-bm25) are no dependencies of the project; install
them into an environment beside it. One that is missing is named and left out.
"""

from __future__ import annotations

import argparse
import json
import statistics
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from assistant.evaluation.passage_base import passage_base
from assistant.evaluation.passage_sets import PassageSet, load_set
from benchmarks.peer_rankers import DEPTH, RANKERS, Rankings
from benchmarks.retrieval_eval import SETS
from kb.encoders import open_encoder
from kb.settings import load_settings

BUDGET = 1_500  # characters of evidence
CUTS = (1, 5, 10)
OURS = "yubei"


def within_budget(ranking: Sequence[str], lengths: Mapping[str, int], budget: int = BUDGET) -> list[str]:
    """Return the first passages that fit into the budget together; the first always counts."""
    taken: list[str] = []
    used = 0
    for name in ranking:
        used += lengths[name]
        if taken and used > budget:
            break
        taken.append(name)
    return taken


def figures(rankings: Rankings, relevant: Sequence[frozenset[str]], lengths: Mapping[str, int]) -> list[float]:
    """Return hit@1, hit@5, hit@10 and the hit rate within the budget."""
    pairs = list(zip(rankings, relevant, strict=True))
    hits = [statistics.fmean(not right.isdisjoint(ranking[:cut]) for ranking, right in pairs) for cut in CUTS]
    return [*hits, statistics.fmean(not right.isdisjoint(within_budget(ranking, lengths)) for ranking, right in pairs)]


def our_rankings(found: PassageSet, questions: Sequence[str]) -> Rankings:
    """Rank with the product's own retrieval."""
    with passage_base(found.passages, open_encoder(load_settings())) as base:
        return [base.ids(base.search(base.understand(text), DEPTH)) for text in questions]


def compare(found: PassageSet) -> dict[str, list[float]]:
    """Print and return the figures of every side for one set."""
    held_out = [question for position, question in enumerate(found.questions) if position % 2]
    texts = [text for _, text in held_out]
    relevant = [found.relevant[name] for name, _ in held_out]
    passages = [(one.passage_id, f"{one.title} {one.text}" if one.title else one.text) for one in found.passages]
    lengths = {one.passage_id: len(one.text) for one in found.passages}
    encoder = open_encoder(load_settings())
    results: dict[str, list[float]] = {}
    for name in (*RANKERS, OURS):
        started = time.perf_counter()
        try:
            rankings = our_rankings(found, texts) if name == OURS else RANKERS[name](passages, texts, encoder)
        except ImportError as error:
            print(f"{found.name:16} {name:26} left out: {error}")
            continue
        results[name] = figures(rankings, relevant, lengths)
        seconds = time.perf_counter() - started
        shown = " ".join(f"{value:.3f}" for value in results[name])
        print(f"{found.name:16} {name:26} {shown}   {seconds:6.1f} s with indexing", flush=True)
    return results


def main() -> None:
    """Run the comparison."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sets", type=Path, required=True, help="folder with one folder per set")
    parser.add_argument("--set", action="append", dest="names", help="only this set; may be repeated")
    parser.add_argument("--json", type=Path, help="write the figures to this file")
    given = parser.parse_args()
    print(f"{'set':16} {'ranking':26} hit@1 hit@5 hit@10 in {BUDGET:,} characters (held-out half)")
    results = {name: compare(load_set(given.sets / name)) for name in given.names or SETS}
    if given.json:
        given.json.write_text(json.dumps(results, ensure_ascii=False, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
