"""The files of the spoken lexicon, read line by line.

They are YAML, but of one form only, and a YAML parser takes ten times as long for their thousands of words as this
reader; a test compares the two.

    category:
      weight: 1.0
      entries:
        - saying saying = term term@0.5
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kb.text import normalize

FILES = "colloquial_*.yaml"
FOLDER = Path(__file__).resolve().parent.parent / "data"
_CATEGORY = re.compile(r"(\w+):$")
_WEIGHT = "  weight: "
_ENTRY = "    - "
# Only such characters have another normal form; every other line is in it already.
_UNUSUAL = re.compile(r"[^\u4e00-\u9fff\u2160-\u2163a-z0-9 =@.…()|?、,/%-]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """Sayings that mean the same.

    Attributes:
        category: What they are about, e.g. authority, timing, gas_and_smell.
        said: In normal form, … and the signs of choices aside.
        means: Words of the field, the most telling first.
        text: All sayings in one piece.
        weight: Beside the other entries met by a question; about 0.3 for what only asks, 1 for what it is about.
    """

    category: str
    said: tuple[str, ...]
    means: tuple[str, ...]
    weight: float
    text: str = ""


def read_entries(folder: Path = FOLDER) -> Iterator[Entry]:
    """Yield every entry of the lexicon, the files in the order of their names."""
    for file in sorted(folder.glob(FILES)):
        category, weight = "", 1.0
        for line in file.read_text(encoding="utf-8").splitlines():
            if line.startswith(_ENTRY):
                yield entry_of(category, line.removeprefix(_ENTRY), weight)
            elif line.startswith(_WEIGHT):
                weight = float(line.removeprefix(_WEIGHT))
            elif match := _CATEGORY.match(line):
                category = match[1]


def entry_of(category: str, line: str, weight: float) -> Entry:
    """Read `saying saying = term term@0.5`; the number is the weight of the entry beside that of its section."""
    written, _, means = line.partition("=")
    terms, _, own = means.partition("@")
    said = _normal(written)
    return Entry(
        category=category,
        said=tuple(said),
        text=" ".join(said),
        means=tuple(_normal(terms)),
        weight=weight * float(own) if own else weight,
    )


def _normal(words: str) -> list[str]:
    return [normalize(word) for word in words.split()] if _UNUSUAL.search(words) else words.split()
