"""Records of the journal: traces of answers, feedback, fixed answers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class TraceRow:
    """One answer as it was given.

    Attributes:
        trace_id: Hexadecimal, made when the answer was given.
        detail: JSON of whoever wrote the trace; the catalogue does not look into it.
    """

    trace_id: str
    at: datetime
    question: str
    resolved: str
    status: str
    seconds: float
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedbackRow:
    """What a reader said of an answer.

    Attributes:
        feedback_no: 0 before it is stored.
        verdict: "useful" or "wrong"; `reason` is one of the offered reasons, "" when none was chosen.
        document_id: First source of the answer with its span; "" for an answer without sources.
        done_at: When an editor settled it, None while it is open.
    """

    at: datetime
    trace_id: str
    question: str
    verdict: str
    reason: str = ""
    note: str = ""
    document_id: str = ""
    start: int = 0
    end: int = 0
    feedback_no: int = 0
    done_at: datetime | None = None
    done_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FixedRow:
    """A question, with other wordings of it, that an editor fixed to a span of a document.

    Attributes:
        fixed_no: 0 before it is stored.
        quote: The text of the span when it was fixed.
    """

    questions: tuple[str, ...]
    document_id: str
    start: int
    end: int
    quote: str
    editor: str
    at: datetime
    fixed_no: int = 0
