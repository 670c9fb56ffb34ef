"""Records of drills as units keep them: a Word form, an Excel sheet, and the blank form that says nothing."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import docx

from assistant.drills.held.ledger import drill_records
from assistant.workbook_files import Sheet, write_sheets
from kb.knowledge_base import KnowledgeBase
from tests.assistant.cards.conftest import filled, read_in
from tests.assistant.drills.conftest import base_of

WORD_ROWS = (
    ("组织单位", "临澜市锦程百货有限公司", "演练名称", "三层库房起火疏散演练"),
    ("演练日期", "2026年11月5日", "演练形式", "实战、综合"),
    ("参演人数", "210人", "演练地点", "锦程百货大楼"),
)
SHEET_ROWS = (
    ("组织单位", "临澜恒泰化工有限公司", "演练项目", "甲醇泄漏着火桌面演练"),
    ("演练地点", "会议室", "演练时间", "2026年10月20日9时至10时"),
    ("演练方式", "桌面", "参演人数", "18人"),
    ("序号", "存在问题", "改进措施", None),
    (1, "报警内容漏报罐号", "修订报警卡", None),
    (2, "泡沫泵启动步骤不熟", "组织实操", None),
)


def word_form() -> bytes:
    document = docx.Document()
    document.add_heading("消防疏散演练记录表", 0)
    table = document.add_table(rows=0, cols=4)
    for row in WORD_ROWS:
        cells = table.add_row().cells
        for cell, text in zip(cells, row, strict=True):
            cell.text = text
    document.add_paragraph("存在问题：七层儿童区引导员到位慢；北门接应点无人。")
    document.add_paragraph("本次演练依据《临澜市锦程百货大楼灭火和应急疏散预案》进行。")
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def sheet(folder: Path) -> bytes:
    path = folder / "记录.xlsx"
    rows = tuple(tuple(str(cell or "") for cell in row) for row in SHEET_ROWS)
    write_sheets([Sheet(name="应急演练记录表", widths=(12, 30, 20, 20), rows=rows)], path, "演练记录")
    return path.read_bytes()


def added(base: KnowledgeBase, name: str, content: bytes) -> None:
    document = read_in(Path(name), content)
    base.replace_documents([document], {document.document_id: content})


def test_a_word_form_is_read_and_linked_to_the_plan_it_names(tmp_path: Path, corpora_dir: Path) -> None:
    with base_of(tmp_path, corpora_dir, ("锦程百货",)) as base:
        added(base, "锦程百货消防疏散演练记录表.docx", word_form())
        (drill,) = drill_records(base)
        assert (drill.name, drill.day) == ("三层库房起火疏散演练", date(2026, 11, 5))
        assert (drill.participants, drill.form) == (210, "实战、综合")
        assert drill.plan_title == "临澜市锦程百货大楼灭火和应急疏散预案"
        assert drill.problems == ("七层儿童区引导员到位慢", "北门接应点无人")


def test_a_sheet_is_read_and_linked_to_the_organisers_plan(tmp_path: Path, corpora_dir: Path) -> None:
    with base_of(tmp_path, corpora_dir, ("现场处置方案", "综合应急预案")) as base:
        added(base, "甲醇泄漏着火演练记录表.xlsx", sheet(tmp_path))
        (drill,) = drill_records(base)
        assert (drill.day, drill.participants) == (date(2026, 10, 20), 18)
        assert drill.plan_title == "临澜恒泰化工有限公司现场处置方案"
        assert drill.improvements == ("修订报警卡", "组织实操")


def test_the_blank_form_of_a_real_unit_is_no_drill(tmp_path: Path, shared_dir: Path) -> None:
    (form,) = (shared_dir / "corpora" / "files").glob("hse_*演练记录表.doc")
    with filled(tmp_path, {form: form.read_bytes()}) as base:
        assert len(base.summaries()) == 1
        assert drill_records(base) == ()
