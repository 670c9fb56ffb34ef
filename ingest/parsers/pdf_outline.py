"""The bookmarks of a PDF: lines that they name are headings."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ingest.parsers.cleaning import clean_line

_LONGEST = 60
_BLANKS = re.compile(r"\s")


class Outline:
    """Looks up the level of a line; a bookmark counts only where its words are the whole line on the page it names."""

    def __init__(self, marks: Iterable[tuple[int, str, int]]) -> None:
        """Keep marks given as (page from 1, title, level from 1)."""
        self._levels = {(page, _key(title)): level for page, title, level in marks if 2 <= len(_key(title)) <= _LONGEST}

    def level(self, page: int, text: str) -> int | None:
        """Return the level of a line as the bookmarks state it, None when they do not name it."""
        return self._levels.get((page, _key(text))) if self._levels else None


def _key(text: str) -> str:
    return _BLANKS.sub("", clean_line(text))
