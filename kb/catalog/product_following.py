"""What a change of documents does to the products that rest on them, inside the transaction of that change.

Sources whose words stand unchanged in what counts now move there. The others become stale: the words they rest on are
kept beside those that took their place. Where two documents of one work are in force from the same day on, nobody knows
which one is newer: what only one of them says becomes stale as "differs" until a person decides or one of them goes. The whole state is looked at, not only the change: a second look finds nothing
more to do, and a look on another day finds what came into force since.
"""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date

from kb.catalog import product_rows as rows
from kb.catalog.product_matching import Clause, ClauseFinder
from kb.catalog.product_records import (
    RETIRED_WHEN_STALE,
    Product,
    ProductSource,
    ProductState,
)
from kb.catalog.product_standings import Ending, outlook
from kb.catalog.reading import read_document
from kb.catalog.records import StoredDocument
from kb.catalog.writing import append_audit, marks
from kb.records import Document

RETIRED_NOTE = "所依据的条文有变化，自动停用"
NO_SUCCESSORS: Mapping[str, str] = {}
LIVE_SOURCES = f"SELECT {rows.SOURCE_COLUMNS}, s.source_no FROM product_sources s WHERE s.live AND s.document_id = ?"
RETURNED = (
    " AND EXISTS (SELECT 1 FROM stale_sources t WHERE t.source_no = s.source_no AND t.settled_at = ''"
    " AND t.new_document_id <> s.document_id AND NOT t.beside)"
)
# A question stays as long as its own document counts; see docs/decisions/0010.
COMPARED = (
    f" AND s.product_id NOT IN (SELECT product_id FROM products WHERE kind IN"
    f" ({', '.join(repr(kind) for kind in sorted(RETIRED_WHEN_STALE))}))"
)
OPEN_BESIDE = (
    " AND EXISTS (SELECT 1 FROM stale_sources t WHERE t.source_no = s.source_no AND t.settled_at = '' AND t.beside)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rested:
    """A live source with its row number."""

    source_no: int
    product_id: str
    version: int
    source: ProductSource


class ProductFollower:
    """Follows one change of documents: made before it, told after it.

    Args:
        connection: Inside the transaction of the change.
        at: Time of the change as stored.
        leaving: Documents that go, or are stored anew, in this transaction.
    """

    def __init__(self, connection: sqlite3.Connection, at: str, leaving: Iterable[str] = ()) -> None:
        self._connection = connection
        self._at = at
        self._works = _rested_works(connection)
        self._anew = frozenset(leaving) if self._works else frozenset()
        self._former = {
            one: found
            for one in self._anew
            if one in self._works and (found := read_document(connection, one)) is not None
        }
        self._finders: dict[tuple[str, str, bool], ClauseFinder | None] = {}
        self._told: defaultdict[tuple[str, int, str], Counter[str]] = defaultdict(Counter)

    def concerned(self, arriving: Collection[Document] = ()) -> bool:
        """Tell whether the change can matter to any product."""
        if not self._works:
            return False
        works, changed = set(self._works.values()), self._anew & (set(self._works) | self._awaited())
        return bool(changed) or any(
            one.work_id in works or one.document_id in self._works or one.metadata.repeals for one in arriving
        )

    def follow(self, day: date, successors: Mapping[str, str] = NO_SUCCESSORS) -> None:
        """Move what stands, mark what changed, retire questions on changed words, write it into the histories.

        Args:
            successors: Documents that were replaced now, each with the one that took its place.
        """
        if not self._works:
            return
        found = outlook(self._connection, self._works, day, successors)
        for document_id in self._works:
            ending = found.endings.get(document_id)
            if ending is not None:
                self._end(document_id, ending, day)
            elif document_id in self._former:
                self._end(document_id, Ending(successor=document_id, continues=True), day)
            else:
                self._stay(document_id)
            self._compare(document_id, found.twins.get(document_id, ()))
        self._write_histories()
        retire(self._connection, self._at, day)

    def _awaited(self) -> set[str]:
        """Return the documents that open rows name as successors."""
        sql = "SELECT DISTINCT new_document_id FROM stale_sources WHERE settled_at = ''"
        return {row[0] for row in self._connection.execute(sql)}

    def _stay(self, document_id: str) -> None:
        """The document counts: what was open about it is over, but for words that a second reading lost."""
        for one in self._sources(document_id, RETURNED):
            self._restore(one, "原文恢复有效")

    def _compare(self, document_id: str, twins: Sequence[str]) -> None:
        """Mark what a document in force beside this one says in other words; end what was open about others."""
        for one in self._sources(document_id, COMPARED if twins else OPEN_BESIDE):
            shown, replaced, decided = self._beside(one)
            if replaced:
                continue
            asked = [twin for twin in twins if twin not in decided]
            if shown in asked and not self._anew & {shown, document_id}:
                continue
            differing = next((twin for twin in asked if self._differs(one, twin)), "")
            if differing:
                self._mark(
                    one, self._finder(document_id, differing, now=True), Ending(successor=differing), beside=True
                )
            elif shown:
                self._restore(one, "与另一份同名文件不再有出入")

    def _beside(self, one: _Rested) -> tuple[str, bool, set[str]]:
        """Return the twin that is open, whether another change is open, and the twins a person decided about."""
        sql = (
            "SELECT new_document_id, beside, settled_at = '' FROM stale_sources"
            " WHERE source_no = ? AND (settled_at = '' OR (settled_by <> '' AND beside))"
        )
        found = self._connection.execute(sql, (one.source_no,)).fetchall()
        shown = next((twin for twin, beside, still in found if still and beside), "")
        replaced = any(still and not beside for _, beside, still in found)
        return shown, replaced, {twin for twin, _, still in found if not still}

    def _differs(self, one: _Rested, twin: str) -> bool:
        finder = self._finder(one.source.document_id, twin, now=True)
        return finder is not None and finder.again(one.source) is None

    def _end(self, document_id: str, ending: Ending, day: date) -> None:
        sources = [one for one in self._sources(document_id) if not self._known(one, ending, day)]
        finder = self._finder(document_id, ending.successor) if ending.successor and sources else None
        for one in sources:
            again = finder.again(one.source) if finder and ending.continues else None
            if finder and again is not None and ending.since is None:
                self._move(one, again, finder.document)
            elif again is None:
                self._mark(one, finder, ending)

    def _known(self, one: _Rested, ending: Ending, day: date) -> bool:
        """Tell whether this was found before and is still open, or a person let it stand."""
        sql = (
            "SELECT stale_no, since, settled_at FROM stale_sources WHERE source_no = ? AND new_document_id = ?"
            " AND NOT beside AND (settled_at = '' OR settled_by <> '') ORDER BY stale_no DESC"
        )
        found = self._connection.execute(sql, (one.source_no, ending.successor)).fetchone()
        if found is None:
            return False
        stale_no, since, settled = found
        if settled:
            return True
        wanted = ending.since.isoformat() if ending.since else min(since, day.isoformat())
        self._connection.execute("UPDATE stale_sources SET since = ? WHERE stale_no = ?", (wanted, stale_no))
        return ending.successor not in self._anew

    def _move(self, one: _Rested, again: Clause, new: Document) -> None:
        moved = replace(
            one.source,
            document_id=new.document_id,
            work_id=new.work_id,
            title=new.metadata.title,
            heading_path=again.heading_path or one.source.heading_path,
            start=again.start,
            end=again.end,
            quote=again.text,
        )
        if moved == one.source:
            self._restore(one, "原文恢复")
            return
        self._close(one.source_no)
        rows.move_source(self._connection, one.source_no, moved)
        self._told[one.product_id, one.version, "anchored"][f"《{new.metadata.title}》文字未变，已改指新文本"] += 1

    def _mark(self, one: _Rested, finder: ClauseFinder | None, ending: Ending, *, beside: bool = False) -> None:
        nearest = finder.nearest(one.source) if finder else None
        old = self._open_text(one) or (finder.clause_of(one.source) if finder else one.source.quote)
        self._close(one.source_no)
        row = (one.source_no, ending.successor, old, nearest, ending.since, self._at)
        rows.insert_stale(self._connection, *row, beside=beside)
        since = f"（自{ending.since.isoformat()}起）" if ending.since else ""
        what = "条文有变化" if nearest else "条文已删除" if ending.successor else "已不在库中或不再有效"
        what = "另有一份同名同日期的文件写法不同" if beside else what
        self._told[one.product_id, one.version, "stale"][f"《{one.source.title}》{what}{since}"] += 1

    def _open_text(self, one: _Rested) -> str:
        sql = "SELECT old_text FROM stale_sources WHERE source_no = ? AND settled_at = ''"
        found = self._connection.execute(sql, (one.source_no,)).fetchone()
        return str(found[0]) if found else ""

    def _restore(self, one: _Rested, what: str) -> None:
        if self._close(one.source_no):
            self._told[one.product_id, one.version, "restored"][f"《{one.source.title}》{what}"] += 1

    def _close(self, source_no: int) -> bool:
        sql = "UPDATE stale_sources SET settled_at = ? WHERE source_no = ? AND settled_at = ''"
        return self._connection.execute(sql, (self._at, source_no)).rowcount > 0

    def _sources(self, document_id: str, condition: str = "") -> list[_Rested]:
        return [
            _Rested(source_no=row[10], product_id=row[0], version=row[1], source=rows.source_of(row))
            for row in self._connection.execute(LIVE_SOURCES + condition, (document_id,)).fetchall()
        ]

    def _finder(self, old_id: str, new_id: str, *, now: bool = False) -> ClauseFinder | None:
        """Look from a document as it was before the change, or as it is `now`."""
        key = (old_id, new_id, now)
        if key not in self._finders:
            new = read_document(self._connection, new_id)
            former = None if now else self._former.get(old_id)
            if former is None and old_id != new_id:
                former = read_document(self._connection, old_id)
            self._finders[key] = ClauseFinder(new, former) if new else None
        return self._finders[key]

    def _write_histories(self) -> None:
        for (product_id, version, action), notes in self._told.items():
            note = "；".join(f"{what}：{count} 处" for what, count in notes.items())
            state = rows.touch(self._connection, product_id, self._at)
            rows.append_change(self._connection, product_id, version, self._at, "", action, state, note)
        if stale := [key for key in self._told if key[2] == "stale"]:
            append_audit(self._connection, self._at, "", "products-stale", "", str(len(stale)))
        self._told.clear()


@contextmanager
def followed(connection: sqlite3.Connection, at: str, leaving: str = "") -> Iterator[None]:
    """Let the products follow what happens to one document inside the block."""
    follower = ProductFollower(connection, at, [leaving] if leaving else [])
    yield
    follower.follow(date.today())


@contextmanager
def followed_batch(
    connection: sqlite3.Connection, at: str, batch: Sequence[StoredDocument], removes: Sequence[str]
) -> Iterator[None]:
    """Let the products follow documents that are stored, each in the place of others, inside the block."""
    successors = {old: one.document.document_id for one in batch for old in one.removes}
    documents = [one.document for one in batch]
    follower = ProductFollower(connection, at, [*removes, *successors, *(one.document_id for one in documents)])
    yield
    if follower.concerned(documents):
        follower.follow(date.today(), successors)


def retire(connection: sqlite3.Connection, at: str, day: date) -> None:
    """Withdraw what may not be shown on changed words."""
    kinds = sorted(RETIRED_WHEN_STALE)
    found = rows.read_products(
        connection,
        f"v.version = p.version AND p.kind IN ({marks(kinds)}) AND p.state <> ? AND EXISTS (SELECT 1 FROM"
        " product_sources s JOIN stale_sources t USING (source_no) WHERE s.product_id = p.product_id AND s.live"
        " AND t.settled_at = '' AND NOT t.beside AND t.since <= ?)",
        (*kinds, ProductState.WITHDRAWN.value, day.isoformat()),
    )
    for one in found:
        _retire(connection, one, at)


def _retire(connection: sqlite3.Connection, one: Product, at: str) -> None:
    withdrawn = ProductState.WITHDRAWN
    rows.set_state(connection, one.product_id, withdrawn, (0, "", ""), at)
    rows.append_change(connection, one.product_id, one.version, at, "", "state", withdrawn, RETIRED_NOTE)


def _rested_works(connection: sqlite3.Connection) -> dict[str, str]:
    """Return the documents that products rest on, each with its work."""
    sql = (
        "SELECT document_id, MAX(work_id) FROM product_sources WHERE live GROUP BY document_id ORDER BY MIN(source_no)"
    )
    return dict(connection.execute(sql).fetchall())
