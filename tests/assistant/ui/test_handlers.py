"""What the tabs do with input from the browser, honest or not."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import gradio as gr
import pytest

from assistant.answering.answerer import AnswerUpdate
from assistant.records import Answer, AnswerStatus
from assistant.ui import strings
from assistant.ui.ask_tab import MAX_TURNS, AskHandler, read_filters, turns_of
from assistant.ui.card_tab import example_fields
from assistant.ui.correction_panel import CorrectionHandler
from assistant.ui.library_tab import LibraryHandler
from assistant.ui.page_folder import FOLDER_NAME
from assistant.ui.source_panel import SourcePanel
from assistant.ui.upload_run import UploadDesk
from assistant.wiring import Workbench
from kb.errors import InputRefused
from kb.records import EVERY_VERSION, DocumentStatus

NO_FILTERS = ([], [], [], "", "", False)


def event(**values: object) -> gr.EventData:
    """Make the event of a click, as the browser's data arrive."""
    return gr.EventData(None, dict(values))


@pytest.fixture
def library(workbench: Workbench) -> LibraryHandler:
    return LibraryHandler(workbench, UploadDesk(workbench.kb, workbench.settings))


def test_question_is_answered_with_its_source(workbench: Workbench) -> None:
    updates = list(AskHandler(workbench).ask("防汛办值班电话是多少？", [], *NO_FILTERS))
    assert strings.THINKING in updates[0][0]
    assert "0600-5550122" in updates[-1][0]
    assert [answer.question for answer in updates[-1][1]] == ["防汛办值班电话是多少？"]


def test_refused_question_stays_in_its_box(workbench: Workbench) -> None:
    handler = AskHandler(workbench)
    with pytest.warns(UserWarning, match="2024年"):
        *_, last = handler.ask("值班电话？", [], [], [], [], "", "2024年", False)
    assert last[2] == "值班电话？"


def test_the_box_is_left_alone_when_nothing_was_asked(workbench: Workbench) -> None:
    with pytest.warns(UserWarning, match="空"):
        updates = list(AskHandler(workbench).ask("  ", [], *NO_FILTERS))
    assert updates
    assert all(update[2] == gr.skip() for update in updates)


def test_conversation_is_bounded(workbench: Workbench) -> None:
    *_, first = AskHandler(workbench).ask("防汛办值班电话是多少？", [], *NO_FILTERS)
    answers = [*first[1]] * MAX_TURNS
    *_, last = AskHandler(workbench).ask("多少分钟内启动响应？", answers, *NO_FILTERS)
    assert len(last[1]) == MAX_TURNS
    assert last[1][-1].question == "多少分钟内启动响应？"
    assert turns_of(last[1])[-1].question == "多少分钟内启动响应？"


@pytest.mark.parametrize("index", [-1, len(strings.EXAMPLES), "0", None, 10**9])
def test_made_up_example_asks_nothing(workbench: Workbench, index: object) -> None:
    assert list(AskHandler(workbench).ask_example(event(index=index), [], *NO_FILTERS)) == []
    assert example_fields(event(index=index))[0] == gr.skip()


def test_example_is_asked(workbench: Workbench) -> None:
    *_, last = AskHandler(workbench).ask_example(event(index=1), [], *NO_FILTERS)
    assert last[1][-1].question == strings.EXAMPLES[1]


def test_filters_are_read() -> None:
    filters = read_filters(["law"], None, (), " 青泽县 ", "2020-01-01", old=True)  # type: ignore[arg-type]
    assert filters.doc_types == ("law",)
    assert filters.region == "青泽县"
    assert filters.as_of == date(2020, 1, 1)
    assert filters.standings == EVERY_VERSION
    assert read_filters([], [], [], "", "", old=False).standings == (DocumentStatus.IN_FORCE,)
    with pytest.raises(InputRefused, match="2020-13-01"):
        read_filters([], [], [], "", "2020-13-01", old=False)


def test_unexpected_failure_is_told_not_raised(workbench: Workbench) -> None:
    class Broken:
        def stream(self, *_: object, **__: object) -> list[Answer]:
            raise ZeroDivisionError

    handler = AskHandler(SimpleNamespace(answerer=Broken(), recorder=None))  # type: ignore[arg-type]
    with pytest.warns(UserWarning, match="ZeroDivisionError"):
        *_, last = handler.ask("问题", [], *NO_FILTERS)
    assert last[2] == "问题"


def test_streamed_draft_is_shown_as_unchecked_and_the_box_is_cleared_once() -> None:
    final = Answer(
        question="多久启动？", resolved_question="多久启动？", status=AnswerStatus.NO_EVIDENCE, text="未找到依据。"
    )

    class Speaking:
        def stream(self, *_: object, **__: object) -> list[AnswerUpdate]:
            return [AnswerUpdate(draft="三十"), AnswerUpdate(draft="三十分钟内"), AnswerUpdate(answer=final)]

    handler = AskHandler(SimpleNamespace(answerer=Speaking(), recorder=None))  # type: ignore[arg-type]
    first, *drafts, last = handler.ask("多久启动？", [], *NO_FILTERS)
    assert [update[2] for update in (first, *drafts, last)] == ["", gr.skip(), gr.skip(), gr.skip()]
    assert all(strings.CHECKING in str(update[0]) for update in drafts)
    assert "三十分钟内" in str(drafts[-1][0])
    assert strings.CHECKING not in str(last[0])
    assert "三十分钟内" not in str(last[0])
    assert last[1] == [final]


def test_source_opens_at_the_span_of_the_button(workbench: Workbench, document_id: str) -> None:
    panel = SourcePanel(workbench, elem_id="source")
    text = workbench.kb.document(document_id).text
    start = text.index("30分钟")
    assert '<mark class="quoted">30分钟</mark>' in panel.open(
        event(document_id=document_id, start=start, end=start + 4)
    )


@pytest.mark.parametrize(
    "values",
    [
        {},
        {"document_id": "0" * 32, "start": 0, "end": 1},
        {"document_id": "../../yubei.db", "start": 0, "end": 1},
        {"document_id": "x", "start": "many", "end": None},
        {"document_id": "x", "start": float("inf"), "end": 1},
        {"document_id": ["x"], "start": {}, "end": 1},
    ],
)
def test_made_up_source_shows_no_text(workbench: Workbench, values: dict[str, object]) -> None:
    shown = SourcePanel(workbench, elem_id="source").open(event(**values))
    assert 'class="hint"' in shown
    assert "article" not in shown


def test_document_is_approved_and_removed_by_its_id_only(library: LibraryHandler, document_id: str) -> None:
    assert strings.UNAPPROVED in library.refresh("")
    assert strings.UNAPPROVED not in library.approve(event(document_id=document_id), "")
    shown, question, doomed = library.ask_removal(event(document_id=document_id))
    assert shown == gr.update(visible=True)
    assert "临澜市防汛应急预案" in question
    assert doomed == document_id
    hidden, doomed, listing = library.remove(document_id, "")
    assert hidden == gr.update(visible=False)
    assert doomed == ""
    assert strings.LIBRARY_NONE in listing


@pytest.mark.parametrize("forged", ["", "0" * 32, "%", "' OR 1=1", "../x", 7, None, ["a"]])
def test_forged_ids_change_nothing(library: LibraryHandler, document_id: str, forged: object) -> None:
    with pytest.warns(UserWarning, match="不在知识库"):
        assert strings.UNAPPROVED in library.approve(event(document_id=forged), "")
    with pytest.warns(UserWarning, match="不在知识库"):
        assert library.ask_removal(event(document_id=forged)) == (gr.update(visible=False), "", "")
    with pytest.warns(UserWarning, match="不在知识库"):
        assert document_id in library.remove(forged, "")[2]  # type: ignore[arg-type]


def test_with_a_login_only_editors_approve_and_remove(
    workbench: Workbench, library: LibraryHandler, document_id: str
) -> None:
    trainee = gr.Request(username="trainee")
    with pytest.warns(UserWarning, match=strings.EDITORS_ONLY[:4]):
        assert strings.UNAPPROVED in library.approve(event(document_id=document_id), "", trainee)
    with pytest.warns(UserWarning, match=strings.EDITORS_ONLY[:4]):
        assert document_id in library.remove(document_id, "", trainee)[2]  # type: ignore[operator]
    with pytest.warns(UserWarning, match=strings.EDITORS_ONLY[:4]):
        assert CorrectionHandler(workbench).save(document_id, "标题", "改名", "张三", trainee) == (gr.skip(), gr.skip())
    with pytest.warns(UserWarning, match=strings.EDITORS_ONLY[:4]):
        assert CorrectionHandler(workbench).reset(document_id, "标题", "张三", trainee) == (gr.skip(), gr.skip())
    (stored,) = workbench.kb.summaries()
    assert (stored.approved, stored.metadata.title) == (False, "临澜市防汛应急预案")


def test_the_source_says_who_approved_it(workbench: Workbench, document_id: str) -> None:
    panel = SourcePanel(workbench, elem_id="source")
    assert "审核：" not in panel.render(document_id, 0, 0) and strings.UNAPPROVED in panel.render(document_id, 0, 0)
    workbench.kb.approve(document_id, "<王审核>")
    shown = panel.render(document_id, 0, 0)
    assert "审核：&lt;王审核&gt; 20" in shown and strings.UNAPPROVED not in shown


def test_gradio_gives_every_editing_handler_the_request(workbench: Workbench, library: LibraryHandler) -> None:
    from gradio.utils import get_type_hints

    panel = CorrectionHandler(workbench)
    for handler in (library.approve, library.remove, panel.save, panel.reset):
        assert get_type_hints(handler)["request"] == gr.Request | None


def test_upload_takes_files_of_this_page_only(workbench: Workbench, library: LibraryHandler, tmp_path: Path) -> None:
    outside = tmp_path / "secret.txt"
    outside.write_text("不该被读到的内容", encoding="utf-8")
    own = workbench.settings.data_path / FOLDER_NAME / "abc"
    own.mkdir(parents=True)
    links = [own / "link.txt", own / ".." / ".." / "yubei.db"]
    if hasattr(os, "symlink"):
        links[0].symlink_to(outside)
    for path in (outside, own / "gone.txt", own, *links):
        with pytest.warns(UserWarning, match=strings.UPLOAD_GONE[:6]):
            updates = list(library.upload([str(path)], ""))
        assert updates == [(gr.skip(), gr.skip(), gr.skip(), gr.update(interactive=True))]
    with pytest.warns(UserWarning, match=strings.UPLOAD_NOTHING[:6]):
        list(library.upload(None, ""))
    with pytest.warns(UserWarning, match="201"):
        list(library.upload([str(outside)] * 201, ""))


def test_uploaded_file_is_listed_unapproved(workbench: Workbench, library: LibraryHandler) -> None:
    own = workbench.settings.data_path / FOLDER_NAME / "abc"
    own.mkdir(parents=True)
    (own / "值班制度.txt").write_text("云台乡值班制度\n第一条 值班员每两小时报告一次。\n", encoding="utf-8")
    *_, last = library.upload([str(own / "值班制度.txt")], "值班制度")
    assert "1 个文件处理完毕：已入库 1。" in str(last[0])
    assert strings.UNAPPROVED in str(last[1])
    assert last[2] is None
    stored = next(one for one in workbench.kb.summaries() if one.source_uri == "upload/值班制度.txt")
    assert stored.approved is False
