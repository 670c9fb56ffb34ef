"""Part 比较: what it does with input from the browser, honest or not."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.ui import strings_compare as strings
from assistant.ui.compare_panel import ComparedVersions, CompareHandler
from assistant.ui.page_folder import FOLDER_NAME
from assistant.wiring import Workbench

OLD = "临澜市<b>预警</b>办法\n第一条 红色预警在30分钟内发布。\n第二条 记录<script>保存</script>三年。\n第三条 本办法自发布之日起施行。"
NEW = OLD.replace("30分钟", "15分钟").replace("第二条 记录<script>保存</script>三年。\n第三条", "第二条")


@pytest.fixture
def handler(workbench: Workbench) -> CompareHandler:
    return CompareHandler(workbench)


@pytest.fixture
def uploads(workbench: Workbench) -> tuple[str, str]:
    folder = workbench.settings.data_path / FOLDER_NAME
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in (("旧.txt", OLD), ("新.txt", NEW)):
        (folder / name).write_text(text, encoding="utf-8")
    return str(folder / "旧.txt"), str(folder / "新.txt")


def last(handler: CompareHandler, *given: object) -> tuple[object, ...]:
    *_, final = handler.compare(*given)
    return final


def test_uploads_are_compared_step_by_step(handler: CompareHandler, uploads: tuple[str, str]) -> None:
    *steps, final = handler.compare(strings.COMPARE_VERSIONS, uploads[0], None, uploads[1], None)
    assert [strings.COMPARE_READING_OLD in str(steps[0][0]), strings.COMPARE_READING_NEW in str(steps[1][0])] == [
        True
    ] * 2
    assert strings.COMPARE_COMPARING in str(steps[2][0])
    page = str(final[0])
    assert '<del class="limit">30分钟内</del>' in page
    assert '<ins class="limit">15分钟内</ins>' in page
    assert "<script>" not in page and "<b>预警" not in page
    assert '<svg class="change-map"' in page
    assert [Path(update["value"]).suffix for update in final[3:5]] == [".docx", ".xlsx"]
    assert all(Path(update["value"]).is_file() for update in final[3:5])
    assert final[5]["interactive"] is True


def test_filters_show_only_their_changes(handler: CompareHandler, uploads: tuple[str, str]) -> None:
    compared = last(handler, strings.COMPARE_VERSIONS, uploads[0], None, uploads[1], None)[1]
    assert isinstance(compared, ComparedVersions)
    removed = str(handler.filtered(compared, strings.FILTER_REMOVED))
    assert '<section class="clause-change removed"' in removed and "15分钟内</ins>" not in removed
    assert strings.COMPARE_NONE_SHOWN in str(handler.filtered(compared, strings.FILTER_MOVED))
    assert "15分钟内</ins>" in str(handler.filtered(compared, "made up"))


def test_nothing_is_stored(handler: CompareHandler, uploads: tuple[str, str], workbench: Workbench) -> None:
    before = [one.document_id for one in workbench.kb.summaries()]
    last(handler, strings.COMPARE_VERSIONS, uploads[0], None, uploads[1], None)
    assert [one.document_id for one in workbench.kb.summaries()] == before


def test_stored_document_is_held_against_what_is_above(handler: CompareHandler, document_id: str) -> None:
    page = str(last(handler, strings.COMPARE_SUPERIOR, None, document_id, None, None)[0])
    assert "没有找到本预案的上位预案" in page


@pytest.mark.parametrize("made_up", ["/etc/passwd", "../../yubei.db", "nowhere.txt", 7])
def test_path_outside_the_uploads_is_refused(
    handler: CompareHandler, uploads: tuple[str, str], made_up: object
) -> None:
    with pytest.warns(UserWarning, match="重新"):
        final = last(handler, strings.COMPARE_VERSIONS, made_up, None, uploads[1], None)
    assert strings.COMPARE_EMPTY in str(final[0])
    assert final[1] is None and final[5]["interactive"] is True


@pytest.mark.parametrize(
    ("upload", "stored", "said"),
    [
        (False, None, "请为旧文件"),
        (True, "预案", "请只留一个"),
        (False, "没有这份文件", "没有标题含"),
        (False, "f" * 32, "没有标题含"),
    ],
)
def test_missing_doubled_and_unknown_choices_are_refused(
    handler: CompareHandler, uploads: tuple[str, str], upload: bool, stored: str | None, said: str
) -> None:
    with pytest.warns(UserWarning, match=said):
        final = last(handler, strings.COMPARE_VERSIONS, uploads[0] if upload else None, stored, uploads[1], None)
    assert final[1] is None


def test_same_document_twice_is_refused(handler: CompareHandler, document_id: str) -> None:
    with pytest.warns(UserWarning, match="同一份"):
        final = last(handler, strings.COMPARE_VERSIONS, None, document_id, None, document_id)
    assert final[1] is None


def test_lists_name_the_stored_documents(handler: CompareHandler, document_id: str) -> None:
    assert any(one == document_id for _, one in handler.choices()[0]["choices"])
