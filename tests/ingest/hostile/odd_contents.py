"""Files that are something else, several things at once, locked, or in more than one encoding."""

from __future__ import annotations

import gzip
import io
import pickle
import sqlite3
import struct
import tarfile
from collections.abc import Iterator
from pathlib import Path

from tests.ingest.hostile.records import OLE2, STORED, TEXT, UNREAD, BadFile, bad_file
from tests.ingest.hostile.sound import picture, sound_files
from tests.ingest.parsers.pdf_files import make_pdf
from tests.ingest.parsers.sheet_files import contact_workbook, make_xlsx, rows_xml, sheet_xml
from tests.ingest.parsers.slide_files import make_pptx
from tests.ingest.parsers.word_files import make_docx, paragraph

_DOCUMENT_SUFFIXES = (".txt", ".md", ".html", ".csv", ".docx", ".xlsx", ".doc", ".xls", ".pdf", ".rtf", ".ofd", ".png")


def odd_contents() -> Iterator[BadFile]:
    """Yield files whose name promises a document."""
    yield from _programs()
    yield from _polyglots()
    yield from _locked()
    yield from _macros()
    yield from _encodings()


def _programs() -> Iterator[BadFile]:
    contents = {
        "pickle": pickle.dumps({"预案": [Path("a"), b"\x00" * 300]}),
        "elf": b"\x7fELF\x02\x01\x01" + b"\x00" * 900,
        "exe": b"MZ\x90\x00" + b"\x00" * 900,
        "sqlite": _database(),
        "gzip": gzip.compress(b"\x00" * 5_000_000),
        "tar": _tar(),
        "random": bytes((index * index * 31 + index * 7919) % 256 for index in range(9_000)),
        "nulls": b"\x00" * 9_000,
    }
    for name, data in contents.items():
        for suffix in _DOCUMENT_SUFFIXES:
            yield bad_file(f"{name}{suffix}", data, *UNREAD, "unsupported", "wrong_extension")


def _database() -> bytes:
    with sqlite3.connect(":memory:") as connection:
        connection.execute("CREATE TABLE plan (text)")
        connection.execute("INSERT INTO plan VALUES (?)", ("防汛" * 500,))
        return connection.serialize()


def _tar() -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as archive:
        entry = tarfile.TarInfo("../预案.txt")
        entry.size = 9
        archive.addfile(entry, io.BytesIO(b"x" * 9))
    return buffer.getvalue()


def _polyglots() -> Iterator[BadFile]:
    contents = sound_files()
    pdf, word = contents[".pdf"], contents[".docx"]
    yield bad_file("pdf_then_zip.pdf", pdf + contents[".zip"], *STORED, *UNREAD)
    yield bad_file("pdf_then_zip.zip", pdf + contents[".zip"], *STORED, *UNREAD, "wrong_extension", "unsupported")
    yield bad_file("zip_then_pdf.docx", word + pdf, *STORED, *UNREAD)
    yield bad_file("page_with_pdf.html", contents[".html"][:400] + b"%PDF-1.7\n" + pdf, *UNREAD, "wrong_extension")
    yield bad_file("picture_then_zip.png", picture("PNG") + contents[".zip"], *UNREAD, heavy=True)
    yield bad_file("text_before_zip.docx", b"plan\n" + word, "wrong_extension", *UNREAD)
    yield bad_file("word_and_sheet.docx", _both(), *STORED, "unreadable", "wrong_extension")
    yield bad_file("script_then_ole.doc", b"#!/bin/sh\nexit 1\n" + contents[".doc"], *UNREAD, "wrong_extension")


def _both() -> bytes:
    cells = sheet_xml(rows_xml([["单位"], ["值班室"]]))
    return make_xlsx({"表": cells}, extra={"word/document.xml": b"<w/>"})


def _locked() -> Iterator[BadFile]:
    package = OLE2 + b"\x00" * 600 + "EncryptedPackage".encode("utf-16-le") + b"\x00" * 64
    for suffix in (".docx", ".xlsx", ".pptx", ".doc", ".xls"):
        yield bad_file(f"locked{suffix}", package + suffix.encode(), "encrypted")
    for suffix in (".docx", ".xlsx", ".pptx", ".ofd", ".zip"):
        yield bad_file(f"locked_members{suffix}", _flagged(sound_files()[suffix]), "encrypted")
    workbook = bytearray(sound_files()[".xls"])
    start = workbook.index(b"\x09\x08\x10\x00")  # BOF of BIFF8, then a FILEPASS record in the place of the next
    struct.pack_into("<HH", workbook, start + 20, 0x2F, 4)
    yield bad_file("locked_workbook.xls", bytes(workbook), "encrypted", *UNREAD)
    key = "00112233445566778899AABBCCDDEEFF" * 2
    for version, revision in ((1, 2), (2, 3), (4, 4), (5, 6), (9, 99)):
        handler = f"/Encrypt << /Filter /Standard /V {version} /R {revision} /P -4 /O <{key}> /U <{key}> >> /ID [<{key[:32]}> <{key[:32]}>]"
        yield bad_file(f"locked_{version}.pdf", make_pdf([["保密文件"]], trailer=handler), "encrypted", *UNREAD)


def _flagged(data: bytes) -> bytes:
    changed = bytearray(data)
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = changed.find(mark)
        while start >= 0:
            changed[start + place] |= 1
            start = changed.find(mark, start + 4)
    return bytes(changed)


def _macros() -> Iterator[BadFile]:
    project = b"\x00" * 64
    cells = sheet_xml(rows_xml([["单位", "电话"], ["值班室", "119"]]))
    yield bad_file("macro.docm", make_docx(paragraph(TEXT), extra={"word/vbaProject.bin": project}), *STORED)
    yield bad_file("macro_as.docx", make_docx(paragraph(TEXT + "甲"), extra={"word/vbaProject.bin": project}), *STORED)
    yield bad_file("macro.xlsm", make_xlsx({"宏": cells}, extra={"xl/vbaProject.bin": project}), *STORED)
    slides = make_pptx([["防汛演练总结", "应当改进通信。"]], extra={"ppt/vbaProject.bin": project})
    yield bad_file("macro.pptm", slides, *STORED)
    old = sound_files()[".xls"] + "_VBA_PROJECT".encode("utf-16-le") + b"\x00\x00"
    yield bad_file("macro.xls", old, *STORED)
    yield bad_file("workbook_as.docm", contact_workbook() + b"\x00", "wrong_extension")


def _encodings() -> Iterator[BadFile]:
    for first in ("utf-8", "gb18030", "utf-16-le", "utf-16-be", "big5"):
        for second in ("utf-8", "gb18030", "utf-16-le", "utf-16-be", "big5"):
            if first != second:
                mixed = ("防汛应急" * 200).encode(first, "replace") + ("值班制度" * 200).encode(second, "replace")
                yield bad_file(f"{first}_{second}.txt", mixed, *UNREAD, *STORED)
    yield bad_file("nulls_between.txt", b"\x00".join(TEXT.encode()[n : n + 30] for n in range(0, 900, 30)), *UNREAD)
    yield bad_file("one_null.txt", TEXT.encode() + b"\x00" + TEXT.encode(), *UNREAD, *STORED)
    yield bad_file("lone_surrogates.txt", TEXT.encode("utf-16-le") + b"\x00\xd8\x00\xd8", *UNREAD, *STORED)
    yield bad_file("surrogate_in_page.html", "<html><body><p>&#xD800;&#x110000;&#0;" + TEXT, *STORED)
    yield bad_file("utf7.html", '<html><meta charset="utf-7"><body><p>' + TEXT, *STORED)


def large_texts() -> Iterator[BadFile]:
    """Yield texts that are sound but very large; storing what is accepted of them needs memory of its own."""
    yield bad_file("huge_line.txt", "防汛应急预案的一行，" * 500_000, *STORED, *UNREAD, heavy=True)
    yield bad_file("many_lines.txt", "第一条 内容。\n" * 900_000, *STORED, *UNREAD, heavy=True)
    yield bad_file("million_rows.csv", "姓名,电话\n" + "张三,0571\n" * 1_000_000, *STORED, *UNREAD, heavy=True)
    rows = "".join(
        f'<row r="{n}">' + "".join(f"<c><v>{n * k}</v></c>" for k in range(200)) + "</row>" for n in range(1, 15_001)
    )
    yield bad_file("three_million_numbers.xlsx", make_xlsx({"多": sheet_xml(rows)}), *UNREAD, "partial", heavy=True)
