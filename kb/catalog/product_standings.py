"""Which documents that products rest on no longer count, from when, and what counts in their place."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from kb.catalog.codec import metadata_from_json
from kb.catalog.summaries import version_facts
from kb.catalog.writing import batches, marks
from kb.records import DocumentStatus
from kb.standing import Standing, VersionFacts, standings_on

ENDED = frozenset({DocumentStatus.SUPERSEDED, DocumentStatus.REPEALED})
COLUMNS = "document_id, work_id, metadata, approved"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """That a document is gone or no longer counts.

    Attributes:
        successor: The document that counts in its place, "" when there is none.
        continues: The successor is a later version of the same work, or took the same place: words may move there.
        since: The day from which the document no longer counts; None when that day has come or it is gone.
    """

    successor: str = ""
    continues: bool = False
    since: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """What becomes of documents that products rest on, by document id.

    Attributes:
        endings: Those that have ended, or will.
        twins: The other documents of the same work that are in force from the same day on, in the order of their ids.
    """

    endings: Mapping[str, Ending]
    twins: Mapping[str, tuple[str, ...]]


def outlook(
    connection: sqlite3.Connection, works: Mapping[str, str], day: date, successors: Mapping[str, str]
) -> Outlook:
    """Return what has ended, or will, and what counts beside what.

    Args:
        works: The documents in question, each with its work as the product knows it.
        successors: Documents that were replaced now, each with the one that took its place.
    """
    facts = facts_of(connection, works)
    stored = {one.document_id: one for one in facts}
    today = standings_on(day, facts)
    found: dict[str, Ending] = {}
    for document_id, work in works.items():
        if document_id not in stored:
            found[document_id] = _gone(successors.get(document_id, ""), work, facts, today)
        elif today[document_id].status in ENDED:
            found[document_id] = _ended(document_id, today[document_id], stored)
    for later in sorted({one.begins for one in facts if one.begins is not None and one.begins > day}):
        _add_later(found, works, standings_on(later, facts), stored, later)
    return Outlook(endings=found, twins=twins_among(facts, today))


def twins_among(facts: Sequence[VersionFacts], today: Mapping[str, Standing]) -> dict[str, tuple[str, ...]]:
    """Return which approved documents are in force beside which: the same work, the same first day; see `kb.standing`."""
    together: defaultdict[tuple[str, date | None], list[str]] = defaultdict(list)
    for one in facts:
        if one.work_id and one.approved and today[one.document_id].status is DocumentStatus.IN_FORCE:
            together[one.work_id, one.begins].append(one.document_id)
    return {
        one: tuple(sorted(other for other in group if other != one))
        for group in together.values()
        if len(group) > 1
        for one in group
    }


def facts_of(connection: sqlite3.Connection, works: Mapping[str, str]) -> list[VersionFacts]:
    """Return the facts of the documents, of every version of their works, and of whatever repeals others."""
    conditions: list[tuple[str, list[str]]] = [("json_array_length(metadata, '$.repeals') > 0", [])]
    conditions += [(f"document_id IN ({marks(some)})", some) for some in batches(works)]
    conditions += [(f"work_id IN ({marks(some)})", some) for some in batches(set(works.values()))]
    found: dict[str, VersionFacts] = {}
    for condition, values in conditions:
        for row in connection.execute(f"SELECT {COLUMNS} FROM documents WHERE {condition}", values):
            document_id, work, metadata, approved = row
            facts = version_facts(document_id, work, metadata_from_json(metadata), approved=bool(approved))
            found[document_id] = facts
    return list(found.values())


def _gone(named: str, work: str, facts: list[VersionFacts], today: Mapping[str, Standing]) -> Ending:
    """Return what took the place of a document that is not stored any more."""
    if named:
        return Ending(successor=named, continues=True)
    in_force = [
        one
        for one in facts
        if one.work_id == work and one.approved and today[one.document_id].status is DocumentStatus.IN_FORCE
    ]
    newest = max(in_force, key=lambda one: (one.begins or date.min, one.document_id), default=None)
    return Ending(successor=newest.document_id, continues=True) if newest else Ending()


def _ended(
    document_id: str, standing: Standing, stored: Mapping[str, VersionFacts], since: date | None = None
) -> Ending:
    successor = stored.get(standing.superseded_by)
    same = successor is not None and successor.work_id == stored[document_id].work_id
    return Ending(successor=successor.document_id if successor else "", continues=same, since=since)


def _add_later(
    found: dict[str, Ending],
    works: Mapping[str, str],
    standings: Mapping[str, Standing],
    stored: Mapping[str, VersionFacts],
    later: date,
) -> None:
    for document_id in works:
        standing = standings.get(document_id)
        if document_id not in found and standing is not None and standing.status in ENDED:
            found[document_id] = _ended(document_id, standing, stored, since=later)
