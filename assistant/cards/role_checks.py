"""Failure 5, 错岗位: what a position has no right to do, from the table in rules/roles.yaml."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources

import yaml

from assistant.cards.check_context import CheckContext
from assistant.cards.failures import shown_source
from assistant.cards.printed_lines import filled, shown
from assistant.records import Card, CardField, CardLine, CardProblem
from kb.taxonomy import Mark

LEADER = re.compile(r"总指挥|指挥长|指挥官|负责人|总经理|镇长|市长|县长|区长|主任|指挥部|人民政府|领导小组")
RULE_ID = "wrong-role"


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """What only some roles may do; `may` is empty for what no position of a unit may."""

    what: str
    pattern: re.Pattern[str]
    may: frozenset[str]
    source: str
    mark: Mark


@dataclass(frozen=True, slots=True, kw_only=True)
class Right:
    """What these roles may always do."""

    pattern: re.Pattern[str]
    roles: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleTable:
    """The whole table; `roles` in the order in which they are tried."""

    roles: tuple[tuple[str, tuple[str, ...]], ...]
    actions: tuple[Action, ...]
    rights: tuple[Right, ...]

    def role_of(self, position: str) -> str:
        """Return the role of a position by the words of its name."""
        return next(role for role, words in self.roles if any(word in position for word in words))


@cache
def role_table() -> RoleTable:
    """Read the table that ships with the project."""
    path = resources.files("assistant") / "cards" / "rules" / "roles.yaml"
    raw = yaml.safe_load(path.read_text(encoding="utf-8"))
    return RoleTable(
        roles=tuple((role, tuple(words)) for role, words in raw["roles"].items()),
        actions=tuple(
            Action(
                what=one["what"],
                pattern=re.compile(one["pattern"]),
                may=frozenset(one["may"]),
                source=one["source"],
                mark=Mark(one["mark"]),
            )
            for one in raw["actions"]
        ),
        rights=tuple(Right(pattern=re.compile(one["pattern"]), roles=frozenset(one["roles"])) for one in raw["rights"]),
    )


def find(card: Card, context: CheckContext) -> Iterator[CardProblem]:
    """Yield steps that the card's position may not do; nothing for a card for everybody."""
    table = role_table()
    role = table.role_of(card.position)
    for line in filled(card, CardField.STEP) if card.position else ():
        text = without_rights(table, role, line.text)
        for action in table.actions:
            found = action.pattern.search(text)
            if found and role not in action.may and not LEADER.search(text[: found.start()]):
                yield finding(card, line, action, own=bool(context.procedure_markers.intersection(line.markers)))


def without_rights(table: RoleTable, role: str, text: str) -> str:
    """Return a step without what everybody, or this role, may always do."""
    for right in table.rights:
        if role in right.roles:
            text = right.pattern.sub("，", text)
    return text


def finding(card: Card, line: CardLine, action: Action, *, own: bool) -> CardProblem:
    """Return the finding; the unit's own approved plan may give the position that right, and then says so itself."""
    confirmed = action.mark is not Mark.KNOWLEDGE
    message = f"{card.position}无权{action.what}：{shown(line)}"
    if own and action.may:
        message = f"本单位规程另有规定：由{card.position}{action.what}，按其规定：{shown(line)}"
    return CardProblem(
        rule_id="own-procedure" if own and action.may else RULE_ID,
        field=line.field,
        message=message,
        blocking=confirmed and not (own and action.may),
        source=shown_source(action.source, action.mark),
    )
