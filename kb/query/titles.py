"""The titles of a base's documents, by which questions name them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kb.records import DocumentSummary


@dataclass(frozen=True, slots=True, kw_only=True)
class Titles:
    """Titles, each once, in the order the documents were stored.

    Attributes:
        approved: Without those of uploads that nobody has approved.
        waiting: True when there is such an upload.
    """

    every: tuple[str, ...] = ()
    approved: tuple[str, ...] = ()
    waiting: bool = False


def titles_of(summaries: Sequence[DocumentSummary]) -> Titles:
    """Return the titles of documents."""
    titled = [one for one in summaries if one.metadata.title]
    return Titles(
        every=tuple(dict.fromkeys(one.metadata.title for one in titled)),
        approved=tuple(dict.fromkeys(one.metadata.title for one in titled if one.approved)),
        waiting=not all(one.approved for one in summaries),
    )
