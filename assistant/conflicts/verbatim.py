"""What a source prints for a piece of its normal form, in which synonyms are made one."""

from __future__ import annotations

import re

from assistant.guard.plain import plain_text

LONGEST = 160  # characters of a source that are searched
SHOWN = 40  # characters of it that stand for a piece that is not found
BETWEEN = " → "
_NUMBERING = re.compile(r"^[（(\d一二三四五六七八九十①-⑳)）.、．\s]+")


def as_printed(piece: str, source: str) -> str:
    """Return the words of the source whose normal form is the piece; pieces joined by → each by themselves."""
    return BETWEEN.join(_printed(part, source) for part in piece.split(BETWEEN))


def _printed(piece: str, source: str) -> str:
    if piece in source:
        return piece
    for line in (source, *re.split("[\n；。]", source)):
        if len(line) <= LONGEST and (found := _span_of(piece, line)):
            return found
    whole = _NUMBERING.sub("", source).strip()
    return whole if len(whole) <= SHOWN else whole[:SHOWN] + "…"


def _span_of(piece: str, line: str) -> str:
    """Return the shortest run of a line whose normal form is the piece, "" when there is none."""
    for start in range(len(line)):
        if plain_text(line[start : start + 6])[:1] != piece[:1]:
            continue
        for end in range(start + max(1, len(piece) // 2), min(len(line), start + 2 * len(piece) + 4) + 1):
            if plain_text(line[start:end]) == piece:
                return line[start:end]
    return ""
