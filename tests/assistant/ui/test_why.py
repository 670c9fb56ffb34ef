"""为什么这样答: under every answer, with the exact places and versions, escaped."""

from __future__ import annotations

from dataclasses import replace

from assistant.ui import strings
from assistant.ui.rendering.answer_html import conversation_html
from assistant.ui.rendering.why_html import why_html
from assistant.wiring import Workbench


def test_answer_carries_its_reasons(workbench: Workbench) -> None:
    answer = workbench.answerer.answer("防汛办值班电话是多少？")
    shown = conversation_html([answer])
    citation = answer.citations[0]
    assert strings.WHY in shown
    assert answer.trace_id in shown
    assert f"版本 {citation.document_id[:8]}" in shown
    assert f"第 {citation.start}—{citation.end} 字" in shown
    assert "未审核" in why_html(answer)


def test_reasons_are_escaped_and_left_out_where_there_is_no_trace(workbench: Workbench) -> None:
    answer = workbench.answerer.answer("防汛办值班电话是多少？")
    hostile = replace(answer, resolved_question='<img src=x onerror="1">')
    assert "<img" not in why_html(hostile)
    assert why_html(replace(answer, trace_id="")) == ""


def test_what_is_asked_on_the_page_is_recorded_after_it_was_shown(workbench: Workbench) -> None:
    from assistant.ui.ask_tab import AskHandler

    *_, last = AskHandler(workbench).ask("防汛办值班电话是多少？", [], [], [], [], "", "", False)
    assert workbench.recorder is not None
    workbench.recorder.flush()
    kept = workbench.kb.catalog.journal.traces()
    assert [one.trace_id for one in kept] == [last[1][0].trace_id]
