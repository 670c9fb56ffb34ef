"""Bring the numbers that a file prints before its paragraphs together with the paragraphs a reader found."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import Protocol

from ingest.parsers.cleaning import clean_line
from ingest.parsers.docx_symbols import bullet
from ingest.parsers.word97_numbers import PrintedParagraph

NUMBER_BEGIN, NUMBER_END = "\ue700", "\ue701"  # private use: no text that means anything holds them
_NO_GAP_AFTER = tuple("、）)．.。：:】〕")
_WINGDINGS_BULLETS = frozenset("lnuqvw")
_FAR = 200
_UNMISTAKABLE = 12


class PrintedNumbers(Protocol):
    """Knows the number of each paragraph, asked in reading order.

    Attributes:
        unsure: Some number so far may not be the printed one, or was not found.
    """

    @property
    def unsure(self) -> bool: ...

    def knows(self, text: str) -> bool:
        """Tell whether a paragraph with just this text comes next, or may come."""
        ...

    def take(self, text: str, label: str) -> tuple[str, str]:
        """Return (number with its gap, "" for none; text) of the next paragraph.

        Args:
            text: As the reader found it; never only white space.
            label: Number that the reader itself would print.
        """
        ...


def with_gap(number: str) -> str:
    """Set the number off from the text as a Word document does."""
    return number if not number or number.endswith(_NO_GAP_AFTER) else f"{number} "


class ReaderLabels:
    """The reader's own numbers, each of them in doubt."""

    def __init__(self) -> None:
        self.unsure = False

    def knows(self, text: str) -> bool:  # noqa: ARG002 - a heading may begin with its number
        return False

    def take(self, text: str, label: str) -> tuple[str, str]:
        self.unsure = self.unsure or bool(label)
        return label, text


class MarkedNumbers:
    """Numbers that stand in the text between `NUMBER_BEGIN` and `NUMBER_END`."""

    def __init__(self, *, unsure: bool) -> None:
        self.unsure = unsure
        self._last = ""

    def knows(self, text: str) -> bool:  # noqa: ARG002 - the reader prints no numbers beside the marked ones
        return True

    def take(self, text: str, label: str) -> tuple[str, str]:
        before, begin, rest = text.partition(NUMBER_BEGIN)
        number, end, after = rest.partition(NUMBER_END)
        if begin and end and not before.strip():
            return with_gap(self._sign(clean_line(number))), after
        self.unsure = self.unsure or bool(label or begin)
        return label, text.replace(NUMBER_BEGIN, "").replace(NUMBER_END, "")

    def _sign(self, number: str) -> str:
        """Return a bullet whose font the file does not name as its sign: l alone, but not after k."""
        last, self._last = self._last, number
        follows = len(last) == 1 and ord(last) + 1 == ord(number[:1] or " ")
        return bullet(number, "Wingdings") if number in _WINGDINGS_BULLETS and not follows else number


class FollowedNumbers:
    """Numbers counted by a second reader of the same file; its paragraphs are found again by their text."""

    def __init__(self, printed: Sequence[PrintedParagraph]) -> None:
        self._printed = printed
        self._next = 0
        self._doubtful = False
        self._left = {place for place, one in enumerate(printed) if one.number and _letters(one.text)}
        self._places: dict[str, list[int]] = {}
        for place, one in enumerate(printed):
            self._places.setdefault(_letters(one.text), []).append(place)

    @property
    def unsure(self) -> bool:
        return self._doubtful or bool(self._left)

    def knows(self, text: str) -> bool:
        return self._find(text) is not None

    def take(self, text: str, label: str) -> tuple[str, str]:
        place = self._find(text)
        if place is None:
            self._doubtful = self._doubtful or bool(label)
            return label, text
        self._next = place + 1
        self._left.discard(place)
        found = self._printed[place]
        if not found.sure:
            self._doubtful = True
            return label, text
        return found.number, text

    def _find(self, text: str) -> int | None:
        letters = _letters(text)
        places = self._places.get(letters, []) if letters else []
        index = bisect_left(places, self._next)
        if index == len(places) or (places[index] - self._next > _FAR and len(letters) < _UNMISTAKABLE):
            return None
        return places[index]


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))
