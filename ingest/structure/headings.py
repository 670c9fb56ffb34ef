"""Heading or list item: what the line and its neighbours say, before nesting is looked at."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.structure.layout import Layout
from ingest.structure.marks import STARTERS, Mark, Style, read_mark
from ingest.structure.titles import article_title, is_title, lead_of, tidy

# 第三条规定的…, 第三条第二款, 第三条、第四条: a reference at the start of a line.
_REFERENCE_RE = re.compile(r"[的、，,和及与或至到之所中款项第]|规定|以及|修改|改为")
_CONTAINERS = frozenset({Style.PART, Style.SUBPART, Style.CHAPTER, Style.SECTION})
_ITEMS_ONLY = frozenset({Style.CIRCLE, Style.LETTER, Style.HALF_PAREN})
_ALWAYS_SECTIONS = frozenset({Style.CHINESE, Style.DECIMAL, Style.APPENDIX_DECIMAL})
_LEADS = {
    Style.CHINESE: "。：:",
    Style.CHINESE_PAREN: "。：:",
    Style.DECIMAL: "。：:",
    Style.DOT: "。",
    Style.COMMA: "。",
    Style.PAREN: "。",
}
_LONGEST_NEXT_LINE_TITLE = 30
# The line above a form with its number: "HSE CX/ JL 20-01 编号：", "Q/SY 08002-2021", "表号：AQ-03".
_FORM_NUMBER_RE = re.compile(r"(?:编\s?号|表\s?号|版\s?[本次])\s*[:：]|^[A-Z][A-Z0-9/\-—. ]*[/\-—][A-Z0-9/\-—. ]*\d$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A line that may open a section.

    Attributes:
        line: Index of the line.
        level: Outline level stated by the format, None when it states none.
        next_line: Line of the next candidate, -1 for the last one.
        next_mark: Mark of the next candidate.
    """

    line: int
    mark: Mark
    level: int | None
    next_line: int = -1
    next_mark: Mark | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A line, or a number with the line after it, that opens a section.

    Attributes:
        line_count: How many lines the heading fills; 0 when the number opens the text itself.
        confirmed: The next number is the first below this one: 4 is followed by 4.1.
    """

    line: int
    line_count: int
    mark: Mark
    title: str
    level: int | None
    confirmed: bool = False


def heading_of(candidate: Candidate, layout: Layout) -> Heading | None:
    """Return the heading that the candidate line is, None for a list item, a reference or plain text."""
    mark = candidate.mark
    if mark.style is Style.ARTICLE:
        return _article(candidate)
    if mark.style is Style.PLAIN:
        return None if _FORM_NUMBER_RE.search(mark.rest) else _whole_line(candidate, mark.rest)
    if candidate.level is not None and len(mark.rest) <= 80:
        return _next_line_title(candidate, layout) if not mark.rest else _whole_line(candidate, mark.rest)
    if mark.style in _ITEMS_ONLY:
        return None
    if not mark.rest:
        return _next_line_title(candidate, layout)
    if mark.style in _CONTAINERS or mark.style is Style.APPENDIX:
        fits = is_title(mark.rest) and mark.rest[0] not in "的，、。规"
        return _whole_line(candidate, mark.rest) if fits else None
    return _listed(candidate)


def _article(candidate: Candidate) -> Heading | None:
    mark = candidate.mark
    if not mark.spaced and mark.rest and candidate.level is None and _REFERENCE_RE.match(mark.rest):
        return None
    return _opening_text(candidate, article_title(mark.rest))


def _listed(candidate: Candidate) -> Heading | None:
    mark = candidate.mark
    if is_title(mark.rest) and not _is_pair(mark):
        return None if _is_bare_item(candidate) else _whole_line(candidate, mark.rest)
    lead = lead_of(mark.rest, _LEADS.get(mark.style, ""))
    if lead or mark.style in _ALWAYS_SECTIONS:
        return _opening_text(candidate, tidy(lead))
    return None


def _is_pair(mark: Mark) -> bool:
    """Tell whether the line gives a name and a value: 1、组长：张三."""
    if mark.style in _ALWAYS_SECTIONS:
        return False
    head, colon, tail = mark.rest.replace(":", "：").partition("：")
    return bool(colon and head and tail.strip())


def _is_bare_item(candidate: Candidate) -> bool:
    """Tell whether the next line goes on counting, so that nothing stands under this one."""
    mark, following = candidate.mark, candidate.next_mark
    if mark.style in _ALWAYS_SECTIONS or following is None or candidate.next_line != candidate.line + 1:
        return False
    return following.style is mark.style and following.number == (mark.number[0] + 1,)


def _next_line_title(candidate: Candidate, layout: Layout) -> Heading | None:
    index = candidate.line + 1
    following = layout.lines[index] if index < len(layout.lines) and not layout.in_table[index] else ""
    usable = (
        is_title(following)
        and len(following) <= _LONGEST_NEXT_LINE_TITLE
        and "\u4e00" <= following[0] <= "\u9fff"
        and (following[0] not in STARTERS or read_mark(following) is None)
    )
    if usable:
        return Heading(
            line=candidate.line,
            line_count=2,
            mark=candidate.mark,
            title=tidy(following),
            level=candidate.level,
            confirmed=_is_confirmed(candidate),
        )
    if candidate.mark.style in _CONTAINERS or candidate.mark.style is Style.APPENDIX or candidate.level is not None:
        return _whole_line(candidate, "")
    return None


def _whole_line(candidate: Candidate, title: str) -> Heading:
    return Heading(
        line=candidate.line,
        line_count=1,
        mark=candidate.mark,
        title=tidy(title),
        level=candidate.level,
        confirmed=_is_confirmed(candidate),
    )


def _is_confirmed(candidate: Candidate) -> bool:
    following = candidate.next_mark
    return following is not None and following.number == (*candidate.mark.number, 1)


def _opening_text(candidate: Candidate, title: str) -> Heading:
    return Heading(line=candidate.line, line_count=0, mark=candidate.mark, title=title, level=candidate.level)
