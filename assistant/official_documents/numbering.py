"""Numbers of headings as official documents write them: 一、 then （一） then 1. then （1） (GB/T 9704-2012 7.3.3)."""

from __future__ import annotations

from assistant.official_documents.records import MOST_LEVELS, Heading
from kb.text.numerals import format_numeral


class HeadingNumbers:
    """Counts the headings of one text; a heading begins the levels below it anew."""

    def __init__(self) -> None:
        self._counts = [0] * MOST_LEVELS

    def label(self, heading: Heading) -> str:
        """Return the number of the next heading with its sign, "" for an unnumbered one."""
        if not heading.numbered:
            return ""
        index = heading.level - 1
        self._counts[index] += 1
        self._counts[index + 1 :] = [0] * (MOST_LEVELS - index - 1)
        return number_sign(heading.level, self._counts[index])


def number_sign(level: int, count: int) -> str:
    """Return the number of the `count`-th heading of a level, sign included."""
    if level == 1:
        return f"{format_numeral(count)}、"
    if level == 2:
        return f"（{format_numeral(count)}）"
    return f"{count}." if level == 3 else f"（{count}）"
