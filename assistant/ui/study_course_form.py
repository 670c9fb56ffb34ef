"""Who studies and which course: the head of the tab 学习."""

from __future__ import annotations

import gradio as gr

from assistant.study.reading_path import studied_summaries
from assistant.study.room import LONGEST_NAME
from assistant.study.scopes import COURSE_KIND_ZH, CourseKind, value_names
from assistant.ui import strings_study as says
from assistant.ui.study_desk import LONGEST_ID, StudyDesk, login_of, study_block

MOST_CHOICES = 2_000


class CourseForm:
    """The components of the head; what they do is wired by the tab."""

    def __init__(self) -> None:
        self.box = gr.Accordion(says.HEAD, open=True, elem_id="study-head")
        with self.box:
            self._fill()
        self.status = study_block("", elem_id="study-status")

    def _fill(self) -> None:
        with gr.Row(elem_id="study-who", equal_height=True):
            self.name = gr.Textbox(
                label=says.NAME_LABEL,
                placeholder=says.NAME_HINT,
                max_length=LONGEST_NAME,
                elem_id="study-name",
                min_width=160,
                scale=3,
            )
            self.enter = gr.Button(says.NAME_GO, variant="primary", elem_id="study-enter", min_width=80, scale=1)
            self.course = gr.Dropdown([], label=says.COURSE_LABEL, elem_id="study-course", min_width=200, scale=4)
        with gr.Accordion(says.NEW_COURSE, open=False, elem_id="study-new"):
            with gr.Row():
                self.kind = gr.Radio(
                    [(name, kind.value) for kind, name in COURSE_KIND_ZH.items()],
                    value=CourseKind.DOCUMENT.value,
                    label=says.KIND_LABEL,
                    elem_id="study-kind",
                )
                self.value = gr.Dropdown(
                    [], label=says.VALUE_LABEL, elem_id="study-value", visible=False, filterable=True, min_width=160
                )
            self.works = gr.Dropdown(
                [], label=says.WORKS_LABEL, multiselect=True, elem_id="study-works", filterable=True, min_width=220
            )
            with gr.Row():
                self.open = gr.Button(
                    says.OPEN_COURSE, variant="primary", size="md", elem_id="study-open", min_width=100
                )
                self.renew = gr.Button(says.RENEW_COURSE, size="md", elem_id="study-renew", min_width=100)


class CourseHandler:
    """Fills the head for all sessions."""

    def __init__(self, desk: StudyDesk) -> None:
        self._desk = desk

    def choices(self, who: object, request: gr.Request | None) -> tuple[object, object, object]:
        """Return the updates of the name, the courses and the documents to choose from."""
        login = login_of(request)
        wished = who if isinstance(who, dict) else {}
        name = login or str(wished.get("name") or "")
        courses = [(one.title, one.course_id) for one in self._desk.room.kb.catalog.study.courses()]
        chosen = str(wished.get("course") or "")[:LONGEST_ID]
        known = chosen if chosen in {course_id for _, course_id in courses} else None
        return (
            gr.update(value=name, interactive=not login),
            gr.update(choices=courses[:MOST_CHOICES], value=known),
            gr.update(choices=self._works()),
        )

    def values(self, kind: str) -> object:
        """Return what a course of a kind can be about."""
        if kind not in set(CourseKind) or kind == CourseKind.DOCUMENT:
            return gr.update(choices=[], value=None, visible=False)
        names = [(name, value) for value, name in value_names(CourseKind(kind))]
        return gr.update(choices=names, value=None, visible=True)

    def _works(self) -> list[tuple[str, str]]:
        named = {one.work_id: one.metadata.title or one.file_name for one in studied_summaries(self._desk.room.kb)}
        return [(title, work_id) for work_id, title in named.items()][:MOST_CHOICES]
