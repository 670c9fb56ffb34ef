"""Checks of a card against its sources: every line cited, every value in what it cites, every source in force."""

from __future__ import annotations

from assistant.answering.reading.kinds import LIMIT, PHONE
from assistant.records import Card, CardField, CardProblem
from kb.records import DocumentStatus


def uncited_lines(card: Card) -> list[CardProblem]:
    """Every printed fact needs a source."""
    return [
        CardProblem(
            rule_id="no-source",
            field=line.field,
            message=f"没有来源：{line.text[:30]}",
            blocking=True,
            source="逐行引证",
        )
        for line in card.lines
        if not line.blank and not line.markers
    ]


def foreign_values(card: Card) -> list[CardProblem]:
    """Phones and time limits on a line must stand in what the line cites."""
    quotes = {citation.marker: citation.quote for citation in card.citations}
    problems = []
    for line in card.lines:
        if line.blank:
            continue
        cited = " ".join(quotes.get(marker, "") for marker in line.markers)
        values = [match.group() for pattern in (PHONE, LIMIT) for match in pattern.finditer(line.text)]
        problems += [
            CardProblem(
                rule_id="value-not-in-source",
                field=line.field,
                message=f"“{value}”不在所引来源中",
                blocking=True,
                source="逐行引证",
            )
            for value in values
            if value not in cited
        ]
    return problems


def foreign_unit(card: Card) -> list[CardProblem]:
    """Steps of another unit are for reference only."""
    foreign = [line for line in card.lines if line.reference_only]
    if not foreign:
        return []
    message = f"有 {len(foreign)} 行来自其他单位的文件，仅供参考"
    return [CardProblem(rule_id="foreign-unit", field=CardField.STEP, message=message, blocking=True, source="串单位")]


def not_in_force(card: Card) -> list[CardProblem]:
    """A repealed or superseded source carries no card."""
    old = {item.document_title for item in card.citations if item.status is not DocumentStatus.IN_FORCE}
    return [
        CardProblem(
            rule_id="not-in-force",
            field=CardField.BASIS,
            message=f"《{title}》不是现行有效文本",
            blocking=True,
            source="旧版依据",
        )
        for title in sorted(old)
    ]


def not_approved(card: Card) -> list[CardProblem]:
    """A card from a document that nobody has approved is not signed."""
    waiting = {item.document_title for item in card.citations if not item.approved}
    return [
        CardProblem(
            rule_id="not-approved",
            field=CardField.BASIS,
            message=f"《{title}》尚未经编辑审核",
            blocking=True,
            source="未审核依据",
        )
        for title in sorted(waiting)
    ]
