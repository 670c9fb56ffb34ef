"""Small files that unpack, expand or recurse without end."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator

from tests.ingest.hostile.records import STORED, TEXT, UNREAD, BadFile, bad_file, zipped
from tests.ingest.parsers.ofd_files import make_ofd
from tests.ingest.parsers.pdf_files import make_pdf
from tests.ingest.parsers.sheet_files import make_xlsx, sheet_xml
from tests.ingest.parsers.word_files import make_docx, paragraph
from tests.ingest.zip_files import make_gbk_zip, make_zip

_MANY = 60_000_000
_LAUGHS = '<!ENTITY l0 "哈">' + "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
_QUADRATIC = f'<!ENTITY q "{"长" * 50_000}">'
_OUTSIDE = '<!ENTITY x SYSTEM "file:///etc/passwd">'
_REMOTE = '<!ENTITY % r SYSTEM "http://127.0.0.1:9/r.dtd"> %r;'


def bombs() -> Iterator[BadFile]:
    """Yield bombs of every container and format."""
    yield from _archives()
    yield from _entities()
    yield from _workbooks()
    yield from _pdfs()
    yield from _images()
    yield from _deep()


def _archives() -> Iterator[BadFile]:
    for suffix, part in (
        (".docx", "word/document.xml"),
        (".xlsx", "xl/workbook.xml"),
        (".pptx", "ppt/presentation.xml"),
        (".ofd", "OFD.xml"),
    ):
        base = {"[Content_Types].xml": b"<Types/>", part: b"<a/>"} if suffix != ".ofd" else {part: b"<a/>"}
        yield bad_file(f"zeros{suffix}", zipped({**base, part: b"\x00" * _MANY}), "refused")
        yield bad_file(f"spaces{suffix}", zipped({**base, part: b"<a>" + b" " * _MANY + b"</a>"}), "refused")
        yield bad_file(f"other_part{suffix}", zipped({**base, "custom/huge.xml": b"a" * _MANY}), "refused")
        yield bad_file(f"slip{suffix}", zipped({**base, "..\\..\\evil.txt": b"x"}), "refused")
        yield bad_file(f"twice{suffix}", _twice(base, part), "refused")
        yield bad_file(f"stored_method_99{suffix}", _method(zipped(base), 99), *UNREAD, "unsupported")
        yield bad_file(f"overlap{suffix}", _overlapping(base, 300), "refused")
    yield bad_file("zeros.zip", make_zip({"a.txt": b"\x00" * _MANY}), "refused")
    yield bad_file("many_zeros.zip", make_zip({f"{n}.txt": b"\x00" * 900_000 for n in range(300)}), "refused")
    inner = make_zip({"a.txt": b"\x00" * _MANY})
    yield bad_file("inner_bomb.zip", make_zip({"b.zip": inner}), "refused")
    nested = make_zip({"文.txt": TEXT.encode()})
    for _ in range(12):
        nested = make_zip({"深.zip": nested})
    yield bad_file("russian_doll.zip", nested, "unsupported")
    yield bad_file("quine.zip", _overlapping({"a.txt": b"0" * 20_000}, 1_000), "refused")
    yield bad_file("directory_only.zip", _huge_directory(), "refused")
    yield bad_file("lying_64.zip", _lying_zip64(), "refused", "unreadable")
    yield bad_file("slip_gbk.zip", make_gbk_zip({"..\\..\\预案.txt": b"x"}), "refused")
    yield bad_file("drive.zip", make_zip({"C:\\Windows\\预案.txt": TEXT.encode()}), "refused")
    yield bad_file("device.zip", make_zip({"CON": b"x", "NUL.txt": b""}), "unsupported", "empty")
    for method in (14, 9, 93, 97):
        yield bad_file(f"method_{method}.zip", _method(make_zip({"a.txt": TEXT.encode()}), method), "unsupported")


def _twice(base: dict[str, bytes], part: str) -> bytes:
    buffer = io.BytesIO(zipped({**base, "z" * len(part): b"<evil/>"}))
    return buffer.getvalue().replace(b"z" * len(part), part.encode())


def _method(data: bytes, method: int) -> bytes:
    changed = bytearray(data)
    for mark, place in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        start = changed.find(mark)
        while start >= 0:
            struct.pack_into("<H", changed, start + place, method)
            start = changed.find(mark, start + 4)
    return bytes(changed)


def _overlapping(members: dict[str, bytes], times: int) -> bytes:
    """Return an archive whose directory names the last member many times."""
    data = zipped(members)
    end = data.index(b"PK\x05\x06")
    start = data.rindex(b"PK\x01\x02")
    entry = bytearray(data[start:end])
    entries = bytearray()
    for number in range(times):
        entry[46:47] = bytes([97 + number % 26])
        entries += entry
    fields = list(struct.unpack("<4s4H2LH", data[end:]))
    fields[3] = fields[4] = fields[3] + times
    fields[5] += len(entries)
    return data[:end] + bytes(entries) + struct.pack("<4s4H2LH", *fields)


def _huge_directory() -> bytes:
    entry = struct.pack("<4s6H3L5H2L", b"PK\x01\x02", *[0] * 6, 0, 0, 0, 4, 0, 0, 0, 0, 0, 0) + b"name"
    count = 200_000
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 1, 1, count * len(entry), 30, 0)
    return b"PK\x03\x04" + b"\x00" * 26 + entry * count + end


def _lying_zip64() -> bytes:
    record = struct.pack("<4sQHHLLQQQQ", b"PK\x06\x06", 44, 45, 45, 0, 0, 2**40, 2**40, 2**50, 0)
    locator = struct.pack("<4sLQL", b"PK\x06\x07", 0, 30, 1)
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0xFFFF, 0xFFFF, 0xFFFF, 0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0)
    return b"PK\x03\x04" + b"\x00" * 26 + record + locator + end


def _entities() -> Iterator[BadFile]:
    word = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    for name, dtd, use in (
        ("laughs", _LAUGHS, "&l9;"),
        ("quadratic", _QUADRATIC, "&q;" * 5_000),
        ("outside", _OUTSIDE, "&x;"),
        ("remote", _REMOTE, ""),
    ):
        head = f'<?xml version="1.0"?><!DOCTYPE d [{dtd}]>'
        xml = f"{head}<w:document {word}><w:body><w:p><w:r><w:t>{use}</w:t></w:r></w:p></w:body></w:document>"
        yield bad_file(
            f"{name}.docx", _with_part(make_docx(paragraph("底")), "word/document.xml", xml.encode()), "refused"
        )
        wide = xml.replace('<?xml version="1.0"?>', "").encode("utf-16")
        yield bad_file(
            f"{name}_utf16.docx", _with_part(make_docx(paragraph("底")), "word/document.xml", wide), "refused"
        )
        sheet = f"{head}<worksheet>{use}</worksheet>"
        yield bad_file(f"{name}.xlsx", make_xlsx({"表": sheet}), "refused")
        yield bad_file(f"{name}.ofd", make_ofd([[(20, 20, "文")]], head=f"<!DOCTYPE d [{dtd}]>"), "refused")
        yield bad_file(
            f"{name}.html", f"<!DOCTYPE html [{dtd}]><html><body><p>{use}{TEXT}</p></body></html>", *STORED, *UNREAD
        )


def _with_part(data: bytes, part: str, content: bytes) -> bytes:
    source = zipfile.ZipFile(io.BytesIO(data))
    return zipped({**{name: source.read(name) for name in source.namelist()}, part: content})


def _workbooks() -> Iterator[BadFile]:
    strings = "<si><t>" + "长" * 30_000 + "</t></si>"
    cells = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(1, 9_000))
    yield bad_file("shared_strings.xlsx", make_xlsx({"表": sheet_xml(cells)}, strings=strings), *UNREAD, heavy=True)
    for place in ("XFD1048576", "A1048576", "XFD1"):
        row = "".join(character for character in place if character.isdigit())
        xml = f'<row r="{row}"><c r="{place}" t="inlineStr"><is><t>远处的文字</t></is></c></row>'
        yield bad_file(f"far_{place}.xlsx", make_xlsx({"远": sheet_xml(xml)}), *STORED, "too_large")
    merged = [f"A{n}:XFD{n + 900}" for n in range(1, 400)]
    row = '<row r="1"><c r="A1" t="inlineStr"><is><t>合并的文字</t></is></c></row>'
    yield bad_file("merged.xlsx", make_xlsx({"并": sheet_xml(row, merged=merged)}), *STORED, "too_large")
    sheets = {f"表{n}": sheet_xml(row) for n in range(3_000)}
    yield bad_file("many_sheets.xlsx", make_xlsx(sheets), *STORED, "too_large", "refused", heavy=True)


def _pdfs() -> Iterator[BadFile]:
    inner = zlib.compress(b"0 " * 60_000_000, 9)
    twice = zlib.compress(inner, 9)
    yield bad_file(
        "flate_twice.pdf", _content_pdf(twice, b"[/FlateDecode /FlateDecode]"), *UNREAD, "partial", heavy=True
    )
    once = zlib.compress(b"BT (A) Tj ET\n" * 6_000_000, 9)
    yield bad_file("content_100_mb.pdf", _content_pdf(once, b"/FlateDecode"), *UNREAD, *STORED, heavy=True)
    filters = b"[" + b"/ASCIIHexDecode " * 3_000 + b"]"
    yield bad_file("many_filters.pdf", _content_pdf(b"41" * 100, filters), *UNREAD, *STORED)
    form = make_pdf([["表单"]]).replace(b"/Font << /F1 3 0 R >>", b"/XObject << /X 7 0 R >>")
    yield bad_file("self_form.pdf", form, *UNREAD, *STORED)
    yield bad_file("two_forms.pdf", _looping_forms(), *UNREAD, *STORED)
    deep = b"%PDF-1.7\n1 0 obj " + b"[" * 200_000 + b"]" * 200_000 + b" endobj\ntrailer << /Root 1 0 R >>"
    yield bad_file("deep_arrays.pdf", deep, *UNREAD)
    whole = make_pdf([["第一条 内容。"]])
    loop = whole.replace(b"trailer\n<< ", b"trailer\n<< /Prev 9 ")
    yield bad_file("previous_loop.pdf", loop, *UNREAD, *STORED)
    huge = whole.replace(b"[0 0 595 842]", b"[0 0 9e9 9e9]")
    yield bad_file("huge_page.pdf", huge, *UNREAD, *STORED)
    lying = whole.replace(b"/Count 1", b"/Count 2147483647")
    yield bad_file("lying_count.pdf", lying, *UNREAD, *STORED)
    yield bad_file(
        "object_stream.pdf", whole.replace(b"/Type /Page ", b"/Type /ObjStm /N 99999999 /First 1 "), *UNREAD, *STORED
    )


def _content_pdf(content: bytes, filters: bytes) -> bytes:
    body = b"%PDF-1.7\n1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj\n2 0 obj << /Type /Pages /Kids [3 0 R] /Count 1 >> endobj\n"
    body += b"3 0 obj << /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >> endobj\n"
    body += b"4 0 obj << /Length %d /Filter %s >>\nstream\n%s\nendstream endobj\n" % (len(content), filters, content)
    return body + b"trailer << /Root 1 0 R /Size 5 >>\n%%EOF\n"


def _looping_forms() -> bytes:
    body = b"%PDF-1.7\n1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj\n2 0 obj << /Type /Pages /Kids [3 0 R] /Count 1 >> endobj\n"
    body += b"3 0 obj << /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /XObject << /X 5 0 R >> >> >> endobj\n"
    body += b"4 0 obj << /Length 5 >>\nstream\n/X Do\nendstream endobj\n"
    for number, other in ((5, 6), (6, 5)):
        head = b"%d 0 obj << /Type /XObject /Subtype /Form /BBox [0 0 1 1] /Resources << /XObject << /X %d 0 R >> >> /Length 60 >>\nstream\n"
        body += head % (number, other) + b"/X Do\n" * 10 + b"endstream endobj\n"
    return body + b"trailer << /Root 1 0 R /Size 7 >>\n%%EOF\n"


def _images() -> Iterator[BadFile]:
    for width, height in ((60_000, 60_000), (2**31 - 1, 1), (100, 2**31 - 1), (0, 0)):
        data = zlib.compress(b"\x00" * 1_000_000, 9)
        header = struct.pack(">2I5B", width, height, 1, 0, 0, 0, 0)
        image = b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", header) + _chunk(b"IDAT", data) + _chunk(b"IEND", b"")
        yield bad_file(f"pixels_{width}x{height}.png", image, *UNREAD)
    text = _chunk(b"IHDR", struct.pack(">2I5B", 8, 8, 1, 0, 0, 0, 0))
    text += _chunk(b"zTXt", b"k\x00\x00" + zlib.compress(b"a" * 90_000_000, 9)) * 4
    yield bad_file("text_chunks.png", b"\x89PNG\r\n\x1a\n" + text + _chunk(b"IEND", b""), *UNREAD)
    frame = b"\xff\xd8\xff\xc0" + struct.pack(">HBHHB", 11, 8, 65_535, 65_535, 1) + b"\x01\x11\x00\xff\xd9"
    yield bad_file("huge.jpg", frame, *UNREAD)
    yield bad_file("anim.gif", b"GIF89a\xff\xff\xff\xff" + b"\x00" * 900, "unsupported")
    yield bad_file("scan.tiff", b"II*\x00\x08\x00\x00\x00\xff\xff" + b"\x00" * 900, *UNREAD)
    yield bad_file("script.svg", '<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>', "unsupported")


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def _deep() -> Iterator[BadFile]:
    word = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    for depth in (300, 5_000, 200_000):
        opened = f"<w:document {word}><w:body>" + "<w:tbl><w:tr><w:tc>" * depth
        yield bad_file(
            f"tables_{depth}.docx",
            _with_part(make_docx(paragraph("底")), "word/document.xml", opened.encode()),
            *UNREAD,
        )
        yield bad_file(f"lists_{depth}.html", "<html><body>" + "<ul><li>" * depth + TEXT, *UNREAD, *STORED)
        yield bad_file(f"tables_{depth}.html", "<html><body>" + "<table><tr><td>" * depth + TEXT, *UNREAD, *STORED)
        yield bad_file(
            f"lists_{depth}.md", "\n".join("  " * min(n, 400) + f"- 第{n}项" for n in range(min(depth, 3_000))), *STORED
        )
        yield bad_file(
            f"groups_{depth}.rtf", b"{\\rtf1 " + b"{\\b " * depth + b"plan" + b"}" * depth + b"}", *UNREAD, *STORED
        )
        yield bad_file(f"arrays_{depth}.json", "[" * depth + "]" * depth, "unsupported")
        yield bad_file(f"arrays_{depth}.txt", "[" * depth + "]" * depth, *UNREAD)
