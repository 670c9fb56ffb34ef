"""All of a document that questions are made from, read once."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from assistant.study.questions.bodies import Actor, actors
from assistant.study.questions.clauses import Clause, clauses_of
from assistant.study.questions.listings import Listing, listings_of
from assistant.study.questions.statements import Statement, is_frame, statements_of
from assistant.study.questions.values import quantities
from kb.records import Document


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """The parts of one document.

    Attributes:
        numbers: Unit → numbers printed with it anywhere in the document.
        names: Bodies and posts that act somewhere in it.
    """

    document: Document
    clauses: tuple[Clause, ...]
    statements: tuple[Statement, ...]
    listings: tuple[Listing, ...]
    numbers: dict[str, tuple[str, ...]]
    names: tuple[str, ...]


def material_of(document: Document) -> Material:
    """Read a document."""
    clauses = tuple(clause for clause in clauses_of(document) if not is_frame(clause))
    statements = tuple(statement for clause in clauses for statement in statements_of(clause))
    numbers: dict[str, list[str]] = defaultdict(list)
    for clause in clauses:
        for line in clause.lines:
            for one in quantities(line.text):
                numbers[one.unit].append(one.number)
    return Material(
        document=document,
        clauses=clauses,
        statements=statements,
        listings=tuple(listing for clause in clauses for listing in listings_of(clause)),
        numbers={unit: tuple(dict.fromkeys(found)) for unit, found in numbers.items()},
        names=tuple(dict.fromkeys(actor.name for actor in _actors(clauses))),
    )


def _actors(clauses: tuple[Clause, ...]) -> list[Actor]:
    return [actor for clause in clauses for line in clause.lines for actor in actors(line.text)]
