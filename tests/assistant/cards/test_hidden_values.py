"""No card prints a mark of hiding for a name or a number without stopping approval."""

from __future__ import annotations

import pytest

from assistant.answering.reading.compose import Extract
from assistant.answering.reading.hidden import hidden_values
from assistant.cards.checks import check
from assistant.cards.contacts import contacts_of
from assistant.cards.request import CardRequest
from assistant.cards.tables import TableRow, cells_of
from assistant.records import CardField
from tests.assistant.cards.conftest import TODAY, MakeBase
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


PLAN = (
    "青石化工有限公司现场处置方案\n1 液氨泄漏现场处置方案\n1.1 应急处置\n（1）操作工立即关闭阀门。\n（2）操作工向XX县应急管理局报告泄漏情况。\n"
    "（3）操作工撤离到上风方向。\n（4）班长清点人数。\n"
)


def test_a_line_with_a_hidden_value_is_blanked_with_the_source_that_would_fill_it(make_drafter: MakeBase) -> None:
    request = CardRequest(position="操作工", hazard="液氨泄漏")
    card = make_drafter({"方案.txt": PLAN}).draft(request, today=TODAY)
    printed = [line for line in card.lines if not line.blank]
    assert not any(hidden_values(line.text) for line in printed)
    steps = [line for line in card.lines if line.field is CardField.STEP]
    blanks = [line for line in steps if line.blank]
    assert len(blanks) == 1 and not blanks[0].markers
    assert blanks[0].text.startswith("【待补充：原文写作“") and "XX县" in blanks[0].text
    assert "来源：本单位现场处置方案" in blanks[0].text
    assert next(line.text for line in steps if not line.blank) == "立即关闭阀门。"
    assert [one.blocking for one in card.problems if one.rule_id == "placeholder" and one.field is CardField.STEP] == [
        True
    ]
