"""The parts of a document by heading, without its table of contents; headings the parser left as plain lines too."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from kb.records import Document, Section, SectionKind, Span

_NUMBER = re.compile(
    r"^(?:第[一二三四五六七八九十百\d]+[编章节条款]|附[件录表图]\s*[一二三四五六七八九十\dA-Z]*|[（(]?[一二三四五六七八九十]{1,3}[）)、.．]|"
    r"[（(]?\d+[）)、]|\d+(?:[.．]\d+)*[.．、]?|[①-⑳]|表\s*\d+|#+)[\s:：、.．—-]*"
)
_PAGE = re.compile(r"[\s·.…]*(?:[-—]\s*\d{1,3}\s*[-—]|[.·…]{2,}\s*\d{0,3}|[-—])\s*$")
_MARKS = re.compile(r"[\s“”\"'《》〈〉【】\[\]·*]+")
_ENDLESS = re.compile(r"[\d一二两三四五六七八九十半.]{60,}")
LONGEST_LINE_HEADING = 24
LONGER_BY = 8  # characters a heading may have beside the words looked for
_SENTENCE_SIGNS = re.compile(r"[。；;，,|]")
# Instructions of a drafting guide left standing where the plan should say the thing itself.
GUIDE_TEXT = re.compile(
    r"^[ \t\u3000]*明确(?!了|为|规定)[^，。；\n]{6,70}(?:，(?:并|包括)[^。；\n]{2,60})?[，。；]", re.MULTILINE
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A heading and the text below it.

    Attributes:
        name: The heading without number, spaces and marks.
        start, end: From the beginning of the heading to the end of all that belongs to it.
        body: Where the text below the heading begins.
        depth: 1 for the outermost.
        label: Its label without number: 附件 of 附件2, "" for plain numbers.
        number: The figures of its label, or of its heading when that says 附件: 9.4 of “9.4 应急物资清单”.
    """

    name: str
    start: int
    end: int
    body: int
    depth: int
    label: str = ""
    number: str = ""

    def called(self, wanted: Sequence[str], longer_by: int = LONGER_BY) -> bool:
        """Tell whether its heading, or the label before it, is one of those wanted; see `fits`."""
        return fits(self.name, wanted, longer_by) or (self.label != "" and self.label in wanted)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """A document ready to be searched.

    Attributes:
        body: Its text at the same length; the table of contents and what is not looked at are blank.
        content: The same with the headings blank too, so that a heading never counts as what should stand below it.
        head_end: Where the first part begins.
    """

    text: str
    body: str
    content: str
    parts: tuple[Part, ...]
    head_end: int


def outline_of(document: Document, skip_parts: str = "", line_headings: Iterable[str] = ()) -> Outline:
    """Return the parts of a document.

    Args:
        skip_parts: Pattern of headings whose whole part is left out.
        line_headings: Words of headings that also count when they stand alone in a line.
    """
    contents = contents_spans(document)
    sections = [one for one in document.sections if one.kind is not SectionKind.ROOT and not _inside(one, contents)]
    skipped = [
        Span(start=one.start, end=one.end)
        for one in sections
        if skip_parts and re.search(skip_parts, plain_heading(one.title)) and one.end - one.start > 300
    ]
    kept = [one for one in sections if not _inside(one, skipped)]
    body = GUIDE_TEXT.sub(_blank, calmed(blanked(document.text, [*contents, *skipped])))
    parts = [_part(document.text, one) for one in kept]
    parts = _with_lines(body, parts, tuple(line_headings))
    head_end = min((part.start for part in parts if part.depth == 1), default=min(len(body), 1200))
    lines = [Span(start=part.start, end=part.body) for part in parts if part.body - part.start <= LONGEST_LINE_HEADING]
    content = blanked(body, lines)
    return Outline(text=document.text, body=body, content=content, parts=tuple(parts), head_end=head_end)


def plain_heading(title: str) -> str:
    """Return a heading without its number, spaces, marks and page number."""
    return _plain_heading(title)


@lru_cache(maxsize=16_384)
def _plain_heading(title: str) -> str:
    text = _PAGE.sub("", unicodedata.normalize("NFKC", title).strip().replace("的", ""))
    return _MARKS.sub("", _NUMBER.sub("", text)) or _MARKS.sub("", text)


def fits(name: str, wanted: Sequence[str], longer_by: int = LONGER_BY) -> bool:
    """Tell whether a heading is one of those wanted, holds one with few words beside it, or is nearly all of one.

    Words of one or two characters (总则, 附件) must be the whole heading.
    """
    for words in map(plain_heading, wanted):
        if name == words:
            return True
        if len(words) > 2 and words in name and len(name) - len(words) <= longer_by:
            return True
        if len(words) > 3 and longer_by and (name.endswith(words) or _nearly(name, words)):
            return True
    return False


def _nearly(name: str, words: str) -> bool:
    return len(name) > 3 and name in words and len(words) - len(name) <= 2


def contents_spans(document: Document) -> tuple[Span, ...]:
    """Return where the table of contents stands: parts called 目录, and headings that come again with their text."""
    last: dict[tuple[str, str], Section] = {}
    for section in document.sections:
        last[section.label, plain_heading(section.title)] = section
    found = []
    for section in document.sections[1:]:
        name = plain_heading(section.title)
        twin = last[section.label, name]
        again = twin is not section and section.end <= twin.start and (twin.end - twin.start) > 3 * _own(section)
        bare = document.text[section.start : section.end].count("。") == 0
        if name in ("目录", "目次") or (again and bare and name):
            found.append(Span(start=section.start, end=section.end))
    return tuple(found)


def blanked(text: str, spans: Iterable[Span]) -> str:
    """Return a text of the same length with some spans blank; line ends stay."""
    pieces, done = [], 0
    for span in sorted(spans, key=lambda one: one.start):
        start = max(span.start, done)
        pieces += [text[done:start], re.sub(r"[^\n]", " ", text[start : span.end])]
        done = max(done, span.end)
    return "".join([*pieces, text[done:]])


def calmed(text: str) -> str:
    """Return a text of the same length without endless runs of figures: patterns of numbers would crawl through them."""
    return _ENDLESS.sub(lambda found: "\ufffc" * len(found.group()), text)


def sentence_around(text: str, start: int, end: int) -> Span:
    """Return the sentence, or the line of a table, that holds a span."""
    left = max(text.rfind(mark, 0, start) for mark in "。；\n") + 1
    rights = [place for mark in "。；\n" if (place := text.find(mark, max(end - 1, start))) >= 0]
    right = min(rights, default=len(text) - 1) + 1
    while left < start and text[left].isspace():
        left += 1
    return Span(start=left, end=max(end, len(text[:right].rstrip())))


def _own(section: Section) -> int:
    return section.end - section.start


def _inside(section: Section, spans: Iterable[Span]) -> bool:
    return any(span.start <= section.start and section.end <= span.end for span in spans)


def _blank(found: re.Match[str]) -> str:
    return " " * len(found.group())


def _part(text: str, section: Section) -> Part:
    line = text.find("\n", section.start, section.end)
    body = section.end if line < 0 else line + 1
    return Part(
        name=plain_heading(section.title),
        start=section.start,
        end=section.end,
        body=body,
        depth=section.depth,
        label=re.sub(r"[^附件录]", "", section.label),
        number=_number_of(section),
    )


def _number_of(section: Section) -> str:
    annex = re.match(r"附件\s*(\d+)", section.title.strip())
    return annex[1] if annex else re.sub(r"[^\d.]", "", section.label).strip(".")


def _with_lines(body: str, parts: list[Part], wanted: tuple[str, ...]) -> list[Part]:
    """Add a part for every line that is nothing but one of the wanted headings; it ends where the next part begins."""
    starts = {part.start for part in parts}
    found, offset = [], 0
    for line in body.split("\n"):
        place, offset = offset + len(line) - len(line.lstrip()), offset + len(line) + 1
        words = line.strip()
        if not 2 <= len(words) <= LONGEST_LINE_HEADING or place in starts or _SENTENCE_SIGNS.search(words):
            continue
        if fits(plain_heading(words), wanted, 4):
            found.append(Part(name=plain_heading(words), start=place, end=offset, body=offset, depth=9))
    edges = sorted({*starts, *(part.start for part in found), len(body)})
    closed = [
        Part(
            name=one.name, start=one.start, body=one.body, depth=9, end=next(edge for edge in edges if edge > one.start)
        )
        for one in found
    ]
    return sorted([*parts, *closed], key=lambda part: (part.start, part.depth))
