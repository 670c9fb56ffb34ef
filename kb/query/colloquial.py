"""What people say and the words documents use for it: the phrases of a question that the spoken lexicon knows.

The lexicon `kb/data/colloquial_*.yaml` was written from how people speak and how plans are worded, for every hazard; it
knows no document. A question may hold no word of the text that answers it (氨味儿冲得很咋整), so its phrases are kept
one by one: a text answers the better the more of them it meets, each through any of its counterparts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import zip_longest

from kb.query.colloquial_files import Entry, read_entries
from kb.records import Saying
from kb.text import default_tokenizer, normalize

MAX_SAYINGS = 24
MAX_MEANS = 12  # of a phrase that stands for several things
_GAP = "[^，,。；;？?！!]{0,6}?"
_PATTERN_SIGNS = re.compile(r"[…(|)?]")
_NOT_FIXED = re.compile(r"\([^)]*\)\??|.\?")  # choices, and characters that may be missing
_KEY = 2  # characters by which phrases are looked up
# What may stand between the characters of a phrase without another meaning: 水都灌进了屋 is 水灌进屋.
_LIGHT = re.compile("[了过得地个都就又再还也把给些]|着(?!火)")
_LIGHT_INSIDE = re.compile(rf"(?<=\S)(?:{_LIGHT.pattern})(?=\S)")
_CHARACTER = re.compile("[\u4e00-\u9fff]")
_SPOKEN_SIGN = re.compile("[啥咋俺咱嘛吗呗啊呀哟咧嘞莫甭冇唔娃]|[行成中能]不|哪[儿块头样]|几时|多大会|多长")
# Characters of asking, pointing and joining: they stand in every sentence, spoken or written.
EVERYDAY_LETTERS = frozenset(
    "的了是不有我他你这那个一在就人来去啥咋么呢吗啊得要能行中成给把都还上下到里头儿子们俺咱先后没往过多少几谁哪让跟和也好可说着点老"
    "它刚突然该管用块时会怎样啦喂嗯哎哦吧每年月日天早晚午分秒钟半已经正真太很最更只才却但因为所以如果假或者及与同对向从由于被将叫请问想看听见拿局部厅科处级项条"
)
_SPOKEN_FROM = 0.3  # share of a question in known phrases from which it counts as spoken
HINT = "hint"  # category of what a single character of no known phrase lets expect
_HINT_WEIGHT = 0.5
_HINT_SHARE, _HINT_ENTRIES, _HINT_TERMS = 0.25, 4, 3
_HINTED_FROM = 0.45  # weight of entries that say what a question is about, not only what is asked

__all__ = ["MAX_SAYINGS", "Entry", "counterparts", "sayings_in", "spoken_entries"]


@dataclass(frozen=True, slots=True)
class _Pattern:
    saying: str
    anchor: str  # stands in every text that the pattern matches
    entry: int


@dataclass(frozen=True, slots=True)
class _Lexicon:
    entries: tuple[Entry, ...]
    phrases: Mapping[str, tuple[int, ...]]  # without light characters
    exact: Mapping[str, tuple[int, ...]]  # phrases of which too little would be left
    single: Mapping[str, tuple[int, ...]]  # sayings of one character count only where they stand as a word
    by_key: Mapping[str, tuple[str, ...]]  # first characters → phrases and exact ones
    patterns: tuple[_Pattern, ...]


@dataclass(frozen=True, slots=True, order=True)
class _Hit:
    start: int
    end: int
    entry: int
    fixed: bool  # a phrase, not a pattern with a gap


def sayings_in(question: str) -> tuple[Saying, ...]:
    """Return the spoken phrases of a question (in normal form) in the order they stand, at most 24.

    A phrase inside a longer one counts as part of that. One that stands for several things is returned once, with the
    words of all of them: a text that meets one of them answers it. Behind the phrases come single characters that
    stand in none, each with what phrases of the lexicon with that character mean; their category is `HINT`.
    """
    lexicon = _lexicon()
    spans: dict[tuple[int, int], list[int]] = {}
    seen: set[int] = set()
    for hit in _outermost(sorted(_hits(question, lexicon))):
        if hit.entry not in seen:
            seen.add(hit.entry)
            spans.setdefault((hit.start, hit.end), []).append(hit.entry)
    found = [
        _saying(question[start:end], [lexicon.entries[number] for number in numbers])
        for (start, end), numbers in spans.items()
    ]
    if _SPOKEN_SIGN.search(question) or sum(end - start for start, end in spans) >= _SPOKEN_FROM * len(question):
        left = dict.fromkeys(question[at] for at in _unknown_places(question, spans))
        found += [hint for hint in map(_hint, left) if hint is not None]
    return tuple(found)[:MAX_SAYINGS]


def counterparts(word: str) -> tuple[str, ...]:
    """Return the words of the field for a spoken word or phrase, () when the lexicon does not hold it."""
    lexicon = _lexicon()
    key = normalize(word)
    tables = ((lexicon.phrases, _LIGHT.sub("", key)), (lexicon.exact, key), (lexicon.single, key))
    found = (number for table, form in tables for number in table.get(form, ()))
    return tuple(dict.fromkeys(term for number in found for term in lexicon.entries[number].means))


def spoken_entries() -> tuple[Entry, ...]:
    """Return every entry of the lexicon, in the order of its files."""
    return _lexicon().entries


def _saying(said: str, entries: Sequence[Entry]) -> Saying:
    """Join the entries of one phrase: the most telling words of each first."""
    ordered = sorted(entries, key=lambda entry: -entry.weight)
    rows = zip_longest(*(entry.means for entry in ordered))
    means = dict.fromkeys(term for row in rows for term in row if term)
    return Saying(said=said, means=tuple(means)[:MAX_MEANS], weight=ordered[0].weight, category=ordered[0].category)


def _hits(question: str, lexicon: _Lexicon) -> Iterator[_Hit]:
    places = [at for at in range(len(question)) if not _LIGHT.match(question, at)]
    bare = "".join(question[at] for at in places)
    yield from _phrase_hits(bare, places, lexicon.by_key, lexicon.phrases)
    yield from _phrase_hits(question, range(len(question)), lexicon.by_key, lexicon.exact)
    for word in dict.fromkeys(default_tokenizer().words(question)):
        start = question.find(word)
        for number in lexicon.single.get(word, ()) if start >= 0 else ():
            yield _Hit(start, start + len(word), number, True)
    for pattern in lexicon.patterns:
        match = _compiled(pattern.saying).search(question) if pattern.anchor in question else None
        if match is not None:
            yield _Hit(match.start(), match.end(), pattern.entry, False)


def _phrase_hits(
    text: str, places: Sequence[int], by_key: Mapping[str, Sequence[str]], phrases: Mapping[str, Sequence[int]]
) -> Iterator[_Hit]:
    """Find phrases in a text whose characters stand at `places` of the question."""
    found: set[str] = set()
    for at in range(len(text) - 1):
        for phrase in by_key.get(text[at : at + _KEY], ()):
            if phrase in phrases and phrase not in found and text.startswith(phrase, at):
                found.add(phrase)
                last = places[at + len(phrase) - 1]
                yield from (_Hit(places[at], last + 1, number, True) for number in phrases[phrase])


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
    entries = tuple(read_entries())
    phrases: dict[str, tuple[int, ...]] = {}
    exact: dict[str, tuple[int, ...]] = {}
    single: dict[str, tuple[int, ...]] = {}
    patterns: list[_Pattern] = []
    for number, entry in enumerate(entries):
        for saying, bare in zip(entry.said, _bare(entry), strict=True):
            if _PATTERN_SIGNS.search(saying):
                patterns.append(_Pattern(saying, _anchor(saying), number))
                continue
            if len(saying) < _KEY:
                table, form = single, saying
            elif len(bare) < _KEY or _LIGHT.match(bare) or _LIGHT.match(bare, len(bare) - 1):
                table, form = exact, saying  # 啥时候着 without its end would be 啥时候
            else:
                table, form = phrases, bare
            table[form] = (*table.get(form, ()), number)
    by_key: dict[str, tuple[str, ...]] = {}
    for phrase in (*phrases, *exact):
        by_key[phrase[:_KEY]] = (*by_key.get(phrase[:_KEY], ()), phrase)
    return _Lexicon(entries, phrases, exact, single, by_key, tuple(patterns))


def _bare(entry: Entry) -> Sequence[str]:
    """Return the sayings of an entry without light characters inside."""
    return _LIGHT_INSIDE.sub("", entry.text).split()  # a call for each saying takes three times as long


def _unknown_places(question: str, spans: Iterable[tuple[int, int]]) -> Iterator[int]:
    """Yield where characters stand that are neither in a phrase nor in a word of the field, such as 挥 in 指挥."""
    inside = {at for start, end in spans for at in range(start, end)}
    written = _written_words()
    for at in range(len(question)):
        pairs = (question[at - 1 : at + 1] if at else "", question[at : at + 2])
        if at not in inside and not any(len(pair) == _KEY and pair in written for pair in pairs):
            yield at


@cache
def _written_words() -> str:
    return " ".join(term for entry in _lexicon().entries for term in entry.means)


@cache
def _hint(letter: str) -> Saying | None:
    """Return what the phrases that hold a character mean, None when they mean too many things or only ask."""
    lexicon = _lexicon()
    if letter in EVERYDAY_LETTERS or not _CHARACTER.match(letter):
        return None
    counts = {
        number: sum(letter in saying for saying in entry.said)
        for number, entry in enumerate(lexicon.entries)
        if letter in entry.text
    }
    least = _HINT_SHARE * sum(counts.values())
    telling = [
        lexicon.entries[number]
        for number in sorted(counts, key=lambda number: -counts[number])[:_HINT_ENTRIES]
        if counts[number] >= least and lexicon.entries[number].weight >= _HINTED_FROM
    ]
    if not telling:
        return None
    means = dict.fromkeys(
        term for place in zip_longest(*(one.means[:_HINT_TERMS] for one in telling)) for term in place if term
    )
    return Saying(said=letter, means=tuple(means), weight=_HINT_WEIGHT, category=HINT)


def _anchor(saying: str) -> str:
    return max(_NOT_FIXED.sub("…", saying).split("…"), key=len)


@cache
def _compiled(saying: str) -> re.Pattern[str]:
    return re.compile(saying.replace("…", _GAP))
