"""Who studies what in the tab 学习. A name or course from the browser is only a wish; with a login the login decides."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

import gradio as gr

from assistant.study.following import catch_up
from assistant.study.room import StudyRoom, checked_name, open_room
from assistant.ui import strings_study as says
from assistant.ui.editors import NO_LOGIN, require_editor
from assistant.ui.source_panel import asset
from assistant.wiring import Workbench
from kb.catalog.study_records import Course, Learner
from kb.errors import InputRefused

QUIET = {"api_visibility": "private", "show_progress": "hidden"}
LONGEST_ID = 80
LONGEST_REPLY = 2_000
LONGEST_SECONDS = 3_600.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """A learner in a course, at a moment."""

    learner: Learner
    course: Course
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """What an event of a block brought along, every field checked for its type and length."""

    key: str
    index: int
    turn: int
    reply: str
    seconds: float
    narrow: bool

    @classmethod
    def of(cls, event: gr.EventData) -> Sent:
        """Read an event; what is missing or of another type is empty."""
        return cls(
            key=_text(event, "key", LONGEST_ID),
            index=_number(event, "index"),
            turn=_number(event, "turn"),
            reply=_text(event, "reply", LONGEST_REPLY),
            seconds=float(min(max(0, _number(event, "seconds")), LONGEST_SECONDS)),
            narrow=getattr(event, "narrow", False) is True,
        )


def _text(event: gr.EventData, name: str, longest: int) -> str:
    value = getattr(event, name, "")
    return value[:longest] if isinstance(value, str) else ""


def _number(event: gr.EventData, name: str) -> int:
    value = getattr(event, name, 0)
    fits = isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 2**31
    return int(value) if fits else 0


class StudyDesk:
    """What all panels of the tab share."""

    def __init__(self, workbench: Workbench) -> None:
        self.room: StudyRoom = open_room(workbench.kb)
        self._settings = workbench.settings
        self._study = workbench.kb.catalog.study

    def learner(self, who: object, request: gr.Request | None) -> Learner:
        """Return who studies: the login, or without one the name that was typed.

        Raises:
            InputRefused: There is no login and no name.
        """
        login = login_of(request)
        name = login or str(_wish(who, "name"))
        if not name.strip():
            raise InputRefused(says.NO_NAME)
        return self._study.add_learner(checked_name(name), by_login=bool(login), at=datetime.now(UTC))

    def seat(self, who: object, request: gr.Request | None) -> Seat:
        """Return who studies what; whoever opens a course takes it.

        Raises:
            InputRefused: Nobody is named, or no course is chosen.
        """
        learner = self.learner(who, request)
        course_id = str(_wish(who, "course"))[:LONGEST_ID]
        if not course_id:
            raise InputRefused(says.NO_COURSE)
        course = self.room.shelf.course(course_id)
        now = datetime.now(UTC).replace(microsecond=0)
        if course.course_id not in self._study.enrolled(learner.learner_no):
            self._study.enrol(learner.learner_no, course.course_id, now)
        return Seat(learner=learner, course=course, at=now)

    def follow_changes(self, learner: Learner) -> None:
        """Take questions off the schedule whose clauses changed since the learner was here."""
        catch_up(self.room.kb, self.room.bank, learner.learner_no, datetime.now(UTC))

    def require_trainer(self, request: gr.Request | None) -> str:
        """Return the name of the editor.

        Raises:
            InputRefused: Somebody is logged in who is no editor.
        """
        return require_editor(request, self._settings)

    def is_trainer(self, request: gr.Request | None) -> bool:
        """Tell whether somebody may do what editors may."""
        try:
            self.require_trainer(request)
        except InputRefused:
            return False
        return True


def login_of(request: gr.Request | None) -> str:
    """Return the login of a request, "" where the page has none."""
    user = getattr(request, "username", None) if request is not None else None
    return str(user) if user else ""


def maker_of(learner: Learner) -> str:
    """Return what is written down as the maker of a course."""
    return learner.name or NO_LOGIN


def _wish(who: object, name: str) -> object:
    return who.get(name) or "" if isinstance(who, Mapping) else ""


def study_block(value: str, *, elem_id: str) -> gr.HTML:
    """Return an HTML block whose buttons and forms raise events with the reply they hold."""
    return gr.HTML(value, elem_id=elem_id, elem_classes="study", js_on_load=asset("study.js"))
