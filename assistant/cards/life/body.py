"""A card as the JSON that is kept of it, and back without loss."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, fields
from datetime import date
from typing import Any

from assistant.cards.life.records import CardContent, LineMark
from assistant.records import Card, CardField, CardLine, CardProblem, Citation
from kb.records import DocumentStatus

FORMAT = 1


def body_of(content: CardContent) -> str:
    """Return the JSON of a card with what people and the drafter noted about it."""
    form = {"format": FORMAT, **asdict(content)}
    return json.dumps(form, ensure_ascii=False, separators=(",", ":"), default=_plain)


def read_body(body: str) -> CardContent:
    """Read what `body_of` wrote."""
    form = json.loads(body)
    return CardContent(
        card=_card(form["card"]),
        marks=tuple(LineMark(**known(LineMark, one)) for one in form["marks"]),
        notes=tuple(_problem(one) for one in form["notes"]),
        accepted=tuple(_problem(one) for one in form["accepted"]),
    )


def known(kind: type, form: Mapping[str, Any]) -> dict[str, Any]:
    """Return the entries of a form that this version of a record has; lists become tuples."""
    names = {one.name for one in fields(kind)}
    return {name: tuple(value) if isinstance(value, list) else value for name, value in form.items() if name in names}


def _card(form: Mapping[str, Any]) -> Card:
    parts = {
        "lines": tuple(_line(one) for one in form["lines"]),
        "citations": tuple(_citation(one) for one in form["citations"]),
        "problems": tuple(_problem(one) for one in form["problems"]),
        "drafted_on": date.fromisoformat(form["drafted_on"]),
    }
    return Card(**{**known(Card, form), **parts})


def _line(form: Mapping[str, Any]) -> CardLine:
    return CardLine(**{**known(CardLine, form), "field": CardField(form["field"])})


def _problem(form: Mapping[str, Any]) -> CardProblem:
    return CardProblem(**{**known(CardProblem, form), "field": CardField(form["field"])})


def _citation(form: Mapping[str, Any]) -> Citation:
    return Citation(**{**known(Citation, form), "status": DocumentStatus(form["status"])})


def _plain(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} is no part of a card")
