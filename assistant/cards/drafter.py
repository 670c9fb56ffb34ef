"""Drafts a disposal card: every line from a span, every gap named."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from kb.knowledge_base import KnowledgeBase

from assistant.answering.citations import CitationList
from assistant.answering.reading.compose import Extract
from assistant.cards.checks import check
from assistant.cards.lines import matching_extracts, prohibition_extracts, report_extracts, step_extracts
from assistant.cards.request import CardRequest, complete
from assistant.cards.rulebook import Rulebook, default_rulebook
from assistant.cards.sources import CardSource, companion_documents, find_source, unit_name
from assistant.cards.tables import TableRow, equipment_rows, phone_rows, rows_of
from assistant.records import Card, CardField, CardLine
from kb.records import Evidence

__all__ = ["CardDrafter", "CardRequest"]

MAX_COMPANIONS = 8
FAMILIES = (
    ("值班与指挥", ("值班", "总指挥", "指挥官", "调度", "带班", "镇长", "负责人", "总经理")),
    ("班组长/小组", ("班长", "班组长", "组长", "队长", "主任")),
)
FieldReader = Callable[[CardSource, str], list[Extract]]


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
        lines = self._lines(source, wanted, citations) if source else self._blanks()
        unit = unit_name(source.summary, wanted) if source else wanted.unit
        card = Card(
            unit=unit,
            position=wanted.position,
            hazard=wanted.hazard,
            site=wanted.site,
            family=family_of(wanted.position),
            lines=tuple(lines),
            citations=citations.citations,
            problems=(),
            drafted_on=today or date.today(),
        )
        return replace(card, problems=check(card))

    def _blanks(self) -> list[CardLine]:
        return [self._blank(field) for field in CardField if field in self._rules.fields]

    def _blank(self, field: CardField) -> CardLine:
        return CardLine(field=field, text=f"【待补充：{self._rules.fields[field].blank}】", blank=True)

    def _lines(self, source: CardSource, request: CardRequest, citations: CitationList) -> list[CardLine]:
        rows = self._companion_rows(source, request)
        readers: dict[CardField, FieldReader] = {
            CardField.PROHIBITION: lambda s, _: prohibition_extracts(s, self._rules.fields[CardField.PROHIBITION]),
            CardField.STEP: lambda s, p: step_extracts(s, self._rules.fields[CardField.STEP], p),
            CardField.REPORT: lambda s, p: report_extracts(s, self._rules.fields[CardField.REPORT], p),
        }
        lines: list[CardLine] = []
        for field, rule in self._rules.fields.items():
            if field is CardField.PHONE:
                made = self._phone_lines(rows, source, request, citations)
            elif field is CardField.EQUIPMENT:
                made = self._equipment_lines(rows, source, request, citations)
            else:
                read = readers.get(field)
                extracts = read(source, request.position) if read else matching_extracts(source, rule, field)
                made = [cited_line(field, item, citations, reference=not source.own) for item in unique(extracts)]
            lines.extend(made or [self._blank(field)])
        lines.append(basis_line(source, citations))
        order = list(CardField)
        return sorted(lines, key=lambda line: order.index(line.field))

    def _companion_rows(self, source: CardSource, request: CardRequest) -> list[TableRow]:
        unit = unit_name(source.summary, request)
        rows: list[TableRow] = []
        own = rows_of(source.document, source.evidence)
        rows += [row for row in own if source.start <= row.extract.start < source.end]
        for summary in companion_documents(self._kb, source, unit)[1 : MAX_COMPANIONS + 1]:
            document = self._kb.document(summary.document_id)
            if document.chunks:
                evidence = Evidence(rank=1, score=0.0, chunk=document.chunks[0], document=summary)
                rows += rows_of(document, evidence)
        return rows + [row for row in own if row not in rows]

    def _phone_lines(
        self, rows: Sequence[TableRow], source: CardSource, request: CardRequest, citations: CitationList
    ) -> list[CardLine]:
        rule = self._rules.fields[CardField.PHONE]
        lines = [
            CardLine(
                field=CardField.PHONE,
                text=text,
                markers=(citations.cite_extract(row.extract),),
                reference_only=not source.own,
            )
            for text, row in phone_rows(rows, request.position, rule.limit)
        ]
        return lines + self._public_numbers(source, citations) if lines else []

    def _public_numbers(self, source: CardSource, citations: CitationList) -> list[CardLine]:
        lines = []
        part = source.document.text[source.start : source.end]
        for number, meaning in self._rules.public_numbers.items():
            offset = part.find(number)
            if offset >= 0 and not neighbours_digit(part, offset, number):
                start = source.start + offset
                marker = citations.cite(source.evidence, start, start + len(number))
                lines.append(CardLine(field=CardField.PHONE, text=f"{meaning} {number}", markers=(marker,)))
        return lines

    def _equipment_lines(
        self, rows: Sequence[TableRow], source: CardSource, request: CardRequest, citations: CitationList
    ) -> list[CardLine]:
        rule = self._rules.fields[CardField.EQUIPMENT]
        part = source.document.text[source.start : source.end]
        named = [word for word in rule.text if word in part]
        found = equipment_rows(rows, [request.site, *named], rule.limit)
        return [
            CardLine(
                field=CardField.EQUIPMENT,
                text=text,
                markers=(citations.cite_extract(row.extract),),
                reference_only=not source.own,
            )
            for text, row in found
        ] or [
            cited_line(CardField.EQUIPMENT, item, citations, reference=not source.own)
            for item in unique(matching_extracts(source, rule, CardField.EQUIPMENT))
        ]


def neighbours_digit(text: str, offset: int, number: str) -> bool:
    """Tell whether the number is part of a longer one."""
    before = text[offset - 1] if offset else " "
    after = text[offset + len(number)] if offset + len(number) < len(text) else " "
    return before.isdigit() or before in "-—." or after.isdigit() or after in "-—."


def cited_line(field: CardField, item: Extract, citations: CitationList, *, reference: bool) -> CardLine:
    """Return a verbatim line with its marker."""
    return CardLine(field=field, text=item.text, markers=(citations.cite_extract(item),), reference_only=reference)


def unique(extracts: Sequence[Extract]) -> list[Extract]:
    """Drop repeats of the same words."""
    return list({extract.text: extract for extract in extracts}.values())


def basis_line(source: CardSource, citations: CitationList) -> CardLine:
    """Name the source, its version and date, from the stored metadata."""
    metadata = source.document.metadata
    day = metadata.effective_on or metadata.issued_on
    parts = [f"《{metadata.title}》", metadata.document_number, f"{day.isoformat()}施行" if day else "施行日期未载明"]
    marker = citations.cite(source.evidence, source.evidence.chunk.start, source.evidence.chunk.end)
    return CardLine(field=CardField.BASIS, text=" ".join(part for part in parts if part), markers=(marker,))


def family_of(position: str) -> str:
    """Return the family of cards a position belongs to."""
    for family, words in FAMILIES:
        if any(word in position for word in words):
            return family
    return "一线岗位"
