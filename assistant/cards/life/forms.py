"""The JSON shapes of kept cards: a stable interface of `yubei cards`."""

from __future__ import annotations

from assistant.cards.life.records import CardRow, KeptCard
from assistant.json_forms import card_form
from assistant.records import Card
from kb.catalog.product_records import Product, ProductChange, StaleSource


def product_form(product: Product) -> dict[str, object]:
    """Return what every list says of a kept card."""
    return {
        "id": product.product_id,
        "title": product.title,
        "state": product.state.value,
        "version": product.version,
        "approved_version": product.approved_version,
        "approved_on": product.approved_on.isoformat() if product.approved_on else None,
        "review_on": product.review_on.isoformat() if product.review_on else None,
        "made_by": product.made_by,
        "created_at": product.created_at.isoformat(),
        "changed_at": product.changed_at.isoformat(),
    }


def row_form(row: CardRow) -> dict[str, object]:
    """Return a line of the list with what asks for attention."""
    flags = {
        "stale_sources": row.stale,
        "upcoming_changes": row.upcoming,
        "old_phones": row.old_phones,
        "review_overdue": row.overdue,
    }
    return {**product_form(row.product), **flags}


def kept_form(kept: KeptCard, card: Card) -> dict[str, object]:
    """Return a kept card; `card` carries what stands against it today."""
    marks = [
        {
            "line": one.line + 1,
            "edited_by": one.edited_by,
            "rewritten": one.rewritten,
            "confirmed_by": one.confirmed_by,
        }
        for one in kept.content.marks
    ]
    return {
        **product_form(kept.product),
        "card": card_form(card),
        "edits": marks,
        "stale": [stale_form(one) for one in kept.stale],
        "upcoming": [stale_form(one) for one in kept.upcoming],
    }


def stale_form(stale: StaleSource) -> dict[str, object]:
    """Return a changed source with the old and the new words; `marker` is what the lines of the card cite it by."""
    return {
        "id": stale.product_id,
        "version": stale.version,
        "marker": stale.ordinal + 1,
        "document_id": stale.source.document_id,
        "document_title": stale.source.title,
        "heading_path": list(stale.source.heading_path),
        "how": stale.how,
        "old_text": stale.old_text,
        "new_text": stale.new_text,
        "new_document_id": stale.new_document_id,
        "new_start": stale.new_start,
        "new_end": stale.new_end,
        "new_heading_path": list(stale.new_heading_path),
        "since": stale.since.isoformat() if stale.since else None,
        "found_at": stale.found_at.isoformat(),
    }


def change_form(change: ProductChange) -> dict[str, object]:
    """Return a line of the history."""
    return {
        "at": change.at.isoformat(),
        "by": change.by,
        "action": change.action,
        "version": change.version,
        "state": change.state.value,
        "note": change.note,
    }
