"""Numbering set-ups that turn on paragraph and list styles (see `numbering_setups`)."""

from __future__ import annotations

from collections.abc import Sequence

from tests.ingest.parsers.numbering_setups import SetUp, items, lines
from tests.ingest.parsers.word_files import definition, instance, level, paragraph, paragraph_style

_SIMPLE = definition(0, level(0, "decimal", "%1."))
_ONE = instance(1, 0)


def _numbered(num: int | None = None, depth: int | None = None) -> str:
    level_of = f'<w:ilvl w:val="{depth}"/>' if depth is not None else ""
    list_of = f'<w:numId w:val="{num}"/>' if num is not None else ""
    return f"<w:numPr>{level_of}{list_of}</w:numPr>"


def _styled(*styles: str) -> str:
    return "".join(paragraph("项", style=style) for style in styles)


_LINKED = definition(
    0,
    level(0, "decimal", "%1", extra='<w:pStyle w:val="H1"/>'),
    level(1, "decimal", "%1.%2", extra='<w:pStyle w:val="H2"/>'),
    level(2, "decimal", "%1.%2.%3", extra='<w:pStyle w:val="H3"/>'),
)
_HEADINGS = (
    paragraph_style("H1", "heading 1", _numbered(1))
    + paragraph_style("H2", "heading 2", _numbered(1, 1))
    + paragraph_style("H3", "heading 3", _numbered(1, 2))
)

STYLES: Sequence[SetUp] = (
    SetUp(
        name="heading styles",
        rule="17.9.23 pStyle, 17.3.1.19",
        expected=lines("1 1.1 1.1.1 1.1.2 1.2 2 2.1"),
        body=_styled("H1", "H2", "H3", "H3", "H2", "H1", "H2"),
        numbering=_LINKED + _ONE,
        styles=_HEADINGS,
    ),
    SetUp(
        name="level known by the link alone",
        rule="17.9.23 pStyle",
        departs="does not follow the link from the level to the style",
        expected=lines("1 1.1 1.2"),
        body=_styled("H1", "H2", "H2"),
        numbering=_LINKED + _ONE,
        styles=paragraph_style("H1", "heading 1", _numbered(1)) + paragraph_style("H2", "heading 2", _numbered(1)),
    ),
    SetUp(
        name="inherited from the style it is based on",
        rule="17.7.4.3 basedOn",
        expected=lines("1 1.1 1.2 2"),
        body=_styled("H1", "H2", "Mine", "Also"),
        numbering=_LINKED + _ONE,
        styles=_HEADINGS
        + paragraph_style("Mine", "我的二级", based_on="H2")
        + paragraph_style("Also", "我的一级", based_on="H1"),
    ),
    SetUp(
        name="a style takes the number away",
        rule="17.9.18 numId 0 in a style",
        expected=lines("1 - 2"),
        body=_styled("H1", "Plain", "H1"),
        numbering=_LINKED + _ONE,
        styles=_HEADINGS + paragraph_style("Plain", "无编号标题", _numbered(0), based_on="H1"),
    ),
    SetUp(
        name="a paragraph takes the number of its style away",
        rule="17.9.18 numId 0",
        expected=lines("1 - 2"),
        body=_styled("H1") + paragraph("项", style="H1", num=0) + _styled("H1"),
        numbering=_LINKED + _ONE,
        styles=_HEADINGS,
    ),
    SetUp(
        name="a paragraph with another level of its style's list",
        rule="17.3.1.19: ilvl of the paragraph",
        expected=lines("1 1.1 1.2"),
        body=_styled("H1") + paragraph("项", style="H1", level=1) + _styled("H2"),
        numbering=_LINKED + _ONE,
        styles=_HEADINGS,
    ),
    SetUp(
        name="a paragraph with another list than its style",
        rule="17.3.1.19: numId of the paragraph",
        expected=lines("1 一、 二、 2"),
        body=_styled("H1") + "".join(paragraph("项", style="H1", num=2, level=0) for _ in range(2)) + _styled("H1"),
        numbering=_LINKED + definition(1, level(0, "chineseCounting", "%1、")) + _ONE + instance(2, 1),
        styles=_HEADINGS,
    ),
    SetUp(
        name="list style",
        rule="17.9.21 numStyleLink, 17.9.27 styleLink",
        expected=lines("一、 （一） （二） 二、"),
        body=items(0, 1, 1, 0, num=2),
        numbering=definition(
            0,
            level(0, "chineseCounting", "%1、"),
            level(1, "chineseCounting", "（%2）"),
            extra='<w:styleLink w:val="Mine"/>',
        )
        + definition(1, extra='<w:numStyleLink w:val="Mine"/>')
        + _ONE
        + instance(2, 1),
        styles='<w:style w:type="numbering" w:styleId="Mine"><w:name w:val="我的列表"/>'
        f"<w:pPr>{_numbered(1)}</w:pPr></w:style>",
    ),
    SetUp(
        name="the default style is numbered",
        rule="17.7.4.17 default",
        expected=lines("1. 2. - 3."),
        body=paragraph("项") + paragraph("项") + paragraph("项", num=0) + paragraph("项"),
        numbering=_SIMPLE + _ONE,
        styles='<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/>'
        f"<w:pPr>{_numbered(1, 0)}</w:pPr></w:style>",
    ),
)
