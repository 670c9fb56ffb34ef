"""Rows of OpenDocument tables."""

from __future__ import annotations

from xml.etree import ElementTree

from benchmarks.fidelity_tables import covered_texts, rows_absent, table_rows

SPACES = (
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
)


def cell(text: str, attributes: str = "") -> str:
    return f"<table:table-cell {attributes}><text:p>{text}</text:p></table:table-cell>"


def tree(*rows: str) -> ElementTree.Element:
    body = "".join(f"<table:table-row>{row}</table:table-row>" for row in rows)
    return ElementTree.fromstring(f"<office {SPACES}><table:table>{body}</table:table></office>")


COVERED = "<table:covered-table-cell/>"
LEVELS = tree(
    cell("响应级别", 'table:number-columns-spanned="2"') + COVERED,
    cell("Ⅰ级", 'table:number-rows-spanned="2"') + cell("死亡30人"),
    COVERED + cell("重伤100人"),
    cell("", 'table:number-columns-repeated="1000"'),
)


def test_merged_cells_are_filled_and_empty_rows_left_out() -> None:
    assert list(table_rows(LEVELS)) == [("响应级别", "响应级别"), ("Ⅰ级", "死亡30人"), ("Ⅰ级", "重伤100人")]


def test_a_merged_cell_may_be_repeated_once_per_covered_place() -> None:
    assert sorted(covered_texts(LEVELS)) == ["Ⅰ级", "响应级别"]


def test_a_row_that_is_one_merged_cell_may_stand_once() -> None:
    rows = tuple(table_rows(LEVELS))
    assert rows_absent(rows, "响应级别\nⅠ级 | 死亡30人\nⅠ级 | 重伤100人") == []


def test_an_unfilled_row_is_absent() -> None:
    assert rows_absent(tuple(table_rows(LEVELS)), "响应级别\nⅠ级 | 死亡30人\n重伤100人") == ["Ⅰ级 | 重伤100人"]


def test_rows_around_an_inner_table_are_left_out() -> None:
    inner = "<table:table><table:table-row>" + cell("内") + "</table:table-row></table:table>"
    outer = tree(cell("外") + f"<table:table-cell>{inner}</table:table-cell>", cell("甲") + cell("乙"))
    assert ("甲", "乙") in list(table_rows(outer))
    assert all("外" not in row for row in table_rows(outer))
