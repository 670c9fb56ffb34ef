"""Numbers that count or measure something, and those that only name a clause, a year or a level."""

from __future__ import annotations

import pytest

from assistant.answering.reading.figures import tells_figure


@pytest.mark.parametrize(
    "text",
    [
        "镇综合应急救援队28人。",
        "可派出熟悉现场的两名探火员。",
        "至少组织一支半专业队伍，每半年演练一次，一名安全员到场。",
        "完成率达百分之九十五。",
        "第三条 每班不少于6人。",
    ],
)
def test_counts_and_measures_are_figures(text: str) -> None:
    assert tells_figure(text)


@pytest.mark.parametrize(
    "text",
    [
        "第四十四条 台风、洪水灾害发生后，各级人民政府应当统一组织救灾。",
        "2月3日，自治区第十三届人民代表大会第四次会议在银川开幕。",
        "（二）报警和接警处置程序；",
        "2025年启动Ⅳ级响应，进一步完善机制。",
    ],
)
def test_clauses_years_and_levels_are_none(text: str) -> None:
    assert not tells_figure(text)
