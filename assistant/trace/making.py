"""From an answer to what is kept of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from assistant.records import Answer, Citation
from assistant.trace.masking import masked
from assistant.trace.records import AnswerTrace, TraceCheck, TracedSource
from kb.errors import YubeiError
from kb.records import DocumentStatus

MAX_QUESTION = 500
MAX_ANSWER = 2_000
TextOf = Callable[[str], str]


def trace_of(answer: Answer, at: datetime, text_of: TextOf | None = None) -> AnswerTrace:
    """Return what is kept of an answer.

    Args:
        text_of: Reads the text of a document by its id; with it every quotation is compared with its source once more.
    """
    return AnswerTrace(
        trace_id=answer.trace_id,
        at=at,
        question=masked(answer.question, MAX_QUESTION),
        resolved_question=masked(answer.resolved_question, MAX_QUESTION),
        status=answer.status.value,
        text=masked(answer.text, MAX_ANSWER),
        sources=tuple(source_of(citation) for citation in answer.citations),
        checks=checks_of(answer, text_of),
        notice=masked(answer.notice, MAX_QUESTION),
        missing=masked(answer.missing, MAX_QUESTION),  # it may repeat words of the question
        model_id=answer.model_id if answer.generated else "",
        prompt_id=answer.prompt_id,
        as_of=answer.as_of,
        seconds=answer.seconds,
    )


def source_of(citation: Citation) -> TracedSource:
    """Return what is kept of a citation: where it points, not what it says."""
    return TracedSource(
        marker=citation.marker,
        document_id=citation.document_id,
        chunk_id=citation.chunk_id,
        title=citation.document_title,
        number=citation.document_number,
        path=" › ".join(citation.heading_path),
        start=citation.start,
        end=citation.end,
        standing=citation.status.value,
        approved=citation.approved,
    )


def checks_of(answer: Answer, text_of: TextOf | None = None) -> tuple[TraceCheck, ...]:
    """Return the outcomes of the checks that apply to the answer."""
    checks = []
    cited = answer.citations
    if cited and text_of is not None:
        checks.append(_check("quotes", [stands(citation, text_of) for citation in cited]))
    if cited:
        checks.append(_check("in_force", [one.status is DocumentStatus.IN_FORCE for one in cited]))
        checks.append(_check("approved", [one.approved for one in cited]))
    if answer.generated or answer.dropped_count:
        kept = len(answer.statements) if answer.generated else 0
        checks.append(TraceCheck(name="sentences", passed=kept, total=kept + answer.dropped_count))
    return tuple(checks)


def stands(citation: Citation, text_of: TextOf) -> bool:
    """Tell whether the quoted words stand in the stored text where the citation says."""
    try:
        return text_of(citation.document_id)[citation.start : citation.end] == citation.quote
    except YubeiError:  # removed a moment ago
        return False


def _check(name: str, outcomes: list[bool]) -> TraceCheck:
    return TraceCheck(name=name, passed=sum(outcomes), total=len(outcomes))
