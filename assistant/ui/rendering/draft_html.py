"""A draft as HTML: sections with their state, words with their sources to open, blanks listed above."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from assistant.drafting.printing import state_words
from assistant.drafting.records import Basis, DraftItem, DraftSection, ItemKind, PlanDraft
from assistant.official_documents.numbering import HeadingNumbers
from assistant.official_documents.records import MOST_LEVELS, Heading, blank_text
from assistant.records import Citation
from assistant.ui import strings_draft
from assistant.ui.rendering.markup import badge, escape, source_button
from assistant.ui.rendering.statement_html import marker_buttons
from kb.catalog.product_records import StaleSource

QUOTE = 300
_NUMBER = re.compile(r"[\d\-－()（） ]{5,16}")  # phones and days are not broken


def draft_html(draft: PlanDraft, stale: Sequence[StaleSource] = ()) -> str:
    """Return a draft; its citation buttons name document and span.

    Args:
        stale: Sources of a kept draft that changed since.
    """
    by_marker = {one.marker: one for one in draft.citations}
    numbers = HeadingNumbers()
    attachments = 0
    parts = []
    for order, section in enumerate(draft.sections):
        attachments += section.attachment
        parts.append(_section_html(section, order, _heading(section, numbers, attachments), numbers, by_marker))
    head = escape(strings_draft.DRAFT_HEAD.format(title=draft.title))
    return f'<article class="draft-text"><h3>{head}</h3>{_stale_html(stale)}{_summary_html(draft)}{"".join(parts)}</article>'


def _summary_html(draft: PlanDraft) -> str:
    answered = draft.answered
    filled = sum(section.filled for section in answered)
    blanks = [(order, item) for order, section in enumerate(draft.sections) for item in section.blanks]
    counts = strings_draft.DRAFT_COUNTS.format(
        every=len(answered), filled=filled, open=len(answered) - filled, blanks=len(blanks)
    )
    notes = "".join(f'<p class="hint">{escape(note)}</p>' for note in draft.notes)
    return f'<p class="counts">{escape(counts)}</p>{_blanks_html(draft, blanks)}{notes}'


def _blanks_html(draft: PlanDraft, blanks: Sequence[tuple[int, DraftItem]]) -> str:
    if not blanks:
        return ""
    rows = "".join(
        f'<li><a href="#draft-part-{order}">{escape(draft.sections[order].heading)}</a>　{escape(item.text)}</li>'
        for order, item in blanks
    )
    needed = ""
    if draft.missing_sources:
        materials = strings_draft.DRAFT_JOIN.join(draft.missing_sources)
        needed = f'<p class="meta">{escape(strings_draft.DRAFT_NEEDED.format(materials=materials))}</p>'
    title = strings_draft.DRAFT_BLANKS.format(count=len(blanks))
    return f'<details class="blanks"><summary>{escape(title)}</summary>{needed}<ol>{rows}</ol></details>'


def _heading(section: DraftSection, numbers: HeadingNumbers, attachment: int) -> str:
    if section.attachment:
        return strings_draft.DRAFT_ATTACHMENT.format(number=attachment, heading=section.heading)
    if not section.level:
        return section.heading
    return f"{numbers.label(Heading(level=section.level, text=section.heading))}{section.heading}"


def _section_html(
    section: DraftSection, order: int, heading: str, numbers: HeadingNumbers, by_marker: Mapping[int, Citation]
) -> str:
    level = 0 if section.attachment else section.level
    inner = HeadingNumbers() if section.attachment else numbers
    state = badge(state_words(section), "in-force" if section.filled else "old") if section.element_id else ""
    tag = "h5" if level == 2 else "h4"
    note = f'<p class="hint">{escape(strings_draft.DRAFT_NOTE.format(note=section.note))}</p>' if section.note else ""
    return (
        f'<section id="draft-part-{order}"><{tag}>{escape(heading)} {state}</{tag}>'
        f"{_basis_html(section.basis, by_marker)}{_items_html(section.items, level, inner, by_marker)}{note}</section>"
    )


def _basis_html(basis: Iterable[Basis], by_marker: Mapping[int, Citation]) -> str:
    clauses = strings_draft.DRAFT_JOIN.join(
        f"{escape(one.clause)}{marker_buttons((one.marker,), by_marker)}" for one in basis
    )
    return f'<p class="meta basis">{escape(strings_draft.DRAFT_BASIS)}{clauses}</p>' if clauses else ""


def _items_html(
    items: Sequence[DraftItem], level: int, numbers: HeadingNumbers, by_marker: Mapping[int, Citation]
) -> str:
    parts, named = [], ""
    for item in items:
        reference = item.kind is ItemKind.REFERENCE
        if reference and item.name != named:
            parts.append(
                f'<p class="reference lead">{escape(strings_draft.DRAFT_REFERENCE.format(name=item.name))}</p>'
            )
            named = item.name
        body = _item_html(item, level, numbers, by_marker)
        parts.append(f'<div class="reference">{body}</div>' if reference else body)
    return "".join(parts)


def _item_html(item: DraftItem, level: int, numbers: HeadingNumbers, by_marker: Mapping[int, Citation]) -> str:
    marks = marker_buttons(item.markers, by_marker)
    if item.kind is ItemKind.BLANK:
        return f'<p class="draft-blank">{escape(blank_text(item.text))}</p>'
    if item.rows:
        return f'{_table_html(item.rows)}<p class="meta">{escape(strings_draft.DRAFT_TABLE_SOURCE)}{marks}</p>'
    if item.heading and item.kind is not ItemKind.REFERENCE:
        label = numbers.label(Heading(level=min(level + item.heading, MOST_LEVELS), text=item.text))
        return f"<h6>{escape(label)}{escape(item.text)}{marks}</h6>"
    if item.caption:
        return f'<p class="caption-line">{escape(item.text)}{marks}</p>'
    named = f"<b>{escape(item.name)}</b>　" if item.kind in (ItemKind.GIVEN, ItemKind.RULE) and item.name else ""
    return f"<p>{named}{escape(item.label)}{escape(item.words)}{marks}</p>"


def _table_html(rows: Sequence[Sequence[str]]) -> str:
    header, *body = rows
    head = "".join(f"<th>{escape(cell)}</th>" for cell in header)
    lines = "".join("<tr>" + "".join(map(_cell_html, row)) + "</tr>" for row in body)
    return f'<div class="draft-table"><table><thead><tr>{head}</tr></thead><tbody>{lines}</tbody></table></div>'


def _cell_html(cell: str) -> str:
    css = ' class="number"' if _NUMBER.fullmatch(cell) else ""
    return f"<td{css}>{escape(cell)}</td>"


def _stale_html(stale: Sequence[StaleSource]) -> str:
    if not stale:
        return ""
    rows = "".join(f"<li>{_stale_row(one)}</li>" for one in stale)
    return f'<div class="notice stale"><b>{escape(strings_draft.STALE_TITLE)}</b><ul>{rows}</ul></div>'


def _stale_row(one: StaleSource) -> str:
    old = escape(strings_draft.STALE_OLD.format(text=_cut(one.old_text)))
    differs = one.how == "differs"
    if not one.new_text:
        return f"{old}<br>{escape(strings_draft.STALE_OTHER_WITHOUT if differs else strings_draft.STALE_REMOVED)}"
    template = strings_draft.STALE_OTHER if differs else strings_draft.STALE_NEW
    new = escape(template.format(text=_cut(one.new_text)))
    button = source_button(strings_draft.STALE_OPEN, one.new_document_id, one.new_start, one.new_end)
    return f"{old}<br>{new} {button}"


def _cut(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= QUOTE else words[: QUOTE - 1] + "…"
