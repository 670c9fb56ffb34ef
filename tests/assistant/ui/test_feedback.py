"""Remarks on answers and the editors' desk, with input from the browser, honest or not."""

from __future__ import annotations

from types import SimpleNamespace

import gradio as gr
import pytest

from assistant.records import Answer
from assistant.ui import strings
from assistant.ui.editors import NO_LOGIN, require_editor
from assistant.ui.feedback_tab import FeedbackDesk
from assistant.ui.remark_panel import RemarkHandler
from assistant.ui.rendering.answer_html import conversation_html
from assistant.ui.rendering.feedback_html import feedback_list_html
from assistant.wiring import Workbench
from kb.errors import InputRefused
from kb.settings import Settings

QUESTION = "防汛办值班电话是多少？"
QUOTE = "市防汛抗旱指挥部办公室值班电话为0600-5550122。"
TITLE = "临澜市防汛应急预案"


def event(**values: object) -> gr.EventData:
    """Make the event of a click, as the browser's data arrive."""
    return gr.EventData(None, dict(values))


def request(user: str | None = None) -> gr.Request:
    """Make the request of a user; None is a page without login."""
    return SimpleNamespace(username=user)  # type: ignore[return-value]


@pytest.fixture
def answer(workbench: Workbench) -> Answer:
    return workbench.answerer.answer(QUESTION)


@pytest.fixture
def remarks(workbench: Workbench) -> RemarkHandler:
    return RemarkHandler(workbench)


@pytest.fixture
def desk(workbench: Workbench) -> FeedbackDesk:
    return FeedbackDesk(workbench)


def test_every_answer_can_be_remarked_on(answer: Answer) -> None:
    shown = conversation_html([answer])
    assert shown.count(f'data-event="like" data-document="{answer.trace_id}"') == 1
    assert shown.count(f'data-event="option_select" data-document="{answer.trace_id}"') == 1


def test_a_useful_answer_is_kept(workbench: Workbench, remarks: RemarkHandler, answer: Answer) -> None:
    remarks.useful(event(document_id=answer.trace_id), [answer])
    kept = workbench.kb.catalog.journal.feedback()
    assert [(one.verdict, one.trace_id, one.question) for one in kept] == [("useful", answer.trace_id, QUESTION)]


def test_what_is_wrong_is_kept_with_its_reason_and_source(
    workbench: Workbench, remarks: RemarkHandler, answer: Answer
) -> None:
    box, about, trace_id = remarks.open(event(document_id=answer.trace_id), [answer])
    assert box["visible"] is True and QUESTION in about and trace_id == answer.trace_id  # type: ignore[index]
    remarks.send(trace_id, "value", "号码不对", [answer])
    kept = workbench.kb.catalog.journal.feedback()[0]
    cited = answer.citations[0]
    assert (kept.reason, kept.note) == ("value", "号码不对")
    assert (kept.document_id, kept.start, kept.end) == (cited.document_id, cited.start, cited.end)


@pytest.mark.parametrize("trace_id", ["", None, 5, "f" * 16, "../x"])
def test_nobody_remarks_on_answers_of_others(
    workbench: Workbench, remarks: RemarkHandler, answer: Answer, trace_id: object
) -> None:
    with pytest.warns(UserWarning, match="不在本次对话"):
        remarks.useful(event(document_id=trace_id), [answer])
    with pytest.warns(UserWarning, match="不在本次对话"):
        remarks.send(trace_id, "value", "", [answer])  # type: ignore[arg-type]
    assert workbench.kb.catalog.journal.feedback() == []


def test_a_refused_remark_stays_in_its_form(workbench: Workbench, remarks: RemarkHandler, answer: Answer) -> None:
    for reason, note in (("", ""), ("made up", ""), ("value", "长" * 501)):
        with pytest.warns(UserWarning):
            assert remarks.send(answer.trace_id, reason, note, [answer]) == (gr.skip(),) * 3
    assert workbench.kb.catalog.journal.feedback() == []


def test_the_list_is_escaped_and_leads_to_source_and_trace(
    workbench: Workbench, remarks: RemarkHandler, desk: FeedbackDesk, answer: Answer
) -> None:
    remarks.send(answer.trace_id, "other", "<img src=x onerror=alert(1)>", [answer])
    listed, _ = desk.lists("open", request())
    assert "<img" not in listed and "&lt;img" in listed
    assert f'data-event="expand" data-document="{answer.trace_id}"' in listed
    assert f'data-document="{answer.citations[0].document_id}"' in listed
    assert workbench.recorder is not None
    workbench.recorder.record(answer)
    workbench.recorder.flush()
    assert "0600-5550122" in desk.trace(event(document_id=answer.trace_id), request())
    assert strings.FEEDBACK_NO_TRACE in desk.trace(event(document_id="x"), request())


def test_a_remark_is_settled_opened_again_and_exported(
    remarks: RemarkHandler, desk: FeedbackDesk, answer: Answer
) -> None:
    remarks.send(answer.trace_id, "value", "号码不对", [answer])
    listed, _ = desk.settle(event(index=1), "open", request())
    assert strings.FEEDBACK_NONE in listed
    assert "号码不对" in desk.lists("done", request())[0]
    assert "号码不对" in desk.reopen(event(index=1), "open", request())[0]
    exported = desk.export("all", request())
    with open(exported["value"], encoding="utf-8-sig") as table:  # type: ignore[index]  # noqa: PTH123
        assert "号码不对" in table.read()


@pytest.mark.parametrize("index", [None, "1", 0, -1, 99, 2**60, True])
def test_made_up_numbers_change_nothing(desk: FeedbackDesk, index: object) -> None:
    with pytest.warns(UserWarning):
        desk.settle(event(index=index if index is not True else 77), "open", request())
    with pytest.warns(UserWarning):
        desk.unfix(event(index=index if index is not True else 77), "open", request())


def test_a_question_is_fixed_served_and_taken_back(
    workbench: Workbench, remarks: RemarkHandler, desk: FeedbackDesk, answer: Answer
) -> None:
    workbench.kb.approve(workbench.kb.summaries()[0].document_id, "王编辑")
    remarks.send(answer.trace_id, "value", "", [answer])
    _, question, title, quote = desk.start_fixing(event(index=1), request())
    assert (question, title) == (QUESTION, TITLE)
    assert quote == answer.citations[0].quote
    box, _, fixed = desk.fix(f"{question}\n防汛办怎么打", title, QUOTE, "王编辑", "open", request())
    assert box["visible"] is False and strings.FIX_SERVED in fixed  # type: ignore[index,operator]
    served = workbench.answerer.answer("防汛办怎么打？")
    assert (served.fixed_by, served.text) == ("王编辑", f"{QUOTE}[1]")
    assert strings.FIXED in conversation_html([served])
    _, fixed = desk.unfix(event(index=1), "open", request())
    assert strings.FIX_NONE in fixed
    assert workbench.answerer.answer("防汛办怎么打？").fixed_by == ""


def test_a_refused_fix_stays_in_its_form(workbench: Workbench, desk: FeedbackDesk) -> None:
    for document, quote in (
        (TITLE, QUOTE),
        ("没有", QUOTE),
        (TITLE, "没有这句话的原文"),
    ):  # not approved, absent, absent
        with pytest.warns(UserWarning):
            assert desk.fix(QUESTION, document, quote, "王编辑", "open", request()) == (gr.skip(),) * 3
    assert workbench.kb.catalog.journal.fixed() == []


def test_roles() -> None:
    settings = Settings(editors="wang, li")
    assert require_editor(request(), settings) == NO_LOGIN
    assert require_editor(None, settings) == NO_LOGIN
    assert require_editor(request("li"), settings) == "li"
    for user, known in (("trainee", settings), ("wang", Settings()), ("", settings)):
        with pytest.raises(InputRefused):
            require_editor(request(user), known)


def test_who_is_no_editor_sees_and_changes_nothing(
    workbench: Workbench, remarks: RemarkHandler, desk: FeedbackDesk, answer: Answer
) -> None:
    remarks.send(answer.trace_id, "value", "号码不对", [answer])
    trainee, click = request("trainee"), event(index=1, document_id=answer.trace_id)
    calls = (
        lambda: desk.lists("all", trainee),
        lambda: desk.settle(click, "all", trainee),
        lambda: desk.reopen(click, "all", trainee),
        lambda: desk.trace(click, trainee),
        lambda: desk.export("all", trainee),
        lambda: desk.start_fixing(click, trainee),
        lambda: desk.fix(QUESTION, TITLE, QUOTE, "我", "all", trainee),
        lambda: desk.unfix(click, "all", trainee),
    )
    for call in calls:
        with pytest.warns(UserWarning, match="只有编辑"):
            assert "号码不对" not in str(call())
    assert workbench.kb.catalog.journal.fixed() == []
    assert len(workbench.kb.catalog.journal.feedback(done=False)) == 1


def test_an_empty_list_says_so() -> None:
    assert strings.FEEDBACK_NONE in feedback_list_html([], {})
