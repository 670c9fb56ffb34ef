"""Draft the cards of all key positions of one plan."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from assistant.cards.drafter import CardDrafter, CardRequest
from assistant.cards.positions import CardPosition, positions_of
from assistant.records import Card
from kb.errors import InputRefused
from kb.knowledge_base import KnowledgeBase

MOST_CARDS = 200
MOST_NAME = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedSet:
    """Which cards one plan asks for, before they are drafted."""

    document_id: str
    title: str
    unit: str
    positions: tuple[CardPosition, ...]


def planned_set(kb: KnowledgeBase, document_id: str) -> PlannedSet:
    """Return the positions of a plan.

    Raises:
        DocumentNotFound: The base holds no such document.
        InputRefused: The document names no hazard to act on, or more positions than one set may hold.
    """
    metadata = kb.document(document_id).metadata
    positions = positions_of(kb, document_id)
    if not positions:
        raise InputRefused(
            f"《{metadata.title}》里没有按险情写的处置方案，不能成套编卡。请选一份现场处置方案或专项预案。"
        )
    if len(positions) > MOST_CARDS:
        raise InputRefused(
            f"《{metadata.title}》要编 {len(positions)} 张卡，一套最多 {MOST_CARDS} 张。请按险情分开编。"
        )
    return PlannedSet(
        document_id=document_id, title=metadata.title, unit=metadata.issuer or metadata.region, positions=positions
    )


def drafted(drafter: CardDrafter, wanted: PlannedSet, *, today: date | None = None) -> Iterator[Card]:
    """Yield the cards of a set in the plan's order, one at a time, so that the caller can show how far it is."""
    for one in wanted.positions:
        request = CardRequest(
            position=one.position[:MOST_NAME],
            hazard=one.hazard[:MOST_NAME],
            site=one.site[:MOST_NAME],
            unit=wanted.unit[:MOST_NAME],
        )
        yield drafter.draft(request, today=today)
