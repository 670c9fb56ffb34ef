"""The shapes a card is printed in: page, type sizes from large to small, room for the code."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

STEP_FLOOR = 14.0  # 四号, CARD.md §3; 9 on the pocket card
PHONE_FLOOR = 14.0


class Shape(StrEnum):
    """The shapes of CARD.md §3."""

    A6 = "a6"
    A4 = "a4"
    POCKET = "pocket"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sizes:
    """Type sizes of one side in points.

    Attributes:
        bar: Titles of the fields. body: Lines other than steps and phones. small: What stands under the title, the
            state and the open points. fine: Sources and markers. gap: Between two lines of a field.
    """

    title: float
    bar: float
    step: float
    body: float
    phone: float
    small: float
    fine: float
    gap: float


@dataclass(frozen=True, slots=True, kw_only=True)
class PageShape:
    """One shape; lengths in millimetres.

    Attributes:
        ladder: Sizes to try, the largest first; the last are the smallest allowed.
        sides: How many sides a card should take; more are said in the outcome.
        two_columns: The fields of the back stand in two columns under those of the front, all on one side.
    """

    shape: Shape
    name: str
    width: float
    height: float
    margin: float
    ladder: tuple[Sizes, ...]
    code: float
    sides: int
    two_columns: bool = False

    @property
    def inner_width(self) -> float:
        """Width of the text."""
        return self.width - 2 * self.margin

    @property
    def inner_height(self) -> float:
        """Height of the text."""
        return self.height - 2 * self.margin


def _a6(step: float, body: float, gap: float) -> Sizes:
    return Sizes(
        title=15.0,
        bar=8.5 + gap / 2,
        step=step,
        body=body,
        phone=PHONE_FLOOR,
        small=min(7.5, body - 1),
        fine=6.0,
        gap=gap,
    )


def _a4(step: float) -> Sizes:
    body = max(10.5, round(step * 0.62 * 2) / 2)
    small = 9.0 if step < 18 else 10.5
    return Sizes(
        title=max(22.0, step + 8),
        bar=body + 1,
        step=step,
        body=body,
        phone=max(PHONE_FLOOR, body + 2),
        small=small,
        fine=small - 1.5,
        gap=3.0,
    )


def _pocket(step: float, body: float) -> Sizes:
    return Sizes(title=11.0, bar=8.5, step=step, body=body, phone=PHONE_FLOOR, small=6.5, fine=5.5, gap=1.2)


A6 = PageShape(
    shape=Shape.A6,
    name="A6双面卡",
    width=105,
    height=148,
    margin=4,
    ladder=(
        *(_a6(step, 11.0, 2.0) for step in (18.0, 17.0)),
        *(_a6(step, 10.5, 1.8) for step in (16.0, 15.0)),
        *(_a6(STEP_FLOOR, body, gap) for body, gap in ((10.0, 1.6), (9.5, 1.4), (9.0, 1.2), (8.5, 1.0), (8.0, 0.8))),
        _a6(STEP_FLOOR, 7.5, 0.6),
    ),
    code=19,
    sides=2,
)
A4 = PageShape(
    shape=Shape.A4,
    name="A4岗位看板",
    width=210,
    height=297,
    margin=12,
    ladder=tuple(_a4(step / 2) for step in range(56, 27, -1)),
    code=30,
    sides=1,
    two_columns=True,
)
POCKET = PageShape(
    shape=Shape.POCKET,
    name="口袋卡",
    width=90,
    height=54,
    margin=3.5,
    ladder=tuple(
        _pocket(step, body)
        for step, body in ((11.0, 9.0), (10.5, 9.0), (10.0, 8.5), (9.5, 8.5), (9.0, 8.5), (9.0, 8.0), (9.0, 7.5))
    ),
    code=17,
    sides=8,
)
SHAPES: dict[Shape, PageShape] = {one.shape: one for one in (A6, A4, POCKET)}
