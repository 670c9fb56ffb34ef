"""Orders of steps, and a unit's own approved procedure that decides otherwise: told, never silent."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.cards.check_context import CheckContext, context_for
from assistant.cards.checks import check
from assistant.cards.drafter import CardDrafter, CardRequest
from assistant.cards.order_checks import overrides_of
from assistant.records import Card, CardField, CardProblem
from kb.encoders import open_encoder
from kb.knowledge_base import KnowledgeBase
from kb.settings import load_settings
from tests.assistant.cards.conftest import TODAY, read_in

UNIT = "青石燃气有限公司"
LIST = "# 青石燃气有限公司应急通讯录\n\n| 岗位 | 电话 | 核验日期 |\n| --- | --- | --- |\n| 调度室 | 0600-5550001 | 2026-11-01 |\n"
PLAN = (
    "青石燃气有限公司现场处置方案\n青石燃气有限公司\n2026年1月1日施行\n1 燃气泄漏现场处置方案\n1.1 风险描述\n征兆：闻到臭味。遇明火爆炸。\n"
    "1.2 应急处置\n{steps}\n（3）浓度超过20%，巡线工撤离到上风处集结点。\n1.3 注意事项\n（1）严禁在泄漏区开关电器。\n"
)
CALL_FIRST = "（1）巡线工用防爆手机电话报告调度室0600-5550001。\n（2）巡线工关闭上游阀门。"
APART = "1.2.1 报警\n（1）巡线工用防爆手机电话报告调度室0600-5550001。\n1.2.2 处置\n（1）巡线工关闭上游阀门。"


def drafted(folder: Path, steps: str, approved: bool) -> tuple[Card, CheckContext]:
    with opened(folder, PLAN.format(steps=steps), approved) as base:
        request = CardRequest(position="巡线工", hazard="燃气泄漏", unit=UNIT)
        card = CardDrafter(base).draft(request, today=TODAY)
        return card, context_for(base, card, today=TODAY)


@contextmanager
def opened(folder: Path, plan: str, approved: bool) -> Iterator[KnowledgeBase]:
    """Open a base that holds a plan, approved or not, and the contact list."""
    settings = load_settings(data_path=folder / "base")
    texts = {Path("方案.txt"): plan.encode(), Path("青石燃气有限公司应急通讯录.md"): LIST.encode()}
    documents = [read_in(path, content) for path, content in texts.items()]
    documents[0] = replace(documents[0], approved=approved)
    with KnowledgeBase.open(settings, open_encoder(settings), writable=True) as base:
        base.replace_documents(
            documents, dict(zip((one.document_id for one in documents), texts.values(), strict=True))
        )
        yield base


def about_order(problems: tuple[CardProblem, ...]) -> list[tuple[str, bool]]:
    kinds = ("order-gas", "own-procedure")
    return [(one.rule_id, one.blocking) for one in problems if one.rule_id.startswith(kinds)]


def test_the_units_own_approved_list_decides_and_the_note_names_it(tmp_path: Path) -> None:
    card, context = drafted(tmp_path, CALL_FIRST, approved=True)
    assert about_order(card.problems) == [("own-procedure", False)]
    told = next(one for one in card.problems if one.rule_id == "own-procedure")
    assert "本单位规程另有规定" in told.message and "青石燃气有限公司现场处置方案" in told.source
    assert "撤到室外，再打电话" in told.message and "[K]" in told.source
    (override,) = overrides_of(card, context)
    assert override.before.quote.startswith("用防爆手机电话报告") and override.after.quote.startswith("关闭上游阀门")
    assert override.before.start < override.after.start


def test_a_procedure_nobody_approved_does_not(tmp_path: Path) -> None:
    card, context = drafted(tmp_path, CALL_FIRST, approved=False)
    assert about_order(card.problems) == [("order-gas-source-before-call", True)]
    assert overrides_of(card, context) == ()


def test_sections_that_follow_each_other_are_no_order_of_steps(tmp_path: Path) -> None:
    card, context = drafted(tmp_path, APART, approved=True)
    assert about_order(card.problems) == [("order-gas-source-before-call", True)]
    assert overrides_of(card, context) == ()


def test_an_order_that_only_the_card_has_is_not_overridden(tmp_path: Path) -> None:
    steps = "（1）巡线工关闭上游阀门。\n（2）巡线工用防爆手机电话报告调度室0600-5550001。"
    card, context = drafted(tmp_path, steps, approved=True)
    assert about_order(card.problems) == []
    first, second, *rest = (one for one in card.lines if one.field is CardField.STEP)
    others = tuple(one for one in card.lines if one.field is not CardField.STEP)
    wrong = replace(card, lines=(*others, second, first, *rest))
    assert about_order(check(wrong, context)) == [("order-gas-source-before-call", True)]


@pytest.mark.parametrize("approved", [True, False])
def test_no_procedure_overrides_a_law(tmp_path: Path, approved: bool) -> None:
    plan = PLAN.replace("燃气泄漏", "车间火灾")
    steps = "（1）巡线工发现起火，报告带班领导。\n（2）巡线工拨打119报警。"
    with opened(tmp_path, plan.format(steps=steps), approved) as base:
        request = CardRequest(position="巡线工", hazard="车间火灾", unit=UNIT)
        card = CardDrafter(base).draft(request, today=TODAY)
    found = [one for one in card.problems if one.rule_id == "order-fire-alarm-not-after-report"]
    assert [one.blocking for one in found] == [True] and "消防法第四十四条" in found[0].source


@pytest.mark.parametrize(
    ("hazard", "steps"),
    [
        ("触电", ("没有断电以前不得接触触电者，不做人工呼吸。", "切断电源。", "接触触电者前验明无电。")),
        ("有限空间中毒", ("不进入池内救人，大声呼救。", "通风，佩戴呼吸器后进入救人。")),
        ("燃气泄漏", ("严禁开灯。", "关闭阀门，开窗通风。", "到室外拨打抢修电话。")),
    ],
)
def test_what_is_forbidden_first_is_not_done_first(hazard: str, steps: tuple[str, ...]) -> None:
    from tests.assistant.cards.test_checks import CLEAN, card_of

    others = tuple(line for line in CLEAN if line[0] is not CardField.STEP)
    card = card_of(*others, *((CardField.STEP, text) for text in steps), hazard=hazard)
    assert not [one for one in check(card) if one.rule_id.startswith("order-")]
