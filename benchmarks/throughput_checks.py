"""What a reader may lose of a document with known content, counted from the text it returns.

White space, "|" and the marks of Markdown (#, *, backslashes) are left out on both sides: a reader may write them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

_MARKS = re.compile(r"[\s|\\*#\ufeff]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One thing that can be lost.

    Attributes:
        total: How many there are in the document.
        lost: Text of a reader → how many of them it lost (or leaked, doubled).
    """

    feature: str
    total: int
    lost: Callable[[str], int]


def bare(text: str) -> str:
    """Return the characters that are looked for."""
    return _MARKS.sub("", text)


def texts_kept(feature: str, texts: Sequence[str]) -> Check:
    """Each text is there at least once."""
    return Check(
        feature=feature, total=len(texts), lost=lambda found: sum(bare(one) not in bare(found) for one in texts)
    )


def texts_doubled(feature: str, texts: Sequence[str]) -> Check:
    """No text is there more than once."""
    return Check(
        feature=feature, total=len(texts), lost=lambda found: sum(bare(found).count(bare(one)) > 1 for one in texts)
    )


def texts_leaked(feature: str, texts: Sequence[str]) -> Check:
    """No text is there at all."""
    return Check(feature=feature, total=len(texts), lost=lambda found: sum(bare(one) in bare(found) for one in texts))


def repeats(feature: str, text: str, total: int) -> Check:
    """Count how often a running head or foot stands in the text; none is right."""
    return Check(feature=feature, total=total, lost=lambda found: bare(found).count(bare(text)))


def numbers_kept(numbered: Sequence[tuple[str, str]]) -> Check:
    """Each automatic number stands directly before its text."""
    return texts_kept("automatic numbers lost", [label + text for label, text in numbered])


def rows_kept(feature: str, rows: Sequence[Sequence[str]]) -> Check:
    """Each row is one line that holds its cells in order; a merged cell counts in every row it covers."""

    def lost(found: str) -> int:
        lines = [bare(line) for line in found.split("\n")]
        return sum(not any(_in_order(row, line) for line in lines) for row in rows)

    return Check(feature=feature, total=len(rows), lost=lost)


def lines_joined(texts: Sequence[str]) -> Check:
    """Each paragraph is one line, however the page broke it."""

    def lost(found: str) -> int:
        lines = [bare(line) for line in found.split("\n")]
        return sum(not any(bare(text) in line for line in lines) for text in texts)

    return Check(feature="paragraphs left broken", total=len(texts), lost=lost)


def in_order(feature: str, texts: Sequence[str]) -> Check:
    """Each text stands after the one before it."""

    def lost(found: str) -> int:
        whole = bare(found)
        places = [whole.find(bare(text)) for text in texts]
        return sum(later < earlier or later < 0 for earlier, later in pairwise(places))

    return Check(feature=feature, total=len(texts) - 1, lost=lost)


def _in_order(cells: Sequence[str], line: str) -> bool:
    place = 0
    for cell in cells:
        found = line.find(bare(cell), place)
        if found < 0:
            return False
        place = found + len(bare(cell))
    return True
