"""Ways to number a Word document, and what Word prints for each by the rules of ECMA-376 Part 1, 17.9.

Where the standard is silent or Word departs from it, the notes of [MS-OI29500] are followed; a set-up then says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tests.ingest.parsers.word_files import definition, instance, level, make_docx, paragraph


@dataclass(frozen=True, slots=True, kw_only=True)
class SetUp:
    """One numbered document.

    Attributes:
        rule: Clause of ECMA-376 Part 1, or another source, that decides what is printed.
        expected: The lines Word prints, blanks left out; table cells each on a line.
        departs: In what LibreOffice is known to depart from the rule; "" where the two agree.
    """

    name: str
    rule: str
    expected: tuple[str, ...]
    body: str
    numbering: str = ""
    styles: str = ""
    footnotes: str = ""
    departs: str = ""

    def file(self) -> bytes:
        """Return the .docx."""
        return make_docx(self.body, numbering=self.numbering, styles=self.styles, footnotes=self.footnotes)


def items(*levels: int, num: int = 1, text: str = "项") -> str:
    """Return paragraphs in the list at these levels."""
    return "".join(paragraph(text, num=num, level=depth) for depth in levels)


def lines(labels: str, text: str = "项") -> tuple[str, ...]:
    """Return expected lines from labels parted by blanks; "-" stands for no label."""
    return tuple(("" if label == "-" else label) + text for label in labels.split())


def _format(
    name: str, labels: str, *starts: int, text: str = "%1、", count: int = 3, rule: str = "17.18.59", departs: str = ""
) -> SetUp:
    """Number three paragraphs from each start value in one format."""
    numbering = "".join(definition(place, level(0, name, text, start=start)) for place, start in enumerate(starts))
    numbering += "".join(instance(place + 1, place) for place in range(len(starts)))
    prefix, suffix = text.split("%1")
    return SetUp(
        name=f"format {name}",
        rule=rule,
        expected=tuple(f"{prefix}{'' if label == '-' else label}{suffix}项" for label in labels.split()),
        body="".join(items(*[0] * count, num=place + 1) for place in range(len(starts))),
        numbering=numbering,
        departs=departs,
    )


_DECIMAL = "does not know the format and prints decimal"
_COUNTING = "prints 一百 where 17.18.59 writes 100 and above digit by digit"
_BY_PRACTICE = "not in the standard: 第一百〇一条 is what documents numbered by Word show"
_NOUGHT = "prints 零 between units where Word prints 〇"

FORMATS: Sequence[SetUp] = (
    _format("decimal", "1 2 3 9 10 11 99 100 101", 1, 9, 99),
    _format("decimalZero", "01 02 03 09 10 11", 1, 9),
    _format("upperRoman", "I II III IX X XI XCIX C CI MCMXCIX MM MMI", 1, 9, 99, 1999),
    _format("lowerRoman", "i ii iii ix x xi", 1, 9),
    _format("upperLetter", "A B C Y Z AA ZZ AAA BBB", 1, 25, 52),
    _format("lowerLetter", "a b c y z aa zz aaa bbb", 1, 25, 52),
    _format("ordinal", "1st 2nd 3rd 11th 12th 13th 21st 22nd 23rd", 1, 11, 21, departs="prints 1. for 1st"),
    _format("hex", "1 2 3 9 A B F 10 11", 1, 9, 15, departs=_DECIMAL),
    _format("chicago", "* † ‡ § ** ††", 1, 4),
    _format("numberInDash", "-1- -2- -3-", 1, departs=_DECIMAL),
    _format("none", "- - -", 1),
    _format("chineseCounting", "一 二 三", 1),
    _format("chineseCounting", "九 十 十一 十九 二十 二十一", 9, 19, text="（%1）"),
    _format("chineseCounting", "九十九 一○○ 一○一", 99, departs=_COUNTING),
    _format("chineseCountingThousand", "一 二 三 九 十 十一 十九 二十 二十一", 1, 9, 19, text="第%1条"),
    _format("chineseCountingThousand", "九十九 一百 一百〇一", 99, text="第%1条", rule=_BY_PRACTICE, departs=_NOUGHT),
    _format("chineseCountingThousand", "一百一十 一百一十一 一百一十二", 110, text="第%1条"),
    _format("chineseLegalSimplified", "壹 贰 叁 玖 壹拾 壹拾壹 玖拾玖 壹佰 壹佰零壹", 1, 9, 99),
    _format("ideographTraditional", "甲 乙 丙 壬 癸 11", 1, 9),
    _format("ideographZodiac", "子 丑 寅 戌 亥 13", 1, 11),
    _format("ideographZodiacTraditional", "甲子 乙丑 丙寅 癸酉 甲戌 乙亥", 1, 10, departs=_DECIMAL),
    _format(
        "ideographDigital",
        "一 二 三 九 一〇 一一 九九 一〇〇 一〇一",
        1,
        9,
        99,
        departs="prints 十 and 一百, not digit by digit",
    ),
    _format("ideographEnclosedCircle", "㈠ ㈡ ㈢ ㈨ ㈩ 11", 1, 9, departs="prints ① for ㈠"),
    _format("ideographLegalTraditional", "壹 貳 參 玖 壹拾 壹拾壹", 1, 9),
    _format("decimalEnclosedCircle", "① ② ③ ⑲ ⑳ 21", 1, 19, departs="prints ㉑ past the 20 of the set"),
    _format("decimalEnclosedCircleChinese", "① ② ③ ⑨ ⑩ ⑪", 1, 9),
    _format("decimalEnclosedParen", "⑴ ⑵ ⑶ ⒆ ⒇ 21", 1, 19, text="%1", departs=_DECIMAL),
    _format("decimalEnclosedFullstop", "⒈ ⒉ ⒊ ⒚ ⒛ 21", 1, 19, text="%1", departs=_DECIMAL),
    _format("decimalFullWidth", "１ ２ ３ ９ １０ １１", 1, 9),
    _format("decimalFullWidth2", "１ ２ ３ ９ １０ １１", 1, 9),
    _format("decimalHalfWidth", "1 2 3 9 10 11", 1, 9),
    _format("taiwaneseCounting", "一 二 三 九 十 十一", 1, 9),
    _format("taiwaneseCounting", "九十九 一○○ 一○一", 99, departs=_COUNTING),
    _format("taiwaneseCountingThousand", "九 十 十一 九十九 一百 一百零一", 9, 99),
    _format("taiwaneseDigital", "一 二 三 九 一○ 一一", 1, 9, departs=_DECIMAL),
    _format("japaneseCounting", "一 二 三 九 十 十一 九十九 百 百一", 1, 9, 99, departs="prints the Chinese 一百零一"),
    _format("japaneseLegal", "壱 弐 参 九 壱拾 壱拾壱", 1, 9, departs="prints digit by digit from 10"),
    _format("japaneseDigitalTenThousand", "一 二 三 九 一〇 一一", 1, 9, departs=_DECIMAL),
    SetUp(
        name="format custom 001",
        rule="17.9.17 (numFmt custom in mc:AlternateContent)",
        expected=lines("001、 002、 003、"),
        body=items(0, 0, 0),
        numbering=definition(
            0,
            '<w:lvl w:ilvl="0"><w:start w:val="1"/><mc:AlternateContent '
            'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
            '<mc:Choice xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" Requires="w14">'
            '<w:numFmt w:val="custom" w:format="001, 002, 003, ..."/></mc:Choice>'
            '<mc:Fallback><w:numFmt w:val="decimal"/></mc:Fallback></mc:AlternateContent>'
            '<w:lvlText w:val="%1、"/></w:lvl>',
        )
        + instance(1, 0),
    ),
    SetUp(
        name="bullets of three fonts",
        rule="17.9.17 (bullet prints lvlText)",
        departs="its text export writes bullets of its own; its PDF shows those of the file",
        expected=lines("• ● ➢ —"),
        body=items(0, 1, 2, 3),
        numbering=definition(
            0,
            level(0, "bullet", "\uf0b7", extra='<w:rPr><w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/></w:rPr>'),
            level(1, "bullet", "l", extra='<w:rPr><w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/></w:rPr>'),
            level(2, "bullet", "\uf0d8", extra='<w:rPr><w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/></w:rPr>'),
            level(3, "bullet", "—"),
        )
        + instance(1, 0),
    ),
)
