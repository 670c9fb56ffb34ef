"""The list of documents and the outcomes of an upload as HTML."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.ui import strings
from assistant.ui.rendering.markup import badge, escape, source_button, table
from ingest.records import OUTCOME_ZH, SEARCHABLE_OUTCOMES, FileOutcome, Progress
from kb.records import STATUS_ZH, DocumentStatus, DocumentSummary
from kb.taxonomy import default_taxonomy

SHOWN = 200


def library_html(summaries: Sequence[DocumentSummary]) -> str:
    """Return the documents as a table with a button that opens each."""
    types = {doc_type.type_id: doc_type.name for doc_type in default_taxonomy().doc_types}
    rows = [document_row(summary, types) for summary in summaries[:SHOWN]]
    count = strings.LIBRARY_COUNT.format(count=len(summaries))
    if len(summaries) > SHOWN:
        count += "，" + strings.LIBRARY_LIMIT.format(limit=SHOWN)
    return f'<p class="hint">{escape(count)}</p>' + table(strings.LIBRARY_HEADINGS, rows, css="library")


def document_row(summary: DocumentSummary, types: dict[str, str]) -> list[str]:
    """Return the cells of one document."""
    metadata = summary.metadata
    effective = metadata.effective_on or metadata.issued_on
    standing = "in-force" if summary.standing is DocumentStatus.IN_FORCE else "old"
    unapproved = "" if summary.approved else badge(strings.UNAPPROVED, "old")
    return [
        source_button(metadata.title or summary.file_name, summary.document_id, 0, 0, title=summary.source_uri),
        escape(types.get(metadata.doc_type, "")),
        escape(metadata.issuer),
        escape(metadata.document_number),
        effective.isoformat() if effective else "",
        badge(STATUS_ZH[summary.standing], standing) + unapproved,
        str(summary.chunk_count),
        f'<code>{escape(summary.document_id[:12])}</code>',
    ]


def outcomes_html(outcomes: Sequence[FileOutcome]) -> str:
    """Return one row per file: what became of it and why."""
    rows = []
    for outcome in outcomes:
        css = "in-force" if outcome.code in SEARCHABLE_OUTCOMES else "old"
        name = escape(outcome.source_uri.rsplit("/", 1)[-1])
        chunks = str(outcome.chunk_count or "")
        rows.append([name, badge(OUTCOME_ZH[outcome.code], css), escape(outcome.reason), chunks])
    return table(strings.OUTCOME_HEADINGS, rows, css="outcomes")


def progress_html(step: Progress) -> str:
    """Return a progress bar with rate and remaining time."""
    share = step.done / step.total if step.total else 0.0
    rate = f"{step.rate:.1f} {step.unit}/秒" if step.rate else ""
    remaining = f"，剩余约 {round(step.remaining_seconds)} 秒" if step.remaining_seconds is not None else ""
    text = f"{step.stage} {step.done}/{step.total} {rate}{remaining} {step.current}"
    return f'<div class="progress"><div style="width:{share:.0%}"></div></div><p class="hint">{escape(text)}</p>'
