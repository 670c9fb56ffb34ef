"""The taxonomy that comes with the product."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from kb.taxonomy.matching import Taxonomy, Vocabulary
from kb.taxonomy.records import (
    AccidentNames,
    AmbiguousTerm,
    ContextRule,
    DocType,
    Hazard,
    IssuingLevel,
    Level,
    Mark,
    Phase,
    Role,
)

_FILE = Path(__file__).resolve().parent.parent / "data" / "taxonomy.yaml"
_Entry = Mapping[str, Any]


@cache
def default_taxonomy() -> Taxonomy:
    """Return the shipped taxonomy; the first call reads its file (about 50 ms)."""
    return read_taxonomy(_FILE)


def read_taxonomy(path: Path) -> Taxonomy:
    """Read a taxonomy from a YAML file of the shipped one's form.

    Raises:
        KeyError: A required field is missing.
        ValueError: An ambiguous term names a hazard that is not defined.
    """
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    content: dict[str, Any] = yaml.load(path.read_text(encoding="utf-8"), Loader=loader)
    entries = _vocabulary(content)
    known = {hazard.hazard_id for hazard in entries.hazards}
    named = {hazard for term in entries.ambiguous for hazard in term.hazards}
    named |= {hazard for term in entries.ambiguous for rule in term.rules for hazard in rule.hazards}
    if unknown := named - known:
        raise ValueError(f"{path.name}: ambiguous terms name unknown hazards {sorted(unknown)}")
    return Taxonomy(entries)


def _vocabulary(content: Mapping[str, Any]) -> Vocabulary:
    def marked(section: str) -> list[_Entry]:
        return [{"mark": content[section]["mark"], **entry} for entry in content[section]["terms"]]

    return Vocabulary(
        hazards=tuple(_hazard(entry) for entry in marked("hazards")),
        ambiguous=tuple(_ambiguous(entry) for entry in content["ambiguous"]["terms"]),
        spoken_as={formal: tuple(terms) for formal, terms in content["spoken_as"]["terms"].items()},
        phases=tuple(_phase(order, entry) for order, entry in enumerate(marked("phases"), start=1)),
        roles=tuple(_role(entry) for entry in marked("roles")),
        work_groups=tuple(content["work_groups"]["names"]),
        drill_roles=tuple(content["drill_roles"]["names"]),
        levels={system: _levels(system, section) for system, section in content["levels"].items()},
        level_traps=tuple(content["level_traps"]["texts"]),
        doc_types=tuple(_doc_type(entry) for entry in marked("doc_types")),
        issuing_levels=tuple(_issuing_level(entry) for entry in marked("issuing_levels")),
        accident_names=_accident_names(content["accident_names"]),
        hazard_classes=tuple((entry["id"], entry["name"]) for entry in content["hazard_classes"]),
    )


def _strings(entry: _Entry, key: str) -> tuple[str, ...]:
    return tuple(str(value) for value in entry.get(key, ()))


def _hazard(entry: _Entry) -> Hazard:
    return Hazard(
        hazard_id=entry["id"],
        classes=tuple(entry[key] for key in ("class", "also_class") if key in entry),
        name=entry["name"],
        aliases=(*_strings(entry, "aliases"), *_strings(entry, "added_aliases")),
        added_aliases=_strings(entry, "added_aliases"),
        colloquial=_strings(entry, "colloquial"),
        patterns=_strings(entry, "patterns"),
        excludes=_strings(entry, "excludes"),
        note=entry.get("note", ""),
        mark=Mark(entry["mark"]),
    )


def _ambiguous(entry: _Entry) -> AmbiguousTerm:
    return AmbiguousTerm(
        term=entry["term"],
        hazards=_strings(entry, "hazards"),
        rules=tuple(
            ContextRule(words=_strings(rule, "words"), hazards=_strings(rule, "hazards"))
            for rule in entry.get("when", ())
        ),
        only_when=entry.get("only_when", False),
    )


def _phase(order: int, entry: _Entry) -> Phase:
    return Phase(
        phase_id=entry["id"],
        order=order,
        name=entry["name"],
        aliases=_strings(entry, "aliases"),
        cues=_strings(entry, "cues"),
        mark=Mark(entry["mark"]),
    )


def _role(entry: _Entry) -> Role:
    return Role(
        name=entry["name"],
        group=entry["group"],
        aliases=_strings(entry, "aliases"),
        colloquial=_strings(entry, "colloquial"),
        note=entry.get("note", ""),
        mark=Mark(entry["mark"]),
    )


def _levels(system: str, section: Mapping[str, Any]) -> tuple[Level, ...]:
    return tuple(
        Level(
            system=system,
            level=entry["level"],
            name=entry["name"],
            color=entry.get("color", ""),
            aliases=_strings(entry, "aliases"),
            mark=Mark(section["mark"]),
        )
        for entry in section["terms"]
    )


def _doc_type(entry: _Entry) -> DocType:
    return DocType(
        type_id=entry["id"],
        family=entry["family"],
        name=entry["name"],
        aliases=_strings(entry, "aliases"),
        cues=_strings(entry, "cues"),
        structure=entry.get("structure", ""),
        mark=Mark(entry["mark"]),
    )


def _issuing_level(entry: _Entry) -> IssuingLevel:
    return IssuingLevel(
        level_id=entry["id"], name=entry["name"], cues=_strings(entry, "cues"), mark=Mark(entry["mark"])
    )


def _accident_names(section: Mapping[str, Any]) -> AccidentNames:
    return AccidentNames(
        source=section["source"],
        applies_from=str(section["from"]),
        changed=tuple((entry["old"], tuple(entry["new"])) for entry in section["changed"]),
        removed=tuple(section["removed"]),
        added=tuple(section["added"]),
        mark=Mark(section["mark"]),
    )
