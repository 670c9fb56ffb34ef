"""Sources that disagree, on the page."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from assistant.disagreements import Conflict, ConflictKind, ConflictSide
from assistant.ui.rendering.answer_html import turn_html
from assistant.ui.rendering.conflicts import conflicts_html
from tests.assistant.ui.test_rendering import HOSTILE, harmless, shown
from tests.assistant.ui.test_sides import COMPARED

CITY = ConflictSide(
    document_id="a" * 32, document_title="临澜市险情报告办法", document_number="临政发〔2023〕5号", source_uri="a.txt",
    heading_path=("第二条",), quote="乡镇应当在30分钟内报告。", start=10, end=23, value="30分钟", ranks=("上位文件",),
    begins=date(2023, 6, 1),
)  # fmt: skip
COUNTY = replace(
    CITY, document_id="b" * 32, document_title="青泽县防汛应急预案", document_number="", quote="乡镇应当在1小时内报告。",
    start=40, end=52, value="1小时", ranks=(), begins=None, approved=False,
)  # fmt: skip
CONFLICT = Conflict(kind=ConflictKind.LIMIT, sides=(CITY, COUNTY), note="时限不一致；请核实后决定按哪一份执行")


def test_both_sources_stand_side_by_side_with_rank_and_place() -> None:
    markup = conflicts_html((CONFLICT,))
    sides = re.findall(r'<section class="side">(.*?)</section>', markup)
    assert [shown(one) for one in sides] == [
        "《临澜市险情报告办法》上位文件临政发〔2023〕5号　2023-06-01 起施行　第二条乡镇应当在30分钟内报告。",
        "《青泽县防汛应急预案》未审核第二条乡镇应当在1小时内报告。",
    ]
    assert ['data-start="10"' in sides[0], 'data-start="40"' in sides[1]] == [True, True]
    assert "依据不一致（时限）" in markup and "请核实后决定按哪一份执行" in markup


def test_answer_shows_its_conflicts_and_nothing_without_any() -> None:
    assert '<section class="conflict">' in turn_html(replace(COMPARED, conflicts=(CONFLICT,)))
    assert '<section class="conflict">' not in turn_html(COMPARED)


def test_hostile_titles_and_quotes_do_no_harm() -> None:
    for text in HOSTILE:
        side = replace(CITY, document_title=text, quote=text, heading_path=(text,), ranks=(text,))
        assert harmless(conflicts_html((replace(CONFLICT, sides=(side, COUNTY), note=text),)))
