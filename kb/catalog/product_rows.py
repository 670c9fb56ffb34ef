"""SQL of the products. Every function runs inside the caller's transaction."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, cast

from kb.catalog.codec import time_from_text, to_json
from kb.catalog.product_matching import Clause
from kb.catalog.product_records import HowStale, Product, ProductChange, ProductSource, ProductState, StaleSource
from kb.catalog.schema import schema_version
from kb.catalog.writing import batches, marks

BESIDE_SCHEMA = 7

SOURCE_COLUMNS = (
    "s.product_id, s.version, s.ordinal, s.document_id, s.work_id, s.title, s.heading_path, s.start_offset,"
    " s.end_offset, s.quote"
)
SELECT_PRODUCTS = (
    "SELECT p.product_id, p.kind, v.title, p.state, v.version, v.body, p.made_by, p.created_at, p.changed_at,"
    " p.approved_on, p.review_on, p.approved_version FROM products p JOIN product_versions v USING (product_id)"
)
SELECT_STALE = (
    f"SELECT {SOURCE_COLUMNS}, t.new_document_id, t.old_text, t.new_text, t.new_start, t.new_end,"
    " t.new_heading_path, CASE {beside} WHEN 1 THEN 'differs' ELSE t.how END, t.since, t.found_at, p.kind"
    " FROM stale_sources t JOIN product_sources s USING (source_no) JOIN products p USING (product_id)"
)
Row = Sequence[Any]  # what sqlite3 returns; the readers below give it types


def insert_version(
    connection: sqlite3.Connection, product: Product, sources: Iterable[ProductSource], *, first: bool
) -> None:
    """Insert a version with its live sources; the first one also makes the product."""
    if first:
        connection.execute(
            "INSERT INTO products (product_id, kind, state, version, made_by, created_at, changed_at)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                product.product_id,
                product.kind,
                product.state.value,
                product.version,
                product.made_by,
                product.created_at.isoformat(timespec="milliseconds"),
                product.changed_at.isoformat(timespec="milliseconds"),
            ),
        )
    connection.execute(
        "INSERT INTO product_versions (product_id, version, title, body) VALUES (?, ?, ?, ?)",
        (product.product_id, product.version, product.title, product.body),
    )
    connection.executemany(
        "INSERT INTO product_sources (product_id, version, ordinal, document_id, work_id, title, heading_path,"
        " start_offset, end_offset, quote, live) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1)",
        [(product.product_id, product.version, number, *source_values(one)) for number, one in enumerate(sources)],
    )


def source_values(source: ProductSource) -> tuple[object, ...]:
    """Return the values of a source from `document_id` to `quote`."""
    path = to_json(source.heading_path)
    place = (source.start, source.end)
    return (source.document_id, source.work_id, source.title, path, *place, source.quote)


def append_change(
    connection: sqlite3.Connection,
    product_id: str,
    version: int,
    at: str,
    by: str,
    action: str,
    state: ProductState,
    note: str,
) -> None:
    """Append a line to the history of a product."""
    connection.execute(
        "INSERT INTO product_changes (product_id, version, at, actor, action, state, note) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (product_id, version, at, by, action, state.value, note),
    )


def mark_live(connection: sqlite3.Connection, product_id: str) -> None:
    """Let the sources of the newest version and of the one in use follow their documents, none of a withdrawn one."""
    alive = f"p.product_id = ?1 AND p.state <> '{ProductState.WITHDRAWN.value}'"
    connection.execute(
        f"UPDATE product_sources SET live = (version IN (SELECT version FROM products p WHERE {alive}"
        f" UNION SELECT approved_version FROM products p WHERE {alive})) WHERE product_id = ?1",
        (product_id,),
    )


def move_source(connection: sqlite3.Connection, source_no: int, moved: ProductSource) -> None:
    """Point a source at the place where its words stand now."""
    connection.execute(
        "UPDATE product_sources SET document_id = ?, work_id = ?, title = ?, heading_path = ?, start_offset = ?,"
        " end_offset = ?, quote = ? WHERE source_no = ?",
        (*source_values(moved), source_no),
    )


def insert_stale(
    connection: sqlite3.Connection,
    source_no: int,
    new_document_id: str,
    old_text: str,
    nearest: Clause | None,
    since: date | None,
    at: str,
    *,
    beside: bool = False,
) -> None:
    """Open a row about a source whose words no longer stand; `nearest` is what took their place, or stands beside."""
    connection.execute(
        "INSERT INTO stale_sources (source_no, new_document_id, old_text, new_text, new_start, new_end,"
        " new_heading_path, how, since, found_at, beside) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            source_no,
            new_document_id,
            old_text,
            nearest.text if nearest else "",
            nearest.start if nearest else 0,
            nearest.end if nearest else 0,
            to_json(nearest.heading_path if nearest else ()),
            "changed" if nearest else "removed",
            since.isoformat() if since else "",
            at,
            int(beside),
        ),
    )


def touch(connection: sqlite3.Connection, product_id: str, at: str) -> ProductState:
    """Note when something of a product changed; return the state it stays in."""
    connection.execute("UPDATE products SET changed_at = ? WHERE product_id = ?", (at, product_id))
    found = connection.execute("SELECT state FROM products WHERE product_id = ?", (product_id,)).fetchone()
    return ProductState(found[0])


def set_state(
    connection: sqlite3.Connection, product_id: str, state: ProductState, approved: tuple[int, str, str], at: str
) -> None:
    """Write a state with (version in use, approved on, review on), and let the right sources follow documents."""
    connection.execute(
        "UPDATE products SET state = ?, approved_version = ?, approved_on = ?, review_on = ?, changed_at = ?"
        " WHERE product_id = ?",
        (state.value, *approved, at, product_id),
    )
    mark_live(connection, product_id)


def carry_stale(connection: sqlite3.Connection, product_id: str, version: int) -> None:
    """Let a new version inherit what is open, or was settled by people, about the sources it shares with the last."""
    connection.execute(
        "INSERT INTO stale_sources (source_no, new_document_id, old_text, new_text, new_start, new_end,"
        " new_heading_path, how, since, found_at, settled_at, settled_by, beside)"
        " SELECT n.source_no, t.new_document_id, t.old_text, t.new_text, t.new_start, t.new_end, t.new_heading_path,"
        " t.how, t.since, t.found_at, t.settled_at, t.settled_by, t.beside FROM stale_sources t"
        " JOIN product_sources o USING (source_no)"
        " JOIN product_sources n ON n.product_id = o.product_id AND n.version = ?2 AND n.document_id = o.document_id"
        " AND n.start_offset = o.start_offset AND n.end_offset = o.end_offset AND n.quote = o.quote"
        " WHERE o.product_id = ?1 AND o.version = ?2 - 1 AND (t.settled_at = '' OR t.settled_by <> '')"
        " GROUP BY n.source_no, t.stale_no",
        (product_id, version),
    )


def close_stale(connection: sqlite3.Connection, product_id: str, at: str, by: str, *, only_past: bool = False) -> int:
    """Mark what is open about a product as settled, or only about versions of the past; return how much it was."""
    past = " AND NOT live" if only_past else ""
    return connection.execute(
        "UPDATE stale_sources SET settled_at = ?, settled_by = ? WHERE settled_at = ''"
        f" AND source_no IN (SELECT source_no FROM product_sources WHERE product_id = ?{past})",
        (at, by, product_id),
    ).rowcount


def close_beside(connection: sqlite3.Connection, product_id: str, version: int, ordinal: int, at: str, by: str) -> int:
    """Mark as settled what other documents say beside a version, and beside the same words of the one in use.

    Args:
        ordinal: Of the one source that is meant; -1 for all.
    """
    return connection.execute(
        "UPDATE stale_sources SET settled_at = ?3, settled_by = ?4 WHERE settled_at = '' AND beside AND source_no IN ("
        "SELECT o.source_no FROM product_sources o JOIN product_sources n USING (product_id, document_id, quote)"
        " JOIN stale_sources t ON t.source_no = n.source_no AND t.settled_at = '' AND t.beside"
        " WHERE o.product_id = ?1 AND n.version = ?2 AND o.live AND (n.ordinal = ?5 OR ?5 < 0))",
        (product_id, version, at, by, ordinal),
    ).rowcount


def read_products(connection: sqlite3.Connection, where: str, values: Sequence[object] = ()) -> tuple[Product, ...]:
    """Return the versions that `where` chooses, in the order the products were made."""
    rows = connection.execute(f"{SELECT_PRODUCTS} WHERE {where} ORDER BY p.product_no, v.version", values).fetchall()
    sources = _sources_of(connection, [row[0] for row in rows])
    return tuple(product_of(row, sources.get((row[0], row[4]), ())) for row in rows)


def _sources_of(
    connection: sqlite3.Connection, product_ids: Iterable[str]
) -> dict[tuple[str, int], tuple[ProductSource, ...]]:
    found: defaultdict[tuple[str, int], list[ProductSource]] = defaultdict(list)
    for some in batches(dict.fromkeys(product_ids)):
        sql = f"SELECT {SOURCE_COLUMNS} FROM product_sources s WHERE s.product_id IN ({marks(some)}) ORDER BY s.ordinal"
        for row in connection.execute(sql, some):
            found[row[0], row[1]].append(source_of(row))
    return {key: tuple(one) for key, one in found.items()}


def read_stale(connection: sqlite3.Connection, where: str, values: Sequence[object] = ()) -> tuple[StaleSource, ...]:
    """Return the open rows about sources that `where` chooses, by product and place on it."""
    order = "ORDER BY p.product_no, s.version, s.ordinal"
    beside = "t.beside" if schema_version(connection) >= BESIDE_SCHEMA else "0"
    sql = f"{SELECT_STALE.format(beside=beside)} WHERE t.settled_at = '' AND {where} {order}"
    return tuple(stale_of(row) for row in connection.execute(sql, values))


def product_of(row: Row, sources: tuple[ProductSource, ...]) -> Product:
    """Return a product from a row of `SELECT_PRODUCTS`."""
    product_id, kind, title, state, version, body, made_by, created, changed, approved_on, review_on, in_use = row
    return Product(
        product_id=product_id,
        kind=kind,
        title=title,
        state=ProductState(state),
        version=version,
        body=body,
        made_by=made_by,
        created_at=time_from_text(created),
        changed_at=time_from_text(changed),
        approved_on=day_from_text(approved_on),
        review_on=day_from_text(review_on),
        sources=sources,
        approved_version=in_use,
    )


def source_of(row: Row) -> ProductSource:
    """Return a source from a row that begins with `SOURCE_COLUMNS`."""
    document_id, work_id, title, path, start, end, quote = row[3:10]
    return ProductSource(
        document_id=document_id,
        work_id=work_id,
        title=title,
        heading_path=tuple(json.loads(path)),
        start=start,
        end=end,
        quote=quote,
    )


def stale_of(row: Row) -> StaleSource:
    """Return a stale source from a row of `SELECT_STALE`."""
    new_document_id, old_text, new_text, new_start, new_end, new_path, how, since, found_at, kind = row[10:]
    return StaleSource(
        product_id=row[0],
        source=source_of(row),
        new_document_id=new_document_id,
        old_text=old_text,
        new_text=new_text,
        how=cast(HowStale, how),
        found_at=time_from_text(found_at),
        kind=kind,
        version=row[1],
        ordinal=row[2],
        new_start=new_start,
        new_end=new_end,
        new_heading_path=tuple(json.loads(new_path)),
        since=day_from_text(since),
    )


def change_of(row: Row) -> ProductChange:
    """Return a line of the history from its columns."""
    product_id, version, at, actor, action, state, note = row
    return ProductChange(
        product_id=product_id,
        version=version,
        at=time_from_text(at),
        by=actor,
        action=action,
        state=ProductState(state),
        note=note,
    )


def day_from_text(text: str) -> date | None:
    """Read a day, None for ""."""
    return date.fromisoformat(text) if text else None
