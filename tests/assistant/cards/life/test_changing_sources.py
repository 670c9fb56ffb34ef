"""When the plan changes, the cards on it say so within that ingest, and take the new words over when a person says so."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.cards.life.editing import adopt_clause, edit_line
from assistant.cards.life.keeping import keep_card, kept_card, kept_cards
from assistant.cards.life.problems import problems_today
from assistant.cards.life.states import approve_card, next_review, review_card
from assistant.records import Card
from ingest.pipeline import remove
from ingest.records import OutcomeCode
from kb.catalog.product_records import ProductState
from kb.errors import InputRefused
from kb.knowledge_base import KnowledgeBase
from tests.assistant.cards.life.conftest import PLAN, Rewrite

STEP = "探测器连续30分钟读数低于25ppm，当班班长报告总指挥。"
CHANGED = STEP.replace("30", "15")


def line_of(card: Card, text: str) -> int:
    return next(index for index, line in enumerate(card.lines) if text in line.text)


def test_thirty_minutes_that_become_fifteen_are_flagged_in_the_same_ingest(
    kb: KnowledgeBase, card: Card, rewrite: Rewrite
) -> None:
    product = keep_card(kb, card, "王编辑")
    outcome = rewrite("连续30分钟", "连续15分钟")
    assert outcome.code is OutcomeCode.REPLACED
    assert "1 张处置卡所依据的条文有变化。" in outcome.reason
    assert outcome.stale_products == (product.product_id,)
    kept = kept_card(kb, product.product_id)
    (stale,) = kept.stale
    assert (stale.old_text, stale.new_text, stale.how) == (f"（14）{STEP}", f"（14）{CHANGED}", "changed")
    text = kb.document(outcome.document_id).text
    assert text[stale.new_start : stale.new_end] == stale.new_text
    assert kept.stale_of(kept.card.lines[line_of(card, STEP)]) == (stale,)
    assert [one.stale for one in kept_cards(kb)] == [1]
    moved = [one for one in kept.card.citations if one.document_id == outcome.document_id]
    assert len(moved) > 10
    assert all(text[one.start : one.end] == one.quote for one in moved)


def test_a_flagged_card_is_not_approved_until_the_new_words_are_taken_over(
    kb: KnowledgeBase, card: Card, rewrite: Rewrite
) -> None:
    product = keep_card(kb, card, "王编辑")
    rewrite("连续30分钟", "连续15分钟")
    review_card(kb, product.product_id, "李主任")
    with pytest.raises(InputRefused, match=r"还不能签发(.|\n)*来源有变化：(.|\n)*30分钟(.|\n)*15分钟"):
        approve_card(kb, product.product_id, "赵总", review_on=next_review(1095))
    blocking = [one.rule_id for one in problems_today(kb, kept_card(kb, product.product_id)) if one.blocking]
    assert blocking == ["stale-source"]
    (stale,) = kept_card(kb, product.product_id).stale
    second = adopt_clause(kb, product.product_id, stale.ordinal, "王编辑")
    kept = kept_card(kb, product.product_id)
    assert (second.version, second.state, kept.stale) == (2, ProductState.DRAFT, ())
    assert kept.card.lines[line_of(card, STEP)].text == CHANGED
    assert kept.mark_of(line_of(card, STEP)) is None
    assert not [one for one in problems_today(kb, kept) if one.blocking]


def test_an_approved_card_stays_in_use_and_is_flagged_beside_its_new_draft(
    kb: KnowledgeBase, card: Card, rewrite: Rewrite
) -> None:
    product = keep_card(kb, card, "王编辑")
    review_card(kb, product.product_id, "李主任")
    approve_card(kb, product.product_id, "赵总", review_on=next_review(1095))
    rewrite("连续30分钟", "连续15分钟")
    adopt_clause(kb, product.product_id, kept_card(kb, product.product_id).stale[0].ordinal, "王编辑")
    newest, in_use = kept_card(kb, product.product_id), kept_card(kb, product.product_id, 1)
    assert (newest.product.version, newest.stale) == (2, ())
    assert (newest.product.approved_version, len(in_use.stale)) == (1, 1)
    assert [one.flagged for one in kept_cards(kb)] == [True]
    review_card(kb, product.product_id, "李主任")
    approve_card(kb, product.product_id, "赵总", review_on=next_review(1095))
    assert kb.catalog.products.stale() == ()
    assert [(one.flagged, one.product.approved_version) for one in kept_cards(kb)] == [(False, 2)]


def test_other_words_that_still_say_thirty_are_caught_after_the_source_changed(
    kb: KnowledgeBase, card: Card, rewrite: Rewrite
) -> None:
    product = keep_card(kb, card, "王编辑")
    index = line_of(card, STEP)
    edit_line(kb, product.product_id, index, "读数低于25ppm满30分钟，当班班长报告总指挥。", "王编辑")
    rewrite("连续30分钟", "连续15分钟")
    adopt_clause(kb, product.product_id, kept_card(kb, product.product_id).stale[0].ordinal, "王编辑")
    found = problems_today(kb, kept_card(kb, product.product_id))
    assert [one.message for one in found if one.rule_id == "edited-value"] == [
        "人工改写的时限不在所引来源中，须改回原文或给出来源：读数低于25ppm满30分钟，当班班长报告总指挥。"
    ]


def test_words_that_change_elsewhere_and_headings_flag_nothing(kb: KnowledgeBase, card: Card, rewrite: Rewrite) -> None:
    product = keep_card(kb, card, "王编辑")
    outcome = rewrite("现场处置措施", "现场应急处置措施")
    assert outcome.stale_products == ()
    assert "有变化" not in outcome.reason
    kept = kept_card(kb, product.product_id)
    step = kept.card.citations[kept.card.lines[line_of(card, STEP)].markers[0] - 1]
    assert (step.document_id, step.quote) == (outcome.document_id, STEP)
    assert "现场应急处置措施" in " ".join(step.heading_path)


def test_a_plan_that_is_removed_leaves_its_cards_without_source(
    kb: KnowledgeBase, card: Card, enterprise_data: tuple[Path, Path]
) -> None:
    product = keep_card(kb, card, "王编辑")
    remove(kb, [str(enterprise_data[1] / PLAN)])
    kept = kept_card(kb, product.product_id)
    assert {one.how for one in kept.stale} == {"removed"}
    messages = [one.message for one in problems_today(kb, kept) if one.rule_id == "stale-source"]
    assert any("已不在库中或不再有效" in one for one in messages)
