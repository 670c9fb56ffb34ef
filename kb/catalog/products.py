"""Products: cards, questions, drafts and drill kits that people made from spans of documents.

They lie in the catalogue's file and are written by its one writer; no index depends on them, so their changes do not
enter the outbox. What happens to them when a document changes is in `product_following`.
"""

from __future__ import annotations

import secrets
import sqlite3
from collections.abc import Sequence
from datetime import UTC, date, datetime

from kb.catalog import product_rows as rows
from kb.catalog.connections import Connections
from kb.catalog.product_records import (
    STATE_ZH,
    Product,
    ProductChange,
    ProductDraft,
    ProductSource,
    ProductState,
    StaleSource,
    may_follow,
)
from kb.catalog.schema import schema_version
from kb.catalog.writing import append_audit
from kb.errors import InputRefused

PRODUCTS_SCHEMA = 4
KINDS = frozenset({"card", "question", "draft", "drill_kit"})
MAX_TITLE = 200
NEWEST = "v.version = p.version"


class Products:
    """Reads and writes products; safe to share between threads, writers take turns with all others.

    Every writing method is one transaction. A base of an earlier schema that is open for reading holds none.
    """

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def save(
        self,
        kind: str,
        title: str,
        body: str,
        sources: Sequence[ProductSource],
        by: str,
        *,
        product_id: str = "",
        note: str = "",
    ) -> Product:
        """Store a new product, or a new version of a known one; it is a draft.

        A version that was approved before stays in use until the new one is approved too.

        Raises:
            InputRefused: There is no such product or kind, or the title does not fit.
            StoreReadOnly: The catalogue was opened for reading.
        """
        draft = ProductDraft(
            kind=kind, title=title, body=body, sources=tuple(sources), product_id=product_id, note=note
        )
        return self.save_all([draft], by)[0]

    def save_all(self, drafts: Sequence[ProductDraft], by: str) -> tuple[Product, ...]:
        """Store many in one transaction, all or none; see `save`."""
        with self._connections.writing() as connection:
            return tuple(_save(connection, one, by) for one in drafts)

    def change_state(
        self,
        product_id: str,
        state: ProductState,
        by: str,
        note: str = "",
        *,
        version: int = 0,
        review_on: date | None = None,
    ) -> Product:
        """Take the newest version to another state.

        Approval puts it in use in place of the version approved before. Withdrawal takes the product out of use
        altogether and closes what is open about its sources.

        Args:
            version: The version the person has seen; refused when a newer one came meanwhile. 0 does not look.
            review_on: With an approval, the day by which it has to be looked at again.

        Raises:
            InputRefused: There is no such product, a newer version came, or the state cannot follow.
        """
        with self._connections.writing() as connection:
            before = _found(connection, product_id)
            _check_version(before, version)
            _check_step(before, state)
            at = _now()
            _set_state(connection, before, state, at, review_on)
            if state is ProductState.WITHDRAWN:
                rows.close_stale(connection, product_id, at, by)
            rows.append_change(connection, product_id, before.version, at, by, "state", state, note)
            append_audit(connection, at, by, f"product-{state.value}", "", f"{product_id} {before.title}")
            return _found(connection, product_id)

    def renew(self, product_id: str, review_on: date, by: str, note: str = "") -> Product:
        """Note that a version in use was looked at again and stays; it is due next on `review_on`.

        Raises:
            InputRefused: There is no such product, or no version of it is in use.
        """
        with self._connections.writing() as connection:
            before = _found(connection, product_id)
            if not before.approved_version:
                raise InputRefused(f"“{before.title}”没有在用的批准版本，不能登记复审。请先审核、批准。")
            at = _now()
            connection.execute(
                "UPDATE products SET review_on = ?, changed_at = ? WHERE product_id = ?",
                (review_on.isoformat(), at, product_id),
            )
            rows.append_change(connection, product_id, before.approved_version, at, by, "review", before.state, note)
            append_audit(connection, at, by, "product-review", "", f"{product_id} {review_on.isoformat()}")
            return _found(connection, product_id)

    def settle_stale(self, product_id: str, by: str, note: str = "") -> int:
        """Note that a person has looked at everything open about a product and lets it stand; return how much it was.

        Raises:
            InputRefused: There is no such product.
        """
        with self._connections.writing() as connection:
            before = _found(connection, product_id)
            at = _now()
            count = rows.close_stale(connection, product_id, at, by)
            if count:
                rows.append_change(connection, product_id, before.version, at, by, "settled", before.state, note)
                append_audit(connection, at, by, "product-settled", "", f"{product_id} {count}")
            return count

    def product(self, product_id: str, version: int = 0) -> Product:
        """Return the newest version of a product, or the one asked for.

        Raises:
            InputRefused: There is no such product or version.
        """
        wanted = "p.product_id = ? AND v.version = ?" if version else f"p.product_id = ? AND {NEWEST}"
        found = self._read(wanted, (product_id, version) if version else (product_id,))
        if not found:
            raise _unknown(product_id)
        return found[0]

    def in_use(self, product_id: str) -> Product | None:
        """Return the approved version in use, None while there is none."""
        found = self._read("p.product_id = ? AND v.version = p.approved_version", (product_id,))
        return found[0] if found else None

    def products(self, kind: str = "", state: ProductState | None = None) -> tuple[Product, ...]:
        """Return the newest version of every product of a kind and state, in the order they were made."""
        where, values = [NEWEST], []
        if kind:
            where.append("p.kind = ?")
            values.append(kind)
        if state is not None:
            where.append("p.state = ?")
            values.append(state.value)
        return self._read(" AND ".join(where), values)

    def history(self, product_id: str) -> tuple[ProductChange, ...]:
        """Return every change of a product, oldest first; () for one that is not there."""
        sql = (
            "SELECT product_id, version, at, actor, action, state, note FROM product_changes"
            " WHERE product_id = ? ORDER BY change_no"
        )
        with self._connections.reading() as connection:
            if schema_version(connection) < PRODUCTS_SCHEMA:
                return ()
            return tuple(rows.change_of(row) for row in connection.execute(sql, (product_id,)))

    def resting_on(self, document_id: str = "", work_id: str = "") -> tuple[tuple[Product, ProductSource], ...]:
        """Return what rests on a document, or on any version of a work, with each of the spans it rests on.

        Newest versions and approved ones in use count; withdrawn products do not.
        """
        column, value = ("document_id", document_id) if document_id else ("work_id", work_id)
        chosen = f"FROM product_sources s JOIN products p USING (product_id) WHERE s.live AND s.{column} = ?"
        alive = f"p.state <> '{ProductState.WITHDRAWN.value}'"
        with self._connections.reading() as connection:
            if schema_version(connection) < PRODUCTS_SCHEMA or not value:
                return ()
            sql = f"SELECT {rows.SOURCE_COLUMNS} {chosen} AND {alive} ORDER BY p.product_no, s.version, s.ordinal"
            found = connection.execute(sql, (value,)).fetchall()
            where = f"(v.product_id, v.version) IN (SELECT s.product_id, s.version {chosen}) AND {alive}"
            products = {(one.product_id, one.version): one for one in rows.read_products(connection, where, (value,))}
        return tuple((products[row[0], row[1]], rows.source_of(row)) for row in found)

    def stale(
        self, kind: str = "", product_id: str = "", *, day: date | None = None, upcoming: bool = False
    ) -> tuple[StaleSource, ...]:
        """Return the sources whose words no longer stand in what is in force, by product and place on it.

        Args:
            day: The day that counts, default today.
            upcoming: Return instead those whose new edition counts only after that day.
        """
        where = [f"t.since {'>' if upcoming else '<='} ?"]
        values: list[object] = [(day or date.today()).isoformat()]
        for column, value in (("p.kind", kind), ("p.product_id", product_id)):
            if value:
                where.append(f"{column} = ?")
                values.append(value)
        return self._stale(" AND ".join(where), values)

    def stale_by_document(self, document_id: str) -> tuple[StaleSource, ...]:
        """Return the sources whose words changed, or will, with this document, or that went with it."""
        where = "(t.new_document_id = ?1 OR (s.document_id = ?1 AND t.new_document_id = ''))"
        return self._stale(where, (document_id,))

    def token(self) -> tuple[int, int]:
        """Return a value that differs whenever a product, its state or its sources changed; one cheap look."""
        sql = "SELECT (SELECT COALESCE(MAX(change_no), 0) FROM product_changes), (SELECT COUNT(*) FROM products)"
        with self._connections.reading() as connection:
            if schema_version(connection) < PRODUCTS_SCHEMA:
                return (0, 0)
            row = connection.execute(sql).fetchone()
        return (int(row[0]), int(row[1]))

    def _read(self, where: str, values: Sequence[object] = ()) -> tuple[Product, ...]:
        with self._connections.reading() as connection:
            if schema_version(connection) < PRODUCTS_SCHEMA:
                return ()
            return rows.read_products(connection, where, values)

    def _stale(self, where: str, values: Sequence[object]) -> tuple[StaleSource, ...]:
        with self._connections.reading() as connection:
            if schema_version(connection) < PRODUCTS_SCHEMA:
                return ()
            return rows.read_stale(connection, where, values)


def _save(connection: sqlite3.Connection, draft: ProductDraft, by: str) -> Product:
    title = draft.title.strip()
    if not title or len(title) > MAX_TITLE:
        raise InputRefused(f"标题须为 1 到 {MAX_TITLE} 个字，现在是 {len(title)} 个字。请修改后再保存。")
    if draft.kind not in KINDS:
        raise ValueError(f"unknown kind of product {draft.kind!r}")
    at = _now()
    before = _found(connection, draft.product_id) if draft.product_id else None
    if before is not None and before.kind != draft.kind:
        raise InputRefused(f"编号 {draft.product_id} 是另一类内容，不能存成它的新版本。请另存。")
    product = Product(
        product_id=before.product_id if before else secrets.token_hex(6),
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
    rows.append_change(connection, product.product_id, product.version, at, by, "saved", product.state, draft.note)
    return product


def _set_state(
    connection: sqlite3.Connection, before: Product, state: ProductState, at: str, review_on: date | None
) -> None:
    """Write the state and what follows from it for the version in use."""
    approved = (before.approved_version, _text_of(before.approved_on), _text_of(before.review_on))
    if state is ProductState.APPROVED:
        approved = (before.version, date.today().isoformat(), _text_of(review_on))
    elif state is ProductState.WITHDRAWN:
        approved = (0, "", "")
    connection.execute(
        "UPDATE products SET state = ?, approved_version = ?, approved_on = ?, review_on = ?, changed_at = ?"
        " WHERE product_id = ?",
        (state.value, *approved, at, before.product_id),
    )
    rows.mark_live(connection, before.product_id)


def _check_version(before: Product, seen: int) -> None:
    if seen and seen != before.version:
        raise InputRefused(
            f"“{before.title}”在此期间有了第 {before.version} 版（您看的是第 {seen} 版）。请刷新后再操作。"
        )


def _check_step(before: Product, state: ProductState) -> None:
    if may_follow(before.kind, before.state, state):
        return
    possible = "、".join(STATE_ZH[one] for one in ProductState if may_follow(before.kind, before.state, one))
    raise InputRefused(
        f"“{before.title}”现在是“{STATE_ZH[before.state]}”，不能直接改为“{STATE_ZH[state]}”；下一步可以是：{possible}。"
    )


def _found(connection: sqlite3.Connection, product_id: str) -> Product:
    found = rows.read_products(connection, f"p.product_id = ? AND {NEWEST}", (product_id,))
    if not found:
        raise _unknown(product_id)
    return found[0]


def _unknown(product_id: str) -> InputRefused:
    return InputRefused(f"没有编号为 {product_id!r} 的内容。请刷新列表，或用 yubei cards 查看编号。")


def _text_of(day: date | None) -> str:
    return day.isoformat() if day else ""


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds")
