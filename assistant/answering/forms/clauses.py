"""A clause asked for by its number: its text, or the part of it that is named."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.answering.citations import CitationList
from assistant.answering.extractive import refusal, statement_answer
from assistant.answering.forms.documents import named_documents, shown_title, wanted_versions
from assistant.answering.forms.merging import side_by_side
from assistant.answering.forms.spans import extract_at
from assistant.answering.reading.sufficiency import Verdict
from assistant.records import Answer, AnswerStatus
from kb.knowledge_base import KnowledgeBase
from kb.records import Document, DocumentSummary, Filters, Question, Section, SectionKind, Span
from kb.retrieval.filtering import NATIONAL, allowed_documents
from kb.text import format_numeral, normalize, parse_number

MAX_WHOLE = 3  # so many clauses are shown whole beside each other
MAX_LISTED = 8
HEAD_CHARACTERS = 60
LONGEST_CLAUSE = 2_000
LABEL = re.compile(r"第\s*([零〇○一二两三四五六七八九十百千\d]+)\s*条(?:之([一二三四五六七八九十\d]+))?")
LABEL_LINE = re.compile(
    r"^[ \t\u3000#*]*第\s*[零〇○一二两三四五六七八九十百千\d]+\s*条(?:之[一二三四五六七八九十\d]+)?", re.M
)
ITEM = re.compile(r"\s*[（(]([一二三四五六七八九十百]+|\d{1,3})[）)]")
PART = re.compile(r"第([一二三四五六七八九十百]+)([款项目])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A clause in a document."""

    document: Document
    summary: DocumentSummary
    span: Span


class ClauseReader:
    """Answers questions for a clause by number from the structure of the stored documents."""

    def __init__(self, kb: KnowledgeBase) -> None:
        self._kb = kb

    def read(self, question: Question, filters: Filters) -> Answer | None:
        """Return the clause, several beside each other to choose from, or a refusal when no document has it."""
        summaries = self._kb.candidates(filters)
        named = named_documents(question, summaries)
        if named or question.document_names or question.document_numbers:
            holding = wanted_versions(question, named)
        else:
            holding = self._holding(question, filters, summaries)
        found = self._in_documents(question.clause, holding[:MAX_LISTED])
        if not found:
            return absent_clause(question, wanted_versions(question, named) or named)
        if len(found) == 1:
            return self._single(question, found[0])
        return self._several(question, found, max(len(holding), len(found)))

    def _in_documents(self, clause: str, summaries: Sequence[DocumentSummary]) -> list[Found]:
        found = []
        for summary in summaries:
            document = self._kb.document(summary.document_id)
            if span := clause_span(document, clause):
                found.append(Found(document=document, summary=summary, span=span))
        return found

    def _holding(
        self, question: Question, filters: Filters, summaries: Sequence[DocumentSummary]
    ) -> list[DocumentSummary]:
        """Return the documents with such a clause that the filters allow, before a revision those that lapsed.

        Those that are asked about most stand first.
        """
        if question.earlier:
            allowed = wanted_versions(question, summaries)
        else:
            mask = allowed_documents(summaries, filters).tolist()
            allowed = [one for one, keep in zip(summaries, mask, strict=True) if keep]
        holding = self._kb.catalog.documents_with_article(clause_spellings(question.clause))
        kept = [one for one in allowed if one.document_id in holding]
        return sorted(kept, key=asked_about)

    def _single(self, question: Question, found: Found) -> Answer | None:
        span = part_span(found.document.text, found.span, question.clause_part)
        missing = "" if span else f"{question.clause}没有{question.clause_part}，以下是全条"
        whole = span or found.span
        extract = extract_at(found.document, found.summary, whole.start, whole.end)
        if extract is None:
            return None
        status = AnswerStatus.GROUNDED if span else AnswerStatus.PARTIAL
        citations = CitationList(self._kb.document)
        return statement_answer(question, Verdict(status=status, missing=missing), [extract], [], citations)

    def _several(self, question: Question, found: Sequence[Found], count: int) -> Answer | None:
        """Set the clauses beside each other, and say that the document has to be named."""
        labelled = []
        for one in found:
            answer = self._single(question, one if len(found) <= MAX_WHOLE else headed(one))
            if answer is not None:
                labelled.append((shown_title(one.summary), question.text, answer))
        if not labelled:
            return None
        merged = side_by_side(question.text, labelled)
        names = "、".join(label for label, _, _ in labelled[:2])
        shown = f"（只列出前{len(labelled)}份）" if count > len(labelled) else ""
        asked = f"有{count}份文件有{question.clause}{shown}，请写明要看哪一份，例如{names}"
        return replace(merged, status=AnswerStatus.PARTIAL, missing=asked)


def asked_about(summary: DocumentSummary) -> tuple[bool, bool, int]:
    """Return the order in which documents are offered: those on hazards, national ones, short titles first."""
    metadata = summary.metadata
    return not metadata.hazards, metadata.level != NATIONAL, len(metadata.title)


def absent_clause(question: Question, named: Sequence[DocumentSummary]) -> Answer:
    """Return a refusal: the document is not stored, or it has no such clause."""
    asked = "、".join((*(f"《{name}》" for name in question.document_names), *question.document_numbers))
    if asked and not named:
        missing = f"知识库中没有{asked}"
    else:
        where = "、".join(dict.fromkeys(shown_title(one) for one in named)) or "检索范围内的文件"
        missing = f"{where}{'修订前的版本' if question.earlier else ''}里没有{question.clause}"
    return refusal(question, Verdict(status=AnswerStatus.NO_EVIDENCE, missing=missing), [])


def headed(found: Found) -> Found:
    """Return the clause cut to its beginning, for a list to choose from."""
    text = found.document.text[found.span.start : found.span.end]
    end = re.search(r"[。；;：:\n]", text[:HEAD_CHARACTERS])
    cut = end.end() if end else min(len(text), HEAD_CHARACTERS)
    return Found(
        document=found.document, summary=found.summary, span=Span(start=found.span.start, end=found.span.start + cut)
    )


def clause_key(label: str) -> str:
    """Return the number of an article label in one spelling: 第19条 and 第十九条 are equal; "" for other labels."""
    match = LABEL.match(normalize(label))
    if match is None:
        return ""
    try:
        number = format_numeral(int(parse_number(match[1].replace("○", "〇"))))
        insert = f"之{format_numeral(int(parse_number(match[2])))}" if match[2] else ""
    except ValueError:
        return ""
    return f"第{number}条{insert}"


def clause_spellings(clause: str) -> tuple[str, ...]:
    """Return how the label of a clause may be printed."""
    match = LABEL.match(clause)
    digits = f"第{int(parse_number(match[1]))}条" if match and not match[2] else clause
    return tuple(dict.fromkeys((clause, digits, clause.replace("零", "〇"), clause.replace("零", "○"))))


def clause_span(document: Document, clause: str) -> Span | None:
    """Return where a clause stands: the longest article of that number, for a notice may print its number first.

    In a text whose articles were not recognised it is the lines from its label to the next one.
    """
    articles = [Span(start=one.start, end=one.end) for one in document.sections if is_article(one, clause)]
    spans = articles or labelled_lines(document.text, clause)
    return max(spans, key=lambda one: (one.end - one.start, -one.start), default=None)


def labelled_lines(text: str, clause: str) -> list[Span]:
    """Return the spans from a line that begins with the label of the clause to the next label."""
    labels = list(LABEL_LINE.finditer(text))
    ends = [*(one.start() for one in labels), len(text)][1:]
    return [
        Span(start=one.start(), end=min(end, one.start() + LONGEST_CLAUSE))
        for one, end in zip(labels, ends, strict=True)
        if clause_key(one[0].strip()) == clause
    ]


def is_article(section: Section, clause: str) -> bool:
    """Tell whether a section is the article of that number."""
    return section.kind is SectionKind.ARTICLE and clause_key(section.label) == clause


def part_span(text: str, span: Span, part: str) -> Span | None:
    """Return the 款 or 项 of an article: 第二款 is its second paragraph with its items, 第三项 the item (三).

    An item without its 款 is looked for in the whole article. The article itself without a part; None when there is
    no such part.
    """
    wanted = {unit: int(parse_number(number)) for number, unit in PART.findall(part)}
    lines = line_spans(text, span)
    if "款" in wanted:
        paragraphs = paragraph_spans(text, lines)
        if wanted["款"] > len(paragraphs):
            return None
        span = paragraphs[wanted["款"] - 1]
        lines = [line for line in lines if span.start <= line.start < span.end]
    if "项" not in wanted:
        return span if "目" not in wanted else None
    return next((line for line in lines if item_number(text, line) == wanted["项"]), None)


def line_spans(text: str, span: Span) -> list[Span]:
    """Return the lines of a span that hold more than white space."""
    found = re.finditer(r"[^\n]+", text[span.start : span.end])
    return [Span(start=span.start + one.start(), end=span.start + one.end()) for one in found if one[0].strip()]


def paragraph_spans(text: str, lines: Sequence[Span]) -> list[Span]:
    """Join the items (一)、(二) of a paragraph to the line before them."""
    paragraphs: list[Span] = []
    for line in lines:
        if paragraphs and item_number(text, line):
            paragraphs[-1] = Span(start=paragraphs[-1].start, end=line.end)
        else:
            paragraphs.append(line)
    return paragraphs


def item_number(text: str, line: Span) -> int:
    """Return the number of the item that a line begins with, 0 when it begins with none."""
    match = ITEM.match(text[line.start : line.end])
    try:
        return int(parse_number(match[1])) if match else 0
    except ValueError:
        return 0
