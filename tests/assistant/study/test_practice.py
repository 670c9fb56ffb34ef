"""Practice: what is asked when, what an answer does, and that no answer counts twice."""

from __future__ import annotations

from datetime import timedelta

import pytest

from assistant.study.practice import NEW_PER_DAY, shown_order, usual_seconds
from assistant.study.questions.records import AnswerForm, StudyQuestion
from assistant.study.room import StudyRoom
from kb.errors import InputRefused
from tests.assistant.study.study_base import course_in, learner_in
from tests.builders import FIXED_TIME

NOW = FIXED_TIME
WRONG = "不会"


def of_form(room: StudyRoom, form: AnswerForm) -> StudyQuestion:
    entries = room.shelf.entries(course_in(room)).values()
    return next(entry.question for entry in entries if entry.question.form is form)


def test_right_answers_leave_the_day_and_come_back_in_days(room: StudyRoom) -> None:
    course, learner = course_in(room), learner_in(room).learner_no
    total = len(room.shelf.entries(course))
    assert total <= NEW_PER_DAY
    for done in range(total):
        queue = room.practice.queue(learner, course, NOW)
        assert (len(queue.new), queue.done) == (total - done, done)
        key = room.practice.entry(course, queue.next_id).question.answer
        assert room.practice.answer(learner, course, queue.next_id, key, NOW, turn=0).marks.right
    assert room.practice.queue(learner, course, NOW).next_id == ""
    later = room.practice.queue(learner, course, NOW + timedelta(days=3))
    assert (len(later.due), later.new, later.done) == (total, (), 0)


def test_a_wrong_answer_comes_again_after_the_others_and_brings_its_clause_forward(room: StudyRoom) -> None:
    course, learner = course_in(room), learner_in(room).learner_no
    entries = room.shelf.entries(course)
    last_clause = max(entry.place.start for entry in entries.values())
    missed, sibling = [one for one, entry in entries.items() if entry.place.start == last_clause][:2]
    outcome = room.practice.answer(learner, course, missed, WRONG, NOW, turn=0)
    assert (outcome.marks.right, outcome.card.wrong) == (False, 1)
    queue = room.practice.queue(learner, course, NOW)
    assert queue.next_id == sibling
    assert queue.waiting == (missed,)
    assert room.practice.queue(learner, course, NOW + timedelta(minutes=4)).next_id == missed


def test_clauses_that_were_read_are_asked_first(room: StudyRoom) -> None:
    course, learner = course_in(room), learner_in(room).learner_no
    last = max(entry.place.start for entry in room.shelf.entries(course).values())
    clause = next(one for one in room.shelf.path(course).clauses if one.start <= last < one.end)
    room.kb.catalog.study.mark_read(learner, [clause.clause_hash], NOW)
    entry = room.practice.entry(course, room.practice.queue(learner, course, NOW).next_id)
    assert clause.start <= entry.place.start < clause.end


def test_a_second_click_and_an_empty_reply_count_nothing(room: StudyRoom) -> None:
    course, learner = course_in(room), learner_in(room).learner_no
    question_id = room.practice.queue(learner, course, NOW).next_id
    room.practice.answer(learner, course, question_id, WRONG, NOW, turn=0)
    with pytest.raises(InputRefused, match="刚刚答过"):
        room.practice.answer(learner, course, question_id, WRONG, NOW, turn=0)
    with pytest.raises(InputRefused, match="没有作答"):
        room.practice.answer(learner, course, question_id, "  ", NOW, turn=1)
    with pytest.raises(InputRefused, match="已不在课程中"):
        room.practice.answer(learner, course, "0" * 24, "A", NOW, turn=0)
    assert len(room.kb.catalog.study.schedule.reviews(learner)) == 1


def test_learners_do_not_meet(room: StudyRoom) -> None:
    course = course_in(room)
    one, other = learner_in(room).learner_no, learner_in(room, "乙").learner_no
    question_id = room.practice.queue(one, course, NOW).next_id
    room.practice.answer(one, course, question_id, WRONG, NOW, turn=0)
    assert room.practice.queue(other, course, NOW).done == 0
    assert room.kb.catalog.study.schedule.cards(other) == []


def test_flash_cards_follow_the_grade(room: StudyRoom) -> None:
    course, learner = course_in(room), learner_in(room).learner_no
    first, *rest = room.practice.flash_queue(learner, course, NOW)
    room.practice.grade_flash(learner, course, first.card_id, 3, NOW)
    assert [one.card_id for one in room.practice.flash_queue(learner, course, NOW)] == [one.card_id for one in rest]
    room.practice.grade_flash(learner, course, rest[0].card_id, 1, NOW)
    assert room.practice.flash_queue(learner, course, NOW + timedelta(minutes=4))[0].card_id == rest[0].card_id
    with pytest.raises(InputRefused, match="请选择"):
        room.practice.grade_flash(learner, course, first.card_id, 9, NOW)
    with pytest.raises(InputRefused, match="已不在课程中"):
        room.practice.grade_flash(learner, course, "clause:none", 3, NOW)
    assert room.practice.queue(learner, course, NOW).done == 0


def test_options_change_places_from_turn_to_turn_but_not_on_a_reload(room: StudyRoom) -> None:
    question = of_form(room, AnswerForm.ONE)
    assert shown_order(question, 3) == shown_order(question, 3)
    assert len({shown_order(question, turn) for turn in range(8)}) > 1
    assert sorted(shown_order(question, 0)) == list(range(len(question.options)))
    judged = of_form(room, AnswerForm.JUDGE)
    assert shown_order(judged, 5) == (0, 1)


def test_writing_takes_longer_than_choosing(room: StudyRoom) -> None:
    assert usual_seconds(of_form(room, AnswerForm.BLANK)) > 15
