"""Learn when to refuse from collected cases, and say how well calibrated the result is.

    python -m training.refusal.learn --cases FILE [FILE …] [--out assistant/answering/reading/refusal_weights.py]

Logistic regression over standardised signals, fitted on cases that pass the certain refusals; what speaks for an answer
may only raise the chance, what speaks against it only lower it. The chance is that of the base holding the answer. Cases weigh by origin, so that many made questions do not outvote the few real ones. Folds
are cut by document. The threshold is the highest one that refuses at most `WRONG_REFUSALS` of the answerable questions
of the question files which the reader answers rightly, on folds held back. Prints the reliability; writes the weights with `--out`.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.answering.reading.answerability import SIGNALS
from training.refusal.cases import Case, read_cases
from training.refusal.reliability import calibration_table, expected_error, origin_table

SEED = 20261122
FOLDS, REPEATS = 5, 4
WRONG_REFUSALS = 0.05
SURE = 0.9  # share of answers at or above the chance for "grounded" that are right, on folds held back
STRENGTH = 0.002  # of the regularisation
WEIGHTS = {"gold": 3.0, "pair": 0.3, "clause": 0.5, "attribute": 1.0, "foreign": 1.0}
DOUBTFUL = {"removed": 0.3, "object": 0.15}  # another passage may answer; a swapped word may be one nobody misses
AGAINST = frozenset(
    "rarest_absent_found focus_absent focus_absent_found unit_absent quoted_absent undefined person_absent "
    "place_nowhere".split()
)
EITHER = frozenset({"figure", "phone"})
LOWEST = np.array([-np.inf, *(0.0 if name not in EITHER | AGAINST else -np.inf for name in SIGNALS)])
HIGHEST = np.array([np.inf, *(0.0 if name in AGAINST else np.inf for name in SIGNALS)])
TURNS = 1_500
Vector = NDArray[np.float64]


def usable(cases: Sequence[Case]) -> list[Case]:
    """Return the cases the model is asked about: an answerable one whose answer the reader missed teaches nothing."""
    return [case for case in cases if not case.certain and (case.right or not case.answerable)]


def arrays(cases: Sequence[Case]) -> tuple[NDArray[Any], Vector, Vector, list[str]]:
    """Return signals, labels, weights and groups; both labels weigh the same within an origin."""
    x = np.array([[case.signals[name] for name in SIGNALS] for case in cases])
    y = np.array([float(case.answerable) for case in cases])
    weights = np.array([weight_of(case.origin) for case in cases])
    for label in (0.0, 1.0):
        weights[y == label] *= len(y) / 2 / weights[y == label].sum()
    return x, y, weights, [case.group for case in cases]


def weight_of(origin: str) -> float:
    """Return what a case of an origin (clause+year) weighs."""
    kind, _, change = origin.partition("+")
    return WEIGHTS[kind] * DOUBTFUL.get(change, 1.0)


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


def held_back(x: NDArray[Any], y: Vector, weights: Vector, groups: Sequence[str]) -> Vector:
    """Return the chance of every case by a model that saw no case of its document."""
    names = sorted(set(groups))
    numbers = np.array([names.index(group) for group in groups])
    chances = np.zeros(len(y))
    rng = np.random.default_rng(SEED)
    for _ in range(REPEATS):
        fold = rng.permutation(len(names))[numbers] % FOLDS
        for number in range(FOLDS):
            seen, kept = fold != number, fold == number
            slopes, bias = fit(x[seen], y[seen], weights[seen])
            chances[kept] += 1.0 / (1.0 + np.exp(-(x[kept] @ slopes + bias))) / REPEATS
    return chances


def threshold_for(chances: Vector, y: Vector, real: NDArray[np.bool_]) -> float:
    """Return the chance below which `WRONG_REFUSALS` of the answerable cases lie, of those that people wrote."""
    wanted = (y == 1) & real
    return float(np.quantile(chances[wanted if wanted.any() else y == 1], WRONG_REFUSALS))


def sure_from(chances: Vector, y: Vector, weights: Vector) -> float:
    """Return the lowest chance from which on `SURE` of the weight is answerable."""
    for level in np.arange(0.5, 0.99, 0.01):
        kept = chances >= level
        if kept.any() and (weights * y)[kept].sum() >= SURE * weights[kept].sum():
            return float(level)
    return 0.99


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
    x, y, weights, groups = arrays(cases)
    real = np.array([case.origin == "gold" for case in cases])
    chances = held_back(x, y, weights, groups)
    refuse, sure = threshold_for(chances, y, real), sure_from(chances, y, weights)
    slopes, bias = fit(x, y, weights)
    print(f"{len(every)} cases, {len(cases)} weighed, {int(y.sum())} of them answerable")
    print(
        f"refuse below {refuse:.3f}, grounded from {sure:.3f}, calibration error {expected_error(chances, y, weights):.3f}"
    )
    print(calibration_table(chances, y, weights))
    print(origin_table(every, dict(zip((id(case) for case in cases), chances, strict=True)), refuse))
    for name, slope, spread in zip(SIGNALS, slopes, x.std(axis=0), strict=True):
        print(f"  {name:<22}{slope:8.3f}{slope * spread:8.3f}")
    if options.out:
        options.out.write_text(module_text(slopes, bias, refuse, sure), encoding="utf-8")


if __name__ == "__main__":
    main()
