"""Whether a document is in force, from its dates, its later versions and what repeals it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from assistant.answering.citations import CitationList
from assistant.answering.extractive import marker_text, standing_notice
from assistant.answering.forms.absent import absent_document
from assistant.answering.forms.documents import (
    named_documents,
    newest_of_each,
    shown_title,
    wanted_versions,
    without_copies,
)
from assistant.answering.forms.merging import side_by_side
from assistant.answering.forms.spans import sentence_at
from assistant.answering.reading.compose import Extract
from assistant.records import Answer, AnswerStatus, Statement
from kb.knowledge_base import KnowledgeBase
from kb.records import STATUS_ZH, DocumentStatus, DocumentSummary, Filters, Question

MAX_DOCUMENTS = 4
JUDGED = "按日期和版本判断"
OWN_FIELDS = ("effective_on", "revised_on", "expires_on", "issued_on")
VERDICTS: dict[DocumentStatus, str] = {
    DocumentStatus.IN_FORCE: "现行有效",
    DocumentStatus.NOT_YET: "尚未施行",
    DocumentStatus.SUPERSEDED: "已被后来的版本替代",
    DocumentStatus.REPEALED: "已废止",
    DocumentStatus.DRAFT: "是草稿，没有效力",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What the standing of a document rests on.

    Attributes:
        extracts: Sentences of the document and of the one that ended it, the telling one first.
    """

    summary: DocumentSummary
    successor: DocumentSummary | None
    extracts: tuple[Extract, ...]


class StandingReader:
    """Answers whether a named document is in force on the day asked about."""

    def __init__(self, kb: KnowledgeBase) -> None:
        self._kb = kb

    def read(self, question: Question, filters: Filters) -> Answer | None:
        """Return the standing with its grounds, a refusal for a document that is not stored; None when none is named."""
        summaries = self._kb.candidates(filters, drafts=True)
        named = named_documents(question, summaries)
        if absent := absent_document(question, named, summaries):
            return absent
        chosen = wanted_versions(question, named) or newest_of_each(named)
        versions = without_copies(named)
        if not question.years and not question.earlier and len(versions) <= MAX_DOCUMENTS:
            chosen = sorted(versions, key=lambda one: one not in chosen)  # the one in force first
        if not chosen or len(chosen) > MAX_DOCUMENTS:
            return None
        day = filters.as_of or date.today()
        answers = [(shown_title(one), question.text, self._answer(question, one, summaries, day)) for one in chosen]
        return answers[0][2] if len(answers) == 1 else side_by_side(question.text, answers)

    def _answer(
        self, question: Question, summary: DocumentSummary, summaries: Sequence[DocumentSummary], day: date
    ) -> Answer:
        ground = self._ground(summary, summaries)
        citations = CitationList(self._kb.document)
        quotes = tuple(Statement(text=one.text, markers=(citations.cite_extract(one),)) for one in ground.extracts)
        markers = tuple(marker for quote in quotes for marker in quote.markers)
        judged = Statement(text=verdict_text(ground, day), markers=markers, derived=JUDGED)
        statements = (judged, *quotes)
        return Answer(
            question=question.text,
            resolved_question=question.text,
            status=AnswerStatus.GROUNDED if tells(ground) else AnswerStatus.PARTIAL,
            text="\n".join(f"{one.text}{marker_text(one.markers)}" for one in statements),
            statements=statements,
            citations=citations.citations,
            missing="" if tells(ground) else "原文没有写明施行日期，请核对",
            notice=standing_notice(ground.extracts[:1]) if not summary.approved else "",
        )

    def _ground(self, summary: DocumentSummary, summaries: Sequence[DocumentSummary]) -> Ground:
        successor = next((one for one in summaries if one.document_id == summary.superseded_by), None)
        ended = [self._sentence(successor, field) for field in ("repeals", "effective_on")] if successor else []
        own = [self._sentence(summary, field) for field in OWN_FIELDS]
        title = self._sentence(summary, "title")
        kept: list[Extract] = []
        for extract in (*ended, *own, *(() if any(own) or any(ended) else (title,))):
            if extract is not None and not any(same_place(extract, other) for other in kept):
                kept.append(extract)
        return Ground(summary=summary, successor=successor, extracts=tuple(kept[:3]))

    def _sentence(self, summary: DocumentSummary, field: str) -> Extract | None:
        span = dict(summary.metadata.sources).get(field)
        if span is None:
            return None
        return sentence_at(self._kb.document(summary.document_id), summary, span.start, span.end)


def same_place(extract: Extract, other: Extract) -> bool:
    """Tell whether two extracts overlap in one document."""
    same = extract.evidence.chunk.document_id == other.evidence.chunk.document_id
    return same and extract.start < other.end and other.start < extract.end


def tells(ground: Ground) -> bool:
    """Tell whether a date or a repeal carries the standing, not only the title."""
    dated = {field for field, _ in ground.summary.metadata.sources} & set(OWN_FIELDS)
    return bool(dated) or ground.successor is not None


def verdict_text(ground: Ground, day: date) -> str:
    """Return e.g. 《…》（…号）截至2026年11月22日已废止，被《…》（…号）取代。"""
    summary, standing = ground.summary, ground.summary.standing
    said = VERDICTS.get(standing, STATUS_ZH[standing])
    by = f"，由{shown_title(ground.successor)}取代" if ground.successor is not None else ""
    known = "" if ground.successor or standing is not DocumentStatus.IN_FORCE else "（知识库中没有废止或替代它的文本）"
    return f"{shown_title(summary)}截至{day.year}年{day.month}月{day.day}日{said}{by}{known}。"
