"""Progress, weak points, the forecast and the class add up to what was answered."""

from __future__ import annotations

from datetime import timedelta

from assistant.study.progress import class_overview, progress_of
from assistant.study.room import StudyRoom
from tests.assistant.study.study_base import course_in, learner_in
from tests.builders import FIXED_TIME

NOW = FIXED_TIME


def test_an_untouched_course_is_at_its_beginning(room: StudyRoom) -> None:
    course = course_in(room)
    progress = progress_of(room.kb, room.shelf, learner_in(room).learner_no, course, NOW)
    assert (progress.clauses, progress.read, progress.seen, progress.mastered, progress.due) == (5, 0, 0, 0, 0)
    assert progress.weak == ()
    assert sum(count for _, count in progress.forecast) == 0
    assert [one.clauses for one in progress.chapters] == [1, 1, 1, 1, 1]
    assert sum(one.questions for one in progress.chapters) == progress.questions


def test_answers_show_up_by_day_chapter_and_kind(room: StudyRoom) -> None:
    course, learner = course_in(room), learner_in(room).learner_no
    entries = room.shelf.entries(course)
    missed = next(one for one, entry in entries.items() if entry.place.heading_path[-1] == "2 信息报告")
    yesterday = NOW - timedelta(days=1)
    room.practice.answer(learner, course, missed, "不会", yesterday, turn=0)
    for question_id, entry in entries.items():
        turn = 1 if question_id == missed else 0
        reply = "不会" if question_id == missed else entry.question.answer
        room.practice.answer(learner, course, question_id, reply, NOW, turn=turn)
    room.kb.catalog.study.mark_read(learner, [room.shelf.path(course).clauses[0].clause_hash], NOW)
    progress = progress_of(room.kb, room.shelf, learner, course, NOW)
    assert (progress.read, progress.seen, progress.known) == (1, len(entries), len(entries) - 1)
    assert (progress.days[-2].wrong, progress.days[-1].right, progress.days[-1].wrong) == (1, len(entries) - 1, 1)
    worst = progress.weak[0]
    assert (worst.by, worst.name.endswith("2 信息报告"), worst.wrong) == ("chapter", True, 2)
    assert {one.by for one in progress.weak} == {"chapter", "hazard", "kind"}
    assert sum(count for _, count in progress.forecast) == len(entries)
    assert progress.forecast[0][1] >= 1


def test_mastery_is_reached_by_right_answers_over_weeks(room: StudyRoom) -> None:
    course, learner = course_in(room), learner_in(room).learner_no
    question_id, entry = next(iter(room.shelf.entries(course).items()))
    at, turn = NOW, 0
    for turn in range(4):
        card = room.practice.answer(learner, course, question_id, entry.question.answer, at, turn=turn).card
        at = card.due_at
    progress = progress_of(room.kb, room.shelf, learner, course, at)
    assert progress.mastered == 1
    assert max(one.mastered for one in progress.days) == 1


def test_the_class_holds_every_pair_once(room: StudyRoom) -> None:
    course = course_in(room)
    one, other = learner_in(room), learner_in(room, "乙")
    learner_in(room, "没选课")
    for learner in (one, other):
        room.kb.catalog.study.enrol(learner.learner_no, course.course_id, NOW)
    question_id = next(iter(room.shelf.entries(course)))
    room.practice.answer(one.learner_no, course, question_id, "不会", NOW, turn=0)
    overview = class_overview(room.kb, NOW)
    assert {learner.name for learner in overview.learners} == {"甲", "乙"}
    assert [item.course_id for item in overview.courses] == [course.course_id]
    tally = overview.tallies[one.learner_no, course.course_id]
    assert (tally.seen, tally.reviews, tally.wrong) == (1, 1, 1)
    assert overview.tallies[other.learner_no, course.course_id].seen == 0
