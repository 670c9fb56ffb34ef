"""Comparisons and computed figures on the page and in the terminal."""

from __future__ import annotations

import re

from assistant.answering.forms.merging import side_text
from assistant.commands.columns import columns, width_of, wrapped
from assistant.json_forms import answer_form
from assistant.records import Answer, AnswerSide, AnswerStatus, Computation, Operand, Statement
from assistant.ui.rendering.answer_html import turn_html
from tests.assistant.ui.test_rendering import HOSTILE, harmless, make_citation, shown

RED = Statement(text="红色预警15分钟内发布。", markers=(1,))
SIDES = (
    AnswerSide(label="红色预警", question="红色预警多久发布", statements=(RED,)),
    AnswerSide(label="紫色预警", question="紫色预警多久发布", missing="没有关于紫色的内容"),
)
COMPARED = Answer(
    question="红色预警和紫色预警的时限有什么不同",
    resolved_question="红色预警和紫色预警的时限有什么不同",
    status=AnswerStatus.PARTIAL,
    text="【红色预警】…",
    statements=(RED,),
    citations=(make_citation(),),
    sides=SIDES,
)
COMPUTED = Answer(
    question="相差多久",
    resolved_question="相差多久",
    status=AnswerStatus.GROUNDED,
    text="计算所得：60分钟 − 15分钟 = 45分钟[1]",
    statements=(Statement(text="1小时 = 60分钟；60分钟 − 15分钟 = 45分钟", markers=(1,), derived="计算所得"), RED),
    citations=(make_citation(),),
    computation=Computation(
        expression="60分钟 − 15分钟 = 45分钟",
        result="45分钟",
        operands=(
            Operand(label="红色预警", quote="15分钟", converted="15分钟", marker=1),
            Operand(label="蓝色预警", quote="1小时", converted="60分钟", marker=1),
        ),
    ),
)


def test_every_side_has_its_column_with_its_own_citations() -> None:
    found = re.findall(r'<section class="side">(.*?)</section>', turn_html(COMPARED))
    assert [shown(one) for one in found] == [
        "红色预警红色预警15分钟内发布。[1]",
        "紫色预警未找到依据。说明：没有关于紫色的内容",
    ]
    assert 'data-start="10"' in found[0]
    assert "data-start" not in found[1]


def test_computed_figure_is_marked_and_shows_its_operands() -> None:
    markup = turn_html(COMPUTED)
    assert re.findall(r"<li><i>(.*?)</i>(.*?)<button", markup) == [("红色预警", "15分钟"), ("蓝色预警", "1小时")]
    derived, quoted = re.findall(r'<p class="(statement[^"]*)">(.*?)</p>', markup)
    assert (derived[0], shown(derived[1])) == (
        "statement derived",
        "计算所得1小时 = 60分钟；60分钟 − 15分钟 = 45分钟[1]",
    )
    assert (quoted[0], shown(quoted[1])) == ("statement", "红色预警15分钟内发布。[1]")


def test_names_of_sides_cannot_break_the_page() -> None:
    side = AnswerSide(label=HOSTILE, question=HOSTILE, statements=(RED,), missing=HOSTILE)
    assert harmless(turn_html(Answer(**{**fields(COMPARED), "sides": (side,)})))


def fields(answer: Answer) -> dict[str, object]:
    return {name: getattr(answer, name) for name in Answer.__slots__}


def test_json_holds_sides_and_arithmetic() -> None:
    sides = answer_form(COMPARED)["sides"]
    assert isinstance(sides, list)
    assert [(one["label"], one["refused"], len(one["statements"])) for one in sides] == [
        ("红色预警", False, 1),
        ("紫色预警", True, 0),
    ]
    computation = answer_form(COMPUTED)["computation"]
    assert isinstance(computation, dict)
    assert (computation["expression"], computation["result"]) == ("60分钟 − 15分钟 = 45分钟", "45分钟")
    assert computation["operands"][1] == {"label": "蓝色预警", "quote": "1小时", "converted": "60分钟", "marker": 1}
    assert answer_form(COMPARED)["computation"] is None


def test_terminal_shows_columns_of_equal_width() -> None:
    lines = columns([side_text(side) for side in SIDES], 60).split("\n")
    assert [line.split("│")[0].strip() for line in lines] == ["【红色预警】", "红色预警15分钟内发布。[1]"]
    assert [line.split("│")[1].strip() for line in lines] == ["【紫色预警】", "未找到依据。"]
    assert len({width_of(line.split("│")[0]) for line in lines}) == 1


def test_narrow_terminal_shows_columns_below_each_other() -> None:
    assert columns(["甲", "乙"], 30) == "甲\n\n乙"


def test_lines_are_cut_by_their_width() -> None:
    assert wrapped("预警信息abc\n二", 6) == ["预警信", "息abc", "二"]
