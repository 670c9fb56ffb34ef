"""The clauses that ask for a section, with their words where the base holds them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from assistant.answering.citations import CitationList
from assistant.answering.forms.clauses import clause_span
from assistant.answering.reading.compose import Extract
from assistant.checking.records import Source
from assistant.drafting.records import Basis
from kb.knowledge_base import KnowledgeBase
from kb.records import Document, DocumentStatus, DocumentSummary, Evidence, Span
from kb.taxonomy import Mark

SHORT_NAMES = {
    "国办发〔2024〕5号": "突发事件应急预案管理办法",
    "公安部令第61号": "机关、团体、企业、事业单位消防安全管理规定",
    "应急厅函〔2023〕231号编制参考": "乡镇（街道）突发事件应急预案编制参考",
}
_ARTICLES = re.compile(r"第([零〇一二三四五六七八九十百、]+)条")
_DECIMAL = re.compile(r"(?<![\d.])(\d+(?:\.\d+)+)(?![\d.])")
_REMARKS = re.compile(r"[（(][^（）()]*[）)]")
_STANDARD = re.compile(r"(?:GB|AQ|DB\d*|YJ)(?:/T)?\s*\d+(?:\.\d+)?")
_NATION = "中华人民共和国"


class ClauseFinder:
    """Finds the words of clauses in one base; every rule is looked up once."""

    def __init__(self, kb: KnowledgeBase, citations: CitationList) -> None:
        self._kb = kb
        self._citations = citations
        self._rules = [one for one in kb.summaries() if one.standing is DocumentStatus.IN_FORCE and one.approved]
        self._known: dict[str, DocumentSummary | None] = {}

    def basis_of(self, sources: Iterable[Source]) -> tuple[Basis, ...]:
        """Return the sources of an element, cited where the base holds the clause."""
        return tuple(self.basis(one) for one in sources)

    def basis(self, source: Source) -> Basis:
        """Return one source; what nobody confirmed is called advice and cites nothing."""
        advice = source.mark is Mark.KNOWLEDGE
        words = f"建议：{source.text_zh}" if advice else source.text_zh
        return Basis(clause=words, marker=0 if advice else self._marker(source.clause))

    def held(self, clause: str) -> str | None:
        """Return the words of a clause, None when the base does not hold it."""
        found = self._find(clause)
        return None if found is None else found[1].text[found[2].start : found[2].end]

    def _marker(self, clause: str) -> int:
        found = self._find(clause)
        if found is None:
            return 0
        summary, document, span = found
        chunk = next((one for one in document.chunks if one.start <= span.start < one.end), document.chunks[0])
        evidence = Evidence(rank=1, score=0.0, chunk=chunk, document=summary)
        text = document.text[span.start : span.end]
        return self._citations.cite_extract(Extract(evidence=evidence, start=span.start, end=span.end, text=text))

    def _find(self, clause: str) -> tuple[DocumentSummary, Document, Span] | None:
        summary = self._rule(rule_name(clause))
        if summary is None:
            return None
        document = self._kb.document(summary.document_id)
        span = _span_of(document, clause)
        return None if span is None or not document.chunks else (summary, document, span)

    def _rule(self, name: str) -> DocumentSummary | None:
        if name not in self._known:
            fitting = [one for one in self._rules if name and _is_called(one, name)]
            self._known[name] = max(fitting, key=_newest, default=None)
        return self._known[name]


def rule_name(clause: str) -> str:
    """Return the title of the rule a clause names, without numbers and remarks: 生产安全事故应急预案管理办法."""
    for short, title in SHORT_NAMES.items():
        if clause.startswith(short):
            return title
    standard = _STANDARD.match(clause)
    if standard:
        return standard[0]
    before = _ARTICLES.split(clause)[0]
    return re.sub(r"[\d.、\s]+$", "", _REMARKS.sub("", before)).strip()


def _is_called(summary: DocumentSummary, name: str) -> bool:
    title = summary.metadata.title.removeprefix(_NATION)
    if _STANDARD.match(name):
        return "".join(name.split()) in "".join(title.split())
    return _REMARKS.sub("", title).strip() == name.removeprefix(_NATION)


def _newest(summary: DocumentSummary) -> date:
    metadata = summary.metadata
    return metadata.effective_on or metadata.issued_on or metadata.adopted_on or date.min


def _span_of(document: Document, clause: str) -> Span | None:
    """Return the first clause named: an article by its number, a section of a plan or standard by its decimals."""
    article = _ARTICLES.search(clause)
    if article:
        return _trimmed(document, clause_span(document, f"第{article[1].split('、')[0]}条"))
    decimal = _DECIMAL.search(_STANDARD.sub("", clause))
    if decimal is None:
        return None
    found: Sequence[Span] = [
        Span(start=one.start, end=one.end) for one in document.sections if one.label.strip(". ") == decimal[1]
    ]
    return _trimmed(document, found[-1] if found else None)


def _trimmed(document: Document, span: Span | None) -> Span | None:
    """Return a span without white space at its ends."""
    if span is None:
        return None
    words = document.text[span.start : span.end]
    if not words.strip():
        return None
    return replace(
        span,
        start=span.start + len(words) - len(words.lstrip()),
        end=span.end - (len(words) - len(words.rstrip())),
    )
