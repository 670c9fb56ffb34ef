"""Correcting a document in the page, with honest input and with made-up requests."""

from __future__ import annotations

import gradio as gr
import pytest

from assistant.ui import strings
from assistant.ui.correction_panel import CorrectionHandler
from assistant.wiring import Workbench


def event(**values: object) -> gr.EventData:
    """Make the event of a click, as the browser's data arrive."""
    return gr.EventData(None, dict(values))


def test_fields_open_with_their_values(workbench: Workbench, document_id: str) -> None:
    _, fields, opened, value, note = CorrectionHandler(workbench).open(event(document_id=document_id))
    assert opened == document_id
    assert value == "临澜市防汛应急预案"
    assert "文档类型" in fields and strings.CORRECT_EMPTY in fields
    assert strings.CORRECT_LASTING in note


def test_a_correction_is_signed_and_taken_back(workbench: Workbench, document_id: str) -> None:
    handler = CorrectionHandler(workbench)
    fields, value = handler.save(document_id, "发文机关", "临澜市人民政府", " 张三 ")
    assert value == "临澜市人民政府"
    assert "张三" in str(fields) and strings.CORRECT_NOT_READ in str(fields)
    assert workbench.kb.summaries()[0].metadata.issuer == "临澜市人民政府"
    fields, value = handler.reset(document_id, "发文机关", "李四")
    assert value == ""
    assert "李四 恢复“发文机关”：临澜市人民政府 → （空）" in str(fields)
    assert workbench.kb.summaries()[0].metadata.issuer == ""


def test_a_corrected_title_is_searched_at_once(workbench: Workbench, document_id: str) -> None:
    CorrectionHandler(workbench).save(document_id, "标题", "青泽县防汛预案", "张三")
    found = workbench.kb.search(workbench.kb.understand("青泽县防汛预案"))
    assert [one.document.metadata.title for one in found][:1] == ["青泽县防汛预案"]


def test_what_is_typed_is_escaped(workbench: Workbench, document_id: str) -> None:
    fields, _ = CorrectionHandler(workbench).save(document_id, "联系人", "<img src=x>", "<b>张</b>")
    assert "<img" not in str(fields) and "<b>" not in str(fields)
    assert "&lt;img src=x&gt;" in str(fields)


def test_each_field_says_how_it_is_written(workbench: Workbench, document_id: str) -> None:
    handler = CorrectionHandler(workbench)
    assert strings.CORRECT_DATES in handler.choose(document_id, "施行日期")[1]
    assert "专项应急预案" in handler.choose(document_id, "文档类型")[1]
    assert strings.CORRECT_ONCE in handler.choose(document_id, "文号")[1]


@pytest.mark.parametrize(
    ("label", "value", "editor", "said"),
    [
        ("施行日期", "明年", "张三", "无效"),
        ("颜色", "红", "张三", "没有“颜色”"),
        ("标题", "新题", "", "姓名"),
        ("标题", "", "张三", "标题不能为空"),
        (None, None, None, "没有“”"),
        ("sources", "x", "张三", "没有“sources”"),
    ],
)
def test_what_does_not_fit_changes_nothing(
    workbench: Workbench, document_id: str, label: str, value: str, editor: str, said: str
) -> None:
    before = workbench.kb.summaries()[0].metadata
    with pytest.warns(UserWarning, match=said):
        assert CorrectionHandler(workbench).save(document_id, label, value, editor) == (gr.skip(), gr.skip())
    assert workbench.kb.summaries()[0].metadata == before


@pytest.mark.parametrize("made_up", ["", "0" * 32, "../etc", 7, None, ["x"]])
def test_made_up_documents_are_refused(workbench: Workbench, made_up: object) -> None:
    handler = CorrectionHandler(workbench)
    with pytest.warns(UserWarning, match="已不在"):
        assert handler.save(made_up, "标题", "新题", "张三") == (gr.skip(), gr.skip())  # type: ignore[arg-type]
    with pytest.warns(UserWarning, match="已不在"):
        assert handler.open(event(document_id=made_up))[1:] == ("", "", "", "")
