"""A trace as stored and as printed by `yubei trace --json`."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import date
from typing import Any

from assistant.trace.records import AnswerTrace, TraceCheck, TracedSource
from kb.catalog.journal_records import TraceRow

STORED_APART = ("trace_id", "at", "question", "resolved_question", "status", "seconds")


def trace_form(trace: AnswerTrace) -> dict[str, object]:
    """Return a trace as printed."""
    form: dict[str, object] = asdict(trace)
    form["at"] = trace.at.isoformat()
    form["as_of"] = trace.as_of.isoformat() if trace.as_of else None
    return form


def row_of(trace: AnswerTrace) -> TraceRow:
    """Return a trace as a row of the journal."""
    detail = {name: value for name, value in trace_form(trace).items() if name not in STORED_APART}
    return TraceRow(
        trace_id=trace.trace_id,
        at=trace.at,
        question=trace.question,
        resolved=trace.resolved_question,
        status=trace.status,
        seconds=trace.seconds,
        detail=json.dumps(detail, ensure_ascii=False, separators=(",", ":")),
    )


def trace_from(row: TraceRow) -> AnswerTrace:
    """Return the trace that a row of the journal holds."""
    detail: dict[str, Any] = json.loads(row.detail)  # Any: parsed JSON
    day = detail.pop("as_of", None)
    sources = tuple(TracedSource(**one) for one in detail.pop("sources", ()))
    checks = tuple(TraceCheck(**one) for one in detail.pop("checks", ()))
    return AnswerTrace(
        trace_id=row.trace_id,
        at=row.at,
        question=row.question,
        resolved_question=row.resolved,
        status=row.status,
        seconds=row.seconds,
        sources=sources,
        checks=checks,
        as_of=date.fromisoformat(day) if day else None,
        **detail,
    )
