"""Tab 编制, part 检查: what it does with input from the browser, honest or not."""

from __future__ import annotations

from pathlib import Path

import gradio as gr
import pytest

from assistant.ui import strings
from assistant.ui.check_panel import Checked, CheckHandler
from assistant.ui.page_folder import FOLDER_NAME
from assistant.wiring import Workbench

PLAN = "恒泰<b>化工</b>有限公司综合应急预案\n1 总则\n本预案适用于<script>本公司</script>。\n2 信息报告\n向安监局报告，见附件7。\n"


def event(**values: object) -> gr.EventData:
    """Make the event of a click, as the browser's data arrive."""
    return gr.EventData(None, dict(values))


@pytest.fixture
def handler(workbench: Workbench) -> CheckHandler:
    return CheckHandler(workbench)


@pytest.fixture
def upload(workbench: Workbench) -> Path:
    folder = workbench.settings.data_path / FOLDER_NAME
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "恒泰化工有限公司综合应急预案.txt"
    path.write_text(PLAN, encoding="utf-8")
    return path


def last(handler: CheckHandler, *given: object) -> tuple[object, ...]:
    *_, final = handler.check(*given)
    return final


def test_upload_is_checked_step_by_step(handler: CheckHandler, upload: Path) -> None:
    reading, checking, final = handler.check(str(upload), None, "", False)
    assert strings.CHECK_READING in str(reading[0])
    assert strings.CHECK_CHECKING in str(checking[0])
    assert reading[4]["interactive"] is False
    page = str(final[0])
    assert "UC01 适用范围" in page and "“安监局”是旧称" in page
    assert "<script>" not in page and "<b>" not in page
    assert isinstance(final[1], Checked)
    assert [Path(update["value"]).suffix for update in final[2:4]] == [".docx", ".xlsx"]
    assert all(Path(update["value"]).is_file() for update in final[2:4])
    assert final[4]["interactive"] is True


def test_upload_is_not_stored(handler: CheckHandler, upload: Path, workbench: Workbench) -> None:
    before = [one.document_id for one in workbench.kb.summaries()]
    last(handler, str(upload), None, "", False)
    assert [one.document_id for one in workbench.kb.summaries()] == before


def test_stored_document_is_chosen_by_id_or_title(handler: CheckHandler, document_id: str) -> None:
    assert ("临澜市防汛应急预案", document_id) in handler.choices()["choices"]
    for name in (document_id, "临澜市防汛应急预案", "防汛"):
        checked = last(handler, None, name, "gov_special", False)[1]
        assert isinstance(checked, Checked)
        assert checked.report.document_id == document_id
        assert [one.checklist_id for one in checked.report.checklists] == ["gov_special"]


def test_clicked_place_is_shown_in_the_document(handler: CheckHandler, upload: Path) -> None:
    checked = last(handler, str(upload), None, "", False)[1]
    assert isinstance(checked, Checked)
    fault = next(one for one in checked.report.findings if one.rule_id == "former-name")
    click = event(document_id=checked.document.document_id, start=fault.span.start, end=fault.span.end)
    page = handler.open(click, checked)
    assert "<mark" in page and "安监局</mark>" in page
    assert "<script>" not in page


@pytest.mark.parametrize(
    "values", [{}, {"document_id": "x", "start": 0, "end": 1}, {"document_id": None, "start": "a", "end": 2}]
)
def test_made_up_place_shows_the_hint(handler: CheckHandler, upload: Path, values: dict[str, object]) -> None:
    checked = last(handler, str(upload), None, "", False)[1]
    assert strings.CHECK_SOURCE_HINT in handler.open(event(**values), checked)  # type: ignore[arg-type]
    assert strings.CHECK_SOURCE_HINT in handler.open(event(document_id="x", start=0, end=1), None)


def test_foreign_path_nothing_and_both_are_refused(handler: CheckHandler, upload: Path, tmp_path: Path) -> None:
    outside = tmp_path / "secret.txt"
    outside.write_text(PLAN, encoding="utf-8")
    for given, said in (
        ((str(outside), None, "", False), strings.UPLOAD_GONE),
        ((None, "", "", False), strings.CHOSEN_NOTHING.format(side=strings.CHECK_SIDE)),
        ((str(upload), "防汛", "", False), strings.CHOSEN_BOTH.format(side=strings.CHECK_SIDE)),
        ((None, "没有的文件", "", False), "没有的文件"),
        ((str(upload), None, "made-up", False), "made-up"),
    ):
        with pytest.warns(UserWarning, match=said[:12]):
            final = last(handler, *given)
        assert final[1] is None
        assert strings.CHECK_EMPTY in str(final[0])
        assert final[4]["interactive"] is True
