"""How often a plan is to be drilled: rules of law by kind of plan and unit, and what the plan says of itself."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import yaml

from assistant.drills.held.reading import clause_at
from assistant.drills.held.records import FrequencyRule
from kb.records import Document
from kb.text import parse_number

STATED = re.compile(
    r"[^。；\n]{0,30}?每(?:(?P<half>半年)|(?P<quarter>季度?)|(?P<count>[一二两三四五\d]{0,2})年(?:(?P<span>\d{1,2}月至\d{1,2}月))?)[^。；\n]{0,24}?(?:演练|演习)[^。；\n]*"
)
OTHERS = re.compile(r"学校|医院|企业|单位应当|分预案|各区县|区县|乡镇|村级|其他单位|重点单位|每班")
YEAR = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rule:
    rule: FrequencyRule
    plans: tuple[str, ...]
    levels: tuple[str, ...]
    title: str
    kind: str


def rules_for(document: Document) -> tuple[FrequencyRule, ...]:
    """Return the rules that fit a plan, the one that decides first: the strictest binding one, then the others, advice last."""
    kinds = kinds_of(document)
    metadata = document.metadata
    found = [one.rule for one in shipped() if fits(one, metadata.doc_type, metadata.level, metadata.title, kinds)]
    found += stated(document)
    return tuple(sorted(found, key=lambda one: (not one.binding, one.months)))


def fits(rule: _Rule, doc_type: str, level: str, title: str, kinds: Sequence[str]) -> bool:
    """Tell whether a rule is for such a plan of such a unit."""
    right_plan = doc_type in rule.plans and (not rule.levels or level in rule.levels)
    return right_plan and bool(re.search(rule.title, title)) and (not rule.kind or rule.kind in kinds)


def kinds_of(document: Document) -> tuple[str, ...]:
    """Return the kinds of unit that the plan's own words or the unit's name show."""
    name = document.metadata.title + document.metadata.issuer
    shown = [kind for kind, pattern in content()["kinds"].items() if re.search(str(pattern), document.text)]
    shown += [kind for kind, pattern in content()["named"].items() if re.search(str(pattern), name)]
    return tuple(dict.fromkeys(shown))


def stated(document: Document) -> list[FrequencyRule]:
    """Return the frequency that the plan sets for itself, where it speaks of its own drills."""
    found = []
    onsite = document.metadata.doc_type == "plan_unit_onsite"
    for match in STATED.finditer(document.text):
        opening = match.group()[: match.group().rfind("演练")]
        months = 0 if "现场处置方案" in opening and not onsite else months_of(match)
        if months and not OTHERS.search(opening):
            clause = clause_at(document, match.start(), match.end())
            what = clause.quote.strip()
            place = clause.heading_path[-1] if clause.heading_path else "全文"
            found.append(
                FrequencyRule(
                    rule_id="stated",
                    months=months,
                    what=what,
                    source=f"《{document.metadata.title}》{place}",
                    mark="自定",
                    clause=clause,
                )
            )
    return found[:1]


def months_of(match: re.Match[str]) -> int:
    """Return the months between drills that a sentence sets."""
    if match.group("half"):
        return YEAR // 2
    if match.group("quarter"):
        return YEAR // 4
    count = match.group("count")
    number = parse_number(count) if count else 1
    return int(number) * YEAR if number else 0


@cache
def content() -> dict[str, Any]:
    """Return the rules as shipped."""
    text = resources.files("assistant.drills").joinpath("rules/frequency.yaml").read_text(encoding="utf-8")
    loaded: dict[str, Any] = yaml.safe_load(text)
    return loaded


@cache
def shipped() -> tuple[_Rule, ...]:
    """Return the rules of law."""
    return tuple(
        _Rule(
            rule=FrequencyRule(
                rule_id=one["id"], months=one["months"], what=one["what"], source=one["source"], mark=one["mark"]
            ),
            plans=tuple(one["plans"]),
            levels=tuple(one.get("levels", ())),
            title=one.get("title", ""),
            kind=one.get("kind", ""),
        )
        for one in content()["rules"]
    )
