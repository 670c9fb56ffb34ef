"""Kept cards come back as they were, and drafting the same card again makes its next version."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from assistant.cards.life.body import body_of, read_body
from assistant.cards.life.keeping import card_in_use, keep_card, kept_card, kept_cards, old_phones
from assistant.cards.life.records import CardContent, LineMark
from assistant.json_forms import card_form
from assistant.records import Card, CardField, CardLine, CardProblem
from kb.catalog.product_records import ProductState
from kb.errors import InputRefused
from kb.knowledge_base import KnowledgeBase

NOTE = CardProblem(
    rule_id="left-out", field=CardField.STEP, message="另有 1 步未印在卡上", blocking=False, source="处置卡篇幅"
)


def test_the_json_of_a_card_loses_nothing(card: Card) -> None:
    blank = CardLine(field=CardField.HANDOVER, text="【待补充：移交】", blank=True)
    full = replace(card, lines=(*card.lines, blank), problems=(NOTE,))
    marks = (LineMark(line=2, edited_by="王编辑", rewritten=True, confirmed_by="李主任"),)
    content = CardContent(card=full, marks=marks, notes=(NOTE,), accepted=(NOTE,))
    assert read_body(body_of(content)) == content
    assert card_form(read_body(body_of(content)).card) == card_form(full)


def test_a_kept_card_rests_on_its_citations_in_their_order(kb: KnowledgeBase, card: Card) -> None:
    product = keep_card(kb, card, "王编辑")
    assert product.title == "当班班长·液氨泄漏 应急处置卡"
    assert [one.quote for one in product.sources] == [one.quote for one in card.citations]
    for source in product.sources:
        assert kb.document(source.document_id).text[source.start : source.end] == source.quote
    kept = kept_card(kb, product.product_id)
    assert kept.card == card
    assert (kept.stale, kept.content.marks, kept.product.state) == ((), (), ProductState.DRAFT)


def test_the_same_card_drafted_again_is_its_next_version_only_when_it_differs(kb: KnowledgeBase, card: Card) -> None:
    first = keep_card(kb, card, "王编辑")
    assert keep_card(kb, card, "王编辑").version == 1
    shorter = replace(card, lines=card.lines[:-1])
    second = keep_card(kb, shorter, "王编辑")
    assert (second.product_id, second.version) == (first.product_id, 2)
    other = keep_card(kb, replace(card, position="罐区操作工"), "王编辑")
    assert other.product_id != first.product_id
    assert kept_card(kb, first.product_id, 1).card.lines == card.lines


def test_other_products_are_no_cards(kb: KnowledgeBase) -> None:
    draft = kb.catalog.products.save("draft", "方案", "{}", (), "王编辑")
    with pytest.raises(InputRefused, match="不是处置卡"):
        kept_card(kb, draft.product_id)
    assert kept_cards(kb) == ()
    assert card_in_use(kb, draft.product_id) is None


def test_numbers_nobody_checked_for_half_a_year_are_counted_in_the_list(kb: KnowledgeBase, card: Card) -> None:
    keep_card(kb, card, "王编辑")
    assert kept_cards(kb, date(2026, 11, 22))[0].old_phones == 0
    later = kept_cards(kb, date(2026, 11, 22) + timedelta(days=180))
    phones = [line for line in card.lines if line.field is CardField.PHONE]
    assert later[0].old_phones == len(phones) == len(old_phones(card, date(2027, 6, 1)))
    assert later[0].flagged
