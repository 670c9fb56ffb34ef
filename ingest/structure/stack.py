"""The stack of open headings: where a new heading belongs, and which numbers cannot be headings.

`place` answers with how many of the open headings stay open; the new one becomes the child of the last
of them. None means that the number does not fit: it is a reference or a stray number in the text.
"""

from __future__ import annotations

from dataclasses import dataclass

from ingest.structure.headings import Heading
from ingest.structure.marks import Style
from ingest.structure.titles import names_document

_RANKS = {Style.PART: 0, Style.SUBPART: 1, Style.CHAPTER: 2, Style.SECTION: 3}
_HOLDS_ARTICLES = frozenset({*_RANKS, Style.APPENDIX, Style.CHINESE, Style.PLAIN})
_CLOSES_ARTICLE = frozenset({Style.CHINESE, Style.DECIMAL})
_LARGEST_ARTICLE_GAP = 30
_LAST_CHAPTER = "附则"  # closes the document, not the plan inside it that happens to count as far


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenHeading:
    """A heading whose section still goes on."""

    ordinal: int
    style: Style
    number: tuple[int, ...]
    title: str
    level: int | None


class OpenHeadings:
    """Keeps the open headings and the numbers met so far."""

    def __init__(self) -> None:
        self._open: list[OpenHeading] = []
        self._articles: set[tuple[int, ...]] = set()
        self._last_chapter_number = 0
        self._decimal_seen = False

    @property
    def inside_article(self) -> bool:
        return bool(self._open) and self._open[-1].style is Style.ARTICLE

    def parent_ordinal(self, keep: int) -> int:
        """Return the ordinal of the section under which a heading goes when `keep` headings stay open."""
        return self._open[keep - 1].ordinal if keep else 0

    def push(self, keep: int, ordinal: int, heading: Heading) -> None:
        """Close all but the first `keep` headings and open this one."""
        del self._open[keep:]
        mark = heading.mark
        self._open.append(
            OpenHeading(ordinal=ordinal, style=mark.style, number=mark.number, title=heading.title, level=heading.level)
        )
        if mark.style is Style.ARTICLE:
            self._articles.add(mark.number)
        if mark.style is Style.DECIMAL:
            self._decimal_seen = True
            self._last_chapter_number = mark.number[0]

    def pop(self) -> None:
        """Close the innermost heading."""
        self._open.pop()

    def place(self, heading: Heading, previous_line: str) -> int | None:
        """Return how many headings stay open, None when the line is no heading after all."""
        style = heading.mark.style
        if style in _RANKS:
            return self._place_structural(_RANKS[style])
        if style is Style.ARTICLE:
            return self._place_article(heading)
        if style is Style.APPENDIX:
            return 0
        if self.inside_article and not self._closes_article(heading, previous_line):
            return None
        keep = len(self._open) - 1 if self.inside_article else len(self._open)
        if style is Style.PLAIN:
            return self._place_levelled(heading.level or 1)
        if style is Style.APPENDIX_DECIMAL:
            return self._place_under_prefix(heading, keep)
        if style is Style.DECIMAL:
            return None if _ends_in_number(previous_line) else self._place_decimal(heading, keep)
        return self._place_listed(heading, keep)

    def _place_structural(self, rank: int) -> int:
        keep = len(self._open)
        while keep:
            top = self._open[keep - 1]
            if top.style is Style.APPENDIX or _RANKS.get(top.style, 9) < rank:
                break
            keep -= 1
        return keep

    def _place_article(self, heading: Heading) -> int | None:
        number = heading.mark.number
        if not self._article_fits(number) and heading.level is None:
            return None
        if number == (1,):
            self._articles.clear()
        keep = len(self._open)
        for index, entry in enumerate(self._open):
            if entry.style is Style.ARTICLE:
                keep = index
                break
        while keep and not self._holds_article(self._open[keep - 1], number):
            keep -= 1
        return keep

    @staticmethod
    def _holds_article(entry: OpenHeading, number: tuple[int, ...]) -> bool:
        if entry.style is Style.CHINESE and number == (1,) and entry.number != (1,):
            return False  # the articles of an attached document begin, not those of this heading
        return entry.style in _HOLDS_ARTICLES

    def _article_fits(self, number: tuple[int, ...]) -> bool:
        if number == (1,) or not self._articles:
            return True
        if number in self._articles:
            return False
        last = max(self._articles)[0]
        return (number[0] - 1,) in self._articles or last <= number[0] <= last + _LARGEST_ARTICLE_GAP

    def _closes_article(self, heading: Heading, previous_line: str) -> bool:
        if heading.level is not None:
            return True
        mark = heading.mark
        if mark.style not in _CLOSES_ARTICLE or heading.line_count == 0:
            return False
        if mark.style is Style.CHINESE and self._find(Style.CHINESE, mark.number[0] - 1) is not None:
            return True
        return mark.number == (1,) and previous_line[-1:] == "。"

    def _find(self, style: Style, number: int) -> int | None:
        for index in range(len(self._open) - 1, -1, -1):
            entry = self._open[index]
            if entry.style is style and entry.number[0] == number:
                return index
        return None

    def _place_levelled(self, level: int) -> int:
        for index in range(len(self._open) - 1, -1, -1):
            stated = self._open[index].level
            if stated is not None and stated < level:
                return index + 1
        return 0

    def _place_decimal(self, heading: Heading, keep: int) -> int | None:
        number = heading.mark.number
        if heading.level is None and not (heading.confirmed or self._decimal_fits(number)):
            return None
        return self._place_under_prefix(heading, keep)

    def _place_under_prefix(self, heading: Heading, keep: int) -> int:
        number, style = heading.mark.number, heading.mark.style
        prefix = self._decimal_parent(number)
        if prefix is not None:
            return prefix + 1
        for index, entry in enumerate(self._open):
            if entry.style is style and len(entry.number) >= len(number):
                return index
        return keep

    def _may_restart(self) -> bool:
        chapters_open = any(entry.style is Style.DECIMAL for entry in self._open)
        return not chapters_open or names_document(self._open[-1].title)

    def _decimal_parent(self, number: tuple[int, ...]) -> int | None:
        if len(number) == 1:
            return None
        for index in range(len(self._open) - 1, -1, -1):
            entry = self._open[index]
            if entry.style is not Style.PAREN and entry.number == number[:-1]:
                return index
        return None

    def _decimal_fits(self, number: tuple[int, ...]) -> bool:
        if not self._decimal_seen:
            return True
        if len(number) == 1:
            return number[0] == self._last_chapter_number + 1 or (number == (1,) and self._may_restart())
        if number[-1] == 1:
            return True
        for entry in self._open:
            same_list = len(entry.number) == len(number) and entry.number[:-1] == number[:-1]
            if entry.number == number[:-1] or (same_list and entry.number[-1] <= number[-1] <= entry.number[-1] + 5):
                return True
        return False

    def _place_listed(self, heading: Heading, keep: int) -> int | None:
        same = [i for i in range(keep - 1, -1, -1) if self._open[i].style is heading.mark.style]
        if not same:
            return self._place_new_style(heading, keep)
        number = heading.mark.number
        chosen = self._continued(same, number)
        if chosen is not None and heading.title == _LAST_CHAPTER:
            chosen = self._continued(same[::-1], number)
        if chosen is None and number == (1,) and keep - 1 != same[0] and names_document(self._open[keep - 1].title):
            return keep
        if chosen is None and (number == (1,) or heading.level is not None):
            chosen = same[0]
        if chosen is None:
            return None
        return self._respect_level(heading.level, chosen)

    def _continued(self, same: list[int], number: tuple[int, ...]) -> int | None:
        for index in same:
            last = self._open[index].number
            if last[:-1] == number[:-1] and last[-1] + 1 == number[-1]:
                return index
        for index in same:
            if self._open[index].number < number:
                return index
        return None

    def _place_new_style(self, heading: Heading, keep: int) -> int | None:
        if heading.level is not None:
            return self._respect_level(heading.level, keep)
        if heading.mark.style is not Style.CHINESE and heading.mark.number[-1] > 1:
            return None
        return keep

    def _respect_level(self, level: int | None, keep: int) -> int:
        """Go by the outline level of the format where it contradicts the style of numbering."""
        if level is None:
            return keep
        entry = self._open[keep] if keep < len(self._open) else None
        if entry is not None and entry.level == level:
            return keep
        return self._place_levelled(level) if any(e.level is not None for e in self._open) else keep


def _ends_in_number(line: str) -> bool:
    """Tell whether a line is the first half of a number that was broken in two: "1." before "2 现场处置"."""
    return 2 <= len(line) <= 6 and line[-1] in ".．" and line[:-1].replace(".", "").isdigit()
