"""Flash cards: a clause with its key facts left out; the back is the clause itself."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.study.bank import BankEntry
from assistant.study.reading_path import PathClause, PathIndex, ReadingPath
from kb.records import Span

FLASH_PREFIX = "clause:"  # a flash card is scheduled under the hash of its clause
MOST_FACTS = 6
LONGEST_FACT = 24  # longer key points are sentences, not facts to leave out
LONGEST_CLAUSE = 700


@dataclass(frozen=True, slots=True, kw_only=True)
class FlashCard:
    """A clause and where its key facts stand.

    Attributes:
        facts: Spans of `clause.text`, in order, none overlapping.
    """

    clause: PathClause
    facts: tuple[Span, ...]

    @property
    def card_id(self) -> str:
        """Under which the schedule keeps it."""
        return FLASH_PREFIX + self.clause.clause_hash


def flash_cards(path: ReadingPath, entries: Iterable[BankEntry]) -> tuple[FlashCard, ...]:
    """Return a card for each clause whose questions ask for short facts, in reading order."""
    index = PathIndex(path)
    facts: dict[int, list[Span]] = {}
    for entry in entries:
        place = index.place_of(entry.place.document_id, entry.place.start)
        if place >= 0:
            facts.setdefault(place, []).extend(_facts(path.clauses[place], entry))
    made = (_card(path.clauses[place], facts[place]) for place in sorted(facts))
    return tuple(card for card in made if card.facts and len(card.clause.text) <= LONGEST_CLAUSE)


def _facts(clause: PathClause, entry: BankEntry) -> list[Span]:
    """Return where the key points of a question stand in the clause; the question's clause may be a part of it."""
    source = entry.question.source
    shift = clause.text.find(source.text)
    if shift < 0:
        return []
    return [
        Span(start=shift + point.start, end=shift + point.end)
        for point in entry.question.key_points
        if 0 < point.end - point.start <= LONGEST_FACT
    ]


def _card(clause: PathClause, spans: Sequence[Span]) -> FlashCard:
    kept: list[Span] = []
    for span in sorted(set((one.start, one.end) for one in spans)):
        if (not kept or span[0] >= kept[-1].end) and len(kept) < MOST_FACTS:
            kept.append(Span(start=span[0], end=span[1]))
    return FlashCard(clause=clause, facts=tuple(kept))
