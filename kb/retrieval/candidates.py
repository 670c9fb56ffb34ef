"""Gather candidates from every search and put their scores side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kb.records import ChunkScore
from kb.retrieval.features import Signals

LEXICAL_DEPTH = 200  # lines taken from each lexical list
VECTOR_DEPTH = 100
NAMED_DEPTH = 60  # lines from within the documents a question names, or of a place it names
POOL = 100  # candidates whose text is read; MEASUREMENTS: top-60 lists hold the right chunk for 86–100 %
# Weights of the first, cheap ordering that picks the pool.
POOL_WORDS, POOL_BIGRAMS, POOL_OTHER_NAMES, POOL_COSINE, POOL_NAMED = 0.35, 0.45, 0.3, 0.6, 0.5
POOL_SAID = 0.8
TOP_OF_EACH = 15  # best lines of each list that are in the pool whatever the others say


@dataclass(frozen=True, slots=True, kw_only=True)
class Lists:
    """The ranking lists of one search; all hold allowed chunks only.

    Attributes:
        placed: Best lines within documents of a place that the question names; they are among the words or bigrams too.
        named: chunk numbers in documents that the question names.
        clause: chunk numbers that hold the clause asked for.
    """

    words: Sequence[ChunkScore]
    bigrams: Sequence[ChunkScore]
    vectors: Sequence[ChunkScore]
    other_names: Sequence[ChunkScore] = ()
    said: Sequence[ChunkScore] = ()
    placed: Sequence[ChunkScore] = ()
    named: frozenset[int] = frozenset()
    clause: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A chunk and what the searches say about it."""

    chunk_no: int
    signals: Signals


def gather(lists: Lists, cosines: dict[int, float]) -> list[Candidate]:
    """Return at most `POOL` candidates, the most promising first; a chunk missing in a list has score 0 there.

    Args:
        cosines: For every chunk in the lists; one without a vector is left out.
    """
    words = _shares(lists.words)
    bigrams = _shares(lists.bigrams)
    other_names = _shares(lists.other_names)
    said = _shares(lists.said)
    nearest = (line.chunk_no for line in lists.vectors)
    numbers = dict.fromkeys([*lists.clause, *words, *bigrams, *other_names, *said, *nearest])
    clause = set(lists.clause)
    candidates = [
        Candidate(
            chunk_no=number,
            signals=Signals(
                words=words.get(number, 0.0),
                bigrams=bigrams.get(number, 0.0),
                other_names=other_names.get(number, 0.0),
                cosine=cosines.get(number, 0.0),
                named=float(number in lists.named),
                clause=float(number in clause),
                said=said.get(number, 0.0),
            ),
        )
        for number in numbers
    ]
    kept = _certain(lists)
    candidates.sort(key=lambda one: (one.chunk_no not in kept, -_promise(one.signals), one.chunk_no))
    return candidates[:POOL]


def numbers_of(lists: Lists) -> NDArray[np.int64]:
    """Return every chunk number in the lists once, ascending."""
    lines = (*lists.words, *lists.bigrams, *lists.vectors, *lists.other_names, *lists.said)
    return np.array(sorted({*lists.clause, *(line.chunk_no for line in lines)}), dtype=np.int64)


def union(first: Sequence[ChunkScore], second: Sequence[ChunkScore]) -> list[ChunkScore]:
    """Join two rankings of the same index, best first."""
    best = {line.chunk_no: line for line in (*second, *first)}
    return sorted(best.values(), key=lambda line: (-line.score, line.chunk_no))


def _certain(lists: Lists) -> set[int]:
    searches = (lists.words, lists.bigrams, lists.vectors, lists.said, lists.placed)
    best = [line.chunk_no for ranking in searches for line in ranking[:TOP_OF_EACH]]
    return {*lists.clause[:TOP_OF_EACH], *best}


def _promise(signals: Signals) -> float:
    named = POOL_NAMED * signals.named + signals.clause
    lexical = POOL_WORDS * signals.words + POOL_BIGRAMS * signals.bigrams + POOL_OTHER_NAMES * signals.other_names
    lexical += POOL_SAID * signals.said
    return lexical + POOL_COSINE * signals.cosine + named


def _shares(ranking: Sequence[ChunkScore]) -> dict[int, float]:
    top = max((line.score for line in ranking), default=0.0)
    return {line.chunk_no: line.score / top for line in ranking} if top > 0 else {}
