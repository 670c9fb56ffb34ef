"""Keep the numbers that an RTF prints before its paragraphs (RTF 1.9.1, \\listtext and \\pntext).

A writer of RTF puts the printed number of every list paragraph into a group that readers which count for themselves
leave out. Here that group becomes text between two marks, and the paragraph leaves its list.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from ingest.parsers.docx_symbols import UNKNOWN_SYMBOL, bullet

_TOKEN = re.compile(rb"\\bin(\d+) ?|\\([a-zA-Z]+)(-?\d+)? ?|\\'[0-9a-fA-F]{2}|\\[^a-zA-Z]|[{}]|[^\\{}]+", re.DOTALL)
_SYMBOL_FONT = re.compile(rb"\{\\f(\d+)[^{};]*\\fcharset2[^{};]*?(?:\{[^{}]*\})? *([^{};\\]*);")
_CODE = re.compile(rb"\\'([0-9a-fA-F]{2})|\\u(-?\d+)|(?<![\\a-zA-Z0-9-])([!-z])(?![a-zA-Z0-9])")
_BEGIN, _END = rb"{\uc1\u-6400?}", rb"{\uc1\u-6399?}"
_NUMBER_GROUPS = (b"listtext", b"pntext")
_TABLES = (b"listtable", b"listoverridetable", b"stylesheet", b"fonttbl", b"pgdsctbl")
_MOST_NUMBER_BYTES = 2_000


@dataclass(slots=True)
class _State:
    """What a group inherits from the one around it."""

    in_list: bool = False
    in_table: bool = False


@dataclass(slots=True)
class _Progress:
    """The paragraph being read."""

    states: list[_State] = field(default_factory=lambda: [_State()])
    numbered: bool = False
    has_text: bool = False
    missing: bool = False


def mark_numbers(data: bytes) -> tuple[bytes, bool] | None:
    """Return the RTF with its printed numbers as marked text, and whether list paragraphs without one are left.

    None when the file prints no numbers in this way; it is to be read as it is.
    """
    if not any(b"\\" + group in data for group in _NUMBER_GROUPS):
        return None
    symbol_fonts = {match[1]: match[2].decode("ascii", "ignore") for match in _SYMBOL_FONT.finditer(data[: 1 << 20])}
    progress = _Progress()
    written: list[bytes] = []
    tokens = _tokens(data)
    for token, word, number in tokens:
        if token == b"{":
            progress.states.append(_State(in_list=progress.states[-1].in_list, in_table=progress.states[-1].in_table))
        elif token == b"}" and len(progress.states) > 1:
            progress.states.pop()
        if word in _NUMBER_GROUPS and len(progress.states) > 1 and not progress.states[-1].in_table:
            written.append(_number(tokens, symbol_fonts))
            progress.states.pop()
            progress.numbered = True
        elif not _follow(progress, token, word, number):
            written.append(token)
    return b"".join(written), progress.missing


def _tokens(data: bytes) -> Iterator[tuple[bytes, bytes, bytes]]:
    """Yield (token, control word, its number)."""
    position = 0
    while (match := _TOKEN.match(data, position)) is not None:
        position = match.end() + (int(match[1]) if match[1] else 0)
        yield data[match.start() : position], match[2] or b"", match[3] or b""


def _follow(progress: _Progress, token: bytes, word: bytes, number: bytes) -> bool:
    """Note what a token does to the paragraph; True when it is to be left out."""
    state = progress.states[-1]
    if word in _TABLES:
        state.in_table = True
    elif state.in_table:
        return False
    elif word == b"ls":
        state.in_list = number not in (b"", b"0")
        return True
    elif word == b"pard":
        state.in_list = False
    elif word in (b"par", b"cell", b"nestcell"):
        progress.missing = progress.missing or (state.in_list and progress.has_text and not progress.numbered)
        progress.numbered = progress.has_text = False
    elif word == b"u" or (not word and token not in (b"{", b"}") and not token.isspace()):
        progress.has_text = True
    return False


def _number(tokens: Iterator[tuple[bytes, bytes, bytes]], symbol_fonts: Mapping[bytes, str]) -> bytes:
    """Return the rest of the open group as marked text, its end included; a sign of a symbol font as Unicode has it."""
    kept: list[bytes] = []
    depth, size, font = 1, 0, ""
    for token, word, number in tokens:
        depth += (token == b"{") - (token == b"}")
        if not depth:
            break
        size += len(token)
        font = symbol_fonts.get(number, font) if word == b"f" else font
        if word not in (b"pard", b"tab", b"par", b"ls", b"line"):
            kept.append(token)
    text = _in_unicode(b"".join(kept), font) if font else b"".join(kept)
    return _BEGIN + text + _END + b"}" if size <= _MOST_NUMBER_BYTES else b"}"


def _in_unicode(text: bytes, font: str) -> bytes:
    match = _CODE.search(text)
    if match is None:
        return b""
    code = int(match[1], 16) if match[1] else int(match[2]) % 0x10000 if match[2] else ord(match[3])
    sign = bullet(chr(code), font)
    return b"\\u%d?" % ord(sign) if len(sign) == 1 and sign != UNKNOWN_SYMBOL else rb"\u9679?"
