"""Numbering set-ups that turn on instances of a list and their overrides (see `numbering_setups`)."""

from __future__ import annotations

from collections.abc import Sequence

from tests.ingest.parsers.numbering_setups import SetUp, items, lines
from tests.ingest.parsers.word_files import definition, instance, level, paragraph, restart

_OUTLINE = definition(0, level(0, "decimal", "%1"), level(1, "decimal", "%1.%2"))
_SIMPLE = definition(0, level(0, "decimal", "%1."), level(1, "lowerLetter", "%2)"), level(2, "lowerRoman", "%3."))
_ONE = instance(1, 0)

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
        name="an instance that starts anew below the first level",
        rule="17.9.26; the standard is silent: once, at the level first used",
        expected=lines("1. a) b) a) b) 2. a)"),
        body=items(0, 1, 1) + items(1, 1, 0, 1, num=2),
        numbering=_SIMPLE + _ONE + instance(2, 0, "".join(restart(depth, 1) for depth in range(9))),
    ),
    SetUp(
        name="a skipped level of an instance that starts at 3",
        rule="17.9.26; the standard is silent: a level not used takes the start of the definition",
        expected=lines("1.1 1.2"),
        body=items(1, 1, num=2),
        numbering=_OUTLINE + _ONE + instance(2, 0, restart(0, 3)),
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
