"""From a contact workbook to the evidence for a question: who, where, which sheet, and the number as text."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from ingest.pipeline import ingest
from ingest.records import OutcomeCode
from kb.knowledge_base import KnowledgeBase
from kb.records import Chunk, Evidence
from kb.settings import Settings
from tests.builders import HashingEncoder
from tests.ingest.parsers.sheet_files import Cell, make_xlsx, rows_xml, sheet_xml

_ = None
_SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏"
_GIVEN = ("启明", "若兰", "怀远", "见山", "思源", "望舒")
TOWNS = ("青浦镇", "白沙镇", "柳河乡", "长岭街道", "石桥镇")


def towns() -> list[list[Cell]]:
    """Return a list of 150 people in 5 towns, long enough to be cut into many chunks."""
    rows: list[list[Cell]] = [["序号", "单位", "姓名", "职务", "手机"]]
    for number in range(150):
        town = TOWNS[number // 30] if number % 30 == 0 else None
        name = _SURNAMES[number % 30] + _GIVEN[number // 30]
        rows.append([number + 1, town, name, "防汛责任人", 13900000000 + number])
    return rows


def workbook() -> bytes:
    city: list[list[Cell]] = [
        ["临澜市应急通讯录", _, _, _, _],
        ["填报单位：市应急管理局", _, _, "填报时间：2024年3月", _],
        ["单位", "负责人", _, "联络员", _],
        [_, "姓名", "手机", "姓名", "值班电话"],
        ["市水利局", "张三丰", 13800010001, "李若水", "0571-06660001"],
        ["市气象局", "王听雨", 13800010002, "赵观云", (5716660002, 1)],
    ]
    merged = [f"B{first}:B{first + 29}" for first in range(2, 152, 30)]
    return make_xlsx(
        {
            "市级部门": sheet_xml(rows_xml(city), merged=["A1:E1", "A3:A4", "B3:C3", "D3:E3"]),
            "乡镇责任人": sheet_xml(rows_xml(towns()), merged=merged),
        },
        formats=["0000-0000000"],
    )


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[KnowledgeBase]:
    room = tmp_path_factory.mktemp("contacts")
    (room / "应急通讯录.xlsx").write_bytes(workbook())
    settings = Settings(data_path=room / "data")
    with KnowledgeBase.open(settings, HashingEncoder(), writable=True) as opened:
        (outcome,) = ingest(opened, [room / "应急通讯录.xlsx"], settings)
        assert (outcome.code, outcome.reason) == (OutcomeCode.ADDED, "")
        yield opened


def first_with(base: KnowledgeBase, question: str, wanted: str) -> Evidence:
    """Return the first evidence, which must hold `wanted`."""
    found = base.search(base.understand(question), top_k=5)
    assert found
    assert wanted in found[0].chunk.text
    return found[0]


def shown_of(base: KnowledgeBase, chunk: Chunk) -> str:
    """Return the chunk with the header that goes with it; the first piece of a table holds the header itself."""
    span = chunk.header_span
    header = base.document(chunk.document_id).text[span.start : span.end] if span is not None else ""
    return f"{header}\n{chunk.text}"


@pytest.mark.parametrize(
    ("question", "name", "unit", "number"),
    [
        ("张三丰的电话", "张三丰", "市水利局", "13800010001"),
        ("市水利局联络员的值班电话是多少", "李若水", "市水利局", "0571-06660001"),
        ("赵观云电话多少", "赵观云", "市气象局", "0571-6660002"),
    ],
)
def test_a_person_is_found_with_unit_number_and_sheet(
    base: KnowledgeBase, question: str, name: str, unit: str, number: str
) -> None:
    evidence = first_with(base, question, name)
    row = next(line for line in evidence.chunk.text.split("\n") if name in line)
    assert unit in row
    assert number in row
    assert "工作表：市级部门" in evidence.chunk.heading_path
    assert evidence.chunk.text.count("填报单位") <= 1
    assert "单位 | 负责人 | 负责人 | 联络员 | 联络员\n单位 | 姓名 | 手机 | 姓名 | 值班电话" in shown_of(
        base, evidence.chunk
    )


@pytest.mark.parametrize("number", [0, 29, 30, 77, 120, 149])
def test_a_row_of_a_long_table_keeps_its_header_and_its_unit(base: KnowledgeBase, number: int) -> None:
    name = _SURNAMES[number % 30] + _GIVEN[number // 30]
    evidence = first_with(base, f"{name}的手机号码", name)
    assert f"{number + 1} | {TOWNS[number // 30]} | {name} | 防汛责任人 | {13900000000 + number}" in evidence.chunk.text
    assert "序号 | 单位 | 姓名 | 职务 | 手机" in shown_of(base, evidence.chunk)
    assert "工作表：乡镇责任人" in evidence.chunk.heading_path


def test_the_long_table_is_cut_and_every_piece_goes_with_the_header(base: KnowledgeBase) -> None:
    (summary,) = base.summaries()
    document = base.document(summary.document_id)
    pieces = [chunk for chunk in document.chunks if "防汛责任人" in chunk.text]
    assert len(pieces) > 10
    assert all("序号 | 单位 | 姓名 | 职务 | 手机" in shown_of(base, chunk) for chunk in pieces)
    assert all(chunk.heading_path == ("工作表：乡镇责任人",) for chunk in pieces)
