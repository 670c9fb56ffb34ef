"""Clauses, parts of them and document numbers in questions."""

from __future__ import annotations

import pytest

from kb.query import understand


@pytest.mark.parametrize(
    ("text", "clause", "part"),
    [
        ("第三十二条第二款第（三）项", "第三十二条", "第二款第三项"),
        ("《办法》第13条第1项怎么写的", "第十三条", "第一项"),
        ("第十六条第一款原文", "第十六条", "第一款"),
        ("第十六条和第二款", "第十六条", ""),
        ("第二款怎么说", "", ""),
        ("临政规〔2024〕3号9条", "第九条", ""),
    ],
)
def test_parts_of_a_clause(text: str, clause: str, part: str) -> None:
    question = understand(text)
    assert (question.clause, question.clause_part) == (clause, part)


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("临政规〔2024〕3号第九条", ("临政规〔2024〕3号",)),
        ("国发[2021]36号和国办发(2024)5号", ("国发〔2021〕36号", "国办发〔2024〕5号")),
        ("应急管理部令第2号什么时候施行", ("应急管理部令第2号",)),
        ("请问国务院令第708号还有效吗", ("国务院令第708号",)),
        ("2号楼着火了", ()),
        ("8·17事故", ()),
    ],
)
def test_document_numbers(text: str, numbers: tuple[str, ...]) -> None:
    assert understand(text).document_numbers == numbers
