"""A document taken apart into the clauses that are compared."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.comparing.records import Clause, ClauseKind
from kb.records import Document, Section, SectionKind

_LABEL = re.compile(
    r"[ \t\u3000#*>]*(?P<label>第[零〇一二三四五六七八九十百千\d]{1,7}[编章节条](?:之[一二三四五六七八九十]{1,2})?(?=[\s:：])|附件\s*[一二三四五六七八九十\d]{0,3}(?=[\s:：.])|"
    r"[（(][一二三四五六七八九十\d]{1,3}[）)]|[一二三四五六七八九十]{1,3}[、.．]|\d{1,2}(?:[.．]\d{1,2}){1,4}(?=[\s\u4e00-\u9fff])|"
    r"\d{1,2}(?:[.．](?!\d)|[、）)])|\d{1,2}(?=[ \u3000]+[\u4e00-\u9fff]{2})|[①-⑳])[ \t\u3000.．、:：]*"
)
ROW = " | "
_CONTENTS = re.compile(r"^目\s*[录次]$")
_LEADER = re.compile(r"[.·…]{4,}\s*\d{0,3}\s*$")
_CLOSED = re.compile(r"[。；：！？;:!?”）)】]\s*$")
_JOINED = re.compile(r"^[ \t\u3000]*[，。；、）)”：]")
_OPEN = re.compile(r"[，、（(《“]\s*$")
_PAGE_NUMBER = re.compile(r"[-—\s]*\d{1,3}[-—\s]*")
_WRAPPING = frozenset({"text/plain", "application/pdf"})  # whose lines may be those of a page
_FEWEST_PAGES = 3  # lines that are nothing but a number, from which they are those of pages
_WRAPPED = 24  # characters from which a line without an end may be one that the page broke
_BROKEN = 0.15  # share of the long lines that end in the middle of a sentence
LONGEST_HEADING = 40
_SENTENCE = re.compile(r"[。；]")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    start: int
    end: int
    text: str


def clauses_of(document: Document) -> tuple[Clause, ...]:
    """Return the clauses of a document in order; they do not overlap, the table of contents is left out."""
    return tuple(_Cutting(document).clauses())


def label_in(text: str, start: int, end: int) -> tuple[str, int]:
    """Return the number a line begins with, as printed without its stop, and where its words begin."""
    found = _LABEL.match(text, start, end)
    if found is None or found.end() >= end:
        plain = re.compile(r"[ \t\u3000#*>]*").match(text, start, end)
        return "", plain.end() if plain else start
    return found["label"].strip("、.．").replace(" ", ""), found.end()


class _Cutting:
    """Goes through the lines of a document with the headings that are open at each."""

    def __init__(self, document: Document) -> None:
        self._text = document.text
        self._wraps = document.media_type in _WRAPPING and _broken(document.text)
        self._sections = sorted(document.sections[1:], key=lambda one: (one.start, one.depth))
        self._next = 0
        self._open: list[Section] = []

    def clauses(self) -> Iterator[Clause]:
        made: list[Clause] = []
        header: tuple[str, ...] = ()
        for line in self._joined(list(self._lines())):
            begun = self._enter(line)
            if any(_CONTENTS.match(one.title.strip()) for one in self._open) or _LEADER.search(line.text):
                header = ()
                continue
            row = ROW in line.text
            header = (header or _cells(line.text)) if row else ()
            article = self._article()
            if article is not None and made and made[-1].kind is ClauseKind.ARTICLE and made[-1].start >= article.start:
                made[-1] = _longer(made[-1], line.end)
                continue
            made.append(self._clause(line, begun, len(made), row=row, header=header))
        yield from made

    def _clause(
        self, line: _Line, begun: Section | None, position: int, *, row: bool, header: tuple[str, ...]
    ) -> Clause:
        label, body = label_in(self._text, line.start, line.end)
        kind = ClauseKind.PARAGRAPH
        if begun is not None and begun.kind is SectionKind.ARTICLE:
            kind = ClauseKind.ARTICLE
            label = label or begun.label
        elif row:
            kind, label, body = ClauseKind.ROW, "", line.start
        elif begun is not None and len(line.text.strip()) <= LONGEST_HEADING and not _SENTENCE.search(line.text):
            kind = ClauseKind.HEADING
        above = [one for one in self._open if one is not begun and one.title and one.kind is not SectionKind.ARTICLE]
        return Clause(
            position=position,
            kind=kind,
            label=label,
            path=tuple(plain_title(one.title) for one in above),
            start=line.start,
            end=line.end,
            body=body,
            columns=header if row and header != _cells(line.text) else (),
        )

    def _lines(self) -> Iterator[_Line]:
        at = 0
        lines = self._text.split("\n")
        paged = sum(_PAGE_NUMBER.fullmatch(raw) is not None for raw in lines) >= _FEWEST_PAGES
        for raw in lines:
            start, end = at + len(raw) - len(raw.lstrip()), at + len(raw.rstrip())
            at += len(raw) + 1
            if end > start and not (paged and _PAGE_NUMBER.fullmatch(raw)) and not raw.strip().startswith("<!--"):
                yield _Line(start=start, end=end, text=self._text[start:end])

    def _joined(self, lines: Sequence[_Line]) -> Iterator[_Line]:
        """Yield the lines, those that a page broke in the middle of a sentence as one."""
        if not self._wraps:
            yield from lines
            return
        starts = {one.start for one in self._sections}
        held: _Line | None = None
        for line in lines:
            if held is not None and self._goes_on(held, line, starts):
                held = _Line(start=held.start, end=line.end, text=self._text[held.start : line.end])
                continue
            if held is not None:
                yield held
            held = line
        if held is not None:
            yield held

    def _goes_on(self, line: _Line, then: _Line, starts: set[int]) -> bool:
        if then.start in starts or line.start in starts or ROW in line.text or ROW in then.text:
            return False
        if _JOINED.match(then.text) or _OPEN.search(line.text):
            return True
        last = line.text.rsplit("\n", 1)[-1]
        unfinished = len(last) >= _WRAPPED and not _CLOSED.search(last)
        return unfinished and not label_in(self._text, then.start, then.end)[0]

    def _enter(self, line: _Line) -> Section | None:
        """Open and close sections up to a line; return the innermost one that begins with it."""
        begun = None
        while self._next < len(self._sections) and self._sections[self._next].start < line.end:
            section = self._sections[self._next]
            self._open = [one for one in self._open if one.depth < section.depth and one.end > section.start]
            self._open.append(section)
            begun, self._next = section, self._next + 1
        self._open = [one for one in self._open if one.end > line.start]
        return begun

    def _article(self) -> Section | None:
        return next((one for one in reversed(self._open) if one.kind is SectionKind.ARTICLE), None)


def _broken(text: str) -> bool:
    """Tell whether pages broke the sentences of a text: many long lines end in the middle of one."""
    long = [line for line in text.split("\n") if len(line.strip()) >= _WRAPPED and ROW not in line]
    return sum(not _CLOSED.search(line) for line in long) > _BROKEN * len(long)


def plain_title(title: str) -> str:
    """Return a heading without number, spaces and marks."""
    label = _LABEL.match(title)
    return re.sub(r"[\s#*：:]+", "", title[label.end() :] if label and label.end() < len(title) else title)


def _cells(row: str) -> tuple[str, ...]:
    return tuple(cell.strip() for cell in row.split(ROW.strip()))


def _longer(clause: Clause, end: int) -> Clause:
    return Clause(
        position=clause.position, kind=clause.kind, label=clause.label, path=clause.path, start=clause.start, end=end,
        body=clause.body,
    )  # fmt: skip
