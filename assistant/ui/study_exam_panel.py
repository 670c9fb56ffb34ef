"""考试: practice exams and set papers, a clock that survives a reload, results with the clause of every lost point."""

from __future__ import annotations

import secrets
import tempfile
import zipfile
from datetime import datetime
from pathlib import Path

import gradio as gr

from assistant.study.blueprints import FORM_ZH, Blueprint, Part, body_from, checked_blueprint, stock_of
from assistant.study.exams import ExamHall
from assistant.study.papers_docx import write_paper
from assistant.study.questions.records import AnswerForm
from assistant.ui import strings_study as says
from assistant.ui.failures import inform, told_in_chinese
from assistant.ui.rendering.source_html import hint_html
from assistant.ui.rendering.study_exam_html import hall_html, paper_html, result_html
from assistant.ui.source_panel import SourcePanel
from assistant.ui.study_desk import QUIET, Seat, Sent, StudyDesk, study_block
from kb.catalog.study_records import Sitting
from kb.errors import InputRefused

PRACTICE_MINUTES = 30
# What a practice exam holds as far as the course has it: form, questions, points for each.
PRACTICE_PARTS = (
    (AnswerForm.ONE, 10, 3.0),
    (AnswerForm.SEVERAL, 4, 5.0),
    (AnswerForm.JUDGE, 10, 2.0),
    (AnswerForm.BLANK, 4, 3.0),
    (AnswerForm.SEQUENCE, 1, 6.0),
    (AnswerForm.TEXT, 2, 6.0),
)
PRACTICE_MAKER = ""  # practice papers have no maker: they are offered to nobody else
MOST_SEED = 999_999
COVERED = hint_html(says.EXAM_COVERED)
HEAD_FIELDS = 4  # title, minutes, difficulty, seed


class ExamPanel:
    """Exams of all learners; every id from the browser is checked against the learner of the request."""

    def __init__(self, desk: StudyDesk) -> None:
        self._desk = desk
        self._hall: ExamHall = desk.room.hall
        self.block = study_block(hint_html(says.NO_COURSE), elem_id="study-exam")
        self.saved = gr.HTML("", elem_id="study-exam-saved")
        with gr.Accordion(says.EXAM_MAKE_HEAD, open=False, elem_id="study-make"):
            self._fields = paper_inputs()
            self._make = gr.Button(says.EXAM_MAKE, size="md", elem_id="study-make-paper")
        self._file = gr.DownloadButton(says.EXAM_PRINT, visible=False, size="md", elem_id="study-paper-files")

    @property
    def counts(self) -> list[gr.components.Component]:
        """The fields that say how many questions of each form a paper has, in the order of `FORM_ZH`."""
        return self._fields[HEAD_FIELDS::2]

    def fitting_counts(self, seat: Seat | None) -> tuple[object, ...]:
        """Return the updates of `counts`: what a course has of each form, and no more than that to begin with."""
        stock = stock_of(self._desk.room.shelf.entries(seat.course)) if seat else dict.fromkeys(FORM_ZH, 0)
        usual = {form: count for form, count, _ in PRACTICE_PARTS}
        return tuple(
            gr.update(value=min(usual[form], stock[form]), label=says.EXAM_COUNT.format(form=name, stock=stock[form]))
            for form, name in FORM_ZH.items()
        )

    def listen(self, who: gr.BrowserState, panel: SourcePanel) -> None:
        """Take what is clicked and replied."""
        panel.listen(self.block)
        shown = [self.block]
        covered = [self.block, panel.block]
        self.block.expand(self.start_practice, [who], covered, **QUIET)
        self.block.select(self.start, [who], covered, **QUIET)
        self.block.play(self.go_on, [who], covered, **QUIET)
        self.block.input(self.reply, [who], [self.saved], **QUIET)
        self.block.stop(self.hand_in, [who], [*shown, self.saved], **QUIET)
        self.block.edit(self.result, [who], shown, **QUIET)
        self.block.undo(self.back, [who], [*shown, self.saved], **QUIET)
        self.block.download(self.print, None, [self._file], **QUIET)
        self._make.click(self.make, [who, *self._fields], [self.block, self._file], **QUIET)

    def render(self, seat: Seat, request: gr.Request | None) -> str:
        """Return the running exam when there is one, else papers and results."""
        running = self._hall.running(seat.learner.learner_no, seat.at)
        if running:
            return self._paper(running[0], seat.at)
        return self._list(seat, request)

    def start_practice(self, who: object, request: gr.Request) -> tuple[object, object]:
        """Draw a paper for this learner alone and begin; the source panel is emptied, it may show a key."""
        with told_in_chinese():
            seat = self._desk.seat(who, request)
            stock = stock_of(self._desk.room.shelf.entries(seat.course))
            parts = tuple(
                Part(form=form, count=min(count, stock[form]), points=points)
                for form, count, points in PRACTICE_PARTS
                if stock[form]
            )
            if not parts:
                raise InputRefused(says.QUIZ_NONE)
            title = f"{says.EXAM_PRACTICE} {seat.at.astimezone():%m-%d %H:%M}"
            seed = secrets.randbelow(MOST_SEED)
            blueprint = Blueprint(title=title, minutes=PRACTICE_MINUTES, parts=parts, seed=seed)
            paper = self._hall.make_paper(seat.course, blueprint, PRACTICE_MAKER, salt=str(seat.learner.learner_no))
            return self._paper(self._hall.start(seat.learner.learner_no, paper.paper_id, seat.at), seat.at), COVERED
        return gr.skip(), gr.skip()

    def start(self, event: gr.EventData, who: object, request: gr.Request) -> tuple[object, object]:
        """Begin the paper that was clicked."""
        with told_in_chinese():
            seat = self._desk.seat(who, request)
            sitting = self._hall.start(seat.learner.learner_no, Sent.of(event).key, seat.at)
            return self._paper(sitting, seat.at), COVERED
        return gr.skip(), gr.skip()

    def go_on(self, event: gr.EventData, who: object, request: gr.Request) -> tuple[object, object]:
        """Show a running exam again."""
        with told_in_chinese():
            seat = self._desk.seat(who, request)
            return self._paper(self._hall.own(seat.learner.learner_no, Sent.of(event).key), seat.at), COVERED
        return gr.skip(), gr.skip()

    def reply(self, event: gr.EventData, who: object, request: gr.Request) -> object:
        """Keep the reply to one question as soon as it is given."""
        with told_in_chinese():
            seat, sent = self._desk.seat(who, request), Sent.of(event)
            late = self._hall.reply(seat.learner.learner_no, sent.key, sent.index, sent.reply, seat.at)
            return hint_html(says.EXAM_LATE_SAVED if late else says.EXAM_SAVED)
        return gr.skip()

    def hand_in(self, event: gr.EventData, who: object, request: gr.Request) -> tuple[object, object]:
        """Mark the exam and show the result."""
        with told_in_chinese():
            seat = self._desk.seat(who, request)
            return result_html(self._hall.hand_in(seat.learner.learner_no, Sent.of(event).key, seat.at)), ""
        return gr.skip(), gr.skip()

    def result(self, event: gr.EventData, who: object, request: gr.Request) -> object:
        """Show a marked exam of this learner."""
        with told_in_chinese():
            seat = self._desk.seat(who, request)
            sitting = self._hall.own(seat.learner.learner_no, Sent.of(event).key)
            return (
                self._paper(sitting, seat.at) if sitting.ended_at is None else result_html(self._hall.result(sitting))
            )
        return gr.skip()

    def back(self, who: object, request: gr.Request) -> tuple[object, object]:
        """Show papers and results; a running exam goes on meanwhile."""
        with told_in_chinese():
            return self._list(self._desk.seat(who, request), request), ""
        return gr.skip(), gr.skip()

    def make(
        self,
        who: object,
        title: object,
        minutes: object,
        difficulty: object,
        seed: object,
        request: gr.Request,
        *numbers: object,
    ) -> tuple[object, object]:
        """Draw a paper by the form, for everybody who takes the course; for editors."""
        return self._made(who, (title, minutes, difficulty, seed), numbers, request)

    def print(self, event: gr.EventData, request: gr.Request) -> object:
        """Put the paper, its answer sheet and its key behind the download button; for editors."""
        with told_in_chinese():
            self._desk.require_trainer(request)
            return self._printed(Sent.of(event).key)
        return gr.skip()

    def _made(
        self, who: object, head: tuple[object, object, object, object], numbers: tuple[object, ...], request: gr.Request
    ) -> tuple[object, object]:
        with told_in_chinese():
            trainer, seat = self._desk.require_trainer(request), self._desk.seat(who, request)
            counts = [
                (form.value, _whole(numbers[2 * at]), _points(numbers[2 * at + 1])) for at, form in enumerate(FORM_ZH)
            ]
            title, minutes, difficulty, seed = head
            blueprint = checked_blueprint(
                str(title or "")[:60] or seat.course.title, _whole(minutes), counts, _whole(difficulty), _whole(seed)
            )
            paper = self._hall.make_paper(seat.course, blueprint, trainer)
            body = body_from(paper.body)
            told = says.EXAM_MADE.format(
                title=paper.title, count=len(body.questions), total=f"{body.total:g}", minutes=blueprint.minutes
            )
            inform(told)
            return self._list(seat, request), self._printed(paper.paper_id)
        return gr.skip(), gr.skip()

    def _printed(self, paper_id: str) -> object:
        paper = self._hall.paper(paper_id)
        folder = Path(tempfile.mkdtemp(prefix="paper-"))
        files = write_paper(paper.title, body_from(paper.body), folder)
        bundle = folder / "paper.zip"
        with zipfile.ZipFile(bundle, "w", zipfile.ZIP_DEFLATED) as packed:
            for path in files:
                packed.write(path, path.name)
        return gr.update(value=str(bundle), visible=True)

    def _paper(self, sitting: Sitting, now: datetime) -> str:
        paper = self._hall.paper(sitting.paper_id)
        return paper_html(sitting, paper.title, body_from(paper.body), self._hall.replies(sitting), now)

    def _list(self, seat: Seat, request: gr.Request | None) -> str:
        exams = self._desk.room.kb.catalog.study.exams
        papers = [one for one in exams.papers(seat.course.course_id) if one.made_by != PRACTICE_MAKER]
        running = [
            (one, self._hall.paper(one.paper_id)) for one in self._hall.running(seat.learner.learner_no, seat.at)
        ]
        results = self._hall.results(learner_no=seat.learner.learner_no)
        return hall_html(papers, running, results, prints=self._desk.is_trainer(request))


def paper_inputs() -> list[gr.components.Component]:
    """Add the form of a blueprint; its order is the order of `ExamPanel.make`."""
    with gr.Row():
        title = gr.Textbox(label=says.EXAM_TITLE_LABEL, max_length=60, min_width=160)
        minutes = gr.Number(60, label=says.EXAM_MINUTES_LABEL, precision=0, minimum=1, min_width=110)
        difficulty = gr.Dropdown(list(says.EXAM_DIFFICULTIES), value=0, label=says.EXAM_DIFFICULTY_LABEL, min_width=110)
        seed = gr.Number(1, label=says.EXAM_SEED_LABEL, precision=0, min_width=110)
    numbers: list[gr.components.Component] = []
    defaults = {form: (count, points) for form, count, points in PRACTICE_PARTS}
    for form, name in FORM_ZH.items():
        count, points = defaults[form]
        with gr.Row():
            numbers.append(
                gr.Number(
                    count, label=says.EXAM_COUNT.format(form=name, stock=0), precision=0, minimum=0, min_width=110
                )
            )
            numbers.append(gr.Number(points, label=says.EXAM_POINTS, minimum=0.5, min_width=110))
    return [title, minutes, difficulty, seed, *numbers]


def _whole(value: object) -> int:
    return int(value) if isinstance(value, int | float) and abs(value) < 2**31 else 0


def _points(value: object) -> float:
    return float(value) if isinstance(value, int | float) and abs(value) < 1000 else 0.0
