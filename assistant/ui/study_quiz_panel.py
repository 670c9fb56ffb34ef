"""练习: one question after the other; a wrong answer opens its clause at once."""

from __future__ import annotations

import gradio as gr

from assistant.ui import strings_study as says
from assistant.ui.failures import told_in_chinese
from assistant.ui.rendering.source_html import hint_html
from assistant.ui.rendering.study_questions import outcome_html, question_html, queue_line, when_html
from assistant.ui.source_panel import SourcePanel
from assistant.ui.study_desk import QUIET, Seat, Sent, StudyDesk, study_block


class QuizPanel:
    """The quiz of the day. Which question comes next is read from the schedule, so a reload loses nothing."""

    def __init__(self, desk: StudyDesk) -> None:
        self._desk = desk
        self.block = study_block(hint_html(says.NO_COURSE), elem_id="study-quiz")

    def listen(self, who: gr.BrowserState, panel: SourcePanel) -> None:
        """Take answers; sources are shown in `panel`."""
        self._panel = panel
        panel.listen(self.block)
        self.block.submit(self.answer, [who], [self.block, panel.block], **QUIET)
        self.block.apply(self.go_on, [who], [self.block, panel.block], **QUIET)

    def render(self, seat: Seat) -> str:
        """Return the question to answer now, or that nothing is left."""
        practice = self._desk.room.practice
        queue = practice.queue(seat.learner.learner_no, seat.course, seat.at)
        if not queue.next_id:
            return queue_line(queue) + hint_html(self._finished(seat))
        card = self._desk.room.kb.catalog.study.schedule.card(seat.learner.learner_no, queue.next_id)
        question = practice.entry(seat.course, queue.next_id).question
        return question_html(question, card.reviews if card else 0, queue)

    def answer(self, event: gr.EventData, who: object, request: gr.Request) -> tuple[object, object]:
        """Mark the answer and show the key; what was wrong opens its clause, which a phone shows below the key."""
        with told_in_chinese():
            seat, sent = self._desk.seat(who, request), Sent.of(event)
            outcome = self._desk.room.practice.answer(
                seat.learner.learner_no,
                seat.course,
                sent.key,
                sent.reply,
                seat.at,
                turn=sent.turn,
                seconds=sent.seconds,
            )
            place = outcome.entry.place
            opened: object = gr.skip()
            if not outcome.marks.right and not sent.narrow:
                opened = self._panel.render(place.document_id, place.start, place.end)
            return outcome_html(outcome, seat.at), opened
        return gr.skip(), gr.skip()

    def go_on(self, who: object, request: gr.Request) -> tuple[object, object]:
        """Show the next question; the source panel is emptied, it may show the key."""
        with told_in_chinese():
            return self.render(self._desk.seat(who, request)), hint_html(says.SOURCE_HINT)
        return gr.skip(), gr.skip()

    def _finished(self, seat: Seat) -> str:
        entries = self._desk.room.shelf.entries(seat.course)
        if not entries:
            return says.QUIZ_NONE
        cards = self._desk.room.kb.catalog.study.schedule.cards(seat.learner.learner_no)
        coming = [one.due_at for one in cards if one.question_id in entries and one.retired_at is None]
        if not coming:
            return says.QUIZ_DONE
        due = min(coming)
        same_day = sum(one.astimezone().date() == due.astimezone().date() for one in coming)
        return says.QUIZ_DONE + says.QUIZ_MORE.format(when=when_html(due, seat.at), count=same_day)
