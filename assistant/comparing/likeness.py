"""How alike two clauses are, by the character pairs they share, and which pairs of clauses are worth looking at."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

MOST_HOLDING = 60  # clauses with one pair of characters, from which it tells nothing about which belongs to which
MOST_PARTNERS = 12  # clauses of the new document that are looked at for one of the old


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """Two clauses that may be one.

    Attributes:
        old, new: Positions.
        likeness: 0 to 1; 1 only for equal words.
    """

    old: int
    new: int
    likeness: float


class Likeness:
    """Compares the clauses of two documents; rare character pairs count more."""

    def __init__(self, old: Sequence[str], new: Sequence[str]) -> None:
        """Take the words of the clauses in plain form, without numbers."""
        self._old, self._new = old, new
        counted = Counter(pair for text in (*old, *new) for pair in set(pairs_of(text)))
        total = len(old) + len(new)
        self._weights = {pair: math.log(1 + total / count) for pair, count in counted.items()}
        self._old_vectors = [self._vector(text) for text in old]
        self._new_vectors = [self._vector(text) for text in new]

    def of(self, old: int, new: int) -> float:
        """Return how alike two clauses are."""
        if self._old[old] == self._new[new]:
            return 1.0
        one, other = self._old_vectors[old], self._new_vectors[new]
        if len(one) > len(other):
            one, other = other, one
        return min(0.999, sum(weight * other.get(pair, 0.0) for pair, weight in one.items()))

    def held(self, inner: str, outer: str) -> float:
        """Return the share of the weight of a text that another one holds."""
        known = set(pairs_of(outer))
        pairs = set(pairs_of(inner))
        whole = sum(self._weights.get(pair, 0.0) for pair in pairs)
        return sum(self._weights.get(pair, 0.0) for pair in pairs & known) / whole if whole else 0.0

    def candidates(self, least: float) -> list[Candidate]:
        """Return the pairs of clauses that are at least so alike; for each old clause its most alike ones."""
        same: dict[str, list[int]] = defaultdict(list)
        holding: dict[str, list[int]] = defaultdict(list)
        for at, text in enumerate(self._new):
            same[text].append(at)
            for pair in self._new_vectors[at]:
                holding[pair].append(at)
        found = []
        for at, text in enumerate(self._old):
            equal = same.get(text, [])
            found += [Candidate(old=at, new=new, likeness=1.0) for new in _nearest(equal, at, MOST_HOLDING)]
            if len(equal) < MOST_HOLDING:
                found += self._alike(at, holding, set(equal), least)
        return found

    def _alike(self, old: int, holding: Mapping[str, list[int]], equal: set[int], least: float) -> list[Candidate]:
        scores: dict[int, float] = defaultdict(float)
        for pair, weight in self._old_vectors[old].items():
            partners = holding.get(pair, [])
            if len(partners) <= MOST_HOLDING:
                for new in partners:
                    scores[new] += weight * self._new_vectors[new][pair]
        best = sorted((new for new in scores if new not in equal), key=lambda new: -scores[new])[:MOST_PARTNERS]
        measured = [Candidate(old=old, new=new, likeness=self.of(old, new)) for new in best]
        return [one for one in measured if one.likeness >= least]

    def _vector(self, text: str) -> dict[str, float]:
        counted = Counter(pairs_of(text))
        vector = {pair: (1 + math.log(count)) * self._weights[pair] for pair, count in counted.items()}
        length = math.sqrt(sum(value * value for value in vector.values())) or 1.0
        return {pair: value / length for pair, value in vector.items()}


def pairs_of(text: str) -> list[str]:
    """Return the character pairs of a text, punctuation left out; a lone character is a pair of its own."""
    found = [text[at : at + 2] for at in range(len(text) - 1) if text[at].isalnum() and text[at + 1].isalnum()]
    return found or [sign for sign in text if sign.isalnum()][:1]


def _nearest(positions: Sequence[int], at: int, count: int) -> Sequence[int]:
    return positions if len(positions) <= count else sorted(positions, key=lambda one: abs(one - at))[:count]
