"""Is an answer right, and do its citations carry it?"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from assistant.evaluation.records import Match, Place
from assistant.records import Answer, Citation
from kb.query import understand
from kb.records import AnswerKind, Document, Section
from kb.text import normalize

LIMIT = 220  # characters of an answer without its markers; procedures and lists are given whole and have no limit
SPACE = re.compile(r"\s+|[|]")
MARKER = re.compile(r"\[\d+\]")
MIN_PART = 2  # characters of a quote that is part of an expected answer


def plain(text: str) -> str:
    """Return text without markers, white space and cell borders, in normal form."""
    return SPACE.sub("", normalize(MARKER.sub("", text)))


def holds(text: str, answers: Sequence[str], match: Match) -> bool:
    """Tell whether a text holds all, or any, of the expected strings; for REFUSE it never does."""
    said = plain(text)
    held = [plain(item) in said for item in answers]
    if match is Match.REFUSE or not held:
        return False
    return all(held) if match is Match.ALL else any(held)


def is_right(answer: Answer, answers: Sequence[str], match: Match, *, short_lists: bool = False) -> bool:
    """Tell whether an answer is what was expected: complete and short, or a refusal.

    Args:
        short_lists: The answer to a question for a list has to keep to the limit too.
    """
    if match is Match.REFUSE:
        return answer.refused
    whole = bool(answer.steps) or (not short_lists and asks_for_list(answer))
    short = whole or len(MARKER.sub("", answer.text)) <= LIMIT
    return holds(answer.text, answers, match) and short and not answer.refused


def asks_for_list(answer: Answer) -> bool:
    """Tell whether the question of an answer asks for a list."""
    return understand(answer.resolved_question).kind is AnswerKind.LIST


def at_place(citation: Citation, document: Document) -> bool:
    """Tell whether the quote is the stored text at its offsets."""
    inside = 0 <= citation.start < citation.end <= len(document.text)
    return inside and document.text[citation.start : citation.end] == citation.quote


def carries(citation: Citation, answers: Sequence[str], gold: Sequence[Place]) -> bool:
    """Tell whether a quote holds an expected answer, is part of one, or stands where the answer stands."""
    quote = plain(citation.quote)
    wanted = [plain(answer) for answer in answers]
    if any(item in quote for item in wanted if item):
        return True
    if len(quote) >= MIN_PART and any(quote in item for item in wanted):
        return True
    place = Place(document_id=citation.document_id, start=citation.start, end=citation.end)
    return any(place.overlaps(one) for one in gold)


def clause_places(gold: Sequence[Place], read: Callable[[str], Document]) -> list[Place]:
    """Widen places to the innermost section they begin in: any step of the right clause belongs to a procedure."""
    return [_clause(place, read(place.document_id)) for place in gold]


def _clause(place: Place, document: Document) -> Place:
    around: list[Section] = [one for one in document.sections if one.start <= place.start < one.end and one.depth > 0]
    if not around:
        return place
    inner = max(around, key=lambda one: (one.depth, one.ordinal))
    return Place(document_id=place.document_id, start=inner.start, end=inner.end)
