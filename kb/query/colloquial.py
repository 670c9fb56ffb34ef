"""What people say and the words documents use for it: the phrases of a question that the spoken lexicon knows.

The lexicon `kb/data/colloquial_*.yaml` was written from how people speak and how plans are worded, for every hazard; it
knows no document. A question may hold no word of the text that answers it (氨味儿冲得很咋整), so its phrases are kept
one by one: a text answers the better the more of them it meets, each through any of its counterparts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from kb.records import Saying
from kb.text import default_tokenizer, normalize

MAX_SAYINGS = 24
_DATA = Path(__file__).resolve().parent.parent / "data"
_FILES = "colloquial_*.yaml"
_GAP = "[^，,。；;？?！!]{0,6}?"
_PATTERN_SIGNS = re.compile(r"[…(|)?]")
_RESERVED = frozenset({"version", "mark"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """Sayings that mean the same.

    Attributes:
        category: What they are about, e.g. authority, timing, gas_and_smell.
        means: Words of the field, the most telling first.
        weight: Beside the other entries met by a question; about 0.3 for what only asks, 1 for what it is about.
    """

    category: str
    said: tuple[str, ...]
    means: tuple[str, ...]
    weight: float


@dataclass(frozen=True, slots=True)
class _Lexicon:
    entries: tuple[Entry, ...]
    phrases: Mapping[str, tuple[int, ...]]
    single: Mapping[str, tuple[int, ...]]  # sayings of one character count only where they stand as a word
    patterns: tuple[tuple[re.Pattern[str], int], ...]


@dataclass(frozen=True, slots=True, order=True)
class _Hit:
    start: int
    end: int
    entry: int
    fixed: bool  # a phrase, not a pattern with a gap


def sayings_in(question: str) -> tuple[Saying, ...]:
    """Return the spoken phrases of a question (in normal form) in the order they stand, at most 24.

    A phrase inside a longer one counts as part of that; one that stands for two things is returned twice.
    """
    lexicon = _lexicon()
    kept: dict[int, Saying] = {}
    for hit in _outermost(sorted(_hits(question, lexicon))):
        entry = lexicon.entries[hit.entry]
        if hit.entry not in kept:
            kept[hit.entry] = Saying(
                said=question[hit.start : hit.end], means=entry.means, weight=entry.weight, category=entry.category
            )
    return tuple(kept.values())[:MAX_SAYINGS]


def counterparts(word: str) -> tuple[str, ...]:
    """Return the words of the field for a spoken word or phrase, () when the lexicon does not hold it."""
    lexicon = _lexicon()
    key = normalize(word)
    found = (*lexicon.phrases.get(key, ()), *lexicon.single.get(key, ()))
    return tuple(dict.fromkeys(term for number in found for term in lexicon.entries[number].means))


def spoken_entries() -> tuple[Entry, ...]:
    """Return every entry of the lexicon, in the order of its files."""
    return _lexicon().entries


def _hits(question: str, lexicon: _Lexicon) -> Iterator[_Hit]:
    for phrase, numbers in lexicon.phrases.items():
        if phrase in question:
            yield from _phrase_hits(question, phrase, numbers)
    for word in dict.fromkeys(default_tokenizer().words(question)):
        if word in lexicon.single and word in question:
            yield from _phrase_hits(question, word, lexicon.single[word])
    for pattern, number in lexicon.patterns:
        match = pattern.search(question)
        if match is not None:
            yield _Hit(match.start(), match.end(), number, False)


def _phrase_hits(question: str, phrase: str, numbers: Sequence[int]) -> Iterator[_Hit]:
    start = question.find(phrase)
    return (_Hit(start, start + len(phrase), number, True) for number in numbers)


def _outermost(hits: list[_Hit]) -> list[_Hit]:
    """Leave out what stands within a longer phrase; patterns with a gap hide nothing."""
    phrases = [hit for hit in hits if hit.fixed]
    return [
        hit
        for hit in hits
        if not any(
            other.start <= hit.start and hit.end <= other.end and other.end - other.start > hit.end - hit.start
            for other in phrases
        )
    ]


@cache
def _lexicon() -> _Lexicon:
    entries = tuple(_read_entries())
    phrases: dict[str, list[int]] = {}
    single: dict[str, list[int]] = {}
    patterns: list[tuple[re.Pattern[str], int]] = []
    for number, entry in enumerate(entries):
        for saying in entry.said:
            if _PATTERN_SIGNS.search(saying):
                patterns.append((re.compile(saying.replace("…", _GAP)), number))
            else:
                key = normalize(saying)
                (phrases if len(key) > 1 else single).setdefault(key, []).append(number)
    return _Lexicon(entries, _frozen(phrases), _frozen(single), tuple(patterns))


def _frozen(table: Mapping[str, list[int]]) -> dict[str, tuple[int, ...]]:
    return {key: tuple(dict.fromkeys(numbers)) for key, numbers in table.items()}


def _read_entries() -> Iterator[Entry]:
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    for file in sorted(_DATA.glob(_FILES)):
        content: dict[str, Any] = yaml.load(file.read_text(encoding="utf-8"), Loader=loader)
        for category, section in content.items():
            if category not in _RESERVED:
                for line in section["entries"]:
                    yield _entry(category, line, float(section["weight"]))


def _entry(category: str, line: str, weight: float) -> Entry:
    """Read `saying saying = term term@0.5`; the number is the weight of the entry beside that of its section."""
    said, _, means = line.partition("=")
    terms, _, own = means.partition("@")
    return Entry(
        category=category,
        said=tuple(said.split()),
        means=tuple(map(normalize, terms.split())),
        weight=weight * float(own) if own else weight,
    )
