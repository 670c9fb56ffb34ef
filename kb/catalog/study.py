"""Learners, courses and what was read; beside it the schedule of questions and the exams.

Like the journal it lies in the catalogue's file without any document or index depending on it: its changes do not
enter the outbox.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from kb.catalog.connections import Connections
from kb.catalog.schema import schema_version
from kb.catalog.study_exams import StudyExams
from kb.catalog.study_records import Course, Learner
from kb.catalog.study_schedule import StudySchedule
from kb.catalog.study_times import STUDY_SCHEMA, seconds_of, time_of
from kb.catalog.writing import append_audit
from kb.errors import InputRefused

MOST_LEARNERS = 20_000
MOST_COURSES = 2_000
LEARNER_COLUMNS = "learner_no, name, by_login, made_at"
COURSE_COLUMNS = "course_id, kind, title, scope, made_by, made_at, changed_at"


class Study:
    """Reads and writes what belongs to self-study; safe to share between threads, writers take turns with all others.

    A base that an older version wrote and that is open for reading has no learners.

    Attributes:
        schedule: The questions of each learner, when they come again, and what was answered.
        exams: Papers, sittings and replies.
    """

    def __init__(self, connections: Connections) -> None:
        self._connections = connections
        self.schedule = StudySchedule(connections)
        self.exams = StudyExams(connections)

    def learner(self, name: str, *, by_login: bool) -> Learner | None:
        """Return the learner of a name, None when nobody studies under it."""
        sql = f"SELECT {LEARNER_COLUMNS} FROM study_learners WHERE name = ? AND by_login = ?"
        found = self._select(sql, (name, int(by_login)))
        return _learner_of(found[0]) if found else None

    def learners(self) -> list[Learner]:
        """Return everybody who studies, by name."""
        return [_learner_of(row) for row in self._select(f"SELECT {LEARNER_COLUMNS} FROM study_learners ORDER BY name")]

    def add_learner(self, name: str, *, by_login: bool, at: datetime) -> Learner:
        """Return the learner of a name, made now if need be.

        Raises:
            InputRefused: There are too many learners.
        """
        known = self.learner(name, by_login=by_login)
        if known is not None:
            return known
        with self._connections.writing() as connection:
            if connection.execute("SELECT COUNT(*) FROM study_learners").fetchone()[0] >= MOST_LEARNERS:
                raise InputRefused(
                    f"学员已有 {MOST_LEARNERS} 名，不能再增加。请先用 yubei study forget 清理不用的学员。"
                )
            sql = "INSERT OR IGNORE INTO study_learners (name, by_login, made_at) VALUES (?, ?, ?)"
            connection.execute(sql, (name, int(by_login), seconds_of(at)))
        made = self.learner(name, by_login=by_login)
        if made is None:
            raise InputRefused(f"学员“{name}”没有保存成功，请重试。")
        return made

    def forget_learner(self, learner_no: int, actor: str) -> None:
        """Remove a learner with everything known of them."""
        at = datetime.now(UTC).isoformat(timespec="milliseconds")
        with self._connections.writing() as connection:
            connection.execute("DELETE FROM study_learners WHERE learner_no = ?", (learner_no,))
            append_audit(connection, at, actor, "forget_learner", "", str(learner_no))

    def courses(self) -> list[Course]:
        """Return all courses, by title."""
        return [
            _course_of(row)
            for row in self._select(f"SELECT {COURSE_COLUMNS} FROM study_courses ORDER BY title, course_id")
        ]

    def course(self, course_id: str) -> Course | None:
        """Return a course, None when there is none (any more)."""
        found = self._select(f"SELECT {COURSE_COLUMNS} FROM study_courses WHERE course_id = ?", (course_id,))
        return _course_of(found[0]) if found else None

    def save_course(self, course: Course, question_ids: Sequence[str]) -> None:
        """Store a course, or its new title, scope and questions under an id that is known.

        Args:
            question_ids: In the order in which new questions are introduced.

        Raises:
            InputRefused: There are too many courses.
        """
        at = course.changed_at.astimezone(UTC).isoformat(timespec="milliseconds")
        with self._connections.writing() as connection:
            _check_room(connection, course.course_id)
            _write_course(connection, course)
            connection.execute("DELETE FROM study_course_questions WHERE course_id = ?", (course.course_id,))
            connection.executemany(
                "INSERT OR IGNORE INTO study_course_questions (course_id, place, question_id) VALUES (?, ?, ?)",
                [(course.course_id, place, question_id) for place, question_id in enumerate(question_ids)],
            )
            append_audit(connection, at, course.made_by, "course", "", course.title)

    def remove_course(self, course_id: str, actor: str) -> None:
        """Remove a course; what was answered in it stays."""
        at = datetime.now(UTC).isoformat(timespec="milliseconds")
        with self._connections.writing() as connection:
            connection.execute("DELETE FROM study_courses WHERE course_id = ?", (course_id,))
            append_audit(connection, at, actor, "remove_course", "", course_id)

    def course_questions(self, course_id: str) -> list[str]:
        """Return the ids of the questions of a course in the order in which they are introduced."""
        sql = "SELECT question_id FROM study_course_questions WHERE course_id = ? ORDER BY place"
        return [str(row[0]) for row in self._select(sql, (course_id,))]

    def enrol(self, learner_no: int, course_id: str, at: datetime) -> None:
        """Let a learner take a course; once is enough."""
        with self._connections.writing() as connection:
            sql = "INSERT OR IGNORE INTO study_enrolments (learner_no, course_id, at) VALUES (?, ?, ?)"
            connection.execute(sql, (learner_no, course_id, seconds_of(at)))

    def enrolled(self, learner_no: int) -> list[str]:
        """Return the ids of the courses a learner takes, the last joined first."""
        sql = "SELECT course_id FROM study_enrolments WHERE learner_no = ? ORDER BY at DESC, course_id"
        return [str(row[0]) for row in self._select(sql, (learner_no,))]

    def mark_read(self, learner_no: int, clause_hashes: Iterable[str], at: datetime) -> None:
        """Keep that a learner read clauses."""
        with self._connections.writing() as connection:
            connection.executemany(
                "INSERT OR IGNORE INTO study_readings (learner_no, clause_hash, at) VALUES (?, ?, ?)",
                [(learner_no, one, seconds_of(at)) for one in clause_hashes],
            )

    def readings(self, learner_no: int) -> dict[str, datetime]:
        """Return the hash of each clause a learner read and when."""
        sql = "SELECT clause_hash, at FROM study_readings WHERE learner_no = ?"
        return {str(row[0]): time_of(row[1]) for row in self._select(sql, (learner_no,))}

    def _select(self, sql: str, values: tuple[object, ...] = ()) -> list[tuple[object, ...]]:
        with self._connections.reading() as connection:
            if schema_version(connection) < STUDY_SCHEMA:
                return []
            return connection.execute(sql, values).fetchall()


def _check_room(connection: sqlite3.Connection, course_id: str) -> None:
    known = connection.execute("SELECT 1 FROM study_courses WHERE course_id = ?", (course_id,)).fetchone()
    if known is None and connection.execute("SELECT COUNT(*) FROM study_courses").fetchone()[0] >= MOST_COURSES:
        raise InputRefused(f"课程已有 {MOST_COURSES} 门，不能再增加。请先删除不用的课程。")


def _write_course(connection: sqlite3.Connection, course: Course) -> None:
    connection.execute(
        f"INSERT INTO study_courses ({COURSE_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (course_id) DO UPDATE SET title = excluded.title, scope = excluded.scope,"
        " changed_at = excluded.changed_at",
        (
            course.course_id,
            course.kind,
            course.title,
            course.scope,
            course.made_by,
            seconds_of(course.made_at),
            seconds_of(course.changed_at),
        ),
    )


def _learner_of(row: Sequence[object]) -> Learner:
    number, name, by_login, made_at = row
    return Learner(learner_no=int(str(number)), name=str(name), by_login=bool(by_login), made_at=time_of(made_at))


def _course_of(row: Sequence[object]) -> Course:
    course_id, kind, title, scope, made_by, made_at, changed_at = row
    return Course(
        course_id=str(course_id),
        kind=str(kind),
        title=str(title),
        scope=str(scope),
        made_by=str(made_by),
        made_at=time_of(made_at),
        changed_at=time_of(changed_at),
    )
