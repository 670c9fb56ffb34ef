"""People with names take cards from draft to approval; what is wrong stops the approval and says what to do."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from assistant.cards.life.editing import (
    accept_notes,
    add_line,
    confirm_lines,
    edit_line,
    remove_line,
)
from assistant.cards.life.keeping import card_in_use, keep_card, kept_card, kept_cards
from assistant.cards.life.problems import problems_today
from assistant.cards.life.states import (
    approve_card,
    back_to_draft,
    next_review,
    renew_card,
    review_card,
    standing_of,
    withdraw_card,
)
from assistant.records import Card, CardField, CardProblem
from kb.catalog.product_records import ProductState
from kb.errors import InputRefused
from kb.knowledge_base import KnowledgeBase

LATER = next_review(1095)
NOTE = CardProblem(
    rule_id="no-own-steps", field=CardField.STEP, message="没有写明本岗位的动作", blocking=True, source="错岗位"
)


def blocking(kb: KnowledgeBase, product_id: str) -> list[str]:
    return [one.rule_id for one in problems_today(kb, kept_card(kb, product_id)) if one.blocking]


def test_a_card_goes_from_draft_to_use_and_out_of_it(kb: KnowledgeBase, card: Card) -> None:
    made = keep_card(kb, card, "王编辑")
    _, advice = review_card(kb, made.product_id, "王编辑", "自审")
    assert advice == ("审核人就是起草人：单位有条件的，建议换一人审核。",)
    back_to_draft(kb, made.product_id, "李主任", "步骤再核")
    assert review_card(kb, made.product_id, "李主任", "看过")[1] == ()
    approved, advice = approve_card(kb, made.product_id, "赵总", "同意", review_on=LATER)
    assert (approved.state, approved.approved_on, approved.review_on, advice) == (
        ProductState.APPROVED,
        date.today(),
        date.today() + timedelta(days=1095),
        (),
    )
    in_use = card_in_use(kb, made.product_id)
    assert in_use is not None
    standing = standing_of(kb, in_use)
    assert (standing.reviewed_by, standing.approved_by, standing.version) == ("李主任", "赵总", 1)
    with pytest.raises(InputRefused, match="停用的原因"):
        withdraw_card(kb, made.product_id, "赵总", " ")
    withdraw_card(kb, made.product_id, "赵总", "罐区停用")
    assert card_in_use(kb, made.product_id) is None
    assert [(one.by, one.state.value) for one in kb.catalog.products.history(made.product_id)] == [
        ("王编辑", "draft"),
        ("王编辑", "reviewed"),
        ("李主任", "draft"),
        ("李主任", "reviewed"),
        ("赵总", "approved"),
        ("赵总", "withdrawn"),
    ]


def test_nothing_is_approved_unread_or_while_something_blocks(kb: KnowledgeBase, card: Card) -> None:
    made = keep_card(kb, replace(card, problems=(*card.problems, NOTE)), "王编辑")
    with pytest.raises(InputRefused, match="现在是“草稿”，不能直接改为“已签发”"):
        approve_card(kb, made.product_id, "赵总", review_on=LATER)
    review_card(kb, made.product_id, "李主任")
    with pytest.raises(InputRefused) as refused:
        approve_card(kb, made.product_id, "赵总", review_on=LATER)
    assert "还不能签发，有 1 处必须先解决" in refused.value.message_zh
    assert "1. 【处置步骤】没有写明本岗位的动作（依据：错岗位）" in refused.value.message_zh
    assert "请逐条改正" in refused.value.message_zh
    with pytest.raises(InputRefused, match="请写明核对结果"):
        accept_notes(kb, made.product_id, "李主任", "")
    accept_notes(kb, made.product_id, "李主任", "已对照方案，班长按全员步骤执行。")
    review_card(kb, made.product_id, "李主任")
    assert approve_card(kb, made.product_id, "赵总", review_on=LATER)[0].version == 2
    assert "已对照方案" in kb.catalog.products.history(made.product_id)[2].note


def test_an_approval_of_a_version_nobody_saw_is_refused(kb: KnowledgeBase, card: Card) -> None:
    made = keep_card(kb, card, "王编辑")
    remove_line(kb, made.product_id, 0, "王编辑")
    with pytest.raises(InputRefused, match="有了第 2 版"):
        review_card(kb, made.product_id, "李主任", version=1)
    with pytest.raises(InputRefused, match="有了第 2 版"):
        edit_line(kb, made.product_id, 0, "严禁烟火", "王编辑", version=1)


def test_words_of_a_persons_own_need_a_name_and_numbers_need_a_source(kb: KnowledgeBase, card: Card) -> None:
    made = keep_card(kb, card, "王编辑")
    steps = [index for index, line in enumerate(card.lines) if line.field is CardField.STEP]
    add_line(kb, made.product_id, CardField.STEP, "带齐对讲机和手电，不单独行动。", "王编辑")
    kept = kept_card(kb, made.product_id)
    added = steps[-1] + 1
    assert kept.card.lines[added].text == "带齐对讲机和手电，不单独行动。"
    mark = kept.mark_of(added)
    assert mark is not None and (mark.rewritten, mark.edited_by, mark.confirmed_by) == (True, "王编辑", "")
    assert "edit-unconfirmed" in blocking(kb, made.product_id)
    confirm_lines(kb, made.product_id, "李主任")
    assert blocking(kb, made.product_id) == []
    advice = [
        one.message for one in problems_today(kb, kept_card(kb, made.product_id)) if one.rule_id == "edit-confirmed"
    ]
    assert advice == ["人工改写，李主任确认：带齐对讲机和手电，不单独行动。"]
    edit_line(kb, made.product_id, added, "带齐对讲机，5分钟内到达现场。", "王编辑")
    with pytest.raises(InputRefused, match="时限不在所引来源中，不能署名确认：“带齐对讲机，5分钟内到达现场"):
        confirm_lines(kb, made.product_id, "李主任")
    assert blocking(kb, made.product_id) == ["edited-value"]
    remove_line(kb, made.product_id, added, "王编辑")
    with pytest.raises(InputRefused, match="没有等待确认"):
        confirm_lines(kb, made.product_id, "李主任")


def test_a_person_can_point_at_the_source_of_a_line(kb: KnowledgeBase, card: Card) -> None:
    made = keep_card(kb, card, "王编辑")
    words = "中控室值班员1分钟内报告应急值班室0600-5556110"
    plan = "临澜恒泰化工有限公司现场处置方案"
    add_line(kb, made.product_id, CardField.REPORT, words, "王编辑", document=plan, quote=words)
    kept = kept_card(kb, made.product_id)
    index = next(at for at, line in enumerate(kept.card.lines) if line.text == words)
    assert kept.card.citations[-1].quote == words
    assert kept.card.lines[index].markers == (len(card.citations) + 1,)
    mark = kept.mark_of(index)
    assert mark is not None and not mark.rewritten
    assert blocking(kb, made.product_id) == []
    with pytest.raises(InputRefused, match="没有“中控室值班员9分钟内报告应急值班室”"):
        edit_line(kb, made.product_id, index, words, "王编辑", document=plan, quote="中控室值班员9分钟内报告应急值班室")


def test_a_line_that_goes_takes_its_mark_and_moves_the_others(kb: KnowledgeBase, card: Card) -> None:
    made = keep_card(kb, card, "王编辑")
    edit_line(kb, made.product_id, 3, "先看风向再行动。", "王编辑")
    remove_line(kb, made.product_id, 1, "王编辑")
    kept = kept_card(kb, made.product_id)
    assert [(one.line, kept.card.lines[one.line].text) for one in kept.content.marks] == [(2, "先看风向再行动。")]
    with pytest.raises(InputRefused, match="没有第 99 行"):
        remove_line(kb, made.product_id, 98, "王编辑")
    with pytest.raises(InputRefused, match="一行须为 1 到 300 个字"):
        edit_line(kb, made.product_id, 2, " ", "王编辑")


def test_a_review_that_is_due_is_listed_and_renewed(kb: KnowledgeBase, card: Card) -> None:
    made = keep_card(kb, card, "王编辑")
    review_card(kb, made.product_id, "李主任")
    approve_card(kb, made.product_id, "赵总", review_on=date.today() + timedelta(days=30))
    (row,) = kept_cards(kb, date.today() + timedelta(days=40))
    assert (row.overdue, row.flagged, row.days_overdue(date.today() + timedelta(days=40))) == (True, True, 10)
    renew_card(kb, made.product_id, "李主任", "无变化", review_on=LATER)
    assert kept_cards(kb, date.today() + timedelta(days=40))[0].overdue is False


def test_a_withdrawn_card_is_not_edited(kb: KnowledgeBase, card: Card) -> None:
    made = keep_card(kb, card, "王编辑")
    withdraw_card(kb, made.product_id, "赵总", "重复")
    with pytest.raises(InputRefused, match="已停用，不能修改"):
        edit_line(kb, made.product_id, 0, "先看风向。", "王编辑")
    assert keep_card(kb, card, "王编辑").product_id != made.product_id
