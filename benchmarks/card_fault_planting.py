"""Faults planted into a drafted card, as card_faults.yaml writes them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from assistant.cards.check_context import CheckContext, Release
from assistant.records import Card, CardField, CardLine, Citation
from kb.records import DocumentStatus

Case = tuple[Card, CheckContext]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One fault; `rule` is the id of the failure it belongs to."""

    fault_id: str
    rule: str
    position: str
    hazard: str
    ops: tuple[Mapping[str, Any], ...]


def read_faults(path: Path) -> tuple[Fault, ...]:
    """Return the faults of a file in its order."""
    return tuple(
        Fault(
            fault_id=raw["id"], rule=raw["rule"], position=raw["card"][0], hazard=raw["card"][1], ops=tuple(raw["ops"])
        )
        for raw in yaml.safe_load(path.read_text(encoding="utf-8"))["faults"]
    )


def planted(fault: Fault, card: Card, context: CheckContext) -> Case:
    """Return the card and what it is checked against with the fault in them.

    Raises:
        ValueError: An edit finds nothing to change, so that nothing would be planted.
    """
    for op in fault.ops:
        action = next(OPERATIONS[name] for name in OPERATIONS if name in op)
        before = (card, context)
        card, context = action(card, context, op)
        if (card, context) == before:
            raise ValueError(f"{fault.fault_id} changes nothing: {op}")
    return card, context


def add(card: Card, context: CheckContext, op: Mapping[str, Any]) -> Case:
    """Add a line at its place among the lines of its field."""
    field, source = CardField(op["add"]), op["source"]
    citations = card.citations
    markers: tuple[int, ...] = ()
    if isinstance(source, int):
        markers = (source,)
    elif source == "said":
        citations = (*citations, said_by(card, op))
        markers = (citations[-1].marker,)
    line = CardLine(field=field, text=op["text"], markers=markers)
    own = [one for one in card.lines if one.field is field]
    own.insert(op.get("at", len(own)), line)
    return replace(card, lines=in_order(card, field, own), citations=citations), context


def said_by(card: Card, op: Mapping[str, Any]) -> Citation:
    """Return a citation that says what the planted line says, of the card's own source unless another is named."""
    pattern = card.citations[0]
    title = op.get("title", pattern.document_title)
    return replace(
        pattern,
        marker=max(one.marker for one in card.citations) + 1,
        document_id=pattern.document_id if title == pattern.document_title else f"planted {title}",
        document_title=title,
        heading_path=(op["heading"],) if "heading" in op else pattern.heading_path,
        quote=op["text"],
        start=0,
        end=len(op["text"]),
    )


def edit(card: Card, context: CheckContext, op: Mapping[str, Any]) -> Case:
    """Change words of the first line that holds them; its citation changes too where the source is wrong itself."""
    field, old, new = CardField(op["edit"]), op["old"], op["new"]
    line = next((one for one in card.lines if one.field is field and old in one.text), None)
    if line is None:
        return card, context
    text = line.text.replace(old, new, 1)
    lines = tuple(replace(one, text=text) if one is line else one for one in card.lines)
    citations = card.citations
    if op.get("source") == "said":
        citations = tuple(replace(one, quote=text) if one.marker in line.markers else one for one in citations)
    return replace(card, lines=lines, citations=citations), context


def drop(card: Card, context: CheckContext, op: Mapping[str, Any]) -> Case:
    """Remove the lines of a field, or those of it that hold some words."""
    field, having = CardField(op["drop"]), op.get("having", "")
    kept = tuple(one for one in card.lines if one.field is not field or having not in one.text)
    return replace(card, lines=kept), context


def move(card: Card, context: CheckContext, op: Mapping[str, Any]) -> Case:
    """Move the step that holds some words to another place among the steps."""
    steps = [one for one in card.lines if one.field is CardField.STEP]
    step = next((one for one in steps if op["move"] in one.text), None)
    if step is None:
        return card, context
    steps.remove(step)
    steps.insert(op["to"], step)
    return replace(card, lines=in_order(card, CardField.STEP, steps)), context


def uncite(card: Card, context: CheckContext, op: Mapping[str, Any]) -> Case:
    """Take the citation off the lines that hold some words."""
    field = CardField(op["uncite"])
    lines = tuple(
        replace(one, markers=()) if one.field is field and op["having"] in one.text else one for one in card.lines
    )
    return replace(card, lines=lines), context


def change_card(card: Card, context: CheckContext, op: Mapping[str, Any]) -> Case:
    """Change the heading of the card; a unit that is another's owns none of the cited documents."""
    values = op["card"]
    if "unit" in values:
        context = replace(context, own_documents=frozenset(), procedure_markers=frozenset())
    return replace(card, **values), context


def change_citations(card: Card, context: CheckContext, op: Mapping[str, Any]) -> Case:
    """Change the standing of every citation."""
    status = DocumentStatus(op["cited"]["status"])
    return replace(card, citations=tuple(replace(one, status=status) for one in card.citations)), context


def release(card: Card, context: CheckContext, op: Mapping[str, Any]) -> Case:
    """Ask for approval with these words and days."""
    values: dict[str, Any] = op["release"]
    return card, replace(context, release=Release(**values))


def contacts(card: Card, context: CheckContext, op: Mapping[str, Any]) -> Case:
    """Take a number out of the unit's contact table."""
    gone = op["contacts"]["without"]
    return card, replace(context, numbers=tuple(one for one in context.numbers or () if one.number != gone))


def in_order(card: Card, field: CardField, own: list[CardLine]) -> tuple[CardLine, ...]:
    """Return the lines of a card with those of one field exchanged, in printed order."""
    order = list(CardField)
    others = [one for one in card.lines if one.field is not field]
    return tuple(sorted([*others, *own], key=lambda one: order.index(one.field)))


OPERATIONS: dict[str, Callable[[Card, CheckContext, Mapping[str, Any]], Case]] = {
    "add": add,
    "edit": edit,
    "drop": drop,
    "move": move,
    "uncite": uncite,
    "card": change_card,
    "cited": change_citations,
    "release": release,
    "contacts": contacts,
}
COMPLETE = Release(version=1, reviewed_by="梁未平", effective_on=date(2026, 11, 22), review_on=date(2027, 11, 22))
