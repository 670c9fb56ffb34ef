"""Clauses of a document: lines, labels, leads, headings."""

from __future__ import annotations

from assistant.study.questions.clauses import Clause, clauses_of
from kb.records import Document


def clause_called(plan: Document, title: str) -> Clause:
    return next(clause for clause in clauses_of(plan) if clause.headings[-1].title == title)


def test_lines_stand_at_their_offsets_without_label(plan: Document) -> None:
    lines = [line for clause in clauses_of(plan) for line in clause.lines]
    assert len(lines) > 20
    assert all(plan.text[line.start : line.end] == line.text for line in lines)
    assert not any(line.text.startswith("（1）") for line in lines)


def test_items_know_the_line_that_announces_them(plan: Document) -> None:
    clause = clause_called(plan, "报告内容")
    assert clause.lines[0].text == "险情报告应当包括下列内容："
    assert [line.text for line in clause.items_after(0)] == [
        "险情发生的时间和地点；", "受威胁人员的数量；", "已经采取的措施；", "需要支援的队伍和物资。",
    ]  # fmt: skip


def test_headings_are_no_lines(plan: Document) -> None:
    clause = clause_called(plan, "报告时限")
    assert clause.heading_path == ("3 信息报告", "3.1 报告时限")
    assert clause.lines[0].text.startswith("乡镇人民政府接到")
    assert plan.text[clause.start : clause.end] == clause.text
