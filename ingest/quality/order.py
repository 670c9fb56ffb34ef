"""Words out of order: how much better neighbours go together than any two words of the clause would.

The last character of a word and the first of the next attract each other in real text; in shuffled text they do so by
chance only. In real text the chance value is 0.3 to 0.63 of the observed one, whatever the subject, because both are
taken from the same words; in shuffled text they are equal.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from itertools import pairwise, repeat

from ingest.quality.character_pairs import pair_share, pairs, segmenter, spread

_FIRST_LOOK = 50  # clauses; almost every document is settled by them
SECOND_LOOK = 400
_CLEARLY_ORDERED = 0.60
_LEAST_ATTRACTION = 0.12
_MAX_WORDS = 16
# Pair share below which the table knows too little of the subject to judge order by it: 0.5 up to 200 joints, falling
# to 0.4 at 350, because the longer the text, the less it strays.
_KNOWN_SUBJECT = 0.5
_KNOWN_IN_LONG_TEXT = 0.4
_SHORT_TEXT, _LONG_TEXT = 200, 350  # joints
# (joints, doubtful above, hopeless above): the fewer joints, the further real text strays.
_NEVER = 9.0
_LIMITS = ((200, 0.68, 0.78), (120, 0.74, _NEVER), (80, 0.85, _NEVER))
_FEWEST_JOINS = 80


class OrderLevel(IntEnum):
    """How far the words of a text are out of order."""

    SOUND = 0
    DOUBTFUL = 1
    HOPELESS = 2


def judge_order(clauses: Sequence[str]) -> OrderLevel:
    """Tell whether words are out of order; SOUND for short texts and where the table does not know the subject.

    Looks at more clauses when some leave a doubt.
    """
    order = _order(spread(clauses, _FIRST_LOOK))
    if order.disorder > _CLEARLY_ORDERED and len(clauses) > _FIRST_LOOK:
        order = _order(spread(clauses, SECOND_LOOK))
    level = _level_of(order)
    if level is OrderLevel.SOUND:
        return level
    return level if pair_share(spread(clauses, SECOND_LOOK)) >= _needed_share(order.joins) else OrderLevel.SOUND


def _needed_share(joins: int) -> float:
    way = min(1.0, max(0.0, (joins - _SHORT_TEXT) / (_LONG_TEXT - _SHORT_TEXT)))
    return _KNOWN_SUBJECT - way * (_KNOWN_SUBJECT - _KNOWN_IN_LONG_TEXT)


def _level_of(order: _Order) -> OrderLevel:
    for joins, doubtful, hopeless in _LIMITS:
        if order.joins >= joins:
            return OrderLevel((order.disorder > doubtful) + (order.disorder > hopeless))
    return OrderLevel.SOUND


@dataclass(frozen=True, slots=True, kw_only=True)
class _Order:
    """Attraction over the joints between words: observed, and expected if each clause were shuffled."""

    joins: int
    observed: float
    chance: float

    @property
    def disorder(self) -> float:
        """Chance as a share of the observed attraction; 1.0 when next to nothing attracts."""
        if self.joins == 0:
            return 0.0
        return 1.0 if self.observed < self.joins * _LEAST_ATTRACTION else self.chance / self.observed


def _order(clauses: Sequence[str]) -> _Order:
    joins, observed, chance = 0, 0.0, 0.0
    if sum(map(len, clauses)) < _FEWEST_JOINS:
        return _Order(joins=0, observed=0.0, chance=0.0)  # too short in any case: spare the dictionary
    attraction, cut = pairs().attraction, segmenter().cut
    for clause in clauses:
        words = cut(clause)[:_MAX_WORDS]
        if len(words) < 3:
            continue
        joins += len(words) - 1
        observed += sum(attraction.get(left[-1] + right[0], 0) for left, right in pairwise(words))
        # Every ordered pair of two words is equally likely to meet, len(words) - 1 times in len * (len - 1).
        own = sum(attraction.get(word[-1] + word[0], 0) for word in words)
        ends, starts = [word[-1] for word in words], [word[0] for word in words]
        chance += (sum(map(attraction.get, [end + start for end in ends for start in starts], repeat(0))) - own) / len(
            words
        )
    return _Order(joins=joins, observed=observed, chance=chance)
