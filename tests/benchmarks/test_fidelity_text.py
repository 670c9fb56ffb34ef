"""What counts as equal between two readers, and what is no content."""

from __future__ import annotations

from benchmarks.fidelity_text import plain, repeated_cells, without_running_lines


def test_white_space_cell_separators_and_widths_are_equal() -> None:
    assert plain("Ⅰ级 | １２小时\u200b\n报告") == plain("Ⅰ级12 小时\t报告")


def test_kangxi_radicals_are_their_ideographs() -> None:
    assert plain("⼀、⼯作原则") == "一、工作原则"


def test_punctuation_is_not_equal_across_widths() -> None:
    assert plain("（一）") != plain("(一)")


def test_leaders_go_and_their_page_numbers_stay() -> None:
    assert plain("1 总则 ........ 3") == "1总则3"
    assert plain("1.1 编制目的…… 1\n依次类推……\n3.5") == "1.1编制目的1依次类推……3.5"


def test_bullets_of_items_go_and_marks_in_a_matrix_stay() -> None:
    assert plain("● 抢险\n\uf06c救援") == "抢险救援"
    assert plain("条件： ● 死亡； ● 重伤") == "条件：死亡；重伤"
    assert plain("甲 | ● | ●") == "甲●●"
    assert plain("阿卜杜拉·买买提") == "阿卜杜拉·买买提"


def test_running_heads_and_page_numbers_are_taken_out() -> None:
    bodies = [[f"{name}{place}段。" for place in "一二三四五"] for name in "甲乙丙"]
    pages = [["某市应急预案", *body, f"- {number} -"] for number, body in enumerate(bodies, start=1)]
    kept, removed = without_running_lines(pages)
    assert kept == bodies
    assert removed == ["某市应急预案", "- 1 -", "某市应急预案", "- 2 -", "某市应急预案", "- 3 -"]


def test_a_line_of_two_pages_is_no_running_head() -> None:
    pages = [["应急响应", "甲。"], ["应急响应", "乙。"], ["附则", "丙。"]]
    assert without_running_lines(pages) == (pages, [])


def test_repeated_cells_are_those_equal_to_the_left_or_above() -> None:
    rows = "级别 | 条件\nⅠ级 | 死亡30人\nⅠ级 | 重伤100人\n合计 | 合计"
    assert repeated_cells(rows) == "Ⅰ级\n合计"


def test_lines_without_cells_repeat_nothing() -> None:
    assert repeated_cells("甲\n甲\n") == ""


def test_a_chapter_number_at_the_head_of_a_page_is_no_page_number() -> None:
    pages = [
        [f"第{name}段。", *[f"{name}{place}。" for place in "一二三四五六"], f"{number}"]
        for number, name in enumerate("甲乙丙丁")
    ]
    pages[2] = ["7", "附则", *pages[2][2:]]
    kept, removed = without_running_lines(pages)
    assert kept[2][:2] == ["7", "附则"]
    assert removed == ["0", "1", "2", "3"]


def test_symbol_font_bullets_inside_a_line_are_one_sign() -> None:
    assert plain("条件：\uf06c死亡") == plain("条件： ● 死亡")


def test_blanks_to_be_filled_in_are_no_text() -> None:
    assert plain("____年__月__日，受______影响") == plain("年 月 日，受 影响")
    assert plain("HSE_01") == "HSE_01"
