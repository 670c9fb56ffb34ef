"""The rule table and the run of all families over a document."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources

import yaml

from assistant.checking.checklists import source_of
from assistant.checking.lint import (
    bases,
    leftovers,
    levels,
    limits,
    names,
    numbering,
    phones,
    references,
    responsibility,
    vagueness,
)
from assistant.checking.lint.plan_text import Hit, PlanText, plan_text
from assistant.checking.records import Finding, Severity, Source
from kb.records import Document
from kb.taxonomy import default_taxonomy

FAMILIES: tuple[Callable[[PlanText], Iterator[Hit]], ...] = (
    responsibility.find,
    limits.find,
    vagueness.find,
    levels.find,
    phones.find,
    bases.find,
    names.find,
    numbering.find,
    references.find,
    leftovers.find,
)
_OWN_SOURCE: dict[str, Callable[[str], Source | None]] = {
    "limit-looser": limits.source_for,
    "repealed-basis": bases.source_for,
    "former-name": names.source_for,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule of the table; see data/lint_rules.yaml."""

    rule_id: str
    family: str
    severity: Severity
    advice: str
    source: Source | None


@cache
def rules() -> dict[str, Rule]:
    """Read the rule table that ships with the project, by id."""
    path = resources.files("assistant") / "checking" / "data" / "lint_rules.yaml"
    return {
        raw["id"]: Rule(
            rule_id=raw["id"],
            family=raw["family"],
            severity=Severity(raw["severity"]),
            advice=raw["advice"],
            source=source_of(raw["source"]) if "source" in raw else None,
        )
        for raw in yaml.safe_load(path.read_text(encoding="utf-8"))["rules"]
    }


def lint(document: Document, today: date, stale: Mapping[str, str] | None = None) -> tuple[Finding, ...]:
    """Return what the rules find in a document, in the order of its text.

    Args:
        stale: Key of a title (`kb.standing.title_key`) → Chinese words about why it is no longer in force.
    """
    plan = plan_text(document, kind_of(document), today, stale or {})
    found = [_finding(hit) for family in FAMILIES for hit in family(plan)]
    return tuple(sorted(found, key=lambda one: (one.span.start, one.rule_id)))


def kind_of(document: Document) -> str:
    """Return "unit" for the plans of enterprises, "government" for those of governments, "" for other documents."""
    doc_type = document.metadata.doc_type
    families = {one.type_id: one.family for one in default_taxonomy().doc_types}
    if families.get(doc_type) != "plan":
        return ""
    unit = doc_type.startswith("plan_unit") or doc_type in ("plan_fire_evac", "card")
    return "unit" if unit or document.metadata.level == "enterprise" else "government"


def _finding(hit: Hit) -> Finding:
    rule_id = hit.rule_id.partition(":")[0]
    rule = rules()[rule_id]
    own = _OWN_SOURCE.get(rule_id)
    return Finding(
        rule_id=rule_id,
        family=rule.family,
        severity=rule.severity,
        span=hit.span,
        message=hit.message,
        advice=rule.advice,
        source=(own(hit.rule_id) if own else None) or rule.source,
    )
