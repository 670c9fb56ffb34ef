"""The section tree: which lines are headings, and how they nest.

One document mixes several ways of numbering, so the nesting is found with a stack of open headings and
not from a fixed order of styles: a style that is open already continues there, a new style goes one
level down.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from ingest.structure.contents import Contents, entry_key, find_contents
from ingest.structure.headings import Candidate, Heading, heading_of
from ingest.structure.layout import Layout
from ingest.structure.lost_numbers import unnumbered_headings
from ingest.structure.marks import STARTERS, Mark, Style, read_mark
from ingest.structure.records import OutlineSection
from ingest.structure.stack import OpenHeadings
from ingest.structure.titles import title_line_count
from kb.records import SectionKind

_KINDS = {
    Style.PART: SectionKind.PART,
    Style.SUBPART: SectionKind.SUBPART,
    Style.CHAPTER: SectionKind.CHAPTER,
    Style.SECTION: SectionKind.SECTION,
    Style.ARTICLE: SectionKind.ARTICLE,
    Style.APPENDIX: SectionKind.APPENDIX,
}
_CONTENTS_TITLE = "目录"
_FEWEST_CHAPTERS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class _Opened:
    """A section whose end is not known yet."""

    parent: int
    depth: int
    kind: SectionKind
    label: str
    title: str
    start: int
    heading_end: int


def find_sections(layout: Layout) -> tuple[OutlineSection, ...]:
    """Return the sections in document order; the first is the root, over the whole text."""
    root = _Opened(parent=-1, depth=0, kind=SectionKind.ROOT, label="", title="", start=0, heading_end=0)
    opened = [root]
    stack = OpenHeadings()
    contents = find_contents(layout.lines)
    skipped = title_line_count(layout.lines, layout.levels)
    for candidate in _with_next(_candidates(layout, contents, skipped)):
        heading = heading_of(candidate, layout)
        if heading is None or not _is_listed(heading, contents.entries):
            continue
        previous = layout.lines[heading.line - 1] if heading.line else ""
        keep = stack.place(heading, previous)
        if keep is None:
            continue
        parent = stack.parent_ordinal(keep)
        stack.push(keep, len(opened), heading)
        if heading.line == contents.title_line:
            stack.pop()
        opened.append(_opened(heading, layout, parent, opened[parent].depth + 1))
    return _closed(opened, len(layout.text))


def _candidates(layout: Layout, contents: Contents, skipped: int) -> Iterator[Candidate]:
    lines, in_table = layout.lines, layout.in_table
    unnumbered = unnumbered_headings(lines, layout.levels)
    for index in range(skipped, len(lines)):
        line, level = lines[index], layout.levels[index] or unnumbered.get(index)
        if in_table[index] or not line:
            continue
        if index in contents.lines:
            if index == contents.title_line:
                yield Candidate(line=index, mark=_plain(_CONTENTS_TITLE), level=1)
            continue
        mark = read_mark(line) if line[0] in STARTERS else None
        if mark is None and level is not None:
            mark = _plain(line)
        if mark is not None:
            yield Candidate(line=index, mark=mark, level=level)


def _is_listed(heading: Heading, entries: frozenset[str]) -> bool:
    """Check a chapter that is only a bare number and words against the contents, if they list such chapters.

    A page number that stands before a line of text looks the same.
    """
    mark = heading.mark
    if mark.style is not Style.DECIMAL or len(mark.number) > 1 or heading.level is not None:
        return True
    chapters = sum(1 for entry in entries if entry[:1].isdigit() and not entry[1:2].isdigit()) if entries else 0
    title = entry_key(heading.title)
    return chapters < _FEWEST_CHAPTERS or title in entries or f"{mark.label}{title}" in entries


def _plain(text: str) -> Mark:
    return Mark(style=Style.PLAIN, label="", number=(0,), rest=text)


def _with_next(candidates: Iterator[Candidate]) -> Iterator[Candidate]:
    current = next(candidates, None)
    while current is not None:
        following = next(candidates, None)
        if following is not None:
            yield replace(current, next_line=following.line, next_mark=following.mark)
        else:
            yield current
        current = following


def _opened(heading: Heading, layout: Layout, parent: int, depth: int) -> _Opened:
    start = layout.starts[heading.line]
    heading_end = start
    if heading.line_count:
        last = heading.line + heading.line_count - 1
        heading_end = layout.starts[last] + len(layout.lines[last])
    return _Opened(
        parent=parent,
        depth=depth,
        kind=_KINDS.get(heading.mark.style, SectionKind.HEADING),
        label=heading.mark.label,
        title=heading.title,
        start=start,
        heading_end=heading_end,
    )


def _closed(opened: list[_Opened], text_end: int) -> tuple[OutlineSection, ...]:
    """Give every section its end: one character before the next section that is not inside it."""
    ends = [text_end] * len(opened)
    running: list[int] = []
    for ordinal, section in enumerate(opened):
        while running and opened[running[-1]].depth >= section.depth:
            ends[running.pop()] = max(section.start - 1, 0)
        running.append(ordinal)
    return tuple(
        OutlineSection(
            ordinal=ordinal,
            parent=section.parent,
            depth=section.depth,
            kind=section.kind,
            label=section.label,
            title=section.title,
            start=section.start,
            heading_end=section.heading_end,
            end=ends[ordinal],
        )
        for ordinal, section in enumerate(opened)
    )
