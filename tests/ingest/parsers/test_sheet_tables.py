from __future__ import annotations

import random
from collections import Counter
from pathlib import Path

from ingest.parsers import xls
from ingest.parsers.xlsx import parse
from ingest.records import Block, BlockKind
from tests.ingest.parsers.sheet_files import Cell, letters, make_xlsx, rows_xml, sheet_xml

HIDDEN_XLS = (Path(__file__).parent.parent / "fixtures" / "hidden.xls").read_bytes()
_ = None


def blocks(rows: list[list[Cell]], *, merged: list[str] | None = None) -> list[Block]:
    return list(parse(make_xlsx({"Sheet1": sheet_xml(rows_xml(rows), merged=merged or [])}), "表.xlsx").blocks)


def read(rows: list[list[Cell]], *, merged: list[str] | None = None) -> list[object]:
    """Return lines as text, tables as (header row count, rows)."""
    return [
        (block.header_row_count, block.rows) if block.kind is BlockKind.TABLE else block.text
        for block in blocks(rows, merged=merged)
    ]


def test_entries_of_few_cells_above_the_header_are_lines() -> None:
    rows: list[list[Cell]] = [
        ["市应急管理局通讯录", _, _, _, _],
        ["填报单位：市局", _, _, "填报时间：2024年3月", _],
        ["序号", "单位", "姓名", "职务", "手机"],
        [1, "市局", "周启明", "局长", 13800010001],
        [2, _, "沈若兰", "科长", 13800010002],
        ["备注：节假日不变", _, _, _, _],
    ]
    assert read(rows, merged=["A1:E1", "B4:B5"]) == [
        "市应急管理局通讯录",
        "填报单位：市局 填报时间：2024年3月",
        (
            1,
            (
                ("序号", "单位", "姓名", "职务", "手机"),
                ("1", "市局", "周启明", "局长", "13800010001"),
                ("2", "市局", "沈若兰", "科长", "13800010002"),
            ),
        ),
        "备注：节假日不变",
    ]


def test_entries_above_a_merged_header_of_two_rows_are_lines() -> None:
    rows: list[list[Cell]] = [
        ["填报单位：市局", _, _, "填报时间：2024年3月", _],
        ["单位", "负责人", _, "联络员", _],
        [_, "姓名", "手机", "姓名", "值班电话"],
        ["市水利局", "张三丰", "1", "李若水", "2"],
    ]
    line, (count, table) = read(rows, merged=["A2:A3", "B2:C2", "D2:E2"])  # type: ignore[misc]
    assert line == "填报单位：市局 填报时间：2024年3月"
    assert count == 2
    assert table[1] == ("单位", "姓名", "手机", "姓名", "值班电话")


def test_sections_inside_a_table_stand_between_pieces_with_the_header() -> None:
    rows: list[list[Cell]] = [
        ["单位", "姓名", "手机"],
        ["一、市级部门", _, _],
        ["市局", "周启明", "13800010001"],
        ["二、县区", _, _],
        ["青浦", "陆怀远", "13800010003"],
    ]
    header = ("单位", "姓名", "手机")
    expected = [
        "一、市级部门",
        (1, (header, ("市局", "周启明", "13800010001"))),
        "二、县区",
        (1, (header, ("青浦", "陆怀远", "13800010003"))),
    ]
    assert read(rows, merged=["A2:C2", "A4:C4"]) == expected
    assert read(rows) == expected  # an ordinal marks a section that nobody merged


def test_a_name_alone_in_its_row_stays_in_the_table() -> None:
    rows: list[list[Cell]] = [["姓名", "电话"], ["周启明", "1"], ["陆怀远", _], ["沈若兰", "2"], ["何见山", _]]
    assert read(rows) == [(1, (("姓名", "电话"), ("周启明", "1"), ("陆怀远", ""), ("沈若兰", "2"), ("何见山", "")))]


def test_a_header_that_repeats_itself_is_unfolded() -> None:
    rows: list[list[Cell]] = [["姓名", "电话", "姓名", "电话"], ["周启明", "1", "陆怀远", "2"], ["沈若兰", "3", _, _]]
    assert read(rows) == [(1, (("姓名", "电话"), ("周启明", "1"), ("陆怀远", "2"), ("沈若兰", "3")))]


def test_tables_side_by_side_come_one_after_the_other() -> None:
    rows: list[list[Cell]] = [
        ["应急资源一览", _, _, _, _, _],
        ["车辆表", _, _, "人员表", _, _],
        ["车牌", "用途", _, "姓名", "岗位", "电话"],
        ["浙A0001", "指挥", _, "周启明", "驾驶员", "1"],
        [_, _, _, "沈若兰", "押运员", "2"],
    ]
    assert read(rows, merged=["A1:F1"]) == [
        "应急资源一览",
        "车辆表",
        (1, (("车牌", "用途"), ("浙A0001", "指挥"))),
        "人员表",
        (1, (("姓名", "岗位", "电话"), ("周启明", "驾驶员", "1"), ("沈若兰", "押运员", "2"))),
    ]


def test_an_empty_column_inside_one_table_does_not_cut_it() -> None:
    rows: list[list[Cell]] = [["单位", "姓名", _, "局长任期"], ["市局", "周启明", _, "三年"]]
    assert read(rows) == [(1, (("单位", "姓名", "局长任期"), ("市局", "周启明", "三年")))]


def test_another_header_after_a_blank_row_begins_another_table() -> None:
    rows: list[list[Cell]] = [
        ["姓名", "电话"],
        ["周启明", "1"],
        [_, _],
        ["沈若兰", "2"],
        [_, _],
        ["名称", "数量"],
        ["沙袋", 300],
    ]
    assert read(rows) == [
        (1, (("姓名", "电话"), ("周启明", "1"), ("沈若兰", "2"))),
        (1, (("名称", "数量"), ("沙袋", "300"))),
    ]


def test_a_line_above_another_header_begins_another_table_without_a_blank_row() -> None:
    rows: list[list[Cell]] = [["姓名", "班次"], ["周启明", "白班"], ["车辆", _], ["车牌", "用途"], ["浙A1", "指挥"]]
    assert read(rows) == [
        (1, (("姓名", "班次"), ("周启明", "白班"))),
        "车辆",
        (1, (("车牌", "用途"), ("浙A1", "指挥"))),
    ]


def test_a_header_of_two_rows_that_nobody_merged_is_filled() -> None:
    rows: list[list[Cell]] = [
        ["单位", "负责人", _, "联络员", _],
        [_, "姓名", "电话", "姓名", "电话"],
        ["市局", "周启明", "1", "沈若兰", "2"],
    ]
    ((count, filled),) = read(rows)  # type: ignore[misc]
    assert count == 2
    assert filled[:2] == (
        ("单位", "负责人", "负责人", "联络员", "联络员"),
        ("单位", "姓名", "电话", "姓名", "电话"),
    )


def _with_hidden(rows: str, *, columns: str = "", after: str = "") -> bytes:
    part = (
        sheet_xml(rows).replace("<sheetData>", f"{columns}<sheetData>").replace("</sheetData>", f"</sheetData>{after}")
    )
    return make_xlsx({"台账": part})


def test_hidden_rows_and_columns_are_left_out_and_counted() -> None:
    rows: list[list[Cell]] = [["姓名", "住址", "电话"], ["周启明", "某路", "1"], ["沈若兰", "某街", "2"]]
    hidden = rows_xml(rows).replace('<row r="2">', '<row r="2" hidden="1">')
    data = _with_hidden(hidden, columns='<cols><col min="2" max="2" hidden="1"/></cols>')
    parsed = parse(data, "台账.xlsx")
    assert parsed.blocks[-1].rows == (("姓名", "电话"), ("沈若兰", "2"))
    assert parsed.warnings == ("隐藏的行列没有读取：“台账” 1 行、“台账” 1 列。如需入库，请取消隐藏并保存后重试。",)


def test_rows_hidden_by_a_filter_are_read_and_said() -> None:
    rows = rows_xml([["隐患", "状态"], ["电线老化", "已整改"], ["堵塞通道", "未整改"]])
    data = _with_hidden(rows.replace('<row r="2">', '<row r="2" hidden="1">'), after='<autoFilter ref="A1:B3"/>')
    parsed = parse(data, "台账.xlsx")
    assert len(parsed.blocks[-1].rows) == 3
    assert parsed.warnings == ("筛选隐藏的行已一并读取：“台账” 1 行。如不需要，请删除后重试。",)


def test_a_unit_merged_over_hidden_rows_still_heads_the_shown_ones() -> None:
    rows = rows_xml([["单位", "姓名"], ["市局", "周启明"], [_, "沈若兰"]]).replace(
        '<row r="2">', '<row r="2" hidden="1">'
    )
    data = make_xlsx({"表": sheet_xml(rows, merged=["A2:A3"])})
    assert parse(data, "a.xlsx").blocks[-1].rows == (("单位", "姓名"), ("市局", "沈若兰"))


def test_an_old_workbook_leaves_hidden_parts_out_too() -> None:
    parsed = xls.parse(HIDDEN_XLS, "台账.xls")
    assert [block.rows for block in parsed.blocks if block.rows] == [
        (("姓名", "电话"), ("沈若兰", "13800010002")),
        (("隐患", "状态"), ("电线老化", "已整改"), ("堵塞通道", "未整改")),
    ]
    assert parsed.warnings == (
        "隐藏的行列没有读取：“人员” 1 行、“人员” 1 列。如需入库，请取消隐藏并保存后重试。",
        "筛选隐藏的行已一并读取：“隐患” 1 行。如不需要，请删除后重试。",
    )


def _random_sheet(dice: random.Random, *, repeats: bool) -> tuple[list[list[Cell]], list[str]]:
    """Return rows of labels, sections, notes, values and gaps in any order, and merged ranges over blank cells."""
    width = dice.randint(2, 8)
    labels = ["序号", "单位", "姓名", "手机", "备注", "职务", "数量", "地址"]
    rows: list[list[Cell]] = []
    merged: list[str] = []
    for number in range(1, dice.randint(3, 25)):
        row: list[Cell] = [None] * width
        kind = dice.choice(["values", "values", "values", "header", "line", "merged", "blank", "entry"])
        if kind == "values":
            row = [f"值{number}之{place}" if dice.random() < 0.8 else None for place in range(width)]
        elif kind == "header":
            row = (
                list(dice.sample(labels, width))
                if not repeats or dice.random() < 0.5
                else [*labels[1:3] * width][:width]
            )
        elif kind in ("line", "merged"):
            row[0] = dice.choice(["一、部门{}", "注：说明{}", "名单{}"]).format(number)
            merged.extend([f"A{number}:{letters(width - 1)}{number}"] if kind == "merged" else [])
        elif kind == "entry":
            row[0], row[-1] = f"填报单位：甲{number}", f"时间：{number}"
        rows.append(row)
    return rows, merged


def test_no_cell_is_lost_whatever_the_layout() -> None:
    dice = random.Random(20)
    for trial in range(400):
        repeats = trial % 2 == 0
        rows, merged = _random_sheet(dice, repeats=repeats)
        shown = Counter(
            text
            for block in blocks(rows, merged=merged)
            for text in ([cell for row in block.rows for cell in row] if block.rows else block.text.split(" "))
        )
        wanted = {str(cell) for row in rows for cell in row if cell is not None}
        assert wanted <= set(shown), (wanted - set(shown), rows, merged)
        values = {text for text in wanted if text.startswith("值")}
        assert repeats or all(shown[text] == 1 for text in values), rows  # what heads a group stands over each column
