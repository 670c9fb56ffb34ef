"""List definitions of a Word 97-2003 binary document ([MS-DOC] 2.9.131, 2.9.147, 2.9.150, 2.9.191, 2.9.192)."""

from __future__ import annotations

import struct
from dataclasses import dataclass

from ingest.parsers.docx_symbols import bullet
from ingest.parsers.numbering import LEVEL_COUNT, Level, ListInstance, override_level
from ingest.parsers.word97_text import LIST_INSTANCES, LISTS, WordFile, sprms

_LIST_BYTES, _LEVEL_BYTES, _INSTANCE_BYTES = 28, 28, 16
_NO_STYLE = 0x0FFF
_HIDDEN = 0x083C
UNKNOWN_FORMAT = "unknown"
# [MS-OSHARED] 2.2.1.3; what is missing here is not reproduced.
_FORMATS = {
    0x00: "decimal", 0x01: "upperRoman", 0x02: "lowerRoman", 0x03: "upperLetter", 0x04: "lowerLetter", 0x05: "ordinal",
    0x08: "hex", 0x0A: "ideographDigital", 0x0B: "japaneseCounting", 0x0E: "decimalFullWidth", 0x0F: "decimal",
    0x10: "japaneseLegal", 0x11: "japaneseDigitalTenThousand", 0x12: "decimalEnclosedCircle",
    0x13: "decimalFullWidth2", 0x16: "decimalZero", 0x17: "bullet", 0x1A: "decimalEnclosedFullstop",
    0x1B: "decimalEnclosedParen", 0x1C: "decimalEnclosedCircleChinese", 0x1D: "ideographEnclosedCircle",
    0x1E: "ideographTraditional", 0x1F: "ideographZodiac", 0x20: "ideographZodiacTraditional",
    0x21: "taiwaneseCounting", 0x22: "ideographLegalTraditional", 0x23: "taiwaneseCountingThousand",
    0x24: "taiwaneseDigital", 0x25: "chineseCounting", 0x26: "chineseLegalSimplified",
    0x27: "chineseCountingThousand", 0x39: "numberInDash", 0xFF: "none",
}  # fmt: skip
_SUFFIXES = ("tab", "space", "nothing")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Definition:
    levels: dict[int, Level]


def read_lists(file: WordFile) -> dict[str, ListInstance]:
    """Return the lists by the number that paragraphs give ("1" is the first).

    Raises:
        struct.error: Damaged.
    """
    definitions = _definitions(file)
    offset, size = file.offset_of(LIST_INSTANCES)
    if not size:
        return {}
    count = struct.unpack_from("<I", file.table, offset)[0]
    position = offset + 4 + count * _INSTANCE_BYTES
    instances: dict[str, ListInstance] = {}
    for index in range(min(count, size // _INSTANCE_BYTES)):
        record = offset + 4 + index * _INSTANCE_BYTES
        identity, override_count = struct.unpack_from("<i8xB", file.table, record)
        position += 4
        levels = definitions[identity].levels if identity in definitions else {}
        starts: dict[int, int] = {}
        for _ in range(override_count):
            levels, position = _override(file.table, position, levels, starts)
        if levels:
            instances[str(index + 1)] = ListInstance(abstract=str(identity), levels=levels, start_overrides=starts)
    return instances


def _definitions(file: WordFile) -> dict[int, _Definition]:
    offset, size = file.offset_of(LISTS)
    if not size:
        return {}
    count = struct.unpack_from("<H", file.table, offset)[0]
    position = offset + 2 + count * _LIST_BYTES
    found: dict[int, _Definition] = {}
    for index in range(count):
        record = offset + 2 + index * _LIST_BYTES
        identity, *styles, flags = struct.unpack_from("<i4x9HB", file.table, record)
        levels: dict[int, Level] = {}
        for number in range(1 if flags & 1 else LEVEL_COUNT):
            style = "" if styles[number] == _NO_STYLE else str(styles[number])
            levels[number], position = _level(file.table, position, style)
        found[identity] = _Definition(levels=levels)
    return found


def _override(
    table: bytes, position: int, levels: dict[int, Level], starts: dict[int, int]
) -> tuple[dict[int, Level], int]:
    """Apply one override; a new start goes into `starts`. Return the levels and the place after it."""
    start, flags = struct.unpack_from("<iI", table, position)
    position += 8
    number = flags & 0xF
    if flags & 0x20:
        level, position = _level(table, position, "")
        start = level.start
        levels = override_level(levels, number, level)
    if flags & 0x10:
        starts[number] = start
    return levels, position


def _level(table: bytes, position: int, style: str) -> tuple[Level, int]:
    start, kind, flags = struct.unpack_from("<iBB", table, position)
    follow = table[position + 15]
    look_bytes, layout_bytes, restart = struct.unpack_from("<BBB", table, position + 24)
    position += _LEVEL_BYTES + layout_bytes
    look = table[position : position + look_bytes]
    position += look_bytes
    length = struct.unpack_from("<H", table, position)[0]
    text = table[position + 2 : position + 2 + 2 * length].decode("utf-16-le", "replace")
    number_format = _FORMATS.get(kind, UNKNOWN_FORMAT)
    printed = "".join(f"%{ord(sign) + 1}" if ord(sign) < LEVEL_COUNT else sign for sign in text)
    level = Level(
        start=start,
        number_format=number_format,
        text=bullet(text, _bullet_font(text)) if number_format == "bullet" else printed,
        suffix=_SUFFIXES[follow] if follow < len(_SUFFIXES) else "tab",
        restart=restart if flags & 0x08 else None,
        legal=bool(flags & 0x04),
        style=style,
        hidden=any(code == _HIDDEN and operand[:1] == b"\x01" for code, operand in sprms(look)),
    )
    return level, position + 2 + 2 * length


def _bullet_font(text: str) -> str:
    """Guess the font of a bullet: a letter other than o is a sign of Wingdings."""
    return "Wingdings" if text.isascii() and text.isalpha() and text != "o" else ""
