"""What a question is matched by: words, bigrams and their weights."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache

from kb.records import Question
from kb.retrieval.lexical_search import LexicalView
from kb.retrieval.said import SoughtSaying, sought
from kb.retrieval.soft_matcher import NOWHERE, piece_weight
from kb.text import Tokenizer, normalize

LOOKED_UP, LOOKED_UP_TERMS = 0.4, 4  # weight of the spoken phrases that are looked up, and words of each
MAX_TERMS = 96  # distinct words, and as many bigrams; the rest of a very long question is not looked up
SPOKEN = 0.4  # share of a question's characters in spoken phrases from which it counts as spoken
VALUE_MARK = "§"  # value tokens of `kb.text` stand for a spelling, they occur in no text
_LETTERS = re.compile(r"\w+")
# Letters and digits that have another normal form; punctuation, the most frequent such, is dropped anyway.
_UNUSUAL = re.compile("[\u2160-\u217f\u3300-\u33ff\uf900-\ufaff\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\uff66-\uffdc]")
# How people ask, not what about: 怎么办 would find every text that says 怎么.
_ASKING = re.compile(
    "请问|怎么[办弄做样说]?|[咋]办?|如何|怎样|什么时候|是?什么|为什么|哪[些个里]|多少|多[久长大高远]|几[个级种人项]|谁|"
    "先?干啥|啥|吗|呢|[？?]"
)
_LEVELS = str.maketrans("ⅠⅡⅢⅣⅤⅥ", "一二三四五六")

Weighted = tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchTerms:
    """The terms of one question, weights are idf over the whole base.

    Attributes:
        text: The question as `plain` text.
        words: Without stop words and value tokens, plain; what is compared with the text of a chunk.
        bigrams: Character pairs, plain.
        lookup_words: The words as the index knows them, value tokens among them.
        lookup_bigrams: The bigrams as the index knows them.
        lookup_synonyms: Other names of things in the question, from the taxonomy; a list of their own, because
            many names of one thing would outweigh the other words.
        synonyms: The same, plain.
        lookup_said: Words documents use for the spoken phrases, as the index knows them; again a list of their own.
        sayings: The spoken phrases with these words.
        spoken: How far the question is made of such phrases: 0 not at all, 1 from two fifths of its characters.
    """

    text: str
    words: Weighted
    word_total: float
    bigrams: Weighted
    bigram_total: float
    lookup_words: tuple[str, ...]
    lookup_bigrams: tuple[str, ...]
    lookup_synonyms: tuple[str, ...]
    synonyms: tuple[str, ...]
    lookup_said: tuple[str, ...] = ()
    sayings: tuple[SoughtSaying, ...] = ()
    spoken: float = 0.0


def search_terms(question: Question, tokenizer: Tokenizer, view: LexicalView) -> SearchTerms:
    """Split a question and weigh its terms."""
    spoken = tokenizer.query_words(question.text)[:MAX_TERMS]
    subject = _ASKING.sub(" ", question.text)
    bigrams = list(dict.fromkeys(tokenizer.bigrams(subject) or tokenizer.bigrams(question.text)))[:MAX_TERMS]
    expanded = tokenizer.query_words(" ".join((question.normalized, *question.terms)))
    known = set(spoken)
    added = [word for word in expanded if word not in known][:MAX_TERMS]
    words = _weigh(spoken, view.word_weight)
    pairs = _weigh(bigrams, view.bigram_weight)
    return SearchTerms(
        text=plain(question.text),
        words=words,
        word_total=sum(weight for _, weight in words),
        bigrams=pairs,
        bigram_total=sum(weight for _, weight in pairs),
        lookup_words=tuple(spoken),
        lookup_bigrams=tuple(bigrams),
        lookup_synonyms=tuple(added),
        synonyms=tuple(word for word in map(plain, added) if word and not word.startswith(VALUE_MARK)),
        lookup_said=_said_words(question, tokenizer),
        sayings=_sought(question, view),
        spoken=spoken_share(question),
    )


def spoken_share(question: Question) -> float:
    """Return how far a question is made of spoken phrases: 0 not at all, 1 from two fifths of its characters."""
    letters = len(plain(question.text))
    return min(1.0, sum(len(saying.said) for saying in question.sayings) / (SPOKEN * letters)) if letters else 0.0


def _said_words(question: Question, tokenizer: Tokenizer) -> tuple[str, ...]:
    about = [saying for saying in question.sayings if saying.weight >= LOOKED_UP] or question.sayings
    means = dict.fromkeys(term for saying in about for term in saying.means[:LOOKED_UP_TERMS])
    return tuple(tokenizer.query_words(" ".join(means))[:MAX_TERMS]) if means else ()


def _sought(question: Question, view: LexicalView) -> tuple[SoughtSaying, ...]:
    if not question.sayings:
        return ()
    unknown = view.word_weight(NOWHERE)
    return sought(
        question.sayings, plain, lambda term: piece_weight(term, view.word_weight, view.bigram_weight), unknown
    )


@lru_cache(maxsize=1024)  # several signals ask for the same headings and texts
def plain(text: str) -> str:
    """Return letters and digits only, in normal form and lower case: what terms are compared with.

    Roman levels become Chinese ones, as in the bigrams: Ⅱ级 is 二级. Much cheaper than `normalize`, which is
    only called where a letter or digit needs it.
    """
    if _UNUSUAL.search(text):
        text = normalize(text).translate(_LEVELS)
    return "".join(_LETTERS.findall(text)).lower()


def _weigh(terms: Iterable[str], weight: Callable[[str], float]) -> Weighted:
    spoken = [(plain(term), weight(term)) for term in terms if not term.startswith(VALUE_MARK)]
    return tuple((term, share) for term, share in spoken if term)
