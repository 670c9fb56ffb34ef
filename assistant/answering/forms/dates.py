"""When a document was issued, took effect or ends, from the place its date was read from."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from assistant.answering.citations import CitationList
from assistant.answering.extractive import statement_answer
from assistant.answering.forms.absent import absent_document
from assistant.answering.forms.documents import SHORTENED, named_documents, shown_title, wanted_versions
from assistant.answering.forms.merging import side_by_side
from assistant.answering.forms.spans import sentence_at
from assistant.answering.reading.compose import Extract
from assistant.answering.reading.sufficiency import Verdict
from assistant.records import Answer, AnswerStatus
from kb.knowledge_base import KnowledgeBase
from kb.records import DocumentSummary, Filters, Question
from kb.text import normalize

MAX_DOCUMENTS = 4
MAX_OTHER = 6  # characters that may be left of a question without the document and the words that ask
FIELDS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("expires_on", re.compile(r"有效期|到期|失效|废止|有效到|截止")),
    ("effective_on", re.compile(r"施行|实施|生效|执行|适用")),
    ("revised_on", re.compile(r"修[订改正]")),
    ("adopted_on", re.compile(r"通过")),
    ("issued_on", re.compile(r"印发|发布|公布|颁布|出台|下发|发的|制定")),
)
FILLER = re.compile(
    r"什么时候|啥时候|何时|哪一?[年天日月]|几[年月][份日号]?|[几哪]号|多久|多少年|时间|日期|有效期|到期|距今|至今|到现在|开始|起|才|正式|已经?|现在"
    r"|这[个份部]|[是在从自于到的了呢吗有为年版，,。?？!！\d\s]|施行|实施|生效|执行|适用|修[订改正]|通过|印发|发布|公布|颁布|出台|下发|制定|失效|废止|截止"
)


class DateReader:
    """Answers questions for a day of a document itself."""

    def __init__(self, kb: KnowledgeBase) -> None:
        self._kb = kb

    def read(self, question: Question, filters: Filters) -> Answer | None:
        """Return the sentence with the date, for several documents beside each other; None when it is not asked for.

        None also when no document is named, or where its text gives no such date.
        """
        if not asks_about_document(question):
            return None
        summaries = self._kb.candidates(filters)
        stored = named_documents(question, summaries)
        field = date_field(question.text)
        if field and (absent := absent_document(question, stored, summaries)):
            return absent
        named = wanted_versions(question, stored)
        if not named or not field or len(named) > MAX_DOCUMENTS:
            return None
        answers = [(shown_title(one), question.text, self._answer(question, one, field)) for one in named]
        known = [(label, text, answer) for label, text, answer in answers if answer is not None]
        if len(known) < len(named):
            return None
        return known[0][2] if len(known) == 1 else side_by_side(question.text, known)

    def dated(self, summary: DocumentSummary, field: str) -> tuple[date, Extract] | None:
        """Return a day of a document and the sentence it was read from; None when it was read nowhere."""
        day = getattr(summary.metadata, field)
        span = dict(summary.metadata.sources).get(field)
        if day is None or span is None:
            return None
        extract = sentence_at(self._kb.document(summary.document_id), summary, span.start, span.end)
        return None if extract is None else (day, extract)

    def _answer(self, question: Question, summary: DocumentSummary, field: str) -> Answer | None:
        found = self.dated(summary, field)
        if found is None:
            return None
        citations = CitationList(self._kb.document)
        return statement_answer(question, Verdict(status=AnswerStatus.GROUNDED), [found[1]], [], citations)


def date_field(text: str) -> str:
    """Return the field of `Metadata` that a question for a day means; "" when it names none."""
    return next((field for field, cue in FIELDS if cue.search(text)), "")


def asks_about_document(question: Question) -> bool:
    """Tell whether a question is about a document itself: little is left of it without the name and the asking."""
    text = normalize(question.text)
    for name in names_in_text(text, question):
        text = text.replace(name, "")
    return len(FILLER.sub("", text)) <= MAX_OTHER and "事故" not in text


def names_in_text(text: str, question: Question) -> Sequence[str]:
    """Return what a question calls documents, as it stands in it."""
    quoted = re.findall(r"《[^《》]+》", text)
    numbers = [normalize(number) for number in question.document_numbers]
    return [*quoted, *numbers, *(match[0] for match in SHORTENED.finditer(text))]
