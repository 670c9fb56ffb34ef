"""Fit linear weights so that the good rows of each group come first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

Vector = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """The units of one question.

    Attributes:
        set_number: Of the question set it comes from.
        signals: Shape (units, signals).
        offsets: What is added to each unit's score whatever the weights.
        good: Which units should come first; at least one.
        weight: How much the group counts in the loss.
    """

    set_number: int
    signals: Vector
    offsets: Vector
    good: NDArray[np.bool_]
    weight: float


def fit(groups: Sequence[Group], strength: float) -> Vector:
    """Return the weights that minimise the weighted log loss of the good units' share of a softmax, plus L2."""
    total = sum(group.weight for group in groups)
    x = np.vstack([group.signals for group in groups])
    offsets = np.concatenate([group.offsets for group in groups])
    good = np.concatenate([group.good for group in groups]).astype(float)
    edges = np.cumsum([0, *(len(group.good) for group in groups)])
    starts, sizes = edges[:-1], np.diff(edges)
    share = np.array([group.weight for group in groups]) / total

    def loss(weights: Vector) -> tuple[float, Vector]:
        scores = x @ weights + offsets
        scores -= np.repeat(np.maximum.reduceat(scores, starts), sizes)
        raised = np.exp(scores)
        every = np.add.reduceat(raised, starts)
        wanted = np.add.reduceat(raised * good, starts) + 1e-12
        value = float(share @ (np.log(every) - np.log(wanted))) + strength * float(weights @ weights)
        slope = raised * (np.repeat(share / every, sizes) - good * np.repeat(share / wanted, sizes))
        return value, x.T @ slope + 2 * strength * weights

    found = minimize(loss, np.zeros(x.shape[1]), jac=True, method="L-BFGS-B")
    return np.asarray(found.x, dtype=np.float64)


def first_is_good(groups: Sequence[Group], weights: Vector) -> float:
    """Return the share of groups whose best-scored unit is a good one."""
    hits = [bool(group.good[int(np.argmax(group.signals @ weights + group.offsets))]) for group in groups]
    return float(np.mean(hits)) if hits else 0.0


def cross_validated(groups: Sequence[Group], strength: float, folds: int) -> list[float]:
    """Return per set the mean over folds of `first_is_good` on the groups left out; groups are dealt in turn."""
    sets = sorted({group.set_number for group in groups})
    results: dict[int, list[float]] = {number: [] for number in sets}
    for fold in range(folds):
        kept = [group for place, group in enumerate(groups) if place % folds != fold]
        weights = fit(kept, strength)
        for number in sets:
            left = [one for place, one in enumerate(groups) if place % folds == fold and one.set_number == number]
            if left:
                results[number].append(first_is_good(left, weights))
    return [float(np.mean(results[number])) for number in sets]
