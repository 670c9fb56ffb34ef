"""The fourteen failures: one list, a file for each, and faults planted into the cards of a whole plan are found."""

from __future__ import annotations

from dataclasses import replace
from importlib import import_module

import pytest

from assistant.cards.check_context import CheckContext
from assistant.cards.failures import failure_of, failures, finding_of, findings, problem
from assistant.records import Card, CardField
from benchmarks.card_fault_planting import planted, read_faults
from benchmarks.card_faults_check import SETS, drafted, false_alarms, is_found, naive, ours, source_figures
from kb.knowledge_base import KnowledgeBase
from kb.taxonomy import Mark

NAMES = (
    "编电话、错电话 错时限 错顺序 错级别 错岗位 串单位、串灾种 旧版依据 占位未填 无来源断言 缺撤离条件 太长 空话 过期、无签发 相互冲突"
).split()


# What may be missed. Of the third set two are no faults when looked at again: the number is only grouped in another way,
# and pulling somebody off comes after the power is off.
MISSED = {"work": 2, "held": 1, "third": 2, "fourth": 1}
Cards = dict[tuple[str, str], tuple[Card, CheckContext]]


@pytest.fixture(scope="module")
def cards(sample_base: KnowledgeBase) -> Cards:
    return drafted(sample_base)


def test_there_are_fourteen_each_with_its_file_and_its_findings() -> None:
    assert [one.number for one in failures()] == list(range(1, 15))
    assert [one.name for one in failures()] == NAMES
    for failure in failures():
        assert failure.findings and callable(import_module(f"assistant.cards.{failure.checker}").find)


def test_every_finding_has_a_rule_and_a_source_with_its_mark() -> None:
    for finding in findings().values():
        assert finding.rule and finding.source and finding.shown_source.startswith(f"{finding.source}[{finding.mark}]")
        unsure = finding.mark is Mark.KNOWLEDGE
        assert not (finding.blocking and unsure) or (finding.safety and "非法定条文" in finding.shown_source)


def test_what_is_only_known_in_the_trade_cannot_block_as_if_it_were_law() -> None:
    raw = {"id": "x", "blocking": True, "rule": "r", "source": "s", "mark": "K"}
    with pytest.raises(ValueError, match="unconfirmed"):
        finding_of(raw)
    assert finding_of({**raw, "safety": True}).safety


def test_a_finding_belongs_to_its_failure_and_takes_its_source_along() -> None:
    found = problem("stale-phone", CardField.PHONE, "旧")
    assert found.blocking and "第十六条" in found.source and found.source.endswith("[V]")
    assert not problem("stale-phone", CardField.PHONE, "旧", blocking=False).blocking
    assert not problem("undated-phone", CardField.PHONE, "无", blocking=True).blocking
    for rule_id, name in (("stale-phone", "phone"), ("order-gas-no-switch", "order"), ("wrong-role", "role")):
        failure = failure_of(rule_id)
        assert failure is not None and failure.failure_id == name
    assert failure_of("missing-field") is None


def test_planted_faults_are_found_and_clean_cards_are_not_blocked(cards: Cards) -> None:
    assert len(cards) == 30 and false_alarms(cards)[0] == 0
    assert source_figures(cards)[0].startswith("steps: 172/172 verbatim spans; invented phones and limits: 0 of ")
    for name, allowed in MISSED.items():
        faults = read_faults(SETS[name])
        missed = [one.fault_id for one in faults if not is_found(one, cards[one.position, one.hazard], ours)[0]]
        plainly = sum(is_found(one, cards[one.position, one.hazard], naive)[0] for one in faults)
        assert len(missed) <= allowed and plainly < len(faults) / 3, missed
        assert {one.rule for one in faults} == {one.failure_id for one in failures()}


def test_a_fault_that_changes_nothing_is_refused(cards: Cards) -> None:
    fault = read_faults(SETS["work"])[0]
    card, context = next(iter(cards.values()))
    nothing = replace(fault, ops=({"edit": "step", "old": "没有这句话", "new": "有"},))
    with pytest.raises(ValueError, match="changes nothing"):
        planted(nothing, card, context)
