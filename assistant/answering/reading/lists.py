"""Answers to list questions: the whole enumeration that the best span announces or belongs to, in order."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from assistant.answering.reading.enumerations import Enumeration, enumeration_at
from assistant.answering.reading.extracts import Extract, cut_of, extract_of
from assistant.answering.reading.focus import asked_count, focus_share
from assistant.answering.reading.item_counts import noun_lists
from assistant.answering.reading.plain import plain
from assistant.answering.reading.question_words import QuestionWords
from assistant.answering.reading.scoring import ScoredUnit
from assistant.answering.reading.tables import is_row, rows_listed
from assistant.answering.reading.units import Unit, leads_in
from kb.records import Question

MAX_FACT = 220  # characters of a short answer, the limit
MAX_LIST = 900  # characters of a list; it is given whole or cut at an item's end
NEAR_BEST = 1.0  # how far below the best unit's score another may announce the list
TRIED = 4
MIN_NOUNS = 3
SAME_SHARE = 0.6  # of the item's share of the question that its announcing sentence must have


def compose_list(
    question: Question, words: QuestionWords, scored: Sequence[ScoredUnit], text_of: Callable[[str], str]
) -> list[Extract]:
    """Return the enumeration that answers, announcing sentence first; empty when the best span is no part of one.

    A best span that itself lists nouns between 、 is the answer and no reason to look further.
    """
    count = asked_count(question.text)
    if is_row(scored[0].unit):
        return rows_listed(question, words, scored[0].unit, MAX_FACT)
    near = [one.unit for one in scored[:TRIED] if one.score >= scored[0].score - NEAR_BEST]
    if count > 1:
        near.sort(key=lambda unit: -focus_share(question.text, (plain(unit.text),)))
    for unit in near:
        text = text_of(unit.evidence.chunk.document_id)
        found = enumeration_at(text, unit.start, unit.end)
        nouns = lists_nouns(unit, count)
        whole = found is not None and (not nouns or leads_in(unit.text) or found.lead[0] < unit.start)
        if found is not None and whole and agrees(found, count) and is_asked_for(question, words, unit, found, text):
            return extracts_of(unit, found, text)
        if nouns:
            return [] if unit is scored[0].unit else [extract_of(unit)]
        if not count:
            return []
    return []


def lists_nouns(unit: Unit, count: int) -> bool:
    """Tell whether a unit lists things between 、: as many as asked for, or several when no number is given."""
    nouns = noun_lists(unit.text)
    return count in nouns if count > 1 else max(nouns, default=0) >= MIN_NOUNS


def agrees(found: Enumeration, count: int) -> bool:
    """Tell whether an enumeration has as many items as asked for, or no number is given."""
    return count < 2 or len(found.items) == count


def is_asked_for(question: Question, words: QuestionWords, unit: Unit, found: Enumeration, text: str) -> bool:
    """Tell whether the enumeration is what the question asks for, not merely where the best span stands.

    A span that announces it speaks for itself. A span that is one item of it may answer alone; the whole is asked for
    when the announcing sentence says what the question says.
    """
    if found.lead[0] >= unit.start:
        return True
    lead = plain(text[found.lead[0] : found.lead[1]])
    headings = plain(" ".join(unit.evidence.chunk.heading_path))
    if words.pair_share(lead) >= SAME_SHARE * words.pair_share(plain(unit.text)):
        return True
    return focus_share(question.text, (lead, headings)) >= 0.5


def extracts_of(unit: Unit, found: Enumeration, text: str) -> list[Extract]:
    """Return lead and items; items that are paragraphs are cut to what is listed: their heads."""
    evidence = unit.evidence
    lead = [cut_of(evidence, text, found.lead)] if found.lead[1] > found.lead[0] else []
    whole = [cut_of(evidence, text, span) for span in found.items]
    if length([*lead, *whole]) <= MAX_FACT:
        return [*lead, *whole]
    if found.spoken:
        heads = [cut_of(evidence, text, span) for span in found.heads]
        return [*lead, *heads] if length([*lead, *heads]) <= MAX_FACT else heads
    kept: list[Extract] = []
    for one in whole:
        if length([*kept, one]) > MAX_LIST:
            break
        kept.append(one)
    return [*lead, *kept]


def length(chosen: Sequence[Extract]) -> int:
    """Return the characters of an answer made of these extracts, line ends counted."""
    return sum(len(one.text) + 1 for one in chosen)
