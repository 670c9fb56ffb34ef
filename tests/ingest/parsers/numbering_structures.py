"""Numbering set-ups that turn on levels and restarts (see `numbering_setups`)."""

from __future__ import annotations

from collections.abc import Sequence

from tests.ingest.parsers.numbering_setups import SetUp, items, lines
from tests.ingest.parsers.word_files import definition, instance, level

_RESTARTS = "knows no lvlRestart: a level restarts after any higher one"
_LEGAL = "knows no isLgl: each level keeps its format"
_CHAPTER = level(0, "chineseCountingThousand", "第%1章")
_ITEM = level(2, "chineseCountingThousand", "（%3）")
_DECIMAL = (level(0, "decimal", "%1"), level(1, "decimal", "%1.%2"), level(2, "decimal", "%1.%2.%3"))
_OUTLINE = definition(0, *_DECIMAL)
_ONE = instance(1, 0)


def _restarting(value: int | None) -> str:
    """Return three levels of which the third states lvlRestart."""
    extra = "" if value is None else f'<w:lvlRestart w:val="{value}"/>'
    return (
        definition(
            0, level(0, "decimal", "%1."), level(1, "upperLetter", "%2."), level(2, "decimal", "(%3)", extra=extra)
        )
        + _ONE
    )


_WALK = items(0, 1, 2, 2, 1, 2, 0, 1, 2, 2)

LEVELS: Sequence[SetUp] = (
    SetUp(
        name="law: articles run on through chapters",
        rule="17.9.10 lvlRestart 0",
        departs=_RESTARTS,
        expected=lines("第一章 第一条 （一） （二） 第二条 （一） 第二章 第三条 （一） 第四条"),
        body=items(0, 1, 2, 2, 1, 2, 0, 1, 2, 1),
        numbering=definition(
            0,
            _CHAPTER,
            level(1, "chineseCountingThousand", "第%2条", extra='<w:lvlRestart w:val="0"/>'),
            _ITEM,
        )
        + _ONE,
    ),
    SetUp(
        name="plan: 一、（一）1.（1）①",
        rule="17.9.11",
        expected=lines("一、 （一） 1. （1） ① ② （2） 2. （二） 1. 二、 （一）"),
        body=items(0, 1, 2, 3, 4, 4, 3, 2, 1, 2, 0, 1),
        numbering=definition(
            0,
            level(0, "chineseCounting", "%1、"),
            level(1, "chineseCounting", "（%2）"),
            level(2, "decimal", "%3."),
            level(3, "decimal", "（%4）"),
            level(4, "decimalEnclosedCircle", "%5"),
        )
        + _ONE,
    ),
    SetUp(
        name="restart after any higher level",
        rule="17.9.10 omitted",
        expected=lines("1. A. (1) (2) B. (1) 2. A. (1) (2)"),
        body=_WALK,
        numbering=_restarting(None),
    ),
    SetUp(
        name="restart only after level 1",
        rule="17.9.10 lvlRestart 1",
        departs=_RESTARTS,
        expected=lines("1. A. (1) (2) B. (3) 2. A. (1) (2)"),
        body=_WALK,
        numbering=_restarting(1),
    ),
    SetUp(
        name="restart after level 2 or higher",
        rule="17.9.10 lvlRestart 2; MS-OI29500: or any higher level",
        expected=lines("1. A. (1) (2) B. (1) 2. A. (1) (2) 3. (1)"),
        body=_WALK + items(0, 2),
        numbering=_restarting(2),
    ),
    SetUp(
        name="no restart at all",
        rule="17.9.10 lvlRestart 0",
        departs=_RESTARTS,
        expected=lines("1. A. (1) (2) B. (3) 2. A. (4) (5)"),
        body=_WALK,
        numbering=_restarting(0),
    ),
    SetUp(
        name="decimal outline",
        rule="17.9.11 %1.%2.%3",
        expected=lines("1 1.1 1.1.1 1.1.2 1.2 1.2.1 2 2.1 2.1.1"),
        body=items(0, 1, 2, 2, 1, 2, 0, 1, 2),
        numbering=_OUTLINE + _ONE,
    ),
    SetUp(
        name="a lower level comes first",
        rule="17.9.11; a skipped level counts as used once",
        expected=lines("1.1 1.2 2 2.1"),
        body=items(1, 1, 0, 1),
        numbering=_OUTLINE + _ONE,
    ),
    SetUp(
        name="a level is skipped",
        rule="17.9.11; a skipped level counts as used once",
        expected=lines("1 1.1.1 1.1.2 1.2 2 2.1.1"),
        body=items(0, 2, 2, 1, 0, 2),
        numbering=_OUTLINE + _ONE,
    ),
    SetUp(
        name="nine levels",
        rule="17.9.11",
        expected=lines("1 1.1 1.1.1 1.1.1.1 1.1.1.1.1 1.1.1.1.1.1 1.1.1.1.1.1.1 1.1.1.1.1.1.1.1 1.1.1.1.1.1.1.1.1 2"),
        body=items(*range(9), 0),
        numbering=definition(
            0,
            *(level(place, "decimal", ".".join(f"%{depth + 1}" for depth in range(place + 1))) for place in range(9)),
        )
        + _ONE,
    ),
    SetUp(
        name="start 0, 3 and 5",
        rule="17.9.25 start",
        expected=lines("0. c) d) 1. c) v. vi."),
        body=items(0, 1, 1, 0, 1, 2, 2),
        numbering=definition(
            0,
            level(0, "decimal", "%1.", start=0),
            level(1, "lowerLetter", "%2)", start=3),
            level(2, "lowerRoman", "%3.", start=5),
        )
        + _ONE,
    ),
    SetUp(
        name="start not stated",
        rule="17.9.25: 0 when omitted",
        expected=lines("0. 1. 2."),
        body=items(0, 0, 0),
        numbering=definition(0, '<w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>') + _ONE,
    ),
    SetUp(
        name="legal numbering below 第一章",
        rule="17.9.4 isLgl",
        departs=_LEGAL,
        expected=lines("第一章 1.1 1.1.1 1.2 第二章 2.1 2.1.1"),
        body=items(0, 1, 2, 1, 0, 1, 2),
        numbering=definition(
            0,
            _CHAPTER,
            level(1, "chineseCounting", "%1.%2", extra="<w:isLgl/>"),
            level(2, "upperRoman", "%1.%2.%3", extra="<w:isLgl/>"),
        )
        + _ONE,
    ),
    SetUp(
        name="legal numbering keeps 01",
        rule="17.9.4; decimalZero stays as it is",
        departs=_LEGAL,
        expected=lines("第一章 1.01 1.02"),
        body=items(0, 1, 1),
        numbering=definition(0, _CHAPTER, level(1, "decimalZero", "%1.%2", extra="<w:isLgl/>")) + _ONE,
    ),
    SetUp(
        name="formats of higher levels are kept",
        rule="17.9.11 without isLgl",
        expected=lines("第一章 第一章第1节 第一章第2节 第二章 第二章第1节"),
        body=items(0, 1, 1, 0, 1),
        numbering=definition(0, _CHAPTER, level(1, "decimal", "第%1章第%2节")) + _ONE,
    ),
    SetUp(
        name="text without a number",
        rule="17.9.11 lvlText",
        expected=lines("附件： 附件： 注："),
        body=items(0, 0, 1),
        numbering=definition(0, level(0, "decimal", "附件："), level(1, "decimal", "注：")) + _ONE,
    ),
    SetUp(
        name="gap: tab, space, nothing",
        rule="17.9.28 suff",
        expected=lines("第一章 第一节 1"),
        body=items(0, 1, 2),
        numbering=definition(
            0,
            level(0, "chineseCounting", "第%1章", suffix="tab"),
            level(1, "chineseCounting", "第%2节", suffix="space"),
            level(2, "decimal", "%3", suffix="nothing"),
        )
        + _ONE,
    ),
    SetUp(
        name="hidden number",
        rule="17.3.2.41 vanish in the level's rPr",
        departs="shows a number that is formatted as hidden",
        expected=lines("1. - 2."),
        body=items(0, 1, 0),
        numbering=definition(
            0, level(0, "decimal", "%1."), level(1, "decimal", "%2)", extra="<w:rPr><w:vanish/></w:rPr>")
        )
        + _ONE,
    ),
)
