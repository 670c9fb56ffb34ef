"""Sound files of every format, ordinary and odd, that must all be read: what safety must never cost."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

from tests.ingest.hostile.good_pdfs import good_pdfs
from tests.ingest.hostile.records import STORED, BadFile, bad_file
from tests.ingest.hostile.repetitive import repetitive_files
from tests.ingest.hostile.sentences import plan, sentences
from tests.ingest.hostile.sound import picture, sound_files
from tests.ingest.parsers.ofd_files import make_ofd
from tests.ingest.parsers.sheet_files import make_xlsx, rows_xml, sheet_xml
from tests.ingest.parsers.slide_files import make_pptx
from tests.ingest.parsers.word_files import cell, definition, instance, level, make_docx, paragraph, table
from tests.ingest.zip_files import make_gbk_zip, make_zip

_SETTINGS = (
    '<?xml version="1.0"?><w:settings xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    '<w:documentProtection w:edit="readOnly" w:enforcement="1" w:cryptAlgorithmSid="4" w:hash="AAAA"/></w:settings>'
)


def good_files() -> Iterator[BadFile]:
    """Yield more than 300 files whose right outcome is to be stored, some with a notice."""
    groups = (
        _texts(),
        _pages(),
        _tables(),
        _words(),
        _workbooks(),
        _slides(),
        _layouts(),
        good_pdfs(),
        _old(),
        _packages(),
        repetitive_files(),
    )
    for group in groups:
        yield from group


def _good(name: str, data: bytes | str, *, heavy: bool = False) -> BadFile:
    return bad_file(name, data, *STORED, heavy=heavy)


def _texts() -> Iterator[BadFile]:
    encodings = ("utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "utf-16-le", "utf-16-be", "utf-32")
    for number, encoding in enumerate(encodings):
        for line_end in ("\n", "\r\n", "\r"):
            name = f"文本_{encoding}_{len(line_end)}{ord(line_end[0])}.txt"
            yield _good(name, plan(10 * number + ord(line_end[-1])).replace("\n", line_end).encode(encoding))
    for number in range(25):
        yield _good(
            f"记录{number}.md",
            f"# 预案{number}\n\n{plan(100 + number)}\n| 级别 | 条件 |\n|---|---|\n| Ⅰ级 | {number} |\n",
        )
    yield _good("很短.txt", "值班电话119")
    yield _good("名" * 60 + ".txt", plan(150))
    yield _good("有 空格 (1) [副本].txt", plan(151))
    yield _good("大写.TXT", plan(152))
    yield _good("一万条.txt", plan(153, 3_000))
    yield _good("空行多.txt", plan(154).replace("\n", "\n" * 40))
    yield _good("目录点.txt", "目录\n第一章 总则" + "…" * 300 + "1\n" + plan(155))
    yield _good("分隔线.md", "# 预案\n\n" + "-" * 400 + "\n\n" + "=" * 400 + "\n\n" + plan(156))
    yield _good("代码.md", "# 预案\n\n```\n<!DOCTYPE x>\n```\n" + plan(157))
    yield _good("说到实体.txt", "文中提到 <!DOCTYPE html> 和 <!ENTITY> 的写法。\n" + plan(158))


def _pages() -> Iterator[BadFile]:
    heads = (
        "<!DOCTYPE html>",
        '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">',
        '<?xml version="1.0" encoding="utf-8"?>',
        "<!-- saved from a site -->",
        "",
    )
    for number, head in enumerate(heads):
        for encoding in ("utf-8", "gb2312"):
            body = "".join(f"<p>{line}</p>" for line in plan(200 + number).splitlines() if line)
            page = f'{head}<html><head><meta charset="{encoding}"><title>预案{number}</title></head><body>{body}</body></html>'
            yield _good(f"网页{number}_{encoding}.html", page.encode(encoding))
            rows = "".join(f"<tr><td>{row}</td><td rowspan=1 colspan=2>甲{number}</td></tr>" for row in range(60))
            yield _good(
                f"表格页{number}_{encoding}.htm",
                page.replace("</body>", f"<table>{rows}</table></body>").encode(encoding),
            )


def _tables() -> Iterator[BadFile]:
    rows = [["姓名", "单位", "电话"]] + [[f"张{n}", "应急局", f"0571-{n:08d}"] for n in range(50)]
    for number, mark in enumerate((",", ";", "\t")):
        for encoding in ("utf-8", "utf-8-sig", "gb18030", "utf-16"):
            for quoted in (False, True):
                lines = [
                    mark.join(f'"{one}"' if quoted else one for one in [*row[:2], f"{row[2]}{number}{quoted}"])
                    for row in rows
                ]
                yield _good(f"通讯录_{number}_{encoding}_{quoted}.csv", "\r\n".join(lines).encode(encoding))


def _words() -> Iterator[BadFile]:
    for number in range(45):
        body = "".join(paragraph(line) for line in plan(300 + number, 5 + number * 9).splitlines())
        grid = table(*[[cell(f"{row}-{column}") for column in range(2 + number % 6)] for row in range(2 + number * 3)])
        yield _good(f"文档{number}.docx", make_docx(body + grid))
    base = make_docx("".join(paragraph(line) for line in plan(340).splitlines()))
    for suffix in (".docx", ".doc", ".wps", ".dotx", ".wpt", ".DOCX"):
        yield _good(f"后缀{suffix}", _with(base, {f"docProps/{suffix[1:]}.xml": b"<a/>"}))
    extras: dict[str, dict[str, bytes]] = {
        "限制编辑": {"word/settings.xml": _SETTINGS.encode()},
        "自定义数据": {"customXml/item1.xml": b"<data><a>1</a></data>", "customXml/itemProps1.xml": b"<p/>"},
        "批注": {
            "word/comments.xml": b"<w:comments xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'/>"
        },
        "白底位图": {"word/media/image1.bmp": b"BM" + b"\xff" * 20_000_000},
        "空白图元": {"word/media/image1.emf": b"\x00" * 3_000_000},
        "嵌入表格": {"word/embeddings/Microsoft_Excel_Sheet1.xlsx": sound_files()[".xlsx"]},
        "嵌入对象": {"word/embeddings/oleObject1.bin": sound_files()[".xls"]},
        "很多图片": {f"word/media/image{n}.png": picture("PNG", (8, 8)) for n in range(900)},
        "中文部件名": {"word/media/图片1.png": picture("PNG", (8, 8))},
        "缩略图": {"docProps/thumbnail.jpeg": picture("JPEG", (64, 64))},
    }
    for name, parts in extras.items():
        yield _good(f"{name}.docx", _with(base, parts))
    yield _good("不压缩.docx", _repacked(base, zipfile.ZIP_STORED))
    yield _good("流式写出.docx", _streamed(base))
    yield _good("有注释.docx", _commented(base))
    yield _good(
        "前后空段.docx", make_docx(paragraph("") * 400 + paragraph("第一条 内容在空页之后。") + paragraph("") * 400)
    )
    lists = definition(0, level(0, "chineseCounting", "第%1条")) + instance(1, 0)
    yield _good(
        "自动编号.docx",
        make_docx("".join(paragraph(f"应当报告第{n}项。", num=1, level=0) for n in range(200)), numbering=lists),
    )
    yield _good(
        "一千页.docx", make_docx("".join(paragraph(line) for line in plan(341, 6_000).splitlines())), heavy=True
    )
    wide = table(*[[cell(f"第{row}行第{column}列") for column in range(12)] for row in range(600)])
    yield _good("大表.docx", make_docx("".join(map(paragraph, sentences(20, 7))) + wide))


def _with(data: bytes, parts: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO(data)
    with zipfile.ZipFile(buffer, "a", zipfile.ZIP_DEFLATED) as archive:
        present = set(archive.namelist())
        for name, content in parts.items():
            if name not in present:
                archive.writestr(name, content)
    return buffer.getvalue()


def _repacked(data: bytes, method: int) -> bytes:
    source, buffer = zipfile.ZipFile(io.BytesIO(data)), io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name in source.namelist():
            archive.writestr(name, source.read(name))
    return buffer.getvalue()


class _Unseekable(io.RawIOBase):
    """A stream that cannot go back: sizes then follow the data (data descriptors)."""

    def __init__(self) -> None:
        self.written = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, data: object) -> int:
        piece = bytes(memoryview(data))  # type: ignore[arg-type]
        self.written += piece
        return len(piece)


def _streamed(data: bytes) -> bytes:
    source, stream = zipfile.ZipFile(io.BytesIO(data)), _Unseekable()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in source.namelist():
            with archive.open(name, "w", force_zip64=True) as part:
                part.write(source.read(name))
    return bytes(stream.written)


def _commented(data: bytes) -> bytes:
    buffer = io.BytesIO(data)
    with zipfile.ZipFile(buffer, "a") as archive:
        archive.comment = "由办公软件生成".encode() * 40
    return buffer.getvalue()


def _workbooks() -> Iterator[BadFile]:
    for number in range(40):
        rows = [["序号", "单位", "电话", "数量"]]
        rows += [[str(n), f"单位{n}", f"0571-{number:03d}{n:05d}", str(n * number)] for n in range(10 + number * 20)]
        yield _good(f"台账{number}.xlsx", make_xlsx({"台账": sheet_xml(rows_xml(rows)), "空表": sheet_xml("")}))
    cells = sheet_xml(rows_xml([["单位", "电话"], ["值班室", "119"]]))
    for suffix in (".xlsx", ".xls", ".et", ".xltx", ".ett"):
        yield _good(f"后缀{suffix}", make_xlsx({f"表{suffix[1:]}": cells}))
    yield _good(
        "五十张表.xlsx",
        make_xlsx({f"表{n}": sheet_xml(rows_xml([["单位", "电话"], [f"室{n}", "119"]])) for n in range(50)}),
    )
    big = [["物资", "数量", "地点"]] + [[f"物资{n}", str(n), f"仓库{n % 9}"] for n in range(5_000)]
    yield _good("五千行.xlsx", make_xlsx({"清单": sheet_xml(rows_xml(big))}))
    styled = "".join(f'<row r="{n}"><c r="A{n}" s="0"/><c r="XFD{n}" s="0"/></row>' for n in range(3, 60))
    yield _good("格式刷到边.xlsx", make_xlsx({"表": cells.replace("</sheetData>", styled + "</sheetData>")}))
    yield _good(
        "保护工作表.xlsx",
        make_xlsx({"表": cells.replace("</sheetData>", '</sheetData><sheetProtection sheet="1" password="CC1A"/>')}),
    )
    yield _good("有图.xlsx", _with(make_xlsx({"图": cells}), {"xl/media/image1.png": picture("PNG")}))
    yield _good("隐藏一张.xlsx", make_xlsx({"甲": cells, "乙": cells}, hidden=["乙"]))


def _slides() -> Iterator[BadFile]:
    for number in range(15):
        pages = [
            [f"第{number}次演练总结第{page}页", *sentences(3, 90 * number + page)] for page in range(1 + number * 2)
        ]
        yield _good(f"幻灯片{number}.pptx", make_pptx(pages))
    for suffix in (".potx", ".ppsx"):
        yield _good(f"模板{suffix}", make_pptx([[f"模板{suffix}", "应当改进通信保障。"]]))


def _layouts() -> Iterator[BadFile]:
    for number in range(20):
        pages = [
            [(20.0, 20.0 + 8 * line, text) for line, text in enumerate(sentences(3 + number, 40 * number + page))]
            for page in range(1 + number % 4)
        ]
        yield _good(f"公文{number}.ofd", make_ofd(pages, title=f"公文{number}"))


def _old() -> Iterator[BadFile]:
    names = {
        ".doc": (".doc", ".wps", ".dot", ".wpt"),
        ".xls": (".xls", ".et", ".xlt", ".ett"),
        ".rtf": (".rtf", ".doc", ".wps"),
    }
    for real, suffixes in names.items():
        for number, suffix in enumerate(suffixes):
            padding = b"\r\n" * number if real == ".rtf" else b"\x00" * 512 * number
            yield _good(f"旧文件{real[1:]}{suffix}", sound_files()[real] + padding)
    for suffix in (".png", ".jpg"):
        yield bad_file(f"没有字的图{suffix}", sound_files()[suffix], *STORED, "no_text", heavy=True)


def _packages() -> Iterator[BadFile]:
    inner = {f"预案/第{n}号.txt": plan(500 + n).encode() for n in range(8)}
    yield _good("预案包.zip", make_zip(inner))
    yield _good("中文名.zip", make_gbk_zip({f"防汛{n}.txt": plan(520 + n).encode() for n in range(5)}))
    yield _good(
        "包中包.zip", make_zip({"内.zip": make_zip({"甲.txt": plan(540).encode()}), "乙.txt": plan(541).encode()})
    )
    yield _good("不压缩.zip", _repacked(make_zip({"丙.txt": plan(542).encode()}), zipfile.ZIP_STORED))
    yield _good("流式.zip", _streamed(make_zip({"丁.txt": plan(543).encode()})))
    yield _good("带注释.zip", _commented(make_zip({"戊.txt": plan(544).encode()})))
    yield _good(
        "各种格式.zip",
        make_zip(
            {
                f"文件{suffix}": data + (b"" if suffix in (".docx", ".xlsx", ".pptx", ".ofd") else b"\n")
                for suffix, data in sound_files().items()
                if suffix not in (".zip", ".png", ".jpg", ".doc", ".xls")
            }
        ),
    )
    yield _good("三百份.zip", make_zip({f"{n}.txt": plan(600 + n, 3).encode() for n in range(300)}))
    yield _good("含大文件.zip", make_zip({"大.txt": plan(546, 3_000).encode(), "小.txt": plan(545).encode()}))
