"""The legal standing of documents on a day, computed from their dates, versions and repeals.

A document *begins* on the latest of its effective, revised and issued dates: an amended law still prints the day on
which its first version took effect, and nothing binds before it is issued. Without any date it began before everything
that has one.

On a given day, the first rule that fits decides:

1. A draft is a draft. Neither it nor an upload no editor has approved supersedes or repeals anything.
2. Before its beginning a document is not yet in force. So is one stated to be so that has no date.
3. From the day it expires on, or when it is stated to be repealed and no such day is known, it is repealed.
4. A later version of the same work that has begun supersedes it, even when that version has itself ended since: an old
   version does not revive. Versions that begin together, or that all have no date, stand side by side.
5. A document that has begun after it and names its title among its repeals, for the same region, repeals it. A repeal
   that names a day retires the version adopted, issued or revised on it and what is older, never a younger one; where
   the base holds no version of that day, one first made known in that year counts as it.
6. What is stated to be superseded is so, unless rule 4 knows the day of the later version and it has not come.
7. Everything else is in force.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from kb.records import DocumentStatus, Metadata
from kb.text import normalize

_REPEALED_DAY_RE = re.compile(r"（(\d{4}-\d{2}-\d{2})）$")


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionFacts:
    """What the standing of one document depends on; fields as in `kb.records.Metadata`."""

    document_id: str
    work_id: str
    title: str
    region: str = ""
    status: DocumentStatus = DocumentStatus.IN_FORCE
    adopted_on: date | None = None
    issued_on: date | None = None
    revised_on: date | None = None
    effective_on: date | None = None
    expires_on: date | None = None
    repeals: tuple[str, ...] = ()
    approved: bool = True

    @classmethod
    def of(cls, document_id: str, work_id: str, metadata: Metadata, *, approved: bool) -> VersionFacts:
        """Take the facts from the metadata of a stored document."""
        return cls(
            document_id=document_id,
            work_id=work_id,
            title=metadata.title,
            region=metadata.region,
            status=metadata.status,
            adopted_on=metadata.adopted_on,
            issued_on=metadata.issued_on,
            revised_on=metadata.revised_on,
            effective_on=metadata.effective_on,
            expires_on=metadata.expires_on,
            repeals=metadata.repeals,
            approved=approved,
        )

    @property
    def begins(self) -> date | None:
        """The first day on which it can bind; None when no date is known."""
        known = [day for day in (self.effective_on, self.revised_on, self.issued_on) if day is not None]
        return max(known, default=None)

    @property
    def made_known(self) -> tuple[date, ...]:
        """The days by which a repealing text may call this version, earliest first."""
        return tuple(sorted(day for day in (self.adopted_on, self.issued_on, self.revised_on) if day is not None))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Repeal:
    """That `by` retires a title; `only` holds the ids of the versions when it names the day of one."""

    by: VersionFacts
    only: frozenset[str] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """The standing of a document on a day.

    Attributes:
        superseded_by: Id of the document that superseded or repealed it, "" when none is known.
    """

    status: DocumentStatus
    superseded_by: str = ""


def standings_on(day: date, documents: Sequence[VersionFacts]) -> dict[str, Standing]:
    """Return document id → standing on `day` for all `documents`, which should be all that the base holds.

    Takes time proportional to the number of documents.
    """
    binding = [facts for facts in documents if facts.approved and _has_begun(facts, day)]
    newest = _newest_versions(binding)
    repealers = _repealers(binding, documents)
    last_begin = _last_begin(documents)
    return {
        facts.document_id: _standing(day, facts, newest.get(facts.work_id), repealers, last_begin.get(facts.work_id))
        for facts in documents
    }


def repeal_of(title: str, day: date | None = None) -> str:
    """Return an entry of `Metadata.repeals`: the title, with the day of the version where only that is retired."""
    return title if day is None else f"{title}（{day.isoformat()}）"


def title_key(title: str) -> str:
    """Return a title in the form in which two spellings of it are equal: no 《》, no spaces, no year of the version."""
    plain = re.sub(r"[《》〈〉\s]", "", normalize(title))
    return re.sub(r"\((?:\d{4}[^()]*|修订|修正)\)$", "", plain).removeprefix("中华人民共和国")


def _has_begun(facts: VersionFacts, day: date) -> bool:
    if facts.status is DocumentStatus.DRAFT:
        return False
    if facts.begins is None:
        return facts.status is not DocumentStatus.NOT_YET
    return facts.begins <= day


def _newest_versions(binding: Iterable[VersionFacts]) -> dict[str, VersionFacts]:
    newest: dict[str, VersionFacts] = {}
    for facts in binding:
        if facts.begins is None or not facts.work_id:
            continue
        best = newest.get(facts.work_id)
        if best is None or best.begins is None or (facts.begins, facts.document_id) > (best.begins, best.document_id):
            newest[facts.work_id] = facts
    return newest


def _repealers(binding: Iterable[VersionFacts], documents: Iterable[VersionFacts]) -> dict[str, list[_Repeal]]:
    named = [(facts, entry) for facts in binding for entry in facts.repeals]
    dated = {title_key(entry) for _, entry in named if _day_of(entry) is not None}
    versions: dict[str, list[VersionFacts]] = defaultdict(list)
    for facts in documents if dated else ():
        if (key := title_key(facts.title)) in dated:
            versions[key].append(facts)
    repealers: dict[str, list[_Repeal]] = defaultdict(list)
    for facts, entry in named:
        key, day = title_key(entry), _day_of(entry)
        only = None if day is None else _versions_until(day, versions[key])
        repealers[key].append(_Repeal(by=facts, only=only))
    return repealers


def _day_of(entry: str) -> date | None:
    match = _REPEALED_DAY_RE.search(entry)
    if match is None:
        return None
    try:
        return date.fromisoformat(match[1])
    except ValueError:
        return None


def _versions_until(day: date, versions: Sequence[VersionFacts]) -> frozenset[str]:
    """Return the ids of the version that is called by `day`, and of the older ones."""
    exact = any(day in facts.made_known for facts in versions)
    return frozenset(
        facts.document_id
        for facts in versions
        if not (days := facts.made_known) or day in days or days[-1] <= day or (not exact and days[0].year == day.year)
    )


def _last_begin(documents: Iterable[VersionFacts]) -> dict[str, date]:
    """Return for each work the day on which its last dated version begins, drafts left out."""
    last: dict[str, date] = {}
    for facts in documents:
        if facts.work_id and facts.begins is not None and facts.status is not DocumentStatus.DRAFT:
            last[facts.work_id] = max(facts.begins, last.get(facts.work_id, facts.begins))
    return last


def _standing(
    day: date,
    facts: VersionFacts,
    newest: VersionFacts | None,
    repealers: dict[str, list[_Repeal]],
    last_begin: date | None,
) -> Standing:
    if facts.status is DocumentStatus.DRAFT:
        return Standing(status=DocumentStatus.DRAFT)
    if not _has_begun(facts, day):
        return Standing(status=DocumentStatus.NOT_YET)
    if _has_ended(facts, day):
        return Standing(status=DocumentStatus.REPEALED, superseded_by=_repealed_by(facts, repealers))
    if newest is not None and _begins_after(newest, facts):
        return Standing(status=DocumentStatus.SUPERSEDED, superseded_by=newest.document_id)
    if repealer := _repealed_by(facts, repealers):
        return Standing(status=DocumentStatus.REPEALED, superseded_by=repealer)
    successor_known = last_begin is not None and (facts.begins is None or last_begin > facts.begins)
    if facts.status is DocumentStatus.SUPERSEDED and not successor_known:
        return Standing(status=DocumentStatus.SUPERSEDED)
    return Standing(status=DocumentStatus.IN_FORCE)


def _has_ended(facts: VersionFacts, day: date) -> bool:
    if facts.expires_on is not None:
        return facts.expires_on <= day
    return facts.status is DocumentStatus.REPEALED


def _begins_after(later: VersionFacts, earlier: VersionFacts) -> bool:
    if later.begins is None or later.document_id == earlier.document_id:
        return False
    return earlier.begins is None or later.begins > earlier.begins


def _repealed_by(facts: VersionFacts, repealers: dict[str, list[_Repeal]]) -> str:
    for repeal in repealers.get(title_key(facts.title), ()):
        by = repeal.by
        same_region = not (facts.region and by.region) or facts.region == by.region
        meant = repeal.only is None or facts.document_id in repeal.only
        if meant and same_region and _begins_after(by, facts):
            return by.document_id
    return ""
