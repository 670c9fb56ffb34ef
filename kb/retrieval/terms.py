"""What a question is matched by: words, bigrams and their weights."""

from __future__ import annotations

from dataclasses import dataclass

from kb.records import Question
from kb.retrieval.lexical_search import LexicalView
from kb.text import Tokenizer, normalize

MAX_TERMS = 96  # distinct words, and as many bigrams; the rest of a very long question is not looked up
VALUE_MARK = "§"  # value tokens of `kb.text` stand for a spelling, they occur in no text


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchTerms:
    """The terms of one question, weights are idf over the whole base.

    Attributes:
        text: The question in normal form, without white space.
        words: Without stop words and value tokens; what is compared with the text of a chunk.
        lookup_words: What is looked up in the index: `words`, value tokens, and other names of the same things.
        synonyms: Other names of things in the question, from the taxonomy.
    """

    text: str
    words: tuple[str, ...]
    word_weights: tuple[float, ...]
    bigrams: tuple[str, ...]
    bigram_weights: tuple[float, ...]
    lookup_words: tuple[str, ...]
    synonyms: tuple[str, ...]


def search_terms(question: Question, tokenizer: Tokenizer, view: LexicalView) -> SearchTerms:
    """Split a question and weigh its terms."""
    spoken = tokenizer.query_words(question.text)[:MAX_TERMS]
    bigrams = list(dict.fromkeys(tokenizer.bigrams(question.text)))[:MAX_TERMS]
    expanded = tokenizer.query_words(" ".join((question.normalized, *question.terms)))
    known = set(spoken)
    lookup = [*spoken, *(word for word in expanded if word not in known)][: 2 * MAX_TERMS]
    words = [word for word in spoken if not word.startswith(VALUE_MARK)]
    added = [word for word in lookup[len(spoken) :] if not word.startswith(VALUE_MARK)]
    return SearchTerms(
        text="".join(normalize(question.text).split()),
        words=tuple(words),
        word_weights=tuple(view.word_weight(word) for word in words),
        bigrams=tuple(bigrams),
        bigram_weights=tuple(view.bigram_weight(bigram) for bigram in bigrams),
        lookup_words=tuple(lookup),
        synonyms=tuple(added),
    )
