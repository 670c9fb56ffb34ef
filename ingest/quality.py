"""Tell Chinese text from what only looks like it: wrong encodings, random characters, words out of order.

Three measures, none of which knows a topic:

* Foreign share: characters that have no place in such text (Latin-1 letters of a GBK text that was read
  in the wrong encoding, replacement and private-use characters) or ideographs outside the 2,500 common ones.
* Function words: 的、和、在、应 … make up a steady part of running text; word salad has none.
* Order: how much better the last character of a word and the first of the next go together than the
  characters of any two words of the same clause do. In real text the chance value is 0.3 to 0.63 of the observed
  one, whatever the subject, because both are taken from the same words; in shuffled text they are equal.

What goes together is read from `data/character_pairs.txt` (see `tools/character_pairs.py`). Texts with fewer
than `_FEW_JOINS` joints between words (a table, a one-line notice) are not judged by order.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from itertools import pairwise

from kb.text.segmenter import Segmenter, open_segmenter

_WINDOW = 400
_MAX_WINDOWS = 60
_FEWEST_CHARACTERS = 100
_FEWEST_IDEOGRAPHS = 60
_FEWEST_JOINS = 80
_FEW_JOINS = 40
_FIRST_LOOK = 50  # clauses; almost every document is settled by them
_SECOND_LOOK = 400
_CLEARLY_ORDERED = 0.60
_SHUFFLED = 0.70
_HOPELESS = 0.80
_SURELY_SHUFFLED = 0.88
_LEAST_ATTRACTION = 0.12
_FOREIGN_SHARE = 0.25
_RARE_SHARE = 0.30
_SYMBOL_SHARE = 0.18
_WHOLE = 0.5
_LEAST_FUNCTION_SHARE = 0.004
_JUDGED_FOR_FUNCTION = 2_000
_MAX_WORDS = 16

_IDEOGRAPH = re.compile(r"[\u3400-\u9fff]")
_FOREIGN = re.compile(
    r"[\u0080-\u00a0\u00a1-\u00a6\u00a8-\u00af\u00b4-\u00b6\u00b8-\u00d6\u00d8-\u00f6\u00f8-\u00ff\ue000-\uf8ff\ufffd]"
)
_LINE_NOISE = re.compile(r"[!-$&*;-@\[-`{-~]")
_CLAUSE = re.compile(r"[\u3400-\u9fff]{7,60}")
_FUNCTION = frozenset("的了在和与及或对等为应按由于并其以并是有从被将把各该")


class Fault(StrEnum):
    """What is wrong with a text."""

    GARBLED = "garbled"
    SHUFFLED = "shuffled"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What the gate found.

    Attributes:
        hopeless: Nothing of the text can be used; otherwise a part, or there is a doubt.
        reason: Chinese sentence: what was found and what to do.
    """

    fault: Fault
    hopeless: bool
    reason: str


def judge(text: str) -> Verdict | None:
    """Return what is wrong with the text of a document, None when it reads like text."""
    garbled = _garbled_share(text)
    if garbled > _WHOLE:
        reason = "文字是乱码（编码错误或随机字符），没有入库，请换一份能正常显示的文件。"
        return Verdict(fault=Fault.GARBLED, hopeless=True, reason=reason)
    if garbled:
        reason = f"约 {max(1, round(garbled * 100))}% 的文字是乱码，引用前请核对原件。"
        return Verdict(fault=Fault.GARBLED, hopeless=False, reason=reason)
    return _judge_order(_CLAUSE.findall(text))


def _judge_order(clauses: Sequence[str]) -> Verdict | None:
    disorder = _disorder(clauses)
    if disorder > _HOPELESS:
        reason = "文字语序紊乱（疑似机器拼凑或版面错乱），没有入库，请换用原文后重试。"
        return Verdict(fault=Fault.SHUFFLED, hopeless=True, reason=reason)
    if disorder > _SHUFFLED or _lacks_function_words(clauses):
        reason = "文字语序可疑（可能是机器拼凑或版面错乱），引用前请核对原件。"
        return Verdict(fault=Fault.SHUFFLED, hopeless=False, reason=reason)
    return None


def _garbled_share(text: str) -> float:
    """Return the share of windows whose characters do not belong; 0.0 for short or sound texts."""
    dense = re.sub(r"\s+", "", text)
    if len(dense) < _FEWEST_CHARACTERS:
        return 0.0
    starts = range(0, len(dense), _WINDOW)
    step = max(1, len(starts) // _MAX_WINDOWS)
    windows = [dense[start : start + _WINDOW] for start in starts[::step]]
    judged = [window for window in windows if len(window) >= _FEWEST_CHARACTERS]
    return sum(map(_is_garbled, judged)) / len(judged)


def _is_garbled(window: str) -> bool:
    if len(_FOREIGN.findall(window)) > len(window) * _FOREIGN_SHARE:
        return True
    ideographs = _IDEOGRAPH.findall(window)
    if len(ideographs) < len(window) * 0.1:
        return len(_LINE_NOISE.findall(window)) > len(window) * _SYMBOL_SHARE
    if len(ideographs) < _FEWEST_IDEOGRAPHS:
        return False
    common = _pairs().common
    known = sum(map(common.__contains__, ideographs))
    return len(ideographs) - known > len(ideographs) * _RARE_SHARE


def _lacks_function_words(clauses: Sequence[str]) -> bool:
    characters = "".join(clauses[:_SECOND_LOOK])
    if len(characters) < _JUDGED_FOR_FUNCTION:
        return False
    return sum(map(_FUNCTION.__contains__, characters)) < len(characters) * _LEAST_FUNCTION_SHARE


def _disorder(clauses: Sequence[str]) -> float:
    """Return 0 to 1 for text, about 1 for shuffled text; looks at more clauses when some leave a doubt."""
    order = _order(_spread(clauses, _FIRST_LOOK))
    if order.disorder > _CLEARLY_ORDERED and len(clauses) > _FIRST_LOOK:
        order = _order(_spread(clauses, _SECOND_LOOK))
    if order.joins < _FEWEST_JOINS:
        return order.disorder if order.joins >= _FEW_JOINS and order.disorder > _SURELY_SHUFFLED else 0.0
    return order.disorder


def _spread(clauses: Sequence[str], wanted: int) -> Sequence[str]:
    if len(clauses) <= wanted:
        return clauses
    return [clauses[number * len(clauses) // wanted] for number in range(wanted)]


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
    attraction, cut = _pairs().attraction, _segmenter().cut
    for clause in clauses:
        words = cut(clause)[:_MAX_WORDS]
        if len(words) < 3:
            continue
        joins += len(words) - 1
        observed += sum(attraction.get(left[-1] + right[0], 0) for left, right in pairwise(words))
        # Every ordered pair of two words is equally likely to meet, len(words) - 1 times in len * (len - 1).
        own = sum(attraction.get(word[-1] + word[0], 0) for word in words)
        ends, starts = [word[-1] for word in words], [word[0] for word in words]
        chance += (sum(attraction.get(end + start, 0) for end in ends for start in starts) - own) / len(words)
    return _Order(joins=joins, observed=observed, chance=chance)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pairs:
    """The table: common characters, and pairs that attract each other with their class 1 to 4."""

    common: frozenset[str]
    attraction: dict[str, int]


@cache
def _pairs() -> _Pairs:
    table = files("ingest").joinpath("data", "character_pairs.txt").read_text(encoding="utf-8")
    common, *rows = table.splitlines()
    attraction: dict[str, int] = {}
    for row in rows:
        first, *groups = row.split("\t")
        for strength, seconds in enumerate(groups, start=1):
            attraction.update({first + second: strength for second in seconds})
    return _Pairs(common=frozenset(common), attraction=attraction)


@cache
def _segmenter() -> Segmenter:
    return open_segmenter(())
