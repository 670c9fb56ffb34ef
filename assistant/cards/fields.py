"""The lines of each field of a card, written from one source and the unit's tables."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answering.citations import CitationList
from assistant.answering.reading.compose import Extract
from assistant.cards.contacts import OFFICE, contacts_of, report_rows, report_text, stands_alone, wanted_contacts
from assistant.cards.equipment import equipment_rows
from assistant.cards.failures import problem
from assistant.cards.families import DESK, family_of
from assistant.cards.lines import (
    LEAVING,
    evacuation_extracts,
    extract,
    handover_extracts,
    prohibition_extracts,
    province_extracts,
    recognition_extracts,
    report_extracts,
    units_of_part,
    units_under,
)
from assistant.cards.request import CardRequest
from assistant.cards.rulebook import Rulebook
from assistant.cards.sources import CardSource
from assistant.cards.steps import StepChoice, choose_steps
from assistant.cards.tables import TableRow
from assistant.cards.unusable import blank_for_hidden
from assistant.records import CardField, CardLine, CardProblem

TRIGGER_COLUMNS = ("等级", "级别", "情形", "条件")


class FieldWriter:
    """Writes the fields of one card; every line gets its citation here.

    Args:
        here: Table rows of the hazard's part. rows: Those and the other rows of the unit's documents.
        names: The names of the position, () for a card for everybody.
    """

    def __init__(
        self,
        rules: Rulebook,
        source: CardSource,
        here: Sequence[TableRow],
        rows: Sequence[TableRow],
        names: Sequence[str],
        citations: CitationList,
        request: CardRequest,
    ) -> None:
        self._rules = rules
        self._source = source
        self._here = here
        self._rows = rows
        self._names = names
        self._citations = citations
        self._request = request
        self._steps: StepChoice = choose_steps(source, rules.fields[CardField.STEP], names)
        self._part = source.document.text[source.start : source.end]

    def all_lines(self) -> tuple[CardLine, ...]:
        """Return every line that has a source, field by field."""
        fields = self._rules.fields
        source, names = self._source, self._names
        return (
            *self._cited(CardField.RECOGNITION, recognition_extracts(source, fields[CardField.RECOGNITION])),
            *self._cited(CardField.PROHIBITION, prohibition_extracts(source, fields[CardField.PROHIBITION], names)),
            *self._cited(CardField.STEP, self._steps.extracts),
            *self._report_lines(),
            *self._phone_lines(),
            *self._equipment_lines(),
            *self._evacuation_lines(),
            *self._cited(CardField.HANDOVER, handover_extracts(source, fields[CardField.HANDOVER], names)),
        )

    def notes(self) -> tuple[CardProblem, ...]:
        """Return what a reader must know about the choice of steps."""
        found = []
        title = self._source.document.metadata.title
        if self._names and not self._steps.own and self._steps.extracts:
            message = f"《{title}》没有写明“{self._request.position}”的动作，所列为全体人员的步骤，须由本单位明确该岗位做哪几步"
            found.append(problem("no-own-steps", CardField.STEP, message))
        if self._names and self._steps.borrowed:
            message = f"《{title}》写明“{self._request.position}”的动作不多，其中 {self._steps.borrowed} 步没有写明由谁做，须核对是否归该岗位"
            found.append(problem("few-own-steps", CardField.STEP, message))
        if self._steps.left_out:
            whose = "本岗位" if self._names else ""
            message = f"来源中{whose}另有 {self._steps.left_out} 步未印在卡上，请对照原文取舍"
            found.append(problem("left-out", CardField.STEP, message))
        return tuple(found)

    def _cited(self, field: CardField, extracts: Sequence[Extract]) -> list[CardLine]:
        return [self._line(field, item.text, item) for item in {item.text: item for item in extracts}.values()]

    def _line(self, field: CardField, text: str, item: Extract) -> CardLine:
        blank = blank_for_hidden(field, text, self._rules)
        if blank is not None:
            return blank
        marker = self._citations.cite_extract(item)
        return CardLine(field=field, text=text, markers=(marker,), reference_only=not self._source.own)

    def _row_line(self, field: CardField, row: TableRow) -> CardLine:
        """Print a row as a sentence; the column headings in it are cited too."""
        blank = blank_for_hidden(field, row.sentence(), self._rules)
        if blank is not None:
            return blank
        parts = (row.extract, row.header_extract)
        markers = tuple(self._citations.cite_extract(part) for part in parts if part is not None)
        return CardLine(field=field, text=row.sentence(), markers=markers, reference_only=not self._source.own)

    def _report_lines(self) -> list[CardLine]:
        rule = self._rules.fields[CardField.REPORT]
        rows = report_rows(self._here, self._names)[: rule.limit]
        if rows:
            told = [self._line(CardField.REPORT, report_text(row, self._names), row.extract) for row in rows]
            return [*told, *self._province_lines()][: rule.limit]
        return self._cited(CardField.REPORT, report_extracts(self._source, rule, self._names))

    def _province_lines(self) -> list[CardLine]:
        if family_of(self._request.position).name != DESK:
            return []
        return self._cited(CardField.REPORT, province_extracts(self._source, self._names))

    def _phone_lines(self) -> list[CardLine]:
        """Return whom the position has to reach; another unit's numbers reach nobody of this one."""
        if not self._source.own:
            return []
        rule = self._rules.fields[CardField.PHONE]
        reports = report_rows(self._here, self._names)
        chosen = wanted_contacts(contacts_of(self._rows), reports, self._part, self._names, rule.limit)
        lines = [self._line(CardField.PHONE, contact.text, contact.row.extract) for contact in chosen]
        known = {contact.number for contact in chosen}
        if len(lines) < rule.limit:
            lines += self._offices(known)[: rule.limit - len(lines)]
        return lines + self._public_numbers(known) if lines else []

    def _offices(self, known: set[str]) -> list[CardLine]:
        """Return offices with a number in the prose of the hazard's part that no table lists."""
        lines: dict[str, CardLine] = {}
        for item in self._prose():
            for found in OFFICE.finditer(item.text):
                if found.group("number") not in known and found.group("number") not in lines:
                    text = f"{found.group('who')} {found.group('number')}"
                    lines[found.group("number")] = self._line(CardField.PHONE, text, item)
        return list(lines.values())

    def _public_numbers(self, known: set[str]) -> list[CardLine]:
        """Return 119 and the like where the hazard's part names them and no contact row did."""
        lines = []
        for number, meaning in self._rules.public_numbers.items():
            if number in known or not stands_alone(number, self._part):
                continue
            unit = next((item for item in self._prose() if stands_alone(number, item.text)), None)
            if unit is not None:
                lines.append(self._line(CardField.PHONE, f"{meaning} {number}", unit))
        return lines

    def _prose(self) -> list[Extract]:
        return [extract(unit) for unit in units_of_part(self._source)]

    def _equipment_lines(self) -> list[CardLine]:
        rule = self._rules.fields[CardField.EQUIPMENT]
        steps = " ".join(item.text for item in self._steps.extracts)
        risks = "".join(
            unit.text for unit in units_under(self._source, self._rules.fields[CardField.RECOGNITION].heading)
        )
        site = self._request.site + self._request.position + risks
        at_desk = family_of(self._request.position).name == DESK  # what others use on the spot is not theirs to fetch
        prose = "" if at_desk else "".join(item.text for item in self._prose())
        rows = equipment_rows(self._rows, steps, prose, site, rule.limit)
        return [self._line(CardField.EQUIPMENT, text, row.extract) for text, row in rows]

    def _evacuation_lines(self) -> list[CardLine]:
        rule = self._rules.fields[CardField.EVACUATION]
        rows = [row for row in self._here if row.under(TRIGGER_COLUMNS) and LEAVING.search(row.extract.text)]
        told = [self._row_line(CardField.EVACUATION, row) for row in rows[:2] if LEAVING.search(row.cells[0])]
        return (
            told + self._cited(CardField.EVACUATION, evacuation_extracts(self._source, rule))[: rule.limit - len(told)]
        )
