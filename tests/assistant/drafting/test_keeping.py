"""Kept drafts: read again as they were, by a named person, and flagged when a source changes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.drafting.drafter import draft_plan
from assistant.drafting.json_shape import draft_form, draft_from_body, stored_body
from assistant.drafting.keeping import keep_draft, kept_draft, kept_drafts, stale_sources
from assistant.wiring import open_workbench
from kb.errors import InputRefused
from kb.knowledge_base import KnowledgeBase
from kb.records import Document
from kb.settings import Settings
from tests.assistant.drafting.conftest import OWN_PLAN, UNIT, fill, parsed


@pytest.fixture
def own_base(tmp_path: Path, sources: dict[str, tuple[Document, bytes]]) -> Iterator[KnowledgeBase]:
    with open_workbench(Settings(data_path=tmp_path / "data", workers=1), writable=True) as opened:
        fill(opened.kb, list(sources.values()))
        yield opened.kb


def test_a_kept_draft_is_read_again_as_it_was(own_base: KnowledgeBase) -> None:
    draft = draft_plan(own_base, "onsite", "液氨泄漏", UNIT)
    product = keep_draft(own_base, draft, "  王 编辑 ")
    assert (product.kind, product.title, product.made_by) == ("draft", draft.title, "王 编辑")
    assert kept_draft(own_base, product.product_id) == draft
    assert [one.product_id for one in kept_drafts(own_base)] == [product.product_id]


def test_keeping_again_makes_a_new_version(own_base: KnowledgeBase) -> None:
    draft = draft_plan(own_base, "onsite", "液氨泄漏", UNIT)
    first = keep_draft(own_base, draft, "王编辑")
    second = keep_draft(own_base, draft, "李编辑", first.product_id)
    assert (second.product_id, second.version) == (first.product_id, 2)


def test_only_what_the_draft_says_itself_is_a_source(own_base: KnowledgeBase) -> None:
    looked_at = draft_plan(own_base, "onsite", "液氨泄漏", "白石冷链有限公司")
    assert looked_at.citations
    assert keep_draft(own_base, looked_at, "王编辑").sources == ()


def test_a_change_of_the_source_shows_with_old_and_new_words(own_base: KnowledgeBase, tmp_path: Path) -> None:
    product = keep_draft(own_base, draft_plan(own_base, "onsite", "液氨泄漏", UNIT), "王编辑")
    assert stale_sources(own_base, product.product_id) == ()
    name = "清河化工有限公司现场处置方案.txt"
    old_id = next(one.document_id for one in own_base.summaries() if one.file_name == name)
    changed = OWN_PLAN.replace("当班班长3分钟内报告", "当班班长1分钟内报告")
    ((document, data),) = parsed(tmp_path / "new", {name: changed})
    own_base.replace_documents([document], {document.document_id: data}, removes={document.document_id: (old_id,)})
    (stale,) = stale_sources(own_base, product.product_id)
    assert "3分钟内报告" in stale.old_text and "1分钟内报告" in stale.new_text
    assert kept_draft(own_base, product.product_id).title == product.title


@pytest.mark.parametrize("name", ["", "   ", "名" * 31])
def test_nobody_keeps_a_draft_without_a_name(kb: KnowledgeBase, name: str) -> None:
    with pytest.raises(InputRefused, match="保存人的姓名"):
        keep_draft(kb, draft_plan(kb, "onsite", "液氨泄漏", UNIT), name)


@pytest.mark.parametrize(
    "body",
    ["", "{}", "[]", '{"kind": 1}', '{"kind":"a","kind_name":"b","title":"c","topic":"","unit":"","sections":[{}]}'],
)
def test_a_body_that_is_no_draft_is_refused_in_words(body: str) -> None:
    with pytest.raises(InputRefused, match="读不出来"):
        draft_from_body(body)


def test_unknown_ids_are_refused(kb: KnowledgeBase) -> None:
    with pytest.raises(InputRefused):
        kept_draft(kb, "no-such-product")


def test_json_names_sections_items_and_citations(kb: KnowledgeBase) -> None:
    draft = draft_plan(kb, "onsite", "液氨泄漏", UNIT)
    form = draft_form(draft)
    assert list(form) == [
        "kind", "kind_name", "title", "topic", "unit", "drafted_on", "sections", "missing_sources", "notes", "citations",
    ]  # fmt: skip
    assert form["sections"][0]["items"][0]["citations"] == [1]
    assert len(form["citations"]) == len(draft.citations)
    assert draft_from_body(stored_body(draft)) == draft
