"""Records of kept cards."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from assistant.records import Card, CardLine, CardProblem
from kb.catalog.product_records import Product, ProductState, StaleSource


@dataclass(frozen=True, slots=True, kw_only=True)
class LineMark:
    """That a person worded a line of a card.

    Attributes:
        line: Index in `Card.lines`.
        edited_by: Who worded it last.
        rewritten: The words are not those of the source, but a person's own.
        confirmed_by: Who answers for words that no source carries; "" while nobody does.
    """

    line: int
    edited_by: str
    rewritten: bool = False
    confirmed_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CardContent:
    """What is stored of one version of a card.

    Attributes:
        card: `problems` are those of the day it was drafted.
        notes: What the drafter pointed out and no check can find again.
        accepted: Disagreements of sources that a person looked at and let stand, with a reason in the history.
    """

    card: Card
    marks: tuple[LineMark, ...] = ()
    notes: tuple[CardProblem, ...] = ()
    accepted: tuple[CardProblem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptCard:
    """One version of a kept card as it stands today.

    Attributes:
        content: With the citations where their words stand now.
        stale: Sources of this version whose words no longer stand; `upcoming` those that will change on a known day.
    """

    product: Product
    content: CardContent
    stale: tuple[StaleSource, ...] = ()
    upcoming: tuple[StaleSource, ...] = ()

    @property
    def card(self) -> Card:
        """The card itself."""
        return self.content.card

    def mark_of(self, index: int) -> LineMark | None:
        """Return who worded a line, None where it stands as drafted."""
        return next((one for one in self.content.marks if one.line == index), None)

    def stale_of(self, line: CardLine) -> tuple[StaleSource, ...]:
        """Return what changed under a line; markers count the sources from 1."""
        return tuple(one for one in self.stale if one.ordinal + 1 in line.markers)


@dataclass(frozen=True, slots=True, kw_only=True)
class CardRow:
    """A kept card in the list, with what asks for attention.

    Attributes:
        stale: How many of its sources changed; `upcoming` how many will.
        old_phones: How many of its numbers nobody has checked for half a year.
        overdue: The day of its next review has passed.
    """

    product: Product
    stale: int = 0
    upcoming: int = 0
    old_phones: int = 0
    overdue: bool = False

    @property
    def flagged(self) -> bool:
        """Whether somebody has to look at it; a withdrawn card asks for nothing."""
        alive = self.product.state is not ProductState.WITHDRAWN
        return alive and bool(self.stale or self.old_phones or self.overdue)

    def days_overdue(self, today: date) -> int:
        """Return for how many days the review has been due, 0 when it is not."""
        due = self.product.review_on
        return max(0, (today - due).days) if due else 0
