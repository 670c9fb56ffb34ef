"""The part 卡片管理: flagged cards first, old and new words side by side, steps by people with names."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace

import gradio as gr
import pytest

from assistant.cards.life.keeping import kept_card, kept_cards
from assistant.cards.life.states import printable
from assistant.ui import strings_card_desk as words
from assistant.ui.card_desk_forms import BUTTONS
from assistant.ui.card_desk_panel import NOTHING, CardDesk, number, text_in
from assistant.ui.rendering.card_desk_html import desk_list_html, kept_html, marked
from assistant.wiring import Workbench
from kb.catalog.product_records import ProductState
from kb.settings import Settings
from tests.assistant.ui.conftest import FLOOD
from tests.assistant.ui.kept_cards import LIMIT, keep
from tests.builders import make_document, original_of

TITLE = "临澜市防汛应急预案"


def event(**values: object) -> gr.EventData:
    return gr.EventData(None, dict(values))


def request(user: str | None = None) -> gr.Request:
    return SimpleNamespace(username=user)  # type: ignore[return-value]


@pytest.fixture
def desk(workbench: Workbench, document_id: str) -> CardDesk:
    workbench.kb.approve(document_id, "王编辑")
    return CardDesk(workbench)


@pytest.fixture
def product_id(workbench: Workbench, document_id: str, desk: CardDesk) -> str:
    return keep(workbench.kb, document_id).product_id


def change_plan(workbench: Workbench, old: str, new: str) -> None:
    former = workbench.kb.summaries()[0].document_id
    document = make_document(FLOOD.replace(old, new), title=TITLE)
    workbench.kb.replace_documents(
        [document], {document.document_id: original_of(document)}, removes={document.document_id: (former,)}
    )


def test_a_changed_source_is_shown_beside_the_new_words_and_taken_over(
    workbench: Workbench, desk: CardDesk, product_id: str
) -> None:
    change_plan(workbench, "30分钟", "15分钟")
    listed = desk.listing()
    assert 'class="flagged"' in listed and words.DESK_STALE.format(count=1) in listed
    shown = desk.open(event(document_id=product_id))
    assert "应当在<del>30</del>分钟内" in str(shown[1])
    assert "应当在<ins>15</ins>分钟内" in str(shown[1])
    assert f'data-event="apply" data-document="{product_id}" data-index="0"' in str(shown[1])
    assert shown[2] == (product_id, 1)
    after = desk.adopt(event(index=0), shown[2], "王编辑", request())  # type: ignore[arg-type]
    assert "<del>" not in str(after[1]) and after[2] == (product_id, 2)
    kept = kept_card(workbench.kb, product_id)
    assert (kept.card.lines[0].text, kept.stale) == (LIMIT.replace("30", "15"), ())


def test_steps_need_a_name_and_only_those_that_can_follow_are_offered(
    workbench: Workbench, desk: CardDesk, product_id: str
) -> None:
    shown = desk.open(event(document_id=product_id))
    offered = [what for (_, what), one in zip(BUTTONS, shown[4:], strict=True) if one["interactive"]]  # type: ignore[index]
    assert offered == ["review", "withdraw"]
    with pytest.warns(UserWarning, match="姓名"):
        refused = desk.step("review", (product_id, 1), " ", "", request())
    assert refused == (gr.skip(),) * len(shown)
    desk.step("review", (product_id, 1), "李主任", "看过", request())
    assert kept_card(workbench.kb, product_id).product.state is ProductState.REVIEWED
    with pytest.warns(UserWarning, match="必须先解决"):
        desk.step("approve", (product_id, 1), "赵总", "", request())
    desk.step("withdraw", (product_id, 1), "赵总", "重复", request())
    assert [one.by for one in workbench.kb.catalog.products.history(product_id)] == ["王编辑", "李主任", "赵总"]


def test_a_line_is_edited_in_the_form_and_marked(workbench: Workbench, desk: CardDesk, product_id: str) -> None:
    box, head, text, *_, index = desk.start_edit(event(index=0), (product_id, 1))
    assert (box["visible"], text, index) == (True, LIMIT, 0)  # type: ignore[index]
    assert "第 1 行" in str(head)
    shown = desk.save_line((product_id, 1), 0, "接报后立即向市人民政府报告。", "", "", "王编辑", request())
    assert words.DESK_REWRITTEN in str(shown[1])
    desk.step("confirm", (product_id, 2), "李主任", "", request())
    kept = kept_card(workbench.kb, product_id)
    assert words.DESK_CONFIRMED.format(by="李主任") in kept_html(kept, printable(workbench.kb, kept), ())
    desk.remove_line((product_id, 3), 0, "王编辑", request())
    assert len(kept_card(workbench.kb, product_id).card.lines) == 1


def test_names_and_texts_are_escaped(workbench: Workbench, desk: CardDesk, product_id: str) -> None:
    bad = "<img src=x onerror=alert(1)>"
    desk.save_line((product_id, 1), 0, bad, "", "", bad, request())
    desk.step("withdraw", (product_id, 2), bad, bad, request())
    shown = str(desk.open(event(document_id=product_id))[1]) + desk.listing()
    assert "<img" not in shown and "&lt;img" in shown
    assert marked("<b>1</b>", "<b>22</b>") == (
        "&lt;b&gt;<del>1</del>&lt;/b&gt;",
        "&lt;b&gt;<ins>22</ins>&lt;/b&gt;",
    )


@pytest.mark.parametrize("bad", [None, "", 5, "../x", "f" * 40, ["a", 1], ("", 1)])
def test_made_up_requests_open_and_change_nothing(desk: CardDesk, product_id: str, bad: object) -> None:
    with pytest.warns(UserWarning):
        assert desk.open(event(document_id=bad))[2] == NOTHING
    with pytest.warns(UserWarning):
        desk.step("withdraw", bad, "赵总", "理由", request())  # type: ignore[arg-type]
    with pytest.warns(UserWarning):
        desk.save_line(bad, 0, "x", "", "", "王编辑", request())  # type: ignore[arg-type]
    assert 'class="flagged"' not in desk.listing()


@pytest.mark.parametrize("index", [-1, 99, None, "0", 2**60, float("nan"), True])
def test_made_up_lines_are_refused(workbench: Workbench, desk: CardDesk, product_id: str, index: object) -> None:
    with pytest.warns(UserWarning):
        desk.save_line((product_id, 1), index, "立即报告。", "", "", "王编辑", request())  # type: ignore[arg-type]
    with pytest.warns(UserWarning):
        desk.adopt(event(index=index), (product_id, 1), "王编辑", request())
    assert kept_card(workbench.kb, product_id).product.version == 1


def test_with_a_login_only_editors_change_cards_in_their_own_name(
    workbench: Workbench, desk: CardDesk, product_id: str
) -> None:
    guarded = CardDesk(
        Workbench(
            kb=workbench.kb,
            answerer=workbench.answerer,
            settings=Settings(data_path=workbench.settings.data_path, editors="李主任"),
        )
    )
    with pytest.warns(UserWarning, match="编辑"):
        guarded.step("review", (product_id, 1), "李主任", "", request("来访者"))
    guarded.step("review", (product_id, 1), "假名", "", request("李主任"))
    assert workbench.kb.catalog.products.history(product_id)[-1].by == "李主任"


def test_an_empty_list_says_what_to_do() -> None:
    assert words.DESK_EMPTY in desk_list_html((), date.today())
    assert (number(3.0), number("3"), text_in(event(document_id=7))) == (3, -1, "")


def test_the_list_names_all_that_asks_for_attention(workbench: Workbench, desk: CardDesk, product_id: str) -> None:
    rows = kept_cards(workbench.kb)
    shown = desk_list_html(rows, date.today())
    assert f'data-event="expand" data-document="{product_id}"' in shown
    assert words.DESK_COUNT.format(count=1, flagged=0) in shown
