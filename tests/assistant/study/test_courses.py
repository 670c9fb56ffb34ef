"""Courses: their path, their questions, and what they refuse."""

from __future__ import annotations

import pytest

from assistant.study.flash_cards import flash_cards
from assistant.study.reading_path import minutes_for, path_of, studied_summaries
from assistant.study.room import StudyRoom
from assistant.study.scopes import CourseKind, CourseScope, scope_from, scope_json
from kb.errors import InputRefused
from kb.records import DocumentStatus, Metadata
from tests.assistant.study.study_base import course_in, plan, replace_plan
from tests.builders import make_document, original_of


def test_the_path_follows_the_plan_and_each_question_has_its_clause(room: StudyRoom) -> None:
    course = course_in(room)
    path, entries = room.shelf.path(course), room.shelf.entries(course)
    assert [one.heading_path[-1] for one in path.clauses] == [
        "1 组织指挥",
        "2 信息报告",
        "3 应急响应",
        "4 人员转移",
        "5 物资保障",
    ]
    document = room.kb.document(plan().document_id)
    assert [document.text[one.start : one.end] for one in path.clauses] == [one.text for one in path.clauses]
    assert len(entries) >= 6
    starts = [entry.place.start for entry in entries.values()]
    assert starts == sorted(starts)
    assert all(entry.question.source.text in document.text for entry in entries.values())
    assert path.minutes == pytest.approx(sum(one.minutes for one in path.clauses))


def test_the_same_scope_is_the_same_course_with_the_same_questions(room: StudyRoom) -> None:
    first = course_in(room)
    questions = room.kb.catalog.study.course_questions(first.course_id)
    assert course_in(room) == first
    assert room.kb.catalog.study.course_questions(room.shelf.renew(first, "王编辑").course_id) == questions


def test_only_documents_in_force_are_studied(room: StudyRoom) -> None:
    draft = make_document(
        plan().text.replace("防汛", "抗旱"),
        title="临澜市抗旱应急预案",
        metadata=Metadata(title="临澜市抗旱应急预案", doc_type="plan_special", status=DocumentStatus.DRAFT),
    )
    waiting = make_document(
        plan().text.replace("防汛", "防火"),
        title="临澜市防火应急预案",
        metadata=Metadata(title="临澜市防火应急预案", doc_type="plan_special"),
        approved=False,
    )
    room.kb.replace_documents([draft, waiting], {one.document_id: original_of(one) for one in (draft, waiting)})
    assert [one.metadata.title for one in studied_summaries(room.kb)] == ["临澜市防汛应急预案"]
    with pytest.raises(InputRefused, match="现行文件"):
        room.shelf.open("document", "", [draft.work_id], "王编辑")


@pytest.mark.parametrize(
    ("kind", "value", "headings"),
    [
        ("hazard", "flood", ["1 组织指挥", "2 信息报告", "3 应急响应", "4 人员转移", "5 物资保障"]),
        ("phase", "reporting", ["2 信息报告"]),
        ("position", "值班员", ["3 应急响应"]),
    ],
)
def test_courses_by_hazard_phase_and_position(room: StudyRoom, kind: str, value: str, headings: list[str]) -> None:
    course = room.shelf.open(kind, value, [], "王编辑")
    path = room.shelf.path(course)
    assert [one.heading_path[-1] for one in path.clauses] == headings
    starts = {one.start for one in path.clauses}
    assert {entry.place.start for entry in room.shelf.entries(course).values()} <= starts


@pytest.mark.parametrize(
    ("kind", "value", "said"),
    [
        ("document", "", "至少选一份"),
        ("hazard", "nonsense", "灾种"),
        ("rumour", "", "课程类型"),
        ("phase", "x", "阶段"),
    ],
)
def test_what_names_nothing_is_refused(room: StudyRoom, kind: str, value: str, said: str) -> None:
    with pytest.raises(InputRefused, match=said):
        room.shelf.open(kind, value, [], "王编辑")


def test_a_course_without_clauses_is_refused(room: StudyRoom) -> None:
    with pytest.raises(InputRefused, match="没有符合的条文"):
        room.shelf.open("hazard", "earthquake", [], "王编辑")
    assert room.kb.catalog.study.courses() == []


def test_a_scope_is_kept_whole() -> None:
    scope = CourseScope(kind=CourseKind.POSITION, value="保安/门卫", works=("b", "a"))
    assert scope_from(scope_json(scope)) == scope


def test_flash_cards_hide_short_facts_that_stand_in_their_clause(room: StudyRoom) -> None:
    course = course_in(room)
    entries = room.shelf.entries(course)
    cards = flash_cards(room.shelf.path(course), entries.values())
    told = {point.text for entry in entries.values() for point in entry.question.key_points}
    facts = {card.clause.text[fact.start : fact.end] for card in cards for fact in card.facts}
    assert facts
    assert facts <= told
    for card in cards:
        ends = [0, *(fact.end for fact in card.facts)]
        assert all(fact.start >= end for fact, end in zip(card.facts, ends, strict=False))


def test_after_a_new_edition_the_course_is_renewed_without_twins(room: StudyRoom) -> None:
    course = course_in(room)
    before = room.shelf.entries(course)
    replace_plan(room)
    assert room.shelf.outdated(course) > 0
    left = room.shelf.entries(course)
    assert 0 < len(left) < len(before)
    assert all("2025年施行" in entry.question.stem for entry in left.values())
    renewed = room.shelf.renew(course, "王编辑")
    assert room.shelf.outdated(renewed) == 0
    after = room.shelf.entries(renewed)
    assert set(left) <= set(after)
    asked = [(one.question.kind, one.question.source.text_hash, one.question.stem) for one in after.values()]
    assert len(asked) == len(set(asked))
    assert any("15分钟" in entry.question.source.text for entry in after.values())
    assert not any("30分钟" in entry.question.source.text for entry in after.values())
    assert [one.heading_path[-1] for one in room.shelf.path(renewed).clauses][-1] == "4 人员转移"


def test_a_minute_holds_250_characters() -> None:
    assert minutes_for("字" * 500) == 2.0
    assert minutes_for("字\n 字") == 0.1


def test_a_path_of_one_work_is_read_by_its_id(room: StudyRoom) -> None:
    path = path_of(room.kb, CourseScope(kind=CourseKind.PHASE, value="reporting", works=(plan().work_id,)))
    assert [one.work_id for one in path.clauses] == [plan().work_id]


def test_of_two_copies_of_a_work_one_is_read(room: StudyRoom) -> None:
    copy = plan(plan().text.replace("5 物资保障", "5  物资保障"))
    room.kb.replace_documents([copy], {copy.document_id: original_of(copy)})
    assert len(room.kb.summaries()) == 2
    path = path_of(room.kb, CourseScope(kind=CourseKind.DOCUMENT, works=(plan().work_id,)))
    assert len({one.document_id for one in path.clauses}) == 1
    assert len(path.clauses) == len({one.clause_hash for one in path.clauses})
