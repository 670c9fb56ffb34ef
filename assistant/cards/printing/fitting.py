"""How a card fills the sides of a Word file, reckoned without a layout program; lengths in millimetres.

Word sets the page when it is opened, with fonts that are not known here. So lines have fixed heights and their number
is reckoned from the widths of the characters, a little on the safe side. The PDF needs none of this: it measures.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.cards.printing.content import PrintedCard, PrintedField, PrintedLine
from assistant.cards.printing.shapes import PageShape, Sizes
from assistant.records import CardField

MM_PER_POINT = 0.3528
LINE = 1.15  # height of a line in type sizes
LEAD = 1.25  # room for the number of a step, in type sizes
RESERVE = 0.975  # share of a side that is filled
SEVERAL = 0.88  # the same where a side goes on to another and no line is cut in two
NARROW = 0.58  # widest usual Latin letter or digit
COLUMN_GAP = 5.0
LEFT_COLUMN = (CardField.PHONE, CardField.HANDOVER)
BELOW_COLUMNS = (CardField.BASIS,)
TOKENS = re.compile(r"[!-~]+|.[，。；：、！？）》」』〕】”’%]*", re.S)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Which fields stand on which side, how large, and how many sides that takes."""

    front: tuple[PrintedField, ...]
    back: tuple[PrintedField, ...]
    front_sizes: Sizes
    back_sizes: Sizes
    sides: int


def planned(content: PrintedCard, shape: PageShape) -> Plan:
    """Return the plan with the fewest sides; what is reported stands in front unless that takes a side more."""
    if shape.two_columns:
        sizes = fitted(shape, lambda s: poster_height(content, shape, s))
        sides = sides_of(poster_height(content, shape, sizes), shape)
        return Plan(front=content.front, back=content.back, front_sizes=sizes, back_sizes=sizes, sides=sides)
    report = tuple(field for field in content.front if field.field is CardField.REPORT)
    others = tuple(field for field in content.front if field.field is not CardField.REPORT)
    ways = [(content.front, content.back), (others, (*report, *content.back))]
    return min((two_sided(content, shape, front, back) for front, back in ways), key=lambda plan: plan.sides)


def two_sided(
    content: PrintedCard, shape: PageShape, front: tuple[PrintedField, ...], back: tuple[PrintedField, ...]
) -> Plan:
    """Return the plan with these fields in front and these on the back."""

    def first(sizes: Sizes) -> float:
        return head_height(content, shape, sizes) + fields_height(front, sizes, shape.inner_width)

    def second(sizes: Sizes) -> float:
        return fields_height(back, sizes, shape.inner_width) + foot_height(content, shape, sizes)

    front_sizes, back_sizes = fitted(shape, first), fitted(shape, second)
    sides = sides_of(first(front_sizes), shape) + sides_of(second(back_sizes), shape)
    return Plan(front=front, back=back, front_sizes=front_sizes, back_sizes=back_sizes, sides=sides)


def poster_height(content: PrintedCard, shape: PageShape, sizes: Sizes) -> float:
    """Return the height of everything on one side, the fields of the back in two columns."""
    width = column_width(shape)
    columns = [fields_height(fields, sizes, width) for fields in in_columns(content.back)]
    below = [field for field in content.back if field.field in BELOW_COLUMNS]
    return (
        head_height(content, shape, sizes)
        + fields_height(content.front, sizes, shape.inner_width)
        + max(columns)
        + fields_height(below, sizes, shape.inner_width)
        + foot_height(content, shape, sizes)
    )


def in_columns(fields: Sequence[PrintedField]) -> tuple[tuple[PrintedField, ...], tuple[PrintedField, ...]]:
    """Return the fields of the left and of the right column of a poster."""
    left = tuple(field for field in fields if field.field in LEFT_COLUMN)
    right = tuple(field for field in fields if field.field not in (*LEFT_COLUMN, *BELOW_COLUMNS))
    return left, right


def column_width(shape: PageShape) -> float:
    """Return the width of one of the two columns."""
    return (shape.inner_width - COLUMN_GAP) / 2


def fitted(shape: PageShape, height: Callable[[Sizes], float]) -> Sizes:
    """Return the largest sizes that need no more sides than the smallest do."""
    least = sides_of(height(shape.ladder[-1]), shape)
    return next(sizes for sizes in shape.ladder if sides_of(height(sizes), shape) <= least)


def sides_of(height: float, shape: PageShape) -> int:
    """Return how many sides a height takes."""
    if height <= shape.inner_height * RESERVE:
        return 1
    return math.ceil(height / (shape.inner_height * SEVERAL))


def head_height(content: PrintedCard, shape: PageShape, sizes: Sizes) -> float:
    """Return the height of title, unit and state."""
    below = f"{content.below}　【{content.state}】"
    return text_height(content.title, sizes.title, shape.inner_width) + text_height(
        below, sizes.small, shape.inner_width, sizes.gap
    )


def foot_height(content: PrintedCard, shape: PageShape, sizes: Sizes) -> float:
    """Return the height of what stands below the last field: open points, state, sources, footer and the code."""
    width = shape.inner_width - (shape.code + 2 if content.code else 0)
    words = sum(text_height(text, sizes.small, width) for text in (*content.points, *content.standing))
    words += sum(text_height(text, sizes.fine, width) for text in (*content.sources, content.footer))
    code = shape.code + 0.5 + text_height(content.caption, sizes.fine, shape.code) if content.code else 0.0
    return max(words, code) + 1.0


def fields_height(fields: Sequence[PrintedField], sizes: Sizes, width: float) -> float:
    """Return the height of fields with their titles."""
    return sum(
        text_height(field.title, sizes.bar, width, sizes.gap + 1)
        + sum(line_height(field.field, line, sizes, width) for line in field.lines if not line.number)
        + phones_height([line for line in field.lines if line.number], sizes, width)
        for field in fields
    )


def line_height(field: CardField, line: PrintedLine, sizes: Sizes, width: float) -> float:
    """Return the height of one printed line of a card other than a phone line."""
    size = sizes.step if field is CardField.STEP and not line.blank else sizes.body
    room = width - (LEAD * size * MM_PER_POINT if line.lead else 0) - (2 if field is CardField.PROHIBITION else 0)
    tail = math.ceil(len(line.tail) * NARROW * sizes.fine / size)
    frame = 1.5 if line.blank else 0.0
    return text_height(line.text + "　" * tail, size, room, sizes.gap) + frame


def phones_height(lines: Sequence[PrintedLine], sizes: Sizes, width: float) -> float:
    """Return the height of the rows of numbers."""
    if not lines:
        return 0.0
    who, number, note = phone_columns(lines, sizes, width)
    return sum(
        max(
            text_height(line.text, sizes.body, who),
            text_height(line.number, sizes.phone, number),
            text_height(line.note, sizes.fine, note) + text_height(line.tail, sizes.fine, note),
        )
        for line in lines
    )


def phone_columns(lines: Sequence[PrintedLine], sizes: Sizes, width: float) -> tuple[float, float, float]:
    """Return the widths of whom a number reaches, of the number and of the day it was checked; a number stays whole."""
    number = min(0.6 * width, max(width_of(line.number, sizes.phone) for line in lines) + 1.5)
    notes = max(max(width_of(line.note, sizes.fine), width_of(line.tail, sizes.fine)) for line in lines) + 1.5
    note = min(notes, 0.3 * width)
    return width - number - note, number, note


def text_height(text: str, size: float, width: float, gap: float = 0.0) -> float:
    """Return the height of a paragraph with the gap under it, in points, in a width."""
    lines = line_count(text, width / (size * MM_PER_POINT))
    return (lines * size * LINE + gap_after(size, gap)) * MM_PER_POINT


def gap_after(size: float, gap: float) -> float:
    """Return the space under a paragraph in points: the air inside its lines is part of the gap."""
    return max(0.0, gap - (LINE - 1) * size)


def line_count(text: str, room: float) -> int:
    """Return how many lines a text takes in a room given in type sizes; words are not cut, marks do not begin a line."""
    lines, used = 1, 0.0
    for token in TOKENS.findall(text):
        width = ems(token)
        if used + width > room and used:
            lines, used = lines + 1, 0.0
        lines += max(0, math.ceil(width / room) - 1)  # what is longer than a line is cut after all
        used += width % room if width > room else width
    return lines


def width_of(text: str, size: float) -> float:
    """Return the width of a text on one line."""
    return ems(text) * size * MM_PER_POINT


def ems(text: str) -> float:
    """Return the width of a text in type sizes: Chinese letters and marks are as wide as high."""
    return sum(NARROW if ord(letter) < 0x2000 else 1.0 for letter in text)
