"""Recognising a table of contents, whose lines look like headings and are none."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

_TITLE_RE = re.compile(r"^[〔【\[]?\s*(?:目\s*[录次]|contents?)\s*[〕】\]]?\s*\d{0,2}$", re.IGNORECASE)
# A line of a table of contents ends in leaders, or in a page number set apart: ……12, ···3, "- 5 -", <tab>7.
_ENTRY_RE = re.compile(r"(?:[.·．…‥_]{3,}|…|(?:\s?[.·．]){6,})\s*-?\s*[0-9IVXivx]{0,4}\s*-?$|\s-\s?\d{1,3}\s?-$")
_LEADER_RE = re.compile(r"^[\s.·．…]*[.·．…]{3,}[\s.·．…]*[0-9]{0,4}$")
_PAGE_NUMBER_RE = re.compile(r"[\s.·．…‥_\-—]*\d{1,4}[\s\-—]*$")
_NOISE_RE = re.compile(r"[\s.·．…‥_\-—]")
_LONGEST_ENTRY = 70
_LONGEST_CONTENTS = 600
_LARGEST_GAP = 3
_LONGEST_BROKEN = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """The table of contents of a document.

    Attributes:
        title_line: Index of the line 目录, -1 when there is none.
        lines: Indices of all its lines, the title's included.
        entries: Its entries without spaces, leaders and page numbers: 2组织体系, 第一章总则.
    """

    title_line: int
    lines: frozenset[int]
    entries: frozenset[str]


def find_contents(lines: Sequence[str]) -> Contents:
    """Find the lines of the contents.

    After a line 目录 everything short belongs to it, until the first entry is met for the second time:
    that is where the text begins. Lines with leaders and page numbers belong to contents anywhere.
    """
    found = _with_gaps(lines, [i for i, line in enumerate(lines) if _is_entry(line)])
    title = _title_index(lines)
    if title >= 0:
        found.update(range(title, _contents_end(lines, title)))
    entries = frozenset(_key(lines, index) for index in found)
    return Contents(title_line=title, lines=frozenset(found), entries=entries)


def entry_key(heading: str) -> str:
    """Return a heading as `Contents.entries` spells it."""
    return _NOISE_RE.sub("", heading)


def _with_gaps(lines: Sequence[str], entries: Sequence[int]) -> set[int]:
    """Return the entries and the short lines between two of them that stand close: broken entries, page numbers."""
    found = set(entries)
    for first, second in pairwise(entries):
        between = range(first + 1, second)
        if len(between) <= _LARGEST_GAP and all(len(lines[index]) <= _LONGEST_BROKEN for index in between):
            found.update(between)
    return found


def _is_entry(line: str) -> bool:
    return len(line) <= 200 and line[-1:] in _ENTRY_ENDS and bool(_ENTRY_RE.search(line) or _LEADER_RE.match(line))


_ENTRY_ENDS = frozenset("0123456789IVXivx.·．…‥_-")


def _title_index(lines: Sequence[str]) -> int:
    for index, line in enumerate(lines[:400]):
        if len(line) <= 12:
            if _TITLE_RE.match(line):
                return index
            if line == "目" and index + 1 < len(lines) and lines[index + 1] in ("录", "次"):
                return index
    return -1


def _contents_end(lines: Sequence[str], title: int) -> int:
    first = title + (2 if lines[title] == "目" else 1)
    if first >= len(lines):
        return first
    key = _key(lines, first)
    for index in range(first + 1, min(len(lines), first + _LONGEST_CONTENTS)):
        if key and _key(lines, index) == key:
            return index
        if len(lines[index]) > _LONGEST_ENTRY and not _is_entry(lines[index]):
            break
    return _end_without_repetition(lines, first)


def _end_without_repetition(lines: Sequence[str], first: int) -> int:
    index = first
    while index < len(lines) and _is_entry(lines[index]):
        index += 1
    return index


def _key(lines: Sequence[str], index: int) -> str:
    """Return an entry without leaders, spaces and page number; a number alone is joined to the next line."""
    line = lines[index]
    if not any("\u4e00" <= c <= "\u9fff" for c in line):
        following = _key_of(lines[index + 1]) if index + 1 < len(lines) and line[:1].isdigit() else ""
        return line.strip() + following if following else ""
    return _key_of(line)


def _key_of(line: str) -> str:
    return _NOISE_RE.sub("", _PAGE_NUMBER_RE.sub("", line))
