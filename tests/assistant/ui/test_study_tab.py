"""The tab 学习 with input from the browser, honest or not: nobody reads or changes another learner's data."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace

import gradio as gr
import pytest

from assistant.study.blueprints import FORM_ZH, body_from
from assistant.study.practice import Practice
from assistant.study.progress import progress_of
from assistant.study.room import StudyRoom
from assistant.ui import strings_study as says
from assistant.ui.source_panel import SourcePanel
from assistant.ui.study_desk import Sent, StudyDesk
from assistant.ui.study_exam_panel import ExamPanel
from assistant.ui.study_progress_panel import ClassPanel, ProgressPanel, progress_html
from assistant.ui.study_quiz_panel import QuizPanel
from assistant.ui.study_read_panel import FlashPanel, ReadPanel
from assistant.ui.study_tab import StudyPanels, StudyTab
from assistant.wiring import Workbench
from kb.catalog.study_records import Course
from kb.errors import InputRefused
from kb.settings import Settings
from tests.assistant.study.study_base import course_in, open_base, replace_plan
from tests.builders import FIXED_TIME

# Outside a running page a notice to the person is a warning.
pytestmark = pytest.mark.filterwarnings("ignore::UserWarning")
XSS = '<img src=x onerror="alert(1)">'


def event(**values: object) -> gr.EventData:
    """Make the event of a click, as the browser's data arrive."""
    return gr.EventData(None, dict(values))


def request(user: str | None = None) -> gr.Request:
    """Make the request of a user; None is a page without login."""
    return SimpleNamespace(username=user)  # type: ignore[return-value]


class Page:
    """The panels over one base, built as the page builds them."""

    def __init__(self, workbench: Workbench) -> None:
        self.workbench = workbench
        with gr.Blocks():
            who = gr.BrowserState({"name": "", "course": ""})
            self.desk = StudyDesk(workbench)
            source = SourcePanel(workbench, elem_id="source")
            self.quiz, self.read = QuizPanel(self.desk), ReadPanel(self.desk)
            self.flash, self.exam = FlashPanel(self.desk), ExamPanel(self.desk)
            self.progress, self.group = ProgressPanel(self.desk), ClassPanel(self.desk)
            for one in (self.quiz, self.read, self.flash, self.exam):
                one.listen(who, source)
        self.panels = StudyPanels(self.desk, self.quiz, self.read, self.flash, self.exam, self.progress)
        self.tab = StudyTab(self.desk, self.panels)

    @property
    def room(self) -> StudyRoom:
        return self.desk.room

    @property
    def practice(self) -> Practice:
        return self.desk.room.practice


@pytest.fixture
def page(tmp_path: Path) -> Iterator[Page]:
    with open_base(tmp_path) as workbench:
        yield Page(workbench)


@pytest.fixture
def course(page: Page) -> Course:
    return course_in(page.room)


def wish(course: Course, name: str = "甲") -> dict[str, str]:
    return {"name": name, "course": course.course_id}


def next_question(page: Page, who: dict[str, str], user: str | None = None) -> str:
    seat = page.desk.seat(who, request(user))
    return page.practice.queue(seat.learner.learner_no, seat.course, seat.at).next_id


def test_a_wrong_answer_shows_the_key_and_opens_the_clause(page: Page, course: Course) -> None:
    question_id = next_question(page, wish(course))
    sent = event(key=question_id, reply="不会", turn=0, seconds=3)
    outcome, source = page.quiz.answer(sent, wish(course), request())
    place = page.room.shelf.entries(course)[question_id].place
    assert says.QUIZ_WRONG in str(outcome)
    assert f'data-start="{place.start}" data-end="{place.end}"' in str(source)
    assert "mark" in str(source)
    again, unchanged = page.quiz.answer(sent, wish(course), request())
    assert says.QUIZ_WRONG not in str(again)
    assert "data-start" not in str(unchanged)


def test_a_phone_shows_the_clause_below_the_key_only(page: Page, course: Course) -> None:
    question_id = next_question(page, wish(course))
    sent = event(key=question_id, reply="不会", turn=0, narrow=True)
    outcome, source = page.quiz.answer(sent, wish(course), request())
    assert "<blockquote>" in str(outcome)
    assert "<article" not in str(source)


def test_the_question_on_the_page_does_not_hold_its_key(page: Page, course: Course) -> None:
    shown = page.quiz.render(page.desk.seat(wish(course), request()))
    assert says.QUIZ_KEY not in shown
    assert "blockquote" not in shown


def test_with_a_login_the_name_from_the_browser_counts_nothing(page: Page, course: Course) -> None:
    mine = page.desk.learner({"name": "wang"}, request("trainee"))
    assert (mine.name, mine.by_login) == ("trainee", True)
    typed = page.desk.learner({"name": "trainee"}, request())
    assert typed.learner_no != mine.learner_no
    question_id = next_question(page, wish(course, "wang"), "trainee")
    page.quiz.answer(event(key=question_id, reply="不会", turn=0), wish(course, "wang"), request("trainee"))
    schedule = page.room.kb.catalog.study.schedule
    assert len(schedule.reviews(mine.learner_no)) == 1
    victim = page.desk.learner({}, request("wang"))
    assert schedule.reviews(victim.learner_no) == []
    exported = page.progress.export_json({"name": "wang"}, request("trainee"))
    record = json.loads(Path(exported["value"]).read_text(encoding="utf-8"))  # type: ignore[index]
    assert record["learner"] == "trainee"


def test_another_logins_exam_is_neither_shown_nor_changed(page: Page, course: Course) -> None:
    page.exam.start_practice(wish(course), request("wang"))
    owner = page.desk.learner({}, request("wang"))
    sitting = page.room.hall.running(owner.learner_no, FIXED_TIME)[0]
    made_up = event(key=sitting.sitting_id, index=0, reply="A")
    thief = (wish(course, "wang"), request("trainee"))
    for answer in (
        page.exam.go_on(made_up, *thief),
        page.exam.reply(made_up, *thief),
        page.exam.result(made_up, *thief),
        page.exam.hand_in(made_up, *thief)[0],
    ):
        assert "study-card" not in str(answer) and "<form" not in str(answer)
    assert page.room.hall.replies(sitting) == {}
    assert page.room.hall.own(owner.learner_no, sitting.sitting_id).ended_at is None


def test_a_running_exam_shows_no_key_and_keeps_replies_over_a_reload(page: Page, course: Course) -> None:
    seat = page.desk.seat(wish(course), request())
    paper, source = page.exam.start_practice(wish(course), request())
    shown = str(paper)
    assert says.EXAM_COVERED in str(source)
    sitting = page.room.hall.running(seat.learner.learner_no, seat.at)[0]
    body = body_from(page.room.hall.paper(sitting.paper_id).body)
    assert shown.count("<form") == len(body.questions)
    assert says.QUIZ_KEY not in shown
    assert "blockquote" not in shown
    letter = "A"
    page.exam.reply(event(key=sitting.sitting_id, index=0, reply=letter), wish(course), request())
    reloaded = page.exam.render(page.desk.seat(wish(course), request()), request())
    assert f'value="{letter}" checked' in reloaded
    result, _ = page.exam.hand_in(event(key=sitting.sitting_id), wish(course), request())
    assert says.QUIZ_KEY in str(result)
    assert str(result).count('data-event="click"') == len(body.questions)


def test_the_class_papers_and_marks_are_for_editors(tmp_path: Path) -> None:
    with open_base(tmp_path) as opened:
        settings = Settings(data_path=opened.settings.data_path, workers=1, editors="wang")
        page = Page(Workbench(settings=settings, kb=opened.kb, answerer=opened.answerer))
        course = course_in(page.room)
        who = wish(course)
        page.exam.start_practice(who, request("trainee"))
        learner = page.desk.learner({}, request("trainee"))
        sitting = page.room.hall.running(learner.learner_no, FIXED_TIME)[0]
        page.exam.hand_in(event(key=sitting.sitting_id), who, request("trainee"))
        made_up = event(key=sitting.sitting_id)
        assert "trainee" not in str(page.group.show(request("trainee")))
        assert page.group.open(made_up, request("trainee"))[0] == ""
        page.group.overrule(sitting.sitting_id, 1, 1, "", request("trainee"))
        assert page.room.hall.results(learner_no=learner.learner_no)[0].got == 0
        printed = page.exam.print(event(key=sitting.paper_id), request("trainee"))
        assert "value" not in str(printed)
        numbers = (1, 2.0) + (0, 1.0) * 5
        page.exam.make(who, "卷", 10, 0, 1, request("trainee"), *numbers)
        assert [one.made_by for one in page.room.kb.catalog.study.exams.papers()] == [""]
        assert "trainee" in str(page.group.show(request("wang")))
        assert "study-card" in str(page.group.open(made_up, request("wang"))[0])
        page.group.overrule(sitting.sitting_id, 1, 1, "口答", request("wang"))
        assert page.room.hall.results(learner_no=learner.learner_no)[0].got == 1
        page.exam.make(who, "卷", 10, 0, 1, request("wang"), *numbers)
        assert {one.made_by for one in page.room.kb.catalog.study.exams.papers()} == {"", "wang"}


def test_made_up_events_change_nothing(page: Page, course: Course) -> None:
    for made_up in ({}, {"key": ["x"], "index": "1", "turn": None}, {"key": 7, "index": 2**70, "reply": {"a": 1}}):
        page.quiz.answer(event(**made_up), wish(course), request())
        page.read.go_on(event(**made_up), wish(course), request())
        page.flash.grade(event(**made_up), wish(course), request())
        page.exam.start(event(**made_up), wish(course), request())
        page.exam.reply(event(**made_up), wish(course), request())
    learner = page.desk.learner(wish(course), request()).learner_no
    study = page.room.kb.catalog.study
    assert (study.readings(learner), study.schedule.cards(learner), study.exams.sittings()) == ({}, [], [])
    assert Sent.of(event(seconds=float("inf"))).seconds == 0


@pytest.mark.parametrize("who", [None, {}, [], {"name": 3}, {"name": "甲", "course": "../x"}])
def test_without_name_or_course_the_page_says_what_is_missing(page: Page, who: object) -> None:
    with pytest.raises(InputRefused):
        page.desk.seat(who, request())
    shown = page.tab.show(who, request())
    assert len(shown) == 8 + len(FORM_ZH)
    assert "hint" in str(shown[3])


def test_a_name_with_markup_is_shown_as_text(page: Page, course: Course) -> None:
    page.desk.seat(wish(course, XSS), request())
    shown = str(page.group.show(request()))
    assert "<img" not in shown
    assert "&lt;img" in shown


def test_reading_goes_on_with_the_next_unread_clause(page: Page, course: Course) -> None:
    path = page.room.shelf.path(course)
    sent = event(index=0, key=path.clauses[0].clause_hash)
    shown = str(page.read.go_on(sent, wish(course), request()))
    assert says.READ_POSITION.format(place=2, count=5) in shown
    assert says.READ_SUM.split("，")[0].format(read=1, clauses=5) in shown
    page.read.go_on(event(index=1, key="0" * 32), wish(course), request())
    learner = page.desk.learner(wish(course), request()).learner_no
    assert len(page.room.kb.catalog.study.readings(learner)) == 1


def test_a_changed_clause_is_told_until_it_was_seen(page: Page, course: Course) -> None:
    seat = page.desk.seat(wish(course), request())
    for question_id, entry in page.room.shelf.entries(course).items():
        page.practice.answer(seat.learner.learner_no, course, question_id, entry.question.answer, FIXED_TIME, turn=0)
    replace_plan(page.room)
    told = str(page.tab.show(wish(course), request())[2])
    assert "30分钟" in told and "15分钟" in told
    assert page.panels.seen(wish(course), request()) == ""
    assert page.tab.show(wish(course), request())[2] == ""


def test_the_charts_hold_what_was_answered(page: Page, course: Course) -> None:
    seat = page.desk.seat(wish(course), request())
    learner = seat.learner.learner_no
    for question_id in page.room.shelf.entries(course):
        page.practice.answer(learner, course, question_id, "不会", seat.at - timedelta(minutes=40), turn=0)
        page.practice.answer(learner, course, question_id, "不会", seat.at, turn=1)
    shown = progress_html(progress_of(page.room.kb, page.room.shelf, learner, course, seat.at))
    count = len(page.room.shelf.entries(course))
    assert f"{says.CHART_WRONG} {2 * count}" in shown
    assert f"100%（{2 * count}/{2 * count}）" in shown
    assert "http" not in shown.replace("http://www.w3.org", "")
