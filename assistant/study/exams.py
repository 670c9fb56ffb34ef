"""Sitting an exam: the clock of this machine, replies kept as they come, marks by the rules, a trainer's word above them."""

from __future__ import annotations

import json
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from assistant.study.blueprints import (
    Blueprint,
    PaperBody,
    PaperQuestion,
    body_from,
    body_json,
    draw_paper,
    paper_id_of,
)
from assistant.study.courses import CourseShelf
from assistant.study.practice import MOST_REPLY, Practice
from assistant.study.questions.marking import mark
from assistant.study.questions.records import Marks, PointMark
from kb.catalog.study_records import Course, Paper, Reply, Sitting
from kb.errors import InputRefused
from kb.knowledge_base import KnowledgeBase

GRACE_SECONDS = 5  # a reply typed in time travels for a moment
FORGOTTEN_AFTER = timedelta(hours=24)  # an exam nobody handed in is closed then, with what was replied
PASS_SHARE = 0.6


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedReply:
    """One question of a sitting with its reply and points.

    Attributes:
        counted: Points that count: those a trainer gave, else those of the rules, 0 for a late reply.
    """

    place: int
    item: PaperQuestion
    reply: Reply
    marks: Marks

    @property
    def counted(self) -> float:
        """Points that count for the result."""
        if self.reply.ruled_got is not None:
            return self.reply.ruled_got
        return 0.0 if self.reply.late else self.reply.got or 0.0

    @property
    def is_full(self) -> bool:
        """Whether nothing was lost."""
        return self.counted >= self.item.points


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """A sitting that is over."""

    sitting: Sitting
    paper: Paper
    body: PaperBody
    replies: tuple[MarkedReply, ...]

    @property
    def got(self) -> float:
        """Points that count."""
        return round(sum(one.counted for one in self.replies), 1)

    @property
    def late_got(self) -> float:
        """Points of late replies, which do not count unless a trainer gives them."""
        late = (one.reply.got or 0.0 for one in self.replies if one.reply.late and one.reply.ruled_got is None)
        return round(sum(late), 1)

    @property
    def passed(self) -> bool:
        """Whether six tenths of the points were got."""
        return self.got >= PASS_SHARE * self.body.total


class ExamHall:
    """Papers and sittings over one base. Whose sitting it is, is asked at every step."""

    def __init__(self, kb: KnowledgeBase, shelf: CourseShelf, practice: Practice) -> None:
        self._exams = kb.catalog.study.exams
        self._shelf = shelf
        self._practice = practice

    def make_paper(self, course: Course, blueprint: Blueprint, by: str, *, salt: str = "") -> Paper:
        """Draw and keep a paper of a course.

        Args:
            salt: Sets one learner's practice paper apart from an equal one of another.

        Raises:
            InputRefused: There are too few questions.
        """
        body = draw_paper(self._shelf.entries(course), blueprint)
        paper = Paper(
            paper_id=paper_id_of(course.course_id, body, salt),
            course_id=course.course_id,
            title=blueprint.title or course.title,
            body=body_json(body),
            made_by=by,
            made_at=datetime.now(UTC),
        )
        self._exams.save_paper(paper)
        return paper

    def paper(self, paper_id: str) -> Paper:
        """Return a paper.

        Raises:
            InputRefused: There is none of this id.
        """
        found = self._exams.paper(paper_id)
        if found is None:
            raise InputRefused("没有这份试卷。请刷新列表后重新选择。")
        return found

    def start(self, learner_no: int, paper_id: str, at: datetime) -> Sitting:
        """Begin an exam, or go on with the one that runs."""
        paper = self.paper(paper_id)
        running = [one for one in self.running(learner_no, at) if one.paper_id == paper_id]
        if running:
            return running[0]
        minutes = body_from(paper.body).blueprint.minutes
        sitting = Sitting(
            sitting_id=secrets.token_hex(8),
            paper_id=paper_id,
            learner_no=learner_no,
            started_at=at,
            deadline_at=at + timedelta(minutes=minutes),
        )
        self._exams.start(sitting)
        return sitting

    def running(self, learner_no: int, at: datetime) -> list[Sitting]:
        """Return the exams of a learner that are not handed in, newest first; forgotten ones are closed."""
        left = []
        for one in self._exams.sittings(learner_no=learner_no):
            if one.ended_at is None and at > one.deadline_at + FORGOTTEN_AFTER:
                self.hand_in(learner_no, one.sitting_id, at)
            elif one.ended_at is None:
                left.append(one)
        return left

    def own(self, learner_no: int, sitting_id: str) -> Sitting:
        """Return a sitting of this learner.

        Raises:
            InputRefused: It is none, or another learner's; the two are told alike.
        """
        found = self._exams.sitting(sitting_id)
        if found is None or found.learner_no != learner_no:
            raise InputRefused("没有这场考试。请刷新页面，从考试列表重新进入。")
        return found

    def reply(self, learner_no: int, sitting_id: str, place: int, reply: str, at: datetime) -> bool:
        """Keep the reply to a question; return whether it came too late to count.

        Raises:
            InputRefused: It is not this learner's exam, it is over, or it has no such question.
        """
        sitting = self.own(learner_no, sitting_id)
        if not 0 <= place < len(self.body_of(sitting).questions):
            raise InputRefused(f"这份试卷没有第 {place + 1} 题。请刷新页面。")
        return self._exams.save_reply(sitting_id, place, reply[:MOST_REPLY], at - timedelta(seconds=GRACE_SECONDS))

    def replies(self, sitting: Sitting) -> dict[int, Reply]:
        """Return what was replied so far, by place."""
        return {one.place: one for one in self._exams.replies(sitting.sitting_id)}

    def body_of(self, sitting: Sitting) -> PaperBody:
        """Return the paper of a sitting."""
        return body_from(self.paper(sitting.paper_id).body)

    def hand_in(self, learner_no: int, sitting_id: str, at: datetime) -> Result:
        """Mark all replies and close the exam; every answer counts for the learner's schedule too.

        Raises:
            InputRefused: It is not this learner's exam, or it is over.
        """
        sitting = self.own(learner_no, sitting_id)
        body = self.body_of(sitting)
        given = self.replies(sitting)
        marked = [
            _marked(place, item, given.get(place) or Reply(place=place, reply="", at=at))
            for place, item in enumerate(body.questions)
        ]
        self._exams.end(sitting_id, marked, at)
        for reply, item in zip(marked, body.questions, strict=True):
            share = (reply.got or 0.0) / item.points
            self._practice.keep_exam_answer(learner_no, item.question.question_id, share, reply.reply, at)
        return self.result(replace(sitting, ended_at=at))

    def result(self, sitting: Sitting) -> Result:
        """Return the marks of a sitting that is over."""
        paper = self.paper(sitting.paper_id)
        body = body_from(paper.body)
        replies = tuple(
            MarkedReply(place=one.place, item=body.questions[one.place], reply=one, marks=_marks_from(one.detail))
            for one in self._exams.replies(sitting.sitting_id)
        )
        return Result(sitting=sitting, paper=paper, body=body, replies=replies)

    def results(self, *, learner_no: int = 0, paper_id: str = "") -> list[Result]:
        """Return the marks of sittings that are over, newest first."""
        every = self._exams.sittings(learner_no=learner_no, paper_id=paper_id)
        return [self.result(one) for one in every if one.ended_at is not None]

    def overrule(self, sitting_id: str, place: int, got: float, by: str, note: str) -> Result:
        """Give other points to a reply than the rules did.

        Raises:
            InputRefused: There is no such reply, or the points do not fit the question.
        """
        sitting = self._exams.sitting(sitting_id)
        if sitting is None:
            raise InputRefused("没有这份答卷。请刷新列表后重试。")
        questions = self.body_of(sitting).questions
        most = questions[place].points if 0 <= place < len(questions) else 0.0
        if not 0 <= got <= most:
            raise InputRefused(f"第 {place + 1} 题的得分须在 0 到 {most:g} 之间，现在是 {got:g}。")
        self._exams.overrule(sitting_id, place, got, by, note.strip()[:200])
        return self.result(sitting)


def _marked(place: int, item: PaperQuestion, reply: Reply) -> Reply:
    marks = mark(item.question, reply.reply) if reply.reply.strip() else Marks(got=0.0, of=1.0)
    points = round(item.points * marks.got / marks.of, 1) if marks.of else 0.0
    return replace(reply, place=place, got=points, detail=_marks_json(marks))


def _marks_json(marks: Marks) -> str:
    points = [[one.point, one.given, one.share, one.evidence, one.problem] for one in marks.points]
    return json.dumps({"got": marks.got, "of": marks.of, "points": points}, ensure_ascii=False)


def _marks_from(detail: str) -> Marks:
    if not detail:
        return Marks(got=0.0, of=1.0)
    plain = json.loads(detail)
    points: Sequence[Sequence[object]] = plain["points"]
    return Marks(
        got=plain["got"],
        of=plain["of"],
        points=tuple(
            PointMark(
                point=str(point),
                given=bool(given),
                share=float(str(share)),
                evidence=str(evidence),
                problem=str(problem),
            )
            for point, given, share, evidence, problem in points
        ),
    )
