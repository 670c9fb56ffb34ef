"""The three families of cards, from rules/families.yaml: for whom, how long, and the skeleton of their steps."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import yaml

from assistant.records import Card, CardField

DESK = "值班与指挥"  # the family of those who do not work on the spot


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much may stand on a card: lines, and characters of a line, a side and the whole card."""

    steps: int
    step_length: int
    bans: int
    ban_length: int
    front: int
    back: int
    whole: int
    told: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """A place in a skeleton: which lines fill it, and what source would."""

    name: str
    pattern: re.Pattern[str]
    fields: tuple[CardField, ...]
    needs: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Skeleton:
    """The steps a position of the family takes, in order; `positions` are words of its name, "" for any."""

    positions: tuple[str, ...]
    slots: tuple[Slot, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """One family of cards."""

    name: str
    positions: tuple[str, ...]
    limits: Limits
    skeletons: tuple[Skeleton, ...]

    def skeleton(self, position: str) -> tuple[Slot, ...]:
        """Return the skeleton of a position of this family."""
        return next(one.slots for one in self.skeletons if any(word in position for word in one.positions))


@cache
def families() -> tuple[Family, ...]:
    """Read the families that ship with the project, in the order in which they are tried."""
    path = resources.files("assistant") / "cards" / "rules" / "families.yaml"
    return tuple(_family(raw) for raw in yaml.safe_load(path.read_text(encoding="utf-8"))["families"])


def family_of(position: str) -> Family:
    """Return the family a position belongs to."""
    return next(one for one in families() if any(word in position for word in one.positions))


def family_named(name: str) -> Family:
    """Return the family of a finished card; a name nobody knows is the front line, the strictest."""
    return next((one for one in families() if one.name == name), families()[-1])


def empty_slots(card: Card) -> tuple[Slot, ...]:
    """Return the places of the skeleton that no line of the card fills, in order."""
    lines = [line for line in card.lines if not line.blank]
    return tuple(
        slot
        for slot in family_named(card.family).skeleton(card.position)
        if not any(line.field in slot.fields and slot.pattern.search(line.text) for line in lines)
    )


def _family(raw: dict[str, Any]) -> Family:
    return Family(
        name=raw["name"],
        positions=tuple(raw["positions"]),
        limits=Limits(**raw["limits"]),
        skeletons=tuple(
            Skeleton(positions=tuple(one["positions"]), slots=tuple(_slot(slot) for slot in one["slots"]))
            for one in raw["skeletons"]
        ),
    )


def _slot(raw: dict[str, Any]) -> Slot:
    fields = tuple(CardField(name) for name in raw["fields"])
    return Slot(name=raw["name"], pattern=re.compile(raw["pattern"]), fields=fields, needs=raw["needs"])
