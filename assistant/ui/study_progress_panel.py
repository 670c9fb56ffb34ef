"""进度 and 班级: charts of one learner, and for editors the class with its answer sheets."""

from __future__ import annotations

import json
import re
import tempfile
from datetime import UTC, datetime
from pathlib import Path

import gradio as gr

from assistant.study.portability import as_csv, exported
from assistant.study.progress import Progress, class_overview, progress_of
from assistant.ui import strings_study as says
from assistant.ui.failures import inform, told_in_chinese
from assistant.ui.rendering.markup import escape
from assistant.ui.rendering.source_html import hint_html
from assistant.ui.rendering.study_charts import (
    chapters_table,
    class_table,
    days_chart,
    days_table,
    forecast_chart,
    mastered_chart,
    weak_chart,
)
from assistant.ui.rendering.study_exam_html import result_html, result_line
from assistant.ui.rendering.study_questions import event_button
from assistant.ui.source_panel import SourcePanel
from assistant.ui.study_desk import QUIET, Seat, Sent, StudyDesk, study_block

MOST_SHEETS = 100
LONGEST_NOTE = 200


class ProgressPanel:
    """Charts and the export of one learner."""

    def __init__(self, desk: StudyDesk) -> None:
        self._desk = desk
        self.block = study_block(hint_html(says.NO_COURSE), elem_id="study-progress")
        with gr.Row():
            self._json = gr.Button(says.EXPORT_JSON, size="md", elem_id="study-export-json", min_width=120)
            self._csv = gr.Button(says.EXPORT_CSV, size="md", elem_id="study-export-csv", min_width=120)
        self._file = gr.DownloadButton(says.EXPORT_JSON, visible=False, size="md", elem_id="study-export-file")

    def listen(self, who: gr.BrowserState) -> None:
        """Offer the exports."""
        self._json.click(self.export_json, [who], [self._file], **QUIET)
        self._csv.click(self.export_csv, [who], [self._file], **QUIET)

    def render(self, seat: Seat) -> str:
        """Return the charts of a learner in a course."""
        room = self._desk.room
        return progress_html(progress_of(room.kb, room.shelf, seat.learner.learner_no, seat.course, seat.at))

    def export_json(self, who: object, request: gr.Request) -> object:
        """Put everything that is kept of the learner behind the download button."""
        with told_in_chinese():
            learner = self._desk.learner(who, request)
            text = json.dumps(exported(self._desk.room.kb, learner), ensure_ascii=False, indent=1)
            return _file_of(learner.name, "json", text.encode(), says.EXPORT_JSON)
        return gr.skip()

    def export_csv(self, who: object, request: gr.Request) -> object:
        """Put the answers of the learner as a table behind the download button."""
        with told_in_chinese():
            learner = self._desk.learner(who, request)
            reviews = self._desk.room.kb.catalog.study.schedule.reviews(learner.learner_no)
            return _file_of(learner.name, "csv", as_csv(reviews).encode("utf-8-sig"), says.EXPORT_CSV)
        return gr.skip()


def _file_of(name: str, ending: str, data: bytes, label: str) -> object:
    plain = re.sub(r'[\\/:*?"<>|\s\x00-\x1f.]+', "_", name)[:40]
    path = Path(tempfile.mkdtemp(prefix="study-")) / f"{says.EXPORT_NAME.format(name=plain)}.{ending}"
    path.write_bytes(data)
    return gr.update(value=str(path), label=label, visible=True)


def progress_html(progress: Progress) -> str:
    """Return the figures and charts of a learner."""
    figures = (
        (says.PROGRESS_READ, f"{progress.read}/{progress.clauses}"),
        (says.PROGRESS_LEFT, says.MINUTES.format(minutes=round(progress.minutes_left))),
        (says.PROGRESS_DUE, str(progress.due)),
        (says.PROGRESS_KNOWN, f"{progress.known}/{progress.questions}"),
        (says.PROGRESS_MASTERED, f"{progress.mastered}/{progress.questions}"),
    )
    shown = "".join(f"<li><b>{escape(value)}</b><span>{escape(name)}</span></li>" for name, value in figures)
    return (
        f'<ul class="figures">{shown}</ul><p class="hint">{escape(says.PROGRESS_EXPLAIN)}</p>'
        f"{days_chart(progress.days)}{days_table(progress.days)}{mastered_chart(progress.days)}"
        f"{forecast_chart(progress.forecast)}<h4>{escape(says.CHART_WEAK)}</h4>{weak_chart(progress.weak)}"
        f"<h4>{escape(says.CHART_CHAPTERS)}</h4>{chapters_table(progress.chapters)}"
    )


class ClassPanel:
    """The class for editors: learners × courses, and answer sheets whose marks can be overruled."""

    def __init__(self, desk: StudyDesk) -> None:
        self._desk = desk
        self.block = study_block(hint_html(says.EDITORS_ONLY), elem_id="study-class")
        self.sheet = study_block("", elem_id="study-sheet")
        self._sitting = gr.State("")
        with gr.Row(visible=False, elem_id="study-rule") as self._form:
            place = gr.Number(1, label=says.CLASS_RULE_PLACE, precision=0, minimum=1, min_width=90)
            points = gr.Number(0, label=says.CLASS_RULE_POINTS, minimum=0, min_width=90)
            note = gr.Textbox(label=says.CLASS_RULE_NOTE, max_length=LONGEST_NOTE, min_width=160)
            self._rule = gr.Button(says.CLASS_RULE, size="md", min_width=90, elem_id="study-rule-run")
        self._fields = [place, points, note]

    def listen(self, panel: SourcePanel) -> None:
        """Open answer sheets and take other marks."""
        panel.listen(self.sheet)
        self.block.edit(self.open, None, [self.sheet, self._sitting, self._form], **QUIET)
        self._rule.click(self.overrule, [self._sitting, *self._fields], [self.sheet, self.block], **QUIET)
        self.sheet.undo(
            lambda: ("", "", gr.update(visible=False)), None, [self.sheet, self._sitting, self._form], **QUIET
        )

    def show(self, request: gr.Request) -> object:
        """Return the class, for editors."""
        with told_in_chinese():
            self._desk.require_trainer(request)
            return self._rendered()
        return hint_html(says.EDITORS_ONLY)

    def open(self, event: gr.EventData, request: gr.Request) -> tuple[object, object, object]:
        """Show the answer sheet that was clicked."""
        with told_in_chinese():
            self._desk.require_trainer(request)
            key = Sent.of(event).key
            sitting = self._desk.room.kb.catalog.study.exams.sitting(key)
            if sitting is not None and sitting.ended_at is not None:
                return result_html(self._desk.room.hall.result(sitting)), key, gr.update(visible=True)
        return "", "", gr.update(visible=False)

    def overrule(
        self, sitting: str, place: object, points: object, note: object, request: gr.Request
    ) -> tuple[object, object]:
        """Give other points to a reply."""
        with told_in_chinese():
            trainer = self._desk.require_trainer(request)
            number, got = (one if isinstance(one, int | float) else -1 for one in (place, points))
            result = self._desk.room.hall.overrule(
                sitting, int(number) - 1, float(got), trainer, str(note or "")[:LONGEST_NOTE]
            )
            inform(says.CLASS_RULED)
            return result_html(result), self._rendered()
        return gr.skip(), gr.skip()

    def _rendered(self) -> str:
        room = self._desk.room
        names = {one.learner_no: one.name for one in room.kb.catalog.study.learners()}
        ended = [one for one in room.kb.catalog.study.exams.sittings() if one.ended_at is not None]
        sheets = [room.hall.result(one) for one in ended[:MOST_SHEETS]]
        rows = "".join(
            f"<li><span>{escape(names.get(one.sitting.learner_no, ''))} · {escape(result_line(one))}</span>"
            f"{event_button(says.EXAM_SHOW, 'edit', {'key': one.sitting.sitting_id}, css='action')}</li>"
            for one in sheets
        )
        listed = f'<ul class="exams">{rows}</ul>' if rows else hint_html(says.EXAM_NO_RESULTS)
        overview = class_overview(room.kb, datetime.now(UTC))
        return f"<h4>{escape(says.CLASS_HEAD)}</h4>{class_table(overview)}<h4>{escape(says.CLASS_EXAMS)}</h4>{listed}"
