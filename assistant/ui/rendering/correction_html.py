"""What was read of a document, where, what an editor changed, and who did when."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime

from assistant.corrections import CorrectableField, field_named, show_value, values_of
from assistant.ui import strings
from assistant.ui.rendering.markup import escape, source_button, standing_badge, table
from kb.catalog.codec import field_from_plain
from kb.catalog.records import AuditEntry, CorrectionMade
from kb.records import Document, DocumentSummary

SHOWN_PASSAGE = 36
SHOWN_CHANGES = 20


def fields_html(
    document: Document,
    summary: DocumentSummary,
    made: Sequence[CorrectionMade],
    history: Sequence[AuditEntry],
) -> str:
    """Return every field with its value and its source, then what editors changed, newest first."""
    by_field = {one.field: one for one in made}
    rows = [
        [escape(field.label), _value(field, value), _source(field, document, by_field.get(field.name))]
        for field, value in values_of(document.metadata)
    ]
    title = strings.CORRECT_TITLE.format(title=summary.metadata.title or summary.file_name)
    return (
        f"<h3>{escape(title)} {standing_badge(summary.standing)}</h3>"
        f"{table(strings.CORRECT_HEADINGS, rows, css='fields')}{_history(history)}"
    )


def note_html(field: CorrectableField, choices: Sequence[str], lasting: bool) -> str:
    """Return how a field is written and for which versions its correction holds."""
    by_kind = {
        "DAY": strings.CORRECT_DATES,
        "CHOICES": strings.CORRECT_LISTS,
        "TITLES": strings.CORRECT_TITLES,
    }
    offered = strings.CORRECT_CHOICES.format(choices="、".join(choices)) if choices else ""
    scope = strings.CORRECT_LASTING if lasting else strings.CORRECT_ONCE
    return f'<p class="hint">{escape(by_kind.get(field.kind.name, "") + offered + scope)}</p>'


def _value(field: CorrectableField, value: object) -> str:
    shown = show_value(field, value)
    return escape(shown) if shown else f'<span class="hint">{escape(strings.CORRECT_EMPTY)}</span>'


def _source(field: CorrectableField, document: Document, made: CorrectionMade | None) -> str:
    """Return the passage as a button that opens it; of a corrected field also who corrected what was read."""
    read = next((one for one in document.metadata.as_read if one.field == field.name), None)
    span = read.span if read is not None else dict(document.metadata.sources).get(field.name)
    passage = ""
    if span is not None:
        text = " ".join(document.text[span.start : span.end].split())[:SHOWN_PASSAGE]
        passage = source_button(text, document.document_id, span.start, span.end)
    if made is None:
        return passage
    before = show_value(field, field_from_plain(field.name, json.loads(read.value))) if read is not None else ""
    said = strings.CORRECT_MADE.format(
        editor=made.editor, at=_minute(made.at), value=before or strings.CORRECT_NOT_READ
    )
    return f"{passage}<div>{escape(said)}</div>"


def _history(history: Sequence[AuditEntry]) -> str:
    changes = [one for one in history if one.action in strings.CORRECT_ACTIONS][:SHOWN_CHANGES]
    if not changes:
        return ""
    items = "".join(f"<li>{escape(_change(one))}</li>" for one in changes)
    return f"<h4>{escape(strings.CORRECT_HISTORY)}</h4><ul>{items}</ul>"


def _change(entry: AuditEntry) -> str:
    """Return one line of the audit; its detail is JSON with field, from and to."""
    detail = json.loads(entry.detail)
    field = field_named(detail["field"])
    before, after = (show_value(field, field_from_plain(field.name, detail[key])) for key in ("from", "to"))
    return strings.CORRECT_CHANGE.format(
        at=_minute(entry.at),
        editor=entry.actor,
        action=strings.CORRECT_ACTIONS[entry.action],
        field=field.label,
        before=before or strings.CORRECT_EMPTY,
        after=after or strings.CORRECT_EMPTY,
    )


def _minute(at: datetime) -> str:
    return f"{at.astimezone():%Y-%m-%d %H:%M}"
