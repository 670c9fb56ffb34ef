"""Handlers of the review: evaluation, ratings, the report, and what is to be improved."""

from __future__ import annotations

import tempfile
from datetime import UTC, date, datetime
from pathlib import Path

import gradio as gr

from assistant.corrections import checked_editor
from assistant.drills.after_action.evaluating import evaluate
from assistant.drills.after_action.records import AfterAction
from assistant.drills.after_action.report import report_document
from assistant.drills.held.registering import register_run
from assistant.drills.run.desk import DrillDesk
from assistant.drills.run.records import RunState
from assistant.official_documents.docx_writer import write_document
from assistant.ui import strings_drill as strings
from assistant.ui.drill_room import label_of, shows_marks
from assistant.ui.editors import require_editor
from assistant.ui.failures import inform, told_in_chinese
from assistant.ui.rendering.drill_review_html import improvements_html, review_html
from assistant.ui.rendering.source_html import hint_html
from assistant.wiring import Workbench
from kb.catalog.drill_run_records import ImprovementRow
from kb.errors import InputRefused

MAX_ID = 32
MAX_OWNER = 40
Shown = tuple[object, object, object, object]  # review, improvements, report button, objectives to rate


class ReviewHandler:
    """Serves the sub-tab for all sessions; changes need the run's code or an editor."""

    def __init__(self, workbench: Workbench, desk: DrillDesk) -> None:
        self._kb = workbench.kb
        self._settings = workbench.settings
        self._desk = desk

    def choices(self, chosen: str) -> object:
        """Return the runs to choose from, newest first."""
        with told_in_chinese():
            rows = self._desk.runs()
            value = chosen if chosen in {one.run_id for one in rows} else (rows[0].run_id if rows else None)
            return gr.update(choices=[(label_of(one), one.run_id) for one in rows], value=value)
        return gr.skip()

    def show(self, run_id: str) -> Shown:
        """Return the evaluation of a run with its report behind the button."""
        with told_in_chinese():
            return self._shown(str(run_id or "")[:MAX_ID])
        return hint_html(strings.REVIEW_EMPTY), "", gr.update(value=None, interactive=False), gr.skip()

    def rate(self, run_id: str, code: str, by: str, objective: str, points: int) -> Shown:
        """Store what a person says of an objective."""
        with told_in_chinese():
            wanted = str(run_id or "")[:MAX_ID]
            self._desk.rate(wanted, str(code or ""), str(by or ""), str(objective or ""), int(points or 0))
            return self._shown(wanted)
        return (gr.skip(),) * 4

    def take(self, run_id: str, code: str, by: str) -> Shown:
        """Put what went wrong on the list of improvements, once for a run."""
        with told_in_chinese():
            wanted = str(run_id or "")[:MAX_ID]
            self._desk.check_director(wanted, str(code or ""), str(by or ""))
            if self._kb.catalog.drill_runs.improvements(run_id=wanted):
                raise InputRefused(strings.REVIEW_ALREADY)
            rows = improvements_of(self._evaluated(wanted)[0], self._desk.kit(wanted).document_id, str(by).strip())
            self._kb.catalog.drill_runs.add_improvements(rows)
            inform(strings.REVIEW_TAKEN.format(count=len(rows)))
            return self._shown(wanted)
        return (gr.skip(),) * 4

    def register(self, run_id: str, code: str, by: str) -> Shown:
        """Enter a run among the drills held: whoever directed it says so."""
        with told_in_chinese():
            wanted = str(run_id or "")[:MAX_ID]
            self._desk.check_director(wanted, str(code or ""), str(by or ""))
            inform(strings.REVIEW_REGISTERED.format(number=register_run(self._kb, wanted, str(by).strip())))
            return self._shown(wanted)
        return (gr.skip(),) * 4

    def assign(self, run_id: str, number: float, owner: str, due: str, by: str, request: gr.Request) -> object:
        """Say who is to do an improvement and by when."""
        with told_in_chinese():
            user = require_editor(request, self._settings)
            name = checked_editor(str(by or "") or user)
            day = day_of(str(due or "").strip())
            whom = str(owner or "").strip()[:MAX_OWNER]
            self._kb.catalog.drill_runs.assign_improvement(int(number or 0), whom, day, name)
            return self._improvements(str(run_id or "")[:MAX_ID])
        return gr.skip()

    def settle(self, event: gr.EventData, run_id: str, by: str, request: gr.Request) -> object:
        """Mark the improvement of the clicked button as done."""
        return self._settled(event, run_id, by, request, done=True)

    def reopen(self, event: gr.EventData, run_id: str, by: str, request: gr.Request) -> object:
        """Open the improvement of the clicked button again."""
        return self._settled(event, run_id, by, request, done=False)

    def _settled(self, event: gr.EventData, run_id: str, by: str, request: gr.Request, *, done: bool) -> object:
        with told_in_chinese():
            user = require_editor(request, self._settings)
            number = getattr(event, "index", 0)
            if not isinstance(number, int):
                raise InputRefused(strings.IMPROVEMENT_GONE)
            self._kb.catalog.drill_runs.settle_improvement(number, checked_editor(str(by or "") or user), done=done)
            return self._improvements(str(run_id or "")[:MAX_ID])
        return gr.skip()

    def _evaluated(self, run_id: str) -> tuple[AfterAction, RunState]:
        kit, state = self._desk.kit(run_id), self._desk.state(run_id)
        if not shows_marks(kit, state):
            raise InputRefused(strings.REVIEW_WITHHELD)
        title = next((one.title for one in self._desk.runs() if one.run_id == run_id), kit.title)
        return evaluate(kit, state, title), state

    def _shown(self, run_id: str) -> Shown:
        if not run_id:
            raise InputRefused(strings.ROOM_CHOOSE)
        after, state = self._evaluated(run_id)
        rows = self._kb.catalog.drill_runs.improvements(run_id=run_id)
        path = Path(tempfile.mkdtemp(prefix="drill-")) / f"drill-report-{run_id}.docx"
        write_document(report_document(after, rows, today=date.today()), path)
        objectives = [(one.objective.name, one.objective.objective_id) for one in after.objectives if one.standings]
        return (
            review_html(after, state),
            self._improvements(run_id),
            gr.update(value=str(path), interactive=True),
            gr.update(choices=objectives, value=objectives[0][1] if objectives else None),
        )

    def _improvements(self, run_id: str) -> str:
        titles = {one.document_id: one.metadata.title or one.file_name for one in self._kb.summaries()}
        return improvements_html(self._kb.catalog.drill_runs.improvements(run_id=run_id), titles, date.today())


def improvements_of(after: AfterAction, document_id: str, by: str) -> list[ImprovementRow]:
    """Return what went wrong as entries of the list, owner and day still open."""
    at = datetime.now(UTC)
    return [
        ImprovementRow(
            run_id=after.run_id,
            document_id=one.clause.document_id if one.clause else document_id,
            what=one.what,
            made_by=by,
            at=at,
            start=one.clause.start if one.clause else 0,
            end=one.clause.end if one.clause else 0,
            quote=one.clause.quote if one.clause else "",
        )
        for one in after.proposals
    ]


def day_of(value: str) -> date | None:
    """Return a day, None for no words.

    Raises:
        InputRefused: It is no day.
    """
    if not value:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise InputRefused(strings.REVIEW_BAD_DAY.format(value=value[:20])) from None
