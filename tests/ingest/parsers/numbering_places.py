"""Numbering set-ups that turn on where a paragraph stands: cells, boxes, notes, changes (see `numbering_setups`)."""

from __future__ import annotations

from collections.abc import Sequence

from tests.ingest.parsers.numbering_setups import SetUp, items, lines
from tests.ingest.parsers.word_files import cell, definition, instance, level, paragraph, table

_SIMPLE = definition(0, level(0, "decimal", "%1."), level(1, "lowerLetter", "%2)")) + instance(1, 0)
_BY = 'w:id="9" w:author="a" w:date="2026-01-01T00:00:00Z"'
_LIST = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
_IN_CELL = f"<w:p><w:pPr>{_LIST}</w:pPr></w:p>"


_TRACKED = "exports the document with its changes shown, not accepted"


def _run(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def _numbered(mark: str, content: str) -> str:
    return f"<w:p><w:pPr>{_LIST}<w:rPr>{mark}</w:rPr></w:pPr>{content}</w:p>"


def _label_cell() -> str:
    return f"<w:tc><w:tcPr/>{_IN_CELL}</w:tc>"


PLACES: Sequence[SetUp] = (
    SetUp(
        name="serial numbers in empty cells",
        rule="17.9: an empty paragraph is numbered",
        expected=("序号", "名称", "1.", "水泵", "2.", "沙袋", "3.", "雨衣"),
        body=table(
            [cell("序号"), cell("名称")],
            *([_label_cell(), cell(name)] for name in ("水泵", "沙袋", "雨衣")),
        ),
        numbering=_SIMPLE,
    ),
    SetUp(
        name="a list runs through body and cells",
        rule="17.9",
        expected=("1.项", "2.项", "3.项", "甲", "4.项"),
        body=items(0)
        + table(
            [
                f"<w:tc><w:tcPr/>{items(0)}</w:tc>",
                f"<w:tc><w:tcPr/>{items(0)}</w:tc>",
            ],
            [cell("甲"), "<w:tc><w:tcPr/><w:p/></w:tc>"],
        )
        + items(0),
        numbering=_SIMPLE,
    ),
    SetUp(
        name="an empty paragraph in between",
        rule="17.9: an empty paragraph is numbered",
        expected=("1.项", "2.", "3.项"),
        body=items(0) + _IN_CELL + items(0),
        numbering=_SIMPLE,
    ),
    SetUp(
        name="a section break in a numbered paragraph",
        rule="not in the standard: Word numbers no paragraph that holds but a section break",
        expected=lines("1. 2."),
        body=items(0) + f"<w:p><w:pPr>{_LIST}<w:sectPr/></w:pPr></w:p>" + items(0),
        numbering=_SIMPLE,
    ),
    SetUp(
        name="a page break in a numbered paragraph",
        rule="17.9: an empty paragraph is numbered",
        expected=("1.项", "2.", "3.项"),
        body=items(0) + f'<w:p><w:pPr>{_LIST}</w:pPr><w:r><w:br w:type="page"/></w:r></w:p>' + items(0),
        numbering=_SIMPLE,
    ),
    SetUp(
        name="a content control around items",
        rule="17.5.2",
        expected=lines("1. 2. a) 3."),
        body=items(0) + f"<w:sdt><w:sdtContent>{items(0, 1)}</w:sdtContent></w:sdt>" + items(0),
        numbering=_SIMPLE,
    ),
    SetUp(
        name="a deleted item",
        departs=_TRACKED,
        rule="17.13.5.14 del, 17.13.5.15 (paragraph mark), accepted",
        expected=lines("1. 2."),
        body=items(0)
        + _numbered(f"<w:del {_BY}/>", f"<w:del {_BY}><w:r><w:delText>旧</w:delText></w:r></w:del>")
        + items(0),
        numbering=_SIMPLE,
    ),
    SetUp(
        name="a deleted paragraph mark joins two items",
        departs=_TRACKED,
        rule="17.13.5.15 (paragraph mark), accepted",
        expected=("1.项", "2.前后", "3.项"),
        body=items(0) + _numbered(f"<w:del {_BY}/>", _run("前")) + items(0, text="后") + items(0),
        numbering=_SIMPLE,
    ),
    SetUp(
        name="an inserted item",
        rule="17.13.5.18 ins, 17.13.5.20 (paragraph mark), accepted",
        expected=("1.项", "2.新", "3.项"),
        body=items(0) + _numbered(f"<w:ins {_BY}/>", f"<w:ins {_BY}>{_run('新')}</w:ins>") + items(0),
        numbering=_SIMPLE,
    ),
    SetUp(
        name="a moved item",
        departs=_TRACKED,
        rule="17.13.5.21 moveFrom, 17.13.5.24 moveTo, accepted",
        expected=("1.项", "2.项", "3.移"),
        body=items(0)
        + _numbered(f"<w:moveFrom {_BY}/>", f"<w:moveFrom {_BY}>{_run('移')}</w:moveFrom>")
        + items(0)
        + _numbered(f"<w:moveTo {_BY}/>", f"<w:moveTo {_BY}>{_run('移')}</w:moveTo>"),
        numbering=_SIMPLE,
    ),
    SetUp(
        name="numbering added as a change",
        rule="17.13.5.29 pPrChange: the former properties do not count",
        expected=lines("1. 2. 3."),
        body=items(0)
        + f"<w:p><w:pPr>{_LIST}<w:pPrChange {_BY}><w:pPr/></w:pPrChange></w:pPr>{_run('项')}</w:p>"
        + items(0),
        numbering=_SIMPLE,
    ),
    SetUp(
        name="numbering removed as a change",
        rule="17.13.5.29 pPrChange: the former properties do not count",
        expected=lines("1. - 2."),
        body=items(0)
        + f"<w:p><w:pPr><w:pPrChange {_BY}><w:pPr>{_LIST}</w:pPr></w:pPrChange></w:pPr>{_run('项')}</w:p>"
        + items(0),
        numbering=_SIMPLE,
    ),
    SetUp(
        name="a hidden item",
        departs="its text export writes hidden text; its PDF does not",
        rule="17.3.2.41 vanish of text and mark: not shown, but counted",
        expected=lines("1. 3."),
        body=items(0) + _numbered("<w:vanish/>", _run("藏", "<w:vanish/>")) + items(0),
        numbering=_SIMPLE,
    ),
    SetUp(
        name="deleted rows of a table",
        departs=_TRACKED,
        rule="17.13.5.12 del (table row), accepted",
        expected=("1.项", "2.项", "3.项"),
        body="<w:tbl><w:tblGrid><w:gridCol/></w:tblGrid>"
        f"<w:tr><w:tc><w:tcPr/>{items(0)}</w:tc></w:tr>"
        f"<w:tr><w:trPr><w:del {_BY}/></w:trPr><w:tc><w:tcPr/>"
        + _numbered(f"<w:del {_BY}/>", f"<w:del {_BY}><w:r><w:delText>旧</w:delText></w:r></w:del>")
        + f"</w:tc></w:tr><w:tr><w:tc><w:tcPr/>{items(0)}</w:tc></w:tr></w:tbl>"
        + items(0),
        numbering=_SIMPLE,
    ),
    SetUp(
        name="headings and items of two lists in turn",
        rule="17.9.1",
        expected=("一、甲", "1.项", "2.项", "二、乙", "3.项"),
        body=items(0, num=2, text="甲") + items(0, 0) + items(0, num=2, text="乙") + items(0),
        numbering=definition(0, level(0, "decimal", "%1."))
        + definition(1, level(0, "chineseCounting", "%1、"))
        + instance(1, 0)
        + instance(2, 1),
    ),
    SetUp(
        name="text typed beside the number",
        rule="17.9",
        expected=("第一条为了防汛", "第二条1.本预案"),
        body=paragraph("为了防汛", num=1, level=0) + paragraph("1.本预案", num=1, level=0),
        numbering=definition(0, level(0, "chineseCountingThousand", "第%1条")) + instance(1, 0),
    ),
)
