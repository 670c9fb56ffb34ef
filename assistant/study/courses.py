"""Courses: a reading path with the questions of its clauses, made from a scope and renewed when documents change."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime

from assistant.study.bank import BankEntry, QuestionBank
from assistant.study.questions.generating import generate
from assistant.study.questions.storing import store
from assistant.study.reading_path import PathIndex, ReadingPath, path_of, studied_summaries
from assistant.study.scopes import CourseScope, checked_scope, scope_from, scope_json, title_of_scope
from kb.catalog.study_records import Course
from kb.errors import InputRefused
from kb.knowledge_base import KnowledgeBase

QUESTIONS_PER_CLAUSE = 3
MOST_QUESTIONS = 900
PATHS_KEPT = 32
SEED = 1  # equal documents give equal questions, whoever opens the course


class CourseShelf:
    """The courses of a base with their paths and questions; safe between threads."""

    def __init__(self, kb: KnowledgeBase, bank: QuestionBank) -> None:
        self._kb = kb
        self._bank = bank
        self._guard = threading.Lock()
        self._paths: OrderedDict[tuple[object, ...], ReadingPath] = OrderedDict()

    def course(self, course_id: str) -> Course:
        """Return a course.

        Raises:
            InputRefused: There is none of this id.
        """
        found = self._kb.catalog.study.course(course_id)
        if found is None:
            raise InputRefused("没有这门课程，它可能已被删除。请重新选择课程。")
        return found

    def path(self, course: Course) -> ReadingPath:
        """Return the reading path of a course over the base as it is now."""
        key = (course.scope, self._kb.catalog.changes_token(), date.today())
        with self._guard:
            if key in self._paths:
                self._paths.move_to_end(key)
                return self._paths[key]
        path = path_of(self._kb, scope_from(course.scope))
        with self._guard:
            self._paths[key] = path
            while len(self._paths) > PATHS_KEPT:
                self._paths.popitem(last=False)
        return path

    def open(self, kind: str, value: str, works: Sequence[str], by: str) -> Course:
        """Return the course of a scope, made with its questions when it is new.

        Raises:
            InputRefused: The scope names nothing, too much, or nothing that can be studied.
        """
        scope = checked_scope(kind, value, works, studied_summaries(self._kb))
        known = self._kb.catalog.study.course(scope.course_id)
        return known if known is not None else self._save(scope, by, _now())

    def renew(self, course: Course, by: str) -> Course:
        """Choose the questions of a course anew: of new and changed clauses too, without those taken away."""
        return self._save(scope_from(course.scope), by, course.made_at)

    def entries(self, course: Course) -> dict[str, BankEntry]:
        """Return the questions of a course that are asked today, in the order in which they are introduced."""
        live = self._bank.stock().live
        wanted = self._kb.catalog.study.course_questions(course.course_id)
        return {one: live[one] for one in wanted if one in live}

    def outdated(self, course: Course) -> int:
        """Return how many questions of a course were taken away since they were chosen."""
        gone = self._bank.stock().gone
        return sum(one in gone for one in self._kb.catalog.study.course_questions(course.course_id))

    def _save(self, scope: CourseScope, by: str, made_at: datetime) -> Course:
        path = path_of(self._kb, scope)
        if not path.clauses:
            raise InputRefused("现行文件中没有符合的条文，不能开这门课程。请换一个灾种、岗位、阶段或文件。")
        self._generate(path, by)
        titles = {one.work_id: one.title for one in path.clauses}
        course = Course(
            course_id=scope.course_id,
            kind=scope.kind.value,
            title=title_of_scope(scope, [titles[one] for one in scope.works if one in titles]),
            scope=scope_json(scope),
            made_by=by,
            made_at=made_at,
            changed_at=_now(),
        )
        self._kb.catalog.study.save_course(course, self._chosen(path))
        return course

    def _generate(self, path: ReadingPath, by: str) -> None:
        """Store questions for the clauses of a path; those that are stored already stay as they are."""
        hashes = path.hashes()
        count = min(MOST_QUESTIONS, QUESTIONS_PER_CLAUSE * len(path.clauses))
        documents = [self._kb.document(one) for one in dict.fromkeys(clause.document_id for clause in path.clauses)]
        made = [one for one in generate(documents, count, SEED) if one.source.text_hash in hashes]
        store(self._kb, tuple(made), by)

    def _chosen(self, path: ReadingPath) -> list[str]:
        """Return the ids of the questions on a path, clause by clause in reading order, the easy ones of a clause first."""
        index = PathIndex(path)
        placed = [
            (index.place_of(entry.place.document_id, entry.place.start), entry.question.difficulty, question_id)
            for question_id, entry in one_of_each(self._bank.stock().live).items()
        ]
        return [question_id for place, _, question_id in sorted(placed) if place >= 0][:MOST_QUESTIONS]


def one_of_each(entries: Mapping[str, BankEntry]) -> dict[str, BankEntry]:
    """Return questions without twins: the same key asked of the same words in the same way, made for two editions.

    The older one stays, with what learners know of it.
    """
    kept: dict[tuple[object, ...], str] = {}
    for question_id, entry in entries.items():
        question = entry.question
        points = tuple((point.start, point.end) for point in question.key_points)
        key = (entry.place.document_id, question.source.text_hash, question.kind, question.form, question.note, points)
        kept.setdefault(key, question_id)
    return {question_id: entries[question_id] for question_id in kept.values()}


def _now() -> datetime:
    return datetime.now(UTC).replace(microsecond=0)  # as it is stored
