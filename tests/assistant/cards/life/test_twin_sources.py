"""A changed copy of the plan from another place, its date kept: nothing is guessed, the cards wait for a person."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.cards.life.editing import accept_notes, adopt_clause
from assistant.cards.life.keeping import keep_card, kept_card
from assistant.cards.life.problems import problems_today
from assistant.cards.life.states import approve_card, next_review, review_card
from assistant.records import Card, CardProblem
from ingest.pipeline import ingest, remove
from ingest.records import FileOutcome, OutcomeCode
from kb.errors import InputRefused
from kb.knowledge_base import KnowledgeBase
from kb.settings import Settings
from tests.assistant.cards.life.conftest import PLAN, write_changed
from tests.assistant.cards.life.test_changing_sources import CHANGED, STEP, line_of

TITLE = "临澜恒泰化工有限公司现场处置方案"


@pytest.fixture
def copy(tmp_path: Path, enterprise_data: tuple[Path, Path]) -> Path:
    """The plan in another folder, with another limit and the same date."""
    target = tmp_path / "elsewhere" / PLAN
    target.parent.mkdir()
    write_changed(enterprise_data[1] / PLAN, target, "连续30分钟", "连续15分钟")
    return target


def read(kb: KnowledgeBase, settings: Settings, place: Path, *, approved: bool = True) -> FileOutcome:
    return ingest(kb, [place], settings, approved=approved)[0]


def blocking(kb: KnowledgeBase, product_id: str) -> list[CardProblem]:
    return [one for one in problems_today(kb, kept_card(kb, product_id)) if one.blocking]


def test_the_outcome_names_both_and_the_card_waits_for_a_decision(
    kb: KnowledgeBase, settings: Settings, card: Card, copy: Path
) -> None:
    product = keep_card(kb, card, "王编辑")
    outcome = read(kb, settings, copy)
    assert outcome.code is OutcomeCode.ADDED
    assert f"库中另有《{TITLE}》（来源 " in outcome.reason
    assert "2 句不同" in outcome.reason
    assert "两份同时有效" in outcome.reason
    assert "yubei remove" in outcome.reason
    assert "1 张处置卡所依据的条文，两份文件写法不同，待核对。" in outcome.reason
    assert outcome.stale_products == (product.product_id,)
    (found,) = kept_card(kb, product.product_id).stale
    assert (found.how, found.old_text, found.new_text) == ("differs", f"（14）{STEP}", f"（14）{CHANGED}")
    review_card(kb, product.product_id, "李主任")
    with pytest.raises(InputRefused, match=r"还不能签发，有 1 处(.|\n)*来源可能有变化(.|\n)*15分钟(.|\n)*30分钟"):
        approve_card(kb, product.product_id, "赵总", review_on=next_review(1095))


def test_an_upload_says_so_at_once_and_counts_when_it_is_approved(
    kb: KnowledgeBase, settings: Settings, card: Card, copy: Path
) -> None:
    product = keep_card(kb, card, "王编辑")
    outcome = read(kb, settings, copy, approved=False)
    assert "审核通过后两份同时有效" in outcome.reason
    assert kept_card(kb, product.product_id).stale == ()
    kb.approve(outcome.document_id, "李主任")
    assert [one.how for one in kept_card(kb, product.product_id).stale] == ["differs"]


def test_a_person_confirms_the_words_of_the_card_with_a_reason(
    kb: KnowledgeBase, settings: Settings, card: Card, copy: Path
) -> None:
    product = keep_card(kb, card, "王编辑")
    read(kb, settings, copy)
    accept_notes(kb, product.product_id, "李主任", "副本是征求意见稿，以存档为准")
    assert blocking(kb, product.product_id) == []
    notes = [one.note for one in kb.catalog.products.history(product.product_id) if one.action == "settled"]
    assert notes == ["核对另一份同名文件的 1 处不同写法，卡片不改：副本是征求意见稿，以存档为准"]
    review_card(kb, product.product_id, "李主任")
    approve_card(kb, product.product_id, "赵总", review_on=next_review(1095))


def test_the_other_words_are_taken_over_and_do_not_ask_again(
    kb: KnowledgeBase, settings: Settings, card: Card, copy: Path
) -> None:
    product = keep_card(kb, card, "王编辑")
    read(kb, settings, copy)
    (found,) = kept_card(kb, product.product_id).stale
    adopt_clause(kb, product.product_id, found.ordinal, "王编辑")
    kb.catalog.follow_products()
    kept = kept_card(kb, product.product_id)
    assert kept.card.lines[line_of(card, STEP)].text == CHANGED
    assert kept.stale == ()
    assert [one.rule_id for one in blocking(kb, product.product_id)] == ["sources-disagree"]
    accept_notes(kb, product.product_id, "王编辑", "新版已签发，旧版下周清理")
    assert blocking(kb, product.product_id) == []


def test_the_flag_ends_when_the_copy_goes_and_becomes_a_change_when_the_first_goes(
    kb: KnowledgeBase, settings: Settings, card: Card, copy: Path, enterprise_data: tuple[Path, Path]
) -> None:
    product = keep_card(kb, card, "王编辑")
    read(kb, settings, copy)
    remove(kb, [str(copy)])
    assert kept_card(kb, product.product_id).stale == ()
    read(kb, settings, copy)
    remove(kb, [str(enterprise_data[1] / PLAN)])
    assert [one.how for one in kept_card(kb, product.product_id).stale] == ["changed"]
