"""Documents of one work that are in force from the same day on and do not say the same.

A changed file that keeps its date, read from another place or uploaded, is no later edition of the one the base holds:
both count, and which one is newer is nowhere written. People have to be told.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, replace
from datetime import date

from kb.catalog.product_matching import FoldedText
from kb.catalog.product_standings import facts_of, twins_among
from kb.catalog.reading import read_document
from kb.records import Document
from kb.standing import standings_on
from kb.text import sentence_spans


@dataclass(frozen=True, slots=True, kw_only=True)
class Twin:
    """Another document in force of the same work, with the same first day and other words.

    Attributes:
        begins: The day from which both count; None when neither has a date.
        differing: How many sentences stand in only one of the two, 1 or more.
    """

    document_id: str
    title: str
    source_uri: str
    begins: date | None
    differing: int


def twins_of(connection: sqlite3.Connection, document_id: str, day: date) -> tuple[Twin, ...]:
    """Return the twins of a document; of one that nobody has approved, those it would have then."""
    sql = (
        "SELECT work_id FROM documents o WHERE document_id = ? AND work_id <> '' AND EXISTS (SELECT 1 FROM documents d"
    )
    found = connection.execute(
        f"{sql} WHERE d.work_id = o.work_id AND d.document_id <> o.document_id)", (document_id,)
    ).fetchone()
    if found is None:
        return ()
    facts = [
        replace(one, approved=True) if one.document_id == document_id else one
        for one in facts_of(connection, {document_id: found[0]})
    ]
    beside = twins_among(facts, standings_on(day, facts)).get(document_id, ())
    own = read_document(connection, document_id) if beside else None
    begins = next(one.begins for one in facts if one.document_id == document_id)
    twins = (_twin(own, read_document(connection, one), begins) for one in beside)
    return tuple(one for one in twins if one is not None)


def _twin(own: Document | None, other: Document | None, begins: date | None) -> Twin | None:
    if own is None or other is None:
        return None
    differing = _only_in(own.text, other.text) + _only_in(other.text, own.text)
    if not differing:
        return None
    return Twin(
        document_id=other.document_id,
        title=other.metadata.title or other.file_name,
        source_uri=other.source_uri,
        begins=begins,
        differing=differing,
    )


def _only_in(text: str, other: str) -> int:
    """Return how many sentences of a text do not stand in the other, blanks and typography apart."""
    letters = FoldedText(other).letters
    sentences = dict.fromkeys(text[one.start : one.end] for one in sentence_spans(text))
    return sum(FoldedText(one).letters not in letters for one in sentences)
