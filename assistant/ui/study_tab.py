"""Tab 学习: courses from the clauses of the base, quizzes, flash cards, exams and progress."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import gradio as gr

from assistant.study.blueprints import FORM_ZH
from assistant.ui import strings_study as says
from assistant.ui.failures import told_in_chinese
from assistant.ui.rendering.source_html import hint_html
from assistant.ui.rendering.study_questions import event_button
from assistant.ui.rendering.study_reading import notices_html
from assistant.ui.source_panel import SourcePanel
from assistant.ui.study_course_form import CourseForm, CourseHandler
from assistant.ui.study_desk import LONGEST_ID, QUIET, Seat, StudyDesk, study_block
from assistant.ui.study_exam_panel import ExamPanel
from assistant.ui.study_progress_panel import ClassPanel, ProgressPanel
from assistant.ui.study_quiz_panel import QuizPanel
from assistant.ui.study_read_panel import FlashPanel, ReadPanel
from assistant.wiring import Workbench
from kb.errors import InputRefused

STORAGE = "yubei-study"  # the browser remembers the name and the course, nothing else
MOST_WORKS_SENT = 100
SHOWN = 8 + len(FORM_ZH)  # head, status, notices, five panels, the counts of a paper


def build_study_tab(workbench: Workbench, tab: gr.Tab) -> None:
    """Add the tab's components and events to the surrounding page."""
    desk = StudyDesk(workbench)
    who = gr.BrowserState({"name": "", "course": ""}, storage_key=STORAGE, secret=STORAGE)
    with gr.Row(elem_classes="split"):
        with gr.Column(scale=3, min_width=320):
            gr.HTML(hint_html(says.INTRO))
            form = CourseForm()
            notices = study_block("", elem_id="study-notices")
            with gr.Tabs(elem_id="study-tabs"):
                with gr.Tab(says.TAB_QUIZ, id="study-quiz-tab") as quiz_tab:
                    quiz = QuizPanel(desk)
                with gr.Tab(says.TAB_READ, id="study-read-tab") as read_tab:
                    read = ReadPanel(desk)
                with gr.Tab(says.TAB_FLASH, id="study-flash-tab") as flash_tab:
                    flash = FlashPanel(desk)
                with gr.Tab(says.TAB_EXAM, id="study-exam-tab") as exam_tab:
                    exam = ExamPanel(desk)
                with gr.Tab(says.TAB_PROGRESS, id="study-progress-tab") as progress_tab:
                    progress = ProgressPanel(desk)
                with gr.Tab(says.TAB_CLASS, id="study-class-tab") as class_tab:
                    group = ClassPanel(desk)
        with gr.Column(scale=2, min_width=320, elem_classes="source-column"):
            panel = SourcePanel(workbench, elem_id="study-source", hint=says.SOURCE_HINT)
    for one in (quiz, read, flash, exam):
        one.listen(who, panel)
    progress.listen(who)
    group.listen(panel)
    panels = StudyPanels(desk, quiz, read, flash, exam, progress)
    blocks = [quiz.block, read.block, flash.block, exam.block, progress.block]
    wire_head(StudyTab(desk, panels), tab, form, who, [form.box, form.status, notices, *blocks, *exam.counts])
    for number, (opened, block) in enumerate(
        zip((quiz_tab, read_tab, flash_tab, exam_tab, progress_tab), blocks, strict=True)
    ):
        # What the source panel shows may be the key of what comes now.
        opened.select(panels.opener(number), [who], [block], **QUIET).then(
            lambda: hint_html(says.SOURCE_HINT), None, [panel.block], **QUIET
        )
    class_tab.select(group.show, None, [group.block], **QUIET)
    notices.delete(panels.seen, [who], [notices], **QUIET)


def wire_head(
    handler: StudyTab, tab: gr.Tab, form: CourseForm, who: gr.BrowserState, shown: Sequence[gr.components.Component]
) -> None:
    """Wire who studies and which course; whatever changes either shows all panels anew."""
    head = [form.name, form.course, form.works]
    tab.select(handler.courses.choices, [who], head, **QUIET).then(handler.show, [who], shown, **QUIET)
    gr.on([form.enter.click, form.name.submit], handler.enter, [form.name, who], [who], **QUIET).then(
        handler.show, [who], shown, **QUIET
    )
    form.course.input(handler.choose, [form.course, who], [who], **QUIET).then(handler.show, [who], shown, **QUIET)
    form.kind.change(handler.courses.values, [form.kind], [form.value], **QUIET)
    opened = [form.status, who, form.open]
    form.open.click(handler.open, [form.kind, form.value, form.works, who], opened, **QUIET).then(
        handler.courses.choices, [who], head, **QUIET
    ).then(handler.show, [who], shown, **QUIET)
    gr.on([form.renew.click, form.status.apply], handler.renew, [who], [form.status], **QUIET).then(
        handler.show, [who], shown, **QUIET
    )


class StudyPanels:
    """The panels of a course, shown together or one by one."""

    def __init__(
        self,
        desk: StudyDesk,
        quiz: QuizPanel,
        read: ReadPanel,
        flash: FlashPanel,
        exam: ExamPanel,
        progress: ProgressPanel,
    ) -> None:
        self._desk = desk
        self._quiz, self._read, self._flash, self._exam, self._progress = quiz, read, flash, exam, progress

    def every(self, seat: Seat, request: gr.Request | None) -> tuple[str, str, str, str, str]:
        """Return all panels in the order of the tabs."""
        return (
            self._quiz.render(seat),
            self._read.render(seat),
            self._flash.render(seat),
            self._exam.render(seat, request),
            self._progress.render(seat),
        )

    def counts(self, seat: Seat | None) -> tuple[object, ...]:
        """Return the updates of the form of a paper for a course."""
        return self._exam.fitting_counts(seat)

    def opener(self, number: int) -> OpenPanel:
        """Return the handler that shows one panel when its tab is opened."""
        return OpenPanel(self._desk, self, number)

    def seen(self, who: object, request: gr.Request) -> object:
        """Keep that the learner was told of the changes."""
        with told_in_chinese():
            learner = self._desk.learner(who, request)
            schedule = self._desk.room.kb.catalog.study.schedule
            schedule.mark_seen(learner.learner_no, self._desk.seat(who, request).at)
            return ""
        return gr.skip()


class OpenPanel:
    """Shows one panel as it is now."""

    def __init__(self, desk: StudyDesk, panels: StudyPanels, number: int) -> None:
        self._desk, self._panels, self._number = desk, panels, number

    def __call__(self, who: object, request: gr.Request) -> object:
        """Return the panel; without a name or course, what is missing."""
        try:
            seat = self._desk.seat(who, request)
        except InputRefused as error:
            return hint_html(error.message_zh)
        with told_in_chinese():
            return self._panels.every(seat, request)[self._number]
        return gr.skip()


class StudyTab:
    """The head of the tab for all sessions."""

    def __init__(self, desk: StudyDesk, panels: StudyPanels) -> None:
        self._desk = desk
        self._panels = panels
        self.courses = CourseHandler(desk)

    def enter(self, name: object, who: object, request: gr.Request) -> object:
        """Keep the name in the browser; the learner is made when it is new."""
        with told_in_chinese():
            wished = {"name": str(name or "")[:LONGEST_ID], "course": _course_in(who)}
            learner = self._desk.learner(wished, request)
            return {**wished, "name": learner.name}
        return gr.skip()

    def choose(self, course: object, who: object) -> object:
        """Keep the course in the browser."""
        name = str(who.get("name") or "")[:LONGEST_ID] if isinstance(who, dict) else ""
        return {"name": name, "course": str(course or "")[:LONGEST_ID]}

    def show(self, who: object, request: gr.Request) -> tuple[object, ...]:
        """Return head, status, notices and all panels."""
        try:
            learner = self._desk.learner(who, request)
            self._desk.follow_changes(learner)
            told = notices_html(self._desk.room.kb.catalog.study.schedule.notices(learner.learner_no))
            seat = self._desk.seat(who, request)
        except InputRefused as error:
            told = hint_html(error.message_zh)
            return (gr.update(open=True, label=says.HEAD), told, "", *(told,) * 5, *self._panels.counts(None))
        with told_in_chinese():
            head = says.HEAD_OF.format(name=learner.name, title=seat.course.title)
            return (
                gr.update(open=False, label=head),
                self._status(seat),
                told,
                *self._panels.every(seat, request),
                *self._panels.counts(seat),
            )
        return (gr.skip(),) * SHOWN

    def open(
        self, kind: object, value: object, works: object, who: object, request: gr.Request
    ) -> Iterator[tuple[object, object, object]]:
        """Make the course of the form, or take up the one there is."""
        yield hint_html(says.OPENING), gr.skip(), gr.update(interactive=False)
        with told_in_chinese():
            learner = self._desk.learner(who, request)
            chosen = [str(one)[:LONGEST_ID] for one in works[:MOST_WORKS_SENT]] if isinstance(works, list) else []
            course = self._desk.room.shelf.open(str(kind)[:20], str(value or "")[:40], chosen, learner.name)
            wished = {"name": learner.name, "course": course.course_id}
            seat = self._desk.seat(wished, request)
            yield self._status(seat), wished, gr.update(interactive=True)
            return
        yield "", gr.skip(), gr.update(interactive=True)

    def renew(self, who: object, request: gr.Request) -> Iterator[object]:
        """Choose the questions of the course anew."""
        yield hint_html(says.OPENING)
        with told_in_chinese():
            seat = self._desk.seat(who, request)
            self._desk.room.shelf.renew(seat.course, seat.learner.name)
            yield self._status(self._desk.seat(who, request))
            return
        yield ""

    def _status(self, seat: Seat) -> str:
        shelf = self._desk.room.shelf
        path, entries = shelf.path(seat.course), shelf.entries(seat.course)
        text = says.OPENED.format(clauses=len(path.clauses), questions=len(entries))
        outdated = shelf.outdated(seat.course)
        if not outdated:
            return hint_html(text)
        told = hint_html(says.OUTDATED.format(count=outdated))
        return f'{hint_html(text)}{told}<p class="study-buttons">{event_button(says.RENEW_COURSE, "apply")}</p>'


def _course_in(who: object) -> str:
    return str(who.get("course") or "")[:LONGEST_ID] if isinstance(who, dict) else ""
