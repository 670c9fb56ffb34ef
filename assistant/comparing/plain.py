"""The characters of clauses as they are compared, each with its place in the document."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.comparing.records import Clause
from kb.text import normalize_with_offsets

_ONE_SIGN = {"〈": "<", "〉": ">", "﹤": "<", "﹥": ">"}  # titles inside titles are printed with either
_LEFT_OUT = frozenset("*#`_ \t\r\n\u3000\u00a0")


@dataclass(frozen=True, slots=True, kw_only=True)
class PlainText:
    """A text in normal form without white space and marks.

    Attributes:
        text: In normal form; punctuation as in `kb.text.normalize`.
        places: Place in the document of each character of `text`.
        end: Where the last of them ends.
    """

    text: str
    places: tuple[int, ...]
    end: int

    def place(self, at: int) -> int:
        """Return the place in the document of a position in the text; the position behind the last is allowed."""
        return self.places[at] if at < len(self.places) else self.end

    def behind(self, at: int) -> int:
        """Return where in the document the character before a position ends."""
        if at <= 0:
            return self.place(0)
        return min(self.places[at - 1] + 1, self.place(at)) if at < len(self.places) else self.end


def plain_of(document_text: str, clauses: Sequence[Clause]) -> PlainText:
    """Return the words of clauses without their numbers, one behind the other."""
    signs: list[str] = []
    places: list[int] = []
    for clause in clauses:
        normal, offsets = normalize_with_offsets(document_text[clause.body : clause.end])
        for sign, offset in zip(normal, offsets, strict=False):
            if sign not in _LEFT_OUT:
                signs.append(_ONE_SIGN.get(sign, sign))
                places.append(clause.body + offset)
    end = clauses[-1].end if clauses else 0
    return PlainText(text="".join(signs), places=tuple(places), end=end)
