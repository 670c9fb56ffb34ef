"""Which characters are common and which go together, from `data/character_pairs.txt` (see `tools/character_pairs.py`)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from kb.text.segmenter import Segmenter, open_segmenter

CLAUSE = re.compile(r"[\u3400-\u9fff]{7,60}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Pairs:
    """The table: common characters, and pairs that attract each other with their class 1 to 4."""

    common: frozenset[str]
    attraction: dict[str, int]


@cache
def pairs() -> Pairs:
    """Return the table; read once."""
    table = files("ingest").joinpath("data", "character_pairs.txt").read_text(encoding="utf-8")
    common, *rows = table.splitlines()
    attraction: dict[str, int] = {}
    for row in rows:
        first, *groups = row.split("\t")
        for strength, seconds in enumerate(groups, start=1):
            attraction.update({first + second: strength for second in seconds})
    return Pairs(common=frozenset(common), attraction=attraction)


@cache
def segmenter() -> Segmenter:
    """Return the segmenter without terms of the domain; made once."""
    return open_segmenter(())


def spread(clauses: Sequence[str], wanted: int) -> Sequence[str]:
    """Return at most `wanted` clauses, taken evenly from the whole."""
    if len(clauses) <= wanted:
        return clauses
    return [clauses[number * len(clauses) // wanted] for number in range(wanted)]


def pair_share(clauses: Sequence[str]) -> float:
    """Return the share of neighbouring characters that go together by the table; 0.0 without any."""
    attraction = pairs().attraction
    total = sum(len(clause) - 1 for clause in clauses)
    known = sum(clause[at : at + 2] in attraction for clause in clauses for at in range(len(clause) - 1))
    return known / total if total else 0.0


def has_words(clauses: Sequence[str], least: float) -> bool:
    """Tell whether at least this share of the characters stand in dictionary words of two and more; False without any.

    The share is 0.49 and more in Chinese text of any subject, names and Latin species included; below 0.35 where
    characters are exchanged, moved or misread.
    """
    cut, knows = segmenter().cut, segmenter().knows
    total = sum(map(len, clauses))
    known = 0
    for clause in clauses:  # only as far as needed: segmenting is most of the cost of a judgement
        known += sum(len(word) for word in cut(clause) if len(word) > 1 and knows(word))
        if known and known / total >= least:
            return True
    return False
