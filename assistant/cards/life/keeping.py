"""Keep a drafted card in the base, and read kept ones as they stand today."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from assistant.cards.contacts import DAY, day_of
from assistant.cards.layout import card_title
from assistant.cards.life.body import body_of, read_body
from assistant.cards.life.citing import current, source_of
from assistant.cards.life.records import CardContent, CardRow, KeptCard
from assistant.cards.phone_checks import STALE_AFTER
from assistant.cards.review import review
from assistant.records import Card, CardField
from kb.catalog.product_records import Product, ProductState, StaleSource
from kb.errors import InputRefused
from kb.knowledge_base import KnowledgeBase

CARD = "card"


def keep_card(kb: KnowledgeBase, card: Card, by: str, *, product_id: str = "", note: str = "") -> Product:
    """Keep a drafted card; the same card (unit, position, hazard, site) drafted again becomes its next version.

    A draft with nothing but blanks is kept too: it says what is missing. A card equal to the newest version of itself
    is not stored again.

    Args:
        by: Checked name of who drafted it.
        product_id: Of which kept card it is the next version; "" looks for the same card.

    Raises:
        InputRefused: There is no such card.
        StoreReadOnly: The base was opened for reading.
    """
    found = {(one.rule_id, one.field) for one in review(kb, card)}
    content = CardContent(card=card, notes=tuple(one for one in card.problems if (one.rule_id, one.field) not in found))
    before = kb.catalog.products.product(product_id) if product_id else same_card(kb, card)
    if before is not None and read_body(before.body) == content:
        return before
    return store(kb, before, content, by, note or "起草")


def store(kb: KnowledgeBase, before: Product | None, content: CardContent, by: str, note: str) -> Product:
    """Store a card as the next version of `before`; its citations, by their markers, are the spans it rests on."""
    card, products = content.card, kb.catalog.products
    works = {one.document_id: one.work_id for one in (before.sources if before else ())}
    works |= {one.document_id: one.work_id for one in kb.summaries()}
    if [one.marker for one in card.citations] != list(range(1, len(card.citations) + 1)):
        raise ValueError("the markers of a card count its citations from 1")
    sources = [source_of(one, works.get(one.document_id, "")) for one in card.citations]
    product_id = before.product_id if before else ""
    saved = products.save(CARD, card_title(card), body_of(content), sources, by, product_id=product_id, note=note)
    kb.catalog.follow_products()  # the documents may have changed since the card was drafted
    return products.product(saved.product_id)


def same_card(kb: KnowledgeBase, card: Card) -> Product | None:
    """Return the kept card for the same unit, position, hazard and site that is not withdrawn; the newest of several."""
    title = card_title(card)
    for product in reversed(kb.catalog.products.products(CARD)):
        if product.title == title and product.state is not ProductState.WITHDRAWN:
            kept = read_body(product.body).card
            if _key(kept) == _key(card):
                return product
    return None


def _key(card: Card) -> tuple[str, ...]:
    return (card.unit, card.position, card.hazard, card.site)


def kept_card(kb: KnowledgeBase, product_id: str, version: int = 0) -> KeptCard:
    """Return a kept card as it stands today: the newest version, or the one asked for.

    Raises:
        InputRefused: There is no such card.
    """
    product = kb.catalog.products.product(product_id, version)
    if product.kind != CARD:
        raise InputRefused(f"编号 {product_id} 不是处置卡。请用 yubei cards 查看处置卡的编号。")
    return _opened(
        kb,
        product,
        [one for one in kb.catalog.products.stale(CARD, product_id) if one.version == product.version],
        [one for one in kb.catalog.products.stale(CARD, product_id, upcoming=True) if one.version == product.version],
    )


def card_in_use(kb: KnowledgeBase, product_id: str) -> KeptCard | None:
    """Return the approved version of a card that counts on the site, None while there is none."""
    product = kb.catalog.products.in_use(product_id)
    return kept_card(kb, product_id, product.version) if product else None


def _opened(kb: KnowledgeBase, product: Product, stale: list[StaleSource], upcoming: list[StaleSource]) -> KeptCard:
    content = read_body(product.body)
    summaries = {one.document_id: one for one in kb.summaries()}
    citations = tuple(
        current(kb, citation, source, summaries)
        for citation, source in zip(content.card.citations, product.sources, strict=True)
    )
    content = replace(content, card=replace(content.card, citations=citations))
    return KeptCard(product=product, content=content, stale=tuple(stale), upcoming=tuple(upcoming))


def kept_cards(kb: KnowledgeBase, today: date | None = None) -> tuple[CardRow, ...]:
    """Return the newest version of every kept card: first those somebody has to look at, withdrawn ones last."""
    day = today or date.today()
    products = kb.catalog.products
    rows = [
        _row(
            product,
            products.stale(CARD, product.product_id),
            products.stale(CARD, product.product_id, upcoming=True),
            day,
        )
        for product in products.products(CARD)
    ]
    return tuple(
        sorted(rows, key=lambda one: (one.product.state is ProductState.WITHDRAWN, not one.flagged, -one.stale))
    )


def _row(product: Product, stale: tuple[StaleSource, ...], upcoming: tuple[StaleSource, ...], day: date) -> CardRow:
    card = read_body(product.body).card
    return CardRow(
        product=product,
        stale=len({one.ordinal for one in stale}),
        upcoming=len({one.ordinal for one in upcoming}),
        old_phones=len(old_phones(card, day)),
        overdue=product.review_on is not None and product.review_on < day,
    )


def old_phones(card: Card, day: date) -> tuple[str, ...]:
    """Return the phone lines whose printed day of checking lies more than half a year back."""
    lines = [line for line in card.lines if line.field is CardField.PHONE and not line.blank]
    return tuple(line.text for line in lines if (found := DAY.search(line.text)) and day - day_of(found) > STALE_AFTER)
