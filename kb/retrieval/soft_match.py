"""Compare question and passages word by word in the space of the shipped static vectors.

BM25 counts equal words; here a passage also covers a word of the question when it holds one of like meaning. All
features of one question's candidates come from a few matrix products, in about a millisecond per ten passages.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

BLOCK = 8  # tokens; windows begin and end at multiples of it
WINDOWS = (2, 5, 12)  # blocks: about a clause, a sentence, a paragraph
MAX_QUESTION_TOKENS = 48
MAX_PASSAGE_TOKENS = 640
RAREST = 4  # the rarest words of the question are looked at one by one
SAME, ALIKE = 0.999, 0.6  # cosines from which two words are the same, or mean something alike
NUMBER, TIME, BODY = 1, 2, 4  # what a token is part of
NEAR = 1  # the window, by its place in `WINDOWS`, in which the answer is looked for
AGREEING = (3, 10)  # candidates of the cheap ordering that stand for the topic
NAMES = (
    *("soft_cover", "same_cover", "alike_cover", "trained_cover", "trained_same", "sharp_cover", "weakest"),
    *(f"rarest_{number}" for number in range(1, RAREST + 1)),
    *(f"window_{blocks * BLOCK}" for blocks in WINDOWS),
    *(f"window_cosine_{blocks * BLOCK}" for blocks in WINDOWS[1:]),
    *("explained", "tokens", "question_tokens", "head_cover", "head_share"),
    *(f"agrees_{count}" for count in AGREEING),
    *("near_number", "near_time", "near_body", "kind_met"),
)

FloatArray = NDArray[np.float32]
TokenIds = NDArray[np.int64]


class TokenVectors(Protocol):
    """Tokens of texts and their vectors."""

    def tokens(self, texts: Sequence[str]) -> list[list[int]]:
        """Return the token ids of each text, unknown pieces left out."""
        ...

    def token_rows(self, token_ids: TokenIds) -> FloatArray:
        """Return shape (len(token_ids), dimension): weighted vectors whose sum is the direction of a text."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionTokens:
    """The distinct tokens of a question.

    Attributes:
        weights: idf of each over the base.
        wanted: Bits of `NUMBER`, `TIME`, `BODY`: what the answer is made of, 0 when nothing special.
    """

    ids: TokenIds
    weights: FloatArray
    wanted: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class _Passages:
    """The tokens of all passages in one row, each passage filled up to whole blocks.

    Attributes:
        places: int64[blocks, BLOCK], rows of the table of distinct tokens; its last row, of zeros, fills up.
        lengths: Tokens of each passage.
        passage, block: Of each row of `places`: its passage, and its number in it.
    """

    places: TokenIds
    lengths: TokenIds
    passage: TokenIds
    block: TokenIds


def soft_features(
    question: QuestionTokens,
    passages: Sequence[Sequence[int]],
    heads: Sequence[Sequence[int]],
    vectors: TokenVectors,
    kinds: NDArray[np.uint8],
) -> FloatArray:
    """Return shape (passages, len(NAMES)); the passages come in the order of the cheap ranking.

    Args:
        passages: Token ids of each, those of its title and headings before its own.
        heads: Token ids of title and headings alone.
        kinds: Bits of `NUMBER`, `TIME`, `BODY` for every token of the vocabulary.
    """
    if not len(question.ids) or not passages:
        return np.zeros((len(passages), len(NAMES)), np.float32)
    ids = question.ids[:MAX_QUESTION_TOKENS]
    weights = _shares(question.weights[:MAX_QUESTION_TOKENS])
    asked = vectors.token_rows(ids)
    distinct, body, head = _laid_out(passages, heads)
    known = np.vstack((vectors.token_rows(distinct), np.zeros((1, asked.shape[1]), np.float32)))
    alike = np.clip(_units(asked) @ _units(known).T, 0.0, 1.0)
    grid = _block_maxima(alike, body)
    best, best_head = grid.max(axis=1).T, _block_maxima(alike, head).max(axis=1).T
    windows = _windows(grid**2, weights)
    columns = [
        *_coverage(best, weights, _shares(np.linalg.norm(asked, axis=1))),
        *_rarest(best, weights),
        *(covered.max(axis=1) for covered in windows),
        *_window_cosines(known, body, asked.sum(axis=0)),
        _explained(alike, body),
        body.lengths / 200.0,
        np.full(len(passages), len(ids) / 20.0),
        weights @ best_head**2,
        _explained(alike, head),
        *_agreement(_directions(known, body)),
        *_near(windows[NEAR], np.where(alike.max(axis=0)[:-1] < ALIKE, kinds[distinct], 0), body, question.wanted),
    ]
    return np.stack(columns, axis=1).astype(np.float32)


def _shares(weights: FloatArray) -> FloatArray:
    total = float(weights.sum())
    return weights / total if total > 0 else np.full(len(weights), 1 / max(1, len(weights)), np.float32)


def _units(vectors: FloatArray) -> FloatArray:
    units: FloatArray = vectors / np.maximum(np.linalg.norm(vectors, axis=-1, keepdims=True), 1e-9)
    return units


def _laid_out(
    passages: Sequence[Sequence[int]], heads: Sequence[Sequence[int]]
) -> tuple[TokenIds, _Passages, _Passages]:
    """Return the distinct tokens, ascending, and where passages and heads hold them."""
    rows = [np.array(text[:MAX_PASSAGE_TOKENS], np.int64) for text in (*passages, *heads)]
    distinct, place = np.unique(np.concatenate(rows), return_inverse=True)
    lengths = np.array([len(row) for row in rows], np.int64)
    count = len(passages)
    border = int(lengths[:count].sum())
    body = _in_blocks(place[:border], lengths[:count], len(distinct))
    return distinct, body, _in_blocks(place[border:], lengths[count:], len(distinct))


def _in_blocks(place: TokenIds, lengths: TokenIds, filler: int) -> _Passages:
    counts = np.maximum(1, -(-lengths // BLOCK))
    starts = np.cumsum(lengths) - lengths
    first = np.cumsum(counts) - counts
    places = np.full(int(counts.sum()) * BLOCK, filler, np.int64)
    places[np.arange(len(place)) + np.repeat(first * BLOCK - starts, lengths)] = place
    passage = np.repeat(np.arange(len(counts)), counts)
    block = np.arange(len(passage)) - first[passage]
    return _Passages(places=places.reshape(-1, BLOCK), lengths=lengths, passage=passage, block=block)


def _grid(passages: _Passages, values: FloatArray) -> FloatArray:
    """Return shape (passages, blocks of the longest, columns) from one row of values per block; 0 behind the end."""
    grid = np.zeros((len(passages.lengths), int(passages.block.max()) + 1, values.shape[1]), np.float32)
    grid[passages.passage, passages.block] = values
    return grid


def _block_maxima(alike: FloatArray, passages: _Passages) -> FloatArray:
    """Return shape (passages, blocks, question tokens): the cosine of the likest word in each block."""
    return _grid(passages, alike.T[passages.places].max(axis=1))


def _coverage(best: FloatArray, weights: FloatArray, trained: FloatArray) -> list[FloatArray]:
    same = (best > SAME).astype(np.float32)
    weakest = np.sort(best, axis=0)[: max(1, len(best) // 3)].mean(axis=0)
    return [
        weights @ best**2,
        weights @ same,
        weights @ (best > ALIKE).astype(np.float32),
        trained @ best**2,
        trained @ same,
        weights @ best**4,
        weakest,
    ]


def _rarest(best: FloatArray, weights: FloatArray) -> list[FloatArray]:
    """Return how well each of the rarest words is met, 1 where the question has fewer."""
    order = np.argsort(-weights, kind="stable")[:RAREST]
    found = list(best[order])
    return found + [np.ones(best.shape[1], np.float32)] * (RAREST - len(found))


def _explained(alike: FloatArray, passages: _Passages) -> FloatArray:
    """Return how much of each passage the question explains, word by word."""
    per_block = (alike.max(axis=0) ** 2)[passages.places].sum(axis=1)
    total = np.bincount(passages.passage, weights=per_block, minlength=len(passages.lengths))
    return (total / np.maximum(passages.lengths, 1)).astype(np.float32)


def _windows(grid: FloatArray, weights: FloatArray) -> list[FloatArray]:
    """Return shape (passages, blocks) for each size: how much of the question the window that begins there covers."""
    found, reach = [], 1
    for size in WINDOWS:
        while reach < size:  # a window of 5 is two of 4, one block apart
            step = min(reach, size - reach)
            grid = np.maximum(grid, _later(grid, step))
            reach += step
        found.append(grid @ weights)
    return found


def _later(grid: FloatArray, step: int) -> FloatArray:
    """Return the grid with every block moved to the place `step` before."""
    moved = np.zeros_like(grid)
    moved[:, : max(0, grid.shape[1] - step)] = grid[:, step:]
    return moved


def _window_cosines(known: FloatArray, passages: _Passages, direction: FloatArray) -> list[FloatArray]:
    """Return the best cosine of the question and a window, for each size but the smallest."""
    summed = np.cumsum(_grid(passages, known[passages.places].sum(axis=1)), axis=1)
    summed = np.concatenate((np.zeros_like(summed[:, :1]), summed), axis=1)
    ends = np.arange(1, summed.shape[1])
    behind = ends > np.bincount(passages.passage)[:, None]
    unit = direction / max(float(np.linalg.norm(direction)), 1e-9)
    found = []
    for blocks in WINDOWS[1:]:
        windows = summed[:, ends] - summed[:, np.maximum(ends - blocks, 0)]
        lengths = np.sqrt(np.einsum("pbd,pbd->pb", windows, windows))
        cosines = windows @ unit / np.maximum(lengths, 1e-9)
        found.append(np.where(behind, -1.0, cosines).max(axis=1))
    return found


def _directions(known: FloatArray, passages: _Passages) -> FloatArray:
    """Return the direction of each whole passage, shape (passages, dimension)."""
    shape = (len(passages.lengths), len(known))
    cell = passages.passage[:, None] * shape[1] + passages.places
    counts = np.bincount(cell.ravel(), minlength=shape[0] * shape[1]).reshape(shape)
    return _units(counts.astype(np.float32) @ known)


def _agreement(directions: FloatArray) -> list[FloatArray]:
    """Return how near each passage lies to the best ones of the cheap ranking, itself left out."""
    found = []
    for count in AGREEING:
        top = directions[:count]
        cosines = directions @ top.T
        np.fill_diagonal(cosines, 0.0)
        others = len(top) - (np.arange(len(directions)) < len(top))
        found.append(cosines.sum(axis=1) / np.maximum(others, 1))
    return found


def _near(covered: FloatArray, kinds: NDArray[np.uint8], passages: _Passages, wanted: int) -> list[FloatArray]:
    """Return how many tokens of each kind stand in the best window, up to 4 as 1, and whether a wanted kind does.

    Args:
        covered: What each window covers of the question.
        kinds: Bits of the distinct tokens, 0 for those that the question says.
    """
    bits = np.array([NUMBER, TIME, BODY], np.uint8)
    present = (np.append(kinds, np.uint8(0))[passages.places][:, :, None] & bits) > 0
    counts = np.cumsum(_grid(passages, present.sum(axis=1).astype(np.float32)), axis=1)
    counts = np.concatenate((np.zeros_like(counts[:, :1]), counts), axis=1)
    at = covered.argmax(axis=1)
    end = np.minimum(at + WINDOWS[NEAR], counts.shape[1] - 1)
    every = np.arange(len(at))
    found = np.minimum(counts[every, end] - counts[every, at], 4.0) / 4.0
    met = (found[:, (bits & wanted) > 0] > 0).any(axis=1) if wanted else np.ones(len(at), np.bool_)
    return [*found.T, met.astype(np.float32)]
