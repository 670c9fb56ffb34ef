"""Tab 问答: questions, answers with citation buttons, the source beside them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

import gradio as gr

from assistant.records import Answer, Turn
from assistant.ui import strings
from assistant.ui.rendering.answer_html import conversation_html
from assistant.ui.source_panel import SourcePanel, clickable_html
from assistant.wiring import Workbench
from kb.errors import InputRefused
from kb.records import DocumentStatus, Filters
from kb.taxonomy import default_taxonomy

MAX_TURNS = 20  # older turns leave the page and the memory of the session
Updates = tuple[str, list[Answer], str]


def build_ask_tab(workbench: Workbench) -> None:
    """Add the tab's components and events to the surrounding page."""
    answers = gr.State([])
    with gr.Row():
        with gr.Column(scale=3, min_width=320):
            conversation = clickable_html(conversation_html([]), elem_id="conversation")
            question = gr.Textbox(
                label=strings.QUESTION_LABEL,
                placeholder=strings.QUESTION_PLACEHOLDER,
                lines=2,
                max_lines=6,
                elem_id="question",
                autofocus=True,
            )
            with gr.Row():
                ask = gr.Button(strings.ASK, variant="primary", elem_id="ask")
                clear = gr.Button(strings.CLEAR, elem_id="clear")
            gr.Examples([[example] for example in strings.EXAMPLES], [question], label=strings.EXAMPLES_LABEL)
            filters = filter_inputs()
        with gr.Column(scale=2, min_width=320):
            panel = SourcePanel(workbench, elem_id="source")
    panel.listen(conversation)
    handler = AskHandler(workbench)
    for event in (ask.click, question.submit):
        event(
            handler.ask,
            [question, answers, *filters],
            [conversation, answers, question],
            api_visibility="private",
            show_progress="hidden",
        )
    clear.click(lambda: (conversation_html([]), []), None, [conversation, answers], api_visibility="private")


def filter_inputs() -> list[gr.components.Component]:
    """Add the filters, folded away; their order is the order of `read_filters`."""
    taxonomy = default_taxonomy()
    with gr.Accordion(strings.FILTERS_LABEL, open=False), gr.Row():
        doc_types = gr.Dropdown(
            [(item.canonical, item.id) for item in taxonomy.doc_types], multiselect=True, label=strings.DOC_TYPE_LABEL
        )
        hazards = gr.Dropdown(
            [(item.canonical, item.id) for item in taxonomy.hazards], multiselect=True, label=strings.HAZARD_LABEL
        )
        levels = gr.Dropdown(
            [(item.canonical, item.id) for item in taxonomy.issuing_levels], multiselect=True, label=strings.LEVEL_LABEL
        )
        region = gr.Textbox(label=strings.REGION_LABEL, placeholder=strings.REGION_PLACEHOLDER)
        as_of = gr.Textbox(label=strings.AS_OF_LABEL, placeholder=strings.AS_OF_PLACEHOLDER)
        old = gr.Checkbox(label=strings.OLD_VERSIONS_LABEL)
    return [doc_types, hazards, levels, region, as_of, old]


class AskHandler:
    """Answers the questions of all sessions; what belongs to one session travels in its state."""

    def __init__(self, workbench: Workbench) -> None:
        self._answerer = workbench.answerer

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
        """Yield the conversation while the answer is made; the question stays in its box when it is refused."""
        try:
            filters = read_filters(doc_types, hazards, levels, region, as_of, old=old)
            yield conversation_html(answers, pending=question), answers, ""
            for update in self._answerer.stream(question, history=turns_of(answers), filters=filters):
                if update.answer is None:
                    yield conversation_html(answers, pending=question, draft=update.draft), answers, ""
                else:
                    answers = [*answers, update.answer][-MAX_TURNS:]
                    yield conversation_html(answers), answers, ""
        except InputRefused as refusal:
            gr.Warning(refusal.message_zh, title="")
            yield conversation_html(answers), answers, question


def turns_of(answers: Sequence[Answer]) -> tuple[Turn, ...]:
    """Return the conversation as the answerer needs it."""
    return tuple(
        Turn(question=item.question, resolved_question=item.resolved_question, answer_text=item.text)
        for item in answers
    )


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
        standings=tuple(DocumentStatus) if old else Filters().standings,
    )
