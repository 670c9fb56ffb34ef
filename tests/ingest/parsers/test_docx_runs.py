"""What a paragraph of a Word document shows: changes, fields, symbols, equations, hidden text, boxes, notes."""

from __future__ import annotations

import pytest

from ingest.parsers import docx
from ingest.parsers.docx_fields import overlay
from ingest.parsers.docx_symbols import UNKNOWN_SYMBOL, bullet, symbol
from ingest.records import ParsedFile
from tests.ingest.parsers.word_files import definition, instance, level, make_docx, paragraph, paragraph_style

_BY = 'w:id="9" w:author="a" w:date="2026-01-01T00:00:00Z"'
_M = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
_MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'


def parse(body: str, **parts: str) -> ParsedFile:
    return docx.parse(make_docx(body, **parts), "a.docx")  # type: ignore[arg-type]


def texts(body: str, **parts: str) -> list[str]:
    return [block.text for block in parse(body, **parts).blocks]


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def of(*content: str) -> str:
    return f"<w:p>{''.join(content)}</w:p>"


def mark(kind: str, inner: str = "") -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}">{inner}</w:fldChar></w:r>'


def code(text: str) -> str:
    return f'<w:r><w:instrText xml:space="preserve">{text}</w:instrText></w:r>'


def test_a_deleted_mark_joins_paragraphs_and_an_emptied_one_vanishes() -> None:
    gone = f"<w:pPr><w:rPr><w:del {_BY}/></w:rPr></w:pPr>"
    both = f"<w:pPr><w:rPr><w:ins {_BY}/><w:del {_BY}/></w:rPr></w:pPr>"
    removed = f"<w:del {_BY}><w:r><w:delText>旧</w:delText></w:r></w:del>"
    body = of(gone, run("前")) + of(both, run("中")) + of(run("后")) + of(gone, removed) + of(gone, run("末"))
    assert texts(body) == ["前中后", "末"]


def test_a_joined_paragraph_has_the_heading_level_of_the_mark_that_stays() -> None:
    gone = f'<w:pPr><w:outlineLvl w:val="0"/><w:rPr><w:del {_BY}/></w:rPr></w:pPr>'
    parsed = parse(of(gone, run("旧标题")) + of('<w:pPr><w:outlineLvl w:val="1"/></w:pPr>', run("新标题")))
    assert [(block.text, block.heading_level) for block in parsed.blocks] == [("旧标题新标题", 2)]


def test_instructions_of_fields_are_left_out_and_results_kept() -> None:
    page = mark("begin") + code(" PAGE ") + mark("separate") + run("12") + mark("end")
    nested = (
        mark("begin") + code("IF ") + mark("begin") + code("REF a") + mark("separate") + run("内") + mark("end")
        + code(" = 1") + mark("separate") + run("外") + mark("end")
    )  # fmt: skip
    simple = f'<w:fldSimple w:instr="REF b">{run("见第三条")}</w:fldSimple>'
    assert texts(of(run("第"), page, run("页，"), nested, run("，"), simple)) == ["第12页，外，见第三条"]


def test_a_field_that_never_ends_does_not_swallow_the_document() -> None:
    body = of(mark("begin"), code("TOC"), run("码")) + of(run("正文")) + of(mark("separate"), run("还有"))
    assert texts(body) == ["正文", "还有"]


def test_form_fields_show_their_value() -> None:
    ticked = mark("begin", '<w:ffData><w:checkBox><w:default w:val="0"/><w:checked/></w:checkBox></w:ffData>')
    empty = mark("begin", '<w:ffData><w:checkBox><w:default w:val="0"/></w:checkBox></w:ffData>')
    choice = mark(
        "begin",
        '<w:ffData><w:ddList><w:result w:val="1"/><w:listEntry w:val="一般"/><w:listEntry w:val="重大"/></w:ddList></w:ffData>',
    )
    end = code("FORM") + mark("end")
    assert texts(of(ticked, end, run("是"), empty, end, run("否 "), choice, end)) == ["☑是□否 重大"]


@pytest.mark.parametrize(
    ("instruction", "shown"),
    [
        (r"eq \o\ac(○,1)", "①"),
        (r" EQ \o\ac(○,12) ", "⑫"),
        (r"eq \o\ac(○,印)", "印"),
        (r'EQ \* jc2 \* "Font:宋体" \* hps10 \o\ad(\s\up 9(pin),字)', "字"),
        ("PAGE", ""),
        (r"eq \f(1,2)", ""),
    ],
)
def test_characters_laid_over_each_other(instruction: str, shown: str) -> None:
    assert overlay(instruction) == shown
    assert texts(of(mark("begin"), code(instruction), mark("end"), run("。"))) == [f"{shown}。"]


def test_symbols_become_unicode_and_unknown_ones_are_counted() -> None:
    body = of(
        run("浓度"), '<w:r><w:sym w:font="Symbol" w:char="F0B3"/></w:r>', run("5，"),
        '<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>', run("是"),
        '<w:r><w:sym w:font="Wingdings 2" w:char="F0A3"/></w:r>', run("否，"),
        run("\uf0a3\uf0b1", '<w:rFonts w:ascii="Symbol"/>'), run("2，"),
        '<w:r><w:sym w:font="宋体" w:char="2103"/></w:r>', '<w:r><w:sym w:font="Webdings" w:char="F001"/></w:r>',
    )  # fmt: skip
    parsed = parse(body)
    assert [block.text for block in parsed.blocks] == [f"浓度≥5，☑是□否，≤±2，℃{UNKNOWN_SYMBOL}"]
    assert parsed.warnings == ("有 1 个符号字体的字符无法识别，已用“\ufffd”代替。",)


def test_symbol_tables() -> None:
    assert [symbol(code_, "Symbol") for code_ in (0x61, 0xF06D, 0x57, 0xA3, 0x31)] == ["α", "μ", "Ω", "≤", "1"]
    assert [symbol(code_, "Wingdings") for code_ in (0xF081, 0x8A, 0x6E, 0xF0E0)] == ["①", "⑩", "■", "→"]
    assert bullet("o", "Courier New") == "o"
    assert bullet("\ue123", "Nobody") == "●"


def test_raised_digits_and_equations_keep_their_meaning() -> None:
    up = '<w:vertAlign w:val="superscript"/>'
    power = f"<m:oMath {_M}><m:sSup><m:e><m:r><m:t>10</m:t></m:r></m:e><m:sup><m:r><m:t>-3</m:t></m:r></m:sup></m:sSup></m:oMath>"
    half = f"<m:oMath {_M}><m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>a+2</m:t></m:r></m:den></m:f></m:oMath>"
    body = of(
        run("流量10m"),
        run("3", up),
        run("/h，泄漏1×10"),
        run("-5", up),
        run("，"),
        power,
        run("，"),
        half,
        run("注", up),
    )
    assert texts(body) == ["流量10m³/h，泄漏1×10⁻⁵，10⁻³，1/(a+2)注"]


def test_text_hidden_by_styles() -> None:
    styles = (
        '<w:style w:type="character" w:styleId="H"><w:name w:val="藏"/><w:rPr><w:vanish/></w:rPr></w:style>'
        '<w:style w:type="character" w:styleId="HH"><w:name w:val="藏二"/><w:basedOn w:val="H"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="P"><w:name w:val="段藏"/><w:rPr><w:vanish/></w:rPr></w:style>'
    )
    body = (
        of(run("见"), run("不见", '<w:rStyle w:val="HH"/>'), run("仍见", '<w:rStyle w:val="H"/><w:vanish w:val="0"/>'))
        + paragraph("全藏", style="P")
        + of('<w:pPr><w:pStyle w:val="P"/></w:pPr>', run("反转", '<w:rStyle w:val="H"/>'))
    )
    assert texts(body, styles=styles) == ["见仍见", "反转"]


def test_phonetic_guides_hyphens_tabs_and_blanks() -> None:
    ruby = "<w:r><w:ruby><w:rubyPr/><w:rt><w:r><w:t>yù</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>预</w:t></w:r></w:rubyBase></w:ruby></w:r>"
    rest = "<w:r><w:t>\n  案A</w:t><w:noBreakHyphen/><w:t>1</w:t><w:softHyphen/><w:ptab/><w:t>版</w:t></w:r>"
    assert texts(of(ruby, rest)) == ["预案A-1 版"]


def test_a_text_box_is_read_once_and_counts_apart() -> None:
    lists = definition(0, level(0, "decimal", "%1.")) + instance(1, 0)
    inside = f"<w:txbxContent>{paragraph('框', num=1, level=0)}</w:txbxContent>"
    box = (
        f"<w:r><mc:AlternateContent {_MC}><mc:Choice Requires='wps'><w:drawing>{inside}</w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict>{inside}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    empty = f"<w:r><mc:AlternateContent {_MC}><mc:Choice Requires='x'/><mc:Fallback><w:t>备用</w:t></mc:Fallback></mc:AlternateContent></w:r>"
    one = paragraph("甲", num=1, level=0)
    assert texts(one + of(run("图"), box, empty) + one, numbering=lists) == ["1.甲", "图备用", "1.框", "2.甲"]


def test_lists_and_tables_in_notes() -> None:
    lists = definition(0, level(0, "decimal", "%1.")) + instance(1, 0)
    note = f'<w:footnote w:id="2">{paragraph("含本数", num=1, level=0)}{paragraph("下同", num=1, level=0)}</w:footnote>'
    body = of(run("以上"), '<w:r><w:footnoteReference w:id="2"/></w:r>') + paragraph("项", num=1, level=0)
    assert texts(body, numbering=lists, footnotes=note) == ["以上", "注：1.含本数 2.下同", "1.项"]


def test_a_note_that_refers_to_itself_is_read_once() -> None:
    again = '<w:r><w:footnoteReference w:id="2"/></w:r>' * 20
    note = f'<w:footnote w:id="2">{of(run("见本注"), again)}</w:footnote>'
    assert texts(of(run("文"), '<w:r><w:footnoteReference w:id="2"/></w:r>'), footnotes=note) == ["文", "注：见本注"]


def test_what_cannot_be_read_is_named() -> None:
    parsed = parse(paragraph("正文") + '<w:altChunk r:id="rId77"/><w:subDoc r:id="rId78"/>')
    assert [block.text for block in parsed.blocks] == ["正文"]
    assert parsed.warnings == ("文中嵌入的 2 个外部文档没有读取，请用 Word 打开，另存为普通 .docx 后重试。",)


def test_the_texts_of_a_diagram_follow_the_paragraph() -> None:
    drawing = (
        '<w:r><w:drawing><dgm:relIds xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram" r:dm="rIdD"/>'
        "</w:drawing></w:r>"
    )
    shapes = "".join(
        f"<dgm:pt><dgm:t><a:p><a:r><a:t>{name}</a:t></a:r></a:p></dgm:t></dgm:pt>" for name in ("总指挥", "抢险组")
    )
    part = (
        '<dgm:dataModel xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram" '
        f'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">{shapes}</dgm:dataModel>'
    )
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="rIdD" Type="diagramData" Target="diagrams/data1.xml"/></Relationships>'
    )
    data = make_docx(
        of(run("组织体系如图："), drawing),
        extra={"word/_rels/document.xml.rels": relations.encode(), "word/diagrams/data1.xml": part.encode()},
    )
    assert [block.text for block in docx.parse(data, "a.docx").blocks] == ["组织体系如图：", "总指挥", "抢险组"]


def _picture(width: int, height: int) -> str:
    names = (
        'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
        'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    )
    extent = f'<a:xfrm><a:ext cx="{width * 360_000}" cy="{height * 360_000}"/></a:xfrm>'
    return f"<w:r><w:drawing><pic:pic {names}><pic:spPr>{extent}</pic:spPr></pic:pic></w:drawing></w:r>"


def test_large_pictures_are_named_small_and_deleted_ones_not() -> None:
    old = (
        '<w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml" style="position:absolute;width:400pt;height:20cm">'
        "<v:imagedata/></v:shape></w:pict></w:r>"
    )
    deleted = f"<w:del {_BY}>{_picture(15, 20)}</w:del>"
    parsed = parse(of(run("流程图"), _picture(2, 2), _picture(15, 10), old, deleted))
    assert parsed.warnings == ("文中有 2 幅较大的图片，图中的文字没有读取，请核对原件。",)
    assert parse(of(run("徽标"), _picture(2, 2))).warnings == ()


def test_word_art_is_a_line_of_its_own() -> None:
    art = '<w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textpath string="临澜市人民政府文件"/></v:shape></w:pict>'
    assert texts(of(f"<w:r>{art}</w:r>", run("临政发〔2026〕2号"))) == ["临澜市人民政府文件", "临政发〔2026〕2号"]


def test_headers_comments_and_picture_descriptions_are_left_out() -> None:
    picture = '<w:r><w:drawing><wp:docPr xmlns:wp="urn:x" id="1" name="图片" descr="截图说明"/></w:drawing></w:r>'
    remark = '<w:commentRangeStart w:id="1"/>' + run("正文") + '<w:r><w:commentReference w:id="1"/></w:r>'
    header = '<w:hdr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:p><w:r><w:t>页眉</w:t></w:r></w:p></w:hdr>'
    data = make_docx(of(remark, picture), extra={"word/header1.xml": header.encode()})
    assert [block.text for block in docx.parse(data, "a.docx").blocks] == ["正文"]


def test_contents_lines_of_word_and_wps_are_left_out() -> None:
    styles = paragraph_style("a", "toc 2") + paragraph_style("b", "WPSOffice手动目录 1")
    assert texts(
        paragraph("总则 1", style="a") + paragraph("附则 9", style="b") + paragraph("正文"), styles=styles
    ) == ["正文"]
