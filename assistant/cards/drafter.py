"""Drafts a disposal card: every line from a span, every gap named."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from assistant.answering.citations import CitationList
from assistant.answering.reading.compose import Extract
from assistant.cards.check_context import context_for
from assistant.cards.checks import check
from assistant.cards.disagreeing import disagreement_notes
from assistant.cards.families import DESK, family_of
from assistant.cards.fields import FieldWriter
from assistant.cards.guarding import guarded
from assistant.cards.people import position_names
from assistant.cards.request import CardRequest, complete
from assistant.cards.rulebook import Rulebook, default_rulebook
from assistant.cards.sources import CardSource, companion_documents, find_source, unit_name
from assistant.cards.tables import TableRow, rows_of
from assistant.cards.unusable import unusable_material
from assistant.records import Card, CardField, CardLine, CardProblem
from kb.knowledge_base import KnowledgeBase
from kb.records import Evidence

__all__ = ["CardDrafter", "CardRequest"]

MAX_COMPANIONS = 8


class CardDrafter:
    """Drafts cards over one knowledge base."""

    def __init__(self, kb: KnowledgeBase, rulebook: Rulebook | None = None) -> None:
        self._kb = kb
        self._rules = rulebook or default_rulebook()

    def draft(self, request: CardRequest, *, today: date | None = None) -> Card:
        """Return a draft; where the base has no source every field is a blank that says what is missing.

        Raises:
            InputRefused: No hazard is given or a field is too long.
        """
        wanted = complete(request)
        source = find_source(self._kb, wanted, self._rules)
        citations = CitationList(self._kb.document)
        lines, notes = self._filled(source, wanted, citations) if source else ((), ())
        card = Card(
            unit=unit_name(source.summary, wanted) if source else wanted.unit,
            position=wanted.position,
            hazard=wanted.hazard,
            site=wanted.site,
            family=family_of(wanted.position).name,
            lines=self._with_blanks(lines, wanted.position),
            citations=citations.citations,
            problems=(),
            drafted_on=today or date.today(),
        )
        notes = (*notes, *unusable_material(self._kb, wanted, self._rules, found=source is not None))
        notes = (*notes, *disagreement_notes(self._kb, card))
        card = guarded(card)
        found = dict.fromkeys((*card.problems, *check(card, context_for(self._kb, card)), *notes))
        return replace(card, problems=tuple(sorted(found, key=lambda one: not one.blocking)))

    def _with_blanks(self, lines: Sequence[CardLine], position: str) -> tuple[CardLine, ...]:
        """Add a blank for every empty field, in printed order; without any step, one for each place of the skeleton.

        Equipment is no part of a card that has none for duty officers and commanders.
        """
        filled = {line.field for line in lines}
        family = family_of(position)
        optional = {CardField.EQUIPMENT} if family.name == DESK and lines else set()
        missing = [field for field in self._rules.fields if field not in filled and field not in optional]
        blanks = [blank for field in missing for blank in self._blanks_of(field, position)]
        order = list(CardField)
        return tuple(sorted([*lines, *blanks], key=lambda line: order.index(line.field)))

    def _blanks_of(self, field: CardField, position: str) -> list[CardLine]:
        texts = [f"【待补充：{self._rules.fields[field].blank}】"]
        if field is CardField.STEP:
            texts = [f"【待补充：{slot.name}，来源：{slot.needs}】" for slot in family_of(position).skeleton(position)]
        return [CardLine(field=field, text=text, blank=True) for text in texts]

    def _filled(
        self, source: CardSource, request: CardRequest, citations: CitationList
    ) -> tuple[tuple[CardLine, ...], tuple[CardProblem, ...]]:
        rows = self._companion_rows(source, request)
        here = [row for row in rows if self._within(source, row)]
        names = position_names(request.position, [*here, *rows], source.document.text)
        writer = FieldWriter(self._rules, source, here, rows, names, citations, request)
        lines = (*writer.all_lines(), basis_line(source, citations))
        return lines, writer.notes()

    @staticmethod
    def _within(source: CardSource, row: TableRow) -> bool:
        same = row.extract.evidence.document.document_id == source.summary.document_id
        return same and source.start <= row.extract.start < source.end

    def _companion_rows(self, source: CardSource, request: CardRequest) -> list[TableRow]:
        """Return the table rows of the hazard's part, of the unit's other documents, and of the rest of the source."""
        unit = unit_name(source.summary, request)
        own = rows_of(source.document, source.evidence)
        rows = [row for row in own if self._within(source, row)]
        for summary in companion_documents(self._kb, source, unit)[1 : MAX_COMPANIONS + 1]:
            document = self._kb.document(summary.document_id)
            if document.chunks:
                rows += rows_of(document, Evidence(rank=1, score=0.0, chunk=document.chunks[0], document=summary))
        return rows + [row for row in own if row not in rows]


def basis_line(source: CardSource, citations: CitationList) -> CardLine:
    """Name the source, its number and date, from the stored metadata; cited where its title stands."""
    metadata = source.document.metadata
    day = metadata.effective_on or metadata.issued_on
    parts = [f"《{metadata.title}》", metadata.document_number, f"{day.isoformat()}施行" if day else "施行日期未载明"]
    chunk = source.document.chunks[0]
    span = dict(metadata.sources).get("title")
    start, end = (span.start, span.end) if span else (chunk.start, chunk.end)
    marker = citations.cite_extract(
        Extract(
            evidence=replace(source.evidence, chunk=chunk), start=start, end=end, text=source.document.text[start:end]
        )
    )
    return CardLine(field=CardField.BASIS, text=" ".join(part for part in parts if part), markers=(marker,))
