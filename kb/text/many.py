"""Normal form and character pairs of many texts at once, with arrays: what indexing a large batch needs.

The results are those of `kb.text.normalize.normalize` and `Tokenizer.bigrams`, text by text, at a tenth of the time.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from kb.text.normalize import UNUSUAL, settle_run, single_translations

# Stands between texts, and (MARK) where something was taken out. Neither is part of a word, so a text that holds
# them itself loses nothing.
SEPARATOR = "\x00"
MARK = "\x02"
_RESERVED = re.compile(f"[{SEPARATOR}{MARK}]")
_STAND_IN = "\x01"
CHINESE = r"[①-⑳Ⅰ-Ⅻ〇々\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
_LATIN, _CHINESE, _OTHER = 1, 2, 3

Codes = NDArray[np.uint32]


def join_texts(texts: Sequence[str]) -> str:
    """Join texts with `SEPARATOR`, which stands in none of them afterwards."""
    return SEPARATOR.join(_RESERVED.sub(_STAND_IN, text) if _RESERVED.search(text) else text for text in texts)


def normalize_joined(joined: str) -> str:
    """Return the normal form of texts joined with `join_texts`; the separators stay."""
    codes = _codes(joined)
    unusual = np.flatnonzero(_unusual_table()[codes])
    if len(unusual):
        joined = _settle(joined, unusual)
        codes = _codes(joined)
    return _text(_translation_table()[codes])


def _settle(joined: str, unusual: NDArray[np.int64]) -> str:
    """Bring every run of unusual characters, with the character before it, to its normal form."""
    breaks = np.flatnonzero(np.diff(unusual) > 1)
    starts = unusual[np.concatenate(([0], breaks + 1))]
    ends = unusual[np.concatenate((breaks, [len(unusual) - 1]))] + 1
    pieces: list[str] = []
    position = 0
    for start, end in zip(starts.tolist(), ends.tolist(), strict=True):
        start = max(position, start - 1)
        pieces += (joined[position:start], settle_run(joined[start:end]))
        position = end
    return "".join((*pieces, joined[position:]))


def pair_lines(joined: str) -> list[str]:
    """Return per text its character pairs and Latin words, each followed by a space.

    Args:
        joined: Normal form with level signs written as Chinese numerals.
    """
    codes = _codes(joined)
    kinds = _kind_table()[codes]
    following = np.append(kinds[1:], 0)
    alone = np.append(0, kinds[:-1]) != _CHINESE
    chinese, latin = kinds == _CHINESE, kinds == _LATIN
    paired = chinese & (following == _CHINESE)
    kept = np.empty((len(codes), 3), np.bool_)
    kept[:, 0] = paired | (chinese & alone) | latin | (codes == 0)
    kept[:, 1] = paired
    kept[:, 2] = paired | (chinese & alone) | (latin & (following != _LATIN))
    written = np.empty((len(codes), 3), np.uint32)
    written[:, 0] = codes
    written[:, 1] = np.append(codes[1:], 0)
    written[:, 2] = ord(" ")
    return _text(written[kept]).split(SEPARATOR)


def with_other_letters(joined: str) -> set[int]:
    """Return which of the texts hold letters that are neither Latin nor Chinese; `pair_lines` does not know them."""
    codes = _codes(joined)
    at = np.flatnonzero(_kind_table()[codes] == _OTHER)
    return set(np.searchsorted(np.flatnonzero(codes == 0), at).tolist())


def _codes(text: str) -> Codes:
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), "<u4")


def _text(codes: Codes) -> str:
    return codes.astype("<u4", copy=False).tobytes().decode("utf-32-le", "surrogatepass")


@cache
def _translation_table() -> Codes:
    table = np.arange(0x110000, dtype=np.uint32)
    for source, target in single_translations().items():
        table[source] = target
    return table


@cache
def _unusual_table() -> NDArray[np.bool_]:
    return _table(UNUSUAL, 1).astype(np.bool_)


@cache
def _kind_table() -> NDArray[np.uint8]:
    letters, chinese, latin = _table(r"[^\W_]", _OTHER), _table(CHINESE, _CHINESE), _table("[a-z0-9]", _LATIN)
    return np.where(latin > 0, latin, np.where(chinese > 0, chinese, letters))


def _table(character: str, value: int) -> NDArray[np.uint8]:
    """Return `value` for every character the pattern matches, 0 for others."""
    every = _text(np.arange(0x110000, dtype=np.uint32))
    table = np.zeros(0x110000, np.uint8)
    for run in re.finditer(f"{character}+", every):
        table[run.start() : run.end()] = value
    return table
