from __future__ import annotations

from ingest.parsers.tables import GridCell, count_header_rows, fill_grid, table_block
from ingest.records import BlockKind


def cell(text: str, rows: int = 1, columns: int = 1) -> GridCell:
    return GridCell(text=text, row_span=rows, column_span=columns)


def test_spans_in_both_directions_fill_the_grid() -> None:
    grid = fill_grid(
        [
            [cell("级别", 2), cell("条件", 1, 2)],
            [cell("死亡"), cell("重伤")],
            [cell("Ⅰ级", 0), cell("30")],
            [cell("10")],
        ]
    )
    assert grid == (("级别", "条件", "条件"), ("级别", "死亡", "重伤"), ("Ⅰ级", "30", ""), ("Ⅰ级", "10", ""))


def test_huge_spans_are_capped() -> None:
    grid = fill_grid([[cell("宽", 10**9, 10**9)], [cell("下")]])
    assert (len(grid), len(grid[0])) == (2, 200)


def test_header_rows_by_content() -> None:
    assert count_header_rows([("姓名", "电话"), ("张三", "119")]) == 1
    assert count_header_rows([("2024", "2025"), ("1", "2")]) == 0
    assert count_header_rows([("级别", "条件", "条件"), ("级别", "死亡", "重伤"), ("Ⅰ级", "30", "100")]) == 2
    assert count_header_rows([("甲", "乙")]) == 0
    assert count_header_rows([("甲", "乙"), ("1", "2"), ("3", "4")], marked=2) == 2


def test_a_single_cell_is_a_paragraph_and_empty_tables_vanish() -> None:
    single = table_block([("只有一格",)])
    assert single is not None
    assert (single.kind, single.text) == (BlockKind.PARAGRAPH, "只有一格")
    assert table_block([("", ""), ("", "")]) is None
    cropped = table_block([("a", "", "b"), ("", "", ""), ("c", "", "d")])
    assert cropped is not None
    assert cropped.rows == (("a", "b"), ("c", "d"))
