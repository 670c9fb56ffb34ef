"""What came out of printing, and what to say about it."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.cards.printing.shapes import PageShape, Shape


@dataclass(frozen=True, slots=True, kw_only=True)
class Pages:
    """What came out of printing.

    Attributes:
        sides: How many pages there are.
        step_size: Size of the steps in points.
        note: A Chinese sentence when the card takes more sides than its shape should; "" otherwise.
    """

    shape: Shape
    sides: int
    step_size: float
    note: str


def sides_note(shape: PageShape, sides: int) -> str:
    """Return what to say when a card takes more sides than it should; "" when it does not."""
    if sides <= shape.sides:
        return ""
    least = shape.ladder[-1].step
    return (
        f"{shape.name}步骤不小于 {least:g} 磅时 {shape.sides} 面放不下，没有删字，共 {sides} 面。"
        "要少用几面，请精简步骤，或改用更大的版式。"
    )
