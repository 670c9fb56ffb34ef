"""Numbering set-ups that turn on levels, restarts and overrides (see `numbering_setups`)."""

from __future__ import annotations

from collections.abc import Sequence

from tests.ingest.parsers.numbering_setups import SetUp, items, lines
from tests.ingest.parsers.word_files import definition, instance, level, paragraph, restart

_RESTARTS = "knows no lvlRestart: a level restarts after any higher one"
_LEGAL = "knows no isLgl: each level keeps its format"
_CHAPTER = level(0, "chineseCountingThousand", "第%1章")
_ITEM = level(2, "chineseCountingThousand", "（%3）")
_DECIMAL = (level(0, "decimal", "%1"), level(1, "decimal", "%1.%2"), level(2, "decimal", "%1.%2.%3"))
_OUTLINE = definition(0, *_DECIMAL)
_SIMPLE = definition(0, level(0, "decimal", "%1."), level(1, "lowerLetter", "%2)"), level(2, "lowerRoman", "%3."))
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

OVERRIDES: Sequence[SetUp] = (
    SetUp(
        name="two instances run on",
        rule="17.9.15: instances of one definition share its count",
        expected=lines("1. 2. 3. a) b) 4."),
        body=items(0, 0) + items(0, num=2) + items(1) + items(1, num=2) + items(0),
        numbering=_SIMPLE + _ONE + instance(2, 0),
    ),
    SetUp(
        name="an instance starts anew",
        rule="17.9.26 startOverride",
        expected=lines("1. 2. 1. 2. 3."),
        body=items(0, 0) + items(0, 0, num=2) + items(0),
        numbering=_SIMPLE + _ONE + instance(2, 0, restart(0, 1)),
    ),
    SetUp(
        name="an instance starts at 5 on all levels",
        rule="17.9.26 startOverride, also whenever the level restarts",
        departs="takes the override for the first level only",
        expected=lines("1. a) 5. e) f) 6. e)"),
        body=items(0, 1) + items(0, 1, 1, 0, 1, num=2),
        numbering=_SIMPLE + _ONE + instance(2, 0, restart(0, 5) + restart(1, 5) + restart(2, 5)),
    ),
    SetUp(
        name="two definitions side by side",
        rule="17.9.1",
        expected=lines("1. 一、 2. 二、"),
        body=items(0) + items(0, num=2) + items(0) + items(0, num=2),
        numbering=_SIMPLE + definition(1, level(0, "chineseCounting", "%1、")) + _ONE + instance(2, 1),
    ),
    SetUp(
        name="an instance with a level of its own",
        rule="17.9.8 lvlOverride with lvl",
        expected=lines("1. （二） （三）"),
        body=items(0) + items(0, 0, num=2),
        numbering=_SIMPLE
        + _ONE
        + instance(2, 0, f'<w:lvlOverride w:ilvl="0">{level(0, "chineseCounting", "（%1）")}</w:lvlOverride>'),
    ),
    SetUp(
        name="an instance with a level and a start of its own",
        rule="17.9.8, 17.9.26",
        expected=lines("1. 2. （四） （五）"),
        body=items(0, 0) + items(0, 0, num=2),
        numbering=_SIMPLE
        + _ONE
        + instance(
            2,
            0,
            f'<w:lvlOverride w:ilvl="0"><w:startOverride w:val="4"/>{level(0, "chineseCounting", "（%1）")}'
            "</w:lvlOverride>",
        ),
    ),
    SetUp(
        name="only the second level is overridden",
        rule="17.9.8",
        expected=lines("1. ① ② 2. ①"),
        body=items(0, 1, 1, 0, 1, num=2),
        numbering=_SIMPLE
        + _ONE
        + instance(2, 0, f'<w:lvlOverride w:ilvl="1">{level(1, "decimalEnclosedCircle", "%2")}</w:lvlOverride>'),
    ),
    SetUp(
        name="lvlRestart in an override is not read",
        rule="MS-OI29500 17.9.10 b",
        expected=lines("1. a) 2. a)"),
        body=items(0, 1, 0, 1, num=2),
        numbering=_SIMPLE
        + _ONE
        + instance(
            2,
            0,
            '<w:lvlOverride w:ilvl="1">'
            + level(1, "lowerLetter", "%2)", extra='<w:lvlRestart w:val="0"/>')
            + "</w:lvlOverride>",
        ),
    ),
    SetUp(
        name="numId 0 takes the number away",
        rule="17.9.18 numId 0",
        expected=lines("1. - 2."),
        body=items(0) + paragraph("项", num=0, level=0) + items(0),
        numbering=_SIMPLE + _ONE,
    ),
    SetUp(
        name="an unknown list prints nothing",
        rule="17.9.18",
        expected=lines("1. - 2."),
        body=items(0) + paragraph("项", num=77, level=0) + items(0),
        numbering=_SIMPLE + _ONE,
    ),
)
