"""Tab 编制, part 起草: what it does with input from the browser, honest or not, and how a draft looks."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import gradio as gr
import pytest

from assistant.drafting.records import DraftItem, DraftSection, ItemKind, PlanDraft
from assistant.ui import strings_draft
from assistant.ui.draft_desk import DraftDesk, kinds, values_of
from assistant.ui.improvement_panel import ImprovementDesk
from assistant.ui.rendering.draft_html import draft_html
from assistant.wiring import Workbench, open_workbench
from kb.catalog.drill_run_records import ImprovementRow
from kb.catalog.product_records import ProductSource, StaleSource
from kb.errors import InputRefused
from kb.records import Metadata
from kb.settings import Settings
from tests.builders import FIXED_TIME, make_document, original_of

PLAN = (
    "清河化工有限公司现场处置方案\n1 事故风险描述\n罐区<script>有两台储罐</script>，易漏部位是卸氨臂接头。\n"
    "2 应急处置程序\n操作工立即报告班长，并拨打119。\n"
)
UNIT = "清河化工有限公司"
NOBODY = SimpleNamespace(username=None)


@pytest.fixture
def workbench(tmp_path: Path) -> Iterator[Workbench]:
    with open_workbench(Settings(data_path=tmp_path / "data", workers=1, editors="王编辑"), writable=True) as opened:
        metadata = Metadata(
            title="清河化工有限公司现场处置方案", issuer=UNIT, doc_type="plan_unit_onsite", level="enterprise"
        )
        document = make_document(PLAN, title=metadata.title, metadata=metadata)
        opened.kb.replace_documents([document], {document.document_id: original_of(document)})
        yield opened


@pytest.fixture
def desk(workbench: Workbench) -> DraftDesk:
    return DraftDesk(workbench)


def last(desk: DraftDesk, *given: object) -> Any:
    *_, final = desk.draft(*given)  # type: ignore[arg-type]
    return final


def drafted(desk: DraftDesk) -> Any:
    return last(desk, "onsite", "", UNIT, [], "enterprise", "")


def test_draft_comes_step_by_step_with_files_behind_the_buttons(desk: DraftDesk) -> None:
    first, *middle, final = desk.draft("onsite", "", UNIT, [], "enterprise", "")
    assert strings_draft.DRAFT_STARTED in str(first[0])
    assert "正在起草：7/7 节" in str(middle[-1][0])
    page, draft, product_id, whole, clean, button = final
    assert isinstance(draft, PlanDraft) and product_id == ""
    assert Path(whole["value"]).is_file() and Path(clean["value"]).name.endswith("-clean.docx")  # type: ignore[index]
    assert button["interactive"] is True  # type: ignore[index]
    assert "一、事故风险描述" in str(page) and "待补充" in str(page)


def test_words_of_a_document_are_escaped_and_open_their_source(desk: DraftDesk, workbench: Workbench) -> None:
    page = str(drafted(desk)[0])
    assert "<script>" not in page and "&lt;script&gt;" in page
    assert f'data-document="{workbench.kb.summaries()[0].document_id}"' in page


@pytest.mark.parametrize(
    "given",
    [
        ("", "火灾", "", [], "", ""),
        ("没有的类型", "火灾", "", [], "", ""),
        (["onsite"], {"a": 1}, 7, "no list", None, None),
        ("onsite", "长" * 1000, "", [], "", ""),
        ("onsite", "火灾", UNIT, ["没有的一节"], "", ""),
        ("首报", "事故", "", [], "路人", ""),
        ("首报", "事故", "", [], "enterprise", "没有等号的一行"),
        ("首报", "事故", "", [], "enterprise", "死亡人数=若干"),
    ],
)
def test_made_up_requests_get_the_empty_desk(desk: DraftDesk, given: tuple[object, ...]) -> None:
    with pytest.warns(UserWarning):
        final = last(desk, *given)
    assert strings_draft.DRAFT_EMPTY in str(final[0]) and final[1] is None and final[5]["interactive"] is True


def test_report_takes_the_lines_that_were_filled_in(desk: DraftDesk) -> None:
    _, _, slots = desk.choose("首报", "enterprise")
    text = slots["value"].replace("死亡人数=", "死亡人数=0")  # type: ignore[index]
    draft = last(desk, "首报", "液氨泄漏事故", UNIT, [], "enterprise", text)[1]
    given = [(item.name, item.text) for one in draft.sections for item in one.items if item.kind is ItemKind.GIVEN]
    assert given == [("单位名称", UNIT), ("死亡人数", "0")]


def test_form_follows_the_kind(desk: DraftDesk) -> None:
    sections, audience, values = desk.choose("onsite", "enterprise")
    assert sections["choices"][0] == "事故风险描述" and not audience["visible"] and not values["visible"]  # type: ignore[index]
    sections, audience, values = desk.choose("续报", "department")
    assert not sections["visible"] and audience["visible"] and "信息来源=" in values["value"]  # type: ignore[index]
    with pytest.warns(UserWarning, match="不会起草"):
        sections, audience, values = desk.choose("没有的类型", None)
    assert not sections["visible"]  # type: ignore[index]


def test_every_kind_offered_can_be_chosen(desk: DraftDesk) -> None:
    offered = kinds()
    assert len(offered) == len({key for _, key in offered}) == 28
    for _, key in offered:
        shown = [one["visible"] for one in desk.choose(key, "enterprise")]  # type: ignore[index]
        assert any(shown)


def test_draft_is_kept_by_name_listed_and_opened_again(desk: DraftDesk) -> None:
    draft = drafted(desk)[1]
    product_id, listed = desk.keep(draft, "", "王编辑", NOBODY)  # type: ignore[arg-type]
    assert [key for _, key in listed["choices"]] == [product_id]
    assert "清河化工有限公司现场处置方案（草稿，第1版，王编辑" in listed["choices"][0][0]
    opened = desk.reopen(product_id, NOBODY)  # type: ignore[arg-type]
    assert opened[1] == draft and opened[2] == product_id
    again, _ = desk.keep(draft, product_id, "王编辑", NOBODY)  # type: ignore[arg-type]
    assert again == product_id


def test_nothing_is_kept_without_a_name_or_a_draft(desk: DraftDesk) -> None:
    draft = drafted(desk)[1]
    for given in ((draft, "", ""), (None, "", "王编辑"), (draft, "no-such-id", "王编辑")):
        with pytest.warns(UserWarning):
            assert "value" not in desk.keep(*given, NOBODY)[0]  # type: ignore[arg-type]
    assert desk.entries() == []


def test_with_a_login_only_editors_keep_list_and_open(desk: DraftDesk) -> None:
    draft = drafted(desk)[1]
    product_id, _ = desk.keep(draft, "", "王编辑", SimpleNamespace(username="王编辑"))  # type: ignore[arg-type]
    reader = SimpleNamespace(username="读者")
    with pytest.warns(UserWarning, match="编辑"):
        assert desk.listing(reader)["choices"] == []  # type: ignore[arg-type]
        assert desk.reopen(product_id, reader)[1] is None  # type: ignore[arg-type]
        desk.keep(draft, product_id, "读者", reader)  # type: ignore[arg-type]
    assert "第1版" in desk.entries()[0][0]


@pytest.mark.parametrize("wanted", ["", None, "no-such-id", "../../etc", ["a"]])
def test_unknown_drafts_are_not_opened(desk: DraftDesk, wanted: object) -> None:
    with pytest.warns(UserWarning):
        assert desk.reopen(wanted, NOBODY)[1] is None  # type: ignore[arg-type]


def test_lines_of_values() -> None:
    assert values_of("死亡人数=0\n\n地点＝南门=外\n受伤人数=\n") == {"死亡人数": "0", "地点": "南门=外"}
    with pytest.raises(InputRefused, match="不是“项=值”的写法"):
        values_of("随便写的")


def bare_draft() -> PlanDraft:
    """Make a draft of one blank."""
    blank = DraftItem(kind=ItemKind.BLANK, text="地址<b>，来自资料")
    return PlanDraft(
        kind="onsite",
        kind_name="现场处置方案",
        title="方案",
        topic="",
        unit="",
        sections=(DraftSection(heading="概况", level=1, items=(blank,)),),
        citations=(),
        missing_sources=(),
        notes=(),
        drafted_on=date(2026, 3, 1),
    )


def test_blanks_are_listed_above_and_lead_to_their_section() -> None:
    page = draft_html(bare_draft())
    assert "【待补充：地址&lt;b&gt;，来自资料】" in page
    assert 'href="#draft-part-0"' in page and 'id="draft-part-0"' in page


def test_changed_sources_stand_above_the_draft_with_old_and_new_words() -> None:
    def stale(new_text: str) -> StaleSource:
        source = ProductSource(
            document_id="a" * 32, work_id="", title="甲", heading_path=(), start=0, end=4, quote="30分钟内"
        )
        return StaleSource(
            product_id="p",
            source=source,
            new_document_id="b" * 32 if new_text else "",
            old_text="30分钟内",
            new_text=new_text,
            how="changed" if new_text else "removed",
            found_at=FIXED_TIME,
            new_start=5,
            new_end=10,
        )

    page = draft_html(bare_draft(), [stale("15分钟内<i>"), stale("")])
    assert page.index("草稿引用：30分钟内") < page.index("现在：15分钟内&lt;i&gt;") < page.index("概况")
    assert f'data-document="{"b" * 32}" data-start="5" data-end="10"' in page
    assert page.count(strings_draft.STALE_REMOVED) == 1


def improvement(document_id: str) -> ImprovementRow:
    """Make an open improvement of a clause."""
    return ImprovementRow(
        run_id="",
        document_id=document_id,
        what="补写夜间联络方式<u>",
        made_by="王编辑",
        at=FIXED_TIME,
        start=3,
        end=9,
        quote="操作工立即报告班长",
    )


def test_what_drills_proposed_is_handed_to_somebody_and_settled(workbench: Workbench) -> None:
    document_id = workbench.kb.summaries()[0].document_id
    workbench.kb.catalog.drill_runs.add_improvements([improvement(document_id)])
    (row,) = workbench.kb.catalog.drill_runs.improvements(done=False)
    desk = ImprovementDesk(workbench)
    page = desk.listing(NOBODY)  # type: ignore[arg-type]
    assert "补写夜间联络方式&lt;u&gt;" in page and f'data-document="{document_id}" data-start="3" data-end="9"' in page
    page = str(desk.assign(float(row.improvement_no), "李工", "2026-05-01", "王编辑", NOBODY))  # type: ignore[arg-type]
    assert "李工" in page and "2026-05-01" in page
    click = gr.EventData(None, {"index": row.improvement_no})
    assert strings_draft.IMPROVE_EMPTY in str(desk.settle(click, "王编辑", NOBODY))  # type: ignore[arg-type]
    (done,) = workbench.kb.catalog.drill_runs.improvements(done=True)
    assert done.done_by == "王编辑"


def test_improvements_are_for_named_editors_and_real_entries(workbench: Workbench) -> None:
    desk = ImprovementDesk(workbench)
    workbench.kb.catalog.drill_runs.add_improvements([improvement("c" * 32)])
    reader = SimpleNamespace(username="读者")
    with pytest.warns(UserWarning):
        assert strings_draft.IMPROVE_EMPTY in desk.listing(reader)  # type: ignore[arg-type]
        desk.settle(gr.EventData(None, {"index": 1}), "读者", reader)  # type: ignore[arg-type]
        desk.settle(gr.EventData(None, {"index": 1}), "", NOBODY)  # type: ignore[arg-type]
        desk.settle(gr.EventData(None, {"index": "1; DROP"}), "王编辑", NOBODY)  # type: ignore[arg-type]
        desk.assign("nan", "李工", "", "王编辑", NOBODY)  # type: ignore[arg-type]
        desk.assign(1, "李工", "明天", "王编辑", NOBODY)  # type: ignore[arg-type]
    (row,) = workbench.kb.catalog.drill_runs.improvements(done=False)
    assert row.owner == "" and row.due is None
