"""The parts of self-study joined over one base."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.study.bank import QuestionBank
from assistant.study.courses import CourseShelf
from assistant.study.exams import ExamHall
from assistant.study.practice import Practice
from kb.errors import InputRefused
from kb.knowledge_base import KnowledgeBase

LONGEST_NAME = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class StudyRoom:
    """Everything a page or command needs to let people study."""

    kb: KnowledgeBase
    bank: QuestionBank
    shelf: CourseShelf
    practice: Practice
    hall: ExamHall


def open_room(kb: KnowledgeBase) -> StudyRoom:
    """Return the parts over a base; nothing is read before it is asked for."""
    bank = QuestionBank(kb)
    shelf = CourseShelf(kb, bank)
    practice = Practice(kb, bank, shelf)
    return StudyRoom(kb=kb, bank=bank, shelf=shelf, practice=practice, hall=ExamHall(kb, shelf, practice))


def checked_name(name: str) -> str:
    """Return a learner's name.

    Raises:
        InputRefused: It is empty or too long.
    """
    plain = " ".join("".join(one if one.isprintable() else " " for one in name).split())
    if not plain or len(plain) > LONGEST_NAME:
        raise InputRefused(f"请填写姓名或代号（1 到 {LONGEST_NAME} 个字），以便记住学习进度。")
    return plain
