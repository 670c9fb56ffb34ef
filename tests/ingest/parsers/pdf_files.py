"""PDF files with a Chinese text layer, written by hand: no font is embedded, characters map through ToUnicode."""

from __future__ import annotations

from collections.abc import Sequence

_TO_UNICODE = (
    b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Map def /CMapType 2 def\n"
    b"1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
    b"%d beginbfrange\n%s\nendbfrange endcmap end end"
)


def make_pdf(pages: Sequence[Sequence[str]], *, title: str = "", trailer: str = "") -> bytes:
    """Return a PDF whose pages show the given lines from top to bottom."""
    objects: list[bytes] = []
    page_ids = [7 + 2 * number for number in range(len(pages))]
    kids = " ".join(f"{page_id} 0 R" for page_id in page_ids)
    objects.append(b"<< /Type /Catalog /Pages 2 0 R >>")
    objects.append(f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode())
    objects.append(
        b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong /Encoding /Identity-H /DescendantFonts [4 0 R] /ToUnicode 5 0 R >>"
    )
    objects.append(
        b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong /DW 1000"
        b" /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>"
    )
    ranges = b"\n".join(b"<%02X00> <%02XFF> <%02X00>" % (high, high, high) for high in range(0x100))
    objects.append(_stream(_TO_UNICODE % (0x100, ranges)))
    objects.append(b"<< /Title <FEFF" + title.encode("utf-16-be").hex().encode() + b"> >>")
    for number, lines in enumerate(pages):
        content_id = page_ids[number] + 1
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {content_id} 0 R"
            " /Resources << /Font << /F1 3 0 R >> >> >>".encode()
        )
        objects.append(_stream(_page_content(lines)))
    return _file(objects, trailer)


def _page_content(lines: Sequence[str]) -> bytes:
    shown = [b"BT /F1 12 Tf 72 800 Td 20 TL"]
    shown.extend(b"<" + line.encode("utf-16-be").hex().encode() + b"> Tj T*" for line in lines)
    return b"\n".join([*shown, b"ET"])


def _stream(content: bytes) -> bytes:
    return b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content)


def _file(objects: Sequence[bytes], trailer: str) -> bytes:
    out = bytearray(b"%PDF-1.7\n")
    offsets = []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    for offset in offsets:
        out += b"%010d 00000 n \n" % offset
    extra = f"/Root 1 0 R /Info 6 0 R {trailer}"
    out += f"trailer\n<< /Size {len(objects) + 1} {extra} >>\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(out)


def locked_pdf() -> bytes:
    """Return a PDF that asks for a password nobody knows."""
    key = "00112233445566778899AABBCCDDEEFF" * 2
    handler = f"/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <{key}> /U <{key}> >> /ID [<{key[:32]}> <{key[:32]}>]"
    return make_pdf([["保密文件"]], trailer=handler)
