"""Which sentences may be printed alone."""

from __future__ import annotations

import pytest

from assistant.study.questions.clauses import clauses_of
from assistant.study.questions.statements import is_printable, place_of, points_away, statements_of, tidy
from kb.records import Document


def texts(plan: Document) -> list[str]:
    return [statement.text for clause in clauses_of(plan) for statement in statements_of(clause)]


def test_hidden_values_persons_pointers_and_frames_are_left_out(plan: Document) -> None:
    found = texts(plan)
    assert "乡镇人民政府接到险情报告后，应当在30分钟内电话报告县应急管理局" in found
    joined = "\n".join(found)
    for left_out in ("XX", "张三", "前款", "制定本预案", "起施行", "险情发生的时间"):
        assert left_out not in joined


def test_statement_is_verbatim_at_its_offsets(plan: Document) -> None:
    for clause in clauses_of(plan):
        for statement in statements_of(clause):
            assert plan.text[statement.start : statement.end] == statement.text


def test_place_names_document_version_and_heading_but_not_the_key(plan: Document) -> None:
    clause = next(one for one in clauses_of(plan) if one.headings[-1].title == "报告时限")
    place = place_of(clause)
    assert place.startswith("《青石县防汛应急预案》（2024年施行）") and "3.1 报告时限" in place
    assert "报告时限" not in place_of(clause, hidden="报告")


@pytest.mark.parametrize(
    "text", ["组长为保卫部经理顾沧海，负责灭火。", "拨打13800138000报告。", "由___批准。", "（未完成的括号。"]
)
def test_names_private_phones_blanks_and_broken_brackets_are_not_printed(text: str) -> None:
    assert not is_printable(text)


@pytest.mark.parametrize(
    "text", ["依照前款规定处理", "违反本法第二十条的", "有本部分（二）所列情形的", "对以上材料进行核实"]
)
def test_pointers_are_seen(text: str) -> None:
    assert points_away(text)


def test_bounds_are_no_pointers() -> None:
    assert not points_away("造成3人以上死亡，由县级以上人民政府组织调查")


def test_spaces_of_pdf_files_are_taken_out() -> None:
    assert tidy("水位 36.50 米，24 小时值班 V-101 A") == "水位36.50米，24小时值班V-101 A"
