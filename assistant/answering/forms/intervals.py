"""How long it took from one event to another, by the list of times in a report or record."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.answering.citations import CitationList
from assistant.answering.forms.computation import COMPUTED, answer_line, operand_line
from assistant.answering.forms.grids import grids_of
from assistant.answering.forms.moments import Moment, elapsed, events_asked, moments
from assistant.answering.reading.extracts import cut_of
from assistant.answering.statements import not_told
from assistant.records import Answer, AnswerStatus, Computation, Operand, Statement
from kb.knowledge_base import KnowledgeBase
from kb.records import Filters, Question

DEPTH = 12


class IntervalReader:
    """Answers how much time lies between two events that a list of times tells of."""

    def __init__(self, kb: KnowledgeBase) -> None:
        self._kb = kb

    def read(self, question: Question, filters: Filters) -> Answer | None:
        """Return the time between with its arithmetic; a refusal that names the event of which no time is told.

        None when two events are not asked about, or no list of times tells of either.
        """
        events = events_asked(question.text)
        if events is None:
            return None
        evidence = self._kb.applicable(replace(question, kind=question.plain_kind), filters, DEPTH)
        found = moments(events, grids_of(self._kb, evidence))
        if not found:
            return None
        if len(found) < len(events):
            absent = next(event for event in events if event.strip("，, ") != found[0].label)
            return not_told(question, evidence, f"没有找到“{absent}”的时间，不能计算")
        expression, result = elapsed(found[0], found[1])
        if not expression:
            return not_told(question, evidence, "记载的时间先后与所问不符，不能计算")
        return self._stated(question, found, expression, result)

    def _stated(self, question: Question, found: Sequence[Moment], expression: str, result: str) -> Answer:
        citations = CitationList(self._kb.document)
        quotes, operands = [], []
        for moment in found:
            text = self._kb.document(moment.row.evidence.chunk.document_id).text
            extract = cut_of(moment.row.evidence, text, moment.row.span)
            marker = citations.cite_extract(extract)
            quotes.append(Statement(text=extract.text, markers=(marker,)))
            operands.append(Operand(label=moment.label, quote=moment.quote, converted=moment.quote, marker=marker))
        markers = tuple(dict.fromkeys(one.marker for one in operands))
        statements = (Statement(text=expression, markers=markers, derived=COMPUTED), *quotes)
        return Answer(
            question=question.text,
            resolved_question=question.text,
            status=AnswerStatus.GROUNDED,
            text="\n".join((answer_line(statements[0]), operand_line(operands), *map(answer_line, quotes))),
            statements=statements,
            citations=citations.citations,
            computation=Computation(expression=expression, result=result, operands=tuple(operands)),
        )
