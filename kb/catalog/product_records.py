"""Records of what people made from documents: cards, questions, drafts, drill kits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Literal


class ProductState(StrEnum):
    """Where a product stands between its first draft and its withdrawal; Chinese names are in `STATE_ZH`."""

    DRAFT = "draft"
    REVIEWED = "reviewed"
    APPROVED = "approved"
    WITHDRAWN = "withdrawn"


STATE_ZH: dict[ProductState, str] = {
    ProductState.DRAFT: "草稿",
    ProductState.REVIEWED: "已审核",
    ProductState.APPROVED: "已批准",
    ProductState.WITHDRAWN: "已停用",
}
NEXT_STATES: Mapping[ProductState, frozenset[ProductState]] = {
    ProductState.DRAFT: frozenset({ProductState.REVIEWED, ProductState.WITHDRAWN}),
    ProductState.REVIEWED: frozenset({ProductState.DRAFT, ProductState.APPROVED, ProductState.WITHDRAWN}),
    ProductState.APPROVED: frozenset({ProductState.WITHDRAWN}),
    ProductState.WITHDRAWN: frozenset({ProductState.DRAFT}),
}
CARD, QUESTION, DRAFT, DRILL_KIT = "card", "question", "draft", "drill_kit"
# A question is looked at once and approved; the others are read by one person and approved by another step.
ONE_STEP_KINDS = frozenset({QUESTION})
# What is not shown to anybody any more as soon as the words it rests on are gone.
RETIRED_WHEN_STALE = frozenset({QUESTION})
HowStale = Literal["changed", "removed", "differs"]


def may_follow(kind: str, before: ProductState, after: ProductState) -> bool:
    """Tell whether a product of this kind may go from one state to another."""
    one_step = kind in ONE_STEP_KINDS and before is ProductState.DRAFT and after is ProductState.APPROVED
    return one_step or after in NEXT_STATES[before]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductSource:
    """A span of a stored document that a product rests on.

    Attributes:
        document_id: The version of the document that holds the words now; it moves with the words.
        heading_path: Clause path, outermost first.
        quote: The words; `document.text[start:end] == quote` unless the source is stale.
    """

    document_id: str
    work_id: str
    title: str
    heading_path: tuple[str, ...]
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductDraft:
    """A product on its way into the catalogue, see `Products.save_all`; "" as id makes a new one."""

    kind: str
    title: str
    body: str
    sources: tuple[ProductSource, ...] = ()
    product_id: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Product:
    """One version of a product; as `Products.product` returns it, the newest.

    Attributes:
        kind: "card", "question", "draft" or "drill_kit".
        state: Of the newest version. A newer draft leaves an approved version in use, see `approved_version`.
        version: 1-based.
        body: JSON of whoever made it; the catalogue does not look into it.
        made_by: Who made the first version; who made a later one says the history.
        created_at: When the first version was made. changed_at: When anything of the product last changed.
        approved_on: Day on which the version in use was approved, None while none is in use.
        review_on: Day until which the version in use has to be looked at again.
        sources: In the order they were given; a re-anchored one keeps its place.
        approved_version: The version in use; 0 while none is.
    """

    product_id: str
    kind: str
    title: str
    state: ProductState
    version: int
    body: str
    made_by: str
    created_at: datetime
    changed_at: datetime
    approved_on: date | None
    review_on: date | None
    sources: tuple[ProductSource, ...]
    approved_version: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductChange:
    """Who changed what of a product and when.

    Attributes:
        action: "saved", "state", "review", "anchored", "stale", "restored" or "settled".
        state: The state after the change.
        by: A person's name; "" for what followed from a change of a document.
    """

    product_id: str
    version: int
    at: datetime
    by: str
    action: str
    state: ProductState
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StaleSource:
    """A source whose words no longer stand in what is in force, or not in all of it.

    Attributes:
        kind, version: Of the product that rests on it.
        ordinal: Its place among the sources of that version, from 0.
        new_document_id: The document that took the place of the old one; "" when none did. For "differs" the other
            document that is in force beside it.
        old_text: The words the product rests on.
        new_text: The clause of the new document that comes nearest to them; "" when it has none.
        new_start: Where `new_text` stands in the new document, as `new_end`; both 0 without one.
        how: "removed" when neither document nor clause has a counterpart, "differs" when both documents are in force
            with the same days and nobody has said which one holds, else "changed".
        since: The day from which the new document counts; None when it counts already.
    """

    product_id: str
    source: ProductSource
    new_document_id: str
    old_text: str
    new_text: str
    how: HowStale
    found_at: datetime
    kind: str = ""
    version: int = 1
    ordinal: int = 0
    new_start: int = 0
    new_end: int = 0
    new_heading_path: tuple[str, ...] = ()
    since: date | None = None
