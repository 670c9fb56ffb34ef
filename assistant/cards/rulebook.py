"""The card rules as data: which headings and words fill which field."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib import resources

import yaml

from assistant.cards.failures import shown_source
from assistant.records import CardField
from kb.taxonomy import Mark


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
        never_types: Document types that ask for cards or tell of events but hold no procedure.
        public_numbers: Numbers everybody knows → what they are.
    """

    fields: dict[CardField, FieldRule]
    source_ranks: dict[str, int]
    never_types: frozenset[str]
    public_numbers: dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderRule:
    """What must come before what on a card about a hazard.

    Attributes:
        hazard: Matches the hazards it is for.
        first, then: Match text of steps; the first `then` may not stand before the first `first`.
        required: True when a card with `then` and without `first` is wrong; otherwise it is only pointed out.
        is_law: No procedure of a unit changes it; other rules yield to the unit's own approved procedure.
        source: Where the rule comes from; `mark` says how well that is confirmed.
    """

    rule_id: str
    hazard: re.Pattern[str]
    first: re.Pattern[str]
    then: re.Pattern[str]
    message: str
    required: bool
    is_law: bool
    source: str
    mark: Mark

    @property
    def shown_source(self) -> str:
        """The source as printed with a finding."""
        return shown_source(self.source, self.mark, safety=self.mark is Mark.KNOWLEDGE)


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
    return Rulebook(
        fields=fields,
        source_ranks=ranks,
        never_types=frozenset(raw["never_types"]),
        public_numbers=dict(raw["public_numbers"]),
    )


@cache
def order_rules() -> tuple[OrderRule, ...]:
    """Read the hard orders that ship with the project."""
    path = resources.files("assistant") / "cards" / "rules" / "order.yaml"
    return tuple(
        OrderRule(
            rule_id=raw["id"],
            hazard=re.compile(raw["hazard"]),
            first=re.compile(raw["first"]),
            then=re.compile(raw["then"]),
            message=raw["message"],
            required=bool(raw["required"]),
            is_law=raw["weight"] == "law",
            source=raw["source"],
            mark=Mark(raw["mark"]),
        )
        for raw in yaml.safe_load(path.read_text(encoding="utf-8"))["rules"]
    )
