"""Markdown as Chinese offices and law collections write it: every line is a paragraph."""

from __future__ import annotations

import html
import re
from collections.abc import Generator, Iterator, Sequence
from itertools import groupby

from ingest.decoding import decode
from ingest.parsers.cleaning import clean_line
from ingest.parsers.reflow import full_width, is_hard_wrapped, join_lines
from ingest.parsers.tables import GridCell, fill_grid, table_block
from ingest.records import Block, BlockKind, ParsedFile

_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_FRONT_TITLE = re.compile(r"^title:\s*[\"']?(.+?)[\"']?\s*$", re.MULTILINE)
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_HEADING = re.compile(r"^ {0,3}(#{1,6})(?:[ \t\u3000]+|(?=[\u3400-\u9fff（《]))(.*?)(?:[ \t]+#+)?[ \t]*$")
_SETEXT = re.compile(r"^ {0,3}(=+|-{3,})[ \t]*$")
_RULE = re.compile(r"^ {0,3}(?:[-*_][ \t]*){3,}$")
_FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})")
_BULLET = re.compile(r"^\s*[-*+][ \t]+(?:\[[ xX]\][ \t]+)?")
_QUOTE = re.compile(r"^ {0,3}(?:>[ \t]?)+")
_TABLE_RULE = re.compile(r"^\s*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?\s*$")
_CELL_BREAK = re.compile(r"(?<!\\)\|")

_IMAGE = re.compile(r"!\[[^\]\n]*\](?:\([^)\n]*\)|\[[^\]\n]*\])")
_LINK = re.compile(r"\[([^\[\]\n]+)\]\((?:[^()\n]|\([^()\n]*\))*\)")
_REFERENCE = re.compile(r"^ {0,3}\[[^\]\n]+\]:\s*\S+")
_AUTOLINK = re.compile(r"<((?:https?|mailto):[^>\s]+)>")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_TAG = re.compile(
    r"</?(?:a|abbr|b|big|blockquote|center|code|dd|del|details|div|dl|dt|em|font|h[1-6]|hr|i|img|ins|kbd|li|mark|ol|p|pre"
    r"|s|small|span|strike|strong|sub|summary|sup|table|tbody|td|th|thead|tr|tt|u|ul)(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
# Marks beside further marks are redactions (张***, 138****1234), not emphasis.
_STRONG = re.compile(r"(?<!\*)\*\*(?![*\s])([^*\n]+?)(?<!\s)\*\*(?!\*)")
_STRONG_EMPHASIS = re.compile(r"(?:^|(?<=[\s，。：；（]))\*\*\*(?![*\s])([^*\n]+?)(?<!\s)\*\*\*(?!\*)")
_EMPHASIS = re.compile(r"(?<![*\w])\*(?![*\s])([^*\n]+?)(?<![\s*])\*(?![*\w])")
_UNDERSCORE = re.compile(r"(?<!\w)(_{1,3})(?![_\s])([^_\n]+?)(?<!\s)\1(?!\w)")
_STRIKE = re.compile(r"~~(?!\s)([^~\n]+?)~~")
_CODE = re.compile(r"(`+)(?!`)(.+?)(?<!`)\1(?!`)")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|>~<])")
_SHELTER = 0xF0000  # escaped marks wait in a private plane until the others are gone
_SHELTERED = re.compile("[\U000f0021-\U000f007e]")
_MARKS = frozenset("*_`~[<&\\")


def parse(data: bytes, name: str) -> ParsedFile:  # noqa: ARG001 - one signature for all parsers
    """Parse a Markdown file.

    Raises:
        FileRefused: The encoding cannot be recognised.
    """
    decoded = decode(data)
    warnings = (f"有 {decoded.lost} 处字节无法识别，已用“\ufffd”代替。",) if decoded.lost else ()
    return ParsedFile(
        media_type="text/markdown",
        blocks=blocks_of_markdown(decoded.text),
        title=_front_title(decoded.text),
        warnings=warnings,
    )


def looks_like_markdown(text: str) -> bool:
    """Tell whether a plain text uses Markdown headings (at least two, or one on the first line)."""
    headings = re.findall(r"(?m)^#{1,6} \S", text[:100_000])
    return len(headings) >= 2 or bool(re.match(r"\s*#{1,6} \S", text))


def blocks_of_markdown(text: str) -> tuple[Block, ...]:
    """Split Markdown text into blocks; front matter and comments are dropped."""
    body = _COMMENT.sub("", _FRONT_MATTER.sub("", text, count=1))
    lines = body.split("\n")
    plain = [line for line in lines if _is_plain(line)]
    return tuple(_blocks(_unwrapped(lines) if is_hard_wrapped(plain) else lines))


def _is_plain(line: str) -> bool:
    return bool(line.strip()) and line.lstrip()[0] not in "#|>`~-*+="


def _unwrapped(lines: Sequence[str]) -> list[str]:
    """Join lines that were cut at a margin; blank, heading, list and table lines stay alone."""
    width = full_width([line for line in lines if _is_plain(line)])
    joined: list[str] = []
    for plain, group in groupby(lines, key=_is_plain):
        members = list(group)
        joined.extend(join_lines([line.strip() for line in members], width) if plain else members)
    return joined


def _front_title(text: str) -> str:
    front = _FRONT_MATTER.match(text)
    title = _FRONT_TITLE.search(front.group(1)) if front else None
    return clean_line(title.group(1)) if title else ""


def _blocks(lines: Sequence[str]) -> Iterator[Block]:
    index, fence = 0, ""
    while index < len(lines):
        line = lines[index]
        opening = _FENCE.match(line) if "`" in line or "~" in line else None
        if opening and (not fence or opening.group(1).startswith(fence)):
            fence = "" if fence else opening.group(1)
            index += 1
        elif fence:
            yield from _paragraph(clean_line(line))
            index += 1
        elif "|" in line and _begins_table(lines, index):
            end = _table_end(lines, index)
            yield from _table(lines[index], lines[index + 2 : end])
            index = end
        else:
            index += yield from _text_line(line, lines[index + 1] if index + 1 < len(lines) else "")


def _text_line(line: str, following: str) -> Generator[Block, None, int]:
    """Yield the blocks of one line and return how many lines they used (generator return value)."""
    if not line or line.isspace():
        return 1
    heading = _HEADING.match(line) if "#" in line else None
    if heading:
        yield from _heading(heading.group(2), len(heading.group(1)))
        return 1
    if _RULE.match(line) or _REFERENCE.match(line):
        return 1
    underline = _SETEXT.match(following) if following[:1] in "=- " else None
    if underline and len(line) <= 100:
        yield from _heading(line, 1 if "=" in underline.group(1) else 2)
        return 2
    bare = _BULLET.sub("", _QUOTE.sub("", line))
    for piece in _BREAK.split(bare):
        yield from _paragraph(strip_marks(piece))
    return 1


def _heading(text: str, level: int) -> Iterator[Block]:
    bare = strip_marks(_BREAK.sub(" ", text))
    if bare:
        yield Block(kind=BlockKind.HEADING, text=bare, heading_level=level)


def _paragraph(text: str) -> Iterator[Block]:
    if text:
        yield Block(kind=BlockKind.PARAGRAPH, text=text)


def strip_marks(text: str) -> str:
    """Return the text of a line without Markdown and HTML marks; link texts stay, images go."""
    if _MARKS.isdisjoint(text):
        return clean_line(text)
    text = _ESCAPE.sub(lambda match: chr(_SHELTER + ord(match.group(1))), text)
    text = _CODE.sub(r"\2", text)
    text = _AUTOLINK.sub(r"\1", _LINK.sub(r"\1", _IMAGE.sub("", text)))
    for pattern in (_STRONG_EMPHASIS, _STRONG, _EMPHASIS, _STRIKE):
        text = pattern.sub(r"\1", text)
    text = _TAG.sub("", _UNDERSCORE.sub(r"\2", text))
    text = _SHELTERED.sub(lambda match: chr(ord(match.group()) - _SHELTER), text)
    return clean_line(html.unescape(text))


def _begins_table(lines: Sequence[str], index: int) -> bool:
    if index + 1 >= len(lines) or not _TABLE_RULE.match(lines[index + 1]):
        return False
    return "|" in lines[index + 1] or "|" in lines[index].strip().strip("|")


def _table_end(lines: Sequence[str], index: int) -> int:
    end = index + 2
    while end < len(lines) and "|" in lines[end]:
        end += 1
    return end


def _table(header: str, body: Sequence[str]) -> Iterator[Block]:
    rows = [[GridCell(text=cell) for cell in _cells(line)] for line in (header, *body)]
    block = table_block(fill_grid(rows), marked=1)
    if block:
        yield block


def _cells(line: str) -> list[str]:
    inner = line.strip().removeprefix("|")
    if inner.endswith("|") and not inner.endswith("\\|"):
        inner = inner[:-1]
    return [strip_marks(_BREAK.sub(" ", cell)) for cell in _CELL_BREAK.split(inner)]
