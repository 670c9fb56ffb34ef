"""Documents with known content, one per format and kind of loss, and what is checked in each.

The same content goes through LibreOffice into the formats that nothing here writes (.doc, .rtf, .xls, ruled PDF); those
are left out where it is not installed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.fidelity_reference import NoReference, convert
from benchmarks.throughput_checks import (
    Check,
    in_order,
    lines_joined,
    numbers_kept,
    repeats,
    rows_kept,
    texts_doubled,
    texts_kept,
    texts_leaked,
)
from benchmarks.throughput_samples import without_placeholders
from tests.ingest.parsers.ofd_files import make_ofd
from tests.ingest.parsers.pdf_files import make_pdf
from tests.ingest.parsers.sheet_files import Cell, make_xlsx, rows_xml, sheet_xml
from tests.ingest.parsers.slide_files import make_pptx
from tests.ingest.parsers.word_files import cell, definition, instance, level, make_docx, paragraph, table

_NUMERALS = "一二三四五六七八九十"
_BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="8"/>' for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
LEVEL_ROWS = (
    ("级别", "启动条件", "电话", "电话"),
    ("级别", "启动条件", "白天", "夜间"),
    ("Ⅰ级", "死亡三十人以上", "66600001", "66600002"),
    ("Ⅰ级", "重伤一百人以上", "66600003", "66600004"),
    ("Ⅰ级", "损失一亿元以上", "66600005", "66600006"),
    ("Ⅱ级", "死亡十人以上", "66600007", "66600008"),
)
CONTACT_ROWS = (
    ("市应急管理局", "周启明", "13800010001", "2023年3月15日"),
    ("市应急管理局", "沈若兰", "13800010002", "2023年3月16日"),
    ("市应急管理局", "陆怀远", "13800010003", "2023年3月17日"),
    ("青浦镇人民政府", "何文清", "0571-6660003", "2023年3月18日"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Probe:
    """A file with known content and what must be found in its text."""

    path: Path
    checks: tuple[Check, ...]


def make_probes(folder: Path, *, with_office: bool = True) -> Iterator[Probe]:
    """Write the documents into a folder and yield them; those that LibreOffice makes only `with_office`."""
    for name, data, checks, targets in (
        ("running-numbers", *_numbered_docx(run_on=True), ()),
        ("numbers", *_numbered_docx(run_on=False), ("doc", "rtf")),
        ("levels", _level_docx(), _level_checks(), ("doc", "rtf", "pdf")),
        ("marks", _marked_docx(), _marked_checks(), ()),
    ):
        source = _written(folder / f"{name}.docx", data)
        yield Probe(path=source, checks=checks)
        for target in targets if with_office else ():
            yield from _converted(source, target, (*checks, texts_leaked("markup left in", ["pardplain"])))
    yield from _sheets(folder, with_office=with_office)
    yield from _pages(folder)
    yield from _plain_files(folder)


def _written(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def _converted(source: Path, target: str, checks: tuple[Check, ...]) -> Iterator[Probe]:
    try:
        convert(source, source.parent, target)
    except NoReference:
        return
    result = source.with_suffix(f".{target}")
    if result.is_file():
        yield Probe(path=result, checks=checks)


def _numbered_docx(*, run_on: bool) -> tuple[bytes, tuple[Check, ...]]:
    """Chapters in Chinese numerals, items that begin anew under each article.

    Articles run on through the chapters, as in every law, or begin anew. LibreOffice cannot express the first.
    """
    runs = '<w:lvlRestart w:val="0"/>' if run_on else ""
    levels = (
        level(0, "chineseCountingThousand", "第%1章", suffix="space"),
        level(1, "chineseCountingThousand", "第%2条", suffix="space", extra=runs),
        level(2, "chineseCounting", "（%3）", suffix="nothing"),
    )
    body: list[str] = []
    expected: list[tuple[str, str]] = []
    for chapter in range(3):
        texts = [(0, f"第{_NUMERALS[chapter]}章", f"内容{_NUMERALS[chapter]}甲")]
        for article in range(3 * chapter, 3 * chapter + 3):
            name = _NUMERALS[article]
            texts.append((1, f"第{name if run_on else _NUMERALS[article % 3]}条", f"规定事项{name}，适用下列情形："))
            texts += [(2, f"（{_NUMERALS[item]}）", f"情形{name}之{_NUMERALS[item]}；") for item in range(3)]
        body += [paragraph(text, num=1, level=place) for place, _, text in texts]
        expected += [(label, text) for _, label, text in texts]
    return make_docx("".join(body), numbering=definition(0, *levels) + instance(1, 0)), (numbers_kept(expected),)


def _level_docx() -> bytes:
    first, second, *rest = LEVEL_ROWS
    rows = [
        [cell(first[0], merge="restart"), cell(first[1], merge="restart"), cell(first[2], span=2)],
        [cell("", merge="continue"), cell("", merge="continue"), *map(cell, second[2:])],
    ]
    above = ""
    for label, *others in rest:
        merged = cell("", merge="continue") if label == above else cell(label, merge="restart")
        rows.append([merged, *map(cell, others)])
        above = label
    drawn = table(*rows).replace("<w:tbl>", f"<w:tbl><w:tblPr><w:tblBorders>{_BORDERS}</w:tblBorders></w:tblPr>", 1)
    return make_docx(paragraph("响应级别表") + drawn + paragraph("表后正文。"))


def _level_checks() -> tuple[Check, ...]:
    own = [[row[0], *row[1:]] for row in LEVEL_ROWS[2:] if row[1] in {"死亡三十人以上", "死亡十人以上"}]
    return (
        rows_kept("table rows broken", own),
        rows_kept("merged cells lost", [row for row in LEVEL_ROWS[3:5]]),
        rows_kept("header spans lost", [row[2:] for row in LEVEL_ROWS[:1]]),
        in_order("out of order", ["响应级别表", *(row[1] for row in LEVEL_ROWS[2:]), "表后正文。"]),
    )


def _marked_docx() -> bytes:
    """Tracked changes, a footnote, a text box written twice (for new and for old programs), a table in a cell."""
    box = "<w:txbxContent>" + paragraph("文本框里的值班电话") + "</w:txbxContent>"
    spaces = (
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
        'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
        'xmlns:v="urn:schemas-microsoft-com:vml"'
    )
    twice = (
        f'<w:p><w:r><mc:AlternateContent {spaces}><mc:Choice Requires="wps"><w:drawing><wps:wsp><wps:txbx>{box}'
        f"</wps:txbx></wps:wsp></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>{box}</v:textbox>"
        "</v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    changed = (
        "<w:p><w:r><w:t>报告时限为</w:t></w:r>"
        '<w:del w:id="1" w:author="a"><w:r><w:delText>二十四小时删除</w:delText></w:r></w:del>'
        '<w:ins w:id="2" w:author="a"><w:r><w:t>两小时插入</w:t></w:r></w:ins></w:p>'
    )
    noted = (
        "<w:p><w:r><w:t>本预案所称突发事件</w:t></w:r>"
        '<w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:t>包括自然灾害。</w:t></w:r></w:p>'
    )
    inner = table([cell("内层左"), cell("内层右")])
    nested = table([cell("外层甲"), cell("外层乙", inner=inner)])
    note = '<w:footnote w:id="2"><w:p><w:r><w:t>脚注说明依据文件</w:t></w:r></w:p></w:footnote>'
    return make_docx(changed + noted + twice + nested + paragraph("结尾。"), footnotes=note)


def _marked_checks() -> tuple[Check, ...]:
    return (
        texts_leaked("deleted text leaked", ["二十四小时删除"]),
        texts_kept("inserted text lost", ["两小时插入"]),
        texts_kept("footnotes lost", ["脚注说明依据文件"]),
        texts_kept("text boxes lost", ["文本框里的值班电话"]),
        texts_doubled("text boxes doubled", ["文本框里的值班电话"]),
        texts_kept("inner tables lost", ["内层左", "内层右"]),
    )


def _sheets(folder: Path, *, with_office: bool) -> Iterator[Probe]:
    head: list[Cell] = ["单位", "姓名", "值班电话", "更新日期"]
    body: list[list[Cell]] = [
        ["市应急管理局", "周启明", 13800010001, (45000, 2)],
        [None, "沈若兰", 13800010002, (45001, 2)],
        [None, "陆怀远", 13800010003, (45002, 2)],
        ["青浦镇人民政府", "何文清", (5716660003, 1), (45003, 2)],
    ]
    supplies: list[list[Cell]] = [["物资", "数量", "备注"], ["救生衣", 120, None], ["编织袋", 5000, "仓库甲"]]
    data = make_xlsx(
        {
            "市级通讯录": sheet_xml(rows_xml([head, *body]), merged=["A2:A4"]),
            "物资清单": sheet_xml(rows_xml(supplies)),
        },
        formats=["0000-0000000", 'yyyy"年"m"月"d"日"'],
    )
    checks = (
        rows_kept("contact rows broken", [row[1:3] for row in CONTACT_ROWS[:3]]),
        rows_kept("merged cells lost", [row[:2] for row in CONTACT_ROWS[1:3]]),
        texts_kept("numbers not as displayed", [CONTACT_ROWS[3][2], *(row[3] for row in CONTACT_ROWS)]),
        texts_kept("sheet names lost", ["市级通讯录", "物资清单"]),
        texts_leaked("empty cells as words", ["NaN", "None", "Unnamed"]),
    )
    source = _written(folder / "contacts.xlsx", data)
    yield Probe(path=source, checks=checks)
    yield from _converted(source, "xls", checks) if with_office else ()


def _pages(folder: Path) -> Iterator[Probe]:
    """Pages with a running head and a number, paragraphs broken by the width of the page; an OFD read page by page."""
    sentence = "各部门应当按照职责分工开展监测预警、应急处置和恢复重建工作，并在规定时限内报告事件进展情况和采取的措施，不得迟报漏报"
    paragraphs = [f"第{numeral}条 {numeral}{sentence}{numeral}。" for numeral in _NUMERALS]
    pages = []
    for number in range(5):
        lines = [part for text in paragraphs[2 * number : 2 * number + 2] for part in _broken("　　" + text, 36)]
        pages.append(["某某市突发事件总体应急预案汇编", *lines, f"— {number + 1} —"])
    yield Probe(
        path=_written(folder / "heads.pdf", make_pdf(pages)),
        checks=(
            repeats("running heads left in", "某某市突发事件总体应急预案汇编", 5),
            lines_joined(paragraphs),
            texts_kept("paragraphs lost", [text[:20] for text in paragraphs]),
        ),
    )
    drawn = [
        [(20.0, 20.0 + 10 * row, f"{_NUMERALS[page]}{numeral}两组人员到岗") for row, numeral in enumerate(_NUMERALS)]
        for page in range(4)
    ]
    yield Probe(
        path=_written(folder / "pages.ofd", make_ofd(drawn)),
        checks=(
            in_order("out of order", [text for page in drawn for _, _, text in page]),
            texts_leaked("markup left in", ["ofd:TextCode"]),
        ),
    )


def _broken(text: str, width: int) -> list[str]:
    return [text[start : start + width] for start in range(0, len(text), width)]


def _plain_files(folder: Path) -> Iterator[Probe]:
    rows = [row[:3] for row in CONTACT_ROWS[:3]] + [("青浦镇人民政府", "何文清", "05716660003")]
    lines = "\r\n".join(",".join(row) for row in [("单位", "姓名", "值班电话"), *rows])
    yield Probe(
        path=_written(folder / "contacts.csv", lines.encode("gb18030")),
        checks=(rows_kept("contact rows broken", rows),),
    )
    notice = "关于做好台风防范工作的通知\n各区县人民政府：\n请于今日十八时前完成人员转移，值班电话05716660003。"
    yield Probe(
        path=_written(folder / "notice.txt", notice.encode("gb18030")),
        checks=(texts_kept("lines lost", notice.split("\n")),),
    )
    table_rows = "".join(
        f"<tr>{'<td rowspan=3>Ⅰ级</td>' if row[1].startswith('死亡三十') else ''}<td>{row[1]}</td><td>{row[2]}</td></tr>"
        for row in LEVEL_ROWS[2:5]
    )
    article = "".join(
        f"<p>第{numeral}条 各级人民政府应当加强第{numeral}类突发事件的监测。</p>" for numeral in _NUMERALS
    )
    page = (
        "<html><head><title>通知</title><meta charset=utf-8><script>var hidden='脚本文字';</script></head><body>"
        '<div class="nav"><ul><li><a href="/">网站首页</a></li><li><a href="/a">政务公开</a></li><li><a href="/b">互动交流'
        f"</a></li></ul></div><div class=article><h1>监测预警办法</h1>{article}<table><tr><th>级别</th><th>条件</th><th>电话</th>"
        f"</tr>{table_rows}</table></div><div class=footer>版权所有 网站地图 <a href='/c'>联系我们</a></div></body></html>"
    )
    yield Probe(
        path=_written(folder / "page.html", page.encode()),
        checks=(
            texts_kept("article lost", [f"第{numeral}条" for numeral in _NUMERALS]),
            texts_leaked("navigation left in", ["网站首页", "政务公开", "互动交流", "网站地图"]),
            texts_leaked("scripts left in", ["脚本文字"]),
            rows_kept("table rows broken", [LEVEL_ROWS[2][1:3], LEVEL_ROWS[3][1:3]]),
            rows_kept("merged cells lost", [LEVEL_ROWS[3][:3], LEVEL_ROWS[4][:3]]),
        ),
    )
    yield from _slides(folder)


def _slides(folder: Path) -> Iterator[Probe]:
    slides = [["应急演练总结", "参演人数一百二十人", "发现问题三项"], ["处置流程", "先报警后处置"]]
    path = _written(folder / "drill.pptx", without_placeholders(make_pptx(slides, tables={1: list(LEVEL_ROWS[2:5])})))
    checks = (
        texts_kept("lines lost", [text for slide in slides for text in slide]),
        rows_kept("table rows broken", LEVEL_ROWS[2:5]),
    )
    yield Probe(path=path, checks=checks)
