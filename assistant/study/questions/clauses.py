"""A document taken apart into clauses: the lines of one section or article, with list items tied to what announces them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from kb.records import Document, Section, SectionKind

_ITEM = re.compile(
    r"[ \t\u3000]*(?P<label>[（(][一二三四五六七八九十百]{1,4}[）)]|[（(]\d{1,2}[）)]|\d{1,2}[)）.．、](?!\d)|[①-⑳])[ \t\u3000、.．]*"
)
_ARTICLE = re.compile(
    r"[ \t\u3000*#]*(?P<label>第[一二三四五六七八九十百千零〇\d]+条(?:之[一二三四五六])?)[*]*[ \t\u3000]*"
)
_ITEM_LABEL = re.compile(r"[（(](?:[一二三四五六七八九十百]{1,4}|\d{1,2})[）)]|\d{1,2}[)）]|[①-⑳]")
_SPACE = re.compile(r"\s+")
_CONTENTS_LINE = re.compile(r"[.…·]{4,}|\.{2,}\s*\d+$")
_ENDS = "。；;：:！？!?"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A paragraph or list item.

    Attributes:
        start, end: Offsets of `text` in the document; the label is outside.
        label: （1）, 第三条; "" for a plain paragraph.
        is_item: It is numbered within its clause.
        lead: Position in the clause of the line that announces this item, -1 when there is none.
    """

    start: int
    end: int
    text: str
    label: str = ""
    is_item: bool = False
    lead: int = -1


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """The own text of one section or article.

    Attributes:
        headings: The sections from the outermost to this one, the root left out.
        lines: Its paragraphs and items in order; rows of tables are in `rows`.
        rows: Rows of its first table as cells, the header first.
    """

    document: Document
    headings: tuple[Section, ...]
    start: int
    end: int
    lines: tuple[Line, ...]
    rows: tuple[tuple[str, ...], ...] = ()

    @property
    def text(self) -> str:
        """The stored text of the clause."""
        return self.document.text[self.start : self.end]

    @property
    def heading_path(self) -> tuple[str, ...]:
        """Headings, numbers included."""
        return tuple(filter(None, (f"{one.label} {one.title}".strip() for one in self.headings)))

    @property
    def is_article(self) -> bool:
        """True for an article of a law (第三条)."""
        return bool(self.headings) and self.headings[-1].kind is SectionKind.ARTICLE

    def items_after(self, lead: int) -> tuple[Line, ...]:
        """Return the items that the line at a position announces."""
        return tuple(line for line in self.lines if line.lead == lead)


def clauses_of(document: Document) -> tuple[Clause, ...]:
    """Return the clauses of a document in order; headings, contents and lines without an end are left out."""
    starts = [section.start for section in document.sections]
    placed = [(line, _section_at(document, starts, line.start)) for line in _lines(document.text)]
    found = []
    for ordinal, group in groupby(placed, key=lambda pair: pair[1]):
        headings = _ancestors(document.sections, ordinal)
        own = [line for line, _ in group if not _is_heading(line, headings)]
        if own and headings:
            found.append(_clause(document, headings, own))
    return tuple(clause for clause in found if clause is not None and (clause.lines or clause.rows))


def _lines(text: str) -> Iterator[Line]:
    start = 0
    for raw in text.split("\n"):
        if raw.strip():
            inner = len(raw) - len(raw.lstrip())
            yield Line(start=start + inner, end=start + len(raw.rstrip()), text=raw.strip())
        start += len(raw) + 1


def _section_at(document: Document, starts: Sequence[int], offset: int) -> int:
    """Return the deepest section at an offset; a numbered item that was taken for a heading counts as its parent's text."""
    at = bisect_right(starts, offset) - 1
    while at > 0 and document.sections[at].end <= offset:
        at = document.sections[at].parent
    while at > 0 and _is_item_section(document, document.sections[at]):
        at = document.sections[at].parent
    return max(at, 0)


def _is_item_section(document: Document, section: Section) -> bool:
    text = document.text[section.start : section.end].strip()
    return _ITEM_LABEL.fullmatch(section.label.strip()) is not None and "\n" not in text and text[-1:] in _ENDS


def _ancestors(sections: Sequence[Section], ordinal: int) -> tuple[Section, ...]:
    path: list[Section] = []
    while ordinal > 0:
        path.append(sections[ordinal])
        ordinal = sections[ordinal].parent
    return tuple(reversed(path))


def _is_heading(line: Line, headings: Sequence[Section]) -> bool:
    if not headings:
        return False
    own = headings[-1]
    heading = _SPACE.sub("", f"{own.label}{own.title}")
    return line.start == own.start and _SPACE.sub("", line.text).strip("*#") == heading


def _clause(document: Document, headings: tuple[Section, ...], own: Sequence[Line]) -> Clause:
    rows = [tuple(cell.strip() for cell in line.text.strip("| ").split("|")) for line in own if " | " in line.text]
    width = len(rows[0]) if rows else 0
    return Clause(
        document=document,
        headings=headings,
        start=own[0].start,
        end=own[-1].end,
        lines=_read(own),
        rows=tuple(row for row in rows if len(row) == width),
    )


def _read(own: Sequence[Line]) -> tuple[Line, ...]:
    """Label the lines, tie items to their lead, and drop what is no finished sentence."""
    lines: list[Line] = []
    lead, style = -1, ""
    for raw in own:
        if " | " in raw.text or _CONTENTS_LINE.search(raw.text):
            continue
        line = _labelled(raw)
        if line.is_item:
            if lead >= 0 and lines[lead].is_item and _style(lines[lead].label) == _style(line.label):
                lead = -1
            line = replace(line, lead=lead)
        announces = line.text[-1:] in "：:"
        if announces and not (line.is_item and _style(line.label) == style):
            lead = len(lines)
        elif not line.is_item:
            lead = -1
        style = _style(line.label) if line.is_item else ""
        lines.append(line)
    return tuple(lines)


def _style(label: str) -> str:
    return (
        re.sub(r"[一二三四五六七八九十百]+", "一", re.sub(r"\d+", "1", label)) if label[:1] not in "①②③④⑤⑥⑦⑧⑨⑩" else "①"
    )


def _labelled(line: Line) -> Line:
    for pattern, is_item in ((_ARTICLE, False), (_ITEM, True)):
        found = pattern.match(line.text)
        if found and found.end() < len(line.text):
            return replace(
                line,
                start=line.start + found.end(),
                text=line.text[found.end() :],
                label=found["label"],
                is_item=is_item,
            )
    return line
