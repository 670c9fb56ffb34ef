"""Kept cards as HTML: the list, one card with its changed sources side by side, its history."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime
from difflib import SequenceMatcher

from assistant.cards.layout import FIELD_TITLES
from assistant.cards.life.records import CardRow, KeptCard
from assistant.cards.printing.standing import STATE_ZH
from assistant.records import Card, CardLine, Citation
from assistant.ui import strings_card_desk as words
from assistant.ui.rendering.answer_html import sources_html
from assistant.ui.rendering.card_html import problems_html
from assistant.ui.rendering.emphasis import emphasised
from assistant.ui.rendering.markup import action_button, badge, escape, source_button
from assistant.ui.rendering.source_html import hint_html
from assistant.ui.rendering.statement_html import marker_buttons
from kb.catalog.product_records import Product, ProductChange, ProductState, StaleSource

STATE_CSS = {
    ProductState.DRAFT: "plain",
    ProductState.REVIEWED: "recognised",
    ProductState.APPROVED: "in-force",
    ProductState.WITHDRAWN: "old",
}
UNITS = re.compile(r"\d+(?:\.\d+)?|[A-Za-z]+|.", re.DOTALL)  # a number changes as a whole


def desk_list_html(rows: Sequence[CardRow], today: date) -> str:
    """Return one entry per kept card, in the given order."""
    if not rows:
        return hint_html(words.DESK_EMPTY)
    count = words.DESK_COUNT.format(count=len(rows), flagged=sum(one.flagged for one in rows))
    entries = "".join(f'<li class="{"flagged" if one.flagged else ""}">{entry_html(one, today)}</li>' for one in rows)
    return f'<p class="hint">{escape(count)}</p><ul class="desk-list">{entries}</ul>'


def entry_html(row: CardRow, today: date) -> str:
    """Return a card of the list: state, title, what asks for attention, and the button that opens it."""
    product = row.product
    made = words.DESK_MADE.format(by=product.made_by, day=day_of(product.changed_at))
    facts = "　".join([*standing_facts(product), made])
    button = action_button(words.DESK_OPEN, "expand", css="action desk-open", document_id=product.product_id)
    return (
        f"<div>{badge(STATE_ZH[product.state], STATE_CSS[product.state])} <b>{escape(product.title)}</b>"
        f'{flags_html(row, today)}<p class="meta">{escape(facts)}</p></div>{button}'
    )


def standing_facts(product: Product) -> list[str]:
    """Return version, the version in use and the day of the next review."""
    facts = [words.DESK_VERSION.format(version=product.version)]
    if product.approved_version and product.approved_version != product.version:
        facts.append(words.DESK_IN_USE.format(version=product.approved_version))
    if product.approved_on:
        facts.append(words.DESK_APPROVED_ON.format(day=product.approved_on.isoformat()))
    if product.review_on:
        facts.append(words.DESK_REVIEW_ON.format(day=product.review_on.isoformat()))
    return facts


def flags_html(row: CardRow, today: date) -> str:
    """Return a badge for each thing somebody has to look at."""
    flags = [
        (words.DESK_STALE.format(count=row.stale), "old", row.stale),
        (words.DESK_UPCOMING.format(count=row.upcoming), "recognised", row.upcoming),
        (words.DESK_PHONES.format(count=row.old_phones), "recognised", row.old_phones),
        (words.DESK_OVERDUE.format(days=row.days_overdue(today)), "old", row.overdue),
    ]
    return "".join(badge(text, css) for text, css, counts in flags if counts)


def kept_html(kept: KeptCard, card: Card, history: Sequence[ProductChange]) -> str:
    """Return an opened card; `card` carries what stands against it today."""
    by_marker = {citation.marker: citation for citation in card.citations}
    product = kept.product
    below = "　".join(part for part in (card.unit, card.site, *standing_facts(product)) if part)
    rows = "".join(line_html(kept, index, line, by_marker) for index, line in enumerate(card.lines))
    return (
        f'<article class="card kept"><h2>{escape(product.title)} {badge(STATE_ZH[product.state], STATE_CSS[product.state])}'
        f'</h2><p class="meta">{escape(below)}</p>{changes_html(words.DESK_CHANGES, kept.stale, adopt=True)}'
        f"{changes_html(words.DESK_UPCOMING_TITLE, kept.upcoming, adopt=False)}"
        f'<h3>{escape(words.DESK_LINES)}</h3><ol class="desk-lines">{rows}</ol></article>'
        f"{problems_html(card)}{history_html(history)}{sources_html(card.citations)}"
    )


def line_html(kept: KeptCard, index: int, line: CardLine, by_marker: dict[int, Citation]) -> str:
    """Return one line with its field, its sources, who worded it, and the button to change it."""
    mark, notes = kept.mark_of(index), ""
    if mark is not None and mark.rewritten and not mark.confirmed_by:
        notes += badge(words.DESK_REWRITTEN, "old")
    elif mark is not None and mark.rewritten:
        notes += badge(words.DESK_CONFIRMED.format(by=mark.confirmed_by), "recognised")
    elif mark is not None:
        notes += badge(words.DESK_EDITED.format(by=mark.edited_by), "plain")
    if kept.stale_of(line):
        notes += badge(words.DESK_LINE_STALE, "old")
    text = escape(line.text) if line.blank else emphasised(line.text)
    edit = action_button(words.DESK_EDIT, "edit", document_id=kept.product.product_id, index=index)
    css = "blank" if line.blank else "stale" if kept.stale_of(line) else ""
    return (
        f'<li class="{css}"><span class="field-name">{escape(FIELD_TITLES[line.field])}</span>'
        f'<span class="line">{text}{marker_buttons(line.markers, by_marker)}{notes}</span>{edit}</li>'
    )


def changes_html(title: str, changes: Sequence[StaleSource], *, adopt: bool) -> str:
    """Return the changed sources, old and new words side by side with what differs marked; "" for none."""
    if not changes:
        return ""
    return f'<h3 class="changes">{escape(title)}</h3>' + "".join(change_html(one, adopt=adopt) for one in changes)


def change_html(stale: StaleSource, *, adopt: bool) -> str:
    """Return one changed source."""
    old, new = marked(stale.old_text, stale.new_text)
    differs = stale.how == "differs"
    if not stale.new_text:
        gone = words.DESK_NOT_THERE if differs else words.DESK_GONE if stale.new_document_id else words.DESK_REMOVED
        old, new = escape(stale.old_text), escape(gone)
    path = " ".join(stale.new_heading_path or stale.source.heading_path)
    head = words.DESK_CHANGED_LINE.format(marker=stale.ordinal + 1, title=stale.source.title, path=path)
    since = badge(words.DESK_SINCE.format(day=stale.since.isoformat()), "recognised") if stale.since else ""
    since += badge(words.DESK_DIFFERS, "old") if differs else ""
    buttons = ""
    if stale.new_text:
        buttons = source_button(words.DESK_SEE_NEW, stale.new_document_id, stale.new_start, stale.new_end)
        if adopt:
            buttons = (
                action_button(words.DESK_ADOPT, "apply", document_id=stale.product_id, index=stale.ordinal) + buttons
            )
    return (
        f'<section class="change"><p class="meta">{escape(head)}{since}</p><div class="pair">'
        f"<div><b>{escape(words.DESK_OLD)}</b><p>{old}</p></div><div><b>{escape(words.DESK_OTHER if differs else words.DESK_NEW)}</b><p>{new}</p></div>"
        f"</div>{buttons}</section>"
    )


def marked(old: str, new: str) -> tuple[str, str]:
    """Return two texts as HTML, what left the first in <del>, what came to the second in <ins>."""
    first, second = UNITS.findall(old), UNITS.findall(new)
    left, right = [], []
    for tag, a, b, c, d in SequenceMatcher(None, first, second, autojunk=False).get_opcodes():
        gone, come = escape("".join(first[a:b])), escape("".join(second[c:d]))
        same = tag == "equal"
        left.append(gone if same or not gone else f"<del>{gone}</del>")
        right.append(come if same or not come else f"<ins>{come}</ins>")
    return "".join(left), "".join(right)


def history_html(history: Sequence[ProductChange]) -> str:
    """Return every change, newest first."""
    items = "".join(f"<li>{history_line(one)}</li>" for one in reversed(history))
    return (
        f'<details class="desk-history" open><summary>{escape(words.DESK_HISTORY)}</summary><ol>{items}</ol></details>'
    )


def history_line(change: ProductChange) -> str:
    """Return when, who, what and why."""
    what = STATE_ZH[change.state] if change.action == "state" else words.DESK_ACTIONS.get(change.action, change.action)
    who = change.by or words.DESK_AUTOMATIC
    version = words.DESK_VERSION.format(version=change.version)
    note = f'<span class="note">{escape(change.note)}</span>' if change.note else ""
    when = change.at.astimezone().strftime("%Y-%m-%d %H:%M")
    return f'<time>{when}</time> <b>{escape(what)}</b> {escape(who)}<span class="meta">　{escape(version)}</span>{note}'


def day_of(at: datetime) -> str:
    """Return a day of this place."""
    return at.astimezone().date().isoformat()
