"""The fourteen failures of a card and everything the checks can find, from rules/failures.yaml."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import yaml

from assistant.records import CardField, CardProblem
from kb.taxonomy import Mark

SAFETY_NOTE = "（安全约束，非法定条文）"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing the checks can find.

    Attributes:
        rule: What a good card does, in Chinese.
        source: Where the rule comes from; `mark` says how well that is confirmed.
        safety: A blocking finding without a confirmed source, held as a matter of safety.
    """

    finding_id: str
    blocking: bool
    rule: str
    source: str
    mark: Mark
    safety: bool = False

    @property
    def shown_source(self) -> str:
        """The source as printed with a finding: 国务院令第493号第九条[V]."""
        return shown_source(self.source, self.mark, safety=self.safety)


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """One of the fourteen.

    Attributes:
        number: 1–14, as in the list of failures that the rules follow.
        checker: The module of `assistant.cards` that looks for it.
    """

    number: int
    failure_id: str
    name: str
    checker: str
    findings: tuple[Finding, ...]


def shown_source(source: str, mark: Mark, *, safety: bool = False) -> str:
    """Return a source with its mark, and for what is held for safety alone that it is no law."""
    return f"{source}[{mark.value}]{SAFETY_NOTE if safety else ''}"


@cache
def failures() -> tuple[Failure, ...]:
    """Return the fourteen failures in their order."""
    return tuple(
        Failure(
            number=number,
            failure_id=raw["id"],
            name=raw["name"],
            checker=raw["checker"],
            findings=tuple(finding_of(item) for item in raw["findings"]),
        )
        for number, raw in enumerate(_content()["failures"], start=1)
    )


@cache
def findings() -> dict[str, Finding]:
    """Return everything the checks can find, by id: that of the fourteen and what is pointed out beside them."""
    further = [finding_of(item) for item in _content()["further"]]
    known = [finding for failure in failures() for finding in failure.findings]
    return {finding.finding_id: finding for finding in [*known, *further]}


def failure_of(rule_id: str) -> Failure | None:
    """Return which of the fourteen a finding on a card belongs to; None for what is pointed out beside them."""
    own = rule_id.partition("-")[0] if rule_id.startswith("order-") else rule_id
    return next((one for one in failures() if own in (item.finding_id for item in one.findings)), None)


def finding_of(raw: dict[str, Any]) -> Finding:
    """Return one entry of the file.

    Raises:
        ValueError: It blocks on knowledge of the trade alone without saying that this is for safety.
    """
    mark, safety = Mark(raw["mark"]), bool(raw.get("safety", False))
    if raw["blocking"] and mark is Mark.KNOWLEDGE and not safety:
        raise ValueError(f"{raw['id']} blocks on an unconfirmed source")
    return Finding(
        finding_id=raw["id"], blocking=bool(raw["blocking"]), rule=raw["rule"], source=raw["source"], mark=mark,
        safety=safety,
    )  # fmt: skip


def problem(finding_id: str, field: CardField, message: str, *, blocking: bool = True) -> CardProblem:
    """Return a finding on a card with its source and mark.

    Args:
        blocking: False makes a finding that would block one that is only pointed out; never the other way round.
    """
    finding = findings()[finding_id]
    return CardProblem(
        rule_id=finding_id, field=field, message=message, blocking=blocking and finding.blocking,
        source=finding.shown_source,
    )  # fmt: skip


@cache
def _content() -> dict[str, Any]:
    path = resources.files("assistant") / "cards" / "rules" / "failures.yaml"
    content: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return content
