"""Products: cards, questions, drafts and drill kits that people made from spans of documents.

They lie in the catalogue's file and are written by its one writer; no index depends on them, so their changes do not
enter the outbox. What happens to them when a document changes is in `product_following`.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from kb.catalog import product_changes as changes
from kb.catalog import product_rows as rows
from kb.catalog.connections import Connections
from kb.catalog.product_following import ProductFollower
from kb.catalog.product_records import (
    Product,
    ProductChange,
    ProductDraft,
    ProductSource,
    ProductState,
    StaleSource,
)
from kb.catalog.schema import schema_version
from kb.catalog.writing import append_audit
from kb.errors import InputRefused

PRODUCTS_SCHEMA = 4


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
            return tuple(changes.save_version(connection, one, by) for one in drafts)

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
            before = changes.newest(connection, product_id)
            changes.check_version(before, version)
            changes.check_step(before, state)
            at = changes.now()
            changes.set_state(connection, before, state, at, by, review_on)
            if state is ProductState.WITHDRAWN:
                rows.close_stale(connection, product_id, at, by)
            rows.append_change(connection, product_id, before.version, at, by, "state", state, note)
            append_audit(connection, at, by, f"product-{state.value}", "", f"{product_id} {before.title}")
            if before.state is ProductState.WITHDRAWN:
                ProductFollower(connection, at).follow(date.today())
            return changes.newest(connection, product_id)

    def renew(self, product_id: str, review_on: date, by: str, note: str = "") -> Product:
        """Note that a version in use was looked at again and stays; it is due next on `review_on`.

        Raises:
            InputRefused: There is no such product, or no version of it is in use.
        """
        with self._connections.writing() as connection:
            before = changes.newest(connection, product_id)
            if not before.approved_version:
                raise InputRefused(f"“{before.title}”没有在用的批准版本，不能登记复审。请先审核、批准。")
            at = changes.now()
            connection.execute(
                "UPDATE products SET review_on = ?, changed_at = ? WHERE product_id = ?",
                (review_on.isoformat(), at, product_id),
            )
            rows.append_change(connection, product_id, before.approved_version, at, by, "review", before.state, note)
            append_audit(connection, at, by, "product-review", "", f"{product_id} {review_on.isoformat()}")
            return changes.newest(connection, product_id)

    def settle_stale(self, product_id: str, by: str, note: str = "") -> int:
        """Note that a person has looked at everything open about a product and lets it stand; return how much it was.

        Raises:
            InputRefused: There is no such product.
        """
        with self._connections.writing() as connection:
            before = changes.newest(connection, product_id)
            at = changes.now()
            count = rows.close_stale(connection, product_id, at, by)
            if count:
                rows.append_change(connection, product_id, before.version, at, by, "settled", before.state, note)
                append_audit(connection, at, by, "product-settled", "", f"{product_id} {count}")
            return count

    def keep_beside(self, product_id: str, by: str, note: str = "", *, ordinal: int = -1) -> int:
        """Note that a person lets the newest version stand as it is beside what other documents in force say.

        Only what is "differs" is settled; it comes back when one of those documents is replaced by another text.

        Args:
            ordinal: The place of the one source that is meant; -1 for all.

        Returns:
            How many sources it was.

        Raises:
            InputRefused: There is no such product.
        """
        with self._connections.writing() as connection:
            before = changes.newest(connection, product_id)
            at = changes.now()
            count = rows.close_beside(connection, product_id, before.version, ordinal, at, by)
            if count:
                rows.append_change(connection, product_id, before.version, at, by, "settled", before.state, note)
                append_audit(connection, at, by, "product-settled", "", f"{product_id} {count}")
            return count

    def product(self, product_id: str, version: int = 0) -> Product:
        """Return the newest version of a product, or the one asked for.

        Raises:
            InputRefused: There is no such product or version.
        """
        wanted = "p.product_id = ? AND v.version = ?" if version else f"p.product_id = ? AND {changes.NEWEST}"
        found = self._read(wanted, (product_id, version) if version else (product_id,))
        if not found:
            raise changes.unknown(product_id)
        return found[0]

    def in_use(self, product_id: str) -> Product | None:
        """Return the approved version in use, None while there is none."""
        found = self._read("p.product_id = ? AND v.version = p.approved_version", (product_id,))
        return found[0] if found else None

    def products(self, kind: str = "", state: ProductState | None = None) -> tuple[Product, ...]:
        """Return the newest version of every product of a kind and state, in the order they were made."""
        where, values = [changes.NEWEST], []
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
        with self._connections.reading() as connection:
            if schema_version(connection) < PRODUCTS_SCHEMA or not value:
                return ()
            sql = f"SELECT {rows.SOURCE_COLUMNS} {chosen} ORDER BY p.product_no, s.version, s.ordinal"
            found = connection.execute(sql, (value,)).fetchall()
            where = f"(v.product_id, v.version) IN (SELECT s.product_id, s.version {chosen})"
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
        gone = "NOT EXISTS (SELECT 1 FROM documents d WHERE d.document_id = ?1)"
        where = f"(t.new_document_id = ?1 OR (s.document_id = ?1 AND (t.new_document_id = '' OR {gone})))"
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
