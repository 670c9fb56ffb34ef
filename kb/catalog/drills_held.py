"""Drills that were held, entered by hand; what documents say of drills is read from the documents."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, date, datetime

from kb.catalog.codec import time_from_text
from kb.catalog.connections import Connections
from kb.catalog.drill_runs import DRILLS_SCHEMA
from kb.catalog.drills_held_records import HeldDrillRow
from kb.catalog.journal import text_of
from kb.catalog.schema import schema_version
from kb.catalog.writing import append_audit
from kb.errors import InputRefused

COLUMNS = (
    "held_no, name, day, form, organiser, plan_document_id, plan_work_id, plan_title, participants, problems, improvements,"
    " made_by, at, withdrawn_at, withdrawn_by"
)


class DrillsHeld:
    """Reads and writes drills held; safe to share between threads, writers take turns with all others."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def add(self, row: HeldDrillRow) -> int:
        """Store a drill; return its number.

        Raises:
            StoreReadOnly: The catalogue was opened for reading.
        """
        with self._connections.writing() as connection:
            cursor = connection.execute(
                f"INSERT INTO drills_held ({COLUMNS.removeprefix('held_no, ')}) VALUES ({', '.join('?' * 14)})",
                (
                    row.name,
                    row.day.isoformat(),
                    row.form,
                    row.organiser,
                    row.plan_document_id,
                    row.plan_work_id,
                    row.plan_title,
                    row.participants,
                    json.dumps(row.problems, ensure_ascii=False),
                    json.dumps(row.improvements, ensure_ascii=False),
                    row.made_by,
                    text_of(row.at),
                    "",
                    "",
                ),
            )
            append_audit(connection, text_of(row.at), row.made_by, "drill_held", row.plan_document_id, row.name)
            return int(cursor.lastrowid or 0)

    def withdraw(self, held_no: int, by: str) -> None:
        """Take an entry back; it stays in the table and counts no more.

        Raises:
            InputRefused: There is no such entry, or it was taken back already.
        """
        at = text_of(datetime.now(UTC))
        with self._connections.writing() as connection:
            sql = "UPDATE drills_held SET withdrawn_at = ?, withdrawn_by = ? WHERE held_no = ? AND withdrawn_at = ''"
            if connection.execute(sql, (at, by, held_no)).rowcount == 0:
                raise InputRefused(f"没有编号为 {held_no} 的演练记录，或者已经撤回。请刷新列表后重试。")
            append_audit(connection, at, by, "drill_withdrawn", "", str(held_no))

    def held(self, *, withdrawn: bool = False) -> list[HeldDrillRow]:
        """Return the drills entered, newest day first; those taken back only when asked for."""
        condition = "1" if withdrawn else "withdrawn_at = ''"
        with self._connections.reading() as connection:
            if schema_version(connection) < DRILLS_SCHEMA:
                return []
            sql = f"SELECT {COLUMNS} FROM drills_held WHERE {condition} ORDER BY day DESC, held_no DESC"
            return [held_of(row) for row in connection.execute(sql).fetchall()]


def held_of(row: Sequence[object]) -> HeldDrillRow:
    """Return a drill from its columns."""
    (
        number,
        name,
        day,
        form,
        organiser,
        document_id,
        work_id,
        title,
        people,
        problems,
        improvements,
        by,
        at,
        gone,
        who,
    ) = row
    return HeldDrillRow(
        held_no=int(str(number)),
        name=str(name),
        day=date.fromisoformat(str(day)),
        form=str(form),
        organiser=str(organiser),
        plan_document_id=str(document_id),
        plan_work_id=str(work_id),
        plan_title=str(title),
        participants=None if people is None else int(str(people)),
        problems=tuple(json.loads(str(problems))),
        improvements=tuple(json.loads(str(improvements))),
        made_by=str(by),
        at=time_from_text(str(at)),
        withdrawn_at=time_from_text(str(gone)) if gone else None,
        withdrawn_by=str(who),
    )
