"""Family 机构名称: bodies under a former name, and short names that nothing explains."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources

import yaml

from assistant.checking.checklists import source_of
from assistant.checking.lint.plan_text import Hit, PlanText
from assistant.checking.records import Source
from kb.records import Span

_TITLES = re.compile(r"《[^《》\n]*(?:《[^《》\n]*》[^《》\n]*)*》|[（(][^（）()\n]*(?:令|号|〔|\[)[^（）()\n]*[）)]")
_ORDER = re.compile(r"^[\u4e00-\u9fff]{0,4}(?:令|公告|第?\d+号令?)")


@dataclass(frozen=True, slots=True, kw_only=True)
class FormerName:
    """A name that a body no longer has."""

    old: re.Pattern[str]
    now: str
    source: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class NameTable:
    """The names that ship with the project."""

    former: tuple[FormerName, ...]
    abbreviations: tuple[str, ...]


@cache
def name_table() -> NameTable:
    """Read the former names and the short names to explain."""
    path = resources.files("assistant") / "checking" / "data" / "former_names.yaml"
    raw = yaml.safe_load(path.read_text(encoding="utf-8"))
    former = tuple(
        FormerName(old=re.compile(one["old"]), now=one["now"], source=source_of(one["source"])) for one in raw["names"]
    )
    return NameTable(former=former, abbreviations=tuple(raw["abbreviations"]))


def find(plan: PlanText) -> Iterator[Hit]:
    """Yield each former name once, with how often it stands there, and each short name that is not explained."""
    body = _TITLES.sub(lambda found: " " * len(found.group()), plan.body)
    for number, name in enumerate(name_table().former):
        places = [
            one for one in name.old.finditer(body) if one.group() and not _ORDER.match(body[one.end() : one.end() + 12])
        ]
        if places:
            span = Span(start=places[0].start(), end=places[0].end())
            more = f"（共{len(places)}处）" if len(places) > 1 else ""
            said = f"“{places[0].group()}”是旧称{more}，现为{name.now}"
            yield Hit(rule_id=f"former-name:{number}", span=span, message=said)
    if plan.kind:
        yield from _unexplained(body)


def source_for(rule_id: str) -> Source | None:
    """Return the source of a hit whose rule id gives the place in the table after a colon."""
    place = rule_id.partition(":")[2]
    return name_table().former[int(place)].source if place.isdigit() else None


def _unexplained(body: str) -> Iterator[Hit]:
    done: list[str] = []
    for short in name_table().abbreviations:
        found = re.search(rf"(?:国家|[省市县区镇乡])?(?<!消){short}(?![挥导定示明])", body)
        explained = re.search(rf"简称[^）)\n]{{0,24}}{short}", body) is not None or any(
            short in other for other in done
        )
        if found and not explained:
            done.append(short)
            span = Span(start=found.start(), end=found.end())
            yield Hit(rule_id="abbreviation-undefined", span=span, message=f"简称“{found.group()}”没有说明全称")
        elif found:
            done.append(short)
