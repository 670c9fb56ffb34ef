"""Approved documents answer first; what nobody has approved is asked only where they hold nothing, and is marked.

So an upload can neither take the place of an approved text nor change how a question is understood.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from assistant.answering.updates import AnswerUpdate
from assistant.records import Answer
from kb.knowledge_base import KnowledgeBase
from kb.records import Filters, Question
from kb.retrieval.naming import title_key

TITLE = re.compile(r"《([^《》]{2,80})》")
LOOKED_AT = 3  # found chunks of which one that nobody has approved is worth a word
ONLY_UNAPPROVED = "已审核的文档中没有依据，以下出自尚未审核的文档，请核实后再用"
NAMED_UNAPPROVED = "所问的文档尚未审核，请核实后再用"
ALSO_UNAPPROVED = "另有尚未审核的文档可能谈到此事，没有采用"


def approved_first(
    kb: KnowledgeBase, question: str, filters: Filters, answer: Callable[[Filters], Iterator[AnswerUpdate]]
) -> Iterator[AnswerUpdate]:
    """Yield the updates of an answer from approved documents, or else from all.

    Args:
        question: As asked; one that names an upload by its title in 《》 is about that.
        answer: Answers with given filters; its last update holds the answer.
    """
    if filters.approved_only or not kb.holds_unapproved:
        yield from answer(filters)
        return
    if names_only_uploads(kb, question, filters):
        yield from marked(answer(filters), NAMED_UNAPPROVED)
        return
    without: Answer | None = None
    for update in answer(replace(filters, approved_only=True)):
        if update.answer is None:
            yield update
        elif holds_nothing(update.answer):
            without = update.answer
        else:
            yield replace(update, answer=with_hint(kb, filters, update.answer))
    if without is not None:
        yield from otherwise(without, answer(filters))


def names_only_uploads(kb: KnowledgeBase, question: str, filters: Filters) -> bool:
    """Tell whether a question names documents in 《》 that are stored, none of them approved."""
    named = {title_key(title) for title in TITLE.findall(question)}
    stored = [one.approved for one in kb.candidates(filters) if title_key(one.metadata.title) in named] if named else []
    return bool(stored) and not any(stored)


def holds_nothing(answer: Answer) -> bool:
    """Tell whether an answer refuses, or shows no more than the clauses nearest to the question."""
    return answer.refused or answer.closest


def otherwise(without: Answer, updates: Iterator[AnswerUpdate]) -> Iterator[AnswerUpdate]:
    """Yield an answer from all documents; when they hold nothing either, what the approved ones alone led to."""
    for update in updates:
        if update.answer is not None and holds_nothing(update.answer):
            yield replace(update, answer=without) if without.nearest or without.citations else update
        else:
            yield from marked(iter((update,)), ONLY_UNAPPROVED)


def marked(updates: Iterator[AnswerUpdate], word: str) -> Iterator[AnswerUpdate]:
    """Yield updates whose answer, where it cites what nobody has approved, says so first."""
    for update in updates:
        answer = update.answer
        if answer is None or all(citation.approved for citation in answer.citations):
            yield update
        else:
            notice = "；".join(part for part in (word, answer.notice) if part)
            yield replace(update, answer=replace(answer, notice=notice))


def with_hint(kb: KnowledgeBase, filters: Filters, answer: Answer) -> Answer:
    """Return the answer; when an upload speaks of the matter too, with a word that it was not used."""
    question: Question = kb.understand(answer.resolved_question, approved_only=True)
    found = kb.search(question, filters, LOOKED_AT)
    if all(item.document.approved for item in found):
        return answer
    return replace(answer, notice="；".join(part for part in (answer.notice, ALSO_UNAPPROVED) if part))
