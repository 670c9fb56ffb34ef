"""The only module that knows jieba and rjieba.

rjieba gives the same words as jieba at many times its speed; jieba takes its place where there is no wheel of rjieba.
"""

from __future__ import annotations

import logging
import tempfile
import warnings
from collections.abc import Iterable
from typing import Any, Protocol

_PLACE = "ns"  # the tag of place names in the dictionary of jieba


class Segmenter(Protocol):
    """Cuts Chinese text into words."""

    def cut_for_search(self, text: str) -> list[str]:
        """Return the words of `text`, each preceded by its shorter dictionary words."""
        ...

    def cut(self, text: str) -> list[str]:
        """Return the words of `text` without overlap."""
        ...

    def knows(self, word: str) -> bool:
        """Tell whether `word` stands in the dictionary."""
        ...

    def place_names(self, text: str) -> list[str]:
        """Return the words of `text` that its dictionary calls place names, in order."""
        ...


class FastSegmenter:
    """rjieba with a dictionary of its own."""

    def __init__(self, terms: Iterable[str]) -> None:
        import rjieba

        self._cutter = rjieba.Jieba()
        for term in terms:
            self._cutter.add_word(term, None, None)

    def cut_for_search(self, text: str) -> list[str]:
        words: list[str] = self._cutter.cut_for_search(text, True)
        return words

    def cut(self, text: str) -> list[str]:
        words: list[str] = self._cutter.cut(text, True)
        return words

    def knows(self, word: str) -> bool:
        return bool(self._cutter.has_word(word))

    def place_names(self, text: str) -> list[str]:
        return [word for word, tag in self._cutter.tag(text, True) if tag == _PLACE]


class ReferenceSegmenter:
    """jieba with a dictionary of its own.

    jieba loads any file named jieba.cache that lies in the shared temporary folder, whoever wrote it. A private folder
    that exists only during the load keeps it from reading foreign data.
    """

    def __init__(self, terms: Iterable[str]) -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # invalid escapes and pkg_resources in jieba's own source
            import jieba
        jieba.setLogLevel(logging.WARNING)
        self._tagger: Any = None
        self._cutter = jieba.Tokenizer()
        with tempfile.TemporaryDirectory(prefix="yubei-dictionary-") as private:
            self._cutter.tmp_dir = private
            self._cutter.initialize()
        for term in terms:
            self._cutter.add_word(term)

    def cut_for_search(self, text: str) -> list[str]:
        words: list[str] = self._cutter.lcut_for_search(text)
        return words

    def cut(self, text: str) -> list[str]:
        words: list[str] = self._cutter.lcut(text)
        return words

    def knows(self, word: str) -> bool:
        return bool(self._cutter.FREQ.get(word))  # the prefixes of words stand there with 0

    def place_names(self, text: str) -> list[str]:
        from jieba import posseg

        if self._tagger is None:
            self._tagger = posseg.POSTokenizer(self._cutter)
        return [word for word, tag in self._tagger.lcut(text) if tag == _PLACE]


def open_segmenter(terms: Iterable[str]) -> Segmenter:
    """Return the fast segmenter, or jieba itself where rjieba is not installed."""
    known = tuple(terms)
    try:
        return FastSegmenter(known)
    except ImportError:
        return ReferenceSegmenter(known)
