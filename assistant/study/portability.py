"""A learner's state as JSON or CSV, to take along to another base or another program, and back."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from kb.catalog.study_records import Learner, Review, StudyCard
from kb.errors import InputRefused
from kb.knowledge_base import KnowledgeBase

FORMAT = "yubei-study-1"
CSV_HEADINGS = ("时间", "方式", "题目编号", "评级", "得分率", "作答", "稳定天数")
WAY_ZH = {"quiz": "练习", "flash": "卡片", "exam": "考试"}
GRADE_ZH = {1: "忘了", 2: "勉强", 3: "记得", 4: "很熟"}
_FORMULA = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet would run


def exported(kb: KnowledgeBase, learner: Learner) -> dict[str, object]:
    """Return everything that is kept of a learner; exam papers stay in the base, their marks go along."""
    study = kb.catalog.study
    return {
        "format": FORMAT,
        "learner": learner.name,
        "made_at": learner.made_at.isoformat(),
        "courses": [
            {"course_id": course.course_id, "title": course.title, "scope": json.loads(course.scope)}
            for course_id in study.enrolled(learner.learner_no)
            if (course := study.course(course_id)) is not None
        ],
        "readings": {key: at.isoformat() for key, at in sorted(study.readings(learner.learner_no).items())},
        "cards": [_card_plain(one) for one in study.schedule.cards(learner.learner_no)],
        "reviews": [_review_plain(one) for one in study.schedule.reviews(learner.learner_no)],
        "exams": _exams_plain(kb, learner.learner_no),
    }


def as_csv(reviews: Sequence[Review]) -> str:
    """Return answers as a table for a spreadsheet, oldest first."""
    table = io.StringIO()
    writer = csv.writer(table)
    writer.writerow(CSV_HEADINGS)
    for one in reviews:
        writer.writerow(
            (
                f"{one.at.astimezone():%Y-%m-%d %H:%M}",
                WAY_ZH.get(one.way, one.way),
                one.question_id,
                GRADE_ZH.get(one.grade, str(one.grade)),
                f"{one.share:.2f}",
                _plain_cell(one.reply),
                f"{one.stability:.1f}",
            )
        )
    return table.getvalue()


def load(kb: KnowledgeBase, plain: object, *, name: str = "") -> Learner:
    """Store what `exported` gave, under its own name or another; what the base knows already and is newer stays.

    Raises:
        InputRefused: It is no such export.
    """
    try:
        return _loaded(kb, plain, name)
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError) as error:
        raise InputRefused(
            "这不是 yubei study export 导出的学习记录（JSON），或文件不完整。没有导入任何内容。"
        ) from error


def _loaded(kb: KnowledgeBase, plain: Any, name: str) -> Learner:  # Any: parsed JSON
    if plain["format"] != FORMAT:
        raise ValueError(plain["format"])
    cards = [_card_from(one) for one in plain["cards"]]
    reviews = [_review_from(one) for one in plain["reviews"]]
    readings = {str(key): datetime.fromisoformat(at) for key, at in plain["readings"].items()}
    courses = [str(one["course_id"]) for one in plain["courses"]]
    study = kb.catalog.study
    learner = study.add_learner(name or str(plain["learner"]), by_login=False, at=datetime.now(UTC))
    study.schedule.load(learner.learner_no, cards, reviews)
    for clause, at in readings.items():
        study.mark_read(learner.learner_no, [clause], at)
    for course_id in courses:
        if study.course(course_id) is not None:
            study.enrol(learner.learner_no, course_id, datetime.now(UTC))
    return learner


def _card_plain(card: StudyCard) -> dict[str, object]:
    return {
        "question_id": card.question_id,
        "due_at": card.due_at.isoformat(),
        "state": card.state,
        "step": card.step,
        "stability": card.stability,
        "difficulty": card.difficulty,
        "last_at": card.last_at.isoformat(),
        "reviews": card.reviews,
        "wrong": card.wrong,
        "retired_at": card.retired_at.isoformat() if card.retired_at else None,
    }


def _card_from(plain: Mapping[str, Any]) -> StudyCard:
    step, retired_at = plain["step"], plain["retired_at"]
    return StudyCard(
        question_id=str(plain["question_id"])[:80],
        due_at=datetime.fromisoformat(plain["due_at"]),
        state=min(3, max(1, int(plain["state"]))),
        step=None if step is None else int(step),
        stability=float(plain["stability"]),
        difficulty=float(plain["difficulty"]),
        last_at=datetime.fromisoformat(plain["last_at"]),
        reviews=int(plain["reviews"]),
        wrong=int(plain["wrong"]),
        retired_at=datetime.fromisoformat(retired_at) if retired_at else None,
    )


def _review_plain(review: Review) -> dict[str, object]:
    return {
        "question_id": review.question_id,
        "at": review.at.isoformat(),
        "way": review.way,
        "grade": review.grade,
        "share": review.share,
        "reply": review.reply,
        "stability": review.stability,
    }


def _review_from(plain: Mapping[str, Any]) -> Review:
    return Review(
        question_id=str(plain["question_id"])[:80],
        at=datetime.fromisoformat(plain["at"]),
        way=str(plain["way"])[:10],
        grade=min(4, max(1, int(plain["grade"]))),
        share=float(plain["share"]),
        reply=str(plain["reply"])[:2000],
        stability=float(plain["stability"]),
    )


def _exams_plain(kb: KnowledgeBase, learner_no: int) -> list[dict[str, object]]:
    exams = kb.catalog.study.exams
    every: list[dict[str, object]] = []
    for sitting in exams.sittings(learner_no=learner_no):
        paper = exams.paper(sitting.paper_id)
        replies = exams.replies(sitting.sitting_id)
        every.append(
            {
                "paper": paper.title if paper else "",
                "started_at": sitting.started_at.isoformat(),
                "ended_at": sitting.ended_at.isoformat() if sitting.ended_at else None,
                "replies": [
                    {"place": one.place, "reply": one.reply, "late": one.late, "got": one.got, "ruled": one.ruled_got}
                    for one in replies
                ],
            }
        )
    return every


def _plain_cell(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text
