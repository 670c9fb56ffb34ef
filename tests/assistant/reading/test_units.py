"""Units: exact spans, lists cut at their items, headings left out."""

from __future__ import annotations

from assistant.answering.reading.units import leads_in, units_of
from kb.records import ChunkKind
from tests.assistant.reading.evidence import make_evidence


def test_every_unit_stands_at_its_offsets() -> None:
    evidence = make_evidence("接到报告后，立即核实。30分钟内电话报告；\n 1小时内书面报告。")
    for unit in units_of(evidence):
        start = unit.start - evidence.chunk.start
        assert evidence.chunk.text[start : start + len(unit.text)] == unit.text
        assert unit.end - unit.start == len(unit.text)


def test_inline_enumeration_is_cut_before_each_item() -> None:
    evidence = make_evidence("存在三个问题：一是预案不完备，二是物资更新慢，三是培训不足。")
    assert [unit.text for unit in units_of(evidence)] == [
        "存在三个问题：",
        "一是预案不完备，",
        "二是物资更新慢，",
        "三是培训不足。",
    ]


def test_table_gives_one_unit_per_row() -> None:
    evidence = make_evidence("岗位 | 电话\n应急值班室 | 0600-5556110\n中控室 | 0600-5556112", kind=ChunkKind.TABLE)
    assert [unit.text for unit in units_of(evidence)][1:] == ["应急值班室 | 0600-5556110", "中控室 | 0600-5556112"]


def test_heading_lines_are_no_units() -> None:
    evidence = make_evidence("4.4.2 批准\n由市防指指挥长批准启动。", path=("4.4 Ⅱ级响应", "4.4.2 批准"))
    assert [unit.text for unit in units_of(evidence)] == ["由市防指指挥长批准启动。"]
    merged = make_evidence("三、避难场所和物资\n全市设避难场所17处。", path=("第七章 应急保障",))
    assert [unit.text for unit in units_of(merged)] == ["全市设避难场所17处。"]


def test_numbered_sentence_stays_a_unit() -> None:
    evidence = make_evidence("（一）立即报告中控室。")
    assert [unit.text for unit in units_of(evidence)] == ["（一）立即报告中控室。"]


def test_announcing_line_is_told_by_its_colon() -> None:
    assert leads_in("应急指挥部采取下列措施：")
    assert not leads_in("总指挥宣布启动。")


def test_lines_divided_by_the_width_of_a_page_are_one_unit() -> None:
    text = "按照一路一策、一坡一策原则，制定针对性、操作性强的监测预警方案和\n专项应急预案，确保监测预警、告警阻拦等措施务实管用。\n（一）落实责任。"
    units = units_of(make_evidence(text))
    assert [unit.text for unit in units] == [text[: text.index("\n（一）")], "（一）落实责任。"]


def test_lines_of_their_own_stay_apart() -> None:
    text = "市防汛办值班室 0600-5550122\n澜东区防汛办值班室 0600-5551122"
    assert [unit.text for unit in units_of(make_evidence(text))] == text.split("\n")


def test_contents_lines_and_titles_are_no_units() -> None:
    text = "临澜市防汛抗旱应急预案\n1 总则 ............ 1\n2 组织体系 …………………… 12\n市防指由指挥长负责。"
    assert [unit.text for unit in units_of(make_evidence(text))] == ["市防指由指挥长负责。"]
    assert units_of(make_evidence("编制目的", path=("目 录",))) == []
