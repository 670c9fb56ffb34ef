"""Values that stand among the same words as in the evidence: nothing is left to weigh."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from assistant.guard.mentions import read_text
from assistant.guard.records import Mention

_BEFORE, _AFTER = 14, 6  # characters on each side that have to be the same
_LEAST = 10


@lru_cache(maxsize=1_024)
def canonical_text(text: str) -> tuple[str, tuple[int, ...]]:
    """Return the text with every value in its canonical form, and where each mention begins in it."""
    read = read_text(text)
    pieces: list[str] = []
    starts: list[int] = []
    position = length = 0
    for mention in read.mentions:
        piece = read.plain[position : mention.start]
        starts.append(length + len(piece))
        value = f"\ue004{mention.dimension}={mention.value}={mention.bound}\ue005"
        pieces += (piece, value)
        length += len(piece) + len(value)
        position = max(position, mention.end)
    return "".join((*pieces, read.plain[position:])), tuple(starts)


def stands_verbatim(said: Mention, sentence: str, evidence: Sequence[str]) -> bool | None:
    """Tell whether the words around a value are those of the evidence, and what value goes with them there.

    Returns:
        True when it is this value only, False when it is never this value, None when the words are not those of the
        evidence or go with several values.
    """
    text, starts = canonical_text(sentence)
    start = starts[read_text(sentence).mentions.index(said)]
    end = text.index("\ue005", start) + 1
    before, after = text[max(0, start - _BEFORE) : start], text[end : end + _AFTER].rstrip("。;,")
    before, after = before.rpartition("\ue005")[2], after.partition("\ue004")[0]
    if len(before) + len(after) < _LEAST:
        return None
    pattern = re.compile(f"{re.escape(before)}(\ue004[^\ue005]*\ue005){re.escape(after)}")
    found = {match.group(1) for one in evidence for match in pattern.finditer(canonical_text(one)[0])}
    own = text[start:end]
    rivals = {value for value in found if value.split("=")[0] == own.split("=")[0]}
    if not rivals or (own in rivals and len(rivals) > 1):
        return None
    return own in rivals
