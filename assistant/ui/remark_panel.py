"""有用 / 有误 under the answers: a reader's remark goes to the editors."""

from __future__ import annotations

from collections.abc import Sequence

import gradio as gr

from assistant.feedback.remarks import MAX_NOTE, REASONS, Verdict, remark_on
from assistant.records import Answer
from assistant.ui import strings
from assistant.ui.failures import inform, told_in_chinese
from assistant.ui.rendering.markup import escape
from assistant.wiring import Workbench
from kb.errors import InputRefused


class RemarkHandler:
    """Takes remarks of all sessions; a session can speak of its own answers only."""

    def __init__(self, workbench: Workbench) -> None:
        self._journal = workbench.kb.catalog.journal

    def useful(self, event: gr.EventData, answers: Sequence[Answer]) -> None:
        """Keep that the answer of the clicked button helped."""
        with told_in_chinese():
            answer = answer_named(getattr(event, "document_id", ""), answers)
            self._journal.add_feedback(remark_on(answer, Verdict.USEFUL))
            inform(strings.REMARK_THANKS)

    def open(self, event: gr.EventData, answers: Sequence[Answer]) -> tuple[object, str, str]:
        """Show the form for the answer of the clicked button."""
        with told_in_chinese():
            answer = answer_named(getattr(event, "document_id", ""), answers)
            about = strings.REMARK_ABOUT.format(question=answer.resolved_question[:MAX_NOTE])
            return gr.update(visible=True), f'<p class="hint">{escape(about)}</p>', answer.trace_id
        return gr.update(visible=False), "", ""

    def send(self, trace_id: str, reason: str, note: str, answers: Sequence[Answer]) -> tuple[object, object, object]:
        """Keep what is wrong; a refused remark stays in its form."""
        with told_in_chinese():
            answer = answer_named(trace_id, answers)
            self._journal.add_feedback(remark_on(answer, Verdict.WRONG, str(reason or ""), str(note or "")))
            inform(strings.REMARK_THANKS)
            return gr.update(visible=False), None, ""
        return gr.skip(), gr.skip(), gr.skip()


def answer_named(trace_id: object, answers: Sequence[Answer]) -> Answer:
    """Return the answer of this session with an id from the browser.

    Raises:
        InputRefused: This session has no such answer.
    """
    found = next((one for one in answers if trace_id and one.trace_id == trace_id), None)
    if found is None:
        raise InputRefused(strings.REMARK_GONE)
    return found


class RemarkPanel:
    """The form for what is wrong; hidden until 有误 is clicked."""

    def __init__(self, workbench: Workbench) -> None:
        self._handler = RemarkHandler(workbench)
        self._trace = gr.State("")
        with gr.Column(visible=False, elem_id="remark-box") as self._box:
            self._about = gr.HTML(elem_id="remark-about")
            self._reason = gr.Radio(
                [(reason.name, reason.key) for reason in REASONS], label=strings.REMARK_REASON, elem_id="remark-reason"
            )
            self._note = gr.Textbox(
                label=strings.REMARK_NOTE, lines=2, max_lines=6, max_length=MAX_NOTE, elem_id="remark-note"
            )
            with gr.Row():
                self._send = gr.Button(strings.REMARK_SEND, variant="primary", size="md", elem_id="remark-send")
                self._close = gr.Button(strings.REMARK_CLOSE, size="md", elem_id="remark-close")

    def listen(self, conversation: gr.HTML, answers: gr.State) -> None:
        """Take remarks on what `conversation` shows; `answers` is the session's list behind it."""
        handler = self._handler
        quiet = {"api_visibility": "private", "show_progress": "hidden"}
        conversation.like(handler.useful, [answers], None, **quiet)
        conversation.option_select(handler.open, [answers], [self._box, self._about, self._trace], **quiet)
        sent = [self._trace, self._reason, self._note, answers]
        self._send.click(handler.send, sent, [self._box, self._reason, self._note], **quiet)
        self._close.click(
            lambda: (gr.update(visible=False), None, ""), None, [self._box, self._reason, self._note], **quiet
        )
