"""PDF files with a Chinese text layer, written by hand: no font is embedded, characters map through ToUnicode."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

_TO_UNICODE = (
    b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Map def /CMapType 2 def\n"
    b"1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
    b"%d beginbfrange\n%s\nendbfrange endcmap end end"
)


FIRST_EXTRA = 7
_LATIN = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """A page: what is drawn on it (see `words` and `rule`), and more entries of its dictionaries."""

    content: bytes
    rotate: int = 0
    entries: str = ""
    resources: str = ""


def make_pdf(pages: Sequence[Sequence[str]], *, title: str = "", trailer: str = "") -> bytes:
    """Return a PDF whose pages show the given lines from top to bottom."""
    return draw_pdf([Sheet(content=_page_content(lines)) for lines in pages], title=title, trailer=trailer)


def draw_pdf(
    sheets: Sequence[Sheet],
    *,
    title: str = "",
    trailer: str = "",
    catalog: str = "",
    extra: Sequence[bytes] = (),
    to_unicode: bytes | None = None,
) -> bytes:
    """Return a PDF of A4 pages; the objects `extra` have the numbers from `FIRST_EXTRA` on, the font is /F1."""
    objects: list[bytes] = []
    highs = sorted({int(found, 16) for sheet in sheets for found in re.findall(rb"/H([0-9A-F]{2}) ", sheet.content)})
    first_font = FIRST_EXTRA + len(extra)
    first_page = first_font + 1 + 2 * len(highs)
    page_ids = [first_page + 2 * number for number in range(len(sheets))]
    kids = " ".join(f"{page_id} 0 R" for page_id in page_ids)
    objects.append(f"<< /Type /Catalog /Pages 2 0 R {catalog} >>".encode())
    objects.append(f"<< /Type /Pages /Kids [{kids}] /Count {len(sheets)} >>".encode())
    objects.append(
        b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong /Encoding /Identity-H /DescendantFonts [4 0 R] /ToUnicode 5 0 R >>"
    )
    objects.append(
        b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong /DW 1000"
        b" /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>"
    )
    ranges = b"\n".join(b"<%02X00> <%02XFF> <%02X00>" % (high, high, high) for high in range(0x100))
    objects.append(to_unicode or stream(_TO_UNICODE % (0x100, ranges)))
    objects.append(b"<< /Title <FEFF" + title.encode("utf-16-be").hex().encode() + b"> >>")
    objects.extend(extra)
    objects.append(stream(b"1000 0 50 -50 950 850 d1 50 -50 900 900 re f"))
    fonts = ""
    for number, high in enumerate(highs):
        font_id = first_font + 1 + 2 * number
        font, mapping = _square_font(high)
        objects.extend([font % (first_font, font_id + 1), mapping])
        fonts += f"/H{high:02X} {font_id} 0 R "
    for page_id, sheet in zip(page_ids, sheets, strict=True):
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Rotate {sheet.rotate} /Contents {page_id + 1} 0 R"
            f" /Resources << /Font << /F1 3 0 R /F2 {_LATIN} {fonts}>> {sheet.resources} >> {sheet.entries} >>".encode()
        )
        objects.append(stream(sheet.content))
    return _file(objects, trailer)


def words(x: float, y: float, text: str, *, size: float = 12, paint: str = "0 g", mode: int = 0) -> bytes:
    """Draw a line of text with its base line at (x, y) from the lower left corner; every character is a square."""
    return b"BT %s %d Tr %g %g Td %s ET\n" % (paint.encode(), mode, x, y, _shown(text, size))


def words_with_gaps(x: float, y: float, text: str, *, size: float = 12) -> bytes:
    """Draw characters of one font (one upper byte) as one piece of text with a gap of 0.7 of the size for each blank."""
    font = {pair[0] for pair in _pairs(text.replace(" ", ""))}
    pieces = [b"-700" if glyph == " " else b"<%02X>" % _pairs(glyph)[0][1] for glyph in text]
    return b"BT 0 g 0 Tr %g %g Td /H%02X %g Tf [%s] TJ ET\n" % (x, y, font.pop(), size, b" ".join(pieces))


def turned_words(x: float, y: float, text: str, *, size: float = 12, down: bool = False) -> bytes:
    """Draw a line of text that runs upwards, or downwards."""
    turn = b"0 -1 1 0" if down else b"0 1 -1 0"
    return b"BT 0 g 0 Tr %s %g %g Tm %s ET\n" % (turn, x, y, _shown(text, size))


def _shown(text: str, size: float) -> bytes:
    """Each upper byte of the characters has a font of its own, see `_square_font`."""
    pieces = []
    for high, group in groupby(_pairs(text), key=lambda pair: pair[0]):
        low = b"".join(b"%02X" % pair[1] for pair in group)
        pieces.append(b"/H%02X %g Tf <%s> Tj" % (high, size, low))
    return b" ".join(pieces)


def _pairs(text: str) -> list[bytes]:
    units = text.encode("utf-16-be")
    return [units[at : at + 2] for at in range(0, len(units), 2)]


def _square_font(high: int) -> tuple[bytes, bytes]:
    """A font that draws every character as a square and maps the byte `xx` to the character `high` xx."""
    ranges = b"<00> <FF> <%02X00>" % high
    names = b"/s " * 256
    return (
        b"<< /Type /Font /Subtype /Type3 /FontBBox [0 -200 1000 900] /FontMatrix [0.001 0 0 0.001 0 0] /FirstChar 0 /LastChar 255"
        b" /Widths [%s] /Encoding << /Type /Encoding /Differences [0 %s] >> /CharProcs << /s %%d 0 R >> /Resources << >>"
        b" /ToUnicode %%d 0 R >>" % (b"1000 " * 256, names),
        stream(_TO_UNICODE.replace(b"<0000> <FFFF>", b"<00> <FF>") % (1, ranges)),
    )


def latin(x: float, y: float, text: str, *, size: float = 12, paint: str = "0 g") -> bytes:
    """Draw a line in Helvetica, a font that every program can draw."""
    return b"BT %s 0 Tr /F2 %g Tf %g %g Td (%s) Tj ET\n" % (paint.encode(), size, x, y, text.encode())


def rule(x0: float, y0: float, x1: float, y1: float) -> bytes:
    """Draw a straight line."""
    return b"0 G 0.7 w %g %g m %g %g l S\n" % (x0, y0, x1, y1)


def area(x: float, y: float, width: float, height: float, paint: str) -> bytes:
    """Fill a rectangle."""
    return b"%s %g %g %g %g re f\n" % (paint.encode(), x, y, width, height)


def grid(xs: Sequence[float], ys: Sequence[float]) -> bytes:
    """Draw a table of lines; `ys` from top to bottom."""
    level = [rule(xs[0], y, xs[-1], y) for y in ys]
    return b"".join([*level, *(rule(x, ys[0], x, ys[-1]) for x in xs)])


def table(xs: Sequence[float], top: float, rows: Sequence[Sequence[str]], *, height: float = 24) -> bytes:
    """Draw a ruled table with one line of text in each cell."""
    ys = [top - height * number for number in range(len(rows) + 1)]
    cells = [
        words(x + 3, y - 16, text) for y, row in zip(ys, rows, strict=False) for x, text in zip(xs, row, strict=False)
    ]
    return grid(xs, ys) + b"".join(cells)


def _page_content(lines: Sequence[str]) -> bytes:
    shown = [b"BT /F1 12 Tf 72 800 Td 20 TL"]
    shown.extend(b"<" + line.encode("utf-16-be").hex().encode() + b"> Tj T*" for line in lines)
    return b"\n".join([*shown, b"ET"])


def stream(content: bytes, entries: bytes = b"") -> bytes:
    """Return a stream object."""
    return b"<< %s /Length %d >>\nstream\n%s\nendstream" % (entries, len(content), content)


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
