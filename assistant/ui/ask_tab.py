"""Tab 问答: questions, answers with citation buttons, the source beside them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

import gradio as gr

from assistant.records import Answer, Turn
from assistant.ui import strings
from assistant.ui.failures import told_in_chinese
from assistant.ui.remark_panel import RemarkPanel
from assistant.ui.rendering.answer_html import conversation_html
from assistant.ui.source_panel import SourcePanel, clickable_html
from assistant.wiring import Workbench
from kb.errors import InputRefused
from kb.records import EVERY_VERSION, Filters
from kb.taxonomy import default_taxonomy

MAX_TURNS = 20  # older turns leave the page and the memory of the session
Updates = tuple[object, object, object]  # conversation, answers, question


def build_ask_tab(workbench: Workbench) -> None:
    """Add the tab's components and events to the surrounding page."""
    answers = gr.State([])
    with gr.Row(elem_classes="split"):
        with gr.Column(scale=3, min_width=320):
            conversation = clickable_html(conversation_html([]), elem_id="conversation")
            remark = RemarkPanel(workbench)
            question, ask, clear = question_inputs()
            filters = filter_inputs()
        with gr.Column(scale=2, min_width=320, elem_classes="source-column"):
            panel = SourcePanel(workbench, elem_id="source")
    panel.listen(conversation)
    panel.listen_to_links()
    remark.listen(conversation, answers)
    handler = AskHandler(workbench)
    quiet = {"api_visibility": "private", "show_progress": "hidden"}
    shown = [conversation, answers, question]
    gr.on([ask.click, question.submit], handler.ask, [question, answers, *filters], shown, **quiet)
    conversation.example_select(handler.ask_example, [answers, *filters], shown, **quiet)
    clear.click(lambda: (conversation_html([]), []), None, [conversation, answers], **quiet)


def question_inputs() -> tuple[gr.Textbox, gr.Button, gr.Button]:
    """Add the question box with its buttons; it stays at the lower edge of the window."""
    with gr.Row(elem_id="ask-row", equal_height=True):
        question = gr.Textbox(
            label=strings.QUESTION_LABEL,
            show_label=False,
            container=False,
            placeholder=strings.QUESTION_PLACEHOLDER,
            lines=1,  # with one line Enter submits and Shift+Enter breaks the line
            max_lines=6,
            elem_id="question",
            autofocus=True,
            scale=8,
            min_width=160,
        )
        ask = gr.Button(strings.ASK, variant="primary", elem_id="ask", scale=1, min_width=88)
        clear = gr.Button(strings.CLEAR, elem_id="clear", scale=1, min_width=88)
    return question, ask, clear


def filter_inputs() -> list[gr.components.Component]:
    """Add the filters, folded away; their order is the order of `read_filters`."""
    entries = default_taxonomy().entries
    choices = (
        (strings.DOC_TYPE_LABEL, [(item.name, item.type_id) for item in entries.doc_types]),
        (strings.HAZARD_LABEL, [(item.name, item.hazard_id) for item in entries.hazards]),
        (strings.LEVEL_LABEL, [(item.name, item.level_id) for item in entries.issuing_levels]),
    )
    with gr.Accordion(strings.FILTERS_LABEL, open=False, elem_id="filters"):
        with gr.Row():
            chosen: list[gr.components.Component] = [
                gr.Dropdown(names, multiselect=True, label=label, min_width=180) for label, names in choices
            ]
        with gr.Row():
            region = gr.Textbox(label=strings.REGION_LABEL, placeholder=strings.REGION_PLACEHOLDER, min_width=160)
            as_of = gr.Textbox(
                label=strings.AS_OF_LABEL, placeholder=strings.AS_OF_PLACEHOLDER, min_width=160, elem_id="as-of"
            )
        old = gr.Checkbox(label=strings.OLD_VERSIONS_LABEL, container=False)
    return [*chosen, region, as_of, old]


class AskHandler:
    """Answers the questions of all sessions; what belongs to one session travels in its state."""

    def __init__(self, workbench: Workbench) -> None:
        self._answerer = workbench.answerer
        self._recorder = workbench.recorder

    def ask(
        self,
        question: str,
        answers: list[Answer],
        doc_types: Sequence[str],
        hazards: Sequence[str],
        levels: Sequence[str],
        region: str,
        as_of: str,
        old: bool,
    ) -> Iterator[Updates]:
        """Yield the conversation while the answer is made; a refused question stays in its box.

        Where nothing was asked the box is left alone: somebody may be typing into it by now.
        """
        answered, asked = False, bool(question.strip())
        with told_in_chinese():
            filters = read_filters(doc_types, hazards, levels, region, as_of, old=old)
            yield conversation_html(answers, pending=question), gr.skip(), "" if asked else gr.skip()
            for update in self._answerer.stream(question, history=turns_of(answers), filters=filters):
                if update.answer is None:
                    shown = conversation_html(answers, pending=question, draft=update.draft, verified=update.verified)
                    yield shown, gr.skip(), gr.skip()
                else:
                    answers = [*answers, update.answer][-MAX_TURNS:]
                    answered = True
                    yield conversation_html(answers), answers, gr.skip()
                    if self._recorder is not None:  # after the answer is shown
                        self._recorder.record(update.answer)
        if not answered:
            yield conversation_html(answers), gr.skip(), question if asked else gr.skip()

    def ask_example(
        self,
        event: gr.EventData,
        answers: list[Answer],
        doc_types: Sequence[str],
        hazards: Sequence[str],
        levels: Sequence[str],
        region: str,
        as_of: str,
        old: bool,
    ) -> Iterator[Updates]:
        """Ask the example that was clicked."""
        index = getattr(event, "index", None)
        if isinstance(index, int) and 0 <= index < len(strings.EXAMPLES):
            question = strings.EXAMPLES[index]
            yield from self.ask(question, answers, doc_types, hazards, levels, region, as_of, old)


def turns_of(answers: Sequence[Answer]) -> tuple[Turn, ...]:
    """Return the conversation as the answerer needs it."""
    return tuple(Turn.of(item) for item in answers)


def read_filters(
    doc_types: Sequence[str], hazards: Sequence[str], levels: Sequence[str], region: str, as_of: str, *, old: bool
) -> Filters:
    """Return the filters of the form.

    Raises:
        InputRefused: The date is no date.
    """
    day = None
    if as_of and as_of.strip():
        try:
            day = date.fromisoformat(as_of.strip())
        except ValueError as error:
            raise InputRefused(strings.BAD_DAY.format(value=as_of.strip())) from error
    return Filters(
        doc_types=tuple(doc_types or ()),
        hazards=tuple(hazards or ()),
        levels=tuple(levels or ()),
        region=(region or "").strip(),
        as_of=day,
        standings=EVERY_VERSION if old else Filters().standings,
    )
