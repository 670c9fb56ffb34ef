"""Seeded faults are found; clean cards are not accused."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from assistant.cards.checks import check
from assistant.records import Card, CardField, CardLine, Citation
from kb.records import DocumentStatus
from kb.taxonomy import Mark

DAY = date(2026, 11, 22)


def card_of(
    *lines: tuple[CardField, str], hazard: str = "车间火灾", family: str = "一线岗位", position: str = "操作工",
    quotes: tuple[str, ...] | None = None, status: DocumentStatus = DocumentStatus.IN_FORCE,
) -> Card:  # fmt: skip
    texts = quotes or tuple(text for _, text in lines)
    citations = tuple(
        Citation(
            marker=number, document_id="d", document_title="方案", source_uri="a.txt", heading_path=("3 处置",), quote=text,
            start=0, end=len(text), page=None, status=status, chunk_id="c",
        )
        for number, text in enumerate(texts, start=1)
    )  # fmt: skip
    return Card(
        unit="青石化工有限公司", position=position, hazard=hazard, site="", family=family, citations=citations, problems=(),
        drafted_on=DAY, lines=tuple(CardLine(field=f, text=t, markers=(n,)) for n, (f, t) in enumerate(lines, start=1)),
    )  # fmt: skip


CLEAN = (
    (CardField.RECOGNITION, "发现烟雾、火光"),
    (CardField.PROHIBITION, "严禁未断电用水灭火"),
    (CardField.STEP, "按下报警按钮，拨打119。"),
    (CardField.STEP, "切断电源，佩戴面罩，用灭火器扑救。"),
    (CardField.STEP, "火势扩大，撤离到东门集合清点人数。"),
    (CardField.REPORT, "报告值班室0600-5550001：起火位置、伤员人数。"),
    (CardField.PHONE, "值班室 0600-5550001（2026-10-15核验）"),
    (CardField.HANDOVER, "到东门接应消防车"),
    (CardField.BASIS, "《青石化工有限公司现场处置方案》 2025-06-20施行"),
)


def rules_of(card: Card, *, blocking: bool = True) -> set[str]:
    return {problem.rule_id for problem in check(card) if problem.blocking or not blocking}


def test_clean_card_has_no_finding() -> None:
    assert check(card_of(*CLEAN)) == ()


@pytest.mark.parametrize(
    ("added", "rule"),
    [
        ((CardField.STEP, "启动一级响应。"), "wrong-role"),
        ((CardField.STEP, "宣布启动Ⅱ级响应。"), "wrong-role"),
        ((CardField.PHONE, "安全员 138XXXXXXXX"), "placeholder"),
        ((CardField.STEP, "到XX集合点集合。"), "placeholder"),
        ((CardField.REPORT, "2小时内向县级以上应急管理局报告。"), "late-report"),
        ((CardField.PHONE, "门卫 0600-5550002（2026-05-01核验）"), "stale-phone"),
    ],
)
def test_seeded_line_blocks_approval(added: tuple[CardField, str], rule: str) -> None:
    assert rules_of(card_of(*CLEAN, added)) == {rule}


@pytest.mark.parametrize("value", ["拨打0600-5559999。", "30分钟内撤离。"])
def test_value_that_its_citation_does_not_hold_blocks(value: str) -> None:
    quotes = (*(text for _, text in CLEAN), "撤离到东门。")
    found = rules_of(card_of(*CLEAN, (CardField.STEP, value), quotes=quotes))
    assert found & {"phone-not-in-source", "limit-not-in-source"}


def test_stopping_work_and_leaving_is_everybodys_right() -> None:
    lines = (
        *CLEAN,
        (CardField.STEP, "险情直接危及人身安全，立即停产撤人。"),
        (CardField.STEP, "下令停止作业，全员撤离。"),
    )
    assert rules_of(card_of(*lines, family="班组长/小组", position="班组长")) == set()


def test_commander_may_activate_a_level() -> None:
    step = (CardField.STEP, "火势10分钟不能控制，宣布启动Ⅰ级响应。")
    found = rules_of(card_of(*CLEAN, step, family="值班与指挥", position="总指挥"), blocking=False)
    assert found == {"skeleton-gap"}


def test_level_that_a_leader_activates_is_no_act_of_the_front_line() -> None:
    assert (
        rules_of(card_of(*CLEAN, (CardField.STEP, "5分钟不能控制，总指挥宣布启动Ⅰ级响应。")), blocking=False) == set()
    )


@pytest.mark.parametrize("field", [CardField.PROHIBITION, CardField.STEP, CardField.REPORT, CardField.PHONE])
def test_missing_field_blocks(field: CardField) -> None:
    kept = tuple(line for line in CLEAN if line[0] is not field)
    assert "missing-field" in rules_of(card_of(*kept))


def test_card_that_only_teaches_to_fight_the_fire_blocks() -> None:
    kept = tuple(line for line in CLEAN if "撤离" not in line[1])
    assert rules_of(card_of(*kept)) == {"no-withdrawal"}


def test_only_public_numbers_block() -> None:
    lines = [line for line in CLEAN if line[0] is not CardField.PHONE]
    assert rules_of(card_of(*lines, (CardField.PHONE, "火警 119"))) == {"no-own-phone"}


def test_source_no_longer_in_force_blocks() -> None:
    assert rules_of(card_of(*CLEAN, status=DocumentStatus.REPEALED)) == {"not-in-force"}


def test_ninth_step_blocks_and_vague_words_are_pointed_out() -> None:
    many = tuple((CardField.STEP, f"第{number}个动作，关闭阀门。") for number in range(6))
    assert rules_of(card_of(*CLEAN, *many)) == {"too-long"}
    found = rules_of(card_of(*CLEAN, (CardField.STEP, "第一时间通知有关部门。")), blocking=False)
    assert found == {"vague", "nobody-named"}
    assert rules_of(card_of(*CLEAN, (CardField.STEP, "及时关闭阀门。"))) == set()


def test_half_a_year_is_the_limit_of_a_checked_number() -> None:
    for days, stale in ((180, False), (181, True)):
        phone = (CardField.PHONE, f"门卫 0600-5550002（{(DAY - timedelta(days=days)).isoformat()}核验）")
        assert ("stale-phone" in rules_of(card_of(*CLEAN, phone))) is stale


@pytest.mark.parametrize(
    ("hazard", "steps", "rule"),
    [
        ("天然气泄漏", ("在室内拨打抢修电话。", "关闭进气阀门，开窗通风。"), "order-gas-source-before-call"),
        ("燃气泄漏", ("开灯查看漏点。", "关闭阀门，开窗通风。"), "order-gas-no-switch"),
        ("触电", ("对触电者做心肺复苏。", "断开电源。"), "order-shock-power-before-touch"),
        ("有限空间中毒", ("进入救人。", "佩戴呼吸器。"), "order-confined-gear-before-entry"),
        ("有限空间中毒", ("佩戴呼吸器进入救人。", "强制通风并检测。"), "order-confined-air-before-entry"),
        ("有限空间中毒", ("通风，佩戴呼吸器，进入救人。", "大声呼救。"), "order-confined-shout-before-entry"),
        ("电气火灾", ("用灭火器扑救。", "切断电源。"), "order-electrical-fire-power-first"),
        ("车间火灾", ("报告总指挥。", "拨打119。"), "order-fire-alarm-not-after-report"),
        ("山洪", ("搬运物资到高处。", "组织人员转移。"), "order-flood-people-before-goods"),
        ("液氨泄漏", ("靠近用夹具堵漏。", "佩戴呼吸器。"), "order-leak-protect-before-approach"),
    ],
)
def test_wrong_order_blocks_and_the_right_one_does_not(hazard: str, steps: tuple[str, str], rule: str) -> None:
    others = tuple(line for line in CLEAN if line[0] is not CardField.STEP)
    wrong = card_of(*others, *((CardField.STEP, text) for text in steps), (CardField.STEP, "撤离。"), hazard=hazard)
    right = card_of(
        *others, *((CardField.STEP, text) for text in reversed(steps)), (CardField.STEP, "撤离。"), hazard=hazard
    )
    assert rule in rules_of(wrong)
    assert rule not in rules_of(right, blocking=False)


def test_every_order_names_its_source_with_a_mark() -> None:
    from assistant.cards.rulebook import order_rules

    rules = order_rules()
    assert len(rules) >= 8 and len({rule.rule_id for rule in rules}) == len(rules)
    assert all(rule.shown_source.startswith(rule.source) and "[" in rule.shown_source for rule in rules)
    assert all("非法定条文" in rule.shown_source for rule in rules if rule.mark is Mark.KNOWLEDGE)
    assert [rule.rule_id for rule in rules if rule.is_law] == ["fire-alarm-not-after-report"]


def test_one_wrong_limit_is_told_once() -> None:
    quotes = (*(text for _, text in CLEAN), "5分钟内关闭阀门。")
    found = check(card_of(*CLEAN, (CardField.STEP, "15分钟内关闭阀门。"), quotes=quotes))
    assert [one.rule_id for one in found] == ["limit-not-in-source"]
