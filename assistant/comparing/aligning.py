"""Which clause of the old document became which of the new one."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.comparing.chain import Link, heaviest_chain
from assistant.comparing.likeness import Candidate, Likeness
from assistant.comparing.records import Clause, ClauseKind

ALIKE = 0.33  # likeness from which two clauses in order may be one
ELSEWHERE = 0.62  # … and out of order, where nothing but the words speaks for it
LONG_ELSEWHERE = 0.5  # … when both are long
LONG = 40
ONLY = 0.25  # … when nothing else that is left is nearly as alike
CLEARLY = 1.5
SAME_PLACE = 0.16  # … between clauses that belong together on both sides, with the same number or heading
SHORTEST = 6  # characters a clause needs to be found again elsewhere
HELD = 0.72  # share of a clause that another has to hold for it to be a part of it
NEAR = 4  # clauses between the parts of what was split
_SAME_PATH, _SAME_HEADING, _SAME_LABEL = 0.12, 0.08, 0.05
_SAME_KEY = 0.25


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """Positions that belong together; several on one side for what was split or merged.

    Attributes:
        in_order: It keeps the order of all that is in order.
    """

    old: tuple[int, ...]
    new: tuple[int, ...]
    likeness: float
    in_order: bool


def aligned(
    old: Sequence[Clause], new: Sequence[Clause], old_words: Sequence[str], new_words: Sequence[str]
) -> list[Match]:
    """Return the matches, every clause in at most one; what is in none was added or removed."""
    return _Alignment(old, new, old_words, new_words).matches()


class _Alignment:
    def __init__(
        self, old: Sequence[Clause], new: Sequence[Clause], old_words: Sequence[str], new_words: Sequence[str]
    ) -> None:
        self._old, self._new = old, new
        self._words = (old_words, new_words)
        self._likeness = Likeness(old_words, new_words)
        self._to_new: dict[int, int] = {}
        self._likely: dict[int, float] = {}
        self._ordered: set[int] = set()

    def matches(self) -> list[Match]:
        candidates = [
            one for one in self._likeness.candidates(min(ALIKE, SAME_PLACE)) if self._of_one_kind(one.old, one.new)
        ]
        self._in_order([one for one in candidates if one.likeness >= ALIKE or self._same_key(one.old, one.new)])
        self._between(candidates)
        self._elsewhere(candidates)
        self._only_ones(candidates)
        single = {
            at: Match(old=(at,), new=(to,), likeness=self._likely[at], in_order=at in self._ordered)
            for at, to in self._to_new.items()
        }
        return self._with_parts(single)

    def _in_order(self, candidates: Iterable[Candidate]) -> None:
        links = [
            Link(old=one.old, new=one.new, weight=self._worth(one)) for one in candidates if one.likeness >= SAME_PLACE
        ]
        for link in heaviest_chain(links, len(self._new)):
            self._join(link.old, link.new, self._likeness.of(link.old, link.new), ordered=True)

    def _between(self, candidates: Sequence[Candidate]) -> None:
        """Join what stands between the same neighbours and is somewhat alike, or has the same number and heading."""
        taken = set(self._to_new.values())
        gaps = self._gaps()
        links = []
        for one in candidates:
            if one.old in self._to_new or one.new in taken:
                continue
            low, high = gaps[one.old]
            if low < one.new < high:
                links.append(Link(old=one.old, new=one.new, weight=self._worth(one)))
        for link in heaviest_chain(links, len(self._new)):
            self._join(link.old, link.new, self._likeness.of(link.old, link.new), ordered=True)

    def _gaps(self) -> list[tuple[int, int]]:
        """Return for each old clause the joined new ones before and behind it."""
        lows, highs = [-1] * len(self._old), [len(self._new)] * len(self._old)
        last = -1
        for at in range(len(self._old)):
            lows[at] = last
            last = self._to_new.get(at, last)
        last = len(self._new)
        for at in reversed(range(len(self._old))):
            highs[at] = last
            last = self._to_new.get(at, last)
        return list(zip(lows, highs, strict=True))

    def _elsewhere(self, candidates: Sequence[Candidate]) -> None:
        """Join what is left, the most alike first."""
        taken = set(self._to_new.values())
        for one in sorted(candidates, key=lambda item: (-item.likeness, abs(item.old - item.new))):
            if one.old in self._to_new or one.new in taken or not self._may_move(one):
                continue
            self._join(one.old, one.new, one.likeness, ordered=False)
            taken.add(one.new)

    def _only_ones(self, candidates: Sequence[Candidate]) -> None:
        """Join what is left and is by far the most alike of all that is left, seen from both sides."""
        taken = set(self._to_new.values())
        left = [
            one for one in candidates if one.old not in self._to_new and one.new not in taken and self._is_long(one)
        ]
        of_old: dict[int, list[Candidate]] = defaultdict(list)
        of_new: dict[int, list[Candidate]] = defaultdict(list)
        for one in sorted(left, key=lambda item: -item.likeness):
            of_old[one.old].append(one)
            of_new[one.new].append(one)
        for ranked in of_old.values():
            best = ranked[0]
            rivals = [one.likeness for one in (*ranked[1:], *of_new[best.new]) if one is not best]
            if best.likeness >= ONLY and best.likeness >= CLEARLY * max(rivals, default=0.0):
                self._join(best.old, best.new, best.likeness, ordered=False)

    def _is_long(self, one: Candidate) -> bool:
        kinds = {self._old[one.old].kind, self._new[one.new].kind}
        return not kinds & _WHOLE and min(len(self._words[0][one.old]), len(self._words[1][one.new])) >= LONG / 2

    def _may_move(self, one: Candidate) -> bool:
        shortest = min(len(self._words[0][one.old]), len(self._words[1][one.new]))
        if shortest < SHORTEST or self._old[one.old].kind is ClauseKind.HEADING:
            return one.likeness == 1.0 and shortest >= SHORTEST
        return one.likeness >= (LONG_ELSEWHERE if shortest >= LONG else ELSEWHERE)

    def _join(self, old: int, new: int, likeness: float, *, ordered: bool) -> None:
        self._to_new[old] = new
        self._likely[old] = likeness
        if ordered:
            self._ordered.add(old)

    def _worth(self, one: Candidate) -> float:
        """Return what joining two clauses is worth: likeness first, then where they stand, long ones more."""
        old, new = self._old[one.old], self._new[one.new]
        near = _SAME_PATH if old.path == new.path else _SAME_HEADING if old.path[-1:] == new.path[-1:] else 0.0
        near += _SAME_LABEL if old.label and old.label == new.label else 0.0
        near += _SAME_KEY if self._same_key(one.old, one.new) else 0.0
        length = min(len(self._words[0][one.old]), len(self._words[1][one.new]))
        return (one.likeness**2 + near) * math.log(8 + length)

    def _same_key(self, old: int, new: int) -> bool:
        """Tell whether two rows have the same words in the cells that name what the row is about."""
        one, other = self._old[old], self._new[new]
        if one.kind is not ClauseKind.ROW or other.kind is not ClauseKind.ROW:
            return False
        left, right = (_key(text) for text in (self._words[0][old], self._words[1][new]))
        return bool(left) and left == right

    def _of_one_kind(self, old: int, new: int) -> bool:
        one, other = self._old[old].kind, self._new[new].kind
        return one is other or ClauseKind.ROW not in (one, other)

    def _with_parts(self, single: dict[int, Match]) -> list[Match]:
        """Return the matches with what is left over joined to the clause that it is a part of."""
        found = dict(single)
        self._parts(found, new_side=True)
        self._parts(found, new_side=False)
        return [found[at] for at in sorted(found)]

    def _parts(self, found: dict[int, Match], *, new_side: bool) -> None:
        matched = {at for match in found.values() for at in (match.new if new_side else match.old)}
        words = self._words[1 if new_side else 0]
        places: dict[int, list[int]] = defaultdict(list)
        for at, match in found.items():
            for place in match.new if new_side else match.old:
                places[place].append(at)
        for at, text in enumerate(words):
            if at in matched or len(text) < SHORTEST or (self._new if new_side else self._old)[at].kind in _WHOLE:
                continue
            near = [one for place in range(at - NEAR, at + NEAR + 1) for one in places.get(place, ())]
            for one in sorted(set(near), key=lambda item: self._distance(found[item], at, new_side=new_side)):
                if self._is_part(found[one], at, new_side=new_side):
                    found[one] = _widened(found[one], at, new_side=new_side)
                    break

    @staticmethod
    def _distance(match: Match, at: int, *, new_side: bool) -> int:
        return min(abs(at - place) for place in (match.new if new_side else match.old))

    def _is_part(self, match: Match, at: int, *, new_side: bool) -> bool:
        """Tell whether a left-over clause is a part of the other side of a match that this side does not hold yet."""
        if match.likeness == 1.0 or len(match.old if new_side else match.new) > 1:
            return False
        inner = self._words[1 if new_side else 0][at]
        outer = self._words[0 if new_side else 1][(match.old if new_side else match.new)[0]]
        own = "".join(self._words[1 if new_side else 0][place] for place in (match.new if new_side else match.old))
        if len(inner) >= len(outer):
            return False
        return self._likeness.held(inner, outer) >= HELD and self._likeness.held(inner, own) < HELD / 2


_WHOLE = frozenset({ClauseKind.HEADING, ClauseKind.ROW})


def _widened(match: Match, at: int, *, new_side: bool) -> Match:
    return Match(
        old=match.old if new_side else tuple(sorted((*match.old, at))),
        new=tuple(sorted((*match.new, at))) if new_side else match.new,
        likeness=match.likeness,
        in_order=match.in_order,
    )


def _key(row: str) -> tuple[str, ...]:
    """Return the cells that say what a row is about: the first ones with words, no more than three, without values."""
    cells = [cell for cell in row.split("|") if cell and not any(sign.isdigit() for sign in cell)]
    return tuple(cells[:3]) if len(cells) > 1 else tuple(cells)
