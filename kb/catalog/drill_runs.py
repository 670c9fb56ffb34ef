"""Runs of drills as logs that are only appended to, and the improvements that follow from drills.

They lie in the catalogue's file and are written by its one writer; no index depends on them, so their changes do not
enter the outbox.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime

from kb.catalog.codec import time_from_text
from kb.catalog.connections import Connections
from kb.catalog.drill_run_records import DrillEventRow, DrillRunRow, ImprovementRow
from kb.catalog.journal import text_of
from kb.catalog.schema import schema_version
from kb.catalog.writing import append_audit
from kb.errors import InputRefused

DRILLS_SCHEMA = 6
RUN_COLUMNS = "run_id, title, document_id, kit, director_code, made_by, created_at, seen_at"
EVENT_COLUMNS = "event_no, run_id, at, kind, who, detail"
IMPROVEMENT_COLUMNS = "improvement_no, run_id, document_id, start_offset, end_offset, quote, what, owner, due, made_by, at, done_at, done_by"


class DrillRuns:
    """Reads and writes drill runs; safe to share between threads, writers take turns with all others.

    A base of an earlier schema that is open for reading holds none.
    """

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def add(self, row: DrillRunRow) -> None:
        """Store a new run.

        Raises:
            StoreReadOnly: The catalogue was opened for reading.
        """
        with self._connections.writing() as connection:
            connection.execute(
                f"INSERT INTO drill_runs ({RUN_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    row.run_id,
                    row.title,
                    row.document_id,
                    row.kit,
                    row.director_code,
                    row.made_by,
                    text_of(row.created_at),
                    text_of(row.seen_at),
                ),
            )
            append_audit(connection, text_of(row.created_at), row.made_by, "drill", row.document_id, row.run_id)

    def run(self, run_id: str) -> DrillRunRow:
        """Return a run.

        Raises:
            InputRefused: There is no such run.
        """
        found = self._select(f"SELECT {RUN_COLUMNS} FROM drill_runs WHERE run_id = ?", (run_id,))
        if not found:
            raise InputRefused(f"没有编号为“{run_id[:32]}”的演练。请刷新列表后重试。")
        return run_of(found[0])

    def runs(self, limit: int = 100) -> list[DrillRunRow]:
        """Return the newest runs, newest first."""
        sql = f"SELECT {RUN_COLUMNS} FROM drill_runs ORDER BY run_no DESC LIMIT ?"
        return [run_of(row) for row in self._select(sql, (limit,))]

    def append(self, rows: Sequence[DrillEventRow]) -> None:
        """Append events to the log in their order, all or none; the run counts as seen at the last of them."""
        with self._connections.writing() as connection:
            for row in rows:
                connection.execute(
                    "INSERT INTO drill_events (run_id, at, kind, who, detail) VALUES (?, ?, ?, ?, ?)",
                    (row.run_id, text_of(row.at), row.kind, row.who, row.detail),
                )
                connection.execute(
                    "UPDATE drill_runs SET seen_at = MAX(seen_at, ?) WHERE run_id = ?", (text_of(row.at), row.run_id)
                )

    def seen(self, run_id: str, at: datetime) -> None:
        """Note that somebody watches the run."""
        with self._connections.writing() as connection:
            connection.execute(
                "UPDATE drill_runs SET seen_at = MAX(seen_at, ?) WHERE run_id = ?", (text_of(at), run_id)
            )

    def events(self, run_id: str, after: int = 0) -> list[DrillEventRow]:
        """Return the events of a run in their order, only those after the number `after`."""
        sql = f"SELECT {EVENT_COLUMNS} FROM drill_events WHERE run_id = ? AND event_no > ? ORDER BY event_no"
        return [event_of(row) for row in self._select(sql, (run_id, after))]

    def add_improvements(self, rows: Sequence[ImprovementRow]) -> None:
        """Store what is to be improved, all or none."""
        with self._connections.writing() as connection:
            for row in rows:
                connection.execute(
                    "INSERT INTO improvements (run_id, document_id, start_offset, end_offset, quote, what, owner, due,"
                    " made_by, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    (
                        row.run_id,
                        row.document_id,
                        row.start,
                        row.end,
                        row.quote,
                        row.what,
                        row.owner,
                        row.due.isoformat() if row.due else "",
                        row.made_by,
                        text_of(row.at),
                    ),
                )
                append_audit(connection, text_of(row.at), row.made_by, "improve", row.document_id, row.what[:80])

    def improvements(self, *, done: bool | None = None, run_id: str = "", limit: int = 500) -> list[ImprovementRow]:
        """Return improvements: open ones (`done=False`) by due day, those without one last; settled ones newest first."""
        conditions = {None: "1", True: "done_at <> ''", False: "done_at = ''"}[done]
        sql = (
            f"SELECT {IMPROVEMENT_COLUMNS} FROM improvements WHERE {conditions} AND (? = '' OR run_id = ?)"
            " ORDER BY done_at DESC, due = '', due, improvement_no LIMIT ?"
        )
        return [improvement_of(row) for row in self._select(sql, (run_id, run_id, limit))]

    def assign_improvement(self, improvement_no: int, owner: str, due: date | None, by: str) -> None:
        """Say who is to do it and by when.

        Raises:
            InputRefused: There is no such open entry.
        """
        day = due.isoformat() if due else ""
        self._change(
            "UPDATE improvements SET owner = ?, due = ? WHERE improvement_no = ? AND done_at = ''",
            (owner, day, improvement_no),
            by,
            f"{improvement_no} {owner} {day}",
        )

    def settle_improvement(self, improvement_no: int, by: str, *, done: bool = True) -> None:
        """Mark an improvement as done, or open it again.

        Raises:
            InputRefused: There is no such entry.
        """
        values = (text_of(datetime.now(UTC)), by) if done else ("", "")
        self._change(
            "UPDATE improvements SET done_at = ?, done_by = ? WHERE improvement_no = ?",
            (*values, improvement_no),
            by,
            f"{improvement_no} {'done' if done else 'open'}",
        )

    def _change(self, sql: str, values: tuple[object, ...], by: str, detail: str) -> None:
        with self._connections.writing() as connection:
            if connection.execute(sql, values).rowcount == 0:
                raise InputRefused("没有这条改进项，或它已经办结。请刷新列表后重试。")
            append_audit(connection, text_of(datetime.now(UTC)), by, "improve", "", detail)

    def _select(self, sql: str, values: tuple[object, ...] = ()) -> list[tuple[object, ...]]:
        with self._connections.reading() as connection:
            if schema_version(connection) < DRILLS_SCHEMA:
                return []
            return connection.execute(sql, values).fetchall()


def run_of(row: Sequence[object]) -> DrillRunRow:
    """Return a run from its columns."""
    run_id, title, document_id, kit, code, made_by, created_at, seen_at = (str(one) for one in row)
    return DrillRunRow(
        run_id=run_id,
        title=title,
        document_id=document_id,
        kit=kit,
        director_code=code,
        made_by=made_by,
        created_at=time_from_text(created_at),
        seen_at=time_from_text(seen_at),
    )


def event_of(row: Sequence[object]) -> DrillEventRow:
    """Return an event from its columns."""
    number, run_id, at, kind, who, detail = row
    return DrillEventRow(
        event_no=int(str(number)),
        run_id=str(run_id),
        at=time_from_text(str(at)),
        kind=str(kind),
        who=str(who),
        detail=str(detail),
    )


def improvement_of(row: Sequence[object]) -> ImprovementRow:
    """Return an improvement from its columns."""
    number, run_id, document_id, start, end, quote, what, owner, due, made_by, at, done_at, done_by = row
    return ImprovementRow(
        improvement_no=int(str(number)),
        run_id=str(run_id),
        document_id=str(document_id),
        start=int(str(start)),
        end=int(str(end)),
        quote=str(quote),
        what=str(what),
        owner=str(owner),
        due=date.fromisoformat(str(due)) if due else None,
        made_by=str(made_by),
        at=time_from_text(str(at)),
        done_at=time_from_text(str(done_at)) if done_at else None,
        done_by=str(done_by),
    )
