"""读条文 and 卡片: the reading path of a course and its flash cards."""

from __future__ import annotations

from datetime import timedelta

import gradio as gr

from assistant.study.practice import WEAK_DAYS
from assistant.study.reading_path import PathIndex, ReadingPath
from assistant.ui import strings_study as says
from assistant.ui.failures import told_in_chinese
from assistant.ui.rendering.source_html import hint_html
from assistant.ui.rendering.study_questions import when_html
from assistant.ui.rendering.study_reading import flash_html, path_html
from assistant.ui.source_panel import SourcePanel
from assistant.ui.study_desk import QUIET, Seat, Sent, StudyDesk, study_block


class ReadPanel:
    """The clauses of a course in their order; what was read is kept with the learner."""

    def __init__(self, desk: StudyDesk) -> None:
        self._desk = desk
        self.block = study_block(hint_html(says.NO_COURSE), elem_id="study-read")

    def listen(self, who: gr.BrowserState, panel: SourcePanel) -> None:
        """Open clauses and sources that are clicked."""
        panel.listen(self.block)
        self.block.select(self.open, [who], [self.block], **QUIET)
        self.block.apply(self.go_on, [who], [self.block], **QUIET)

    def render(self, seat: Seat) -> str:
        """Return the path with the first clause that was not read."""
        path = self._desk.room.shelf.path(seat.course)
        return self._rendered(seat, path, self._next(seat, path, 0))

    def open(self, event: gr.EventData, who: object, request: gr.Request) -> object:
        """Show the clause that was clicked."""
        with told_in_chinese():
            seat = self._desk.seat(who, request)
            return self._rendered(seat, self._desk.room.shelf.path(seat.course), Sent.of(event).index)
        return gr.skip()

    def go_on(self, event: gr.EventData, who: object, request: gr.Request) -> object:
        """Keep that a clause was read and show the next that was not."""
        with told_in_chinese():
            seat, sent = self._desk.seat(who, request), Sent.of(event)
            path = self._desk.room.shelf.path(seat.course)
            if 0 <= sent.index < len(path.clauses) and path.clauses[sent.index].clause_hash == sent.key:
                self._desk.room.kb.catalog.study.mark_read(seat.learner.learner_no, [sent.key], seat.at)
            return self._rendered(seat, path, self._next(seat, path, sent.index + 1))
        return gr.skip()

    def _next(self, seat: Seat, path: ReadingPath, first: int) -> int:
        """Return the first unread clause from a place on, else the first unread at all, else -1."""
        read = self._desk.room.kb.catalog.study.readings(seat.learner.learner_no)
        unread = [place for place, one in enumerate(path.clauses) if one.clause_hash not in read]
        return next((place for place in unread if place >= first), unread[0] if unread else -1)

    def _rendered(self, seat: Seat, path: ReadingPath, current: int) -> str:
        read = self._desk.room.kb.catalog.study.readings(seat.learner.learner_no)
        return path_html(path, read, self._weak(seat, path), current)

    def _weak(self, seat: Seat, path: ReadingPath) -> set[int]:
        """Return the clauses whose questions were missed lately."""
        index, entries = PathIndex(path), self._desk.room.shelf.entries(seat.course)
        lately = seat.at - timedelta(days=WEAK_DAYS)
        missed = (
            entries[one.question_id].place
            for one in self._desk.room.kb.catalog.study.schedule.reviews(seat.learner.learner_no, since=lately)
            if one.grade == 1 and one.question_id in entries
        )
        return {index.place_of(place.document_id, place.start) for place in missed}


class FlashPanel:
    """Flash cards of a course; the learner grades themselves."""

    def __init__(self, desk: StudyDesk) -> None:
        self._desk = desk
        self.block = study_block(hint_html(says.NO_COURSE), elem_id="study-flash")

    def listen(self, who: gr.BrowserState, panel: SourcePanel) -> None:
        """Take grades and open sources that are clicked."""
        panel.listen(self.block)
        self.block.option_select(self.grade, [who], [self.block, panel.block], **QUIET)

    def render(self, seat: Seat) -> str:
        """Return the card to look at now."""
        queue = self._desk.room.practice.flash_queue(seat.learner.learner_no, seat.course, seat.at)
        if queue:
            return flash_html(queue[0], len(queue))
        return hint_html(self._finished(seat))

    def grade(self, event: gr.EventData, who: object, request: gr.Request) -> tuple[object, object]:
        """Keep the grade of a card and show the next; the source panel is emptied, it may show the back."""
        with told_in_chinese():
            seat, sent = self._desk.seat(who, request), Sent.of(event)
            self._desk.room.practice.grade_flash(seat.learner.learner_no, seat.course, sent.key, sent.index, seat.at)
            return self.render(seat), hint_html(says.SOURCE_HINT)
        return gr.skip(), gr.skip()

    def _finished(self, seat: Seat) -> str:
        deck = {one.card_id for one in self._desk.room.practice.flash_deck(seat.course)}
        if not deck:
            return says.FLASH_NONE
        cards = self._desk.room.kb.catalog.study.schedule.cards(seat.learner.learner_no)
        due = min((one.due_at for one in cards if one.question_id in deck), default=seat.at)
        return says.FLASH_DONE + says.FLASH_NEXT_DUE.format(when=when_html(due, seat.at))
