"""Answers put together from verbatim spans: statements, steps, or 未找到依据 with the nearest passages."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answering.citations import CitationList
from assistant.answering.reading.compose import Extract
from assistant.answering.reading.hidden import hidden_notice
from assistant.answering.reading.procedure import StepExtract
from assistant.answering.reading.sufficiency import Verdict
from assistant.records import Answer, AnswerStatus, ProcedureStep, Statement
from kb.records import DocumentStatus, Evidence, Question

NO_EVIDENCE_TEXT = "未找到依据。"
NEAREST_COUNT = 3


def refusal(question: Question, verdict: Verdict, evidence: Sequence[Evidence]) -> Answer:
    """Return 未找到依据 with what is missing and the nearest passages."""
    return not_told(question, evidence, verdict.missing)


def not_told(question: Question, nearest: Sequence[Evidence], missing: str) -> Answer:
    """Return 未找到依据 with the reason and the passages that lie nearest."""
    return Answer(
        question=question.text,
        resolved_question=question.text,
        status=AnswerStatus.NO_EVIDENCE,
        text=NO_EVIDENCE_TEXT,
        nearest=tuple(nearest[:NEAREST_COUNT]),
        missing=missing,
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
