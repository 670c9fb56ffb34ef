"""Changes of products: what may follow what. Every function runs inside the caller's transaction."""

from __future__ import annotations

import secrets
import sqlite3
from datetime import UTC, date, datetime

from kb.catalog import product_rows as rows
from kb.catalog.product_records import QUESTION, STATE_ZH, Product, ProductDraft, ProductState, may_follow
from kb.errors import InputRefused

KINDS = frozenset({"card", "question", "draft", "drill_kit"})
MAX_TITLE = 200
NEWEST = "v.version = p.version"


def save_version(connection: sqlite3.Connection, draft: ProductDraft, by: str) -> Product:
    """Store a version of a product as a draft; see `Products.save` for what it raises."""
    title = draft.title.strip()
    if not title or len(title) > MAX_TITLE:
        raise InputRefused(f"标题须为 1 到 {MAX_TITLE} 个字，现在是 {len(title)} 个字。请修改后再保存。")
    if draft.kind not in KINDS:
        raise ValueError(f"unknown kind of product {draft.kind!r}")
    at = now()
    before = _version_before(connection, draft)
    if before is not None and before.kind != draft.kind:
        raise InputRefused(f"编号 {draft.product_id} 是另一类内容，不能存成它的新版本。请另存。")
    product = Product(
        product_id=draft.product_id or secrets.token_hex(6),
        kind=draft.kind,
        title=title,
        state=ProductState.DRAFT,
        version=before.version + 1 if before else 1,
        body=draft.body,
        made_by=before.made_by if before else by,
        created_at=before.created_at if before else datetime.fromisoformat(at),
        changed_at=datetime.fromisoformat(at),
        approved_on=before.approved_on if before else None,
        review_on=before.review_on if before else None,
        sources=draft.sources,
        approved_version=before.approved_version if before else 0,
    )
    rows.insert_version(connection, product, draft.sources, first=before is None)
    if before is not None:
        connection.execute(
            "UPDATE products SET version = ?, state = ?, changed_at = ? WHERE product_id = ?",
            (product.version, product.state.value, at, product.product_id),
        )
        rows.carry_stale(connection, product.product_id, product.version)
        rows.mark_live(connection, product.product_id)
        rows.close_stale(connection, product.product_id, at, by, only_past=True)
    rows.append_change(connection, product.product_id, product.version, at, by, "saved", product.state, draft.note)
    return product


def _version_before(connection: sqlite3.Connection, draft: ProductDraft) -> Product | None:
    """Return the newest version; None for a new product. Only a question brings an id along that is not known yet."""
    if not draft.product_id:
        return None
    sql = "SELECT 1 FROM products WHERE product_id = ?"
    if draft.kind == QUESTION and connection.execute(sql, (draft.product_id,)).fetchone() is None:
        return None
    return newest(connection, draft.product_id)


def set_state(
    connection: sqlite3.Connection, before: Product, state: ProductState, at: str, by: str, review_on: date | None
) -> None:
    """Write the state and what follows from it for the version in use; what is open about versions of the past ends."""
    approved = (before.approved_version, _text_of(before.approved_on), _text_of(before.review_on))
    if state is ProductState.APPROVED:
        approved = (before.version, date.today().isoformat(), _text_of(review_on))
    elif state is ProductState.WITHDRAWN:
        approved = (0, "", "")
    rows.set_state(connection, before.product_id, state, approved, at)
    rows.close_stale(connection, before.product_id, at, by, only_past=True)


def check_version(before: Product, seen: int) -> None:
    """Refuse a person who has seen an older version.

    Raises:
        InputRefused: A newer version came meanwhile.
    """
    if seen and seen != before.version:
        raise InputRefused(
            f"“{before.title}”在此期间有了第 {before.version} 版（您看的是第 {seen} 版）。请刷新后再操作。"
        )


def check_step(before: Product, state: ProductState) -> None:
    """Refuse a state that cannot follow; the message says what can.

    Raises:
        InputRefused: It cannot follow.
    """
    if may_follow(before.kind, before.state, state):
        return
    possible = "、".join(STATE_ZH[one] for one in ProductState if may_follow(before.kind, before.state, one))
    raise InputRefused(
        f"“{before.title}”现在是“{STATE_ZH[before.state]}”，不能直接改为“{STATE_ZH[state]}”；下一步可以是：{possible}。"
    )


def newest(connection: sqlite3.Connection, product_id: str) -> Product:
    """Return the newest version of a product.

    Raises:
        InputRefused: There is no such product.
    """
    found = rows.read_products(connection, f"p.product_id = ? AND {NEWEST}", (product_id,))
    if not found:
        raise unknown(product_id)
    return found[0]


def unknown(product_id: str) -> InputRefused:
    """Return the error for an id the catalogue does not hold."""
    return InputRefused(f"没有编号为 {product_id!r} 的内容。请刷新列表，或用 yubei cards 查看编号。")


def _text_of(day: date | None) -> str:
    return day.isoformat() if day else ""


def now() -> str:
    """Return the time as it is stored: UTC, so that texts sort as times do."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")
