"""What a card is checked against beside itself: the day, the unit's contact table and documents, the approval asked for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from assistant.cards.contacts import Contact, contacts_of
from assistant.cards.request import UNIT
from assistant.cards.rulebook import default_rulebook
from assistant.cards.sources import belongs_to
from assistant.cards.tables import TableRow, rows_of
from assistant.records import Card, Citation
from kb.errors import DocumentNotFound
from kb.knowledge_base import KnowledgeBase
from kb.records import DocumentStatus, DocumentSummary, Evidence

CONTACT_TITLES = ("通讯录", "联系方式", "联络表", "电话表", "联系表")
PLACE = re.compile(r"[省市县区镇乡村]$|街道$|社区$")
PLAN_RANKS = (0, 1)  # ranks of plans and procedures among the source types


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedNumber:
    """A number of the unit's contact tables; `checked_on` None where the table does not say."""

    number: str
    who: str
    checked_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """What a card is approved with; a field left empty is a finding.

    Attributes:
        version: 1 for the first one, 0 when none is given.
        review_on: The day by which the card is to be looked at again; None when no day is set.
    """

    version: int = 0
    reviewed_by: str = ""
    effective_on: date | None = None
    review_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckContext:
    """What is known beside the card.

    Attributes:
        today: The day of the check; None for the day the card was drafted on.
        numbers: The unit's contact tables; () when it has none, None when nobody looked.
        own_documents: Ids of the unit's documents among those cited; None when nobody looked.
        procedure_markers: Citations that stand, word for word, in an approved plan or procedure in force of the unit itself:
            what its own rules say, which may differ from a rule of the trade.
        release: None while the card is only a draft.
    """

    today: date | None = None
    numbers: tuple[ListedNumber, ...] | None = None
    own_documents: frozenset[str] | None = None
    procedure_markers: frozenset[int] = frozenset()
    release: Release | None = None


NOTHING_KNOWN = CheckContext()


def context_for(
    kb: KnowledgeBase, card: Card, *, today: date | None = None, release: Release | None = None
) -> CheckContext:
    """Look up in the base what a card is checked against."""
    summaries = {summary.document_id: summary for summary in kb.summaries()}
    cited = {one.document_id for one in card.citations}
    own = frozenset(one for one in cited if one in summaries and card.unit and belongs_to(summaries[one], card.unit))
    return CheckContext(
        today=today,
        numbers=listed_numbers(kb, card),
        own_documents=own if card.unit else None,
        procedure_markers=frozenset(
            one.marker for one in card.citations if one.document_id in own and is_procedure(kb, summaries, one)
        ),
        release=release,
    )


def is_procedure(kb: KnowledgeBase, summaries: dict[str, DocumentSummary], citation: Citation) -> bool:
    """Tell whether a citation stands as quoted in an approved plan or procedure in force."""
    summary = summaries[citation.document_id]
    rank = default_rulebook().source_ranks.get(summary.metadata.doc_type)
    named = "操作规程" in summary.metadata.title
    if (
        not summary.approved
        or summary.standing is not DocumentStatus.IN_FORCE
        or (rank not in PLAN_RANKS and not named)
    ):
        return False
    text = kb.document(citation.document_id).text
    return bool(citation.quote) and text[citation.start : citation.end] == citation.quote


def listed_numbers(kb: KnowledgeBase, card: Card) -> tuple[ListedNumber, ...]:
    """Return the numbers of the unit's contact tables, each with the latest day on which it was checked.

    Where the unit keeps a contact list of its own (by its title, or a table with days of checking) only that counts; a
    number that stands in a plan alone is then no number of the list.
    """
    rows = [(summary, row) for summary in contact_documents(kb, card) for row in table_rows(kb, summary)]
    kept = [row for summary, row in rows if any(word in summary.metadata.title for word in CONTACT_TITLES)]
    kept += [row for _, row in rows if any("核验" in name or "核对" in name for name in row.header)]
    found: dict[str, Contact] = {}
    for contact in contacts_of(kept or [row for _, row in rows]):
        known = found.get(contact.number)
        if known is None or (contact.checked_on or date.min) > (known.checked_on or date.min):
            found[contact.number] = contact
    return tuple(ListedNumber(number=one.number, who=one.who, checked_on=one.checked_on) for one in found.values())


def contact_documents(kb: KnowledgeBase, card: Card) -> list[DocumentSummary]:
    """Return the documents in force that may hold contact tables of the unit: its own and those that the card cites."""
    cited = {one.document_id for one in card.citations}
    return [
        summary
        for summary in kb.summaries()
        if summary.standing is DocumentStatus.IN_FORCE
        and (summary.document_id in cited or keeps_contacts_of(summary, card.unit))
    ]


def keeps_contacts_of(summary: DocumentSummary, unit: str) -> bool:
    """Tell whether a document is the unit's own; a company of the city is not the city."""
    titled = UNIT.search(summary.metadata.title)
    name = titled.group() if titled else unit
    others = (unit not in name and name not in unit) or (PLACE.search(unit) and not PLACE.search(name))
    return bool(unit) and belongs_to(summary, unit) and not others


def table_rows(kb: KnowledgeBase, summary: DocumentSummary) -> list[TableRow]:
    """Return the table rows of a document, () for one that left the base meanwhile."""
    try:
        document = kb.document(summary.document_id)
    except DocumentNotFound:
        return []
    if not document.chunks:
        return []
    return rows_of(document, Evidence(rank=1, score=0.0, chunk=document.chunks[0], document=summary))
