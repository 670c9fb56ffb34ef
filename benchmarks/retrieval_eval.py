"""Rank question sets with the product's own retrieval, and learn the weights of its ranking.

    python -m benchmarks.retrieval_eval --sets ../shared/eval [--set coal_mine_regs ...] [--half even]
        [--json FILE] [--learn]

Questions at even positions are the half that weights may be learned on, those at odd positions are held out;
both are printed. Beside the product's order stand its single lists and plain reciprocal rank fusion of them.
"""

from __future__ import annotations

import argparse
import json
import statistics
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.evaluation.orders import reciprocal_rank_fusion
from assistant.evaluation.passage_base import PassageBase, passage_base
from assistant.evaluation.passage_sets import PassageSet, load_set
from kb.encoders import open_encoder
from kb.records import Filters
from kb.retrieval.candidates import POOL
from kb.retrieval.ranking import WEIGHTS, weighted_sum
from kb.settings import load_settings

# Sets and how much each counts in learning: regulations most, exam stems whose wording differs less, news little.
SETS = {"coal_mine_regs": 1.0, "chem_quiz_dev": 0.4, "rgb_zh": 0.1}
CUTS = (1, 5, 10)
TEMPERATURE = 5.0  # scores are learned on this scale and stored divided by it
NO_CANDIDATE = -100.0  # signals of the empty places behind a question's candidates
FloatArray = NDArray[np.float64]
HALVES = ("learned on", "held out")
# Signals that the sets say something about; the others keep the weights set by hand.
LEARNED = ("words", "bigrams", "cosine", "word_cover", "bigram_cover", "window", "run", "named", "length")


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranked:
    """One question: rankings by name (passage ids, best first), and the candidates with their signals."""

    half: str
    relevant: frozenset[str]
    rankings: dict[str, list[str]]
    candidates: list[tuple[str, dict[str, float]]]
    seconds: float


def rank_set(found: PassageSet, halves: Sequence[str] = HALVES) -> list[Ranked]:
    """Build a base of the set and ask it every question of the halves."""
    relevant = found.relevant
    with passage_base(found.passages, open_encoder(load_settings())) as base:
        return [
            _ask(base, text, relevant[query_id], HALVES[position % 2])
            for position, (query_id, text) in enumerate(found.questions)
            if HALVES[position % 2] in halves
        ]


def _ask(base: PassageBase, text: str, relevant: frozenset[str], half: str) -> Ranked:
    started = time.perf_counter()
    question = base.understand(text)
    evidence = base.search(question, POOL)
    seconds = time.perf_counter() - started
    lists = base.retriever.lists(question, Filters())
    single = {
        "words": base.listed_ids(lists.words),
        "bigrams": base.listed_ids(lists.bigrams),
        "vectors": base.listed_ids(lists.vectors),
    }
    order = base.ids(evidence)
    linear = sorted(evidence, key=lambda one: -weighted_sum(dict(one.parts)))
    rankings = {
        **single,
        "RRF": reciprocal_rank_fusion(list(single.values())),
        "linear": base.ids(linear),  # the first stage of ranking, before the learned one
        "product": order,
    }
    candidates = [(name, dict(one.parts)) for name, one in zip(order, evidence, strict=True)]
    return Ranked(half=half, relevant=relevant, rankings=rankings, candidates=candidates, seconds=seconds)


def hit_rates(ranked: Sequence[Ranked], name: str) -> list[float]:
    """Return hit@1, hit@5, hit@10 of one ranking."""
    return [statistics.fmean(not one.relevant.isdisjoint(one.rankings[name][:cut]) for one in ranked) for cut in CUTS]


def learn(
    sets: Mapping[str, Sequence[Ranked]], steps: int = 800, rate: float = 0.05, decay: float = 1e-3
) -> dict[str, float]:
    """Return weights, none below 0, that make the relevant candidates most likely."""
    features, truth, shares = _training(sets)
    weights = np.array([WEIGHTS[name] for name in LEARNED]) * TEMPERATURE
    first, second = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, steps + 1):
        odds = features @ weights
        chance = np.exp(odds - odds.max(axis=1, keepdims=True))
        chance /= chance.sum(axis=1, keepdims=True)
        right = chance * truth
        right /= np.maximum(right.sum(axis=1, keepdims=True), 1e-12)
        gradient = np.einsum("ij,ijk->k", (chance - right) * shares[:, None], features) + decay * weights
        first = 0.9 * first + 0.1 * gradient  # Adam
        second = 0.999 * second + 0.001 * gradient**2
        weights -= rate * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.999**step)) + 1e-8)
        weights = np.maximum(weights, 0.0)
    learned = (round(float(weight) / TEMPERATURE, 2) for weight in weights)
    return dict(zip(LEARNED, learned, strict=True))


def _training(sets: Mapping[str, Sequence[Ranked]]) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Return signals (questions, candidates, signals), which candidates are relevant, and each question's share."""
    usable = {
        name: [one for one in ranked if one.half == HALVES[0] and _answerable(one)] for name, ranked in sets.items()
    }
    questions = [one for ranked in usable.values() for one in ranked]
    width = max(len(one.candidates) for one in questions)
    features = np.full((len(questions), width, len(LEARNED)), NO_CANDIDATE)
    truth = np.zeros((len(questions), width))
    for row, one in enumerate(questions):
        features[row, : len(one.candidates)] = [[signals[name] for name in LEARNED] for _, signals in one.candidates]
        truth[row, : len(one.candidates)] = [name in one.relevant for name, _ in one.candidates]
    shares = np.concatenate(
        [np.full(len(ranked), SETS.get(name, 0.0) / len(ranked)) for name, ranked in usable.items() if ranked]
    )
    return features, truth, shares


def _answerable(one: Ranked) -> bool:
    return any(name in one.relevant for name, _ in one.candidates)


def report(name: str, ranked: Sequence[Ranked], halves: Sequence[str] = HALVES) -> dict[str, object]:
    """Print the table of a set and return it."""
    result: dict[str, object] = {"set": name, "questions": len(ranked)}
    for ranking in ranked[0].rankings:
        for half in halves:
            part = [one for one in ranked if one.half == half]
            rates = hit_rates(part, ranking)
            result[f"{ranking}, {half}"] = rates
            print(f"{name:16} {ranking:8} {half:11} " + " ".join(f"{rate:.3f}" for rate in rates))
    pool = statistics.fmean(any(name in one.relevant for name, _ in one.candidates) for one in ranked)
    seconds = sorted(one.seconds for one in ranked)
    result["in pool"] = pool
    result["p50 ms"] = 1000 * seconds[len(seconds) // 2]
    result["p95 ms"] = 1000 * seconds[int(0.95 * len(seconds))]
    print(
        f"{name:16} right passage among the candidates {pool:.3f}; p50 {result['p50 ms']:.1f} ms p95 {result['p95 ms']:.1f} ms"
    )
    return result


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sets", type=Path, required=True, help="folder with one folder per set")
    parser.add_argument("--set", action="append", dest="names", help="only this set; may be repeated")
    parser.add_argument("--json", type=Path, help="write the figures to this file")
    parser.add_argument("--half", choices=("even", "odd"), help="only this half")
    parser.add_argument("--learn", action="store_true", help="print weights learned on the first halves")
    given = parser.parse_args()
    halves = {"even": HALVES[:1], "odd": HALVES[1:], None: HALVES}[given.half]
    all_ranked: dict[str, list[Ranked]] = {}
    results = []
    for name in given.names or SETS:
        ranked = rank_set(load_set(given.sets / name), halves)
        all_ranked[name] = ranked
        results.append(report(name, ranked, halves))
    if given.json:
        given.json.write_text(json.dumps(results, ensure_ascii=False, indent=1), encoding="utf-8")
    if given.learn:
        print(json.dumps(learn(all_ranked), indent=1))


if __name__ == "__main__":
    main()
