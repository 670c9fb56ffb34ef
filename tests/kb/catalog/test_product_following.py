"""Products follow their documents: words that stand move along, words that changed are shown beside the new ones."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from kb.catalog import Catalog
from kb.catalog.product_records import Product, ProductDraft, ProductSource, ProductState
from kb.records import Document, Metadata
from tests.builders import make_document, stored

TODAY = date.today()
OLD = (
    "恒泰化工现场处置方案\n"
    "1 液氨泄漏处置\n"
    "当班操作工发现泄漏后立即报告班长。\n"
    "班长接到报告后30分钟内启动现场处置并向值班室报告。\n"
    "严禁在未佩戴空气呼吸器的情况下进入泄漏区。\n"
    "2 触电处置\n"
    "当班操作工发现触电后立即切断电源。\n"
    "现场人员撤离至上风向集合点。"
)


def plan(text: str = OLD, *, title: str = "恒泰化工现场处置方案", **metadata: object) -> Document:
    return make_document(text, title=title, metadata=Metadata(title=title, **metadata) if metadata else None)  # type: ignore[arg-type]


def source(document: Document, quote: str) -> ProductSource:
    start = document.text.index(quote)
    return ProductSource(
        document_id=document.document_id,
        work_id=document.work_id,
        title=document.metadata.title,
        heading_path=(),
        start=start,
        end=start + len(quote),
        quote=quote,
    )


LIMIT = "班长接到报告后30分钟内启动现场处置并向值班室报告。"
BAN = "严禁在未佩戴空气呼吸器的情况下进入泄漏区。"


def keep(catalog: Catalog, document: Document, *quotes: str, kind: str = "card") -> Product:
    sources = [source(document, quote) for quote in quotes]
    return catalog.products.save(kind, "液氨泄漏处置卡", "{}", sources, "王编辑")


def replace_plan(catalog: Catalog, old: Document, new: Document) -> None:
    catalog.replace_documents([stored(new, removes=(old.document_id,))])


def test_a_changed_limit_is_stale_in_the_same_transaction_and_the_rest_moves(catalog: Catalog) -> None:
    old = plan()
    catalog.replace_documents([stored(old)])
    made = keep(catalog, old, LIMIT, BAN)
    new = plan(OLD.replace("30分钟", "15分钟").replace("1 液氨泄漏处置\n", "1 液氨泄漏处置\n本节适用于液氨罐区。\n"))
    replace_plan(catalog, old, new)
    (stale,) = catalog.products.stale()
    assert (stale.product_id, stale.ordinal, stale.how, stale.new_document_id) == (
        made.product_id,
        0,
        "changed",
        new.document_id,
    )
    assert stale.old_text == LIMIT
    assert stale.new_text == LIMIT.replace("30", "15")
    assert new.text[stale.new_start : stale.new_end] == stale.new_text
    assert stale.new_heading_path == ("1 液氨泄漏处置",)
    moved = catalog.products.product(made.product_id)
    assert moved.state is ProductState.DRAFT
    ban = moved.sources[1]
    assert (ban.document_id, ban.quote) == (new.document_id, BAN)
    assert new.text[ban.start : ban.end] == BAN
    assert [(one.action, one.by, one.note) for one in catalog.products.history(made.product_id)[1:]] == [
        ("stale", "", "《恒泰化工现场处置方案》条文有变化：1 处"),
        ("anchored", "", "《恒泰化工现场处置方案》文字未变，已改指新文本：1 处"),
    ]


def test_a_heading_and_the_numbers_in_it_may_change(catalog: Catalog) -> None:
    old = plan()
    catalog.replace_documents([stored(old)])
    made = keep(catalog, old, LIMIT, BAN)
    new = plan(OLD.replace("1 液氨泄漏处置", "3 氨泄漏的处置措施").replace("2 触电处置", "4 触电"))
    replace_plan(catalog, old, new)
    assert catalog.products.stale() == ()
    assert [one.document_id for one in catalog.products.product(made.product_id).sources] == [new.document_id] * 2


def test_the_same_sentence_under_another_heading_does_not_stand_for_one_that_changed(catalog: Catalog) -> None:
    sentence = "现场人员立即撤离至上风向集合点等待清点人数。"
    text = f"方案\n1 液氨泄漏\n{sentence}\n2 触电\n{sentence}\n3 火灾\n拨打119。"
    old = plan(text)
    catalog.replace_documents([stored(old)])
    first = keep(catalog, old, sentence)
    second_at = text.rindex(sentence)
    moved = ProductSource(
        document_id=old.document_id,
        work_id=old.work_id,
        title="方案",
        heading_path=(),
        start=second_at,
        end=second_at + len(sentence),
        quote=sentence,
    )
    second = catalog.products.save("card", "触电处置卡", "{}", [moved], "王编辑")
    new = plan(text[:second_at] + text[second_at:].replace("上风向集合点", "厂区东门", 1))
    replace_plan(catalog, old, new)
    assert [one.product_id for one in catalog.products.stale()] == [second.product_id]
    assert catalog.products.stale()[0].new_text == "现场人员立即撤离至厂区东门等待清点人数。"
    assert catalog.products.product(first.product_id).sources[0].document_id == new.document_id


def test_a_clause_that_was_taken_out_has_no_counterpart(catalog: Catalog) -> None:
    old = plan()
    catalog.replace_documents([stored(old)])
    keep(catalog, old, BAN)
    new = plan(OLD.replace(BAN + "\n", ""))
    replace_plan(catalog, old, new)
    (stale,) = catalog.products.stale()
    assert (stale.how, stale.old_text, stale.new_text, stale.new_document_id) == (
        "removed",
        BAN,
        "",
        new.document_id,
    )


def test_a_clause_that_went_is_not_paired_with_the_change_of_its_neighbour(catalog: Catalog) -> None:
    text = "方案\n1 分级\n死亡10人以上30人以下的，为重大事故。\n死亡3人以上10人以下的，为较大事故。"
    old = plan(text)
    catalog.replace_documents([stored(old)])
    keep(catalog, old, "死亡10人以上30人以下的，为重大事故。", "死亡3人以上10人以下的，为较大事故。")
    replace_plan(catalog, old, plan("方案\n1 分级\n死亡5人以上10人以下的，为较大事故。"))
    assert [(one.ordinal, one.how, one.new_text) for one in catalog.products.stale()] == [
        (0, "removed", ""),
        (1, "changed", "死亡5人以上10人以下的，为较大事故。"),
    ]


def test_an_item_that_only_got_another_number_stands(catalog: Catalog) -> None:
    old = plan("方案\n1 步骤\n（3）班长清点人数，缺员立即报告值班室。")
    catalog.replace_documents([stored(old)])
    made = keep(catalog, old, "（3）班长清点人数，缺员立即报告值班室。")
    new = plan("方案\n1 步骤\n（3）先切断电源再行动。\n（4）班长清点人数，缺员立即报告值班室。")
    replace_plan(catalog, old, new)
    assert catalog.products.stale() == ()
    assert catalog.products.product(made.product_id).sources[0].quote == "班长清点人数，缺员立即报告值班室。"


def test_a_number_is_looked_for_in_its_own_clause(catalog: Catalog) -> None:
    text = "方案\n1 通讯录\n班长王强 6222-0119。\n调度室 6222-0120。"
    old = plan(text)
    catalog.replace_documents([stored(old)])
    keep(catalog, old, "6222-0119")
    keep(catalog, old, "6222-0120")
    new = plan("方案\n1 通讯录\n班长王强 6222-0188。\n门卫 6222-0119。\n调度室 6222-0120。")
    replace_plan(catalog, old, new)
    (stale,) = catalog.products.stale()
    assert (stale.source.quote, stale.old_text, stale.new_text) == (
        "6222-0119",
        "班长王强 6222-0119。",
        "班长王强 6222-0188。",
    )


def test_a_removed_document_is_flagged_and_restored_when_it_comes_back(catalog: Catalog) -> None:
    old = plan()
    catalog.replace_documents([stored(old)])
    made = keep(catalog, old, LIMIT)
    catalog.remove_document(old.document_id)
    (stale,) = catalog.products.stale("card")
    assert (stale.how, stale.new_document_id, stale.old_text) == ("removed", "", LIMIT)
    assert catalog.products.stale_by_document(old.document_id) == (stale,)
    catalog.replace_documents([stored(old)])
    assert catalog.products.stale() == ()
    assert catalog.products.history(made.product_id)[-1].action == "restored"


def test_a_change_that_is_taken_back_leaves_nothing_open(catalog: Catalog) -> None:
    old, new = plan(), plan(OLD.replace("30分钟", "15分钟"))
    again = plan(OLD + "\n本方案由安全部负责解释。")
    catalog.replace_documents([stored(old)])
    made = keep(catalog, old, LIMIT)
    replace_plan(catalog, old, new)
    assert len(catalog.products.stale()) == 1
    replace_plan(catalog, new, again)
    assert catalog.products.stale() == ()
    assert catalog.products.product(made.product_id).sources[0].document_id == again.document_id


def test_a_second_change_shows_the_newest_words_beside_the_first(catalog: Catalog) -> None:
    old, new, newer = plan(), plan(OLD.replace("30分钟", "15分钟")), plan(OLD.replace("30分钟", "10分钟"))
    catalog.replace_documents([stored(old)])
    keep(catalog, old, LIMIT)
    replace_plan(catalog, old, new)
    replace_plan(catalog, new, newer)
    (stale,) = catalog.products.stale()
    assert (stale.old_text, stale.new_text) == (LIMIT, LIMIT.replace("30", "10"))


def test_a_newer_edition_counts_from_its_first_day(catalog: Catalog) -> None:
    old = plan(effective_on=date(2020, 1, 1))
    catalog.replace_documents([stored(old)])
    made = keep(catalog, old, LIMIT, BAN)
    later = TODAY + timedelta(days=30)
    catalog.replace_documents([stored(plan(OLD.replace("30分钟", "15分钟"), effective_on=later))])
    products = catalog.products
    assert products.stale() == ()
    (coming,) = products.stale(upcoming=True)
    assert (coming.since, coming.new_text) == (later, LIMIT.replace("30", "15"))
    assert products.stale(day=later) == (coming,)
    assert products.product(made.product_id).sources[1].document_id == old.document_id
    assert "（自" + later.isoformat() in products.history(made.product_id)[-1].note


def test_a_newer_edition_in_force_takes_over_what_stands(catalog: Catalog) -> None:
    old = plan(effective_on=date(2020, 1, 1))
    catalog.replace_documents([stored(old)])
    made = keep(catalog, old, LIMIT, BAN)
    new = plan(OLD.replace("30分钟", "15分钟"), effective_on=date(2024, 1, 1))
    catalog.replace_documents([stored(new)])
    assert [(one.ordinal, one.new_document_id) for one in catalog.products.stale()] == [(0, new.document_id)]
    assert catalog.products.product(made.product_id).sources[1].document_id == new.document_id


def test_an_upload_nobody_approved_changes_nothing_until_it_is_approved(catalog: Catalog) -> None:
    old = plan(effective_on=date(2020, 1, 1))
    catalog.replace_documents([stored(old)])
    keep(catalog, old, LIMIT)
    text = OLD.replace("30分钟", "15分钟")
    metadata = Metadata(title="恒泰化工现场处置方案", effective_on=date(2024, 1, 1))
    new = make_document(text, metadata=metadata, approved=False)
    catalog.replace_documents([stored(new)])
    assert catalog.products.stale() == ()
    catalog.approve(new.document_id, "李主任")
    assert [one.new_text for one in catalog.products.stale()] == [LIMIT.replace("30", "15")]


def test_a_repealed_basis_is_shown_beside_the_text_that_repealed_it(catalog: Catalog) -> None:
    law = "规定\n第九条 单位负责人接到报告后，应当于1小时内向县级应急管理部门报告。"
    old = plan(law, title="事故报告规定", effective_on=date(2007, 6, 1))
    catalog.replace_documents([stored(old)])
    keep(catalog, old, "单位负责人接到报告后，应当于1小时内向县级应急管理部门报告。")
    new = plan(
        law.replace("1小时", "30分钟"), title="事故报告条例", effective_on=date(2025, 1, 1), repeals=("事故报告规定",)
    )
    catalog.replace_documents([stored(new)])
    (stale,) = catalog.products.stale()
    assert (stale.how, stale.new_document_id) == ("changed", new.document_id)
    assert "30分钟" in stale.new_text


def test_questions_on_changed_words_are_retired_and_others_stay(catalog: Catalog) -> None:
    old = plan()
    catalog.replace_documents([stored(old)])
    drafts = [
        ProductDraft(kind="question", title=f"题{number}", body="{}", sources=(source(old, quote),))
        for number, quote in enumerate((LIMIT, BAN))
    ]
    changed, kept = catalog.products.save_all(drafts, "王编辑")
    for one in (changed, kept):
        catalog.products.change_state(one.product_id, ProductState.APPROVED, "李主任")
    replace_plan(catalog, old, plan(OLD.replace("30分钟", "15分钟")))
    assert [one.title for one in catalog.products.products("question", ProductState.APPROVED)] == ["题1"]
    last = catalog.products.history(changed.product_id)[-1]
    assert (last.by, last.state, last.note) == ("", ProductState.WITHDRAWN, "所依据的条文有变化，自动停用")
    assert [one.product_id for one in catalog.products.stale("question")] == [changed.product_id]


def test_what_a_person_let_stand_is_not_flagged_again_by_the_same_text(catalog: Catalog) -> None:
    old, new = plan(), plan(OLD.replace("30分钟", "15分钟"))
    catalog.replace_documents([stored(old)])
    made = keep(catalog, old, LIMIT)
    replace_plan(catalog, old, new)
    assert catalog.products.settle_stale(made.product_id, "李主任", "卡上未写时限") == 1
    catalog.follow_products()
    catalog.products.save("card", "改过标题", "{}", made.sources, "王编辑", product_id=made.product_id)
    catalog.follow_products()
    assert catalog.products.stale() == ()
    replace_plan(catalog, new, plan(OLD.replace("30分钟", "10分钟")))
    assert [one.old_text for one in catalog.products.stale()] == [LIMIT]


def test_a_new_version_inherits_what_is_open_and_loses_it_with_the_source(catalog: Catalog) -> None:
    old, new = plan(), plan(OLD.replace("30分钟", "15分钟"))
    catalog.replace_documents([stored(old)])
    made = keep(catalog, old, LIMIT)
    replace_plan(catalog, old, new)
    products = catalog.products
    products.save("card", "标题改过", "{}", made.sources, "王编辑", product_id=made.product_id)
    assert [(one.version, one.ordinal) for one in products.stale()] == [(2, 0)]
    products.save(
        "card", "行已改", "{}", [source(new, LIMIT.replace("30", "15"))], "王编辑", product_id=made.product_id
    )
    assert products.stale() == ()


def test_a_withdrawn_card_follows_nothing_until_it_is_taken_up_again(catalog: Catalog) -> None:
    old, new = plan(), plan(OLD.replace("30分钟", "15分钟"))
    catalog.replace_documents([stored(old)])
    made = keep(catalog, old, LIMIT)
    catalog.products.change_state(made.product_id, ProductState.WITHDRAWN, "赵总")
    replace_plan(catalog, old, new)
    assert catalog.products.stale() == ()
    catalog.products.change_state(made.product_id, ProductState.DRAFT, "王编辑")
    (stale,) = catalog.products.stale()
    assert (stale.old_text, stale.new_document_id) == (LIMIT, new.document_id)


def test_a_failed_change_of_documents_leaves_the_products_as_they_were(catalog: Catalog) -> None:
    old = plan()
    catalog.replace_documents([stored(old)])
    made = keep(catalog, old, LIMIT)
    broken = stored(plan(OLD.replace("30分钟", "15分钟")), removes=(old.document_id,))
    with pytest.raises(ValueError, match="have no vector"):
        catalog.replace_documents(
            [type(broken)(document=broken.document, removes=broken.removes, encoder_id="other-64")]
        )
    assert catalog.products.stale() == ()
    assert catalog.products.product(made.product_id) == made
