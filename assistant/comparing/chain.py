"""The heaviest chain of pairs that keep their order: what an alignment of two sequences is when few pairs are possible."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A pair of positions that may be joined, and what joining them is worth."""

    old: int
    new: int
    weight: float


def heaviest_chain(links: Sequence[Link], new_count: int) -> list[Link]:
    """Return the links of greatest joint weight in which both positions strictly grow.

    Takes time with the number of links and the logarithm of `new_count`; never with the product of the two lengths.
    """
    best = _Maxima(new_count)
    ordered = sorted(links, key=lambda one: (one.old, -one.new))  # of one old position, none builds on another
    sums: list[float] = []
    before: list[int] = []
    for at, link in enumerate(ordered):
        weight, previous = best.below(link.new)
        sums.append(weight + link.weight)
        before.append(previous)
        best.put(link.new, sums[at], at)
    if not ordered:
        return []
    at = max(range(len(ordered)), key=sums.__getitem__)
    chain = []
    while at >= 0:
        chain.append(ordered[at])
        at = before[at]
    return chain[::-1]


class _Maxima:
    """Greatest sum among the positions below one, as a Fenwick tree."""

    def __init__(self, count: int) -> None:
        self._sums = [0.0] * (count + 1)
        self._links = [-1] * (count + 1)

    def below(self, position: int) -> tuple[float, int]:
        best, link = 0.0, -1
        while position > 0:
            if self._sums[position] > best:
                best, link = self._sums[position], self._links[position]
            position &= position - 1
        return best, link

    def put(self, position: int, weight: float, link: int) -> None:
        at = position + 1
        while at < len(self._sums):
            if weight > self._sums[at]:
                self._sums[at], self._links[at] = weight, link
            at += at & -at
