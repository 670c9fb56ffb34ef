from __future__ import annotations

import pytest

from ingest.parsers.slides import parse
from ingest.records import BlockKind, OutcomeCode
from kb.errors import FileRefused
from tests.ingest.parsers.slide_files import make_pptx

_NAMED = '<p:nvSpPr><p:cNvPr id="9" name="s"/><p:cNvSpPr/><p:nvPr>{}</p:nvPr></p:nvSpPr><p:spPr/>'


def box(*paragraphs: str, place: str = "") -> str:
    """Return a text box of a:p elements."""
    return f"<p:sp>{_NAMED.format(place)}<p:txBody><a:bodyPr/>{''.join(paragraphs)}</p:txBody></p:sp>"


def line(text: str, properties: str = "") -> str:
    return f"<a:p>{properties}<a:r><a:t>{text}</a:t></a:r></a:p>"


def numbered(scheme: str, *, level: int = 0, start: int = 1) -> str:
    return f'<a:pPr lvl="{level}"><a:buFont typeface="+mj-lt"/><a:buAutoNum type="{scheme}" startAt="{start}"/></a:pPr>'


def texts(data: bytes) -> list[str]:
    return [block.text for block in parse(data, "总结.pptx").blocks]


def test_slides_come_in_order_with_titles_tables_and_page_numbers() -> None:
    slides = [["防汛演练总结", "演练于三月举行。", "共出动两个分队。"], ["存在的问题", "通信中断。"]]
    parsed = parse(make_pptx(slides, tables={1: [["问题", "责任单位"], ["通信中断", "通信局"]]}), "总结.pptx")
    assert [(block.kind, block.text, block.page) for block in parsed.blocks] == [
        (BlockKind.HEADING, "防汛演练总结", 1),
        (BlockKind.PARAGRAPH, "演练于三月举行。", 1),
        (BlockKind.PARAGRAPH, "共出动两个分队。", 1),
        (BlockKind.HEADING, "存在的问题", 2),
        (BlockKind.PARAGRAPH, "通信中断。", 2),
        (BlockKind.TABLE, "", 2),
    ]
    assert parsed.blocks[-1].rows == (("问题", "责任单位"), ("通信中断", "通信局"))
    assert (parsed.page_count, parsed.warnings) == (2, ())


def test_the_title_comes_first_and_furniture_is_left_out() -> None:
    shapes = box(line("先画的框")) + box(line("标题"), place='<p:ph type="title"/>')
    shapes += box(line("2024年3月"), place='<p:ph type="dt"/>') + box(line("3"), place='<p:ph type="sldNum"/>')
    assert texts(make_pptx([[]], shapes={0: shapes})) == ["标题", "先画的框"]


def test_groups_are_opened_in_place_and_hidden_shapes_left_out() -> None:
    inner = f"<p:grpSp><p:nvGrpSpPr/><p:grpSpPr/>{box(line('第二步'))}</p:grpSp>"
    group = f"<p:grpSp><p:nvGrpSpPr/><p:grpSpPr/>{box(line('第一步'))}{inner}</p:grpSp>"
    hidden = box(line("旧稿")).replace('name="s"', 'name="s" hidden="1"')
    assert texts(make_pptx([["流程"]], shapes={0: group + hidden + box(line("第三步"))})) == [
        "流程",
        "第一步",
        "第二步",
        "第三步",
    ]


def test_automatic_numbers_are_printed() -> None:
    paragraphs = [
        line("总则", numbered("ea1JpnChsDbPeriod")),
        line("职责", numbered("ea1JpnChsDbPeriod")),
        line("组长", numbered("arabicParenR", level=1)),
        line("副组长", numbered("arabicParenR", level=1)),
        line("响应", numbered("ea1JpnChsDbPeriod")),
        line("接报", numbered("arabicParenR", level=1)),
        line("要点", '<a:pPr><a:buChar char="•"/></a:pPr>'),
        line("接续", numbered("circleNumDbPlain", start=3)),
        line("再接", numbered("circleNumDbPlain", start=3)),
    ]
    assert texts(make_pptx([["目录"]], shapes={0: box(*paragraphs)}))[1:] == [
        "一．总则",
        "二．职责",
        "1)组长",
        "2)副组长",
        "三．响应",
        "1)接报",
        "要点",
        "③ 接续",
        "④ 再接",
    ]


def test_a_number_of_an_unknown_form_is_reported() -> None:
    parsed = parse(make_pptx([["目录"]], shapes={0: box(line("甲", numbered("hebrew2Minus")))}), "a.pptx")
    assert parsed.warnings == ("第 1 页的自动编号没能确认，引用编号前请核对原件。",)


def test_notes_follow_their_slide() -> None:
    data = make_pptx([["防汛"], ["防火"]], notes={0: ["先讲案例。", "再讲职责。"]})
    assert texts(data) == ["防汛", "备注：先讲案例。", "备注：再讲职责。", "防火"]


def test_merged_cells_are_repeated() -> None:
    def cell(text: str, spans: str = "") -> str:
        return f"<a:tc {spans}><a:txBody><a:bodyPr/>{line(text)}</a:txBody></a:tc>"

    first = cell("级别", 'rowSpan="2"') + cell("条件", 'gridSpan="2"') + cell("", 'hMerge="1"')
    second = cell("", 'vMerge="1"') + cell("死亡") + cell("重伤")
    third = cell("Ⅰ级") + cell("30人以上") + cell("100人以上")
    rows = "".join(f"<a:tr>{row}</a:tr>" for row in (first, second, third))
    table = f"<a:tbl><a:tblPr/><a:tblGrid/>{rows}</a:tbl>"
    frame = f"<p:graphicFrame><p:nvGraphicFramePr/><a:graphic><a:graphicData>{table}</a:graphicData></a:graphic></p:graphicFrame>"
    (title, block) = parse(make_pptx([["分级"]], shapes={0: frame}), "a.pptx").blocks
    assert title.text == "分级"
    assert block.rows == (("级别", "条件", "条件"), ("级别", "死亡", "重伤"), ("Ⅰ级", "30人以上", "100人以上"))
    assert block.header_row_count == 2


_CHART = (
    '<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><c:chart><c:title><c:tx><c:rich>'
    "<a:p><a:r><a:t>各季度演练次数</a:t></a:r></a:p></c:rich></c:tx></c:title><c:plotArea><c:barChart><c:ser>"
    '<c:tx><c:strRef><c:strCache><c:pt idx="0"><c:v>桌面</c:v></c:pt></c:strCache></c:strRef></c:tx>'
    '<c:cat><c:strRef><c:strCache><c:pt idx="0"><c:v>一季度</c:v></c:pt><c:pt idx="1"><c:v>二季度</c:v></c:pt>'
    '</c:strCache></c:strRef></c:cat><c:val><c:numRef><c:numCache><c:pt idx="0"><c:v>3</c:v></c:pt>'
    '<c:pt idx="1"><c:v>5</c:v></c:pt></c:numCache></c:numRef></c:val></c:ser></c:barChart></c:plotArea></c:chart></c:chartSpace>'
)
_DIAGRAM = (
    '<dgm:dataModel xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><dgm:ptLst><dgm:pt modelId="0" type="doc"/>'
    '<dgm:pt modelId="1"><dgm:t><a:p><a:r><a:t>接报</a:t></a:r></a:p></dgm:t></dgm:pt>'
    '<dgm:pt modelId="2"><dgm:t><a:p><a:r><a:t>研判</a:t></a:r></a:p></dgm:t></dgm:pt></dgm:ptLst></dgm:dataModel>'
)


def test_charts_and_diagrams_say_what_was_saved_with_them() -> None:
    def frame(content: str) -> str:
        return f"<p:graphicFrame><p:nvGraphicFramePr/><a:graphic><a:graphicData>{content}</a:graphicData></a:graphic></p:graphicFrame>"

    chart = '<c:chart xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" r:id="rId1"/>'
    diagram = '<dgm:relIds xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram" r:dm="rId2"/>'
    data = make_pptx(
        [["统计"]],
        shapes={0: frame(chart) + frame(diagram)},
        targets={0: [("chart", "../charts/chart1.xml"), ("diagramData", "../diagrams/data1.xml")]},
        extra={"ppt/charts/chart1.xml": _CHART.encode(), "ppt/diagrams/data1.xml": _DIAGRAM.encode()},
    )
    blocks = parse(data, "a.pptx").blocks
    assert [block.text for block in blocks] == ["统计", "各季度演练次数", "", "接报", "研判"]
    assert blocks[2].rows == (("", "桌面"), ("一季度", "3"), ("二季度", "5"))


def test_what_is_not_read_is_named() -> None:
    picture = '<p:pic><p:nvPicPr><p:cNvPr id="4" name="p"/></p:nvPicPr></p:pic>'
    data = make_pptx([["封面"], ["旧版"], []], shapes={2: picture}, hidden=[1])
    parsed = parse(data, "a.pptx")
    assert [block.text for block in parsed.blocks] == ["封面"]
    assert parsed.warnings == (
        "隐藏的幻灯片没有读取：第 2 页。如需入库，请取消隐藏并保存后重试。",
        "第 3 页只有图片，其中的文字没有读取，请导出为 PDF 后入库。",
    )


def test_groups_without_end_are_refused() -> None:
    deep = "<p:grpSp>" * 40 + box(line("底")) + "</p:grpSp>" * 40
    with pytest.raises(FileRefused) as refusal:
        parse(make_pptx([["深"]], shapes={0: deep}), "a.pptx")
    assert refusal.value.outcome == OutcomeCode.REFUSED
