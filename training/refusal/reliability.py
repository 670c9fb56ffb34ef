"""How far the chances can be trusted: calibration, and what is refused of each kind of case."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from training.refusal.cases import Case

BINS = 10
Vector = NDArray[np.float64]


def bins_of(chances: Vector) -> NDArray[np.int64]:
    """Return the number of the bin of every chance, 0 to `BINS` - 1."""
    return np.minimum((chances * BINS).astype(np.int64), BINS - 1)


def expected_error(chances: Vector, y: Vector, weights: Vector) -> float:
    """Return the expected calibration error: mean distance of chance and share over the bins, by weight."""
    number = bins_of(chances)
    gaps = [abs((weights * (chances - y))[number == one].sum()) for one in range(BINS)]
    return float(sum(gaps) / weights.sum())


def calibration_table(chances: Vector, y: Vector, weights: Vector) -> str:
    """Return one line per bin: chance said, share that held, number of cases."""
    number = bins_of(chances)
    lines = ["chance said  answerable  cases"]
    for one in range(BINS):
        inside = number == one
        if inside.any():
            mass = weights[inside].sum()
            said, met = (weights * chances)[inside].sum() / mass, (weights * y)[inside].sum() / mass
            lines.append(f"{said:10.2f}{met:12.2f}{int(inside.sum()):8d}")
    return "\n".join(lines)


def origin_table(cases: Sequence[Case], chances: Mapping[int, float], refuse: float) -> str:
    """Return per origin how many are refused, by the certain refusals and by the threshold.

    Args:
        chances: By `id` of the case; a case without one is refused for certain, or was answered wrongly.
    """
    lines = [f"{'origin':<18}{'cases':>7}{'certain':>9}{'refused':>9}"]
    for origin in sorted({(case.answerable, case.origin) for case in cases}):
        inside = [case for case in cases if (case.answerable, case.origin) == origin]
        weighed = [case for case in inside if id(case) in chances or case.certain]
        refused = sum(case.certain or chances[id(case)] < refuse for case in weighed)
        name = f"{'+' if origin[0] else '-'} {origin[1]}"
        certain = sum(case.certain for case in weighed)
        lines.append(f"{name:<18}{len(weighed):7d}{certain:9d}{refused / max(1, len(weighed)):9.3f}")
    return "\n".join(lines)


def source_table(cases: Sequence[Case], chances: Mapping[int, float], refuse: float) -> str:
    """Return per source the right answers among the answerable questions that were asked unchanged, at best and kept.

    Args:
        chances: By `id` of the case; one without a chance is refused for certain, or was answered wrongly.
    """
    lines = [f"{'source':<18}{'asked':>7}{'right':>7}{'kept':>7}{'absent':>8}{'refused':>9}"]
    for source in sorted({case.source for case in cases}):
        inside = [case for case in cases if case.source == source]
        asked = [case for case in inside if case.answerable]
        right = [case for case in asked if case.right and not case.certain]
        kept = sum(chances[id(case)] >= refuse for case in right)
        absent = [case for case in inside if not case.answerable]
        refused = sum(case.certain or chances[id(case)] < refuse for case in absent)
        lines.append(f"{source:<18}{len(asked):7d}{len(right):7d}{kept:7d}{len(absent):8d}{refused:9d}")
    return "\n".join(lines)
