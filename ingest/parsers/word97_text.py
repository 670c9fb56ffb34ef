"""Paragraphs of a Word 97-2003 binary document with their list properties ([MS-DOC] 2.4 to 2.6, 2.9).

Only the main text is read: footnotes, headers and text boxes stand after it and have no part in its numbers.
"""

from __future__ import annotations

import struct
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

_WORD_FILE = 0xA5EC
_MIN_VERSION = 0x00C1  # Word 97; the versions before it keep their lists elsewhere
_FC_LCB = 154
STYLES, CHARACTER_RUNS, PARAGRAPH_RUNS, PIECES, LISTS, LIST_INSTANCES = 1, 12, 13, 33, 73, 74
_PAGE_BYTES = 512
_MAX_CHARACTERS = 20_000_000
_PARAGRAPH_ENDS = "\r\x07\x0c"
_LEVEL, _LIST, _OLD_NUMBER, _DELETED, _HUGE = 0x260A, 0x460B, 0xC63E, 0x0800, (0x6645, 0x6646)
_OPERAND_BYTES = {0: 1, 1: 1, 2: 2, 3: 4, 4: 2, 5: 2, 7: 3}
_NO_STYLE = 0x0FFF
_MAX_CHAIN = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class ListPlace:
    """Where a paragraph or style puts its text in a list; None when it does not say.

    Attributes:
        instance: 1-based list number as the file counts them; 0 takes the paragraph out of any list.
        level: 0-based.
        old: The number is of the kind that Word 6 wrote, which is not reproduced here.
        style: Number of the paragraph style.
    """

    instance: int | None = None
    level: int | None = None
    old: bool = False
    style: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class WordParagraph:
    """One paragraph of the main text as it stands in the file, field codes included; `deleted` by a tracked change."""

    text: str
    place: ListPlace
    deleted: bool = False


class WordFile:
    """The main stream with the tables that its header points at.

    Raises:
        ValueError: Not a Word 97-2003 document, or an encrypted one.
        struct.error: Damaged.
    """

    def __init__(self, streams: Mapping[str, bytes]) -> None:
        self.main = streams.get("WordDocument", b"")
        identity, version = struct.unpack_from("<HH", self.main, 0)
        flags = struct.unpack_from("<H", self.main, 10)[0]
        if identity != _WORD_FILE or version < _MIN_VERSION or flags & 0x0100:
            raise ValueError("not a readable Word 97-2003 document")
        self.table = streams.get("1Table" if flags & 0x0200 else "0Table", b"")
        self.data = streams.get("Data", b"")
        self.character_count = struct.unpack_from("<i", self.main, 76)[0]
        if not 0 <= self.character_count <= _MAX_CHARACTERS:
            raise ValueError("impossible length of the text")

    def offset_of(self, number: int) -> tuple[int, int]:
        """Return (offset in the table stream, byte count) of structure `number` of FibRgFcLcb97."""
        return struct.unpack_from("<II", self.main, _FC_LCB + 8 * number)

    def structure(self, number: int) -> bytes:
        """Return the bytes of structure `number`, b"" when there is none."""
        offset, count = self.offset_of(number)
        return self.table[offset : offset + count]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Piece:
    """A stretch of text that lies together in the main stream."""

    first: int
    last: int
    offset: int
    width: int
    changes: bytes


def read_paragraphs(file: WordFile) -> Iterator[WordParagraph]:
    """Yield the paragraphs of the main text in order; cells and row ends of tables are paragraphs too."""
    pieces = _pieces(file)
    styles = _styles(file)
    runs = _Runs(file, PARAGRAPH_RUNS)
    marks = _Runs(file, CHARACTER_RUNS)
    pending: list[str] = []
    for piece in pieces:
        text = _text(file, piece)
        start = 0
        for end in (index for index, character in enumerate(text) if character in _PARAGRAPH_ENDS):
            offset = piece.offset + end * piece.width
            place = _place(file, runs.paragraph(offset), piece.changes, styles)
            deleted = any(code == _DELETED and operand[:1] == b"\x01" for code, operand in sprms(marks.run(offset)))
            yield WordParagraph(text="".join(pending) + text[start:end], place=place, deleted=deleted)
            pending.clear()
            start = end + 1
        pending.append(text[start:])
    if "".join(pending):
        yield WordParagraph(text="".join(pending), place=ListPlace())


def sprms(grpprl: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield (code, operand) of the property changes in order; stops at the first that is cut off."""
    position = 0
    while position + 2 < len(grpprl):
        code = struct.unpack_from("<H", grpprl, position)[0]
        position += 2
        count = _OPERAND_BYTES.get(code >> 13)
        if count is None:
            count = grpprl[position] + 1
            if code == 0xD608 and position + 2 <= len(grpprl):
                count = struct.unpack_from("<H", grpprl, position)[0] + 1
            elif code == 0xC615 and grpprl[position] == 255:
                return  # longer than it can say; nothing about lists follows it in practice
        yield code, grpprl[position : position + count]
        position += count


def _pieces(file: WordFile) -> list[_Piece]:
    clx = file.structure(PIECES)
    changes: list[bytes] = []
    position = 0
    while position < len(clx) and clx[position] == 1:
        count = struct.unpack_from("<H", clx, position + 1)[0]
        changes.append(clx[position + 3 : position + 3 + count])
        position += 3 + count
    size = struct.unpack_from("<I", clx, position + 1)[0]
    plc = clx[position + 5 : position + 5 + size]
    count = max((len(plc) - 4) // 12, 0)
    bounds = struct.unpack_from(f"<{count + 1}i", plc, 0)
    found: list[_Piece] = []
    for index in range(count):
        _, raw, modifier = struct.unpack_from("<HIH", plc, 4 * (count + 1) + 8 * index)
        narrow = bool(raw & 0x4000_0000)
        offset = (raw & 0x3FFF_FFFF) // 2 if narrow else raw & 0x3FFF_FFFF
        number = modifier >> 1
        change = changes[number] if modifier & 1 and number < len(changes) else b""
        last = min(bounds[index + 1], file.character_count)
        if bounds[index] < last:
            found.append(
                _Piece(first=bounds[index], last=last, offset=offset, width=1 if narrow else 2, changes=change)
            )
    return found


def _text(file: WordFile, piece: _Piece) -> str:
    raw = file.main[piece.offset : piece.offset + (piece.last - piece.first) * piece.width]
    if piece.width == 1:
        return raw.decode("cp1252", "replace")
    units = struct.unpack(f"<{len(raw) // 2}H", raw[: len(raw) // 2 * 2])
    return "".join(map(chr, units))  # one character per unit, so that places in the file follow from places in it


class _Runs:
    """Properties of paragraphs or characters by their place in the main stream."""

    def __init__(self, file: WordFile, structure: int) -> None:
        plc = file.structure(structure)
        count = max((len(plc) - 4) // 8, 0)
        self._file = file
        self._bounds = struct.unpack_from(f"<{count + 1}I", plc, 0) if count else ()
        self._pages = struct.unpack_from(f"<{count}I", plc, 4 * (count + 1)) if count else ()

    def _page(self, offset: int) -> tuple[bytes, int, int]:
        """Return (page, its number of runs, index of the run that holds `offset`, -1 when none)."""
        index = bisect_right(self._bounds, offset) - 1
        if not 0 <= index < len(self._pages):
            return b"", 0, -1
        start = (self._pages[index] & 0x3F_FFFF) * _PAGE_BYTES
        page = self._file.main[start : start + _PAGE_BYTES]
        if len(page) < _PAGE_BYTES:
            return b"", 0, -1
        count = page[-1]
        bounds = struct.unpack_from(f"<{count + 1}I", page, 0)
        run = bisect_right(bounds, offset) - 1
        return page, count, run if 0 <= run < count else -1

    def paragraph(self, offset: int) -> tuple[int, bytes]:
        """Return the style number and the changes of the paragraph that holds `offset`."""
        page, count, run = self._page(offset)
        start = 2 * page[4 * (count + 1) + 13 * run] if run >= 0 else 0
        if not start:
            return 0, b""
        size = 2 * page[start] - 1 if page[start] else 2 * page[start + 1]
        begin = start + 1 if page[start] else start + 2
        body = page[begin : begin + size]
        return (struct.unpack_from("<H", body, 0)[0], body[2:]) if len(body) >= 2 else (0, b"")

    def run(self, offset: int) -> bytes:
        """Return the changes of the characters at `offset`."""
        page, count, run = self._page(offset)
        start = 2 * page[4 * (count + 1) + run] if run >= 0 else 0
        return page[start + 1 : start + 1 + page[start]] if start else b""


def _place(
    file: WordFile, properties: tuple[int, bytes], piece_changes: bytes, styles: Mapping[int, ListPlace]
) -> ListPlace:
    style, changes = properties
    place = replace(styles.get(style, ListPlace()), style=style)
    return _changed(_changed(place, file, changes), file, piece_changes)


def _changed(place: ListPlace, file: WordFile | None, changes: bytes) -> ListPlace:
    for code, operand in sprms(changes):
        if code == _LEVEL and operand:
            place = replace(place, level=operand[0])
        elif code == _LIST and len(operand) == 2:
            number = struct.unpack("<h", operand)[0]
            place = replace(place, instance=number if number > 0 else 0)
        elif code == _OLD_NUMBER and any(operand):
            place = replace(place, old=True)
        elif code in _HUGE and file is not None and len(operand) == 4:
            start = struct.unpack("<I", operand)[0]
            if start + 2 <= len(file.data):
                size = struct.unpack_from("<H", file.data, start)[0]
                place = _changed(place, None, file.data[start + 2 : start + 2 + size])
    return place


def _styles(file: WordFile) -> dict[int, ListPlace]:
    """Return the list place of every paragraph style, what it inherits filled in."""
    sheet = file.structure(STYLES)
    size, count, base = struct.unpack_from("<HHH", sheet, 0)
    own: dict[int, tuple[int, bytes]] = {}
    position = 2 + size
    for number in range(count):
        if position + 2 > len(sheet):
            break
        length = struct.unpack_from("<H", sheet, position)[0]
        own |= {number: parsed} if (parsed := _style(sheet[position + 2 : position + 2 + length], base)) else {}
        position += 2 + length
    return {number: _inherited(number, own) for number in own}


def _style(style: bytes, base: int) -> tuple[int, bytes] | None:
    """Return (style it is based on, changes of its paragraphs); None for other kinds of style."""
    if len(style) < base + 2:
        return None
    kinds = struct.unpack_from("<H", style, 2)[0]
    if kinds & 0xF != 1:
        return None
    position = base + 2 + 2 * struct.unpack_from("<H", style, base)[0] + 2
    position += position % 2
    if position + 4 > len(style):
        return kinds >> 4, b""
    size = struct.unpack_from("<H", style, position)[0]
    return kinds >> 4, style[position + 4 : position + 2 + size]


def _inherited(number: int, own: Mapping[int, tuple[int, bytes]]) -> ListPlace:
    chain: list[int] = []
    while number in own and number not in chain and len(chain) < _MAX_CHAIN:
        chain.append(number)
        number = own[number][0]
    place = ListPlace()
    for link in reversed(chain):
        place = _changed(place, None, own[link][1])
    return place
