"""Drafts that are kept: as products of the catalogue, with the spans they rest on, so that a change of a source shows."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.drafting.json_shape import draft_from_body, stored_body
from assistant.drafting.records import ItemKind, PlanDraft
from kb.catalog.product_records import DRAFT, Product, ProductSource, StaleSource
from kb.errors import InputRefused
from kb.knowledge_base import KnowledgeBase

LONGEST_NAME = 30
CARRYING = (ItemKind.QUOTED, ItemKind.RULE)


def keep_draft(kb: KnowledgeBase, draft: PlanDraft, by: str, product_id: str = "") -> Product:
    """Keep a draft, or a new version of a kept one.

    Args:
        by: Name of the person.

    Raises:
        InputRefused: There is no name, or the product is no draft.
        StoreReadOnly: The base was opened for reading.
    """
    name = checked_name(by)
    if product_id:
        kept_draft(kb, product_id)
    return kb.catalog.products.save(
        DRAFT, draft.title, stored_body(draft), tuple(_sources(kb, draft)), name, product_id=product_id
    )


def kept_draft(kb: KnowledgeBase, product_id: str) -> PlanDraft:
    """Return a kept draft as it was.

    Raises:
        InputRefused: There is no such draft, or it cannot be read.
    """
    product = kb.catalog.products.product(product_id)
    if product.kind != DRAFT:
        raise InputRefused(f"编号 {product_id} 不是预案草稿，请从草稿列表中选。")
    return draft_from_body(product.body)


def kept_drafts(kb: KnowledgeBase) -> tuple[Product, ...]:
    """Return the kept drafts, those changed last first."""
    return tuple(sorted(kb.catalog.products.products(DRAFT), key=lambda one: one.changed_at, reverse=True))


def stale_sources(kb: KnowledgeBase, product_id: str) -> tuple[StaleSource, ...]:
    """Return what of the sources of a kept draft changed since, with the old and the new words."""
    return kb.catalog.products.stale(DRAFT, product_id)


def checked_name(name: str) -> str:
    """Return the name of the person who keeps a draft.

    Raises:
        InputRefused: It is missing or too long.
    """
    plain = " ".join(name.split())
    if not plain or len(plain) > LONGEST_NAME:
        raise InputRefused(f"请写出保存人的姓名（不超过{LONGEST_NAME}字），以便以后查到是谁改的。")
    return plain


def _sources(kb: KnowledgeBase, draft: PlanDraft) -> Iterator[ProductSource]:
    """Yield the spans the draft's own words rest on; what was only looked at is none of them."""
    used = {
        marker for section in draft.sections for one in section.items if one.kind in CARRYING for marker in one.markers
    }
    works = {one.document_id: one.work_id for one in kb.summaries()}
    for citation in draft.citations:
        if citation.marker in used and citation.document_id in works:
            yield ProductSource(
                document_id=citation.document_id,
                work_id=works[citation.document_id],
                title=citation.document_title,
                heading_path=citation.heading_path,
                start=citation.start,
                end=citation.end,
                quote=citation.quote,
            )
