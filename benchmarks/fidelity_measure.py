"""Comparing two texts of one file character by character: what is missing, what is too much, what is out of order."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from benchmarks.fidelity_text import plain

_SHINGLE = 6  # shorter runs recur by chance
_JOINED_WITHIN = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """How far a text agrees with an independent one of the same file; shares are 0.0-1.0.

    Attributes:
        recall: Share of the independent text's characters (as a multiset) that ours has too.
        precision: Share of our characters that the independent text has, repetitions of merged cells allowed.
        order: Longest common subsequence ÷ characters both have. 1.0 when all of them stand in the same order.
        whole_lines: Share of the independent text's lines that stand in ours whole, wherever that is. A sign that moved by
            one place, or a number behind its heading, shows here and hardly in `order`.
        missing: Characters of the independent text that ours lacks.
        invented: Characters of ours that are neither in the independent text nor repetitions of a merged cell.
        repeated: Characters of ours accepted as repetitions of a merged cell.
    """

    recall: float
    precision: float
    order: float
    whole_lines: float
    missing: int
    invented: int
    repeated: int
    characters: int


def compare(ours: str, references: Sequence[str], repeatable: str = "") -> Agreement:
    """Compare our text with independent readings of one file.

    Args:
        references: At least one; recall and precision come from the first, order from the one that agrees best: tools
            disagree about the order of the cells of one table row, and ours may follow any of them.
        repeatable: The characters that the covered places of merged cells may add, see `fidelity_reference`.

    Raises:
        ValueError: There is no independent text.
    """
    if not references or not plain(references[0]):
        raise ValueError("no independent text to compare with")
    own, first = plain(ours), plain(references[0])
    mine, theirs = Counter(own), Counter(first)
    common = (mine & theirs).total()
    surplus = mine - theirs
    repeated = (surplus & Counter(plain(repeatable))).total()
    invented = surplus.total() - repeated
    return Agreement(
        recall=common / len(first),
        precision=1.0 - invented / max(len(own), 1),
        order=max(order_share(own, plain(reference)) for reference in references),
        whole_lines=_whole_lines(references[0], own),
        missing=len(first) - common,
        invented=invented,
        repeated=repeated,
        characters=len(first),
    )


def _whole_lines(reference: str, own: str) -> float:
    lines = [line for line in map(plain, reference.split("\n")) if line]
    return sum(line in own for line in lines) / len(lines)


def order_share(left: str, right: str) -> float:
    """Return the longest common subsequence ÷ the characters both texts have; 1.0 when they have none."""
    common = (Counter(left) & Counter(right)).total()
    return common_subsequence_length(left, right) / common if common else 1.0


def common_subsequence_length(left: str, right: str) -> int:
    """Return the length of the longest common subsequence, one machine word per 64 characters and step (Hyyrö 2004)."""
    places: dict[str, int] = {}
    for position, character in enumerate(left):
        places[character] = places.get(character, 0) | 1 << position
    full = (1 << len(left)) - 1
    row = full
    for character in right:
        if match := row & places.get(character, 0):
            row = ((row + match) | (row - match)) & full
    return len(left) - row.bit_count()


def runs_absent(text: str, other: str) -> list[str]:
    """Return the runs of `text` that occur nowhere in `other`, in order, for showing; both are made plain first."""
    own, known = plain(text), _shingles(plain(other))
    covered = bytearray(len(own))
    for start in range(len(own) - _SHINGLE + 1):
        if own[start : start + _SHINGLE] in known:
            covered[start : start + _SHINGLE] = b"\x01" * _SHINGLE
    found = [(match.start(), match.end()) for match in re.finditer(b"\x00+", bytes(covered))]
    return [own[start:end] for start, end in _joined(found)]


def _shingles(text: str) -> set[str]:
    return {text[start : start + _SHINGLE] for start in range(max(len(text) - _SHINGLE + 1, 1))}


def _joined(ranges: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Join ranges that a few characters separate."""
    joined: list[tuple[int, int]] = []
    for start, end in ranges:
        if joined and start - joined[-1][1] <= _JOINED_WITHIN:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined
