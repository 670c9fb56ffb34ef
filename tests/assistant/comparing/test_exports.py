"""Comparisons as Word and Excel files: marked not only by colour."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pytest

from assistant.comparing.export_docx import write_comparison, write_superior
from assistant.comparing.export_xlsx import write_comparison_workbook, write_superior_workbook
from assistant.comparing.impact import Impact, Touch
from assistant.comparing.marking import pieces_of
from assistant.comparing.records import ClauseState
from assistant.comparing.superior import compare_with_superior
from assistant.comparing.tables import CHANGE_HEADER, IMPACT_HEADER
from ingest.parsers import docx as word_parser
from ingest.parsers import xlsx as excel_parser
from kb.errors import ExportFailed
from tests.assistant.comparing.test_superior import LAW, city_plan, own
from tests.assistant.comparing.texts import compared, only
from tests.assistant.conflicts.conftest import MakeBase

OLD = "办法\n第一条 红色预警在30分钟内发布。\n第二条 记录保存三年。\n第三条 本办法自发布之日起施行。"
NEW = "办法\n第一条 红色预警在15分钟内发布。\n第二条 本办法自发布之日起施行。\n第三条 每季度演练<一次>。"
IMPACT = Impact(
    kind="card", item_id="1", title="值班员卡", state="已批准", touch=Touch.WORDS_CHANGED, quote="30分钟", old_text="旧",
    new_text="新", change=1,
)  # fmt: skip


def test_pieces_are_the_words_of_the_clause_cut_at_its_changes() -> None:
    found = compared(OLD, NEW)
    change = only(found, ClauseState.CHANGED)
    for new, wanted in ((False, "30分钟内"), (True, "15分钟内")):
        pieces = pieces_of(found, change, new=new)
        assert "".join(one.text for one in pieces) == found.quote(change.new if new else change.old, new=new)
        assert [one.text for one in pieces if one.marked] == [wanted]


def test_word_table_strikes_what_went_and_underlines_what_came(tmp_path: Path) -> None:
    path = tmp_path / "out.docx"
    write_comparison(compared(OLD, NEW), [IMPACT], path)
    xml = zipfile.ZipFile(path).read("word/document.xml").decode()
    runs = re.findall(r"<w:r>(.*?)</w:r>", xml, re.DOTALL)
    struck = [run for run in runs if "30分钟内" in run and "<w:strike" in run]
    came = [run for run in runs if "15分钟内" in run and "<w:u " in run and "<w:b" in run]
    assert struck and came
    tables = [one for one in word_parser.parse(path.read_bytes(), "out.docx").blocks if one.rows]
    assert tables[0].rows[0] == CHANGE_HEADER
    assert tables[-1].rows[0] == IMPACT_HEADER
    assert tables[-1].rows[1][1] == "值班员卡"


def test_workbook_has_every_change_with_its_kind(tmp_path: Path) -> None:
    path = tmp_path / "out.xlsx"
    write_comparison_workbook(compared(OLD, NEW), [IMPACT], path)
    rows = [row for one in excel_parser.parse(path.read_bytes(), "out.xlsx").blocks for row in one.rows]
    said = [row[4] for row in rows if len(row) > 4 and row[0].isdigit()]
    assert said[0] == "修改。时限：30分钟内→15分钟内"
    assert said[1:] == ["删除", "新增"]
    sheet = zipfile.ZipFile(path).read("xl/worksheets/sheet1.xml").decode()
    assert '<r><rPr><strike/><sz val="10"/><rFont val="SimSun"/></rPr><t xml:space="preserve">30分钟内</t></r>' in sheet
    assert "演练&lt;一次&gt;" in sheet


def test_superior_exports_hold_both_texts(make_base: MakeBase, tmp_path: Path) -> None:
    plan = city_plan(own("单位负责人接到报告后应当在3小时内向事发地区县应急管理部门报告。"))
    found = compare_with_superior(make_base(LAW), plan)
    word, excel = tmp_path / "out.docx", tmp_path / "out.xlsx"
    write_superior(found, word)
    write_superior_workbook(found, excel)
    tables = [one for one in word_parser.parse(word.read_bytes(), "out.docx").blocks if one.rows]
    row = tables[-1].rows[1]
    assert "3小时内" in row[2] and "1小时内" in row[3] and row[4].startswith("宽于法律法规（严重）")
    assert excel.read_bytes()[:2] == b"PK"


def test_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(ExportFailed):
        write_comparison(compared(OLD, NEW), [], tmp_path / "none" / "out.docx")
