"""Old Office files (compound files) whose chains loop, whose sizes lie, whose records are nonsense."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from tests.ingest.hostile.records import STORED, UNREAD, BadFile, bad_file
from tests.ingest.hostile.sound import sound_files

_SECTOR = 512
_ENDINGS = (*UNREAD, *STORED, "unsupported", "encrypted", "wrong_extension")
_HEADER_FIELDS = {
    "sector_shift": (30, "<H", (0, 1, 31, 65_535)),
    "mini_shift": (32, "<H", (0, 63, 65_535)),
    "table_count": (44, "<I", (0, 2**31, 2**32 - 1)),
    "directory_start": (48, "<I", (0, 2**31, 2**32 - 2)),
    "mini_cutoff": (56, "<I", (0, 2**32 - 1)),
    "mini_start": (60, "<I", (0, 1, 2**32 - 3)),
    "extension_start": (68, "<I", (0, 1, 2**31)),
    "extension_count": (72, "<I", (1, 2**32 - 1)),
    "first_table": (76, "<I", (0, 2**31, 2**32 - 1)),
}


def compound_files() -> Iterator[BadFile]:
    """Yield damaged .doc, .wps, .xls and .et files."""
    for suffix in (".doc", ".xls"):
        whole = sound_files()[suffix]
        for name, (place, form, values) in _HEADER_FIELDS.items():
            for value in values:
                changed = bytearray(whole)
                struct.pack_into(form, changed, place, value)
                yield bad_file(f"{name}_{value}{suffix}", bytes(changed), *_ENDINGS)
        yield from _chains(suffix, whole)
    yield from _records()


def _chains(suffix: str, whole: bytes) -> Iterator[BadFile]:
    (table,) = struct.unpack_from("<I", whole, 76)
    start = _SECTOR * (table + 1)
    count = min((len(whole) - start) // 4, 128)
    for name, values in {
        "all_to_first": [0] * count,
        "each_to_itself": list(range(count)),
        "in_pairs": [number ^ 1 for number in range(count)],
        "backwards": [max(number - 1, 0) for number in range(count)],
        "far": [2**31] * count,
    }.items():
        changed = bytearray(whole)
        struct.pack_into(f"<{count}I", changed, start, *values)
        yield bad_file(f"{name}{suffix}", bytes(changed), *_ENDINGS)
    (directory,) = struct.unpack_from("<I", whole, 48)
    entry = _SECTOR * (directory + 1)
    for name, place, value in (
        ("left_itself", 68, 0),
        ("child_itself", 76, 0),
        ("child_far", 76, 2**30),
        ("size_huge", 120, 2**31 - 1),
    ):
        changed = bytearray(whole)
        for number in range(4):
            struct.pack_into("<I", changed, entry + 128 * number + place, value)
        yield bad_file(f"{name}{suffix}", bytes(changed), *_ENDINGS)


def _records() -> Iterator[BadFile]:
    """A workbook's records with every kind of wrong length, and a Word file with a wild information block."""
    whole = sound_files()[".xls"]
    start = whole.index(b"\x09\x08\x10\x00")
    for length in (0, 1, 3, 8_225, 65_535):
        changed = bytearray(whole)
        struct.pack_into("<H", changed, start + 2, length)
        yield bad_file(f"record_{length}.xls", bytes(changed), *_ENDINGS)
    for kind in (0x0201, 0x00FC, 0x003C, 0x0208, 0x00E5, 0xFFFF):
        changed = bytearray(whole)
        for place in range(start, min(start + 4_000, len(changed) - 4), 40):
            struct.pack_into("<HH", changed, place, kind, 65_535)
        yield bad_file(f"wild_{kind:04x}.xls", bytes(changed), *_ENDINGS)
    document = sound_files()[".doc"]
    start = document.index(b"\xec\xa5\x01\x01")
    for place in range(0x18, 0x200, 24):
        changed = bytearray(document)
        struct.pack_into("<I", changed, start + place, 2**31 - 1)
        yield bad_file(f"block_{place:03x}.doc", bytes(changed), *_ENDINGS)
