"""No card prints a mark of hiding for a name or a number without stopping approval."""

from __future__ import annotations

import pytest

from assistant.answering.reading.compose import Extract
from assistant.cards.checks import check
from assistant.cards.contacts import contacts_of
from assistant.cards.tables import TableRow, cells_of
from assistant.records import CardField
from tests.assistant.cards.test_checks import CLEAN, card_of
from tests.assistant.reading.evidence import make_evidence

HEADER = ("应急职务", "姓名", "电话")


def row(line: str) -> TableRow:
    extract = Extract(evidence=make_evidence(line), start=0, end=len(line), text=line)
    return TableRow(extract=extract, cells=cells_of(line), header=HEADER)


def test_a_masked_number_is_no_contact() -> None:
    lines = (
        "总指挥 | 方禾 | 138****1234",
        "值班室 | 轮值 | 0600-555XXXX",
        "中控室 | 轮值 | ***",
        "门卫 | 轮值 | 0600-5550101",
    )
    assert [contact.number for contact in contacts_of([row(line) for line in lines])] == ["0600-5550101"]


@pytest.mark.parametrize(
    "text",
    [
        "报告〇〇公司值班室。",
        "到____集合。",
        "向某县应急管理局报告。",
        "20XX年修订的方案。",
        "罐区容量X吨。",
        "联系人：李*",
        "撤离到【】。",
    ],
)
def test_a_line_with_a_hidden_value_stops_approval(text: str) -> None:
    found = [problem for problem in check(card_of(*CLEAN, (CardField.STEP, text))) if problem.rule_id == "placeholder"]
    assert [problem.blocking for problem in found] == [True]


@pytest.mark.parametrize("text", ["用X光机检查焊缝。", "搭设3×8米围堰。", "关闭某一阀门后报告。", "24小时值守。"])
def test_what_only_looks_alike_passes(text: str) -> None:
    assert "placeholder" not in {problem.rule_id for problem in check(card_of(*CLEAN, (CardField.STEP, text)))}
