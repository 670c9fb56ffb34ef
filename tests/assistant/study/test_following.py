"""A changed clause takes its questions off the schedule and tells the learner the old and the new words, once."""

from __future__ import annotations

from assistant.study.following import catch_up
from assistant.study.room import StudyRoom
from tests.assistant.study.study_base import NEW_LIMIT, OLD_LIMIT, course_in, learner_in, replace_plan
from tests.builders import FIXED_TIME


def answer_all(room: StudyRoom, learner: int) -> None:
    course = course_in(room)
    for question_id, entry in room.shelf.entries(course).items():
        room.practice.answer(learner, course, question_id, entry.question.answer, FIXED_TIME, turn=0)


def test_changed_and_removed_clauses_are_told_and_no_more_asked(room: StudyRoom) -> None:
    learner = learner_in(room).learner_no
    answer_all(room, learner)
    before = set(room.kb.catalog.study.schedule.active(learner))
    assert catch_up(room.kb, room.bank, learner, FIXED_TIME) == 0
    replace_plan(room)
    retired = catch_up(room.kb, room.bank, learner, FIXED_TIME)
    schedule = room.kb.catalog.study.schedule
    notices = {one.how: one for one in schedule.notices(learner)}
    assert set(notices) == {"changed", "removed"}
    assert OLD_LIMIT in notices["changed"].old_text
    assert NEW_LIMIT in notices["changed"].new_text
    assert "冲锋舟30艘" in notices["removed"].old_text
    assert notices["removed"].new_text == ""
    assert retired == sum(one.questions for one in notices.values()) > 1
    left = set(schedule.active(learner))
    assert left < before
    assert left == set(room.shelf.entries(course_in(room)))
    assert catch_up(room.kb, room.bank, learner, FIXED_TIME) == 0
    schedule.mark_seen(learner, FIXED_TIME)
    assert schedule.notices(learner) == []


def test_who_never_answered_them_is_told_nothing(room: StudyRoom) -> None:
    course_in(room)
    learner = learner_in(room).learner_no
    replace_plan(room)
    assert catch_up(room.kb, room.bank, learner, FIXED_TIME) == 0
    assert room.kb.catalog.study.schedule.notices(learner) == []


def test_unchanged_clauses_stay_read_in_the_new_edition(room: StudyRoom) -> None:
    course, learner = course_in(room), learner_in(room).learner_no
    study = room.kb.catalog.study
    study.mark_read(learner, [one.clause_hash for one in room.shelf.path(course).clauses], FIXED_TIME)
    replace_plan(room)
    read = study.readings(learner)
    unread = [one.heading_path[-1] for one in room.shelf.path(course).clauses if one.clause_hash not in read]
    assert unread == ["2 信息报告"]


def test_a_removed_document_takes_its_questions_along(room: StudyRoom) -> None:
    learner = learner_in(room).learner_no
    answer_all(room, learner)
    room.kb.remove_document(room.kb.summaries()[0].document_id)
    assert catch_up(room.kb, room.bank, learner, FIXED_TIME) > 0
    assert room.kb.catalog.study.schedule.active(learner) == []
    assert {one.how for one in room.kb.catalog.study.schedule.notices(learner)} == {"removed"}
