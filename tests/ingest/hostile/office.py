"""Bad workbooks, old documents, RTF and slides."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from tests.ingest.hostile.records import OLE2, STORED, TEXT, BadFile, bad_file, zipped
from tests.ingest.parsers.sheet_files import contact_workbook, make_xlsx, rows_xml, sheet_xml
from tests.ingest.parsers.slide_files import make_pptx
from tests.ingest.parsers.word_files import make_docx, paragraph

_FIXTURES = Path(__file__).parent.parent / "fixtures"
_CUTS = (5, 20, 35, 50, 65, 80, 90, 95)
_LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))


def office_files() -> Iterator[BadFile]:
    """Yield bad files of the sheet, .doc, RTF and slide readers."""
    yield from _workbooks()
    yield from _old_files()
    yield from _rich_text()
    yield from _slides()


def _workbooks() -> Iterator[BadFile]:
    whole = contact_workbook()
    for share in _CUTS:
        yield bad_file(f"cut_{share}.xlsx", whole[: len(whole) * share // 100], "unreadable")
    far = '<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>远处的文字</t></is></c></row>'
    yield bad_file("far_cell.xlsx", make_xlsx({"远": sheet_xml(far, merged=["A1:XFD1048576"] * 500)}), *STORED)
    yield bad_file(
        "three_million.xlsx", make_xlsx({"多": sheet_xml("<row>" + "<c><v>1</v></c>" * 3_000_000)}), "refused"
    )
    laughs = f'<!DOCTYPE w [<!ENTITY l0 "哈">{_LAUGHS}]><worksheet>&l9;</worksheet>'
    yield bad_file("laughs.xlsx", make_xlsx({"笑": laughs}), "refused")
    cells = sheet_xml(rows_xml([["单位", "电话"], ["值班室", "119"]]))
    entity = {"xl/sharedStrings.xml": b'<!DOCTYPE s [<!ENTITY x SYSTEM "file:///etc/passwd">]><sst>&x;</sst>'}
    yield bad_file("entity.xlsx", make_xlsx({"外": cells}, extra=entity), "refused")
    yield bad_file("macro.xlsx", make_xlsx({"宏": cells}, extra={"xl/vbaProject.bin": b"\x00" * 64}), *STORED)
    yield bad_file("binary_workbook.xlsx", zipped({"[Content_Types].xml": b"", "xl/workbook.bin": b"x"}), "unsupported")
    yield bad_file("slip.xlsx", make_xlsx({"越界": cells}, extra={"../evil.xml": b"x"}), "refused")
    locked = OLE2 + b"\x00" * 700 + "EncryptedPackage".encode("utf-16-le") + b"\x00" * 64
    yield bad_file("locked.xlsx", locked, "encrypted")
    empty = zipped({"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<workbook/>"})
    yield bad_file("no_sheets.xlsx", empty, "unreadable")
    yield bad_file("no_text.xlsx", make_xlsx({"空": sheet_xml("")}), "no_text")
    yield bad_file("only_hidden.xlsx", make_xlsx({"藏": cells}, hidden=["藏"]), "no_text")
    broken = sheet_xml('<row r="x"><c r="??" t="s"><v>99999999999</v></c><c s="-7" t="zz"><v>值班电话</v></c></row>')
    yield bad_file("strange_cells.xlsx", make_xlsx({"怪": broken}), *STORED)
    huge = sheet_xml(rows_xml([["数", "值"], ["大", (1e308, 1)], ["小", (-1e-308, 1)], ["非", (float("inf"), 1)]]))
    yield bad_file("huge_numbers.xlsx", make_xlsx({"数": huge}, formats=["#,##0.00"]), *STORED)
    formats = ["0" * 200_000, "[" * 5_000, '"' * 999, "[h]" * 900, "#,#" * 80 + ";" * 300]
    odd = sheet_xml(rows_xml([["格式", "值"], *[[f"第{number}个", (5.5, number)] for number in range(1, 6)]]))
    yield bad_file(
        "strange_formats.xlsx",
        make_xlsx({"式": odd, "正文": sheet_xml(rows_xml([["依据", TEXT]]))}, formats=formats),
        *STORED,
    )
    yield bad_file("word.xlsx", make_docx(paragraph("应急预案里没有表格")), "wrong_extension")
    yield bad_file("workbook.docx", contact_workbook() + b"\x00", "wrong_extension")
    yield bad_file("workbook.xls", contact_workbook() + b"\x00\x00", *STORED)
    yield bad_file("page.xls", f"<html><body><table><tr><td>{TEXT}</table></body></html>", "wrong_extension")
    yield bad_file("binary.csv", bytes((index * 7919 + 29) % 256 for index in range(5000)), "unreadable")
    yield bad_file("open_quote.csv", '单位,"' + "电" * 300_000, "unreadable")
    yield bad_file("blank.csv", ",,,\n" * 1000, "no_text")
    yield bad_file("wide.csv", ",".join(f"列{number}" for number in range(5_000)) + "\n" + "1," * 5_000, "partial")


def _old_files() -> Iterator[BadFile]:
    for name in ("contacts.xls", "plan.doc"):
        stem, _, suffix = name.partition(".")
        whole = (_FIXTURES / name).read_bytes()
        for share in _CUTS:
            yield bad_file(f"{stem}_cut_{share}.{suffix}", whole[: len(whole) * share // 100], "unreadable", *STORED)
    streams = {"doc": "WordDocument", "xls": "Workbook", "wps": "WordDocument", "et": "Workbook"}
    for suffix, stream in streams.items():
        junk = OLE2 + suffix.encode() + b"\x00" * 600 + stream.encode("utf-16-le") + b"\x00" * 64
        yield bad_file(f"junk.{suffix}", junk, "unreadable", "no_text")
    document = bytearray((_FIXTURES / "plan.doc").read_bytes())
    document[document.index(b"\xec\xa5\x01\x01") + 11] |= 1  # fEncrypted of the file information block
    yield bad_file("locked.doc", bytes(document), "encrypted")
    yield bad_file("plan.wps", (_FIXTURES / "plan.doc").read_bytes() + b"\x00", *STORED)
    yield bad_file("text.doc", "这其实是纯文本。" + TEXT, "wrong_extension")
    yield bad_file("contacts.doc", (_FIXTURES / "contacts.xls").read_bytes() + b"\x00", "wrong_extension")


def _rich_text() -> Iterator[BadFile]:
    whole = (_FIXTURES / "plan.rtf").read_bytes()
    for share in _CUTS:
        yield bad_file(f"cut_{share}.rtf", whole[: len(whole) * share // 100], *STORED, "unreadable", "no_text")
    yield bad_file("deep.rtf", b"{\\rtf1 " + b"{" * 200_000 + b"text", "refused", "unreadable", "no_text", *STORED)
    yield bad_file("picture.rtf", b"{\\rtf1{\\pict\\bin99999999 x}}", "no_text", "unreadable", *STORED)
    yield bad_file("rich.doc", whole + b" ", *STORED)


def _slides() -> Iterator[BadFile]:
    whole = make_pptx([["防汛演练总结", "演练于三月举行。"], ["存在的问题"]])
    for share in _CUTS:
        yield bad_file(f"cut_{share}.pptx", whole[: len(whole) * share // 100], "unreadable")
    yield bad_file("no_slides.pptx", make_pptx([]), "no_text", "unreadable")
    yield bad_file("macro.pptx", make_pptx([["宏"]], extra={"ppt/vbaProject.bin": b"\x00"}), "no_text")
    laughs = f'<!DOCTYPE w [<!ENTITY l0 "哈">{_LAUGHS}]><p>&l9;</p>'.encode()
    yield bad_file(
        "laughs.pptx", make_pptx([["笑"]], extra={"ppt/slides/slide1.xml": laughs}), "refused", "unreadable", "no_text"
    )
