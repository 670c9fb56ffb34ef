"""Exams: papers drawn from a blueprint, the clock, the marks, a trainer's word, and the printed files."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import docx
import pytest

from assistant.study.blueprints import (
    Blueprint,
    Part,
    body_from,
    body_json,
    checked_blueprint,
    draw_paper,
    stock_of,
)
from assistant.study.papers_docx import key_text, option_lines, write_paper
from assistant.study.questions.records import LETTERS, AnswerForm
from assistant.study.room import StudyRoom
from kb.catalog.study_records import Paper
from kb.errors import InputRefused
from tests.assistant.study.study_base import course_in, learner_in
from tests.builders import FIXED_TIME

NOW = FIXED_TIME
BLUEPRINT = Blueprint(
    title="防汛测验",
    minutes=10,
    seed=3,
    parts=(
        Part(form=AnswerForm.JUDGE, count=2, points=2.0),
        Part(form=AnswerForm.ONE, count=3, points=3.0),
        Part(form=AnswerForm.BLANK, count=1, points=4.0),
    ),
)


def paper_in(room: StudyRoom, blueprint: Blueprint = BLUEPRINT) -> Paper:
    return room.hall.make_paper(course_in(room), blueprint, "王教员")


def answer_rightly(room: StudyRoom, learner: int, sitting_id: str, paper: Paper, places: range) -> None:
    for place in places:
        room.hall.reply(learner, sitting_id, place, body_from(paper.body).questions[place].question.answer, NOW)


def test_a_paper_keeps_to_its_blueprint(room: StudyRoom) -> None:
    body = body_from(paper_in(room).body)
    forms = [one.question.form for one in body.questions]
    assert forms == [AnswerForm.ONE] * 3 + [AnswerForm.JUDGE] * 2 + [AnswerForm.BLANK]
    assert body.total == 17.0
    assert len({one.question.question_id for one in body.questions}) == 6
    assert body_from(body_json(body)) == body


def test_no_clause_is_asked_twice_while_others_are_left(room: StudyRoom) -> None:
    entries = room.shelf.entries(course_in(room))
    clauses = {one.question.source.text_hash for one in entries.values() if one.question.form is AnswerForm.ONE}
    part = Part(form=AnswerForm.ONE, count=len(clauses), points=1.0)
    for seed in range(5):
        drawn = draw_paper(entries, Blueprint(title="t", minutes=5, parts=(part,), seed=seed))
        assert {one.question.source.text_hash for one in drawn.questions} == clauses


def test_equal_seeds_give_equal_papers_and_others_do_not(room: StudyRoom) -> None:
    entries = room.shelf.entries(course_in(room))
    few = (Part(form=AnswerForm.ONE, count=2, points=1.0),)
    papers = [draw_paper(entries, Blueprint(title="t", minutes=5, parts=few, seed=seed)) for seed in (1, 1, 2, 3, 4, 5)]
    assert papers[0] == papers[1]
    assert len({body_json(one) for one in papers}) > 2


def test_too_few_questions_are_told_with_their_number(room: StudyRoom) -> None:
    stock = stock_of(room.shelf.entries(course_in(room)))
    with pytest.raises(InputRefused, match=f"只有 {stock[AnswerForm.BLANK]} 道填空题"):
        paper_in(room, Blueprint(title="t", minutes=5, parts=(Part(form=AnswerForm.BLANK, count=50, points=1.0),)))


@pytest.mark.parametrize(
    ("minutes", "parts", "difficulty", "said"),
    [
        (0, [("one", 1, 1.0)], 0, "时长"),
        (10, [("one", 0, 1.0)], 0, "0 题"),
        (10, [("one", 1, -1.0)], 0, "分值"),
        (10, [("poem", 1, 1.0)], 0, "题型"),
        (10, [("one", 1, 1.0)], 7, "难度"),
    ],
)
def test_impossible_blueprints_are_refused(
    minutes: int, parts: list[tuple[str, int, float]], difficulty: int, said: str
) -> None:
    with pytest.raises(InputRefused, match=said):
        checked_blueprint("t", minutes, parts, difficulty, 1)


def test_an_exam_goes_on_after_a_reload_with_its_clock_and_replies(room: StudyRoom) -> None:
    learner, paper = learner_in(room).learner_no, paper_in(room)
    sitting = room.hall.start(learner, paper.paper_id, NOW)
    room.hall.reply(learner, sitting.sitting_id, 0, "B", NOW)
    again = room.hall.start(learner, paper.paper_id, NOW + timedelta(minutes=4))
    assert (again.sitting_id, again.deadline_at) == (sitting.sitting_id, NOW + timedelta(minutes=10))
    assert [one.reply for one in room.hall.replies(again).values()] == ["B"]
    assert room.hall.running(learner, NOW) == [sitting]


def test_marks_count_what_came_in_time(room: StudyRoom) -> None:
    learner, paper = learner_in(room).learner_no, paper_in(room)
    sitting = room.hall.start(learner, paper.paper_id, NOW)
    answer_rightly(room, learner, sitting.sitting_id, paper, range(5))
    late = NOW + timedelta(minutes=11)
    blank = body_from(paper.body).questions[5].question.answer
    assert room.hall.reply(learner, sitting.sitting_id, 5, blank, late)
    result = room.hall.hand_in(learner, sitting.sitting_id, late)
    assert (result.got, result.late_got, result.passed) == (13.0, 4.0, True)
    assert [one.reply.late for one in result.replies] == [False] * 5 + [True]
    assert room.hall.running(learner, late) == []
    assert len(room.kb.catalog.study.schedule.reviews(learner)) == 6
    with pytest.raises(InputRefused, match="已经交卷"):
        room.hall.hand_in(learner, sitting.sitting_id, late)


def test_a_reply_sent_in_the_last_second_is_in_time(room: StudyRoom) -> None:
    learner, paper = learner_in(room).learner_no, paper_in(room)
    sitting = room.hall.start(learner, paper.paper_id, NOW)
    assert not room.hall.reply(learner, sitting.sitting_id, 0, "A", sitting.deadline_at + timedelta(seconds=3))
    assert room.hall.reply(learner, sitting.sitting_id, 1, "A", sitting.deadline_at + timedelta(seconds=7))


def test_an_exam_nobody_handed_in_is_closed_after_a_day(room: StudyRoom) -> None:
    learner, paper = learner_in(room).learner_no, paper_in(room)
    sitting = room.hall.start(learner, paper.paper_id, NOW)
    assert room.hall.running(learner, NOW + timedelta(days=2)) == []
    result = room.hall.results(learner_no=learner)[0]
    assert (result.sitting.sitting_id, result.got, result.passed) == (sitting.sitting_id, 0.0, False)


def test_a_trainer_overrules_a_mark_within_its_points(room: StudyRoom) -> None:
    learner, paper = learner_in(room).learner_no, paper_in(room)
    sitting = room.hall.start(learner, paper.paper_id, NOW)
    room.hall.hand_in(learner, sitting.sitting_id, NOW)
    result = room.hall.overrule(sitting.sitting_id, 5, 2.5, "王教员", "口头答对一半")
    assert result.got == 2.5
    assert (result.replies[5].reply.got, result.replies[5].reply.ruled_by) == (0.0, "王教员")
    with pytest.raises(InputRefused, match="0 到 4"):
        room.hall.overrule(sitting.sitting_id, 5, 5.0, "王教员", "")
    with pytest.raises(InputRefused):
        room.hall.overrule(sitting.sitting_id, 99, 0.0, "王教员", "")


def test_nobody_touches_another_learners_exam(room: StudyRoom) -> None:
    one, other = learner_in(room).learner_no, learner_in(room, "乙").learner_no
    sitting = room.hall.start(one, paper_in(room).paper_id, NOW)
    for attempt in (
        lambda: room.hall.reply(other, sitting.sitting_id, 0, "A", NOW),
        lambda: room.hall.hand_in(other, sitting.sitting_id, NOW),
        lambda: room.hall.own(other, sitting.sitting_id),
    ):
        with pytest.raises(InputRefused, match="没有这场考试"):
            attempt()
    with pytest.raises(InputRefused, match="没有第 99 题"):
        room.hall.reply(one, sitting.sitting_id, 98, "A", NOW)
    assert room.hall.replies(sitting) == {}


def test_the_printed_key_names_the_printed_letters_and_the_clauses(room: StudyRoom, tmp_path: Path) -> None:
    paper = paper_in(room)
    body = body_from(paper.body)
    files = write_paper(paper.title, body, tmp_path)
    exam, sheet, key = (
        "\n".join(
            [one.text for one in written.paragraphs]
            + [cell.text for table in written.tables for row in table.rows for cell in row.cells]
        )
        for written in map(lambda path: docx.Document(str(path)), files)
    )
    assert [path.name for path in files] == ["试卷.docx", "答题卡.docx", "参考答案.docx"]
    assert all(one.question.stem in exam for one in body.questions)
    assert "依据" not in exam
    assert "姓名" in sheet
    for item in body.questions:
        assert item.question.source.citation in key
        assert key_text(item) in key
    chosen = body.questions[0]
    letter = key_text(chosen)
    assert (
        chosen.question.options[chosen.order[LETTERS.index(letter)]]
        == chosen.question.options[chosen.question.right[0]]
    )


@pytest.mark.parametrize(
    ("options", "lines"),
    [
        (["A．1", "B．2", "C．3", "D．4"], [4]),
        (["A．" + "字" * 8] * 4, [2, 2]),
        (["A．" + "字" * 20] * 3, [1, 1, 1]),
        (["A．" + "字" * 8] * 3, [2, 1]),
    ],
)
def test_short_options_share_a_line(options: list[str], lines: list[int]) -> None:
    assert [len(line) for line in option_lines(options)] == lines
