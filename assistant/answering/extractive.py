"""The answer without a language model: verbatim spans, each cited, or 未找到依据."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answering.citations import CitationList
from assistant.answering.reading.closest import CLOSEST_NOTE, closest_clauses
from assistant.answering.reading.compose import Extract, compose, extract_of, joined
from assistant.answering.reading.constraints import fitting_evidence
from assistant.answering.reading.features import NORMATIVE
from assistant.answering.reading.hidden import hidden_notice
from assistant.answering.reading.procedure import (
    StepExtract,
    choose_sections,
    procedure_coverage,
    steps_of,
    unmentioned,
)
from assistant.answering.reading.question_words import QuestionWords, question_words
from assistant.answering.reading.scoring import ScoredUnit, score_units
from assistant.answering.reading.sufficiency import Verdict, judge
from assistant.answering.reading.wording import in_written_words
from assistant.records import Answer, AnswerStatus, ProcedureStep, Statement
from kb.knowledge_base import KnowledgeBase
from kb.records import AnswerKind, DocumentStatus, Evidence, Question

NO_EVIDENCE_TEXT = "未找到依据。"
NEAREST_COUNT = 3
NUMBERING = re.compile(r"^(?:[（(][一二三四五六七八九十\d]{1,3}[)）]|\d{1,2}[)）.、．](?!\d)|[①-⑳]|[-•·●])\s*")
# How something is punished, divided or defined is a rule to quote, not a procedure to follow.
NO_PROCEDURE = re.compile(
    r"(?:怎么|如何|怎样|咋)(?:处罚|罚|处分|追责|赔|划分|分级|分类|认定|界定|规定|说|定义|计算|收费)"
)
PASSAGE_BEFORE, PASSAGE_AFTER = 300, 2_000  # characters looked at around the best unit
PROCEDURE_DEPTH = 12  # found chunks whose documents are looked at for a procedure
MIN_PROCEDURE_COVERAGE = 0.5  # of the question's words, in the section and its headings
FULL_PROCEDURE_COVERAGE = 0.75


class ExtractiveReader:
    """Reads found evidence into an answer."""

    def __init__(self, kb: KnowledgeBase) -> None:
        self._kb = kb

    def read(self, question: Question, evidence: Sequence[Evidence], *, closest: bool = False) -> Answer:
        """Return a grounded, partial or refusing answer; question and timing are filled in by the caller.

        Args:
            closest: Show the nearest clauses instead of refusing where that serves the asker, see `closest_clauses`.
        """
        question = in_written_words(question, evidence)
        words = question_words(question, self._kb.word_weights, self._kb.bigram_weights)
        fitting, lacking = fitting_evidence(question, evidence, self._text)
        if lacking:
            return refusal(question, Verdict(status=AnswerStatus.NO_EVIDENCE, missing=lacking), evidence)
        scored = score_units(question, words, fitting, self._kb.similarities)
        verdict = judge(question, words, scored, self._passage(scored))
        if question.kind is AnswerKind.STEPS and not NO_PROCEDURE.search(question.text):
            procedure = self._procedure(question, words, fitting)
            if procedure is not None:
                return procedure
        if verdict.status is AnswerStatus.NO_EVIDENCE:
            near = closest_clauses(question, scored) if closest and not verdict.certain else ()
            return self._closest(question, near) if near else self._refusal(question, verdict, evidence)
        citations = CitationList(self._kb.document)
        chosen = compose(question, words, scored, self._text)
        answer, context = self._tidy(chosen.answer), self._tidy(chosen.context)
        if not answer:
            return refusal(question, verdict, evidence)
        return statement_answer(question, verdict, answer, context, citations)

    def _closest(self, question: Question, near: Sequence[ScoredUnit]) -> Answer:
        """Return the clauses nearest to a question that nothing answers, marked as no more than that."""
        citations = CitationList(self._kb.document)
        extracts = self._tidy([extract_of(one.unit) for one in near])
        verdict = Verdict(status=AnswerStatus.PARTIAL, missing=CLOSEST_NOTE)
        return replace(statement_answer(question, verdict, extracts, [], citations), closest=True)

    def _refusal(self, question: Question, verdict: Verdict, evidence: Sequence[Evidence]) -> Answer:
        """Return a refusal; the passage that hides the answer is cited and comes first, so that it can be looked at."""
        if verdict.hiding is None:
            return refusal(question, verdict, evidence)
        citations = CitationList(self._kb.document)
        unit = verdict.hiding.unit
        marker = citations.cite(unit.evidence, unit.start, unit.end)
        nearest = [unit.evidence, *(item for item in evidence if item.chunk.chunk_id != unit.evidence.chunk.chunk_id)]
        answer = refusal(question, verdict, nearest)
        return replace(answer, missing=f"{answer.missing}{marker_text((marker,))}", citations=citations.citations)

    def grounds(self, question: Question, evidence: Sequence[Evidence], answer: Answer) -> list[Evidence]:
        """Return what a language model may word an answer from: what the extractive answer cites, then what fits.

        A procedure often cites a section that was not found itself but stands beside a found passage.
        """
        fitting, _ = fitting_evidence(question, evidence, self._text)
        summaries = {item.document.document_id: item for item in evidence}
        cited: dict[str, Evidence] = {}
        for citation in answer.citations:
            found = summaries.get(citation.document_id)
            document = self._kb.document(citation.document_id)
            chunk = next((one for one in document.chunks if one.start <= citation.start < one.end), None)
            if found is not None and chunk is not None:
                cited.setdefault(chunk.chunk_id, replace(found, chunk=chunk))
        others = [item for item in fitting if item.chunk.chunk_id not in cited]
        return [*cited.values(), *others]

    def _tidy(self, extracts: Sequence[Extract]) -> list[Extract]:
        return [without_number(extract) for extract in joined(extracts, self._text)]

    def _passage(self, scored: Sequence[ScoredUnit]) -> str:
        if not scored:
            return ""
        best = scored[0].unit
        text = self._text(best.evidence.chunk.document_id)
        return text[max(0, best.start - PASSAGE_BEFORE) : best.end + PASSAGE_AFTER]

    def _text(self, document_id: str) -> str:
        return self._kb.document(document_id).text

    def _procedure(self, question: Question, words: QuestionWords, evidence: Sequence[Evidence]) -> Answer | None:
        """Return the steps of the section that fits best, None when there is none or it speaks of too little."""
        top = [item for item in evidence if item.document.metadata.doc_type.startswith(NORMATIVE)][:PROCEDURE_DEPTH]
        documents = {item.chunk.document_id: self._kb.document(item.chunk.document_id) for item in top}
        choices = choose_sections(question, words, top, [documents[item.chunk.document_id] for item in top])
        for choice in choices:
            coverage = procedure_coverage(question, words, choice)
            steps = [replace(step, extract=without_number(step.extract)) for step in steps_of(choice)]
            if steps and coverage >= MIN_PROCEDURE_COVERAGE:
                full = coverage >= FULL_PROCEDURE_COVERAGE
                status = AnswerStatus.GROUNDED if full else AnswerStatus.PARTIAL
                absent = "、".join(unmentioned(words, choice)[:3])
                note = f"所引段落没有提到“{absent}”，请核对原文" if absent else "请核对原文"
                judged = Verdict(status=status, missing="" if full else note)
                return procedure_answer(question, judged, steps, CitationList(self._kb.document))
        return None


def without_number(extract: Extract) -> Extract:
    """Return the extract without the list number before it; the span shrinks with the text."""
    lead = NUMBERING.match(extract.text)
    if lead is None or lead.end() == len(extract.text):
        return extract
    return replace(extract, start=extract.start + lead.end(), text=extract.text[lead.end() :])


def refusal(question: Question, verdict: Verdict, evidence: Sequence[Evidence]) -> Answer:
    """Return 未找到依据 with what is missing and the nearest passages."""
    return Answer(
        question=question.text,
        resolved_question=question.text,
        status=AnswerStatus.NO_EVIDENCE,
        text=NO_EVIDENCE_TEXT,
        nearest=tuple(evidence[:NEAREST_COUNT]),
        missing=verdict.missing,
    )


def statement_answer(
    question: Question,
    verdict: Verdict,
    extracts: Sequence[Extract],
    context: Sequence[Extract],
    citations: CitationList,
) -> Answer:
    """Return an answer of verbatim statements, each followed by its marker; context comes after what answers."""
    statements = tuple(
        Statement(text=extract.text, markers=(citations.cite_extract(extract),), context=extract in context)
        for extract in (*extracts, *context)
    )
    text = "\n".join(f"{item.text}{marker_text(item.markers)}" for item in statements)
    return Answer(
        question=question.text,
        resolved_question=question.text,
        status=verdict.status,
        text=text,
        statements=statements,
        citations=citations.citations,
        missing=verdict.missing,
        notice=notice_of(extracts),
    )


def procedure_answer(
    question: Question, verdict: Verdict, steps: Sequence[StepExtract], citations: CitationList
) -> Answer:
    """Return an answer of numbered steps, each with who, within how long and to whom where the text says so."""
    made = tuple(
        ProcedureStep(
            order=order,
            action=step.extract.text,
            actor=step.actor,
            limit=step.limit,
            report_to=step.report_to,
            markers=(citations.cite_extract(step.extract),),
        )
        for order, step in enumerate(steps, start=1)
    )
    statements = tuple(Statement(text=step.action, markers=step.markers) for step in made)
    return Answer(
        question=question.text,
        resolved_question=question.text,
        status=verdict.status,
        text="\n".join(f"{step.order}. {step.action}{marker_text(step.markers)}" for step in made),
        statements=statements,
        steps=made,
        citations=citations.citations,
        missing=verdict.missing,
        notice=notice_of([step.extract for step in steps]),
    )


def marker_text(markers: Sequence[int]) -> str:
    """Return the markers as printed: [1][2]."""
    return "".join(f"[{marker}]" for marker in markers)


def notice_of(extracts: Sequence[Extract]) -> str:
    """Return what the reader has to know before reading: the standing of the sources, and what they hide."""
    parts = (standing_notice(extracts), hidden_notice(extract.text for extract in extracts))
    return "；".join(part for part in parts if part)


def standing_notice(extracts: Sequence[Extract]) -> str:
    """Return a warning when a source is not in force, and one when it is not approved."""
    notices = []
    if any(item.evidence.document.standing is not DocumentStatus.IN_FORCE for item in extracts):
        notices.append("所引文本有的不是现行有效文本，见引文后的状态")
    if any(not item.evidence.document.approved for item in extracts):
        notices.append("所引文档有的尚未经编辑审核")
    return "；".join(notices)
