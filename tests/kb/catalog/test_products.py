"""Products: every version, every state and the spans they rest on."""

from __future__ import annotations

import sqlite3
import time
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from kb.catalog import CATALOG_NAME, Catalog
from kb.catalog.product_records import Product, ProductDraft, ProductSource, ProductState
from kb.catalog.schema import MIGRATIONS, migrate
from kb.errors import InputRefused, StoreReadOnly


def source(
    document_id: str = "a" * 32, *, start: int = 0, quote: str = "接到报告后30分钟内启动响应。"
) -> ProductSource:
    return ProductSource(
        document_id=document_id,
        work_id="w" * 32,
        title="液氨泄漏现场处置方案",
        heading_path=("3 处置", "3.1 报告"),
        start=start,
        end=start + len(quote),
        quote=quote,
    )


def save(catalog: Catalog, title: str = "罐区操作工处置卡", *, product_id: str = "", body: str = "{}") -> Product:
    sources = (source(), source(start=40, quote="立即关闭进料阀。"))
    return catalog.products.save("card", title, body, sources, "王编辑", product_id=product_id, note="起草")


def test_a_product_is_read_as_it_was_saved(catalog: Catalog) -> None:
    made = save(catalog, body='{"行": 1}')
    read = catalog.products.product(made.product_id)
    assert read == made
    assert (read.kind, read.state, read.version, read.made_by) == ("card", ProductState.DRAFT, 1, "王编辑")
    assert [one.quote for one in read.sources] == ["接到报告后30分钟内启动响应。", "立即关闭进料阀。"]
    assert read.sources[0].heading_path == ("3 处置", "3.1 报告")


def test_states_follow_each_other_and_every_change_is_kept(catalog: Catalog) -> None:
    products = catalog.products
    made = save(catalog)
    with pytest.raises(InputRefused, match="现在是“草稿”，不能直接改为“已批准”；下一步可以是：已审核、已停用"):
        products.change_state(made.product_id, ProductState.APPROVED, "李主任")
    products.change_state(made.product_id, ProductState.REVIEWED, "李主任", "看过")
    approved = products.change_state(
        made.product_id, ProductState.APPROVED, "赵总", "同意", version=1, review_on=date(2029, 1, 1)
    )
    assert (approved.state, approved.approved_on, approved.review_on) == (
        ProductState.APPROVED,
        date.today(),
        date(2029, 1, 1),
    )
    products.change_state(made.product_id, ProductState.WITHDRAWN, "赵总", "方案修订")
    gone = products.product(made.product_id)
    assert (gone.state, gone.approved_on, gone.approved_version) == (ProductState.WITHDRAWN, None, 0)
    assert [(one.by, one.state.value, one.note) for one in products.history(made.product_id)] == [
        ("王编辑", "draft", "起草"),
        ("李主任", "reviewed", "看过"),
        ("赵总", "approved", "同意"),
        ("赵总", "withdrawn", "方案修订"),
    ]
    assert [one.action for one in catalog.audit_entries(3)] == [
        "product-withdrawn",
        "product-approved",
        "product-reviewed",
    ]


def test_a_new_draft_leaves_the_approved_version_in_use_until_it_is_approved(catalog: Catalog) -> None:
    products = catalog.products
    made = save(catalog)
    for state in (ProductState.REVIEWED, ProductState.APPROVED):
        products.change_state(made.product_id, state, "李主任")
    second = products.save("card", "新版", "{}", (source(start=90),), "王编辑", product_id=made.product_id)
    assert (second.version, second.state, second.approved_version) == (2, ProductState.DRAFT, 1)
    in_use = products.in_use(made.product_id)
    assert in_use is not None
    assert (in_use.version, in_use.title, len(in_use.sources)) == (1, "罐区操作工处置卡", 2)
    assert [(one.version, span.start) for one, span in products.resting_on(document_id="a" * 32)] == [
        (1, 0),
        (1, 40),
        (2, 90),
    ]
    for state in (ProductState.REVIEWED, ProductState.APPROVED):
        products.change_state(made.product_id, state, "李主任")
    assert [(one.version, span.start) for one, span in products.resting_on(work_id="w" * 32)] == [(2, 90)]
    assert products.product(made.product_id, version=1).title == "罐区操作工处置卡"


def test_a_person_who_saw_an_older_version_is_refused(catalog: Catalog) -> None:
    made = save(catalog)
    save(catalog, "改过", product_id=made.product_id)
    with pytest.raises(InputRefused, match="有了第 2 版（您看的是第 1 版）"):
        catalog.products.change_state(made.product_id, ProductState.REVIEWED, "李主任", version=1)
    with pytest.raises(InputRefused, match="没有编号为 'x'"):
        catalog.products.product("x")


def test_many_are_saved_together_or_not_at_all(catalog: Catalog) -> None:
    drafts = [ProductDraft(kind="question", title=f"第{one}题", body="{}", sources=(source(),)) for one in range(3)]
    with pytest.raises(InputRefused, match="标题"):
        catalog.products.save_all([*drafts, replace(drafts[0], title=" ")], "王编辑")
    assert catalog.products.products() == ()
    saved = catalog.products.save_all(drafts, "王编辑")
    assert [one.title for one in catalog.products.products("question")] == ["第0题", "第1题", "第2题"]
    catalog.products.change_state(saved[1].product_id, ProductState.APPROVED, "李主任")
    assert [one.title for one in catalog.products.products("question", ProductState.APPROVED)] == ["第1题"]
    assert catalog.products.products("card") == ()


def test_a_review_moves_the_next_day_only_for_what_is_in_use(catalog: Catalog) -> None:
    made = save(catalog)
    with pytest.raises(InputRefused, match="没有在用的批准版本"):
        catalog.products.renew(made.product_id, date(2030, 1, 1), "李主任")
    for state in (ProductState.REVIEWED, ProductState.APPROVED):
        catalog.products.change_state(made.product_id, state, "李主任")
    assert catalog.products.renew(made.product_id, date(2030, 1, 1), "李主任", "无变化").review_on == date(2030, 1, 1)
    assert catalog.products.history(made.product_id)[-1].action == "review"


def test_five_thousand_questions_are_saved_and_found_by_their_document_in_little_time(catalog: Catalog) -> None:
    drafts = [
        ProductDraft(kind="question", title=f"第{one}题", body="{}", sources=(source(f"{one % 100:032x}", start=one),))
        for one in range(5000)
    ]
    began = time.perf_counter()
    catalog.products.save_all(drafts, "王编辑")
    saved = time.perf_counter()
    assert len(catalog.products.resting_on(document_id=f"{7:032x}")) == 50
    found = time.perf_counter()
    assert saved - began < 10
    assert found - saved < 0.5


def test_an_older_base_open_for_reading_has_no_products(tmp_path: Path) -> None:
    connection = sqlite3.connect(tmp_path / CATALOG_NAME, isolation_level=None)
    migrate(connection, MIGRATIONS[:3])
    connection.close()
    with Catalog.open(tmp_path, writable=False) as catalog:
        assert catalog.products.products() == ()
        assert catalog.products.stale() == ()
        assert catalog.products.history("x") == ()
        assert catalog.products.resting_on(document_id="x") == ()
        with pytest.raises(StoreReadOnly):
            catalog.products.save("card", "卡", "{}", (), "王编辑")
