"""Buttons under an answer to say whether it helped, and the editors' list of what was said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from assistant.feedback.remarks import VERDICTS_ZH, Verdict, reason_zh
from assistant.records import Answer
from assistant.ui import strings
from assistant.ui.rendering.markup import action_button, badge, escape, source_button
from kb.catalog.journal_records import FeedbackRow, FixedRow

QUOTE_CHARACTERS = 120


def remark_buttons(answer: Answer) -> str:
    """Return 有用 and 有误 for an answer that is in the journal, "" for every other."""
    if not answer.trace_id:
        return ""
    useful = action_button(strings.REMARK_USEFUL, "like", css="action quiet", document_id=answer.trace_id)
    wrong = action_button(strings.REMARK_WRONG, "option_select", css="action quiet", document_id=answer.trace_id)
    return f'<div class="remark"><span class="hint">{escape(strings.REMARK_ASK)}</span>{useful}{wrong}</div>'


def feedback_list_html(rows: Sequence[FeedbackRow], titles: Mapping[str, str]) -> str:
    """Return what readers said, newest first, with buttons for source, trace, fixing and settling."""
    if not rows:
        return f'<p class="hint">{escape(strings.FEEDBACK_NONE)}</p>'
    items = "".join(feedback_item(row, titles) for row in rows)
    count = escape(strings.FEEDBACK_COUNT.format(count=len(rows)))
    return f'<p class="hint">{count}</p><ul class="remarks">{items}</ul>'


def feedback_item(row: FeedbackRow, titles: Mapping[str, str]) -> str:
    """Return one remark."""
    css = "in-force" if row.verdict == Verdict.USEFUL else "old"
    verdict = badge(VERDICTS_ZH.get(row.verdict, row.verdict), css)
    reason = badge(reason_zh(row.reason), "plain") if row.reason else ""
    told = [f"{row.at.astimezone():%Y-%m-%d %H:%M}"]
    if row.done_at is not None:
        told.append(
            strings.FEEDBACK_DONE_BY.format(editor=row.done_by, at=f"{row.done_at.astimezone():%Y-%m-%d %H:%M}")
        )
    note = f"<q>{escape(row.note)}</q>" if row.note else ""
    return (
        f'<li><div class="entry">{verdict}{reason}<b>{escape(row.question)}</b>{note}'
        f'<span class="path">{escape("　".join(told))}</span></div><span class="actions">{actions_of(row, titles)}</span></li>'
    )


def actions_of(row: FeedbackRow, titles: Mapping[str, str]) -> str:
    """Return the buttons of a remark; a source that is gone has none."""
    buttons = []
    if row.document_id in titles:
        buttons.append(source_button(strings.FEEDBACK_SOURCE, row.document_id, row.start, row.end, css="action quiet"))
    buttons.append(action_button(strings.FEEDBACK_TRACE, "expand", css="action quiet", document_id=row.trace_id))
    buttons.append(action_button(strings.FIX_OPEN, "edit", css="action quiet", index=row.feedback_no))
    settle = strings.FEEDBACK_REOPEN if row.done_at else strings.FEEDBACK_DONE
    buttons.append(action_button(settle, "undo" if row.done_at else "apply", index=row.feedback_no))
    return "".join(buttons)


def fixed_list_html(told: Sequence[tuple[FixedRow, str]], titles: Mapping[str, str]) -> str:
    """Return the fixed answers, newest first; those that are not served say why."""
    if not told:
        return f'<p class="hint">{escape(strings.FIX_NONE)}</p>'
    items = "".join(fixed_item(row, why, titles) for row, why in told)
    return f'<ul class="remarks">{items}</ul>'


def fixed_item(row: FixedRow, why: str, titles: Mapping[str, str]) -> str:
    """Return one fixed answer."""
    state = badge(strings.FIX_STALE.format(reason=why), "old") if why else badge(strings.FIX_SERVED, "in-force")
    title = titles.get(row.document_id, "")
    source = source_button(f"《{title}》", row.document_id, row.start, row.end) if title else ""
    cut = row.quote if len(row.quote) <= QUOTE_CHARACTERS else row.quote[:QUOTE_CHARACTERS] + "…"
    by = strings.FIX_BY.format(editor=row.editor, at=f"{row.at.astimezone():%Y-%m-%d}")
    remove = action_button(strings.FIX_REMOVE, "delete", css="action quiet", index=row.fixed_no)
    return (
        f'<li><div class="entry">{state}<b>{escape("／".join(row.questions))}</b>{source}<q>{escape(cut)}</q>'
        f'<span class="path">{escape(by)}</span></div><span class="actions">{remove}</span></li>'
    )
