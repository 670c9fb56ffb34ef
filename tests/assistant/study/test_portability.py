"""A learner's record leaves the base and comes back whole; broken files change nothing."""

from __future__ import annotations

import csv
import io
import json

import pytest

from assistant.study.portability import as_csv, exported, load
from assistant.study.room import StudyRoom, checked_name
from kb.catalog.study_records import Review
from kb.errors import InputRefused
from tests.assistant.study.study_base import course_in, learner_in
from tests.builders import FIXED_TIME


def studied(room: StudyRoom) -> dict[str, object]:
    course, learner = course_in(room), learner_in(room)
    room.kb.catalog.study.enrol(learner.learner_no, course.course_id, FIXED_TIME)
    for question_id, entry in room.shelf.entries(course).items():
        room.practice.answer(learner.learner_no, course, question_id, entry.question.answer, FIXED_TIME, turn=0)
    room.kb.catalog.study.mark_read(learner.learner_no, ["h1"], FIXED_TIME)
    return exported(room.kb, learner)


def test_a_record_comes_back_whole_under_another_name(room: StudyRoom) -> None:
    record = json.loads(json.dumps(studied(room)))
    other = load(room.kb, record, name="乙")
    again = exported(room.kb, other)
    for part in ("courses", "readings", "cards", "reviews"):
        assert again[part] == record[part]
    assert load(room.kb, record, name="乙") == other
    assert exported(room.kb, other) == again


@pytest.mark.parametrize("broken", [{}, [], "text", {"format": "other"}, {"format": "yubei-study-1", "cards": [{}]}])
def test_what_is_no_record_is_refused_and_leaves_nothing(room: StudyRoom, broken: object) -> None:
    with pytest.raises(InputRefused, match="没有导入任何内容"):
        load(room.kb, broken)
    assert room.kb.catalog.study.learners() == []


def test_a_damaged_card_leaves_nothing_behind(room: StudyRoom) -> None:
    record = json.loads(json.dumps(studied(room)))
    record["cards"][0]["due_at"] = "gestern"
    with pytest.raises(InputRefused):
        load(room.kb, record, name="乙")
    assert [one.name for one in room.kb.catalog.study.learners()] == ["甲"]


def test_the_table_holds_one_row_per_answer_and_no_formula() -> None:
    review = Review(
        question_id="q", at=FIXED_TIME, way="quiz", grade=1, share=0.5, reply='=HYPERLINK("x")', stability=0.25
    )
    rows = list(csv.reader(io.StringIO(as_csv([review]))))
    assert rows[0][:3] == ["时间", "方式", "题目编号"]
    assert rows[1][1:5] == ["练习", "q", "忘了", "0.50"]
    assert rows[1][5] == '\'=HYPERLINK("x")'


@pytest.mark.parametrize("name", ["", "  ", "长" * 31, "\u200b\n"])
def test_a_name_is_needed(name: str) -> None:
    with pytest.raises(InputRefused, match="姓名或代号"):
        checked_name(name)


def test_a_name_is_cleaned() -> None:
    assert checked_name(" 王\n小  明\x00 ") == "王 小 明"
