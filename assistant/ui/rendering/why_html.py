"""为什么这样答: how an answer came about, folded away under it."""

from __future__ import annotations

from datetime import UTC, datetime

from assistant.records import Answer
from assistant.trace.making import trace_of
from assistant.trace.records import AnswerTrace, TracedSource
from assistant.trace.telling import reasons_of, source_zh
from assistant.ui import strings
from assistant.ui.rendering.markup import escape, source_button


def why_html(answer: Answer) -> str:
    """Return the trace of an answer as a folded list; "" for an answer that is not in the journal."""
    if not answer.trace_id:
        return ""
    body = trace_body(trace_of(answer, datetime.now(UTC)))
    return f'<details class="why"><summary>{escape(strings.WHY)}</summary>{body}</details>'


def trace_html(trace: AnswerTrace) -> str:
    """Return a trace of the journal, opened, with question and answer."""
    said = f"<p><b>{escape(trace.question)}</b></p><p>{escape(trace.text)}</p>"
    return f'<div class="why"><h3>{escape(strings.WHY)}</h3>{said}{trace_body(trace)}</div>'


def trace_body(trace: AnswerTrace) -> str:
    """Return what is told of an answer and its sources."""
    rows = "".join(f"<dt>{escape(name)}</dt><dd>{escape(value)}</dd>" for name, value in reasons_of(trace))
    sources = "".join(f"<li>{source_item(source)}</li>" for source in trace.sources)
    listed = f'<p class="hint">{escape(strings.WHY_SOURCES)}</p><ul>{sources}</ul>' if sources else ""
    return f"<dl>{rows}</dl>{listed}"


def source_item(source: TracedSource) -> str:
    """Return a source with its version as a button that opens it."""
    return source_button(source_zh(source), source.document_id, source.start, source.end, css="cite")
