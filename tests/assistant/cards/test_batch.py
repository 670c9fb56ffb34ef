"""A set of cards: every key position of one plan, its files and the table of gaps."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from assistant.cards.batch.gaps import GAP_HEADER, field_state, gap_rows, gaps_of, matrix_rows, write_gap_table
from assistant.cards.batch.sets import PlannedSet, drafted, planned_set
from assistant.cards.batch.writing import GAP_FILE, SetForm, write_archive, write_set
from assistant.cards.drafter import CardDrafter
from assistant.cards.printing.shapes import Shape
from assistant.records import Card, CardField
from ingest.parsers.xlsx import read_sheets
from kb.errors import ExportFailed, InputRefused
from kb.knowledge_base import KnowledgeBase
from tests.assistant.cards.conftest import POSITIONS, TODAY, UNIT, MakeBase

PLAN = """甲厂触电事故现场处置方案
1 风险描述
配电室设备老化，可能发生触电，人员会心脏骤停死亡。
2 应急处置
2.1 处置程序
电工立即切断电源开关。
电工用绝缘杆挑开电线，把伤员移到通风处。
3 注意事项
严禁未断电直接接触伤员。
"""


@pytest.fixture(scope="module")
def wanted(sample_base: KnowledgeBase) -> PlannedSet:
    plan = next(one for one in sample_base.summaries() if one.metadata.title == f"{UNIT}现场处置方案")
    return planned_set(sample_base, plan.document_id)


@pytest.fixture(scope="module")
def cards(sample_base: KnowledgeBase, wanted: PlannedSet) -> tuple[Card, ...]:
    return tuple(drafted(CardDrafter(sample_base), wanted, today=TODAY))


def small_set(make_drafter: MakeBase) -> tuple[Card, ...]:
    drafter = make_drafter({"甲厂触电事故现场处置方案.txt": PLAN})
    base = drafter._kb
    return tuple(drafted(drafter, planned_set(base, base.summaries()[0].document_id), today=TODAY))


def test_set_holds_every_key_position_of_the_plan(wanted: PlannedSet, cards: tuple[Card, ...]) -> None:
    expected = {(position, hazard) for hazard, positions in POSITIONS.items() for position in positions}
    assert {(card.position, card.hazard) for card in cards} >= expected
    assert [(card.position, card.hazard) for card in cards] == [(one.position, one.hazard) for one in wanted.positions]
    assert {card.unit for card in cards} == {UNIT}


def test_document_without_procedures_makes_no_set(sample_base: KnowledgeBase) -> None:
    report = next(one for one in sample_base.summaries() if one.metadata.title.endswith("工作总结"))
    with pytest.raises(InputRefused, match="不能成套编卡"):
        planned_set(sample_base, report.document_id)


def test_gaps_name_field_and_source(make_drafter: MakeBase) -> None:
    cards = small_set(make_drafter)
    rows = gap_rows(gaps_of(cards))
    phones = [row for row in rows if row[2] == "联络电话"]
    assert len(phones) == len(cards) == 1
    assert phones[0][:2] == (cards[0].position, cards[0].hazard)
    assert phones[0][3:] == ("联络人员和电话", "本单位应急通讯录（注明核验日期）")
    assert field_state(cards[0], CardField.PHONE) == "缺"
    assert field_state(cards[0], CardField.STEP).endswith("行")


def test_gap_table_is_a_workbook_with_both_sheets(make_drafter: MakeBase, tmp_path: Path) -> None:
    cards = small_set(make_drafter)
    write_gap_table(cards, tmp_path / "gaps.xlsx")
    sheets = {sheet.name: sheet.cells for sheet in read_sheets((tmp_path / "gaps.xlsx").read_bytes())}
    assert tuple(sheets["缺项"][0, column] for column in range(5)) == GAP_HEADER
    assert sheets["缺项"][1, 0] == cards[0].position
    assert {row for row, _ in sheets["总表"]} == set(range(1 + len(matrix_rows(cards))))


def test_set_is_written_in_the_order_of_the_plan(make_drafter: MakeBase, tmp_path: Path) -> None:
    cards = small_set(make_drafter)
    *steps, last = write_set(cards, tmp_path / "new" / "set", SetForm(shape=Shape.A6))
    assert [len(one.files) for one in steps] == [1] and last.files[-1].name == GAP_FILE
    assert last.files[0].name.startswith("01_") and last.files[0].suffix == ".docx"
    assert sorted(path.name for path in (tmp_path / "new" / "set").iterdir()) == sorted(one.name for one in last.files)
    write_archive(last.files, tmp_path / "one.zip")
    write_archive(last.files, tmp_path / "two.zip")
    with zipfile.ZipFile(tmp_path / "one.zip") as archive:
        assert archive.namelist() == [one.name for one in last.files] and archive.testzip() is None
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()


def test_file_in_place_of_the_folder_is_told(make_drafter: MakeBase, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("x", encoding="utf-8")
    with pytest.raises(ExportFailed, match="taken"):
        next(write_set(small_set(make_drafter), tmp_path / "taken", SetForm(shape=Shape.A6)))
