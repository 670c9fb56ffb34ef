"""Phases, hazards and positions of a clause, for courses."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from assistant.study.questions.clauses import Clause
from kb.taxonomy import default_taxonomy


@dataclass(frozen=True, slots=True, kw_only=True)
class Tags:
    """Ids of the taxonomy, and names of posts."""

    phases: tuple[str, ...]
    hazards: tuple[str, ...]
    positions: tuple[str, ...]


def tags_of(clause: Clause, text: str) -> Tags:
    """Return the tags of a clause; its headings count before its words, the document's hazards before those it mentions."""
    return _tags(clause.document.metadata.hazards, " ".join(clause.heading_path), text)


@lru_cache(maxsize=4_096)
def _tags(hazards: tuple[str, ...], headings: str, text: str) -> Tags:
    taxonomy = default_taxonomy()
    phases = taxonomy.find_phases(headings) or taxonomy.find_phases(text)
    named = (
        taxonomy.find_hazards(headings, colloquial=False) or hazards or taxonomy.find_hazards(text, colloquial=False)
    )
    return Tags(phases=phases[:2], hazards=named[:3], positions=taxonomy.find_roles(f"{headings} {text}")[:4])
