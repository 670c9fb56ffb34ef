"""Other sources in force that disagree with what a card quotes: both are named, a person decides."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.answering.reading.units import units_of
from assistant.cards.failures import problem
from assistant.cards.opposition import bans_against
from assistant.cards.printed_lines import ACTING, filled
from assistant.cards.rulebook import default_rulebook
from assistant.conflicts import ConflictFinder
from assistant.conflicts.wording import shown
from assistant.disagreements import CONFLICT_ZH, Conflict
from assistant.records import Card, CardField, CardProblem, Citation
from kb.knowledge_base import KnowledgeBase
from kb.records import Evidence, Filters

SOUGHT = ("处置措施", "报告", "值班电话")
PER_SEARCH = 8


def disagreement_notes(kb: KnowledgeBase, card: Card) -> tuple[CardProblem, ...]:
    """Return one finding for every conflict of a quoted line; it stops approval, never editing."""
    if not any(line.markers for line in card.lines):
        return ()
    evidence = _evidence(kb, card)
    found = ConflictFinder(kb).with_citations(card.citations, evidence)
    notes = tuple(
        problem(
            "sources-disagree",
            _field_of(card, conflict),
            f"{CONFLICT_ZH[conflict.kind]}不一致：{'；'.join(shown(side) for side in conflict.sides)}",
        )
        for conflict in found
    )
    return (*notes, *_opposed(card, evidence))


def _opposed(card: Card, evidence: Sequence[Evidence]) -> Iterator[CardProblem]:
    """Yield where another document forbids what the card tells to do, or tells to do what the card forbids."""
    cited = {one.document_id for one in card.citations}
    bans = [line.text for line in filled(card, CardField.PROHIBITION)]
    steps = [line.text for line in filled(card, *ACTING)]
    for item in evidence:
        if item.document.document_id in cited or item.document.metadata.doc_type not in default_rulebook().source_ranks:
            continue
        theirs = [unit.text for unit in units_of(item)]
        against = [*bans_against(theirs, steps), *bans_against(bans, theirs)]
        for ban, step in dict.fromkeys(against):
            title = item.document.metadata.title
            message = f"与《{title}》相反：“{ban[:40]}”与“{step[:40]}”，由人裁决"
            yield problem("sources-disagree", CardField.STEP, message)


def _evidence(kb: KnowledgeBase, card: Card) -> list[Evidence]:
    """Return what the base holds beside the card's own source on its hazard."""
    found: dict[str, Evidence] = {}
    for sought in SOUGHT:
        question = kb.understand(f"{card.unit}{card.hazard}{sought}")
        for item in kb.search(question, Filters(), PER_SEARCH):
            found.setdefault(item.chunk.chunk_id, item)
    return list(found.values())


def _field_of(card: Card, conflict: Conflict) -> CardField:
    markers = {one.marker for one in _quoted(card.citations, conflict)}
    return next((line.field for line in card.lines if markers.intersection(line.markers)), CardField.BASIS)


def _quoted(citations: Sequence[Citation], conflict: Conflict) -> list[Citation]:
    return [
        citation
        for citation in citations
        for side in conflict.sides
        if citation.document_id == side.document_id and citation.start < side.end and side.start < citation.end
    ]
