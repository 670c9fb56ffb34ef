"""Text made comparable: what two faithful readers may write differently is taken out of both texts.

Equal for the comparison, and nothing else:

- white space, line ends and invisible characters (zero width, soft hyphen, byte order mark, private use);
- "|", which only separates the cells of a table row in our text;
- full-width and half-width Latin letters and numerals, Kangxi radicals and the ideographs they stand for;
- leaders of a table of contents (runs of at least four dots of any kind, or …… before the number that ends a line);
- blanks to be filled in (runs of at least two underscores), which a PDF draws as lines;
- the bullet of an unordered list item, which says nothing and which fonts encode differently.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence

_NO_TEXT = re.compile(
    r"[\s|\u0000-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff\ufffd\ue000-\uf8ff]+"
)
_BULLET = re.compile(r"[•●■◆▪➢][ \t]*(?=[^\s|])|^[ \t]*·[ \t]*(?=[^\s|])", re.MULTILINE)
_LEADERS = re.compile(r"[.．…·‥⋯]{4,}|_{2,}")
_SHORT_LEADERS = re.compile(r"……(?=[ \t]?\d{1,4}$)", re.MULTILINE)
_WIDE = {code: code - 0xFEE0 for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))}
_RADICALS = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)}
# Bullets of the Wingdings and Symbol fonts are private-use characters to some readers.
_SYMBOLS = dict.fromkeys((0xF06C, 0xF06E, 0xF075, 0xF0A7, 0xF0B7, 0xF0D8, 0xF0FC), "●")
_EQUIVALENT = _WIDE | _RADICALS | _SYMBOLS
_EDGE_LINES = 3
_DIGITS = re.compile(r"\d+")
_FEWEST_PAGES = 3
_SHARE_OF_PAGES = 0.3  # a running head of the odd or of the even pages alone is one too
_CELL_SEPARATOR = " | "


def plain(text: str) -> str:
    """Return the characters that are compared."""
    dense = _NO_TEXT.sub("", _BULLET.sub("", _SHORT_LEADERS.sub("", text.translate(_EQUIVALENT))))
    return _LEADERS.sub("", dense)


def without_running_lines(pages: Sequence[Sequence[str]]) -> tuple[list[list[str]], list[str]]:
    """Return pages without running heads, feet and page numbers, and the lines that were taken out.

    A line among the first or the last three of a page is one of them when lines that are equal but for their numerals
    stand at that edge of at least three pages and of 30 % of all. A chapter number that a tool puts on a line of its own
    at the head of a page is none.
    """
    counts: Counter[tuple[bool, str]] = Counter()
    for lines in pages:
        counts.update({(at_head, _masked(lines[place])) for place, at_head in _edges(len(lines))})
    needed = max(_FEWEST_PAGES, _SHARE_OF_PAGES * len(pages))
    kept: list[list[str]] = []
    removed: list[str] = []
    for lines in pages:
        edges = _edges(len(lines))
        furniture = {place for place, at_head in edges if counts[at_head, _masked(lines[place])] >= needed}
        kept.append([line for place, line in enumerate(lines) if place not in furniture])
        removed.extend(lines[place] for place in sorted(furniture))
    return kept, removed


def _edges(count: int) -> list[tuple[int, bool]]:
    """Return the places of the lines at the head (True) and at the foot (False) of a page."""
    head = [(place, True) for place in range(min(_EDGE_LINES, count))]
    return head + [(place, False) for place in range(max(count - _EDGE_LINES, 0), count)]


def _masked(line: str) -> str:
    return _DIGITS.sub("#", "".join(line.split()))


def repeated_cells(text: str) -> str:
    """Return the cells of our table rows that equal the cell to the left or above, one per line."""
    repeated: list[str] = []
    above: list[str] = []
    for line in text.split("\n"):
        cells = line.split(_CELL_SEPARATOR) if _CELL_SEPARATOR in line else []
        for column, cell in enumerate(cells):
            left = column and cells[column - 1] == cell
            over = len(above) == len(cells) and above[column] == cell
            if cell and (left or over):
                repeated.append(cell)
        above = cells
    return "\n".join(repeated)
