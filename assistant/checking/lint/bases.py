"""Family 编制依据: rules and standards that are named as if in force and no longer are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources

import yaml

from assistant.checking.checklists import source_of
from assistant.checking.lint.plan_text import Hit, PlanText
from assistant.checking.records import Source
from kb.records import Span
from kb.standing import title_key

_TITLE = re.compile(r"《([^《》\n]{4,60}(?:《[^《》\n]{2,40}》[^《》\n]{0,20})?)》")
_RETIRED = re.compile(r"废止|失效|替代|不再执行")


@dataclass(frozen=True, slots=True, kw_only=True)
class OldBasis:
    """A rule that another one replaced; fields as in data/repealed_bases.yaml."""

    basis_id: str
    pattern: re.Pattern[str]
    name: str
    now: str
    since: date
    source: Source


@cache
def old_bases() -> tuple[OldBasis, ...]:
    """Read the replaced rules that ship with the project."""
    path = resources.files("assistant") / "checking" / "data" / "repealed_bases.yaml"
    return tuple(
        OldBasis(
            basis_id=raw["id"],
            pattern=re.compile(raw["pattern"]),
            name=raw["name"],
            now=raw["now"],
            since=raw["since"],
            source=source_of(raw["source"]),
        )
        for raw in yaml.safe_load(path.read_text(encoding="utf-8"))["bases"]
    )


def find(plan: PlanText) -> Iterator[Hit]:
    """Yield bases that are no longer in force; a sentence that itself says so is left alone."""
    taken: list[Span] = []
    for basis in old_bases():
        found = next((one for one in basis.pattern.finditer(plan.body) if not _says_so(plan, one)), None)
        if found is None or plan.today < basis.since:
            continue
        span = Span(start=found.start(), end=found.end())
        taken.append(span)
        said = f"引用了{basis.name}，{basis.since.isoformat()}起应改引{basis.now}"
        yield Hit(rule_id=f"repealed-basis:{basis.basis_id}", span=span, message=said)
    seen: set[str] = set()
    for found in _TITLE.finditer(plan.body):
        key, span = title_key(found[1]), Span(start=found.start(), end=found.end())
        known = plan.stale.get(key)
        if known and key not in seen and not _says_so(plan, found) and not any(_touch(span, one) for one in taken):
            seen.add(key)
            yield Hit(rule_id="repealed-basis", span=span, message=f"引用的《{found[1]}》{known}")


def source_for(rule_id: str) -> Source | None:
    """Return the source of a hit whose rule id names the basis after a colon."""
    name = rule_id.partition(":")[2]
    return next((basis.source for basis in old_bases() if basis.basis_id == name), None)


def _says_so(plan: PlanText, found: re.Match[str]) -> bool:
    return _RETIRED.search(plan.body[found.end() : found.end() + 24]) is not None


def _touch(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end
