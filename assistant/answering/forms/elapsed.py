"""How long ago a document took effect or was issued: the day in its text, the day asked about, the time between."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

from assistant.answering.citations import CitationList
from assistant.answering.extractive import standing_notice
from assistant.answering.forms.computation import COMPUTED, answer_line
from assistant.answering.forms.dates import DateReader, asks_about_document, date_field
from assistant.answering.forms.documents import named_documents, shown_title, wanted_versions
from assistant.records import Answer, AnswerStatus, Computation, Operand, Statement
from kb.knowledge_base import KnowledgeBase
from kb.records import Filters, Question

SINCE = re.compile(r"距今|到现在|至今|到今天|到目前|(?:施行|实施|发布|印发)了?(?:多久|几年|多少年)")


class ElapsedReader:
    """Answers how much time has passed since a day of a named document."""

    def __init__(self, kb: KnowledgeBase, dates: DateReader) -> None:
        self._kb = kb
        self._dates = dates

    def read(self, question: Question, filters: Filters) -> Answer | None:
        """Return the time passed with its arithmetic; None when no one document is named or its day is not known."""
        field = date_field(question.text)
        if not SINCE.search(question.text) or not field or not asks_about_document(question):
            return None
        named = wanted_versions(question, named_documents(question, self._kb.candidates(filters)))
        found = self._dates.dated(named[0], field) if len(named) == 1 else None
        today = filters.as_of or date.today()
        if found is None or found[0] > today:
            return None
        day, extract = found
        citations = CitationList(self._kb.document)
        marker = citations.cite_extract(extract)
        result = f"{spoken(day, today)}（{(today - day).days}天）"
        expression = f"{chinese(today)} − {chinese(day)} = {result}"
        quote = Statement(text=extract.text, markers=(marker,))
        computed = Statement(text=expression, markers=(marker,), derived=COMPUTED)
        operand = Operand(label=shown_title(named[0]), quote=chinese(day), converted=chinese(day), marker=marker)
        return Answer(
            question=question.text,
            resolved_question=question.text,
            status=AnswerStatus.GROUNDED,
            text=f"{answer_line(computed)}\n{answer_line(quote)}",
            statements=(computed, quote),
            citations=citations.citations,
            notice=standing_notice([extract]),
            computation=Computation(expression=expression, result=result, operands=(operand,)),
        )


def chinese(day: date) -> str:
    """Return e.g. 2024年7月1日."""
    return f"{day.year}年{day.month}月{day.day}日"


def spoken(first: date, last: date) -> str:
    """Return the time between two days as years, months and days; 0天 on the same day."""
    months = (last.year - first.year) * 12 + last.month - first.month
    days = last.day - first.day
    if days < 0:
        months -= 1
        year, month = (last.year, last.month - 1) if last.month > 1 else (last.year - 1, 12)
        days = last.day + max(0, monthrange(year, month)[1] - first.day)
    parts = ((months // 12, "年"), (months % 12, "个月"), (days, "天"))
    return "".join(f"{count}{unit}" for count, unit in parts if count) or "0天"
