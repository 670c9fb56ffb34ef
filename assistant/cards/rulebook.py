"""The card rules as data: which headings and words fill which field."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import resources

import yaml

from assistant.records import CardField


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldRule:
    """How one field is filled.

    Attributes:
        heading: Words of the headings of sections that hold it.
        text: Words of sentences that belong to it.
        limit: Most lines printed.
        blank: What to ask for when no source fills it.
    """

    heading: tuple[str, ...]
    text: tuple[str, ...]
    limit: int
    blank: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rulebook:
    """All card rules.

    Attributes:
        source_ranks: Document type → 0 (a unit's own plan) … 2 (rules); types absent give no steps.
        public_numbers: Numbers everybody knows → what they are.
    """

    fields: dict[CardField, FieldRule]
    source_ranks: dict[str, int]
    public_numbers: dict[str, str]


@cache
def default_rulebook() -> Rulebook:
    """Read the rules that ship with the project."""
    path = resources.files("assistant") / "cards" / "rules" / "fields.yaml"
    raw = yaml.safe_load(path.read_text(encoding="utf-8"))
    ranks = {
        doc_type: rank
        for rank, group in enumerate(("own", "public", "rules"))
        for doc_type in raw["source_types"][group]
    }
    fields = {
        CardField(name): FieldRule(
            heading=tuple(rule.get("heading", ())),
            text=tuple(rule.get("text", ())),
            limit=int(rule["limit"]),
            blank=rule["blank"],
        )
        for name, rule in raw["fields"].items()
    }
    return Rulebook(fields=fields, source_ranks=ranks, public_numbers=dict(raw["public_numbers"]))
