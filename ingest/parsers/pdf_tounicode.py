"""Mend the character maps of fonts (ToUnicode) that pdfium would throw away.

pdfium takes only the last byte of the end of a range: `<00FF><0100><7EC3>` ends before it begins, and with it the whole
section is lost, as is one that holds another number of entries than it says; the text then comes out in wrong
characters. Such ranges are cut at the byte boundary and counts set right, in place: the stream keeps its length, so
nothing else in the file moves.
"""

from __future__ import annotations

import re
import zlib

_STREAM = re.compile(rb"stream\r?\n")
_SECTION = re.compile(rb"(\d+)(\s+)begin(bfrange|bfchar)(.*?)endbf", re.DOTALL)
_RANGE = re.compile(rb"<([0-9A-Fa-f]{4})>\s*<([0-9A-Fa-f]{4})>\s*<([0-9A-Fa-f]{4})>")
_RANGES = re.compile(rb"<[^>]*>\s*<[^>]*>\s*(?:<[^>]*>|\[[^\]]*\])")
_PAIRS = re.compile(rb"<[^>]*>\s*<[^>]*>")
_PREAMBLE = re.compile(
    rb"/CIDSystemInfo\s*<<.*?>>\s*def\s*|/CMapName\s+/\S+\s+def\s*|/CMapType\s+\d\s+def\s*", re.DOTALL
)
_MOST_STREAMS = 20_000
_MOST_BYTES = 1_000_000  # of one map, unpacked
_PEEK = 64
_LONGEST_PACKED = 300_000


def mend(data: bytes) -> bytes:
    """Return the PDF with its character maps mended; the same object when there is nothing to mend."""
    changed: bytearray | None = None
    for count, found in enumerate(_STREAM.finditer(data)):
        if count >= _MOST_STREAMS:
            break
        start = found.end()
        packed = _packed_map(data, start)
        if packed is None:
            continue
        mended = _mended(packed)
        if mended is not None:
            changed = bytearray(data) if changed is None else changed
            changed[start : start + len(packed)] = mended
    return data if changed is None else bytes(changed)


def _packed_map(data: bytes, start: int) -> bytes | None:
    """Return the packed bytes at `start` when they begin like a character map."""
    head = data[start : start + 2]
    if len(head) < 2 or head[0] & 0x0F != 8 or (head[0] * 256 + head[1]) % 31:
        return None
    try:
        if b"/CIDInit" not in zlib.decompressobj().decompress(data[start : start + 400], _PEEK):
            return None
    except zlib.error:
        return None
    end = data.find(b"endstream", start, start + _LONGEST_PACKED)
    return data[start:end] if end > 0 else None


def _mended(packed: bytes) -> bytes | None:
    """Return the packed map of the same length with its ranges cut; None when nothing is to be cut, or it cannot fit."""
    try:
        text = zlib.decompressobj().decompress(packed, _MOST_BYTES)
    except zlib.error:
        return None
    if len(text) >= _MOST_BYTES:
        return None
    cut = _SECTION.sub(_set_right, text)
    if cut == text:
        return None
    for candidate in (cut, _PREAMBLE.sub(b"", cut)):
        again = zlib.compress(candidate, 9)
        if len(again) <= len(packed):
            return again + b"\n" * (len(packed) - len(again))
    return None


def _set_right(section: re.Match[bytes]) -> bytes:
    _, gap, kind, entries = section.groups()
    if kind == b"bfrange":
        entries = _RANGE.sub(_cut_range, entries)
    count = len((_RANGES if kind == b"bfrange" else _PAIRS).findall(entries))
    return b"%d%sbegin%s%sendbf" % (count, gap, kind, entries)


def _cut_range(found: re.Match[bytes]) -> bytes:
    first, last, target = (int(group, 16) for group in found.groups())
    if first >> 8 == last >> 8 or not 0 < last - first < 0x10000:
        return found.group()
    pieces = []
    while first <= last:
        end = min(first | 0xFF, last)
        pieces.append(b"<%04X><%04X><%04X>" % (first, end, target))
        target += end - first + 1
        first = end + 1
    return b"\n".join(pieces)
