"""Exam papers, who sat before them, and what was replied; the clock is this machine's."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from kb.catalog.connections import Connections
from kb.catalog.schema import schema_version
from kb.catalog.study_records import Paper, Reply, Sitting
from kb.catalog.study_times import STUDY_SCHEMA, seconds_of, time_of
from kb.catalog.writing import append_audit
from kb.errors import InputRefused

PAPER_COLUMNS = "paper_id, course_id, title, body, made_by, made_at"
SITTING_COLUMNS = "sitting_id, paper_id, learner_no, started_at, deadline_at, ended_at"
REPLY_COLUMNS = "place, reply, at, late, got, detail, ruled_got, ruled_by, ruled_note"


class StudyExams:
    """Papers, sittings and replies."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def save_paper(self, paper: Paper) -> None:
        """Store a paper; one that is known already stays as it is."""
        with self._connections.writing() as connection:
            connection.execute(
                f"INSERT OR IGNORE INTO study_papers ({PAPER_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?)",
                (paper.paper_id, paper.course_id, paper.title, paper.body, paper.made_by, seconds_of(paper.made_at)),
            )

    def paper(self, paper_id: str) -> Paper | None:
        """Return a paper, None when there is none."""
        found = self._select(f"SELECT {PAPER_COLUMNS} FROM study_papers WHERE paper_id = ?", (paper_id,))
        return _paper_of(found[0]) if found else None

    def papers(self, course_id: str = "") -> list[Paper]:
        """Return the papers of a course (or all), newest first."""
        sql = (
            f"SELECT {PAPER_COLUMNS} FROM study_papers WHERE (? = '' OR course_id = ?) ORDER BY made_at DESC, paper_id"
        )
        return [_paper_of(row) for row in self._select(sql, (course_id, course_id))]

    def start(self, sitting: Sitting) -> None:
        """Store that a learner began."""
        with self._connections.writing() as connection:
            connection.execute(
                f"INSERT INTO study_sittings ({SITTING_COLUMNS}) VALUES (?, ?, ?, ?, ?, 0)",
                (
                    sitting.sitting_id,
                    sitting.paper_id,
                    sitting.learner_no,
                    seconds_of(sitting.started_at),
                    seconds_of(sitting.deadline_at),
                ),
            )

    def sitting(self, sitting_id: str) -> Sitting | None:
        """Return a sitting, None when there is none."""
        found = self._select(f"SELECT {SITTING_COLUMNS} FROM study_sittings WHERE sitting_id = ?", (sitting_id,))
        return _sitting_of(found[0]) if found else None

    def sittings(self, *, learner_no: int = 0, paper_id: str = "") -> list[Sitting]:
        """Return sittings, newest first: of a learner, before a paper, or all."""
        sql = (
            f"SELECT {SITTING_COLUMNS} FROM study_sittings WHERE (? = 0 OR learner_no = ?) AND (? = '' OR paper_id = ?)"
            " ORDER BY started_at DESC, sitting_id"
        )
        return [_sitting_of(row) for row in self._select(sql, (learner_no, learner_no, paper_id, paper_id))]

    def save_reply(self, sitting_id: str, place: int, reply: str, at: datetime) -> bool:
        """Store the reply to one question; one that comes after the deadline is late, unless nothing changed.

        Returns:
            Whether it was late.

        Raises:
            InputRefused: There is no such sitting, or it is over.
        """
        now = seconds_of(at)
        with self._connections.writing() as connection:
            deadline = _deadline_of_running(connection, sitting_id)
            sql = "SELECT reply, late FROM study_replies WHERE sitting_id = ? AND place = ?"
            known = connection.execute(sql, (sitting_id, place)).fetchone()
            if known is not None and known[0] == reply:
                return bool(known[1])
            connection.execute(
                "INSERT OR REPLACE INTO study_replies (sitting_id, place, reply, at, late) VALUES (?, ?, ?, ?, ?)",
                (sitting_id, place, reply, now, int(now > deadline)),
            )
            return now > deadline

    def replies(self, sitting_id: str) -> list[Reply]:
        """Return the replies of a sitting by their place in the paper."""
        sql = f"SELECT {REPLY_COLUMNS} FROM study_replies WHERE sitting_id = ? ORDER BY place"
        return [_reply_of(row) for row in self._select(sql, (sitting_id,))]

    def end(self, sitting_id: str, marked: Iterable[Reply], at: datetime) -> None:
        """Close a sitting and store the marks of its replies; places without a reply get an empty one.

        Raises:
            InputRefused: There is no such sitting, or it is over already.
        """
        with self._connections.writing() as connection:
            _deadline_of_running(connection, sitting_id)
            connection.execute(
                "UPDATE study_sittings SET ended_at = ? WHERE sitting_id = ?", (seconds_of(at), sitting_id)
            )
            connection.executemany(
                "INSERT OR REPLACE INTO study_replies (sitting_id, place, reply, at, late, got, detail)"
                " VALUES (?, ?, ?, ?, ?, ?, ?)",
                [
                    (sitting_id, one.place, one.reply, seconds_of(one.at), int(one.late), one.got, one.detail)
                    for one in marked
                ],
            )

    def overrule(self, sitting_id: str, place: int, got: float, by: str, note: str) -> None:
        """Give other points than the rules did; the rules' points stay beside them.

        Raises:
            InputRefused: There is no such marked reply.
        """
        with self._connections.writing() as connection:
            sql = (
                "UPDATE study_replies SET ruled_got = ?, ruled_by = ?, ruled_note = ?"
                " WHERE sitting_id = ? AND place = ? AND got IS NOT NULL"
            )
            if connection.execute(sql, (got, by, note, sitting_id, place)).rowcount == 0:
                raise InputRefused(f"这份答卷没有第 {place + 1} 题的评分，不能改分。请刷新后重试。")
            at = datetime.now(UTC).isoformat(timespec="milliseconds")
            append_audit(connection, at, by, "overrule", "", f"{sitting_id} {place} {got:g}")

    def _select(self, sql: str, values: tuple[object, ...] = ()) -> list[tuple[object, ...]]:
        with self._connections.reading() as connection:
            if schema_version(connection) < STUDY_SCHEMA:
                return []
            return connection.execute(sql, values).fetchall()


def _deadline_of_running(connection: sqlite3.Connection, sitting_id: str) -> int:
    sql = "SELECT deadline_at, ended_at FROM study_sittings WHERE sitting_id = ?"
    found = connection.execute(sql, (sitting_id,)).fetchone()
    if found is None:
        raise InputRefused("没有这场考试。请刷新页面，从考试列表重新进入。")
    if found[1]:
        raise InputRefused("这场考试已经交卷，不能再答题。")
    return int(found[0])


def _paper_of(row: Sequence[object]) -> Paper:
    paper_id, course_id, title, body, made_by, made_at = row
    return Paper(
        paper_id=str(paper_id),
        course_id=str(course_id),
        title=str(title),
        body=str(body),
        made_by=str(made_by),
        made_at=time_of(made_at),
    )


def _sitting_of(row: Sequence[object]) -> Sitting:
    sitting_id, paper_id, learner_no, started_at, deadline_at, ended_at = row
    return Sitting(
        sitting_id=str(sitting_id),
        paper_id=str(paper_id),
        learner_no=int(str(learner_no)),
        started_at=time_of(started_at),
        deadline_at=time_of(deadline_at),
        ended_at=time_of(ended_at) if ended_at else None,
    )


def _reply_of(row: Sequence[object]) -> Reply:
    place, reply, at, late, got, detail, ruled_got, ruled_by, ruled_note = row
    return Reply(
        place=int(str(place)),
        reply=str(reply),
        at=time_of(at),
        late=bool(late),
        got=None if got is None else float(str(got)),
        detail=str(detail),
        ruled_got=None if ruled_got is None else float(str(ruled_got)),
        ruled_by=str(ruled_by),
        ruled_note=str(ruled_note),
    )
