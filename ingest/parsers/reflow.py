"""Undo hard line wrapping: lines of a printed page or of copied text back to paragraphs."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

_SENTENCE_END = tuple("。！？；：!?;:…”）)》】")
_STARTS_PARAGRAPH = re.compile(
    r"^(?:第[一二三四五六七八九十百千零〇○两\d]{1,8}[编章节条款项部分]"
    r"|[一二三四五六七八九十]{1,4}[、．.]"
    r"|[（(][一二三四五六七八九十\d]{1,4}[)）]"
    r"|\d{1,3}[、)）．](?![;；,，。、])"
    r"|\d{1,2}\s+(?=[\u3400-\u9fff])(?!\d*\s*[年月日时分秒个人万亿元名次项级天小])"
    r"|\d{1,2}(?:\.\d{1,3}){1,4}\.?\s*(?=[\u3400-\u9fff])(?![年月日时分秒个人万亿元名次项级天小千百公米吨])"
    r"|\d{1,2}\.(?=[\u3400-\u9fff])"
    r"|[①-⑳⑴-⒇]"
    r"|附[件录表图则][\s:：一二三四五六七八九十\dA-Z]?"
    r"|[《【]?目\s*录"
    r"|[•·●■◆▲★—]\s?)"
)
_LEADER = re.compile(r"[.．…·]{4,}\s*[-—]?\s*\d*\s*[-—]?$")
_MAX_WRAPPED_LENGTH = 60  # longer lines were cut by no margin
_WIDE_ENOUGH = 0.85  # a line this near to the full width was cut by the margin
_IDEOGRAPH = re.compile(r"[\u3400-\u9fff〇，、。；：！？“”‘’（）《》〔〕【】]")
_GLYPH = r"[\u3400-\u9fff〇\d，、。（）《》〔〕：；]"
_ALL_GLYPHS = re.compile(rf"{_GLYPH}+$")
_SPACED_GLYPHS = re.compile(rf"(?<!\S)(?:{_GLYPH} ){{3,}}{_GLYPH}(?!\S)")


def display_width(text: str) -> int:
    """Return the width in half-width columns: an ideograph counts two."""
    if text.isascii():
        return len(text)
    return sum(2 if unicodedata.east_asian_width(character) in "WFA" else 1 for character in text)


def starts_paragraph(line: str) -> bool:
    """Tell whether a line opens a numbered clause, a heading, an annex or a list item."""
    return _STARTS_PARAGRAPH.match(line) is not None


def close_spaced_glyphs(line: str) -> str:
    """Close 广 西 壮 族 自 治 区 and 二 〇二 三年 to words without spaces; other spaces stay.

    The space after a number is kept: 第一章 总 则 becomes 第一章 总则.
    """
    label = _STARTS_PARAGRAPH.match(line)
    head, tail = (label.group(), line[label.end() :]) if label else ("", line)
    gap = " " if tail.startswith(" ") else ""
    return head + gap + _close(tail.removeprefix(" "))


def _close(text: str) -> str:
    pieces = text.split(" ")
    single = all(len(piece) == 1 for piece in pieces)
    short = len(pieces) >= 3 and len(text) <= len(pieces) * 3
    if len(pieces) >= 2 and (single or short) and all(map(_ALL_GLYPHS.match, pieces)):
        return "".join(pieces)
    return _SPACED_GLYPHS.sub(lambda match: match.group().replace(" ", ""), text)


def full_width(lines: Sequence[str]) -> int:
    """Return the usual width of a full line: the 90th percentile of the widths of lines over 10 columns."""
    widths = sorted(width for width in map(display_width, lines) if width > 10)
    return widths[int(len(widths) * 0.9)] if widths else 0


def join_lines(lines: Sequence[str], width: int) -> list[str]:
    """Join cut lines to paragraphs.

    A line is continued by the next when it nearly fills `width`, or ends in an opening mark or comma,
    unless the next line opens a clause or the line is an entry of a table of contents.
    """
    paragraphs: list[str] = []
    continues = False
    for line in lines:
        if continues and not starts_paragraph(line):
            paragraphs[-1] = glue(paragraphs[-1], line)
        else:
            paragraphs.append(line)
        continues = is_cut(line, width)
    return paragraphs


def is_contents_entry(line: str) -> bool:
    """Tell whether a line ends in leader dots and a page number."""
    return _LEADER.search(line) is not None


def ends_sentence(line: str) -> bool:
    """Tell whether a line ends in a mark that may close a sentence."""
    return line.endswith(_SENTENCE_END)


def is_cut(line: str, width: int) -> bool:
    """Tell whether the margin cut a line: it is about `width` columns wide and ends in mid-sentence, or in a comma."""
    if not line or is_contents_entry(line):
        return False
    if line.endswith(tuple("，、（(《“〔")):
        return True
    filled = display_width(line) >= width * _WIDE_ENOUGH
    return filled and not ends_sentence(line)


def glue(left: str, right: str) -> str:
    """Join two pieces of a line; a space only between two Latin words or figures."""
    if _IDEOGRAPH.match(left[-1:]) or _IDEOGRAPH.match(right[:1]):
        return left + right
    return f"{left} {right}"


def is_hard_wrapped(lines: Sequence[str]) -> bool:
    """Judge whether a text was cut at a margin: most long lines equally wide and ending mid-sentence."""
    long_lines = [line for line in lines if len(line) > 10]
    if len(long_lines) < 8 or sorted(map(len, long_lines))[int(len(long_lines) * 0.9)] > _MAX_WRAPPED_LENGTH:
        return False
    width = full_width(long_lines)
    unfinished = [line for line in long_lines if not line.endswith(_SENTENCE_END)]
    cut = sum(1 for line in unfinished if display_width(line) >= width * _WIDE_ENOUGH)
    return cut >= len(long_lines) * 0.4
