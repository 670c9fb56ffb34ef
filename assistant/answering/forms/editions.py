"""An ordinary question about an earlier text: which versions to search, and the question without the words for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.answering.forms.documents import named_documents, wanted_versions
from kb.knowledge_base import KnowledgeBase
from kb.query.times import without_time
from kb.records import EVERY_VERSION, DocumentStatus, Filters, Question

LAPSED = (DocumentStatus.SUPERSEDED, DocumentStatus.REPEALED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """A question settled on the versions it is about.

    Attributes:
        absent: A Chinese sentence when the base holds no such version, "" otherwise.
    """

    question: Question
    filters: Filters
    absent: str = ""


def settle_edition(question: Question, filters: Filters, kb: KnowledgeBase) -> Edition:
    """Choose the versions by the day, the year or 修订前 in a question; one without such words is left as it is."""
    if question.as_of is not None:
        day = filters.as_of or question.as_of
        return Edition(question=plainly(question, kb), filters=replace(filters, as_of=day))
    if not question.earlier and not question.years:
        return Edition(question=question, filters=filters)
    summaries = kb.candidates(filters)
    named = wanted_versions(question, named_documents(question, summaries))
    lapsed = [one.document_id for one in named if one.standing in LAPSED]
    if lapsed:
        return Edition(question=plainly(question, kb), filters=of_documents(filters, lapsed))
    if not question.earlier:
        return Edition(question=question, filters=filters)
    if any(one.standing in LAPSED for one in summaries):
        return Edition(question=plainly(question, kb), filters=replace(filters, standings=LAPSED))
    return Edition(question=question, filters=filters, absent="知识库中没有被替代或废止的旧版本")


def of_documents(filters: Filters, document_ids: Sequence[str]) -> Filters:
    """Return the filters narrowed to some documents, whatever their standing."""
    return replace(filters, document_ids=tuple(document_ids), standings=EVERY_VERSION)


def plainly(question: Question, kb: KnowledgeBase) -> Question:
    """Return the question without its words of time, which no passage of the chosen version holds."""
    text = without_time(question.text)
    return kb.understand(text) if len(text) > 1 else question
