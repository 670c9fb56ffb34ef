"""The clauses of a document's sentences with the headings above them and the level of response they are about."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.comparing.actors import Level
from kb.records import Document, Section
from kb.text import normalize

_CLAUSE = re.compile(r"[^。；;\n]+")
_RESPONSE = re.compile(r"(?P<sign>Ⅰ|Ⅱ|Ⅲ|Ⅳ|(?<![a-z])(?:iv|i{1,3})|[一二三四1-4])\s*级(?:应急)?(?:响应)?")
_SIGNS = {"ⅰ": 1, "ⅱ": 2, "ⅲ": 3, "ⅳ": 4, "Ⅰ": 1, "Ⅱ": 2, "Ⅲ": 3, "Ⅳ": 4, "i": 1, "ii": 2, "iii": 3, "iv": 4}
_SIGNS |= {"一": 1, "二": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_ENDLESS = re.compile(r"[\d.,]{40,}|\s{40,}")  # no value is so long, and patterns would crawl through it
LONGEST_LEAD = 16  # characters of a line that names the level of all below it


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A clause of a sentence with what stands above it.

    Attributes:
        text: In normal form, as long as the text it was made of.
        before: The clauses before it in the same line.
        level: Level of response of the headings and lead lines above, 0 for none.
    """

    text: str
    before: str
    start: int
    end: int
    path: tuple[str, ...]
    level: int
    author: Level


def places_of(document: Document, author: Level) -> Iterator[Place]:
    """Yield the clauses of all sentences, in order."""
    level = 0
    level_path: tuple[str, ...] = ()
    offset = 0
    sections = document.sections[1:]
    for line in document.text.split("\n"):
        start, offset = offset, offset + len(line) + 1
        path = _path_at(sections, start)
        plain = _same_length(line)
        head = _RESPONSE.search(plain)
        if head and "响应" in plain and len(plain) <= LONGEST_LEAD:
            level, level_path = _SIGNS[head["sign"]], path
        elif path[: len(level_path)] != level_path[: len(path)] and not _within(level_path, path):
            level = 0
        above = next(
            (_SIGNS[one["sign"]] for one in map(_RESPONSE.search, map(_same_length, reversed(path))) if one), level
        )
        before = ""
        for found in _CLAUSE.finditer(plain):
            yield Place(
                text=found.group(), before=before, start=start + found.start(), end=start + found.end(), path=path,
                level=above, author=author,
            )  # fmt: skip
            before += found.group() + ";"


def _within(outer: tuple[str, ...], inner: tuple[str, ...]) -> bool:
    return inner[: len(outer)] == outer


def _path_at(sections: tuple[Section, ...], place: int) -> tuple[str, ...]:
    return tuple(f"{one.label} {one.title}".strip() for one in sections if one.start <= place < one.end)


def _same_length(text: str) -> str:
    """Return the normal form where it is as long as the text, else the text."""
    normal = normalize(text)
    return _ENDLESS.sub(lambda found: "\ue001" * len(found.group()), normal if len(normal) == len(text) else text)


def level_before(place: Place, at: int) -> int:
    """Return the level of response named last before a position of a clause, or above it."""
    named = [one for one in _RESPONSE.finditer(place.text, 0, at) if "响应" in place.text[one.start() : one.end() + 3]]
    return _SIGNS[named[-1]["sign"]] if named else place.level
