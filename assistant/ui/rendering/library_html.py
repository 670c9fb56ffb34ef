"""The list of documents and the outcomes of an upload as HTML."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from assistant.ui import strings
from assistant.ui.rendering.markup import action_button, badge, escape, source_button, standing_badge, table
from assistant.ui.rendering.source_html import day_of
from assistant.ui.upload_run import UploadUpdate
from ingest.records import OUTCOME_ZH, SEARCHABLE_OUTCOMES, FileOutcome, Progress
from kb.records import DocumentSummary
from kb.taxonomy import default_taxonomy

SHOWN = 200


def matching(summaries: Sequence[DocumentSummary], search: str) -> list[DocumentSummary]:
    """Return the documents that hold every word of the search in title, number, issuer or file name."""
    words = search.casefold().split()
    return [summary for summary in summaries if all(word in _searched(summary) for word in words)]


def _searched(summary: DocumentSummary) -> str:
    metadata = summary.metadata
    parts = (metadata.title, metadata.document_number, metadata.issuer, summary.file_name)
    return "\n".join(parts).casefold()


def library_html(summaries: Sequence[DocumentSummary]) -> str:
    """Return the documents as a list, those to approve first, with buttons that open, approve and remove."""
    if not summaries:
        return f'<p class="hint">{escape(strings.LIBRARY_NONE)}</p>'
    types = {doc_type.type_id: doc_type.name for doc_type in default_taxonomy().doc_types}
    ordered = sorted(summaries, key=lambda summary: summary.approved)
    items = "".join(document_item(summary, types) for summary in ordered[:SHOWN])
    count = strings.LIBRARY_COUNT.format(count=len(summaries))
    if len(summaries) > SHOWN:
        count += "，" + strings.LIBRARY_LIMIT.format(limit=SHOWN)
    return f'<p class="hint">{escape(count)}</p><ul class="library">{items}</ul>'


def document_item(summary: DocumentSummary, types: dict[str, str]) -> str:
    """Return one document: title and standing, what is known about it, what can be done with it."""
    metadata = summary.metadata
    title = metadata.title or summary.file_name
    unapproved = "" if summary.approved else badge(strings.UNAPPROVED, "old")
    approve = "" if summary.approved else action_button(strings.APPROVE, "apply", document_id=summary.document_id)
    correct = action_button(strings.CORRECT, "edit", css="action quiet", document_id=summary.document_id)
    remove = action_button(strings.REMOVE, "delete", css="action quiet", document_id=summary.document_id)
    known = (
        types.get(metadata.doc_type, ""),
        metadata.issuer,
        metadata.document_number,
        day_of(summary),
        strings.LIBRARY_CHUNKS.format(count=summary.chunk_count),
    )
    return (
        f'<li><div class="entry">{source_button(title, summary.document_id, 0, 0, title=summary.source_uri)}'
        f"{standing_badge(summary.standing)}{unapproved}"
        f'<span class="path">{escape("　".join(part for part in known if part))}</span>{warnings_html(summary)}</div>'
        f'<span class="actions">{approve}{correct}{remove}</span></li>'
    )


def warnings_html(summary: DocumentSummary) -> str:
    """Return what was lost or repaired when the file was read."""
    text = "；".join(warning.rstrip("。；") for warning in summary.warnings)
    return f'<span class="lost">{escape(text)}</span>' if text else ""


def confirm_html(title: str, summary: DocumentSummary) -> str:
    """Return the question before a removal."""
    detail = strings.REMOVE_DETAIL.format(source=summary.source_uri, count=summary.chunk_count)
    return (
        f'<p class="confirm">{escape(strings.REMOVE_QUESTION.format(title=title))}</p>'
        f'<p class="hint">{escape(detail)}</p>'
    )


def upload_html(update: UploadUpdate) -> str:
    """Return how far a batch is, or what became of it."""
    rows = outcomes_html(update.outcomes) if update.outcomes else ""
    failure = f'<p class="missing">{escape(update.failure)}</p>' if update.failure else ""
    if update.finished:
        return failure + (f'<p class="done">{escape(counts_of(update.outcomes))}</p>' if rows else "") + rows
    if update.progress is None:
        return f'<p class="hint">{escape(strings.UPLOAD_STARTING)}</p>' + rows
    return progress_html(update.progress) + rows


def counts_of(outcomes: Sequence[FileOutcome]) -> str:
    """Return e.g. 3 个文件处理完毕：已入库 2，空文件 1。"""
    counts = Counter(outcome.code for outcome in outcomes)
    parts = [strings.UPLOAD_PART.format(name=OUTCOME_ZH[code], count=count) for code, count in counts.most_common()]
    return strings.UPLOAD_DONE.format(count=len(outcomes), parts="，".join(parts))


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
    share = min(step.done / step.total, 1.0) if step.total else 0.0
    parts = [strings.PROGRESS_COUNT.format(stage=step.stage, done=step.done, total=step.total)]
    if step.rate:
        parts.append(strings.PROGRESS_RATE.format(rate=step.rate, unit=step.unit))
    if step.remaining_seconds is not None and step.done < step.total:
        parts.append(strings.PROGRESS_REMAINING.format(seconds=round(step.remaining_seconds)))
    parts.append(step.current)
    text = "　".join(part for part in parts if part)
    return f'<div class="progress"><div style="width:{share:.0%}"></div></div><p class="hint">{escape(text)}</p>'
