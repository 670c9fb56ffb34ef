"""Learners, courses, schedules, notices and exams: stored, counted, found again, and absent from older bases."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from kb.catalog import CATALOG_NAME, Catalog
from kb.catalog.product_records import ProductDraft, ProductState
from kb.catalog.schema import MIGRATIONS, migrate
from kb.catalog.study_records import Course, Notice, Paper, Reply, Review, Sitting, StudyCard
from kb.errors import InputRefused, StoreReadOnly

NOW = datetime(2026, 3, 1, 8, 0, tzinfo=UTC)
DAY = timedelta(days=1)


def course(course_id: str = "flood", title: str = "防汛") -> Course:
    return Course(
        course_id=course_id, kind="hazard", title=title, scope="{}", made_by="王编辑", made_at=NOW, changed_at=NOW
    )


def card(question_id: str, due: datetime, *, state: int = 2, stability: float = 3.0, wrong: int = 0) -> StudyCard:
    return StudyCard(
        question_id=question_id,
        due_at=due,
        state=state,
        step=None if state == 2 else 0,
        stability=stability,
        difficulty=5.0,
        last_at=NOW - DAY,
        reviews=2,
        wrong=wrong,
    )


def review(question_id: str, at: datetime = NOW) -> Review:
    return Review(question_id=question_id, at=at, way="quiz", grade=3, share=1.0, reply="B", stability=3.0)


def learner_of(catalog: Catalog, name: str = "甲", *, by_login: bool = False) -> int:
    return catalog.study.add_learner(name, by_login=by_login, at=NOW).learner_no


def test_a_name_and_the_same_login_are_two_learners(catalog: Catalog) -> None:
    typed, login = learner_of(catalog, "wang"), learner_of(catalog, "wang", by_login=True)
    assert typed != login
    assert learner_of(catalog, "wang") == typed
    assert [(one.name, one.by_login) for one in catalog.study.learners()] == [("wang", False), ("wang", True)]
    assert catalog.study.learner("nobody", by_login=False) is None


def test_a_course_keeps_the_order_of_its_questions_and_its_learners(catalog: Catalog) -> None:
    study, one = catalog.study, learner_of(catalog)
    study.save_course(course(), ["c", "a", "b"])
    study.enrol(one, "flood", NOW)
    study.enrol(one, "flood", NOW + DAY)
    assert study.course_questions("flood") == ["c", "a", "b"]
    study.save_course(course(title="防汛抗旱"), ["b", "d"])
    assert study.course_questions("flood") == ["b", "d"]
    assert [item.title for item in study.courses()] == ["防汛抗旱"]
    assert study.enrolled(one) == ["flood"]
    study.remove_course("flood", "王编辑")
    assert (study.course("flood"), study.enrolled(one), study.course_questions("flood")) == (None, [], [])


def test_what_was_read_is_kept_once(catalog: Catalog) -> None:
    study, one = catalog.study, learner_of(catalog)
    study.mark_read(one, ["h1", "h2"], NOW)
    study.mark_read(one, ["h1"], NOW + DAY)
    assert study.readings(one) == {"h1": NOW, "h2": NOW}


def test_due_cards_are_those_of_the_learner_and_course_longest_due_first(catalog: Catalog) -> None:
    study, one, other = catalog.study, learner_of(catalog), learner_of(catalog, "乙")
    study.save_course(course(), ["q1", "q2", "q3"])
    for question_id, due in (("q1", NOW), ("q2", NOW - DAY), ("q3", NOW + DAY), ("elsewhere", NOW - 2 * DAY)):
        study.schedule.add_review(one, review(question_id), card(question_id, due))
    study.schedule.add_review(other, review("q1"), card("q1", NOW - 5 * DAY))
    assert [item.question_id for item in study.schedule.due(one, NOW)] == ["elsewhere", "q2", "q1"]
    assert [item.question_id for item in study.schedule.due(one, NOW, course_id="flood")] == ["q2", "q1"]
    assert [item.question_id for item in study.schedule.due(one, NOW, course_id="flood", limit=1)] == ["q2"]
    assert study.schedule.due_count(one, NOW, course_id="flood") == 2
    assert study.schedule.card(one, "q3") == card("q3", NOW + DAY)
    assert study.schedule.card(other, "q3") is None


def test_reviews_are_returned_oldest_first_and_since_a_day(catalog: Catalog) -> None:
    study, one = catalog.study, learner_of(catalog)
    for days in (0, 1, 2):
        study.schedule.add_review(one, review("q1", NOW + days * DAY), card("q1", NOW + days * DAY))
    assert [item.at for item in study.schedule.reviews(one)] == [NOW, NOW + DAY, NOW + 2 * DAY]
    assert [item.at for item in study.schedule.reviews(one, since=NOW + DAY)] == [NOW + DAY, NOW + 2 * DAY]


def test_a_retired_question_is_not_due_and_its_learner_is_told_once(catalog: Catalog) -> None:
    study, one, other = catalog.study, learner_of(catalog), learner_of(catalog, "乙")
    for learner in (one, other):
        study.schedule.add_review(learner, review("q1"), card("q1", NOW))
    told = Notice(at=NOW, title="防汛预案", how="changed", old_text="30分钟", new_text="15分钟", questions=1)
    study.schedule.retire(one, ["q1"], [told], NOW)
    assert (study.schedule.due(one, NOW), study.schedule.active(one)) == ([], [])
    assert study.schedule.active(other) == ["q1"]
    assert [(item.old_text, item.new_text) for item in study.schedule.notices(one)] == [("30分钟", "15分钟")]
    assert study.schedule.notices(other) == []
    study.schedule.mark_seen(one, NOW)
    assert study.schedule.notices(one) == []
    assert [item.notice_no for item in study.schedule.notices(one, seen=True)] == [1]


def test_tallies_count_each_learner_and_course(catalog: Catalog) -> None:
    study, one, other = catalog.study, learner_of(catalog), learner_of(catalog, "乙")
    study.save_course(course(), ["q1", "q2", "q3", "q4"])
    for learner in (one, other):
        study.enrol(learner, "flood", NOW)
    study.schedule.add_review(one, review("q1"), card("q1", NOW + DAY, stability=30.0))
    study.schedule.add_review(one, review("q2"), card("q2", NOW - DAY, stability=5.0, wrong=1))
    study.schedule.add_review(one, review("q3"), card("q3", NOW - DAY, state=1, stability=40.0))
    first, second = study.schedule.tallies(NOW)
    assert (first.total, first.seen, first.known, first.mastered, first.due) == (4, 3, 2, 1, 2)
    assert (first.reviews, first.wrong) == (6, 1)
    assert (second.learner_no, second.total, second.seen) == (other, 4, 0)
    assert [item.learner_no for item in study.schedule.tallies(NOW, learner_no=other)] == [other]


def test_loading_twice_changes_nothing_and_never_puts_back(catalog: Catalog) -> None:
    study, one = catalog.study, learner_of(catalog)
    study.schedule.load(one, [card("q1", NOW)], [review("q1")])
    study.schedule.load(one, [card("q1", NOW)], [review("q1")])
    assert len(study.schedule.reviews(one)) == 1
    newer = StudyCard(
        question_id="q1", due_at=NOW + DAY, state=2, step=None, stability=9.0, difficulty=4.0, last_at=NOW, reviews=3
    )
    study.schedule.add_review(one, review("q1", NOW + DAY), newer)
    study.schedule.load(one, [card("q1", NOW)], [review("q1")])
    assert study.schedule.card(one, "q1") == newer


def test_replies_after_the_deadline_are_late_and_none_come_after_the_end(catalog: Catalog) -> None:
    exams, one = catalog.study.exams, learner_of(catalog)
    paper = Paper(paper_id="p1", course_id="flood", title="试卷", body="{}", made_by="王编辑", made_at=NOW)
    exams.save_paper(paper)
    exams.start(
        Sitting(sitting_id="s1", paper_id="p1", learner_no=one, started_at=NOW, deadline_at=NOW + timedelta(hours=1))
    )
    assert exams.save_reply("s1", 0, "B", NOW) is False
    assert exams.save_reply("s1", 1, "C", NOW + timedelta(hours=2)) is True
    assert exams.save_reply("s1", 0, "B", NOW + timedelta(hours=2)) is False  # nothing changed
    assert [(item.place, item.reply, item.late) for item in exams.replies("s1")] == [(0, "B", False), (1, "C", True)]
    exams.end("s1", [Reply(place=0, reply="B", at=NOW, got=2.0, detail="{}")], NOW + timedelta(hours=2))
    with pytest.raises(InputRefused, match="已经交卷"):
        exams.save_reply("s1", 0, "A", NOW)
    with pytest.raises(InputRefused, match="没有这场考试"):
        exams.save_reply("unknown", 0, "A", NOW)
    exams.overrule("s1", 0, 1.0, "王编辑", "漏一点")
    first = exams.replies("s1")[0]
    assert (first.got, first.ruled_got, first.ruled_by, first.ruled_note) == (2.0, 1.0, "王编辑", "漏一点")
    with pytest.raises(InputRefused, match="第 2 题"):
        exams.overrule("s1", 1, 1.0, "王编辑", "")
    assert exams.sittings(learner_no=one)[0].ended_at == NOW + timedelta(hours=2)
    assert exams.papers("flood") == [paper]
    assert exams.papers("other") == []


def test_forgetting_a_learner_leaves_nothing_of_them(catalog: Catalog) -> None:
    study, one = catalog.study, learner_of(catalog)
    study.save_course(course(), ["q1"])
    study.enrol(one, "flood", NOW)
    study.mark_read(one, ["h1"], NOW)
    study.schedule.add_review(one, review("q1"), card("q1", NOW))
    study.forget_learner(one, "王编辑")
    assert study.learners() == []
    assert (study.enrolled(one), study.readings(one), study.schedule.cards(one)) == ([], {}, [])
    assert study.schedule.reviews(one) == []


def test_reading_an_older_base_finds_no_learners_and_writes_nothing(tmp_path: Path) -> None:
    connection = sqlite3.connect(tmp_path / CATALOG_NAME, isolation_level=None)
    migrate(connection, MIGRATIONS[:3])
    connection.close()
    with Catalog.open(tmp_path, writable=False) as catalog:
        assert (catalog.study.learners(), catalog.study.courses(), catalog.study.schedule.tallies(NOW)) == ([], [], [])
        assert (catalog.study.schedule.due(1, NOW), catalog.study.schedule.due_count(1, NOW)) == ([], 0)
        assert catalog.study.exams.papers() == []
        with pytest.raises(StoreReadOnly):
            catalog.study.add_learner("甲", by_login=False, at=NOW)


def test_withdrawn_questions_leave_the_tallies(catalog: Catalog) -> None:
    study, one = catalog.study, learner_of(catalog)
    draft = ProductDraft(kind="question", title="题", body="{}", product_id="q1")
    catalog.products.save_all([draft], "王编辑")
    study.save_course(course(), ["q1", "q2"])
    study.enrol(one, "flood", NOW)
    for question_id in ("q1", "q2"):
        study.schedule.add_review(one, review(question_id), card(question_id, NOW, stability=30.0))
    assert (study.schedule.tallies(NOW)[0].total, study.schedule.tallies(NOW)[0].mastered) == (2, 2)
    catalog.products.change_state("q1", ProductState.WITHDRAWN, "王编辑")
    assert (study.schedule.tallies(NOW)[0].total, study.schedule.tallies(NOW)[0].mastered) == (1, 1)
