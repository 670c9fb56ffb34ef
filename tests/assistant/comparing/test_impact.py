"""What rests on clauses that changed."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from assistant.comparing.impact import FIXED, Impact, Touch, impact_of
from assistant.comparing.records import VersionComparison
from assistant.comparing.versions import compare_versions
from kb.catalog.journal_records import FixedRow
from kb.catalog.product_records import ProductSource, ProductState
from kb.knowledge_base import KnowledgeBase
from kb.records import Document
from tests.assistant.comparing.texts import document_of
from tests.assistant.conflicts.conftest import MakeBase

OLD = """临澜市预警办法
第一条 红色预警信息应当在30分钟内发布。橙色预警信息应当在1小时内发布。
第二条 值班电话为0600-5550129，实行24小时值班。
第三条 任何单位和个人不得擅自发布预警信息。
第四条 预警记录保存三年。"""
NEW = (
    OLD.replace("应当在30分钟内", "应当在15分钟内")
    .replace("\n第三条 任何单位和个人不得擅自发布预警信息。", "")
    .replace("第四条", "第三条")
)


@pytest.fixture
def base(make_base: MakeBase) -> KnowledgeBase:
    return make_base(OLD)


def source(document: Document, quote: str) -> ProductSource:
    start = document.text.index(quote)
    return ProductSource(
        document_id=document.document_id, work_id=document.work_id, title=document.metadata.title, heading_path=(),
        start=start, end=start + len(quote), quote=quote,
    )  # fmt: skip


def stored(base: KnowledgeBase) -> Document:
    return base.document(base.summaries()[0].document_id)


def save(base: KnowledgeBase, kind: str, title: str, *quotes: str) -> str:
    document = stored(base)
    return base.catalog.products.save(kind, title, "{}", [source(document, one) for one in quotes], "张三").product_id


def impacts(base: KnowledgeBase) -> list[Impact]:
    return list(impact_of(base, compare_versions(stored(base), document_of(NEW, stored(base).metadata.title))))


def test_card_on_changed_words_is_listed_with_old_and_new_text(base: KnowledgeBase) -> None:
    number = save(base, "card", "值班员卡", "红色预警信息应当在30分钟内发布。")
    (one,) = impacts(base)
    assert (one.kind, one.item_id, one.title, one.state) == ("card", number, "值班员卡", "草稿")
    assert one.touch is Touch.WORDS_CHANGED
    assert one.quote == "红色预警信息应当在30分钟内发布。"
    assert "30分钟" in one.old_text
    assert "15分钟" in one.new_text


def test_touch_tells_removed_from_changed_beside(base: KnowledgeBase) -> None:
    save(base, "question", "橙色预警试题", "橙色预警信息应当在1小时内发布。")
    save(base, "draft", "擅自发布", "任何单位和个人不得擅自发布预警信息。")
    assert [(one.title, one.touch, bool(one.new_text)) for one in impacts(base)] == [
        ("擅自发布", Touch.REMOVED, False),
        ("橙色预警试题", Touch.CLAUSE_CHANGED, True),
    ]


def test_what_rests_on_unchanged_clauses_is_left_out(base: KnowledgeBase) -> None:
    save(base, "card", "电话卡", "值班电话为0600-5550129，实行24小时值班。")
    save(base, "card", "记录卡", "预警记录保存三年。")
    assert impacts(base) == []


def test_withdrawn_product_is_left_out(base: KnowledgeBase) -> None:
    number = save(base, "card", "旧卡", "红色预警信息应当在30分钟内发布。")
    base.catalog.products.change_state(number, ProductState.WITHDRAWN, "张三")
    assert impacts(base) == []


def test_fixed_answer_is_listed(base: KnowledgeBase) -> None:
    document, quote = stored(base), "红色预警信息应当在30分钟内发布"
    start = document.text.index(quote)
    base.catalog.journal.add_fixed(
        FixedRow(
            questions=("红色预警多久发布",), document_id=document.document_id, start=start, end=start + len(quote),
            quote=quote, editor="李四", at=datetime.now(UTC),
        )
    )  # fmt: skip
    (one,) = impacts(base)
    assert (one.kind, one.title, one.touch) == (FIXED, "红色预警多久发布", Touch.WORDS_CHANGED)


def test_old_file_that_is_not_stored_is_met_by_its_words(base: KnowledgeBase) -> None:
    save(base, "card", "值班员卡", "红色预警信息应当在30分钟内发布。")
    title = stored(base).metadata.title
    copy = document_of(OLD.replace("三年", "五年"), title)
    found: VersionComparison = compare_versions(copy, document_of(NEW, title))
    assert [one.title for one in impact_of(base, found)] == ["值班员卡"]
