"""Tab 处置卡, parts 起草 and 成套编卡: what they do with input from the browser, honest or not."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import gradio as gr
import pytest

from assistant.cards.printing.naming import file_name
from assistant.cards.printing.shapes import Shape
from assistant.typesetting import fonts_here
from assistant.ui import strings
from assistant.ui import strings_card_print as words
from assistant.ui.card_print_panel import PrintPanel, shape_of
from assistant.ui.card_set_panel import CardSetHandler
from assistant.ui.card_tab import CardHandler, Drafted
from assistant.ui.source_panel import SourcePanel
from assistant.wiring import Workbench, open_workbench
from kb.errors import ExportFailed
from kb.settings import Settings
from tests.assistant.cards.conftest import read_in

PLAN = """甲厂触电事故现场处置方案
1 风险描述
配电室设备老化，可能发生<b>触电</b>，人员会心脏骤停死亡。
2 应急处置
2.1 处置程序
电工立即切断电源开关。
电工用绝缘杆挑开电线，把伤员移到通风处。
3 注意事项
严禁未断电直接接触伤员。
"""
NOBODY = SimpleNamespace(username=None)


@pytest.fixture
def plant(tmp_path: Path) -> Iterator[Workbench]:
    """A base with one on-site plan."""
    settings = Settings(data_path=tmp_path / "plant", workers=1)
    with open_workbench(settings, writable=True) as opened:
        content = PLAN.encode()
        document = read_in(Path("甲厂触电事故现场处置方案.txt"), content)
        opened.kb.replace_documents([document], {document.document_id: content})
        yield opened


@pytest.fixture
def handler(plant: Workbench) -> CardHandler:
    with gr.Blocks():
        return CardHandler(plant, PrintPanel(""))


@pytest.fixture
def fonts() -> None:
    try:
        fonts_here()
    except ExportFailed:
        pytest.skip("this machine has no Chinese font: nothing can be set")


def drafted(handler: CardHandler, shape: object = "a6") -> tuple[object, ...]:
    *_, final = handler.draft("电工", "触电", "", "甲厂", "", shape)
    return final


def test_card_without_position_and_hazard_is_refused(handler: CardHandler) -> None:
    with pytest.warns(UserWarning):
        (shown, card, preview, word, pdf) = next(iter(handler.draft("", "", "", "", "", "a6")))
    assert strings.CARD_EMPTY in str(shown) and card is None and words.PREVIEW_EMPTY in str(preview)
    assert word == pdf == gr.update(value=None, interactive=False)


@pytest.mark.usefixtures("fonts")
def test_card_is_shown_before_its_print_then_with_files_and_pictures(handler: CardHandler) -> None:
    first, last = handler.draft("电工", "触电", "", "甲厂", "", "a6")
    assert "切断电源" in str(first[0]) and first[3] == gr.update(value=None, interactive=False)
    assert [Path(update["value"]).suffix for update in last[3:]] == [".docx", ".pdf"]  # type: ignore[index]
    assert all(Path(update["value"]).is_file() for update in last[3:])  # type: ignore[index]
    preview = str(last[2])
    assert preview.count("data:image/png;base64,") == 2 and "第 2 面，共 2 面" in preview
    assert "<b>触电</b>" not in str(last[0])


@pytest.mark.usefixtures("fonts")
def test_other_shape_prints_the_card_of_the_session_anew(handler: CardHandler) -> None:
    card = drafted(handler)[1]
    preview, *_ = handler.reprint(card, "a4")  # type: ignore[arg-type]
    assert 'class="card-sides a4"' in str(preview) and str(preview).count("<img") == 1


@pytest.mark.parametrize("made_up", [None, "a card", {"card": 1}, 5])
def test_made_up_session_state_prints_nothing(handler: CardHandler, made_up: object) -> None:
    preview, word, pdf = handler.reprint(made_up, "a6")  # type: ignore[arg-type]
    assert words.PREVIEW_EMPTY in str(preview) and word == pdf == gr.update(value=None, interactive=False)


@pytest.mark.parametrize(
    ("value", "shape"), [("a4", Shape.A4), ("../../etc", Shape.A6), (None, Shape.A6), (7, Shape.A6)]
)
def test_unknown_shape_is_the_first(value: object, shape: Shape) -> None:
    assert shape_of(value) is shape


def test_drafted_card_is_kept_under_a_name_and_prints_its_version(handler: CardHandler, plant: Workbench) -> None:
    card = drafted(handler)[1]
    with pytest.warns(UserWarning):
        unnamed = handler.save(card, "", "a6", NOBODY)  # type: ignore[arg-type]
    assert unnamed[1] == gr.skip() and plant.kb.catalog.products.products("card") == ()
    with pytest.warns(UserWarning):
        assert handler.save(None, "张三", "a6", NOBODY)[1] == gr.skip()  # type: ignore[arg-type]
    _, kept, *_ = handler.save(card, "张三", "a6", NOBODY)  # type: ignore[arg-type]
    assert isinstance(kept, Drafted) and kept.standing.version == 1
    (product,) = plant.kb.catalog.products.products("card")
    assert product.product_id == kept.standing.card_id and product.made_by == "张三"


def test_only_editors_keep_cards_where_there_is_a_login(tmp_path: Path, plant: Workbench) -> None:
    with gr.Blocks():
        handler = CardHandler(plant, PrintPanel(""))
    card = drafted(handler)[1]
    with pytest.warns(UserWarning, match=strings.EDITORS_ONLY):
        handler.save(card, "张三", "a6", SimpleNamespace(username="guest"))  # type: ignore[arg-type]
    assert plant.kb.catalog.products.products("card") == ()


def test_set_is_made_with_progress_table_and_archive(plant: Workbench) -> None:
    handler = CardSetHandler(plant)
    document = plant.kb.summaries()[0].document_id
    *steps, final = handler.make(document, "pocket", ["docx"])
    said = "".join(str(step[0]) for step in steps)
    assert "正在起草 1/1" in said and "正在导出 1/1" in said
    assert all(step[3] == gr.update(interactive=False) for step in steps)
    page = str(final[0])
    assert "共 1 张卡" in page and "应急通讯录" in page and 'class="matrix"' in page
    with zipfile.ZipFile(final[1]["value"]) as archive:  # type: ignore[index]
        names = archive.namelist()
    assert [re.sub(r"^\d+_.*\.docx$", "card", name) for name in names] == ["card", "缺项表.xlsx"]
    assert Path(final[2]["value"]).name == "缺项表.xlsx"  # type: ignore[index]


@pytest.mark.parametrize(
    ("document", "formats"),
    [
        ("", ["docx"]),
        (None, ["docx"]),
        ("没有这份方案", ["docx"]),
        ("甲厂触电", []),
        ("甲厂触电", ["exe"]),
        ("甲厂触电", "docx"),
    ],
)
def test_set_without_plan_or_format_is_refused(plant: Workbench, document: object, formats: object) -> None:
    with pytest.warns(UserWarning):
        (result, archive, table, run) = next(iter(CardSetHandler(plant).make(document, "a6", formats)))
    assert words.SET_EMPTY in str(result) and run == gr.update(interactive=True)
    assert archive == table == gr.update(value=None, interactive=False)


def test_link_of_a_card_opens_its_clause(plant: Workbench) -> None:
    with gr.Blocks():
        panel = SourcePanel(plant, elem_id="source")
    document = plant.kb.summaries()[0].document_id
    start = PLAN.index("电工立即")
    asked = {"document": document, "start": str(start), "end": str(start + 11)}
    shown = str(panel.open_linked(SimpleNamespace(query_params=asked)))  # type: ignore[arg-type]
    assert "<mark" in shown and "电工立即切断电源开关" in shown
    for wrong in ({}, {"document": document}, {**asked, "start": "x"}):
        assert panel.open_linked(SimpleNamespace(query_params=wrong)) == gr.skip()  # type: ignore[arg-type]
    gone = panel.open_linked(SimpleNamespace(query_params={**asked, "document": "../yubei.db"}))  # type: ignore[arg-type]
    assert strings.SOURCE_GONE in str(gone)


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("罐区操作工·液氨泄漏 应急处置卡", "罐区操作工·液氨泄漏_应急处置卡"),
        ('a/b\\c:d*e?"f<g>|h\n', "a_b_c_d_e_f_g_h"),
        ("../../etc", "etc"),
        ("...", "card"),
        ("长" * 300, "长" * 60),
    ],
)
def test_file_name_suits_every_system(title: str, name: str) -> None:
    assert file_name(title) == name
