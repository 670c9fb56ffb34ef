from __future__ import annotations

from pathlib import Path

from ingest.parsers import text
from ingest.parsers.glyphs import join_scattered_glyphs
from ingest.parsers.reflow import close_spaced_glyphs, join_lines


def lines(source: str) -> list[str]:
    return [block.text for block in text.parse(source.encode(), "a.txt").blocks]


def test_each_line_is_a_paragraph() -> None:
    assert lines("预案\n\n一、总则\n　　为了防汛。\n— 2 —\n第 3 页 共 9 页\n二、分级\n") == [
        "预案",
        "一、总则",
        "为了防汛。",
        "二、分级",
    ]


def test_lines_cut_at_the_margin_are_joined_and_clauses_kept_apart() -> None:
    row = "按照广泛覆盖突出重点分级负责部门联动原则统筹路域内与路域外灾"
    source = "\n".join(
        [
            "一、总体要求",
            *[row] * 5,
            "害风险隐患。",
            "（一）准备阶段",
            *[row] * 5,
            "到位。",
            "3.落实责任。",
            *[row] * 3,
            "完。",
        ]
    )
    joined = lines(source)
    assert [line[:5] for line in joined] == [
        "一、总体要",
        "按照广泛覆",
        "（一）准备",
        "按照广泛覆",
        "3.落实责",
        "按照广泛覆",
    ]
    assert joined[1] == row * 5 + "害风险隐患。"


def test_continued_lines_join_without_a_space_between_ideographs() -> None:
    assert join_lines(["按照预案启动响应的单位应当", "在30分钟内报告。"], 26) == [
        "按照预案启动响应的单位应当在30分钟内报告。"
    ]
    assert join_lines(["the plan of the city is to be", "kept."], 28) == ["the plan of the city is to be kept."]


def test_scattered_glyphs_and_lone_numbers() -> None:
    assert join_scattered_glyphs(["二", "〇", "二", "三", "年"]) == ["二〇二三年"]
    assert join_scattered_glyphs(["1.1", "编制目的", "......", "1", "正文。"]) == ["1.1 编制目的 ...... 1", "正文。"]


def test_spaced_glyphs_close_and_names_stay() -> None:
    assert close_spaced_glyphs("广 西 壮 族 自 治 区") == "广西壮族自治区"
    assert close_spaced_glyphs("二 〇二 三年一月") == "二〇二三年一月"
    assert close_spaced_glyphs("第一章 总 则") == "第一章 总则"
    assert close_spaced_glyphs("1 总 则") == "1 总则"
    assert close_spaced_glyphs("2018 年 2 月 13 日") == "2018年2月13日"
    assert close_spaced_glyphs("审核人：梁茜雪 卓小丽") == "审核人：梁茜雪 卓小丽"


def test_real_wrapped_plan_reads_as_paragraphs(shared_dir: Path) -> None:
    path = next((shared_dir / "corpora" / "plans").glob("2025年汛期公路灾害*"))
    blocks = text.parse(path.read_bytes(), path.name).blocks
    assert "切实保障汛期公路安全，制定本方案。" in blocks[2].text
    assert blocks[3].text == "一、总体要求"
