from __future__ import annotations

from pathlib import Path

import pytest

from ingest.parsers.xls import parse
from ingest.records import BlockKind, OutcomeCode
from kb.errors import FileRefused

CONTACTS = (Path(__file__).parent.parent / "fixtures" / "contacts.xls").read_bytes()


def test_an_old_workbook_keeps_merged_headers_and_displayed_numbers() -> None:
    parsed = parse(CONTACTS, "通讯录.et")
    assert [(block.kind, block.text) for block in parsed.blocks] == [
        (BlockKind.HEADING, "工作表：市级部门"),
        (BlockKind.PARAGRAPH, "临澜市应急通讯录"),
        (BlockKind.TABLE, ""),
    ]
    assert parsed.blocks[2].rows == (
        ("单位", "姓名", "联系方式", "联系方式", "到岗日期"),
        ("单位", "姓名", "手机", "值班电话", "到岗日期"),
        ("市应急管理局", "周启明", "13800010001", "0571-6660001", "2023年3月15日"),
        ("市应急管理局", "沈若兰", "13800010002", "0571-6660002", "2023年3月16日"),
    )
    assert parsed.blocks[2].header_row_count == 2


def test_its_hidden_sheet_is_named_and_not_read() -> None:
    parsed = parse(CONTACTS, "通讯录.xls")
    assert "“旧版”" in parsed.warnings[0]
    assert "作废" not in str(parsed.blocks)


@pytest.mark.parametrize("share", [15, 40, 60, 80, 95])
def test_a_truncated_workbook_is_refused_with_a_reason(share: int) -> None:
    with pytest.raises(FileRefused) as refusal:
        parse(CONTACTS[: len(CONTACTS) * share // 100], "通讯录.xls")
    assert refusal.value.outcome == OutcomeCode.UNREADABLE
    assert "另存为 .xlsx" in refusal.value.message_zh


def test_real_workbooks_of_the_trade_are_read(shared_dir: Path) -> None:
    files = sorted((shared_dir / "corpora" / "files").glob("*.xls"))
    rows = {path.name: parse(path.read_bytes(), path.name).blocks[-1].rows for path in files}
    quarterly = next(found for name, found in rows.items() if "季报" in name)
    assert quarterly[0][4:7] == ("总体情况", "总体情况", "总体情况")
    assert quarterly[1][4:7] == ("举办次数", "参演人数", "直接投入")
    assert sum(map(len, rows.values())) == 463
