from __future__ import annotations

from pathlib import Path

from ingest.parsers import pdf
from ingest.records import Block, BlockKind
from tests.ingest.parsers.pdf_files import Sheet, area, draw_pdf, grid, rule, table, words

XS = (72.0, 172.0, 322.0, 522.0)


def read(*contents: bytes) -> tuple[Block, ...]:
    return pdf.parse(draw_pdf([Sheet(content=content) for content in contents]), "a.pdf").blocks


def test_a_ruled_table_between_paragraphs() -> None:
    rows = (("单位", "值班电话", "地址"), ("市水务局", "0600-5550130", "滨河路一号"), ("市气象台", "0600-5550128", ""))
    before, found, after = read(
        words(72, 780, "各单位值班电话如下：") + words(72, 600, "表后的一段。") + table(XS, 760, rows)
    )
    assert (before.text, after.text) == ("各单位值班电话如下：", "表后的一段。")
    assert (found.kind, found.rows, found.header_row_count, found.page) == (BlockKind.TABLE, rows, 1, 1)


def test_merged_cells_are_repeated_and_two_header_rows_counted() -> None:
    ys = (760.0, 736.0, 712.0, 688.0, 664.0)
    lines = [rule(72, 760, 522, 760), rule(172, 736, 522, 736), rule(72, 712, 522, 712)]
    lines += [rule(172, 688, 522, 688), rule(72, 664, 522, 664), rule(72, 760, 72, 664), rule(172, 760, 172, 664)]
    lines += [rule(322, 736, 322, 664), rule(522, 760, 522, 664)]
    cells = (
        (75, 730, "级别"),
        (175, 744, "启动条件"),
        (175, 720, "死亡人数"),
        (325, 720, "重伤人数"),
        (75, 682, "特别重大"),
    )
    cells += ((175, 696, "三十人以上"), (325, 696, "一百人以上"), (175, 672, "失踪者计入"), (325, 672, "中毒者计入"))
    [found] = read(b"".join(lines) + b"".join(words(x, y, text) for x, y, text in cells))
    assert found.rows == (
        ("级别", "启动条件", "启动条件"),
        ("级别", "死亡人数", "重伤人数"),
        ("特别重大", "三十人以上", "一百人以上"),
        ("特别重大", "失踪者计入", "中毒者计入"),
    )
    assert found.header_row_count == 2
    assert len(ys) == len(found.rows) + 1


def test_lines_of_a_cell_are_joined_and_items_set_off() -> None:
    cell = (
        words(75, 744, "造成三十人以上死亡或者一百人")
        + words(75, 728, "以上重伤的。")
        + words(75, 712, "（二）其他情形")
        + words(275, 744, "市长")
    )
    [found] = read(grid((72, 250, 420), (760, 700)) + cell)
    assert found.rows == (("造成三十人以上死亡或者一百人以上重伤的。 （二）其他情形", "市长"),)


def test_a_table_over_two_pages_is_one_without_its_second_header() -> None:
    head = ("序号", "姓名", "电话")
    first = table(XS, 200, (head, ("一", "张三", "0600-5550101"), ("二", "李四", "0600-5550102")))
    second = table(XS, 790, (head, ("三", "王五", "0600-5550103"))) + words(72, 600, "表后。")
    found, after = read(words(72, 780, "前言。" * 4) + first, second)[1:]
    assert [row[1] for row in found.rows] == ["姓名", "张三", "李四", "王五"]
    assert (found.page, found.page_breaks, after.text) == (1, ((3, 2),), "表后。")


def test_a_row_cut_by_the_page_goes_on_in_its_cell() -> None:
    first = table(XS, 200, (("级别", "条件", "批准"), ("一级", "死亡三十人以上或者", "市长")))
    second = table(XS, 790, (("", "重伤一百人以上的。", ""), ("二级", "死亡十人以上的。", "副市长")))
    [found] = read(first, second)
    assert found.rows[1:] == (
        ("一级", "死亡三十人以上或者重伤一百人以上的。", "市长"),
        ("二级", "死亡十人以上的。", "副市长"),
    )


def test_a_row_cut_in_several_cells_goes_on_in_each() -> None:
    head = ("部门", "姓名", "岗位", "职务", "电话")
    xs = (72.0, 152.0, 222.0, 332.0, 442.0, 542.0)
    one = ("储运部", "江聿修", "液氨罐区当班", "液氨罐区现场", "0600-1")
    first = table(xs, 200, (head, ("安全部", "梁未平", "部长", "组长", "0600-2"), one))
    second = table(xs, 790, (("", "", "班长", "负责人", ""), ("合成车间", "顾连城", "主任", "副组长", "0600-3")))
    [found] = read(first, second)
    assert found.rows[2:] == (
        ("储运部", "江聿修", "液氨罐区当班班长", "液氨罐区现场负责人", "0600-1"),
        ("合成车间", "顾连城", "主任", "副组长", "0600-3"),
    )
    assert found.page_breaks == ((2, 2),)


def test_a_sum_below_the_page_break_stays_a_row() -> None:
    rows = (("类别", "名称", "数量", "库房"), ("灭火", "泡沫炮", "两门", "东库"), ("灭火", "灭火器", "四具", "西库"))
    xs = (72.0, 172.0, 272.0, 372.0, 472.0)
    [found] = read(table(xs, 200, rows), table(xs, 790, (("", "小计", "六", ""), ("救援", "三脚架", "一套", "东库"))))
    assert [row[1] for row in found.rows] == ["名称", "泡沫炮", "灭火器", "小计", "三脚架"]


def test_a_label_covers_the_rows_below_a_row_that_the_page_cut() -> None:
    ys = [790.0 - 24 * number for number in range(4)]
    below = (("以下文字未尽", ""), ("第二项", "现场查验"), ("第三项", "现场查验"))
    lines = [rule(72, y, 522, y) for y in (ys[0], ys[3])] + [rule(172, y, 522, y) for y in ys[1:3]]
    lines += [rule(x, ys[0], x, ys[3]) for x in XS]
    cells = [
        words(x + 3, y - 16, text)
        for y, row in zip(ys, below, strict=False)
        for x, text in zip(XS[1:], row, strict=False)
    ]
    first = table(XS, 200, (("类别", "内容", "方法"), ("不安全行为", "第一项文字较长", "现场查验")))
    [found] = read(first, b"".join([*lines, *cells]))
    assert found.rows[1:] == (
        ("不安全行为", "第一项文字较长以下文字未尽", "现场查验"),
        ("不安全行为", "第二项", "现场查验"),
        ("不安全行为", "第三项", "现场查验"),
    )


def test_a_label_covers_its_rows_on_the_next_page() -> None:
    first = table(XS, 200, (("类别", "名称", "数量"), ("灭火", "移动式泡沫炮", "两门")))
    second = table(XS, 790, (("", "推车式灭火器", "四具"), ("救援", "三脚架", "一套")))
    [found] = read(first, second)
    assert [row[:2] for row in found.rows[1:]] == [
        ("灭火", "移动式泡沫炮"),
        ("灭火", "推车式灭火器"),
        ("救援", "三脚架"),
    ]


def test_a_highlight_inside_a_cell_is_no_border() -> None:
    rows = (("检查项目", "检查标准"), ("组织保障", "未设立委员会，扣三分。"))
    highlight = b"".join(area(x, 720, 2, 14, "1 1 0 rg") for x in (230, 260))
    [found] = read(highlight + table((72.0, 172.0, 400.0), 760, rows))
    assert found.rows == rows


def test_another_table_on_the_next_page_stays_another() -> None:
    first, second = read(
        table(XS, 760, (("单位", "电话", "地址"), ("甲", "乙", "丙"))),
        table(XS, 790, (("物资", "数量", "地点"), ("沙袋", "多", "库房"))),
    )
    assert (first.rows[0][0], second.rows[0][0]) == ("单位", "物资")


def test_open_sides_still_make_a_table() -> None:
    lines = b"".join(rule(72, y, 522, y) for y in (760, 736, 712)) + rule(250, 760, 250, 712)
    [found] = read(
        lines
        + words(75, 744, "单位")
        + words(253, 744, "职责")
        + words(75, 720, "公安局")
        + words(253, 720, "维护秩序")
    )
    assert found.rows == (("单位", "职责"), ("公安局", "维护秩序"))


def test_underlines_a_frame_and_a_flow_chart_are_no_tables() -> None:
    underlined = words(72, 780, "经领导小组同意") + rule(72, 776, 300, 776) + rule(320, 776, 400, 776)
    framed = grid((60, 540), (700, 640)) + words(72, 680, "方框里的第一行字。") + words(72, 660, "方框里的第二行字。")
    chart = grid((72, 172), (600, 570)) + words(75, 580, "接到报告") + rule(122, 570, 122, 530)
    chart += (
        grid((72, 172), (530, 500))
        + words(75, 510, "启动响应")
        + grid((300, 400), (600, 570))
        + words(303, 580, "终止响应")
    )
    blocks = read(underlined + framed + chart)
    assert all(block.kind is BlockKind.PARAGRAPH for block in blocks)
    assert [block.text for block in blocks] == [
        "经领导小组同意", "方框里的第一行字。", "方框里的第二行字。", "接到报告", "终止响应", "启动响应",
    ]  # fmt: skip


def test_a_ruled_blank_between_words_is_shown() -> None:
    content = words(72, 780, "决定自") + rule(110, 778, 150, 778) + words(152, 780, "年起在") + rule(190, 778, 250, 778)
    assert [block.text for block in read(content + words(252, 780, "启动响应。"))] == ["决定自____年起在____启动响应。"]


def test_boxes_side_by_side_keep_their_lines_together() -> None:
    boxes = b"".join(grid((x, x + 100), (600, 560)) for x in (72, 300))
    texts = (
        words(75, 584, "事发地应急")
        + words(75, 566, "指挥机构")
        + words(303, 584, "领导小组办")
        + words(303, 566, "公室研判")
    )
    assert [block.text for block in read(boxes + texts)] == ["事发地应急 指挥机构", "领导小组办 公室研判"]


def test_rows_without_rulings_stay_lines() -> None:
    rows = [
        ("市水务局", "张三", "0600-5550130"),
        ("市气象台", "李四", "0600-5550128"),
        ("市公安局", "王五", "0600-5550110"),
    ]
    drawn = b"".join(
        words(x, 780 - 20 * n, text) for n, row in enumerate(rows) for x, text in zip(XS, row, strict=False)
    )
    assert [block.text for block in read(drawn)] == [" ".join(row) for row in rows]


def test_real_tables_are_read_whole(shared_dir: Path) -> None:
    path = next((shared_dir / "corpora" / "files").glob("1.*.pdf"))
    tables = [block for block in pdf.parse(path.read_bytes(), path.name).blocks if block.kind is BlockKind.TABLE]
    assert [(table.page, [row[0] for row in table.rows][:5]) for table in tables[1:]] == [
        (21, ["等级", "I级", "Ⅱ级", "Ⅲ级", "Ⅳ"]),
        (24, ["等级", "I级", "Ⅱ级", "Ⅲ级", "Ⅳ级"]),
    ]
    assert [page for _, page in tables[1].page_breaks] == [22, 23]
    assert "领导小组办公室 综合协调组 应急指挥组 新闻宣传组" in tables[0].rows[0][1]
