from __future__ import annotations

import pytest

from ingest.parsers.comma_separated import parse
from ingest.parsers.sheets import MAX_SHEET_CELLS
from ingest.records import BlockKind, OutcomeCode
from kb.errors import FileRefused


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_cells_stay_as_written(encoding: str, separator: str) -> None:
    lines = [["单位", "电话"], ["值班室", "05716660001"], ["分队", "007"]]
    data = "\r\n".join(separator.join(line) for line in lines).encode(encoding)
    (block,) = parse(data, "表.csv").blocks
    assert block.kind is BlockKind.TABLE
    assert block.rows == (("单位", "电话"), ("值班室", "05716660001"), ("分队", "007"))
    assert block.header_row_count == 1


def test_quotes_hold_separators_and_line_ends_together() -> None:
    (block,) = parse('品名,说明\n沙袋,"袋装,每袋\n三十公斤"\n编号,="0012"\n'.encode(), "表.csv").blocks
    assert block.rows[1:] == (("沙袋", "袋装,每袋三十公斤"), ("编号", "0012"))


def test_rows_over_the_limit_are_named() -> None:
    line = ",".join("7" * 100) + "\n"
    parsed = parse((line * (MAX_SHEET_CELLS // 100 + 5)).encode(), "大.csv")
    assert len(parsed.blocks[0].rows) == MAX_SHEET_CELLS // 100
    assert "超过读取上限" in parsed.warnings[0]


def test_an_endless_cell_is_refused_with_a_reason() -> None:
    with pytest.raises(FileRefused) as refusal:
        parse(b'a,"' + b"x" * 200_000, "坏.csv")
    assert refusal.value.outcome == OutcomeCode.UNREADABLE
    assert "引号" in refusal.value.message_zh


def test_a_comma_in_every_description_does_not_hide_the_tab_between_the_cells() -> None:
    (block,) = parse("品名\t说明\n沙袋\t袋装,三十公斤\n雨衣\t成人,黄色\n".encode("gbk"), "物资.csv").blocks
    assert block.rows == (("品名", "说明"), ("沙袋", "袋装,三十公斤"), ("雨衣", "成人,黄色"))


def test_a_stated_separator_is_followed_and_not_read() -> None:
    (block,) = parse("sep=;\n品名;说明\n沙袋;甲,乙\n".encode(), "物资.csv").blocks
    assert block.rows == (("品名", "说明"), ("沙袋", "甲,乙"))


def test_quoted_line_ends_in_gbk_stay_in_their_cell() -> None:
    (block,) = parse('单位,地址\r\n值班室,"一楼\r\n东侧"\r\n'.encode("gbk"), "表.csv").blocks
    assert block.rows == (("单位", "地址"), ("值班室", "一楼东侧"))


def test_a_telephone_number_that_lost_its_digits_is_reported() -> None:
    parsed = parse("姓名,手机\n周启明,1.38E+10\n沈若兰,13800010002\n".encode(), "通讯录.csv")
    assert parsed.blocks[0].rows[1] == ("周启明", "1.38E+10")
    assert "1.38E+10" in parsed.warnings[0]
    assert "末尾几位已丢失" in parsed.warnings[0]
