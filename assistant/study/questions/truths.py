"""What the documents at hand say, so that a wrong option is not right by another clause or another document."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

from assistant.guard.plain import pairs_of
from assistant.study.questions.values import QUANTITY, worth
from kb.records import Document
from kb.text import normalize, sentence_spans

_SPACE = re.compile(r"\s+")
_ALIKE = 0.6  # share of a statement's character pairs from which another sentence speaks of the same matter
_NEAR = 10  # characters on either side of a blank that another text may repeat word by word
_SENTENCE_END = re.compile(r"[。；;]")


def squeezed(text: str) -> str:
    """Return the normal form without white space."""
    return _SPACE.sub("", normalize(text))


class Truths:
    """The sentences of some documents, found by the character pairs they hold."""

    def __init__(self, documents: Iterable[Document]) -> None:
        self._sentences: list[str] = []
        self._pairs: list[frozenset[str]] = []
        self._holding: dict[str, list[int]] = defaultdict(list)
        self._texts: list[str] = []
        for document in documents:
            self._texts.append(squeezed(document.text))
            self._take(document.text)

    def _take(self, text: str) -> None:
        for span in sentence_spans(text):
            sentence = squeezed(text[span.start : span.end])
            if len(sentence) < 6:
                continue
            pairs = frozenset(pairs_of(sentence))
            number = len(self._sentences)
            self._sentences.append(sentence)
            self._pairs.append(pairs)
            for pair in pairs:
                self._holding[pair].append(number)

    def says(self, statement: str) -> bool:
        """Tell whether a text says these very words."""
        wanted = squeezed(statement)
        return any(wanted in text for text in self._texts)

    def says_filled(self, before: str, filling: str, after: str) -> bool:
        """Tell whether a blank filled so stands in a text, or is what a sentence on the same matter says.

        Args:
            before, after: The statement around the blank.
        """
        left, right, middle = squeezed(before), squeezed(after), squeezed(filling)
        left, right = _SENTENCE_END.split(left)[-1], _SENTENCE_END.split(right)[0]
        window = left[-_NEAR:] + middle + right[:_NEAR]
        if len(window) > len(middle) + 8 and any(window in text for text in self._texts):
            return True
        return any(self._fills(sentence, middle) for sentence in self._on_matter(left + "，" + right))

    @staticmethod
    def _fills(sentence: str, filling: str) -> bool:
        found = QUANTITY.fullmatch(filling)
        if not found:
            return filling in sentence
        return worth(found["number"], found["unit"]) in set(_worths(sentence))

    def _on_matter(self, rest: str) -> Iterator[str]:
        """Yield the sentences that share most of a statement, the statement's own among them."""
        wanted = frozenset(pairs_of(rest))
        rare = sorted(wanted, key=lambda pair: len(self._holding[pair]))[:12]
        seen = {number for pair in rare[: max(4, len(rare) // 2)] for number in self._holding[pair]}
        for number in sorted(seen):
            if len(wanted & self._pairs[number]) >= _ALIKE * len(wanted):
                yield self._sentences[number]


def _worths(sentence: str) -> Iterator[tuple[str, Fraction]]:
    for found in QUANTITY.finditer(sentence):
        try:
            yield worth(found["number"], found["unit"])
        except (ValueError, ArithmeticError):
            continue


def overlap(text: str, other: str) -> float:
    """Return the share of a text's character pairs that another text holds."""
    pairs = set(pairs_of(squeezed(text)))
    return len(pairs & set(pairs_of(squeezed(other)))) / len(pairs) if pairs else 1.0


def contained(one: str, other: str) -> bool:
    """Tell whether one option holds the other word by word."""
    left, right = squeezed(one), squeezed(other)
    return left in right or right in left


def distinct(options: Sequence[str]) -> bool:
    """Tell whether no option equals another in words or in value (60分钟 and 1小时)."""
    if len({squeezed(option) for option in options}) < len(options):
        return False
    read = [QUANTITY.fullmatch(squeezed(option)) for option in options]
    worths = [worth(found["number"], found["unit"]) for found in read if found]
    return len(set(worths)) == len(worths)
