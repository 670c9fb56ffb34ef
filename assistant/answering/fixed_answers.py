"""Questions that an editor fixed to words of a document are answered with these words, as long as they stand."""

from __future__ import annotations

import re
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from assistant.answering.citations import recognised_within
from assistant.records import Answer, AnswerStatus, Citation, Statement
from kb.catalog.journal_records import FixedRow
from kb.errors import DocumentNotFound
from kb.knowledge_base import KnowledgeBase
from kb.places import heading_path_at, page_at
from kb.query import understand
from kb.records import Document, DocumentStatus, DocumentSummary, Filters, Question
from kb.text import default_tokenizer, normalize

ALIKE = 0.95  # cosine of two wordings that ask the same, when all they name is equal too
SHARED = 0.75  # of the character pairs of both wordings
# Words without which two questions may still be the same; what else differs makes them two questions.
POLITE = re.compile(
    r"请问一下|请问|麻烦(?:问)?|想问(?:一下)?|告诉我|我想知道|知道|到底|究竟|具体|现在|一下|的话|[的了呢吗啊呀吧嘛呐]|[^\w\u4e00-\u9fff]"
)
# Ways of asking that are one: in normal form, small letters.
SAME = tuple(
    (re.compile(pattern), plain)
    for pattern, plain in (
        ("多长时间", "多久"),
        ("啥", "什么"),
        ("由谁", "谁"),
        ("首先", "先"),
        ("[干做](?=什么)", "做"),
        ("是多少", "多少"),
        ("电话号码", "电话"),
        ("什么时候", "何时"),
        ("应当|应该|(?<!对|相|响|反|效|供)应(?=在|由|多|于|向|何|谁)", ""),
        ("(?:ⅳ|(?<![a-z])iv)级", "四级"),
        ("(?:ⅲ|(?<![a-z])iii)级", "三级"),
        ("(?:ⅱ|(?<![a-z])ii)级", "二级"),
        ("(?:ⅰ|(?<![a-z])i)级", "一级"),
    )
)
DIRECTED = re.compile(
    "[向给比对从到往被把由]|和|与|先|后|前"
)  # with these, another order of words may be another question
NAMED = re.compile("[局办委镇县村市省乡组队]|政府|中心|公司|部门|单位|指挥部")
SENSITIVE = re.compile(
    r"[一二三四五六七八九十百千万零两\d]+|[不未无非禁勿莫没]|[正副]|[红橙黄蓝]|以[上下]|[省市县区镇乡村]|前|后|内|外"
)
STALE_GONE = "原文档已不在库中"
STALE_STANDING = "原文档已不是现行有效"
STALE_UNAPPROVED = "原文档未审核"
STALE_CHANGED = "原文已改动"
MARK = "编辑核定（{editor}，{day}）"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """One wording of a fixed question, ready to be compared."""

    row: FixedRow
    key: str
    question: Question


class FixedAnswers:
    """Finds the fixed answer of a question; safe to use from several threads."""

    def __init__(self, kb: KnowledgeBase) -> None:
        self._kb = kb
        self._guard = threading.Lock()
        self._token: tuple[int, int] = (-1, -1)
        self._wordings: tuple[Wording, ...] = ()

    def answer(self, question: Question, filters: Filters) -> Answer | None:
        """Return the fixed answer, None when there is none that stands, or a search was narrowed by hand.

        The newest of several wins. A document that is superseded on the day asked for, not approved, or changed at
        the span answers nothing.
        """
        wordings = self._current()
        if not wordings or narrowed(filters):
            return None
        day = filters.as_of or date.today()
        for row in self._matching(question, wordings):
            summary, document = self._source(row, day)
            if summary is not None and document is not None and not stale_reason(row, summary, document):
                return fixed_answer(question, row, summary, document)
        return None

    def stale(self) -> list[tuple[FixedRow, str]]:
        """Return every fixed answer with why it is not served today, "" for those that are, newest first."""
        told = []
        for row in reversed(self._kb.catalog.journal.fixed()):
            summary, document = self._source(row, date.today())
            told.append((row, stale_reason(row, summary, document)))
        return told

    def _current(self) -> tuple[Wording, ...]:
        token = self._kb.catalog.journal.fixed_token()
        with self._guard:
            if token != self._token:
                rows = reversed(self._kb.catalog.journal.fixed())
                self._wordings = tuple(
                    Wording(row=row, key=key_of(text), question=understand(text))
                    for row in rows
                    for text in row.questions
                )
                self._token = token
            return self._wordings

    def _matching(self, question: Question, wordings: Sequence[Wording]) -> list[FixedRow]:
        key = key_of(question.text)
        equal = [one.row for one in wordings if one.key == key]
        if equal:
            return equal
        asked = understand(question.text)  # without the titles of the base, as the wordings were read
        near = [
            one
            for one in wordings
            if names_the_same(asked, one.question)
            and shared(plain_key(question.text), plain_key(one.question.text)) >= SHARED
        ]
        if not near:
            return []
        scores = self._kb.similarities(question.text, [one.question.text for one in near])
        return [one.row for one, score in zip(near, scores, strict=True) if score >= ALIKE]

    def _source(self, row: FixedRow, day: date) -> tuple[DocumentSummary | None, Document | None]:
        summary = next((one for one in self._kb.summaries(day) if one.document_id == row.document_id), None)
        try:
            return summary, self._kb.document(row.document_id) if summary else None
        except DocumentNotFound:
            return None, None


def narrowed(filters: Filters) -> bool:
    """Tell whether a person chose what is searched; the day alone narrows nothing."""
    chosen = (filters.doc_types, filters.hazards, filters.levels, filters.region, filters.document_ids)
    return any(chosen) or filters.standings != Filters().standings


def key_of(text: str) -> str:
    """Return what two wordings of one question have in common: see `plain_key`, and the order of words where it says nothing.

    The order says something where a word gives a direction or more than one body or place is named.
    """
    key = plain_key(text)
    if DIRECTED.search(key) or len(NAMED.findall(key)) > 1:
        return key
    return " ".join(sorted(default_tokenizer().words(key)))


def plain_key(text: str) -> str:
    """Return a question without what does not change it: form of characters, blanks, marks, polite words, ways of asking."""
    key = normalize(text).lower()
    for pattern, plain in SAME:
        key = pattern.sub(plain, key)
    return POLITE.sub("", key)


def names_the_same(one: Question, other: Question) -> bool:
    """Tell whether two questions name the same values, levels, hazards, places, documents and ask for the same kind."""
    return _named(one) == _named(other)


def _named(question: Question) -> tuple[object, ...]:
    return (
        question.kind,
        question.plain_kind,
        frozenset(question.hazards),
        frozenset(question.roles),
        question.response_levels,
        question.places,
        question.years,
        question.clause,
        question.clause_part,
        question.document_names,
        question.as_of,
        sorted(SENSITIVE.findall(normalize(question.text))),
    )


def shared(one: str, other: str) -> float:
    """Return the share of character pairs that two texts have in common, 0–1."""
    pairs = [{text[index : index + 2] for index in range(len(text) - 1)} for text in (one, other)]
    total = len(pairs[0]) + len(pairs[1])
    return 2 * len(pairs[0] & pairs[1]) / total if total else 0.0


def stale_reason(row: FixedRow, summary: DocumentSummary | None, document: Document | None) -> str:
    """Return why a fixed answer may not be served, in Chinese; "" when it may."""
    if summary is None or document is None:
        return STALE_GONE
    if summary.standing is not DocumentStatus.IN_FORCE:
        return STALE_STANDING
    if not summary.approved:
        return STALE_UNAPPROVED
    return "" if document.text[row.start : row.end] == row.quote else STALE_CHANGED


def fixed_answer(question: Question, row: FixedRow, summary: DocumentSummary, document: Document) -> Answer:
    """Return the words an editor fixed as an answer that cites them."""
    recognised = recognised_within(document, row.start, row.end)
    chunk = next((one for one in document.chunks if one.start <= row.start < one.end), None)
    citation = Citation(
        marker=1,
        document_id=row.document_id,
        document_title=document.metadata.title,
        source_uri=document.source_uri,
        heading_path=heading_path_at(document, row.start) or (chunk.heading_path if chunk else ()),
        quote=row.quote,
        start=row.start,
        end=row.end,
        page=page_at(document, row.start),
        status=summary.standing,
        chunk_id=chunk.chunk_id if chunk else "",
        document_number=document.metadata.document_number,
        approved=summary.approved,
        confidence=min((one.confidence for one in recognised), default=None),
        doubtful=tuple(document.text[one.start : one.end].strip() for one in recognised if one.doubtful),
    )
    return Answer(
        question=question.text,
        resolved_question=question.text,
        status=AnswerStatus.GROUNDED,
        text=f"{row.quote}[1]",
        statements=(Statement(text=row.quote, markers=(1,)),),
        citations=(citation,),
        notice=MARK.format(editor=row.editor, day=row.at.astimezone().date().isoformat()),
        fixed_by=row.editor,
    )
