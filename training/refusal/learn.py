"""Learn when to refuse from collected cases, and say how far the result carries over to questions of another kind.

    python -m training.refusal.learn --cases FILE [FILE …] [--out assistant/answering/reading/refusal_weights.py]

Logistic regression over standardised signals, fitted on cases that pass the certain refusals; what speaks for an answer
may only raise the chance, what speaks against it only lower it. The chance is that of the base holding the answer.
Every source of cases weighs the same, so that many made questions do not outvote the few that people wrote.

The threshold is chosen on sources held back, each judged by a model that saw none of its cases: the lowest at which
`REFUSED` of the unanswerable questions that people wrote are refused, so that the worst source keeps as many right
answers as it can. Prints what each source keeps and the reliability; writes the weights with `--out`.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.answering.reading.answerability import SIGNALS
from training.refusal.cases import Case, read_cases
from training.refusal.reliability import calibration_table, expected_error, origin_table, source_table

REFUSED = 0.80  # of the unanswerable questions that people wrote; from 0.85 on each costs two right answers
SURE = (
    0.80  # of answers read from single sentences, from the chance for "grounded" on; of all answers then 82 % are right
)
STRENGTH = 0.1  # of the regularisation; between 0.03 and 0.3 the worst source keeps as much
DOUBTFUL = {"removed": 0.3, "object": 0.15}  # another passage may answer; a swapped word may be one nobody misses
AGAINST = frozenset(
    "rarest_absent_near rarest_absent_found focus_absent focus_absent_found unit_absent amount_absent quoted_absent "
    "undefined person_absent place_nowhere figure_rarest_absent".split()
)
EITHER = frozenset({"figure", "phone", "ruled"})
LOWEST = np.array([-np.inf, *(0.0 if name not in EITHER | AGAINST else -np.inf for name in SIGNALS)])
HIGHEST = np.array([np.inf, *(0.0 if name in AGAINST else np.inf for name in SIGNALS)])
TURNS = 1_500
Vector = NDArray[np.float64]


def usable(cases: Sequence[Case]) -> list[Case]:
    """Return the cases the model is asked about: an answerable one whose answer the reader missed teaches nothing."""
    return [case for case in cases if not case.certain and (case.right or not case.answerable)]


def arrays(cases: Sequence[Case]) -> tuple[NDArray[Any], Vector, Vector, list[str]]:
    """Return signals, labels, weights and sources; within a label every source weighs the same, and both labels do."""
    x = np.array([[case.signals[name] for name in SIGNALS] for case in cases])
    y = np.array([float(case.answerable) for case in cases])
    sources = [case.source for case in cases]
    weights = np.array([weight_of(case.origin) for case in cases])
    return x, y, evened(weights, y, sources), sources


def evened(weights: Vector, y: Vector, sources: Sequence[str]) -> Vector:
    """Return the weights with every source at the same mass within a label, and both labels at half of the whole."""
    even, names = weights.copy(), np.array(sources)
    for label in (0.0, 1.0):
        for name in sorted(set(sources)):
            inside = (names == name) & (y == label)
            if inside.any():
                even[inside] /= even[inside].sum()
        even[y == label] *= len(y) / 2 / even[y == label].sum()
    return even


def weight_of(origin: str) -> float:
    """Return what a case of an origin (clause+year) weighs beside the others of its source."""
    return DOUBTFUL.get(origin.partition("+")[2], 1.0)


def fit(x: NDArray[Any], y: Vector, weights: Vector) -> tuple[Vector, float]:
    """Return weights of the raw signals and the bias."""
    mean, spread = x.mean(axis=0), x.std(axis=0) + 1e-6
    scaled, mass, sign = (x - mean) / spread, weights / weights.sum(), 2 * y - 1

    design = np.hstack([np.ones((len(scaled), 1)), scaled])
    penalty = np.concatenate([[0.0], np.full(scaled.shape[1], 2 * STRENGTH)])
    step = 1.0 / (0.25 * float(np.linalg.eigvalsh(design.T @ (mass[:, None] * design))[-1]) + 2 * STRENGTH)
    point = ahead = np.zeros(design.shape[1])
    for turn in range(TURNS):  # accelerated gradient descent; each step ends within the bounds
        met = np.clip(sign * (design @ ahead), -30.0, 30.0)
        slope = design.T @ (-mass * sign / (1.0 + np.exp(met))) + penalty * ahead
        moved = np.clip(ahead - step * slope, LOWEST, HIGHEST)
        ahead, point = moved + turn / (turn + 3) * (moved - point), moved
    slopes: Vector = point[1:] / spread
    return slopes, float(point[0] - (slopes * mean).sum())


def held_back(x: NDArray[Any], y: Vector, weights: Vector, sources: Sequence[str]) -> Vector:
    """Return the chance of every case by a model that saw no case of its source."""
    names, chances = np.array(sources), np.zeros(len(y))
    for name in sorted(set(sources)):
        kept = names == name
        others = [source for source in sources if source != name]
        slopes, bias = fit(x[~kept], y[~kept], evened(weights[~kept], y[~kept], others))
        chances[kept] = 1.0 / (1.0 + np.exp(-(x[kept] @ slopes + bias)))
    return chances


def threshold_for(cases: Sequence[Case], chances: Mapping[int, float]) -> float:
    """Return the lowest chance at which `REFUSED` of the unanswerable questions that people wrote are refused.

    Args:
        cases: All that were asked, those refused for certain among them.
        chances: By `id` of the case.
    """
    absent = [case for case in cases if case.origin == "gold" and not case.answerable]
    told = sorted(0.0 if case.certain else chances[id(case)] for case in absent)
    last = int(np.ceil(REFUSED * len(told))) - 1
    return told[last] + 1e-3 if told else 0.5


def sure_from(cases: Sequence[Case], chances: Mapping[int, float]) -> float:
    """Return the lowest chance from which on `SURE` of what people asked would be answered rightly.

    Args:
        chances: By `id` of every case that is not refused for certain, wrongly answered ones among them.
    """
    written = [case for case in cases if case.origin == "gold" and not case.certain]
    for level in np.arange(0.1, 0.99, 0.01):
        kept = [case.right for case in written if chances[id(case)] >= level]
        if kept and sum(kept) >= SURE * len(kept):
            return float(level)
    return 0.99


def chances_of(cases: Sequence[Case], slopes: Vector, bias: float) -> dict[int, float]:
    """Return the chance of every case that is not refused for certain, by its `id`."""
    asked = [case for case in cases if not case.certain]
    met = np.array([[case.signals[name] for name in SIGNALS] for case in asked]) @ slopes + bias
    return {id(case): float(chance) for case, chance in zip(asked, 1.0 / (1.0 + np.exp(-met)), strict=True)}


def module_text(slopes: Vector, bias: float, refuse: float, sure: float) -> str:
    """Return the module that holds what was learned."""
    rows = "".join(f'    "{name}": {slope:.3f},\n' for name, slope in zip(SIGNALS, slopes, strict=True))
    return (
        '"""Weights of the signals of `answerability`, written by `python -m training.refusal.learn` (see its help)."""\n\n'
        "from __future__ import annotations\n\n"
        f"REFUSE_BELOW = {refuse:.3f}\n"
        f"GROUNDED_FROM = {max(sure, refuse):.3f}\n"
        f"BIAS = {bias:.3f}\n\n"
        f"REFUSAL_WEIGHTS: dict[str, float] = {{\n{rows}}}\n"
    )


def main() -> None:
    """Read the arguments, learn, print, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cases", type=Path, nargs="+", required=True)
    parser.add_argument("--out", type=Path, help="file for the weights")
    options = parser.parse_args()
    every = [case for path in options.cases for case in read_cases(path)]
    cases = usable(every)
    x, y, weights, sources = arrays(cases)
    chances = held_back(x, y, weights, sources)
    by_case = dict(zip((id(case) for case in cases), map(float, chances), strict=True))
    slopes, bias = fit(x, y, weights)
    refuse, sure = threshold_for(every, by_case), sure_from(every, chances_of(every, slopes, bias) | by_case)
    print(f"{len(every)} cases, {len(cases)} weighed, {int(y.sum())} of them answerable")
    print(
        f"refuse below {refuse:.3f}, grounded from {sure:.3f}, calibration error {expected_error(chances, y, weights):.3f}"
    )
    print(calibration_table(chances, y, weights))
    print(source_table(every, by_case, refuse))
    print(origin_table(every, by_case, refuse))
    for name, slope, spread in zip(SIGNALS, slopes, x.std(axis=0), strict=True):
        print(f"  {name:<22}{slope:8.3f}{slope * spread:8.3f}")
    if options.out:
        options.out.write_text(module_text(slopes, bias, refuse, sure), encoding="utf-8")


if __name__ == "__main__":
    main()
