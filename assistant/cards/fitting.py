"""The largest type with which a side of the card still fits on A6; sizes in points, lengths in millimetres."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.cards.layout import BACK, FRONT, card_title, short_sources
from assistant.records import Card, CardField, CardLine

MM_PER_POINT = 0.3528
WIDTH_MM = 105 - 2 * 6
HEIGHT_MM = (148 - 2 * 6) * 0.97  # a little is left for fonts that run wider than reckoned
LINE = 1.22
STEP_SIZES = (14.0, 13.0, 12.0, 11.0, 10.5, 10.0, 9.5, 9.0, 8.5, 8.0)
BACK_SIZES = (9.5, 9.0, 8.5, 8.0, 7.5, 7.0, 6.5, 6.0)
MARKER_ROOM = 2  # characters that the small [12] behind a line takes


@dataclass(frozen=True, slots=True, kw_only=True)
class Sizes:
    """Type sizes of one side in points."""

    title: float
    step: float
    body: float
    phone: float
    small: float
    fine: float


def front_sizes(card: Card) -> Sizes:
    """Return the sizes of the front: the steps as large as fits."""
    candidates = [
        Sizes(
            title=min(15.0, step + 3), step=step, body=max(7.5, min(10.0, step - 1.5)), phone=14.0, small=7.5, fine=5.5
        )
        for step in STEP_SIZES
    ]
    return next((sizes for sizes in candidates if front_height(card, sizes) <= HEIGHT_MM), candidates[-1])


def back_sizes(card: Card) -> Sizes:
    """Return the sizes of the back: phone numbers stay at 14 points while there is room, 11 at least."""
    candidates = [
        Sizes(
            title=12.0, step=body, body=body, phone=phone, small=max(5.5, body - 1.5), fine=max(5.0, min(6.0, body - 2))
        )
        for phone in (14.0, 11.0)
        for body in BACK_SIZES
    ]
    return next((sizes for sizes in candidates if back_height(card, sizes) <= HEIGHT_MM), candidates[-1])


def front_height(card: Card, sizes: Sizes) -> float:
    """Return how high the front is with these sizes."""
    heading = height_of(card_title(card), sizes.title) + height_of(card.unit + card.site + "　" * 14, sizes.small)
    return heading + sum(field_height(card, field, sizes) for field in FRONT)


def back_height(card: Card, sizes: Sizes) -> float:
    """Return how high the back is with these sizes."""
    points = [problem.message + "　" * 10 for problem in card.problems if problem.blocking]
    below = sum(height_of(text, sizes.small) for text in [*points, "　" * 44])
    below += sum(height_of(text, sizes.fine) for text in [*short_sources(card), "　" * 48])
    return below + sum(field_height(card, field, sizes) for field in BACK)


def field_height(card: Card, field: CardField, sizes: Sizes) -> float:
    """Return the height of a field with its bar, 0 when the card has none."""
    lines = [line for line in card.lines if line.field is field]
    if not lines:
        return 0.0
    return height_of("标题", sizes.body) + sum(line_height(line, sizes) for line in lines)


def line_height(line: CardLine, sizes: Sizes) -> float:
    """Return the height of one printed line of a card."""
    if line.field is CardField.PHONE and not line.blank:
        wide = len(line.text) * sizes.body * MM_PER_POINT * 0.85 + 4 * sizes.phone * MM_PER_POINT
        return math.ceil(wide / WIDTH_MM) * sizes.phone * 1.15 * MM_PER_POINT + 0.35
    size = sizes.step if line.field is CardField.STEP and not line.blank else sizes.body
    return height_of(line.text + "　" * (MARKER_ROOM + 1), size)


def height_of(text: str, size: float) -> float:
    """Return the height of a paragraph: full-width characters are as wide as high, others half."""
    width = sum(widths(text)) * size * MM_PER_POINT
    return max(1, math.ceil(width / (WIDTH_MM - size * MM_PER_POINT))) * size * LINE * MM_PER_POINT + 0.35


def widths(text: str) -> Sequence[float]:
    """Return the width of each character in ems."""
    return [0.55 if ord(letter) < 0x2E80 else 1.0 for letter in text]
