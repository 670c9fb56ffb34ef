"""Which stored documents, and which version of them, a question is about."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from kb.records import DocumentStatus, DocumentSummary, Metadata, Question
from kb.retrieval.naming import title_key
from kb.text import document_number_key, normalize

MAX_LOOSE = 2  # a shortened name that fits the titles of more works names none of them
SHORTEST_LOOSE = 4
LOOSE_SHARE = 0.35  # of the title's characters must be in a shortened name
SHORTENED = re.compile(r"[\u4e00-\u9fff]{2,24}?(?:办法|条例|规定|预案|方案|规程|细则|法)(?![律院学定规])")
BINDING = frozenset({DocumentStatus.IN_FORCE})


def named_documents(question: Question, summaries: Sequence[DocumentSummary]) -> list[DocumentSummary]:
    """Return every version of the documents that a question names, by title, 文号 or shortened title."""
    numbers = {document_number_key(number) for number in question.document_numbers}
    if numbers:
        return [one for one in summaries if fits_number(one.metadata.document_number, numbers)]
    keys = {title_key(name) for name in question.document_names}
    found = [one for one in summaries if title_key(one.metadata.title) in keys]
    return found or loosely_named(question.text, summaries)


def fits_number(number: str, wanted: set[str]) -> bool:
    """Tell whether the 文号 of a document is one of those wanted, 第 before 号 aside."""
    plain = document_number_key(number).replace("第", "")
    return bool(plain) and any(plain == one.replace("第", "") for one in wanted)


def loosely_named(text: str, summaries: Sequence[DocumentSummary]) -> list[DocumentSummary]:
    """Return the documents of which a question uses a shortened name: 预警发布办法 for …预警信息发布管理办法."""
    keys = {one.document_id: title_key(one.metadata.title) for one in summaries}
    for match in SHORTENED.finditer(normalize(text)):
        for start in range(len(match[0]) - SHORTEST_LOOSE + 1):
            name = match[0][start:]
            fitting = {key for key in set(keys.values()) if shortens(name, key)}
            if fitting and len(fitting) <= MAX_LOOSE:
                return [one for one in summaries if keys[one.document_id] in fitting]
    return []


def shortens(name: str, key: str) -> bool:
    """Tell whether a name is a title with characters left out; its last two stand together at the end of the title."""
    if not key.endswith(name[-2:]) or len(name) < LOOSE_SHARE * len(key):
        return False
    rest = iter(key)
    return all(character in rest for character in name)


def wanted_versions(question: Question, named: Sequence[DocumentSummary]) -> list[DocumentSummary]:
    """Return those of the named documents that the question means: of the year, before the revision, or in force.

    A document of which no version is in force is meant in its newest one.
    """
    named = without_copies(named)
    if of_year := [one for one in named if any(year in years_of(one.metadata) for year in question.years)]:
        return of_year
    if question.earlier:
        return [one for one in named if one.standing in (DocumentStatus.SUPERSEDED, DocumentStatus.REPEALED)]
    binding = [one for one in named if one.standing in BINDING]
    works = {one.work_id for one in binding}
    lapsed = [one for one in named if one.work_id not in works]
    return [*binding, *newest_of_each(lapsed)]


def without_copies(documents: Sequence[DocumentSummary]) -> list[DocumentSummary]:
    """Return one document for every version: the same text is often stored from two places.

    Of copies the one of whose metadata most was read in the text is kept.
    """
    kept: dict[tuple[str, date, DocumentStatus], DocumentSummary] = {}
    for one in documents:
        key = (one.work_id, begins(one.metadata), one.standing)
        known = kept.get(key)
        if known is None or len(one.metadata.sources) > len(known.metadata.sources):
            kept[key] = one
    return list(kept.values())


def newest_of_each(documents: Sequence[DocumentSummary]) -> list[DocumentSummary]:
    """Return the version of each work that began last."""
    newest: dict[str, DocumentSummary] = {}
    for one in documents:
        known = newest.get(one.work_id)
        if known is None or begins(one.metadata) > begins(known.metadata):
            newest[one.work_id] = one
    return list(newest.values())


def begins(metadata: Metadata) -> date:
    """Return the day on which a document begins, the first of all days when none is known."""
    days = (metadata.effective_on, metadata.revised_on, metadata.issued_on)
    return max((day for day in days if day is not None), default=date.min)


def years_of(metadata: Metadata) -> set[str]:
    """Return the years by which a version may be called: those of its days and those in its title."""
    days = (metadata.adopted_on, metadata.issued_on, metadata.revised_on, metadata.effective_on)
    return {str(day.year) for day in days if day is not None} | set(re.findall(r"(?:19|20)\d\d", metadata.title))


def shown_title(summary: DocumentSummary) -> str:
    """Return 《title》（文号）, the number only where there is one."""
    number = summary.metadata.document_number
    return f"《{summary.metadata.title or summary.file_name}》" + (f"（{number}）" if number else "")
