"""Where the words of a clause stand in a new version of its document, or what stands there in their place.

Words are compared in normal form and without blanks. A clause that only moved, or whose heading or number changed, is
found again. Plans say the same sentence for many hazards: words that stand under another heading count as moved only
when no occurrence of them was lost on the way.
"""

from __future__ import annotations

import re
from array import array
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from kb.catalog.product_records import ProductSource
from kb.places import heading_path_at
from kb.records import Document, Span
from kb.text import normalize_with_offsets, sentence_spans, source_span

SHORT = 10  # letters; what is shorter (a number, a name) is looked for inside its clause
ALIKE_AROUND = 0.5  # Dice of character pairs: what stands around short words is the same clause
ALIKE_HERE = 0.3  # of the clause that took the place of another under the same heading
ALIKE_ANYWHERE = 0.45
OTHER_LENGTH = 0.8  # a clause seldom becomes more or fewer sentences; a neighbour that shares a word often does
CANDIDATES = 20
MOST_GONE = 1_000  # beyond it a text was rewritten as a whole, and each comparison would take seconds
_LABEL = re.compile(
    r"^(?:第[一二三四五六七八九十百零〇\d]+[编章节条款项]|[(（]?[一二三四五六七八九十\d]{1,3}[)）、.．]|\d+(?:[.．]\d+)+|[①-⑳])\s*"
)
_BLANK = re.compile(r"\s+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """A span of a document with its words and its headings, outermost first."""

    start: int
    end: int
    text: str
    heading_path: tuple[str, ...]


class FoldedText:
    """The text of a document in normal form without blanks, and the way back to its offsets."""

    def __init__(self, text: str) -> None:
        normal, self._offsets = normalize_with_offsets(text)
        pieces: list[str] = []
        self._positions = array("I")
        at = 0
        for blank in [*_BLANK.finditer(normal), None]:
            end = blank.start() if blank else len(normal)
            pieces.append(normal[at:end])
            self._positions.extend(range(at, end))
            at = blank.end() if blank else end
        self.letters = "".join(pieces)

    def places(self, wanted: str) -> list[Span]:
        """Return where folded words stand, as spans of the original text, in order."""
        found: list[Span] = []
        at = self.letters.find(wanted) if wanted else -1
        while at >= 0:
            first, last = self._positions[at], self._positions[at + len(wanted) - 1]
            found.append(source_span(self._offsets, first, last + 1))
            at = self.letters.find(wanted, at + len(wanted))
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class _Units:
    """Runs of sentences and an index of their character pairs."""

    spans: tuple[Span, ...]
    sizes: tuple[int, ...]
    holders: dict[str, list[int]]


class ClauseFinder:
    """Looks up the clauses of a former version in a new one: `again` the same words, `nearest` what took their place.

    Args:
        new: The version that counts now.
        former: The version before, None when it is gone; without it less is found again.
    """

    def __init__(self, new: Document, former: Document | None) -> None:
        self.document = new
        self._former = former
        self._new_text = FoldedText(new.text)
        self._former_text = FoldedText(former.text) if former else None
        self._units = lru_cache(8)(self._cut)
        # Hundreds of questions may rest on one sentence.
        self.again = lru_cache(None)(self._again)
        self.nearest = lru_cache(None)(self._nearest)
        self._gone = lru_cache(None)(self._find_gone)
        self._sentences = sentence_spans(new.text)
        self._former_sentences = sentence_spans(former.text) if former else []

    def _again(self, source: ProductSource) -> Clause | None:
        """Return where the words of a source stand now, None when they were changed or taken out."""
        if self._former is not None and not self._stood(source):
            return None
        for wanted in _wordings(source.quote):
            places = self._new_text.places(wanted)
            chosen = self._choose(source, wanted, places) if places else None
            if chosen is not None:
                return self._clause(chosen.start, chosen.end)
        return None

    def _nearest(self, source: ProductSource) -> Clause | None:
        """Return the clause of the new version that took the place of a source's, None when there is none."""
        old = self.clause_of(source)
        here: tuple[float, Span] | None = None
        anywhere: tuple[float, Span] | None = None
        wanted_path = _path_key(self._former_path(source))
        for score, span in self._alike(old):
            if here is None and _path_key(heading_path_at(self.document, span.start)) == wanted_path:
                here = (score, span)
            if anywhere is None and score >= ALIKE_ANYWHERE:
                anywhere = (score, span)
        best = here or anywhere
        return self._clause(best[1].start, best[1].end) if best else None

    def clause_of(self, source: ProductSource) -> str:
        """Return the sentences of the former version that the source lies in, its own words when that is gone."""
        if self._former is None or not self._stood(source):
            return source.quote
        around = _around(self._former_sentences, source.start, source.end)
        return self._former.text[around.start : around.end]

    def _stood(self, source: ProductSource) -> bool:
        return self._former is not None and self._former.text[source.start : source.end] == source.quote

    def _former_path(self, source: ProductSource) -> tuple[str, ...]:
        return (
            heading_path_at(self._former, source.start) if self._former and self._stood(source) else source.heading_path
        )

    def _choose(self, source: ProductSource, wanted: str, places: Sequence[Span]) -> Span | None:
        """Return the place that continues the source's, None when they all belong to other clauses."""
        if len(wanted) < SHORT:
            return self._in_same_clause(source, wanted, places)
        path = _path_key(self._former_path(source))
        here = [one for one in places if _path_key(heading_path_at(self.document, one.start)) == path]
        if here:
            return here[0]
        if self._former_text is None:
            return places[0] if len(places) == 1 else None
        before = self._former_text.places(wanted)
        if len(places) < max(1, len(before)):
            return None
        rank = next((number for number, one in enumerate(before) if one.end > source.start), 0)
        return places[min(rank, len(places) - 1)]

    def _in_same_clause(self, source: ProductSource, wanted: str, places: Sequence[Span]) -> Span | None:
        """Return the place with the same words around it; without the former version, one under the same heading."""
        old, path = _folded(self.clause_of(source)).replace(wanted, ""), _path_key(self._former_path(source))
        ranked = []
        for place in places:
            around = _around(self._sentences, place.start, place.end)
            rest = _folded(self.document.text[around.start : around.end]).replace(wanted, "")
            here = _path_key(heading_path_at(self.document, place.start)) == path
            likeness = _dice(old, rest)
            if here if self._former is None else likeness >= ALIKE_AROUND:
                ranked.append((here, likeness, -place.start, place))
        return max(ranked)[3] if ranked else None

    def _alike(self, old: str) -> list[tuple[float, Span]]:
        """Return the runs of sentences that share character pairs with a clause and are new, the closest first."""
        count = max(1, len(sentence_spans(old)))
        pairs = _pairs(_folded(old))
        scored: list[tuple[float, Span]] = []
        for length in dict.fromkeys((count, count + 1, max(1, count - 1))):
            units, weight = self._units(length), 1.0 if length == count else OTHER_LENGTH
            shared = Counter(number for pair in pairs for number in units.holders.get(pair, ()))
            scored += [
                (score, units.spans[number])
                for number, common in shared.items()
                if (score := weight * 2 * common / (len(pairs) + units.sizes[number])) >= ALIKE_HERE
            ]
        scored.sort(key=lambda one: (-one[0], one[1].start))
        fresh = [one for one in scored if self._is_new(one[1])][:CANDIDATES]
        return [one for one in fresh if not self._continues_another(one[1], old, one[0])]

    def _continues_another(self, span: Span, old: str, score: float) -> bool:
        """Tell whether a run of sentences comes closer to another sentence that is gone than to this clause."""
        pairs, own = _pairs(_folded(self.document.text[span.start : span.end])), _folded(old)
        return any(
            2 * len(pairs & other) / (len(pairs) + len(other)) > score
            for folded, other in self._gone()
            if folded not in own and own not in folded
        )

    def _find_gone(self) -> list[tuple[str, frozenset[str]]]:
        """Return the sentences of the former version that do not stand in the new one; none where nearly all are new."""
        text = self._former.text if self._former else ""
        folded = (_folded(text[one.start : one.end]) for one in self._former_sentences)
        gone = [one for one in dict.fromkeys(folded) if len(one) >= SHORT and one not in self._new_text.letters]
        return [(one, _pairs(one)) for one in gone] if len(gone) <= MOST_GONE else []

    def _is_new(self, span: Span) -> bool:
        """Tell whether a run of sentences did not stand in the former version, as far as that is known."""
        former = self._former_text
        return former is None or _folded(self.document.text[span.start : span.end]) not in former.letters

    def _cut(self, length: int) -> _Units:
        singles = self._sentences
        spans = tuple(
            Span(start=singles[at].start, end=singles[at + length - 1].end) for at in range(len(singles) - length + 1)
        )
        holders: defaultdict[str, list[int]] = defaultdict(list)
        sizes: list[int] = []
        for number, span in enumerate(spans):
            pairs = _pairs(_folded(self.document.text[span.start : span.end]))
            sizes.append(len(pairs))
            for pair in pairs:
                holders[pair].append(number)
        return _Units(spans=spans, sizes=tuple(sizes), holders=dict(holders))

    def _clause(self, start: int, end: int) -> Clause:
        return Clause(
            start=start,
            end=end,
            text=self.document.text[start:end],
            heading_path=heading_path_at(self.document, start),
        )


def _wordings(quote: str) -> list[str]:
    """Return the folded words, and the same without a number in front of them: an item may be renumbered."""
    whole = _folded(quote)
    bare = _folded(_LABEL.sub("", quote.strip(), count=1))
    return [whole] if bare == whole or len(bare) < SHORT else [whole, bare]


def _folded(text: str) -> str:
    return _BLANK.sub("", normalize_with_offsets(text)[0])


def _pairs(folded: str) -> frozenset[str]:
    return frozenset(one + other for one, other in pairwise(folded)) or frozenset({folded})


def _dice(one: str, other: str) -> float:
    first, second = _pairs(one), _pairs(other)
    return 2 * len(first & second) / (len(first) + len(second))


def _around(sentences: Sequence[Span], start: int, end: int) -> Span:
    """Return the sentences that a span touches, as one span; the span itself where there are none."""
    touched = [one for one in sentences if one.start < end and start < one.end]
    return Span(start=touched[0].start, end=touched[-1].end) if touched else Span(start=start, end=end)


def _path_key(path: Sequence[str]) -> tuple[str, ...]:
    """Return headings without their numbers; an article, which has nothing else, keeps its own."""
    return tuple(_folded(_LABEL.sub("", one.strip(), count=1) or one) for one in path)
