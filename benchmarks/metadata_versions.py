"""Status of every law that the collection holds in several versions, on every day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from benchmarks.version_oracle import StatedVersion, days_of_change, expected_status, multi_version_laws
from ingest import metadata
from ingest.parsers import markdown
from ingest.structure import build
from kb.records import DocumentStatus
from kb.standing import VersionFacts, standings_on


@dataclass(frozen=True, slots=True, kw_only=True)
class WrongStatus:
    """The first day on which a version has another status than its file states."""

    path: Path
    day: date
    found: DocumentStatus
    expected: DocumentStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionFigures:
    """How many laws with several versions have the right status on every day."""

    laws: int
    versions: int
    days: int
    wrong: Mapping[str, tuple[WrongStatus, ...]]


def check_versions(folder: Path) -> VersionFigures:
    """Compare status and statement on every day on which either changes.

    The base is the whole collection, so a version can also be retired by another rule; that differs from its file name
    and is reported.
    """
    facts = {path: _facts(path) for path in sorted(folder.rglob("*.md"))}
    groups = multi_version_laws(folder)
    members = {one.path for versions in groups.values() for one in versions}
    days = days_of_change(groups.values(), {path: facts[path].begins for path in members})
    wrong: dict[str, list[WrongStatus]] = {}
    everything = list(facts.values())
    for day in days:
        standings = standings_on(day, everything)
        found = {path: standings[str(path)].status for path in members}
        for name, versions in groups.items():
            known = {item.path for item in wrong.get(name, ())}
            for one in _differences(versions, day, found):
                if one.path not in known:
                    wrong.setdefault(name, []).append(one)
    return VersionFigures(
        laws=len(groups), versions=len(members), days=len(days), wrong={name: tuple(one) for name, one in wrong.items()}
    )


def _facts(path: Path) -> VersionFacts:
    parsed = markdown.parse(path.read_bytes(), path.name)
    known = metadata.read(build(parsed), parsed, path.name)
    return VersionFacts.of(str(path), metadata.work_id(known), known, approved=True)


def _differences(
    versions: Sequence[StatedVersion], day: date, found: Mapping[Path, DocumentStatus]
) -> Iterator[WrongStatus]:
    for index, one in enumerate(versions):
        expected = expected_status(versions, index, day)
        if found[one.path] is not expected:
            yield WrongStatus(path=one.path, day=day, found=found[one.path], expected=expected)
