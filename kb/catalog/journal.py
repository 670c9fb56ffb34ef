"""The journal of the base: traces of answers, feedback on them, and answers that editors fixed.

It lies in the catalogue's file and is written by its one writer, but no document and no index depends on it: its
changes do not enter the outbox.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from kb.catalog.codec import time_from_text
from kb.catalog.connections import Connections
from kb.catalog.journal_records import FeedbackRow, FixedRow, TraceRow
from kb.catalog.schema import schema_version
from kb.catalog.writing import append_audit
from kb.errors import InputRefused

JOURNAL_SCHEMA = 3
FEEDBACK_ROWS = 10_000  # the oldest goes first: nobody fills the file by clicking
TRACE_COLUMNS = "trace_id, at, question, resolved, status, seconds, detail"
FEEDBACK_COLUMNS = "at, trace_id, question, verdict, reason, note, document_id, start_offset, end_offset, feedback_no, done_at, done_by"
FIXED_COLUMNS = "fixed_no, questions, document_id, start_offset, end_offset, quote, editor, at"


class Journal:
    """Reads and writes the journal; safe to share between threads, writers take turns with all others.

    A base that an older version wrote and that is open for reading has an empty journal.
    """

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def add_traces(self, rows: Sequence[TraceRow], *, keep_days: int, keep_rows: int) -> None:
        """Store traces and drop those that are too old or too many; what open feedback points at stays.

        Raises:
            StoreReadOnly: The catalogue was opened for reading.
        """
        with self._connections.writing() as connection:
            connection.executemany(
                f"INSERT OR IGNORE INTO traces ({TRACE_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?)",
                [
                    (one.trace_id, text_of(one.at), one.question, one.resolved, one.status, one.seconds, one.detail)
                    for one in rows
                ],
            )
            drop_traces(connection, keep_days, keep_rows)

    def trace(self, trace_id: str) -> TraceRow | None:
        """Return a trace by its id, None when there is none (any more)."""
        found = self._select(f"SELECT {TRACE_COLUMNS} FROM traces WHERE trace_id = ?", (trace_id,))
        return trace_of(found[0]) if found else None

    def traces(self, limit: int = 50) -> list[TraceRow]:
        """Return the newest traces, newest first."""
        sql = f"SELECT {TRACE_COLUMNS} FROM traces ORDER BY trace_no DESC LIMIT ?"
        return [trace_of(row) for row in self._select(sql, (limit,))]

    def add_feedback(self, row: FeedbackRow) -> None:
        """Store what a reader said of an answer; saying the same of it again replaces what was said and is open."""
        with self._connections.writing() as connection:
            connection.execute(
                "DELETE FROM feedback WHERE trace_id = ? AND trace_id <> '' AND done_at = ''", (row.trace_id,)
            )
            connection.execute(
                "INSERT INTO feedback (at, trace_id, question, verdict, reason, note, document_id, start_offset, end_offset)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    text_of(row.at),
                    row.trace_id,
                    row.question,
                    row.verdict,
                    row.reason,
                    row.note,
                    row.document_id,
                    row.start,
                    row.end,
                ),
            )
            connection.execute(
                "DELETE FROM feedback WHERE feedback_no <= (SELECT MAX(feedback_no) FROM feedback) - ?",
                (FEEDBACK_ROWS,),
            )

    def feedback(self, *, done: bool | None = None, limit: int = 500) -> list[FeedbackRow]:
        """Return feedback, newest first: open (`done=False`), settled (True) or both (None)."""
        condition = {None: "1", True: "done_at <> ''", False: "done_at = ''"}[done]
        sql = f"SELECT {FEEDBACK_COLUMNS} FROM feedback WHERE {condition} ORDER BY feedback_no DESC LIMIT ?"
        return [feedback_of(row) for row in self._select(sql, (limit,))]

    def settle_feedback(self, feedback_no: int, editor: str, *, done: bool = True) -> None:
        """Mark feedback as settled, or open it again.

        Raises:
            InputRefused: There is no such entry.
        """
        at = datetime.now(UTC)
        with self._connections.writing() as connection:
            sql = "UPDATE feedback SET done_at = ?, done_by = ? WHERE feedback_no = ?"
            values = (text_of(at), editor, feedback_no) if done else ("", "", feedback_no)
            if connection.execute(sql, values).rowcount == 0:
                raise InputRefused(f"没有编号为 {feedback_no} 的反馈。请刷新列表后重试。")
            append_audit(connection, text_of(at), editor, "feedback", "", f"{feedback_no} {'done' if done else 'open'}")

    def add_fixed(self, row: FixedRow) -> int:
        """Store a fixed answer; return its number."""
        with self._connections.writing() as connection:
            cursor = connection.execute(
                "INSERT INTO fixed_answers (questions, document_id, start_offset, end_offset, quote, editor, at)"
                " VALUES (?, ?, ?, ?, ?, ?, ?)",
                (
                    json.dumps(row.questions, ensure_ascii=False),
                    row.document_id,
                    row.start,
                    row.end,
                    row.quote,
                    row.editor,
                    text_of(row.at),
                ),
            )
            append_audit(connection, text_of(row.at), row.editor, "fix", row.document_id, row.questions[0])
            return int(cursor.lastrowid or 0)

    def remove_fixed(self, fixed_no: int, editor: str) -> None:
        """Take a fixed answer back.

        Raises:
            InputRefused: There is no such entry.
        """
        with self._connections.writing() as connection:
            if connection.execute("DELETE FROM fixed_answers WHERE fixed_no = ?", (fixed_no,)).rowcount == 0:
                raise InputRefused(f"没有编号为 {fixed_no} 的核定回答。请刷新列表后重试。")
            append_audit(connection, text_of(datetime.now(UTC)), editor, "unfix", "", str(fixed_no))

    def fixed(self) -> list[FixedRow]:
        """Return all fixed answers, oldest first."""
        return [fixed_of(row) for row in self._select(f"SELECT {FIXED_COLUMNS} FROM fixed_answers ORDER BY fixed_no")]

    def fixed_token(self) -> tuple[int, int]:
        """Return a value that differs whenever a fixed answer was added or taken back; one cheap look."""
        rows = self._select("SELECT COUNT(*), COALESCE(MAX(fixed_no), 0) FROM fixed_answers")
        return (int(str(rows[0][0])), int(str(rows[0][1]))) if rows else (0, 0)

    def _select(self, sql: str, values: tuple[object, ...] = ()) -> list[tuple[object, ...]]:
        with self._connections.reading() as connection:
            if schema_version(connection) < JOURNAL_SCHEMA:
                return []
            return connection.execute(sql, values).fetchall()


def drop_traces(connection: sqlite3.Connection, keep_days: int, keep_rows: int) -> None:
    """Delete the traces beyond the limits but for those that open feedback points at."""
    oldest = text_of(datetime.now(UTC) - timedelta(days=keep_days))
    connection.execute(
        "DELETE FROM traces WHERE (at < ? OR trace_no <= (SELECT MAX(trace_no) FROM traces) - ?)"
        " AND trace_id NOT IN (SELECT trace_id FROM feedback WHERE done_at = '')",
        (oldest, keep_rows),
    )


def text_of(at: datetime) -> str:
    """Return a time as it is stored: UTC, so that texts sort as times do."""
    return at.astimezone(UTC).isoformat(timespec="milliseconds")


def trace_of(row: Sequence[object]) -> TraceRow:
    """Return a trace from its columns."""
    trace_id, at, question, resolved, status, seconds, detail = row
    return TraceRow(
        trace_id=str(trace_id),
        at=time_from_text(str(at)),
        question=str(question),
        resolved=str(resolved),
        status=str(status),
        seconds=float(str(seconds)),
        detail=str(detail),
    )


def feedback_of(row: Sequence[object]) -> FeedbackRow:
    """Return feedback from its columns."""
    at, trace_id, question, verdict, reason, note, document_id, start, end, number, done_at, done_by = row
    return FeedbackRow(
        at=time_from_text(str(at)),
        trace_id=str(trace_id),
        question=str(question),
        verdict=str(verdict),
        reason=str(reason),
        note=str(note),
        document_id=str(document_id),
        start=int(str(start)),
        end=int(str(end)),
        feedback_no=int(str(number)),
        done_at=time_from_text(str(done_at)) if done_at else None,
        done_by=str(done_by),
    )


def fixed_of(row: Sequence[object]) -> FixedRow:
    """Return a fixed answer from its columns."""
    number, questions, document_id, start, end, quote, editor, at = row
    return FixedRow(
        fixed_no=int(str(number)),
        questions=tuple(json.loads(str(questions))),
        document_id=str(document_id),
        start=int(str(start)),
        end=int(str(end)),
        quote=str(quote),
        editor=str(editor),
        at=time_from_text(str(at)),
    )
