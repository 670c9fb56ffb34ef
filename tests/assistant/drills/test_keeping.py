"""A kept kit comes back whole and rests on every clause it was made of."""

from __future__ import annotations

import pytest

from assistant.drills.keeping import keep_kit, kept_kit
from assistant.drills.kit import build_kit
from kb.errors import InputRefused
from kb.knowledge_base import KnowledgeBase
from tests.assistant.drills.conftest import document_id


def test_a_kept_kit_comes_back_and_rests_on_its_clauses(own_base: KnowledgeBase) -> None:
    plan = document_id(own_base, "锦程百货")
    kit = build_kit(own_base, plan)
    product = keep_kit(own_base, kit, "周导调")
    again = own_base.catalog.products.product(product.product_id)
    assert kept_kit(again) == kit
    resting = {(one.start, one.end) for _, one in own_base.catalog.products.resting_on(document_id=plan)}
    assert {(one.clause.start, one.clause.end) for one in kit.actions} <= resting
    newer = keep_kit(own_base, kit, "周导调", product_id=product.product_id)
    assert newer.version == product.version + 1


def test_nobody_keeps_nothing(own_base: KnowledgeBase) -> None:
    kit = build_kit(own_base, document_id(own_base, "锦程百货"))
    with pytest.raises(InputRefused):
        keep_kit(own_base, kit, "  ")
    assert own_base.catalog.products.products("drill_kit") == ()


def test_another_product_is_no_kit(own_base: KnowledgeBase) -> None:
    other = own_base.catalog.products.save("card", "处置卡", "{}", (), "周导调")
    with pytest.raises(InputRefused, match="不是演练方案"):
        kept_kit(other)
