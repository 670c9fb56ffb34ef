"""What is kept of an answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class TracedSource:
    """One citation of an answer: which words of which version it pointed at.

    Attributes:
        document_id: Made from the bytes of the file, so that it names one version.
        standing: Value of `DocumentStatus` on the day of the answer.
    """

    marker: int
    document_id: str
    chunk_id: str
    title: str
    number: str
    path: str
    start: int
    end: int
    standing: str
    approved: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TraceCheck:
    """The outcome of one check of the code: how many of how many passed.

    Attributes:
        name: quotes (words are those of the source), in_force, approved, sentences (of a language model).
    """

    name: str
    passed: int
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerTrace:
    """One answer as it was given.

    Attributes:
        question: As asked, phone numbers of persons masked and cut to a length.
        text: The answer, masked and cut in the same way.
        model_id: "" when no language model worded the answer; `prompt_id` likewise.
        as_of: The day whose law was asked for.
    """

    trace_id: str
    at: datetime
    question: str
    resolved_question: str
    status: str
    text: str
    sources: tuple[TracedSource, ...]
    checks: tuple[TraceCheck, ...]
    notice: str = ""
    missing: str = ""
    model_id: str = ""
    prompt_id: str = ""
    as_of: date | None = None
    seconds: float = 0.0
