"""Columns of Chinese text for a terminal."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

GAP = "  │  "
NARROWEST = 20  # cells; columns below it are printed under each other


def width_of(text: str) -> int:
    """Return how many cells of a terminal a text takes; a Chinese character takes two."""
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def wrapped(text: str, width: int) -> list[str]:
    """Return the lines of a text cut so that none takes more than `width` cells."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line = ""
        for character in paragraph:
            if width_of(line + character) > width:
                lines.append(line)
                line = ""
            line += character
        lines.append(line)
    return lines


def columns(texts: Sequence[str], width: int) -> str:
    """Return texts beside each other within `width` cells, or under each other when that is too narrow."""
    each = (width - width_of(GAP) * (len(texts) - 1)) // max(1, len(texts))
    if each < NARROWEST:
        return "\n\n".join(texts)
    wrapped_texts = [wrapped(text, each) for text in texts]
    height = max(map(len, wrapped_texts))
    filled = [lines + [""] * (height - len(lines)) for lines in wrapped_texts]
    return "\n".join(
        GAP.join(cell + " " * (each - width_of(cell)) for cell in row).rstrip() for row in zip(*filled, strict=True)
    )
