"""Words and character bigrams for the inverted index and for questions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from pathlib import Path

from kb.text.many import CHINESE, MARK, SEPARATOR, join_texts, normalize_joined, pair_lines, with_other_letters
from kb.text.normalize import normalize
from kb.text.protected import find_protected, plain_number
from kb.text.segmenter import Segmenter, open_segmenter

_DATA = Path(__file__).resolve().parent.parent / "data"
_DIVISION = re.compile(r"..(?:省|市|县|区|镇|乡|村|州|盟|旗)$")
_NO_DIVISIONS = tuple(
    "行政区 欧元区 开发区 自治区 特区 地区 城区 郊区 市辖区 景区 园区 库区 林区 保护区 名胜区 示范区 试验区 工业区 居民区 住宅区 居住区 社区 小区 山区 "
    "灾区 疫区 牧区 矿区 辖区 街区 厂区 罐区 保税区 农村 乡村 城镇 集镇".split()
)
_BOTH_LEVELS = re.compile(r"(?<=..)[市县区乡镇]$")
_LEVEL_SIGN = re.compile(r"(?<![a-z0-9])(?:[Ⅰ-Ⅵ]|i{1,3}|iv|v|[1-6])\s?(?=级)")
_LEVEL_HINT = re.compile(r"[Ⅰ-Ⅵiv1-6]\s?级")
_LEVEL_ZH = ("", "一", "二", "三", "四", "五", "六")
_RUN = re.compile(rf"([a-z0-9]+)|({CHINESE}+)|([^\W_]+)")
_MANY = 64  # texts from which the tables of `kb.text.many` are worth their set-up (0.3 s, once)
_REMEMBERED = 200_000  # words whose lines are kept


_normal_once = lru_cache(maxsize=8)(normalize)  # indexing asks for the words of a text, then for its bigrams


def read_terms(path: Path) -> tuple[str, ...]:
    """Read a list of terms: white space separates, # starts a comment; sorted, without repeats."""
    lines = (line.partition("#")[0] for line in path.read_text(encoding="utf-8").splitlines())
    return tuple(sorted({normalize(term) for line in lines for term in line.split()}))


class Tokenizer:
    """Cuts normalised text into tokens; safe to share between threads.

    Index and question must be cut by tokenizers with equal dictionaries.
    """

    def __init__(self, segmenter: Segmenter, terms: tuple[str, ...], stop_words: frozenset[str]) -> None:
        """Take the domain terms the segmenter already knows; they are given with all terms and words inside them."""
        self._segmenter = segmenter
        self._stop_words = stop_words
        self._inner = _inner_terms(segmenter, frozenset(terms))
        self._written: dict[str, str] = {}

    def lines(self, texts: Sequence[str]) -> list[tuple[str, str]]:
        """Return per text its `words` and its `bigrams`, each list as one line with white space between the terms.

        For many texts this takes a third of the time of asking for each.
        """
        if len(texts) < _MANY:
            return [(_line(self.words(text)), _line(self.bigrams(text))) for text in texts]
        normal = normalize_joined(join_texts(texts))
        return list(zip(self._word_lines(normal), self._bigram_lines(normal), strict=True))

    def _word_lines(self, joined: str) -> list[str]:
        """Cut all texts in one go, with `MARK` in the place of each protected piece."""
        plain: list[str] = []
        pieces: list[str] = []
        position = 0
        for start, end, tokens in find_protected(joined):
            plain += (joined[position:start], MARK)
            pieces.append(_line(tokens) + " ")
            position = end
        plain.append(joined[position:])
        words = self._segmenter.cut_for_search("".join(plain))
        written = self._remembered(words)
        between = "".join(map(written.__getitem__, words)).split(MARK)
        line = "".join(part for pair in zip(between, [*pieces, ""], strict=True) for part in pair)
        return line.split(SEPARATOR)

    def _remembered(self, words: Sequence[str]) -> dict[str, str]:
        """Return word → what it adds to a line."""
        written = self._written
        if len(written) > _REMEMBERED:
            written = {}
        fresh = set(words).difference(written)
        if fresh:
            written = {**written, **{word: self._addition(word) for word in fresh}}
            self._written = written
        return written

    def _addition(self, word: str) -> str:
        if word in {MARK, SEPARATOR}:
            return word
        return _line((word, *self._inner.get(word, ()))) + " " if word[0].isalnum() else ""

    def _bigram_lines(self, joined: str) -> list[str]:
        lines = pair_lines(_with_level_names(joined))
        others = with_other_letters(joined)
        if others:
            texts = joined.split(SEPARATOR)
            for number in others:
                lines[number] = _line(self.bigrams(texts[number]))
        return lines

    def words(self, text: str) -> list[str]:
        """Return the tokens of a passage in reading order, longer words after their parts, repeats kept.

        Protected pieces and value tokens are described in `kb.text.protected`.
        """
        normal = _normal_once(text)
        found: list[str] = []
        position = 0
        for start, end, tokens in find_protected(normal):
            if start > position:
                self._cut_into(found, normal[position:start])
            found.extend(tokens)
            position = end
        if position < len(normal):
            self._cut_into(found, normal[position:])
        return found

    def _cut_into(self, found: list[str], text: str) -> None:
        # re's word characters without the underscore are exactly those of isalnum.
        words = [word for word in self._segmenter.cut_for_search(text) if word[0].isalnum()]
        inner = self._inner
        if inner.keys().isdisjoint(words):
            found.extend(words)
            return
        for word in words:
            found.append(word)
            found.extend(inner.get(word, ()))

    def query_words(self, text: str) -> list[str]:
        """Return the tokens of a question, each once, without stop words; all of them when nothing else is left."""
        words = list(dict.fromkeys(self.words(text)))
        return [word for word in words if word not in self._stop_words] or words

    def bigrams(self, text: str) -> list[str]:
        """Return the overlapping character pairs of every Chinese run; Latin words and numbers stay whole.

        A lone character stands for itself. Level signs are written 一–六 first, so that Ⅱ级 meets 二级.
        """
        normal = _with_level_names(_normal_once(text))
        pairs: list[str] = []
        for latin, chinese, other in _RUN.findall(normal):
            if len(chinese) > 1:
                pairs.extend(map(str.__add__, chinese, chinese[1:]))
            else:
                pairs.append(latin or chinese or other)
        return pairs

    def places(self, text: str) -> list[str]:
        """Return the names of divisions in normalised `text`, in order: 永城市, 临澜市, 上海.

        A name without 省, 市, 县 … counts when the dictionary also knows it with 省 or 市: 山岳 and 太平 are none.
        """
        found = self.place_words(text)
        names = [_BOTH_LEVELS.sub("", name) if _is_cut(name, text) else name for name in found]
        return [name for name in names if self.is_division(name)]

    def place_words(self, text: str) -> list[str]:
        """Return the words of normalised `text` that the dictionary takes for places of any kind, in order."""
        return self._segmenter.place_names(text)

    def is_division(self, name: str) -> bool:
        """Tell whether a word the dictionary takes for a place can be a division: 泰山 and 行政区 are none."""
        if _DIVISION.search(name):
            return not name.endswith(_NO_DIVISIONS) and (
                name[-1] != "区" or len(name) == 3 or self._segmenter.knows(name)
            )
        return len(name) > 1 and any(self._segmenter.knows(name + sign) for sign in "省市")


def _with_level_names(normal: str) -> str:
    if not _LEVEL_HINT.search(normal):
        return normal
    return _LEVEL_SIGN.sub(lambda sign: _LEVEL_ZH[int(plain_number(sign.group().strip()))], normal)


def _line(terms: Sequence[str]) -> str:
    """Join terms with spaces; white space inside a term would split it, so it is dropped there."""
    joined = " ".join(terms)
    if len(joined.split()) == len(terms):
        return joined
    return " ".join("".join(term.split()) for term in terms)


def _is_cut(name: str, text: str) -> bool:
    """Tell whether the last sign of a place name belongs to what follows, as in 永城|县乡两级."""
    end = text.find(name) + len(name)
    return text[end : end + 1] in tuple("市县区乡镇村级")


def _inner_terms(segmenter: Segmenter, terms: frozenset[str]) -> dict[str, tuple[str, ...]]:
    """Map every domain term to the words inside it that search mode, which stops at three characters, leaves out."""
    inner: dict[str, tuple[str, ...]] = {}
    for term in terms:
        given = set(segmenter.cut_for_search(term))
        pieces = {term[i:j] for i in range(len(term)) for j in range(i + 2, len(term) + 1)}
        missing = sorted((pieces & terms) - given, key=lambda piece: (term.index(piece), len(piece)))
        if missing:
            inner[term] = tuple(missing)
    return inner


def open_tokenizer(segmenter: Segmenter | None = None) -> Tokenizer:
    """Return a tokenizer with the shipped dictionary and stop words, over `segmenter` or the fastest installed."""
    terms = domain_terms()
    stop_words = frozenset(read_terms(_DATA / "stop_words.txt"))
    return Tokenizer(segmenter or open_segmenter(terms), terms, stop_words)


def domain_terms() -> tuple[str, ...]:
    """Return the shipped domain dictionary."""
    return read_terms(_DATA / "domain_terms.txt")


@cache
def default_tokenizer() -> Tokenizer:
    """Return the tokenizer that index and questions share; loads the dictionary on the first call (about 0.3 s)."""
    return open_tokenizer()
