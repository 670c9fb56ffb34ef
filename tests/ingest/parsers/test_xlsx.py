from __future__ import annotations

import pytest

from ingest.parsers.sheets import MAX_SHEET_CELLS
from ingest.parsers.xlsx import parse
from ingest.records import BlockKind, OutcomeCode
from kb.errors import FileRefused
from tests.ingest.parsers.sheet_files import contact_workbook, letters, make_xlsx, rows_xml, sheet_xml


def test_sheets_become_headings_title_lines_and_tables_in_order() -> None:
    blocks = parse(contact_workbook(), "应急通讯录.xlsx").blocks
    assert [(block.kind, block.text) for block in blocks] == [
        (BlockKind.HEADING, "工作表：市级部门"),
        (BlockKind.PARAGRAPH, "临澜市应急通讯录"),
        (BlockKind.TABLE, ""),
        (BlockKind.HEADING, "工作表：乡镇街道"),
        (BlockKind.TABLE, ""),
    ]
    assert blocks[2].rows == (
        ("单位", "姓名", "职务", "手机"),
        ("市应急管理局", "周启明", "局长", "13800010001"),
        ("市应急管理局", "沈若兰", "指挥中心主任", "13800010002"),
    )
    assert blocks[4].rows[1] == ("青浦镇", "陆怀远", "镇长", "0571-6660003")
    assert [blocks[2].header_row_count, blocks[4].header_row_count] == [1, 1]


def test_a_header_of_two_rows_is_filled_in_both_directions() -> None:
    rows = [
        ["单位", "联系人", None, "备注"],
        [None, "姓名", "电话", None],
        ["一中队", "甲", "119", ""],
        ["二中队", "乙", "120", "夜班"],
    ]
    sheet = sheet_xml(rows_xml(rows), merged=["A1:A2", "B1:C1", "D1:D2"])
    (block,) = parse(make_xlsx({"Sheet1": sheet}), "a.xlsx").blocks
    assert block.rows[:2] == (("单位", "联系人", "联系人", "备注"), ("单位", "姓名", "电话", "备注"))
    assert block.header_row_count == 2


def test_numbers_are_shown_as_displayed() -> None:
    formats = ["00000", 'yyyy"年"m"月"d"日"', "0.0%", "000-0000-0000", "h:mm", "[DBNum1]General"]
    values = [(321, 1), (45000, 2), (0.256, 3), (13800010001, 4), (0.75, 5), (12, 6), 13800010001, 0.1 + 0.2]
    sheet = sheet_xml(rows_xml([["甲", "乙", "丙", "丁", "戊", "己", "庚", "辛"], values]))
    (block,) = parse(make_xlsx({"Sheet1": sheet}, formats=formats), "a.xlsx").blocks
    assert block.rows[1] == (
        "00321",
        "2023年3月15日",
        "25.6%",
        "138-0001-0001",
        "18:00",
        "一十二",
        "13800010001",
        "0.3",
    )


def test_shared_strings_are_joined_without_their_phonetic_guide() -> None:
    strings = (
        "<si><t>物资</t></si>"
        "<si><r><t>救生</t></r><r><t>衣</t></r><rPh sb='0' eb='1'><t>jiu sheng yi</t></rPh></si>"
        "<si><t>第一行_x000D_\n第二行</t></si>"
    )
    cells = "".join(f'<c r="{column}1" t="s"><v>{number}</v></c>' for number, column in enumerate("ABC"))
    second = '<row r="2"><c r="A2" t="s"><v>99</v></c><c r="B2" t="b"><v>1</v></c><c r="C2"><v>2</v></c><c r="D2" t="e"><v>#REF!</v></c></row>'
    workbook = make_xlsx({"Sheet1": sheet_xml(f'<row r="1">{cells}</row>{second}')}, strings=strings)
    (block,) = parse(workbook, "a.xlsx").blocks
    assert block.rows == (("物资", "救生衣", "第一行第二行"), ("", "TRUE", "2"))


def test_hidden_sheets_are_left_out_and_named() -> None:
    sheets = {
        "清单": sheet_xml(rows_xml([["品名", "数量"], ["沙袋", 3]])),
        "旧版": sheet_xml(rows_xml([["过时", "作废"]])),
    }
    parsed = parse(make_xlsx(sheets, hidden=["旧版"]), "a.xlsx")
    assert "过时" not in str(parsed.blocks)
    assert parsed.blocks[0].text == "工作表：清单"
    assert parsed.warnings == ("隐藏的工作表没有读取：“旧版”。如需入库，请取消隐藏并保存后重试。",)


def test_formulas_without_a_result_are_counted() -> None:
    rows = '<row r="1"><c r="A1"><f>SUM(B1)</f></c><c r="B1"><v>3</v></c><c r="C1"><f>B1*2</f><v>6</v></c></row>'
    parsed = parse(make_xlsx({"Sheet1": sheet_xml(rows)}), "a.xlsx")
    assert parsed.blocks[0].rows == (("3", "6"),)
    assert parsed.warnings[0].startswith("有 1 个公式没有保存计算结果")


def test_a_far_cell_takes_no_more_place_than_a_near_one() -> None:
    far = '<row r="1"><c r="A1" t="inlineStr"><is><t>近</t></is></c></row>'
    far += '<row r="1048576"><c r="B1048576"><v>5</v></c><c r="XFD1048576" t="inlineStr"><is><t>远</t></is></c></row>'
    near, table = parse(make_xlsx({"Sheet1": sheet_xml(far, merged=["A1:XFD1048575"])}), "a.xlsx").blocks
    assert (near.text, table.rows) == ("近", (("5", "远"),))


def test_cells_over_the_limit_are_not_read_and_the_sheets_are_named() -> None:
    row = "".join(f'<c r="{letters(column)}{{0}}"><v>{column}</v></c>' for column in range(100))
    rows = "".join(f'<row r="{number}">{row.format(number)}</row>' for number in range(1, MAX_SHEET_CELLS // 100 + 3))
    sheets = {"大表": sheet_xml(rows), "后一张": sheet_xml(rows_xml([["甲", "乙"]]))}
    parsed = parse(make_xlsx(sheets), "a.xlsx")
    assert [block.text for block in parsed.blocks] == ["工作表：大表", ""]
    assert len(parsed.blocks[1].rows) == MAX_SHEET_CELLS // 100
    assert "“大表”、“后一张”" in parsed.warnings[0]


def test_more_columns_than_a_table_may_have_are_named() -> None:
    rows = [[f"列{column}" for column in range(250)], list(range(250))]
    parsed = parse(make_xlsx({"宽表": sheet_xml(rows_xml(rows))}), "a.xlsx")
    assert len(parsed.blocks[1].rows[0]) == 200
    assert "“宽表”" in parsed.warnings[0]


def test_title_lines_notes_and_a_second_table_stand_apart() -> None:
    rows: list[list[str | None]] = [
        ["一、值班表", None],
        ["姓名", "班次"],
        ["甲", "白班"],
        ["注：夜班另排", None],
        [None, None],
        ["二、车辆表", None],
        ["车牌", "用途"],
        ["浙A0001", "指挥"],
    ]
    blocks = parse(make_xlsx({"Sheet1": sheet_xml(rows_xml(rows))}), "a.xlsx").blocks
    assert [block.text or block.rows[0] for block in blocks] == [
        "一、值班表",
        ("姓名", "班次"),
        "注：夜班另排",
        "二、车辆表",
        ("车牌", "用途"),
    ]


def test_strict_workbooks_and_cells_without_references_are_read() -> None:
    part = sheet_xml("<row><c t='inlineStr'><is><t>甲</t></is></c><c><v>7</v></c></row>")
    strict = part.replace(
        "http://schemas.openxmlformats.org/spreadsheetml/2006/main", "http://purl.oclc.org/ooxml/spreadsheetml/main"
    )
    (block,) = parse(make_xlsx({"Sheet1": strict}), "a.xlsx").blocks
    assert block.rows == (("甲", "7"),)


@pytest.mark.parametrize("part", ["<worksheet", "<worksheet xmlns='x'><sheetData><row></worksheet>"])
def test_a_damaged_sheet_is_refused_with_a_reason(part: str) -> None:
    with pytest.raises(FileRefused) as refusal:
        parse(make_xlsx({"Sheet1": part}), "a.xlsx")
    assert refusal.value.outcome == OutcomeCode.UNREADABLE
    assert "损坏" in refusal.value.message_zh
